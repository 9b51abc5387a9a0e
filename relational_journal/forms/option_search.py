"""Options of a question, and which of them some typed letters mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from relational_journal.vocabulary.spelling import plain, single_l


class Option(NamedTuple):
    """Something to choose.

    Args:
        value: what is stored: a key, or a person's name.
        label: its name.
        note: shown next to it in a list: its meaning, or the words it was read from.
        also: other words that find it: its key and short forms.
        short_label: how it reads once chosen, if not like its label.
        is_new: whether choosing it creates a person or an own word.
    """

    value: str
    label: str
    note: str = ""
    also: tuple[str, ...] = ()
    short_label: str = ""
    is_new: bool = False

    @property
    def shown(self) -> str:
        """How it reads once chosen."""
        return self.short_label or self.label


class OptionMatch(NamedTuple):
    """What some typed letters may mean.

    Attributes:
        options: everything they may mean, best first.
        meant: the only meaning; None if there are several, or none.
        is_whole: whether the whole name, key or short form of `meant` was typed.
    """

    options: tuple[Option, ...]
    meant: Option | None
    is_whole: bool = False


_NOTHING = OptionMatch((), None)


def search(options: Iterable[Option], typed: str) -> OptionMatch:
    """Find the options some typed letters may mean.

    Ranked by what matches: the whole label, key or short form; its beginning; the beginnings of any of its words; the
    same including the words of the note. Within a rank the order is that of `options`, never by frequency. The letters
    have a clear meaning if the best rank has exactly one option.
    """
    wanted = _words(typed)
    if not wanted:
        return _NOTHING
    ranked: tuple[list[Option], ...] = ([], [], [], [])
    for option in options:
        rank = _rank(option, wanted)
        if rank is not None:
            ranked[rank].append(option)
    best = next((rank for rank in ranked if rank), [])
    meant = best[0] if len(best) == 1 else None
    return OptionMatch(tuple(chain(*ranked)), meant, is_whole=meant is not None and best is ranked[0])


def _rank(option: Option, wanted: tuple[str, ...]) -> int | None:
    """Return the rank (0 to 3) in which an option is found, or None."""
    names = [_words(name) for name in (option.label, option.value, *option.also)]
    # "pulled back" must find "I pulled back", and "warm" "They were warm".
    names += [short for name in names if (short := _without_subject(name)) != name]
    if wanted in names:
        return 0
    if any(_begin_in_order(wanted, name) for name in names):
        return 1
    if any(_begin(wanted, name) for name in names):
        return 2
    return 3 if _begin(wanted, (*names[0], *_words(option.note))) else None


def pieces(typed: str) -> tuple[str, ...]:
    """Split the input at commas; the last part is still being typed."""
    return tuple(" ".join(piece.split()) for piece in typed.split(","))


def as_typed(option: Option) -> str:
    """Return an option's name without commas, as it can be typed in a line where commas separate choices.

    >>> as_typed(Option("to-give", "to give, to help"))
    'to give to help'
    """
    return " ".join(option.label.replace(",", " ").split())


_SUBJECTS = ("i", "they", "were", "was")


@lru_cache(maxsize=2048)
def _words(written: str) -> tuple[str, ...]:
    """Split a name or a meaning into normalised words without punctuation."""
    spelled = single_l(plain(written))
    return tuple("".join(letter if letter.isalnum() else " " for letter in spelled).split())


def _without_subject(words: tuple[str, ...]) -> tuple[str, ...]:
    """Remove a leading I, they, was or were: "warm" is the full name of "They were warm"."""
    while words and words[0] in _SUBJECTS:
        words = words[1:]
    return words


def _begin_in_order(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the typed words begin the first words, one each."""
    return len(wanted) <= len(words) and all(word.startswith(piece) for piece, word in zip(wanted, words, strict=False))


def _begin(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each typed word begins one of the words, using no word twice."""
    left = list(words)
    # Longest first: a word that fits a long prefix also fits a shorter one of it.
    for piece in sorted(wanted, key=len, reverse=True):
        hit = next((word for word in left if word.startswith(piece)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True
