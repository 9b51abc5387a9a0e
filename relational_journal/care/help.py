"""Where to find human help, by region: lines confirmed by two public pages, and directories for everywhere else."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from relational_journal.care.folding import fold

ANYWHERE = "elsewhere"
OLD_DAYS = 365  # days after which a line says that it has to be checked again

# what a line is for, and how its row begins
KINDS = {
    "talk": "Someone to talk to",
    "harm": "Hurt, threatened or controlled by someone",
    "change": "Afraid of hurting someone",
}


class Line(NamedTuple):
    """One place to turn to, as two public pages give it."""

    kind: str
    name: str
    for_whom: str
    call: str
    text: str
    chat: str
    hours: str
    page: str
    confirmed_by: str
    checked_on: date

    def as_line(self) -> str:
        """Format the name, the ways to reach it, its hours and for whom, in one line."""
        ways = [f"{way} {where}" for way, where in (("call", self.call), ("text", self.text)) if where]
        if self.call and self.call == self.text:
            ways = [f"call or text {self.call}"]
        if self.chat:
            ways.append(f"chat at {self.chat}")
        whom = f" ({self.for_whom})" if self.for_whom else ""
        return f"{self.name}{whom}: {', '.join(ways)}, {self.hours}"


class Region(NamedTuple):
    """The help of one region."""

    key: str
    name: str
    emergency: str
    lines: tuple[Line, ...]
    otherwise: Mapping[str, str]  # what to say if there is no line of a kind; without it the directories

    @property
    def checked_on(self) -> date | None:
        """The day its oldest line was checked; None if it has no lines."""
        return min((line.checked_on for line in self.lines), default=None)

    def is_old(self, today: date) -> bool:
        """Whether a line was checked more than a year ago."""
        return self.checked_on is not None and (today - self.checked_on).days > OLD_DAYS

    @property
    def danger(self) -> str:
        """What to call in danger."""
        return f"In danger now: {self.emergency}."

    def rows(self) -> tuple[str, ...]:
        """Return the rows: emergency, talk, harm, and if there is a line, for those afraid of hurting someone."""
        kinds = [kind for kind in KINDS if kind != "change" or self._of(kind)]
        return (self.danger, *(self._row(kind) for kind in kinds))

    def lines_for(self, kind: str) -> tuple[str, ...]:
        """Return the lines of a kind, or the directories if there is none."""
        return tuple(f"{line.as_line()}." for line in self._of(kind)) or (
            f"{self.otherwise.get(kind) or directories()}.",
        )

    def _of(self, kind: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind == kind)

    def _row(self, kind: str) -> str:
        lines = "; or ".join(line.as_line() for line in self._of(kind))
        return f"{KINDS[kind]}: {lines or self.otherwise.get(kind) or directories()}."


def find_region(written: str) -> Region:
    """Return the region a person names, by its key, name or another name; an unknown one gets the directories."""
    known = _keys()
    key = known.get(fold(written.strip()), "")
    return regions()[key] if key else regions()[ANYWHERE]._replace(key=written, name=written, otherwise={})


def near_regions(written: str) -> tuple[str, ...]:
    """Return the keys of regions with a similar name."""
    found = get_close_matches(fold(written.strip()), _keys(), cutoff=0.75)
    return tuple(dict.fromkeys(_keys()[name] for name in found))


@cache
def regions() -> Mapping[str, Region]:
    """Return all regions by key, the one for everywhere else first."""
    rows = {key: row for key, row in _data().items() if isinstance(row, dict)}
    return {key: _region(key, row) for key, row in rows.items()}


@cache
def directories() -> str:
    """Return the sentence about international directories."""
    return str(_data()["directories"])


def _region(key: str, row: dict[str, Any]) -> Region:
    lines = tuple(
        Line(
            line["kind"],
            line["name"],
            line.get("for", ""),
            line.get("call", ""),
            line.get("text", ""),
            line.get("chat", ""),
            line["hours"],
            line["page"],
            line["confirmed_by"],
            line["checked_on"],
        )
        for line in row.get("lines", ())
    )
    return Region(
        key, row["name"], row.get("emergency") or _data()[ANYWHERE]["emergency"], lines, row.get("otherwise", {})
    )


@cache
def _keys() -> Mapping[str, str]:
    """Map every folded name of a region to its key."""
    found = {}
    for key, row in _data().items():
        if isinstance(row, dict):
            found.update({fold(name): key for name in (key, row["name"], *row.get("also", ()))})
    return found


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "help.toml").read_text(encoding="utf-8"))
