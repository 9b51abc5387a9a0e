"""Count small experiments: tried or not, and what was predicted against what came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from relational_journal.model import Entry, Window
from relational_journal.patterns.counting.index import newest_first
from relational_journal.patterns.counting.study import moments_in
from relational_journal.vocabulary.safety import Safety

STATES = ("tried", "not-yet", "changed-my-mind")
OUTCOMES = ("worse", "as-feared", "mixed", "better")


class Experiments(NamedTuple):
    """The experiments of a window, newest first, with the number in each state and of each outcome."""

    entries: tuple[Entry, ...]
    states: Mapping[str, int]
    outcomes: Mapping[str, int]


def experiments(
    entries: Iterable[Entry], window: Window, *, safety: Safety, chosen: Callable[[Entry], bool] | None = None
) -> Experiments:
    """Count the experiments of a window; one without a state counts as not tried yet.

    Unsafe experiments and those with a person held apart are left out, as in every question.

    Args:
        entries: all entries; experiments are those of kind `experiment`.
        safety: which of them are unsafe.
        chosen: the filters other than dates.
    """
    kept = [
        entry
        for entry in entries
        if entry.kind == "experiment" and not safety.is_unsafe(entry) and (chosen is None or chosen(entry))
    ]
    found = newest_first(moments_in(kept, window))
    states = [state_of(entry) for entry in found]
    outcomes = [entry.answers.get("outcome") for entry in found]
    return Experiments(
        found,
        {state: states.count(state) for state in STATES},
        {outcome: outcomes.count(outcome) for outcome in OUTCOMES},
    )


def state_of(experiment: Entry) -> str:
    """Return the state of an experiment; one with an outcome was tried."""
    return experiment.answers.get("state") or ("tried" if experiment.answers.get("outcome") else "not-yet")
