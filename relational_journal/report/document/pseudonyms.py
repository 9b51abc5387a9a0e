"""Hiding names when a page is drawn: people as roles, initials or nicknames, in every sentence (domain §8)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import MYSELF, Person

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

FORMS = ("roles", "initials", "nickname")
SOMEONE = "someone"
_SURE = 4  # letters from which on a name typed without its accents is taken for it in small letters too

# Nicknames that say the role themselves: "my mother" tells no more than "Mum" hides, and reads better than
# "my parent". Only where the person was entered with the relationship at the left.
_KIN = {
    "parent": {
        "mum mom mam mummy mommy mama mamma mother ma mutter mutti maman madre mamá mami mãe anne мама ima 妈妈": (
            "my mother"
        ),
        "dad daddy papa father pa pop vater papi vati padre papá papà babbo pai baba tata папа abba 爸爸": "my father",
    },
    "sibling": {"sister sis schwester": "my sister", "brother bro bruder": "my brother"},
    "wider-family": {
        "gran granny grandma nan nana nanna oma nonna abuela grandmother": "my grandmother",
        "grandpa grandad granddad gramps opa nonno abuelo grandfather": "my grandfather",
    },
}
_KIN_ROLES = {(key, word): role for key, rows in _KIN.items() for words, role in rows.items() for word in words.split()}

# Signs that are not seen and could stand inside a name: joiners, marks of direction, variants, controls; and the dot
# that stays behind where a Turkish capital I becomes small.
_UNSEEN = (
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u0307\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]*"
)
# Scripts that put no space between words: a name in them may stand in the middle of a run.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


class Names:
    """The names of one page: the same person is the same role or letter throughout, in labels and in sentences.

    Args:
        people: everyone the journal knows; each name and other name of theirs is hidden.
        on_page: the names of those who stand on the page. Only these are told apart from each other, so that people
            known from other moments change no word of it.
        form: `roles`, `initials` or `nickname`.
        vocabulary: for what a relationship is called on a page.
        everyday: names that are also words (will, hope, may …), in lower case.
    """

    def __init__(
        self,
        people: Iterable[Person],
        on_page: Collection[str],
        form: str,
        vocabulary: Vocabulary,
        everyday: Collection[str] = (),
    ) -> None:
        known = tuple(person for person in people if person.name != MYSELF and person.relationship != MYSELF)
        self._form = form
        self._shown = _shown_names(known, on_page, form, vocabulary)
        self._everyday = frozenset(everyday)
        spelled = {_tidy(name): person.name for person in known for name in (*person.also, person.name)}
        spelled = {name: owner for name, owner in spelled.items() if name}
        self._owner = {_folded(name): owner for name, owner in spelled.items()}
        for name, owner in spelled.items():  # as typed in haste: Jose for José
            hasty = _folded(_without_accents(name))
            if hasty not in self._owner:
                self._owner[hasty] = owner
                self._everyday |= {hasty} if len(hasty) < _SURE else set()
        self._everyday |= {name for name in self._owner if len(name) == 1}
        self._pattern = _any_of({*self._owner, *spelled})

    def shown(self, name: str) -> str:
        """How a person is called on the page; someone the journal does not know is `someone`."""
        if name == MYSELF:
            return MYSELF
        return self._shown.get(name, name if self._form == "nickname" else SOMEONE)

    def together(self, names: Sequence[str]) -> str:
        """Several people in one phrase, no role twice: `my partner and a friend`."""
        told = list(dict.fromkeys(self.shown(name) for name in names))
        return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}" if told else ""

    def hide(self, text: str) -> str:
        """A text with every known name and other name in it as the person is called on the page.

        Whole words in any case, with `'s` and with the mark `@` (which goes), with or without their accents; the
        longest name wins. A name that is an everyday word or a single letter is one only after `@` or with a capital
        (`I` only after `@`).
        """
        composed = unicodedata.normalize("NFC", text)
        pieces, at = [], 0
        for found in self._found_in(composed):
            pieces += [composed[at : found.start], self._put(found)]
            at = found.end
        return "".join([*pieces, composed[at:]]) if pieces else text

    def found_in(self, text: str) -> frozenset[str]:
        """Who is named in a text."""
        return frozenset(found.owner for found in self._found_in(unicodedata.normalize("NFC", text)))

    def with_capitals(self, text: str) -> str:
        """A text in which names after the mark `@` begin with a capital, so that they are known without the mark."""
        composed = unicodedata.normalize("NFC", text)
        for found in self._found_in(composed):
            at = found.name_at
            if found.is_marked and composed[at].islower():
                composed = composed[:at] + composed[at].upper()[:1] + composed[at + 1 :]
        return composed

    def _found_in(self, text: str) -> Iterator[_Found]:
        """The names in a text, first to last; not those that are only everyday words there."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text.translate(_PLAIN_LETTERS)):
            at, end = match.span()
            quoted = text[at - 1 : at] in ('"', "“") and text[at - 2 : at - 1] == "@"
            start = at - 2 if quoted else at - 1 if text[at - 1 : at] == "@" else at
            is_marked = start < at and not text[start - 1 : start].isalnum()
            if not is_marked:
                start = at
            elif quoted and text[end : end + 1] in ('"', "”"):
                end += 1
            folded = _folded(match[0])
            if folded in self._everyday and not is_marked and (match[0] == "I" or not match[0][:1].isupper()):
                continue
            mine = _MINE.search(text, max(0, start - 8), start)
            before = mine[0] if mine else ""
            yield _Found(self._owner[folded], text[at : match.end()], before, start - len(before), at, end, is_marked)

    def _put(self, found: _Found) -> str:
        if self._form == "nickname" and _folded(found.name) == _folded(found.owner):
            return found.before + found.name
        shown = self.shown(found.owner)
        # "my Mum" becomes "my mother", not "my my mother".
        return shown if found.before and shown.startswith("my ") else found.before + shown


class _Found(NamedTuple):
    """A name in a text: whose, as written, the "my" before it, where all of it begins, the name begins, it ends."""

    owner: str
    name: str
    before: str
    start: int
    name_at: int
    end: int
    is_marked: bool


_MINE = re.compile(r"(?<!\w)my\s+\Z", re.IGNORECASE)


def _tidy(name: str) -> str:
    """One spelling of the signs in a name: unseen ones gone, one space between words, straight apostrophes."""
    plain = re.sub(_UNSEEN[:-1], "", unicodedata.normalize("NFC", name)).replace("’", "'")
    return " ".join(re.split(r"[\s_-]+", plain)).strip()


def _folded(name: str) -> str:
    """A name for look-up: tidy, in any case, the Turkish letters i as a search takes them for one."""
    return _tidy(name).casefold().replace("\u0307", "").replace("ı", "i")


def _without_accents(name: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare)


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for any of these tidy names as a whole word, the longest first; None without names."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    if not longest_first:
        return None
    return re.compile("|".join(_one(name) for name in longest_first), re.IGNORECASE | re.DOTALL)


def _one(name: str) -> str:
    """One name. Each begins with a letter and looks back from there, so that a search can skip to where one may be."""
    first, *rest = (_SIGNS.get(sign, re.escape(sign)) for sign in name)
    begins = "" if _UNSPACED.match(name[0]) else r"(?<![^\W_].)"
    ends = "" if _UNSPACED.match(name[-1]) else r"(?![^\W_])"
    return _UNSEEN.join([first + begins, *rest]) + ends


# Letters of another width or weight that read as the plain ones: Ｓａｍ, 𝐒𝐚𝐦, Ⓢⓐⓜ. One sign for one.
_PLAIN_LETTERS = {
    code: plain
    for first, last in ((0xFF21, 0xFF5A), (0x1D400, 0x1D7CB), (0x24B6, 0x24E9))
    for code in range(first, last + 1)
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and plain.isalpha()
}
_SIGNS = {" ": r"[\s_-]+", "'": "['’]"}


def _shown_names(
    people: Sequence[Person], on_page: Collection[str], form: str, vocabulary: Vocabulary
) -> Mapping[str, str]:
    """What each person is called."""
    if form == "nickname":
        return {person.name: person.name for person in people}
    forbidden = frozenset(_folded(name) for person in people for name in (person.name, *person.also))
    here = [person for person in people if person.name in on_page]
    if form == "initials":
        return {person.name: SOMEONE for person in people} | _initials([person.name for person in here], forbidden)
    roles = {person.name: _role(person, vocabulary) for person in people}
    shown = dict(roles)
    for role in sorted(set(roles.values()) - {SOMEONE}):
        alike = [person.name for person in here if roles[person.name] == role]
        if len(alike) > 1:
            shown |= {name: f"{role}, {letter}" for name, letter in _initials(alike, forbidden).items()}
    return shown


def _role(person: Person, vocabulary: Vocabulary) -> str:
    """What a person is to the writer, in words for a page; `someone` where nothing was said."""
    if not person.relationship:
        return SOMEONE
    kin = _KIN_ROLES.get((vocabulary.counts_as(person.relationship), _folded(person.name)))
    return kin or vocabulary.told(person.relationship)


def _initials(names: Sequence[str], forbidden: Collection[str]) -> dict[str, str]:
    """The shortest beginning of each name that is still free (`S.`, `Sa.`), never a whole name of anyone.

    Where there is none (a name of one letter), a number in alphabetic order.
    """
    letters: dict[str, str] = {}
    for at, name in enumerate(sorted(names, key=lambda name: (_folded(name), name)), 1):
        whole = _tidy(name)
        beginnings = (whole[:size] for size in range(1, len(whole)) if whole[size - 1].isalnum())
        told = (f"{start[:1].upper()}{start[1:]}." for start in beginnings if _folded(start) not in forbidden)
        letters[name] = next((letter for letter in told if letter not in letters.values()), f"no. {at}")
    return letters
