"""Parse what can be typed while choosing the lines of the page: `5 7-9`, `never 5`, `add 36`, `again`."""

from __future__ import annotations

from typing import NamedTuple

HELP = """\
  5 7-9      leaves these lines out, or brings them back
  never 5    keeps line 5 off every page to come too; never power: a whole part
  add        lists what else could stand here
  add 36     puts in moment 36, in your words; add therapist: that part
  again      lists what is never shown; again 1 brings it back
  Enter writes the page, Esc writes nothing"""


class Typed(NamedTuple):
    """A parsed line. `verb`: leave, never, add, again; or say, if `words` only has to be printed.

    `parts` are sections of the page, `words` of `add` are IDs.
    """

    verb: str
    numbers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


def read(typed: str, last: int) -> Typed:
    """Parse a line.

    Args:
        last: the number of the last line of the page.

    >>> read("3 5-7", 9), read("never 2", 9), read("add 36, 34", 9)
    (Typed(verb='leave', numbers=(3, 5, 6, 7), words=(), parts=()), \
Typed(verb='never', numbers=(2,), words=(), parts=()), Typed(verb='add', numbers=(), words=('36', '34'), parts=()))
    """
    # Enter alone never comes here; it writes the page.
    first, *rest = typed.replace(",", " ").split()
    verb = first.lower()
    if verb in ("?", "help"):
        return Typed("say")
    if verb in ("add", "+"):
        parts = _parts(rest)
        return Typed("add", words=tuple(word for word in rest if word.lower() not in parts), parts=parts)
    if verb == "again":
        numbers = _numbers(rest, None)
        return Typed("again", numbers) if numbers is not None else Typed("say")
    if verb == "never":
        return _never(rest, last)
    listed = _numbers((first, *rest), last)
    return Typed("leave", listed) if listed else Typed("say", words=(f"Numbers from 1 to {last}; ? says what else.",))


def _never(rest: list[str], last: int) -> Typed:
    from relational_journal.report.session_page.page import SECTIONS

    parts = _parts(rest)
    numbers = _numbers([word for word in rest if word.lower() not in parts], last)
    if not rest or numbers is None:
        listed = ", ".join(SECTIONS)
        return Typed("say", words=(f"never takes numbers from 1 to {last}, or a part: {listed}.",))
    return Typed("never", numbers, parts=parts)


def _parts(words: list[str]) -> tuple[str, ...]:
    """Return the sections of the page that some words name."""
    from relational_journal.report.session_page.page import ALL_SECTIONS

    return tuple(word.lower() for word in words if word.lower() in ALL_SECTIONS)


def _numbers(words: tuple[str, ...] | list[str], last: int | None) -> tuple[int, ...] | None:
    """Return the numbers of `3 5-7` up to the last, each once; None if the words are not numbers."""
    numbers: list[int] = []
    for word in words:
        first, dash, end = word.partition("-")
        if not _is_number(first) or (dash and not _is_number(end)):
            return None
        begin, stop = int(first), int(end) if dash else int(first)
        if not 0 < begin <= stop or (last is not None and begin > last) or (not dash and last and stop > last):
            return None
        # A range may end beyond the page, and without a last line it must not fill the memory.
        numbers += range(begin, (min(stop, last) if last is not None else min(stop, begin + 99)) + 1)
    return tuple(dict.fromkeys(numbers))


def _is_number(word: str) -> bool:
    # int() reads other scripts' digits too, and refuses very long ones with an error of its own.
    return word.isascii() and word.isdigit() and len(word) < 10
