"""Find people whose moments hold control and fear, so that marking them not-safe can be offered, never asserted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.model import MYSELF, Entry, Person
from relational_journal.patterns.counting.eligibility import relationship_of
from relational_journal.text.folding import caseless
from relational_journal.timestamps import first_day
from relational_journal.vocabulary.safety import MAY_BE_SEVERAL

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.safety import Safety

DAYS = 56
ENOUGH = 3  # moments within so many days

_ACTS = {"they-decided-for-me", "they-pressed-me"}
_POWER = "power-over-me"
_FEARS = {"afraid", "panicky", "wary"}


def people_with_control_and_fear(
    moments: Iterable[Entry], people: Mapping[str, Person], safety: Safety, vocabulary: Vocabulary
) -> tuple[str, ...]:
    """Return the names of people with whom several moments hold control or fear (docs/counting.md, control-shows).

    Three moments within eight weeks that hold an act of control, power used over the writer, or fear before, with both
    an act and a fear among them. People who are marked or have an unsafe moment are left out: there it is known.

    Args:
        moments: of any days, in any order.
        people: people by name, spelled as in the moments.
    """
    found: dict[str, list[tuple[date, bool, bool]]] = defaultdict(list)
    for moment in moments:
        acts, fears = _holds(moment, vocabulary)
        if moment.kind == "moment" and (acts or fears):
            for name in dict.fromkeys(moment.people):
                found[name].append((first_day(moment.when), acts, fears))
    named = [name for name, held in found.items() if _can_be_asked(name, people, safety, vocabulary) and _shows(held)]
    return tuple(sorted(named, key=lambda name: (caseless(name), name)))


def _holds(moment: Entry, vocabulary: Vocabulary) -> tuple[bool, bool]:
    """Return whether a moment holds an act of control, and whether it holds fear before."""
    counts_as = vocabulary.counts_as
    acts = any(counts_as(key) in _ACTS for key in (*moment.first, *moment.after)) or any(
        counts_as(key) == _POWER for key in moment.power
    )
    return acts, any(counts_as(key) in _FEARS for key in moment.felt_before)


def _can_be_asked(name: str, people: Mapping[str, Person], safety: Safety, vocabulary: Vocabulary) -> bool:
    person = people.get(name)
    relationship = relationship_of(name, people, vocabulary)
    is_marked = person is not None and person.safety is not None
    return not is_marked and name not in safety.careful_with and relationship not in (MYSELF, *MAY_BE_SEVERAL)


def _shows(held: list[tuple[date, bool, bool]]) -> bool:
    """Return whether enough of them lie within eight weeks, including an act and a fear."""
    held.sort()
    for first, _, _ in held:
        near = [each for each in held if 0 <= (each[0] - first).days < DAYS]
        if len(near) >= ENOUGH and any(act for _, act, _ in near) and any(fear for _, _, fear in near):
            return True
    return False
