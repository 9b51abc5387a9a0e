"""Find known names in texts, in every spelling that a reader would take for the name.

A text is split into words once and each word is looked up, so the time grows with the text and not with the names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from relational_journal.text.folding import APOSTROPHES, HYPHENS, UNSEEN, folded
from relational_journal.text.letters import bare, is_in_a_word, spelled_out

_SURE = 3  # A spelling of at least this many letters counts as the name in lower case too, even if it differs.
_WIDEST_GAP = 12  # characters between two words of one name
# In scripts without spaces between words, a name may be in the middle of a run.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_]+")
# Text of only these characters has no marks, invisible characters or double letters, and is split faster.
_EASY = re.compile(r"[\t\n\r -~\xa0-\xac\xae-\u02af\u2010-\u201f\u2026\u2032\u20ac]*")
_ENDS_A_SENTENCE = re.compile(r"[.!?…:\n\r][\s\"'“”‘’«»(\[*_]*\Z|\A[\s\"'“”‘’«»(\[*_]*\Z")
_BETWEEN = frozenset((*" \t\n\r\xa0\u202f.", *HYPHENS, *APOSTROPHES, *UNSEEN))
_HISSING = ("s", "x", "z", "ch", "sh")


class FoundName(NamedTuple):
    """A name found in a text.

    Attributes:
        owner: the person with this name.
        start, end: its position, including a genitive or plural `s`, without the mark before it.
        suffix: that `s` or `es`; "" if there is none.
        is_marked: whether an @ precedes it.
    """

    owner: str
    start: int
    end: int
    suffix: str = ""
    is_marked: bool = False

    def with_mark(self, text: str) -> tuple[int, int]:
        """Return the position of the name with the mark before it, and with quotes around it if it is marked."""
        if not self.is_marked:
            return self.start, self.end
        is_quoted = text[self.start - 1] != "@"
        return self.start - 1 - is_quoted, self.end + (is_quoted and text[self.end : self.end + 1] in ('"', "”"))


class _Word(NamedTuple):
    """A word of a text: its plain forms and its position."""

    forms: tuple[str, ...]
    start: int
    end: int


class _Name(NamedTuple):
    """One spelling of a name: its words in plain form, what may separate them, its normalised form, its owner.

    `is_plain`: it has no letters that could be spelled out. `is_joined`: its words are written as one.
    """

    words: tuple[str, ...]
    gaps: tuple[frozenset[str], ...]
    compared: str
    owner: str
    is_plain: bool
    is_joined: bool = False


class NameFinder:
    """Finds a set of names in texts.

    It finds whole words in any case, with or without accents, in full-width letters, with any hyphen, dash or
    apostrophe, in the genitive or plural with or without apostrophe, and after the mark `@`. A name that is an everyday
    word or a single letter counts only after `@` or with a capital (`I` only after `@`); a spelling that differs from
    the name and is an everyday word ("this" for Thi) only with a capital inside a sentence.

    Args:
        names: each spelling → its owner.
        everyday: names that are also words (will, hope, may …), in lower case.
        is_word: whether a word in lower case is an everyday word.
    """

    def __init__(
        self, names: Mapping[str, str], everyday: Collection[str] = (), is_word: Callable[[str], bool] = lambda _: False
    ) -> None:
        self._everyday = frozenset(everyday)
        self._is_word = is_word
        self._names: dict[tuple[str, ...], _Name] = {}
        self._sizes: dict[str, list[int]] = {}  # the first word of names → how many words such names have
        # Names in scripts without spaces, and names with other characters (C++), are matched character by character.
        self._runs: dict[str, list[tuple[str, str]]] = {}
        # a nickname wins over the same word among someone's other names
        for name, owner in sorted(names.items(), key=lambda item: item[0] != item[1]):
            self._learn(unicodedata.normalize("NFC", name), owner)
        for runs in self._runs.values():
            runs.sort(key=lambda run: -len(run[0]))

    def _learn(self, name: str, owner: str) -> None:
        """Add a spelling: its words plain, spelled out, and written as one."""
        compared = folded(name)
        if not compared:
            return
        if name.isascii() and name.isalpha():
            self._keep(_Name((compared,), (), compared, owner, is_plain=True))
            return
        plain = "".join(map(bare, name))
        is_run = plain and (_UNSPACED.match(plain[0]) or _UNSPACED.match(plain[-1]) or not _is_made_of_words(name))
        if is_run:
            self._runs.setdefault(plain[0], []).append((plain, owner))
            return
        words = _words_of(name)
        gaps = tuple(_may_stand(name[one.end : two.start]) for one, two in pairwise(words))
        for forms in dict.fromkeys(tuple(word.forms[at] for word in words) for at in (0, -1)):
            self._keep(_Name(forms, gaps, compared, owner, name.isascii()))
            if len(forms) > 1:
                self._keep(_Name(("".join(forms),), (), compared, owner, name.isascii(), is_joined=True))

    def _keep(self, name: _Name) -> None:
        if not all(name.words) or not name.words:
            return
        self._names.setdefault(name.words, name)
        sizes = self._sizes.setdefault(name.words[0], [])
        if len(name.words) not in sizes:
            sizes.append(len(name.words))
            sizes.sort(reverse=True)

    def __bool__(self) -> bool:
        return bool(self._names or self._runs)

    def find(self, text: str) -> Iterator[FoundName]:
        """Yield the names in a text, first to last; of overlapping ones the longest.

        Args:
            text: in composed form (NFC).
        """
        found = list(self._spaced_in(text)) if self._names else []
        if self._runs:
            found += self._runs_in(text)
            found.sort(key=lambda one: (one.start, -one.end))
        end = 0
        for name in found:
            if name.start >= end:
                yield name
                end = name.end

    def _spaced_in(self, text: str) -> Iterator[FoundName]:
        words = _words_of(text)
        at = 0
        while at < len(words):
            found = self._longest(text, words, at)
            if found is None:
                at += 1
                continue
            taken, name = found
            yield name
            at += taken

    def _longest(self, text: str, words: Sequence[_Word], at: int) -> tuple[int, FoundName] | None:
        """Return the longest name that begins at a word, and how many words it takes."""
        for name, count, suffix in self._possible(text, words, at):
            start, end = words[at].start, words[at + count - 1].end
            is_marked = _is_marked(text, start)
            if is_marked or self._is_meant(text, start, end, name, suffix, is_split=count > len(name.words)):
                return count, FoundName(name.owner, start, end, suffix, is_marked)
        return None

    def _possible(self, text: str, words: Sequence[_Word], at: int) -> Iterator[tuple[_Name, int, str]]:
        """Yield the names that may begin at a word, longest first, with the number of words of each and its suffix."""
        first = words[at].forms
        sizes = {size for form in first for size in self._sizes.get(form, ())}
        for size in sorted(sizes | {1}, reverse=True):
            run = words[at : at + size]
            if len(run) < size:
                continue
            for number in (0, -1) if any(len(word.forms) > 1 for word in run) else (0,):
                forms = tuple(word.forms[number] for word in run)
                for ending, suffix in _without_ending(forms[-1]):
                    name = self._names.get((*forms[:-1], ending))
                    # "Jö" spelled out matches Joe only if that name was written without such letters.
                    if name and (not number or name.is_plain) and all(map(_fits, name.gaps, _gaps(text, run))):
                        yield name, size, suffix
        yield from self._written_apart(text, words, at)

    def _written_apart(self, text: str, words: Sequence[_Word], at: int) -> Iterator[tuple[_Name, int, str]]:
        """Yield names of one word that the text writes as two: Anne-Marie for Annemarie."""
        if at + 1 == len(words):
            return
        one, other = words[at], words[at + 1]
        gap = text[one.end : other.start]
        if len(gap) == 1 and (gap in HYPHENS or gap in APOSTROPHES or (gap == " " and text[other.start].isupper())):
            for form, following in zip(one.forms, other.forms, strict=False):
                name = self._names.get((form + following,)) if len(following) > 1 else None
                if name and not name.is_joined:
                    yield name, 2, ""

    def _is_meant(self, text: str, start: int, end: int, name: _Name, suffix: str, *, is_split: bool) -> bool:
        """Whether words without a mark are the name and not everyday words."""
        written = text[start:end]
        has_capital = written[:1].isupper() and written != "I"
        if name.compared in self._everyday or len("".join(name.words)) == 1:
            if not has_capital:
                return False
            if not suffix:
                return True
        if not suffix and not name.is_joined and not is_split and folded(written) == name.compared:
            return True
        is_a_word = self._is_word(folded(written))
        if len(written) < _SURE or is_a_word:
            is_other_word = is_a_word and (suffix or name.is_joined)
            return has_capital and not (is_other_word and begins_a_sentence(text, start))
        return True

    def _runs_in(self, text: str) -> Iterator[FoundName]:
        """Yield the names that are matched character by character."""
        plain, places = _plain_with_places(text)
        at = 0
        while at < len(plain):
            for name, owner in self._runs.get(plain[at], ()):
                if plain.startswith(name, at) and _stands_alone(plain, at, at + len(name)):
                    start, end = places[at], places[at + len(name) - 1] + 1
                    yield FoundName(owner, start, end, "", _is_marked(text, start))
                    at += len(name) - 1
                    break
            at += 1


def _without_ending(word: str) -> Iterator[tuple[str, str]]:
    """Yield the word, and what it is a genitive or plural of: `sams` → sam, `joneses` → jones."""
    yield word, ""
    if word.endswith("s") and len(word) > 2:
        yield word[:-1], "s"
        if word.endswith("es") and word[:-2].endswith(_HISSING):
            yield word[:-2], "es"


def _gaps(text: str, words: Sequence[_Word]) -> Iterator[str]:
    return (text[one.end : two.start] for one, two in pairwise(words))


def _fits(allowed: frozenset[str], gap: str) -> bool:
    return 0 < len(gap) <= _WIDEST_GAP and allowed.issuperset(gap) and not UNSEEN.issuperset(gap)


def _words_of(text: str) -> list[_Word]:
    """Split a text into words with their plain forms: without accents, and if it differs, with ä, ö, ü spelled out."""
    if _EASY.fullmatch(text):
        return [_Word(_forms(match[0]), *match.span()) for match in _WORD.finditer(text)]
    words: list[_Word] = []
    begin = end = -1
    for place, sign in enumerate(f"{text} "):
        if sign in UNSEEN and place < len(text):
            continue
        if is_in_a_word(sign) and sign not in APOSTROPHES:
            begin = place if begin < 0 else begin
            end = place + 1
        elif begin >= 0:
            words.append(_Word(_forms(text[begin:end]), begin, end))
            begin = -1
    return words


def _forms(word: str) -> tuple[str, ...]:
    if word.isascii() and word.isalnum():
        return (word.lower(),)
    plain, spelled = "".join(map(bare, word)), "".join(map(spelled_out, word))
    return (plain,) if plain == spelled else (plain, spelled)


def _plain_with_places(text: str) -> tuple[str, list[int]]:
    """Return the text in plain letters, and the position of each of them in the original."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in bare(sign):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _stands_alone(plain: str, at: int, end: int) -> bool:
    """Whether the name is not part of a longer word, in scripts with spaces."""
    first, last = plain[at], plain[end - 1]
    begins = _UNSPACED.match(first) or not first.isalnum() or not plain[max(0, at - 1) : at].isalnum()
    ends = _UNSPACED.match(last) or not last.isalnum() or not plain[end : end + 1].isalnum()
    return bool(begins and ends)


def _is_made_of_words(name: str) -> bool:
    """Whether a name consists only of words and allowed separators."""
    return all(is_in_a_word(sign) or sign in _BETWEEN for sign in name)


def _may_stand(gap: str) -> frozenset[str]:
    """Return the characters allowed between two words of a name: spaces, hyphens, and those in the name itself."""
    signs = {" ", "\t", "\n", "\r", "\xa0", "\u202f", *HYPHENS, *UNSEEN, *gap}
    return frozenset(signs | set(APOSTROPHES) if signs & set(APOSTROPHES) else signs)


def _is_marked(text: str, start: int) -> bool:
    """Whether an @, possibly followed by a quote, precedes the name and is not part of an e-mail address."""
    at = start - 2 if text[start - 1 : start] in ('"', "“") and start > 1 else start - 1
    return at >= 0 and text[at] == "@" and not text[at - 1 : at].isalnum()


def begins_a_sentence(text: str, start: int) -> bool:
    """Whether the word at this position is the first of a sentence, ignoring quotes and brackets before it."""
    return _ENDS_A_SENTENCE.search(text[max(0, start - 12) : start]) is not None if start else True
