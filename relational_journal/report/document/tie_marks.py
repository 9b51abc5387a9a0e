"""Draw the line between me and somebody on the map of people: `me ───────→(•)`."""

from __future__ import annotations

from typing import NamedTuple

from relational_journal.report.document.document import Tie
from relational_journal.text.symbols import Signs
from relational_journal.text.wrap import GLUE


class TieSigns(NamedTuple):
    """The signs of a tie in one alphabet, each one column wide."""

    line: str
    person: str
    to_them: str
    to_me: str


_SIGNS = TieSigns("─", "•", "→", "←")
_LETTERS = TieSigns("-", "*", ">", "<")
AROUND = 7  # columns beside the line: me and the person, in brackets or not


def tie_signs(signs: Signs) -> TieSigns:
    """Return the signs of a tie in an alphabet."""
    return _SIGNS if signs.unicode else _LETTERS


def tie_marks(tie: Tie, signs: Signs) -> str:
    """Return a tie as text, `length` and AROUND columns wide, which no line is broken in."""
    drawn = tie_signs(signs)
    # The gaps are non-breaking spaces, since a tie must not be broken over two lines.
    every = (drawn.line + GLUE) if tie.is_broken else drawn.line
    between = list((every * tie.length)[: tie.length])
    if tie.starts == "they":
        between[-1] = drawn.to_them
    elif tie.starts == "i":
        between[0] = drawn.to_me
    ends = (("me", "i"), (drawn.person, "they"))
    me, they = (f"({sign})" if tie.power == who else f"{GLUE}{sign}{GLUE}" for sign, who in ends)
    return me + "".join(between) + they
