"""What can be chosen at a question, and which of it some typed letters mean: pure, nothing is drawn."""

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
        label: how it is called.
        note: beside it in a list: its meaning, or the words it was read from.
        also: further words that find it: its key and short words.
        told: how it reads once chosen, where that is not its label.
        is_new: whether choosing it makes something: a person, a word of one's own.
    """

    value: str
    label: str
    note: str = ""
    also: tuple[str, ...] = ()
    told: str = ""
    is_new: bool = False

    @property
    def shown(self) -> str:
        """How it reads once chosen."""
        return self.told or self.label


class OptionMatch(NamedTuple):
    """What some letters may mean, best first; the one they mean if that is plain; whether they are all of its name."""

    options: tuple[Option, ...]
    meant: Option | None
    is_whole: bool = False


_NOTHING = OptionMatch((), None)


def search(options: Iterable[Option], typed: str) -> OptionMatch:
    """The options some typed letters may mean.

    Found by, best first: the whole label, key or short word; its beginning; the beginnings of any of its words; the
    same with the words of the note. Inside one of the four the order is that of `options`: never by use. What is meant
    is the only one of the best of the four.
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
    """In which of the four ways an option is found, or None."""
    names = [_words(name) for name in (option.label, option.value, *option.also)]
    names += [short for name in names if (short := _without_subject(name)) != name]
    if wanted in names:
        return 0
    if any(_begin_in_order(wanted, name) for name in names):
        return 1
    if any(_begin(wanted, name) for name in names):
        return 2
    return 3 if _begin(wanted, (*names[0], *_words(option.note))) else None


def pieces(typed: str) -> tuple[str, ...]:
    """The parts between commas, the last one still being typed; one part where there is no comma."""
    return tuple(" ".join(piece.split()) for piece in typed.split(","))


def as_typed(option: Option) -> str:
    """An option's name as it can stand in a line where commas part the choices.

    >>> as_typed(Option("to-give", "to give, to help"))
    'to give to help'
    """
    return " ".join(option.label.replace(",", " ").split())


_SUBJECTS = ("i", "they", "were", "was")


@lru_cache(maxsize=2048)
def _words(written: str) -> tuple[str, ...]:
    """The words of a name or a meaning as they are compared: plain spelling, no marks."""
    spelled = single_l(plain(written))
    return tuple("".join(letter if letter.isalnum() else " " for letter in spelled).split())


def _without_subject(words: tuple[str, ...]) -> tuple[str, ...]:
    """A label without its leading I, they, was or were: "warm" is all of "They were warm"."""
    while words and words[0] in _SUBJECTS:
        words = words[1:]
    return words


def _begin_in_order(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the wanted words begin the first words, one each."""
    return len(wanted) <= len(words) and all(word.startswith(piece) for piece, word in zip(wanted, words, strict=False))


def _begin(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each wanted word begins one of the words, no word serving twice."""
    left = list(words)
    # Longest first: whatever a longer beginning fits, a shorter one of the same letters fits as well.
    for piece in sorted(wanted, key=len, reverse=True):
        hit = next((word for word in left if word.startswith(piece)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True
