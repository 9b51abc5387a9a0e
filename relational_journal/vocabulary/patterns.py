"""The patterns as data: markers, opposites, guards and questions (docs/counting.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


class Base(NamedTuple):
    """The moments that give a pattern a chance to show, and the words for them (docs/counting.md, base).

    A moment is in it if it has what `needs` names (move, braced, answers, break) and any one of the keys; if no
    keys are named, `needs` is enough. The words follow "the 9 moments": to the reader (`you`) or in the writer's
    own voice (`me`), long or short enough for one line.
    """

    name: str
    needs: str
    cues: tuple[str, ...]
    felt_before: tuple[str, ...]
    wishes: tuple[str, ...]
    power: tuple[str, ...]
    context: tuple[str, ...]
    treated: tuple[str, ...]
    unit: str
    you: str
    me: str
    you_short: str
    me_short: str


class Sign(NamedTuple):
    """A supporting sign and where it counts: `before`, `after`, `either`, `wish`, `power` or `move`."""

    side: str
    key: str


class Conditional(NamedTuple):
    """A marker that counts only in moments of the base `only_in`, or after one of the feelings `if_felt_before`."""

    marker: str
    only_in: str
    if_felt_before: tuple[str, ...]


class Pattern(NamedTuple):
    """One row: a pattern, or one role of the chase.

    `row` and `subject` are its name in a list and at the head of a sentence. A moment with a move in `cancelled_by`
    has no marker. `guard` is what a D pattern may have protected or what a C pattern asks of me, `guard_short` the
    same on one line, `guard_page` a sentence for the page; `question_page` is the one of the
    questions that the page asks. `rule` is "" or names a count that markers and opposites
    do not say (bracing, repairing, growth); `rule_keys` holds the keys it uses.
    """

    key: str
    name: str
    row: str
    subject: str
    polarity: str
    role: str | None
    what: str
    sources: tuple[str, ...]
    base: str
    rule: str
    markers: tuple[str, ...]
    conditional: tuple[Conditional, ...]
    cancelled_by: tuple[str, ...]
    supporting: tuple[Sign, ...]
    opposite: tuple[str, ...]
    guard: str
    guard_short: str
    guard_page: str
    questions: tuple[str, ...]
    question_page: str
    rule_keys: Mapping[str, tuple[str, ...]]

    @property
    def guard_lead(self) -> str:
        """Return the label of the guard: "may have protected" or "what it asks of me"."""
        return "may have protected" if self.polarity == "D" else "what it asks of me"

    @property
    def guard_line(self) -> str:
        """Return the guard on one line, with its label."""
        return f"{self.guard_lead}: {self.guard_short}"

    @property
    def guard_full(self) -> str:
        """Return the whole guard as a sentence about the pattern."""
        lead = "It may have protected" if self.polarity == "D" else "What it asks of me"
        return f"{lead}: {self.guard}."


class _Data(NamedTuple):
    patterns: tuple[Pattern, ...]
    bases: Mapping[str, Base]


def patterns() -> tuple[Pattern, ...]:
    """Return the nineteen rows in the order of their file, the chase as `pursue-withdraw:chaser` and `…:retreater`."""
    return _data().patterns


def pattern(key: str) -> Pattern | None:
    """Return the row with this key, or None."""
    return next((row for row in patterns() if row.key == key), None)


def bases() -> Mapping[str, Base]:
    """Return every base by its name."""
    return _data().bases


@cache
def _data() -> _Data:
    content = json.loads((Path(__file__).parent / "data" / "patterns.json").read_text(encoding="utf-8"))
    return _Data(
        tuple(_pattern(fields) for fields in content["patterns"]),
        {fields["name"]: Base(**_with_tuples(fields)) for fields in content["bases"]},
    )


def _pattern(fields: dict[str, Any]) -> Pattern:
    values = _with_tuples(fields)
    values["supporting"] = tuple(Sign(*sign) for sign in fields["supporting"])
    values["conditional"] = tuple(
        Conditional(marker, only_in, tuple(felt)) for marker, only_in, felt in fields["conditional"]
    )
    values["rule_keys"] = {name: tuple(keys) for name, keys in fields["rule_keys"].items()}
    return Pattern(**values)


def _with_tuples(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
