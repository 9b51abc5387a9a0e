"""Count all rows of a window with their moments and comparisons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from relational_journal.model import TONES, Entry, Person, Window
from relational_journal.patterns.bitset import Selection
from relational_journal.patterns.counting import bases
from relational_journal.patterns.counting.comparisons import Judge, compare
from relational_journal.patterns.counting.counts import Tally, mirror
from relational_journal.patterns.counting.result import Ledger, Patterns, PersonShare, Row, Share, Toward, reading_of
from relational_journal.patterns.counting.study import Study
from relational_journal.patterns.counting.ways import ways
from relational_journal.patterns.statistics import significance
from relational_journal.patterns.statistics.exact import wilson
from relational_journal.text.folding import caseless
from relational_journal.vocabulary.patterns import Pattern, patterns

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.safety import Safety

POWER = ("they-had-more", "about-equal", "i-had-more")
LEAST_WITH_A_PERSON = 5  # moments in the base before a person gets a row
UNMARKED = "unmarked"


def count(
    moments: Sequence[Entry],
    window: Window,
    *,
    now: datetime,
    vocabulary: Vocabulary,
    people: Mapping[str, Person],
    safety: Safety | None = None,
    chosen: Callable[[Entry], bool] | None = None,
    judge: Judge = significance.readings,
    before: Window | None = None,
) -> Patterns:
    """Count every pattern in the moments of a window.

    Args:
        moments: all entries of the journal, in any order; only those of kind `moment` are counted. The window before
            and repairs outside the window are taken from here.
        window: whole days, both included.
        now: the time to compute the ages of breaks for.
        people: people by name, spelled as in the moments.
        safety: which moments are unsafe; worked out from the moments if None.
        chosen: the filters other than dates. They narrow both windows, but not what can repair a break.
        judge: the function that reads all tested comparisons as one family.
        before: the window to compare with, if not as many days just before. One that is too thin is not used.
    """
    study = Study(
        moments,
        window,
        now=now,
        vocabulary=vocabulary,
        people=people,
        patterns=patterns(),
        safety=safety,
        chosen=chosen,
        before=before,
    )
    index, inside = study.index, study.inside
    comparisons, contrasts = compare(study, judge)
    return Patterns(
        window=window,
        logged=inside.bit_count(),
        counted=(inside & index.counted).bit_count(),
        unsafe=(inside & index.unsafe).bit_count(),
        story_only=(inside & index.story_only & ~index.unsafe).bit_count(),
        held_apart=_held_apart(study),
        ways=ways(study),
        tones=tones_of(Selection(index.moments, inside & index.counted)),
        rows=tuple(_row(study, pattern) for pattern in study.patterns.values()),
        comparisons=comparisons,
        contrasts=contrasts,
        before_window=study.before_window,
        study=study,
    )


def _held_apart(study: Study) -> tuple[str, ...]:
    """Return the names of people held apart with a moment in the window, in alphabetical order."""
    names = study.index.safety.held_apart
    here = [name for name in names if study.index.holding("people", (name,)) & study.inside]
    return tuple(sorted(here, key=lambda name: (caseless(name), name)))


def tones_of(moments: Sequence[Entry]) -> dict[str, int]:
    """Count the moments of each tone, and those without one."""
    tones = Counter(moment.tone for moment in moments)
    return {tone: tones[tone] for tone in TONES} | {UNMARKED: tones[None]}


def _row(study: Study, pattern: Pattern) -> Row:
    index = study.index
    counts = study.tally(pattern.key)
    marked = study.marks(pattern.key).markers
    shows, of = counts.shows.bit_count(), counts.base.bit_count()
    low, high = wilson(shows, of) if of else (None, None)
    return Row(
        key=pattern.key,
        name=pattern.name,
        polarity=pattern.polarity,
        base=pattern.base,
        shows=Selection(index.moments, counts.shows),
        turned=Selection(index.moments, counts.turned),
        otherwise=Selection(index.moments, counts.otherwise),
        held=Selection(index.moments, counts.held),
        neither=Selection(index.moments, counts.neither),
        elsewhere=study.those(bases.elsewhere(pattern.base, index, marked)),
        low=None if low is None else round(low, 4),
        high=None if high is None else round(high, 4),
        reading=reading_of(of),
        not_noted=study.those(bases.not_noted_before(pattern.base, index)),
        after_shows=toward_after(study, counts.shows),
        after_otherwise=toward_after(study, counts.otherwise),
        people=_people(study, counts),
        by_power=_by_power(study, pattern, counts),
        mirror=Selection(index.moments, counts.base & mirror(index)) if pattern.rule == "growth" else None,
        ledger=ledger(study, pattern, counts.shows) if pattern.rule == "bracing" else None,
    )


def toward_after(study: Study, moments: int) -> Toward:
    """Count the *toward* responses among the moments that say what came after."""
    index = study.index
    said = moments & index.filled("after")
    toward = index.holding("after", keys_of(study, "toward"))
    return Toward((said & toward).bit_count(), said.bit_count())


def keys_of(study: Study, group: str) -> tuple[str, ...]:
    """Return the keys of a group of responses."""
    return tuple(term.key for term in study.index.vocabulary.list_of("responses") if term.group == group)


def _people(study: Study, counts: Tally) -> tuple[PersonShare, ...]:
    index = study.index
    found = []
    for name, positions in index.positions("people").items():
        if len(positions) < LEAST_WITH_A_PERSON:
            continue  # cannot have more in the base: no need to build the set
        theirs = index.holding("people", (name,)) & counts.base
        if theirs.bit_count() >= LEAST_WITH_A_PERSON:
            found.append(PersonShare(name, (theirs & counts.shows).bit_count(), theirs.bit_count()))
    return tuple(sorted(found, key=lambda person: (caseless(person.name), person.name)))


def _by_power(study: Study, pattern: Pattern, counts: Tally) -> dict[str, Share]:
    """Return a row's share at each position of power: over its base, for `shutting-down-under-power` over `any`."""
    base, shows = counts.base, counts.shows
    # The base `power` is itself chosen by who had power, so positions are compared over all moments with a move.
    if pattern.base == "power":
        base = study.base(bases.ANY) & study.inside
        shows = base & study.marks(pattern.key).markers
    at = {position: study.index.holding("power", (position,)) for position in POWER}
    return {position: Share((shows & held).bit_count(), (base & held).bit_count()) for position, held in at.items()}


def ledger(study: Study, pattern: Pattern, shows: int) -> Ledger:
    """Count what happened when the worst was braced for (docs/counting.md, bracing-ledger)."""
    index = study.index
    after, first = index.filled("after"), index.filled("first")

    # What came first says how it went only if nothing is noted after.
    def seen(keys: tuple[str, ...]) -> int:
        return index.holding("after", keys) | (index.holding("first", keys) & ~after)

    said = shows & (after | first)
    feared = said & seen(pattern.rule_keys["feared"])
    better = said & seen(pattern.rule_keys["better"]) & ~feared
    return Ledger(
        Selection(index.moments, better),
        Selection(index.moments, feared),
        Selection(index.moments, said & ~feared & ~better),
    )
