"""Compare what was braced for with what happened, by person and setting (docs/counting.md, bracing-ledger)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from typing import NamedTuple

from relational_journal.model import Entry
from relational_journal.patterns.counting.eligibility import setting_of
from relational_journal.patterns.counting.index import newest_first
from relational_journal.patterns.counting.result import Ledger, Patterns
from relational_journal.text.folding import caseless
from relational_journal.vocabulary.special import SETTINGS


class Bracing(NamedTuple):
    """The ledger in full, by person (in alphabetical order) and by setting, and how often each key was braced for.

    A ledger holds only moments in which something away or against was braced for and that say what happened.
    """

    ledger: Ledger
    people: Mapping[str, Ledger]
    settings: Mapping[str, Ledger]
    braced_for: Mapping[str, int]

    @property
    def moments(self) -> tuple[Entry, ...]:
        """Return the moments of the ledger, newest first."""
        return newest_first((*self.ledger.better, *self.ledger.as_feared, *self.ledger.cannot_say))


def bracing(patterns: Patterns) -> Bracing:
    """Count the ledgers over the window that was counted."""
    row = patterns.row("bracing")
    index = patterns.study.index
    whole = row.ledger or Ledger((), (), ())
    said = (*whole.better, *whole.as_feared, *whole.cannot_say)
    names = sorted({name for moment in said for name in moment.people}, key=lambda name: (caseless(name), name))
    settings = {moment.uid: setting_of(moment, index.people, index.vocabulary) for moment in said}
    braced = Counter(key for moment in said for key in {index.vocabulary.counts_as(key) for key in moment.braced})
    return Bracing(
        ledger=whole,
        people={name: _part(whole, {moment.uid for moment in said if name in moment.people}) for name in names},
        settings={
            setting: _part(whole, {uid for uid, read in settings.items() if read == setting})
            for setting in SETTINGS
            if setting in settings.values()
        },
        braced_for={term.key: braced[term.key] for term in index.vocabulary.list_of("responses") if braced[term.key]},
    )


def _part(ledger: Ledger, uids: Container[str]) -> Ledger:
    return Ledger(*(tuple(moment for moment in side if moment.uid in uids) for side in ledger))
