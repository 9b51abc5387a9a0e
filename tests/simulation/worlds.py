"""Journals whose truth is known: worlds in which nothing relates to anything, and one planted difference.

A world writes whole journals as lists of moments, with words that let every row of the patterns show. Each class
changes one thing about `Independent`:

    Independent ── Spells          each day resembles the day before, every key by itself
                ├─ Bursts          what happened is told several times over, that day and the next ones
                ├─ UnequalPeople   some appear often, most seldom, and they differ in what they do
                ├─ AllAtOnce       all three together
                └─ Together        nearly everything goes with everything: there is much to find
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from statistics import NormalDist

from relational_journal.model import Entry, Link, Mended, Person, Window, replace
from relational_journal.vocabulary.load import vocabulary
from relational_journal.vocabulary.patterns import bases, patterns

LAST_DAY = date(2026, 11, 22)
RELATIONSHIPS = ("partner", "parent", "manager", "close-friend", "sibling", "colleague", "neighbour", "therapist")
NAMES = ("Noor", "Ama", "Ilse", "Tomas", "Bee", "Ravi", "Greta", "Lin")
PEOPLE = {name: Person(name, relationship) for name, relationship in zip(NAMES, RELATIONSHIPS, strict=True)}
_NORMAL = NormalDist()
# Unsafe moments are never counted. Amends are theirs: in a world where people differ in what they do, they would also
# differ in how often a break with them is mended, and that is a relation, which these worlds must not have.
_NEVER = {"they-threatened-me", "they-crossed-a-line", "kept-myself-safe", "they-made-amends", "they-forgave-me"}


@dataclass(frozen=True)
class Field:
    """A field of a moment: how often it is filled at all, and how often each key is in it then."""

    name: str
    filled: float
    rates: dict[str, float]
    single: bool = False


@cache
def fields(keys: int) -> tuple[Field, ...]:
    """The fields of a journal that uses `keys` words of each list, or as many as the rows need to show.

    Every base can open and every row can show: what the patterns ask for comes before any other word. Which words are
    frequent is drawn once; the most frequent is some two to four times as frequent as the rarest.
    """

    def rates(name: str, mean: float, only: str = "") -> dict[str, float]:
        known = [term.key for term in vocabulary().list_of(name) if not only or term.polarity in only]
        wanted = [key for key in _words_that_count(name) if key in known]
        terms = [key for key in dict.fromkeys((*wanted, *known)) if key not in _NEVER][: max(keys, len({*wanted}))]
        random.Random(name).shuffle(terms)
        weights = [1 / (12 + i) for i in range(len(terms))]
        return {key: min(0.6, mean * w / sum(weights)) for key, w in zip(terms, weights, strict=True)}

    return (
        Field("first", 0.85, rates("responses", 1.3)),
        Field("braced", 0.4, rates("responses", 1.2)),
        Field("felt_before", 0.9, rates("feelings", 1.8)),
        Field("wishes", 0.7, rates("wishes", 1.2)),
        Field("moves", 1.0, rates("moves", 2.8)),
        Field("urges", 0.2, rates("moves", 1.0)),
        Field("after", 0.7, rates("responses", 1.2)),
        Field("felt_after", 0.6, rates("feelings", 1.3)),
        Field("power", 0.6, rates("power", 1.0, "N"), single=True),
        Field("context", 0.25, rates("context", 1.0)),
        Field("treated", 0.2, rates("treated", 1.0)),
        Field("tone", 0.9, {"connection": 0.3, "mixed": 0.2, "ordinary": 0.25, "disconnection": 0.25}, single=True),
    )


def _words_that_count(name: str) -> list[str]:
    """Words of a list that rows need: two markers and an opposite of each, two words that open each base."""
    if name == "moves":
        return [
            key
            for row in patterns()
            for key in (
                *row.markers[:2],
                *(each.marker for each in row.conditional),
                *row.opposite[:1],
                *(move for keys in row.rule_keys.values() for move in keys[:2]),
            )
        ]
    opens = {"responses": "cues", "feelings": "felt_before", "wishes": "wishes"}.get(name)
    return [key for base in bases().values() for key in getattr(base, opens)[:2]] if opens else []


class Independent:
    """Every moment is drawn by itself: its day, its people and each of its fields."""

    name = "independent"

    def __init__(self, seed: int, *, keys: int = 12) -> None:
        self.dice = random.Random(f"{self.name} {seed}")
        self.fields = fields(keys)
        self.names = list(PEOPLE)

    def journal(self, moments: int, days: int) -> list[Entry]:
        """`moments` moments over the `days` days that end on LAST_DAY, in order of time."""
        self.begin(days)
        written: list[Entry] = []
        while len(written) < moments:
            written += self.happening(self.dice.randrange(days), days, len(written))
        first = LAST_DAY - timedelta(days - 1)
        dated = sorted(written[:moments], key=lambda moment: int(moment.when))
        return [replace(moment, when=(first + timedelta(int(moment.when))).isoformat()) for moment in dated]

    def begin(self, days: int) -> None:
        """Before the first moment."""

    def happening(self, day: int, days: int, number: int) -> list[Entry]:
        """What is written about one thing that happened; `when` is still the number of the day."""
        return [self.moment(day, number)]

    def moment(self, day: int, number: int) -> Entry:
        people = self.people(day)
        drawn = {field.name: self.draw(field, day, people) for field in self.fields}
        return self.made(f"0190{number:028x}", day, people, drawn)

    def made(self, uid: str, day: int, people: tuple[str, ...], drawn: dict[str, tuple[str, ...]]) -> Entry:
        good = ("zest", "action", "clarity", "worth", "more-connection")
        answered = self.dice.random() < 0.4
        sides = {key: self.dice.choice((None, None, "subordinate", "dominant")) for key in drawn["context"]}
        # Every break says what became of it: what a later moment repairs depends on how often one meets that person.
        is_break = "disconnection" in drawn["tone"] or self.dice.random() < 0.25
        status = self.dice.choice(("open", "partly", "mended", "mended")) if is_break else None
        return Entry(
            when=str(day),
            uid=uid,
            people=people,
            tone=drawn["tone"][0] if drawn["tone"] else None,
            good={key: self.dice.choice(("less", "same", "more", "more")) for key in good} if answered else {},
            context=sides,
            break_status=status,
            mended=Mended(LAST_DAY.isoformat()) if status and status != "open" and self.dice.random() < 0.5 else None,
            **{name: keys for name, keys in drawn.items() if name not in ("tone", "context")},  # type: ignore[arg-type]
        )

    def people(self, day: int) -> tuple[str, ...]:
        """Mostly one person, now and then two, now and then nobody named."""
        first = self.one_person(day)
        throw = self.dice.random()
        if throw < 0.05:
            return ()
        second = self.one_person(day) if throw < 0.15 else first
        return (first,) if second == first else (first, second)

    def one_person(self, day: int) -> str:
        return self.dice.choice(self.names)

    def draw(self, field: Field, day: int, people: tuple[str, ...]) -> tuple[str, ...]:
        """The keys of a field; () where it is not filled."""
        return self.keys(field, day, people) if self.dice.random() < field.filled else ()

    def keys(self, field: Field, day: int, people: tuple[str, ...]) -> tuple[str, ...]:
        rates = self.rates(field, people)
        if field.single:
            return tuple(self.dice.choices(list(rates), list(rates.values()))) if rates else ()
        return tuple(key for key, rate in rates.items() if self.dice.random() < rate)

    def rates(self, field: Field, people: tuple[str, ...]) -> dict[str, float]:
        return field.rates


class Spells(Independent):
    """AR(1) over days: a key is in the air for days on end, each by itself, and so are the people of the day.

    Every key has a hidden level that keeps `rho` of itself from day to day; on the days it stands above its line, the
    key is in. `faithful` is how often a moment takes the keys of its day; else they are drawn afresh.
    """

    name = "spells"
    rho = 0.8
    faithful = 1.0
    people_faithful = 0.5

    def begin(self, days: int) -> None:
        self._days = days
        self._in_the_air: dict[str, list[tuple[str, ...]]] = {}
        self._of_the_day = self._leading(dict.fromkeys(self.names, 1.0))

    def _levels(self, days: int) -> list[float]:
        level = self.dice.gauss(0, 1)
        levels = []
        fresh = (1 - self.rho**2) ** 0.5
        for _ in range(days):
            levels.append(level)
            level = self.rho * level + fresh * self.dice.gauss(0, 1)
        return levels

    def _leading(self, rates: dict[str, float]) -> list[str]:
        levels = {key: self._levels(self._days) for key in rates}
        return [max(levels, key=lambda key: levels[key][day]) for day in range(self._days)]

    def one_person(self, day: int) -> str:
        return self._of_the_day[day] if self.dice.random() < self.people_faithful else super().one_person(day)

    def keys(self, field: Field, day: int, people: tuple[str, ...]) -> tuple[str, ...]:
        if self.dice.random() >= self.faithful:
            return super().keys(field, day, people)
        if field.name not in self._in_the_air:
            self._in_the_air[field.name] = self._by_day(field)
        return self._in_the_air[field.name][day]

    def _by_day(self, field: Field) -> list[tuple[str, ...]]:
        if field.single:
            return [(key,) for key in self._leading(field.rates)]
        days: list[list[str]] = [[] for _ in range(self._days)]
        for key, rate in field.rates.items():
            line = _NORMAL.inv_cdf(1 - rate)
            for day, level in enumerate(self._levels(self._days)):
                if level > line:
                    days[day].append(key)
        return [tuple(keys) for keys in days]


class Bursts(Independent):
    """What happened is told up to four times: most often that day, else within two, at times linked, rarely exactly."""

    name = "bursts"
    told_again = 0.35
    kept = 0.8  # how often a field is told as it was the first time
    at_once = 0.6  # how often it is told again on the same day

    def happening(self, day: int, days: int, number: int) -> list[Entry]:
        people = self.people(day)
        drawn = {field.name: self.draw(field, day, people) for field in self.fields}
        written = [self.made(f"0190{number:028x}", day, people, drawn)]
        again = self.dice.choice((1, 2, 3)) if self.dice.random() < self.told_again else 0
        for i in range(again):
            later = day if self.dice.random() < self.at_once else min(days - 1, day + self.dice.choice((1, 2)))
            retold = {
                field.name: drawn[field.name] if self.dice.random() < self.kept else self.draw(field, later, people)
                for field in self.fields
            }
            moment = self.made(f"0190{number + i + 1:028x}", later, people, retold)
            moment = replace(moment, good=written[0].good if self.dice.random() < self.kept else moment.good)
            if later != day and self.dice.random() < 0.3:
                moment = replace(moment, links=(Link(written[0].uid, "echoes"),))
            written.append(moment)
        return written


class UnequalPeople(Independent):
    """One person is half the journal, others are rare; what they do and where they stand differs from one to the other.

    What *I* do, feel and brace for is the same with all of them: there is nothing to find.
    """

    name = "unequal people"
    theirs = frozenset({"first", "after", "power", "context", "treated"})

    def __init__(self, seed: int, *, keys: int = 12) -> None:
        super().__init__(seed, keys=keys)
        self.dice.shuffle(self.names)
        self._often = [1 / (1 + i) ** 1.5 for i in range(len(self.names))]
        self._habits: dict[tuple[str, str], dict[str, float]] = {}

    def one_person(self, day: int) -> str:
        return self.dice.choices(self.names, self._often)[0]

    def rates(self, field: Field, people: tuple[str, ...]) -> dict[str, float]:
        if field.name not in self.theirs or not people:
            return field.rates
        habit = (people[0], field.name)
        if habit not in self._habits:
            self._habits[habit] = {
                key: min(0.9, rate * self.dice.lognormvariate(0, 0.9)) for key, rate in field.rates.items()
            }
        return self._habits[habit]


class AllAtOnce(Bursts, UnequalPeople, Spells):
    """Bursts, unequal people and spells together; what others do follows them more than the days."""

    name = "all at once"

    def one_person(self, day: int) -> str:
        if self.dice.random() < self.people_faithful:
            return self._of_the_day[day]
        return UnequalPeople.one_person(self, day)

    def keys(self, field: Field, day: int, people: tuple[str, ...]) -> tuple[str, ...]:
        if field.name in self.theirs and self.dice.random() < 0.5:
            return Independent.keys(self, field, day, people)
        return Spells.keys(self, field, day, people)


class Together(Independent):
    """Nearly everything goes together: each moment is one of two kinds, and people, words and tones follow the kind."""

    name = "together"

    def __init__(self, seed: int, *, keys: int = 12) -> None:
        super().__init__(seed, keys=keys)
        self._is_other = False
        of_other = {field.name: random.Random(f"kind {field.name}") for field in self.fields}
        self._by_kind = {
            (field.name, is_other): {
                key: min(0.9, 2.2 * rate) if (lot < 0.5) is is_other else 0.12 * rate
                for (key, rate), lot in zip(field.rates.items(), lots, strict=True)
            }
            for field in self.fields
            for lots in [[of_other[field.name].random() for _ in field.rates]]
            for is_other in (False, True)
        }

    def happening(self, day: int, days: int, number: int) -> list[Entry]:
        self._is_other = self.dice.random() < 0.5
        return super().happening(day, days, number)

    def one_person(self, day: int) -> str:
        half = len(self.names) // 2
        theirs = self.names[:half] if self._is_other else self.names[half:]
        return self.dice.choice(theirs if self.dice.random() < 0.75 else self.names)

    def rates(self, field: Field, people: tuple[str, ...]) -> dict[str, float]:
        return self._by_kind[field.name, self._is_other]


WORLDS = (Independent, Spells, Bursts, UnequalPeople, AllAtOnce)


@dataclass(frozen=True)
class Difference:
    """A real difference planted in a world: reaching out shows in 70 % of 60 moments with it, 20 % of 60 without."""

    by: str  # person cue felt-before change
    world: type[Independent] = Independent
    with_share: float = 0.7
    without_share: float = 0.2
    a_side: int = 60

    def journal(self, seed: int, days: int) -> list[Entry]:
        """Two times `a_side` moments; of a change the first half of the days is before, the other now."""
        world = self.world(seed)
        dice = random.Random(f"difference {self.by} {seed}")
        written = [moment for moment in world.journal(2 * self.a_side, days) if moment]
        if self.by == "change":
            holds = [i >= self.a_side for i in range(len(written))]
            written = _halves(written, days)
        else:
            holds = [i % 2 == 0 for i in range(len(written))]
            dice.shuffle(holds)
        return [self._planted(moment, hold, dice) for moment, hold in zip(written, holds, strict=True)]

    def _planted(self, moment: Entry, hold: bool, dice: random.Random) -> Entry:
        shows = dice.random() < (self.with_share if hold else self.without_share)
        markers = next(row.markers for row in patterns() if row.key == "reaching-out")
        rest = tuple(move for move in moment.moves if move not in markers) or ("listened",)
        moment = replace(moment, moves=(*rest, "reached-out") if shows else rest)
        if self.by == "person":
            others = [name for name in PEOPLE if name != "Noor"]
            return replace(moment, people=("Noor",) if hold else (dice.choice(others),))
        if self.by == "cue":
            return replace(moment, first=_with(moment.first, "they-criticised-me", "they-were-busy", hold))
        if self.by == "felt-before":
            return replace(moment, felt_before=_with(moment.felt_before, "anxious", "calm", hold))
        return moment


def _with(keys: Sequence[str], value: str, other: str, hold: bool) -> tuple[str, ...]:
    rest = tuple(key for key in keys if key not in (value, other))
    return (*rest, value) if hold else rest or (other,)


def _halves(moments: list[Entry], days: int) -> list[Entry]:
    """The same moments, the first half of them in the first half of the days and the rest in the other."""
    half = len(moments) // 2
    start = LAST_DAY - timedelta(days - 1)
    placed = []
    for i, moment in enumerate(moments):
        of_all = (date.fromisoformat(moment.when) - start).days
        day = min(days // 2 - 1, of_all) if i < half else max(days // 2, of_all)
        placed.append(replace(moment, when=(start + timedelta(day)).isoformat()))
    return placed


def window_of(days: int) -> Window:
    """The later half of so many days: the window shown; the other half is the one before."""
    return Window(LAST_DAY - timedelta(days // 2 - 1), LAST_DAY)
