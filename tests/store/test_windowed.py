"""What is read through an index or for a window alone says the same as the whole journal read moment by moment."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from relational_journal import Journal
from relational_journal.journal import entries_of_page
from relational_journal.model import MYSELF, TONES, Entry, Hunch, Link, Person, Query, Window, Word
from relational_journal.patterns.counting.comparisons import without_tests
from relational_journal.patterns.counting.count import count
from relational_journal.patterns.questions.contact import people_not_seen_lately
from relational_journal.patterns.questions.hunches import read_hunches
from relational_journal.patterns.questions.therapist import with_therapist
from relational_journal.report.render.answers_json import therapist_json
from relational_journal.report.render.patterns_json import patterns_json
from relational_journal.report.render.to_markdown import to_markdown
from relational_journal.report.session_page.page_material import Choices
from relational_journal.timestamps import beginning, clock_time
from relational_journal.vocabulary.safety import Safety
from tests.support.stored import START

PEOPLE = (
    Person("Sam", "partner"),
    Person("Ada", "close-friend"),
    Person("Kim"),
    Person("Thea", "therapist"),
    Person("Bo", "stranger"),
    Person("Eli", "ex-partner", safety="ordinary"),
    Person("Una", "sibling"),
    Person("Nobody yet", "colleague"),
)
OWN = (Word("hid-at-work", "hid at work", "D", "went-silent"), Word("left-for-good", "left", "D", "ended-contact"))
TODAY = START.date()
WINDOWS = (
    Window(TODAY - timedelta(55), TODAY),
    Window(TODAY - timedelta(400), TODAY - timedelta(340)),
    Window(TODAY - timedelta(900), TODAY - timedelta(895)),
    Window(date(1990, 1, 1), TODAY),
)


def some(dice: random.Random, keys: str, most: int = 2) -> tuple[str, ...]:
    return tuple(dice.sample(keys.split(), k=dice.randint(0, most)))


def an_entry(dice: random.Random, number: int) -> Entry:
    """One of 600 entries of about three years: the newer, the denser; now and then a period, a mark, a tie."""
    day = TODAY - timedelta(int(1000 * dice.random() ** 2))
    when = f"{day}T{dice.randint(0, 23):02}:{dice.randint(0, 59):02}:00{dice.choice(('+01:00', '-05:00'))}"
    when = dice.choice([when] * 8 + [str(day), str(day)[:7] + "-01", str(day)[:7], str(day)[:4]])
    kind = dice.choice(["moment"] * 12 + ["memory", "picture", "experiment", "session", "lookback"])
    links = [Link(f"u{dice.randint(0, 599)}", dice.choice(["repairs", "echoes", "does-not-fit", "tries"]))]
    with_sam = ("Sam",) if dice.random() < 0.4 else ()
    return Entry(
        when,
        f"{dice.choice(('Sam', 'Ada', 'We'))} talked, {number}.",
        kind,
        f"u{number}",
        written=f"2026-11-{dice.randint(1, 22):02}T10:00:00+01:00",
        changed="2026-11-22T10:00:00+01:00",
        tone=dice.choice((*TONES, "disconnection", "connection", None)),
        people=with_sam or tuple(dice.sample([p.name for p in PEOPLE[:-1]] + [MYSELF], k=dice.choice((0, 1, 1, 1, 2)))),
        setting=dice.choice((None, None, None, "work", "therapy")),
        first=some(dice, "they-criticised-me they-pulled-away they-were-warm they-made-amends"),
        braced=some(dice, "they-rejected-me they-threatened-me", 1),
        felt_before=some(dice, "hurt anxious angry hopeful"),
        wishes=some(dice, "to-be-close to-matter"),
        moves=some(dice, "went-silent hid-at-work said-what-i-felt apologised reached-out snapped let-it-go repaired"),
        after=some(dice, "they-were-warm they-pulled-away they-understood they-forgave-me", 1),
        felt_after=some(dice, "calm lonely relieved", 1),
        power=some(dice, "they-had-more about-equal i-had-more", 1),
        break_status=dice.choice([None] * 12 + ["open", "partly", "mended", "let-go", "not-safe-to-mend", "ended"]),
        unsafe=dice.random() < 0.01,
        private=dice.random() < 0.05,
        share=dice.random() < 0.1,
        story_only=dice.random() < 0.03,
        links=tuple(links) if dice.random() < 0.2 else (),
        answers={"state": dice.choice(("prepared", "held"))} if kind == "session" else {},
    )


@pytest.fixture(scope="module", params=range(3))
def long_journal(request: Any, tmp_path_factory: Any) -> Iterator[Journal]:
    """A journal with everything in it, some of it in the bin."""
    dice = random.Random(f"long {request.param}")
    path = tmp_path_factory.mktemp("long") / "journal.db"
    entries = [an_entry(dice, number) for number in range(600)]
    entries.append(entries[0]._replace(uid="danger", people=("Una",), first=("they-threatened-me",), kind="moment"))
    entries.append(entries[1]._replace(uid="again", people=("Una", "Ada"), moves=("kept-myself-safe",), kind="moment"))
    entries.append(entries[2]._replace(uid="over", people=("Kim",), moves=("left-for-good",), kind="moment"))
    with Journal.open(path, now=lambda: START) as journal:
        journal.import_all(PEOPLE, OWN, (), (), entries)
        for number in dice.sample(range(600), k=20):
            journal.delete(f"u{number}")
        yield journal


def moments_of(journal: Journal) -> list[Entry]:
    return [entry for entry in journal.entries() if entry.kind == "moment"]


def is_one_of(uids: set[str], moment: Entry) -> bool:
    return moment.uid in uids


def the_safety(journal: Journal) -> Safety:
    return Safety.read(moments_of(journal), journal.people.all(), journal.vocabulary.words)


def test_who_is_held_apart_is_found_without_reading_every_moment(long_journal: Journal) -> None:
    assert long_journal.people.safety() == the_safety(long_journal)
    assert "Una" in long_journal.people.safety().held_apart


@pytest.mark.parametrize(
    "ask",
    [
        lambda journal: journal.people.safety(),
        lambda journal: journal.people.seen(),
        lambda journal: journal.one_person("Sam"),
        lambda journal: journal.people_not_seen_lately(),
        lambda journal: journal.open_breaks(),
        lambda journal: journal.patterns(),
        lambda journal: journal.with_therapist(),
        lambda journal: journal.summary(),
    ],
    ids="safety people person contact breaks patterns therapist page".split(),
)
def test_no_question_about_a_window_looks_through_all_entries(
    long_journal: Journal, ask: Callable[[Journal], object]
) -> None:
    connection = long_journal._store.db.connection
    long_journal._store.forget_what_was_read()
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    ask(long_journal)
    connection.set_trace_callback(None)

    queries = [statement for statement in asked if " entries" in statement]
    assert queries
    for query in queries:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
        assert not [step for step in plan if re.fullmatch(r"SCAN (entries|e)", step)], query


def test_a_change_is_seen_at_once_by_the_safety_that_was_kept(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db", now=lambda: START) as journal:
        assert not journal.people.safety().careful_with
        journal.add("@Sam shouted +they-threatened-me +d")
        assert journal.people.safety().careful_with == {"Sam"}
        with Journal.open(tmp_path / "journal.db", now=lambda: START) as other:
            other.add("@Ada shouted +they-threatened-me +d")
        assert journal.people.safety().careful_with == {"Sam", "Ada"}
        journal.undo()
        assert journal.people.safety().careful_with == {"Sam"}


def test_people_are_counted_by_the_indexes_as_by_reading(long_journal: Journal) -> None:
    safety = the_safety(long_journal)
    moments = moments_of(long_journal)
    seen = {row.person.name: row for row in long_journal.people.seen()}
    for person in long_journal.people.all():
        theirs = [moment for moment in moments if person.name in moment.people]
        last = max((moment.when for moment in theirs), default=None)
        row = long_journal.people.seen_one(person.name)
        assert (row.person, row.moments, row.last) == (person, len(theirs), last and last[:10])
        assert row.unsafe == safety.moments_of.get(person.name, 0)
        assert seen.get(person.name) == (row if theirs or person.name != MYSELF else None)
        tones = Counter(moment.tone or "unmarked" for moment in theirs)
        assert row.tones == {tone: tones[tone] for tone in (*TONES, "unmarked")}


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: f"{window.since}–{window.until}")
@pytest.mark.parametrize("query", [Query(), Query(people=("Sam",)), Query(tags=("went-silent",))], ids=str)
def test_patterns_of_a_window_are_those_counted_from_the_whole_journal(
    long_journal: Journal, window: Window, query: Query
) -> None:
    query = query._replace(since=window.since, until=window.until)
    chosen = {entry.uid for entry in long_journal.entries(query._replace(since=None, until=None))}

    counted = long_journal.patterns(query=query, compared=False)

    slowly = count(
        moments_of(long_journal),
        window,
        now=START,
        vocabulary=long_journal.vocabulary,
        people={person.name: person for person in long_journal.people.all()},
        safety=the_safety(long_journal),
        chosen=lambda moment: moment.uid in chosen,
        judge=without_tests,
    )
    assert patterns_json(counted) == patterns_json(slowly)
    assert counted.study.breaks == slowly.study.breaks


@pytest.mark.parametrize("window", [None, *WINDOWS[:2]], ids=str)
@pytest.mark.parametrize("query", [Query(), Query(people=("Sam",)), Query(tags=("went-silent",))], ids=str)
def test_the_page_is_that_of_the_whole_journal(
    long_journal: Journal, monkeypatch: pytest.MonkeyPatch, window: Window | None, query: Query
) -> None:
    shared = frozenset(f"u{number}" for number in range(0, 600, 7))
    for chosen in ({}, {"full": True, "include": frozenset({"therapist", "safe", "people"})}, {"shared": shared}):
        choices = Choices(names="roles", **chosen)

        page = long_journal.summary(window, choices=choices, query=query)

        with monkeypatch.context() as patch:
            patch.setattr(entries_of_page, "LEAST_BEFORE", 10**6)  # nothing is ever enough: all is read
            assert page == long_journal.summary(window, choices=choices, query=query)


@pytest.mark.parametrize("picture_points", [True, False])
def test_a_moment_of_years_ago_that_does_not_fit_a_picture_is_on_the_page(tmp_path: Path, picture_points: bool) -> None:
    with Journal.open(tmp_path / "journal.db", now=lambda: START) as journal:
        for day in (f"2026-{month:02}-0{day}" for month in (9, 10, 11) for day in range(1, 7)):
            journal.add(Entry(day, "We ate.", tone="ordinary", people=("Sam",)))
        old = Entry("2021-05-04", "They stayed.", tone="connection", people=("Sam",), uid="old-moment")
        picture = Entry(
            "2026-11-20", "", "picture", "a-picture", share=True, answers={"old": "they leave", "new": "some stay"}
        )
        tie = Link("old-moment" if picture_points else "a-picture", "does-not-fit")
        journal.add(old if picture_points else old._replace(links=(tie,)))
        journal.add(picture._replace(links=(tie,)) if picture_points else picture)

        assert "Did not fit: 4 May 2021" in to_markdown(journal.summary().report)


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: f"{window.since}–{window.until}")
def test_moments_with_a_therapist_are_counted_as_from_the_whole_journal(long_journal: Journal, window: Window) -> None:
    for query in (Query(), Query(people=("Sam", "Thea")), Query(kinds=("memory",))):
        chosen = {entry.uid for entry in long_journal.entries(query)}

        found = long_journal.with_therapist(query._replace(since=window.since, until=window.until))

        slowly = with_therapist(
            moments_of(long_journal),
            window,
            now=START,
            vocabulary=long_journal.vocabulary,
            people={person.name: person for person in long_journal.people.all()},
            safety=the_safety(long_journal),
            chosen=partial(is_one_of, chosen),
        )
        assert therapist_json(found) == therapist_json(slowly)
        assert found.patterns.study.breaks == slowly.patterns.study.breaks


def test_people_not_seen_lately_are_those_of_the_whole_journal(long_journal: Journal) -> None:
    found = long_journal.people_not_seen_lately()

    assert found == people_not_seen_lately(
        moments_of(long_journal),
        people={person.name: person for person in long_journal.people.all()},
        breaks=long_journal.breaks(),
        safety=the_safety(long_journal),
        vocabulary=long_journal.vocabulary,
        today=TODAY,
    )


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (("2026-10-01", "2026-10-02", "2026-10-04", "2026-10-05", "2026-10-06"), ["Sam"]),
        (("2026-10-01", "2026-10-02", "2026-10-04", "2026-10-05", "2026-11-21"), []),  # yesterday
        (("2026-10-01", "2026-10-02", "2026-10-04", "2026-10-05"), []),  # four moments
        (("2026-10-01", "2026-10-02", "2026-10", "2026-11", "2026-10-03"), ["Sam"]),  # months are no days
        (("2026", "2026-02", "2026-03", "2026-04", "2026-05"), []),
        (("2026-11-20T09:00:00+01:00",) * 4 + ("2026-11-17",), []),  # two days are not more than twice three
        (("2026-11-01", "2026-11-01T00:00:00+01:00", "2026-11-02", "2026-11-04", "2026-11-05"), ["Sam"]),
    ],
)
def test_somebody_is_missed_when_the_days_are_known_and_the_gap_is_long(
    tmp_path: Path, days: tuple[str, ...], names: list[str]
) -> None:
    with Journal.open(tmp_path / "journal.db", now=lambda: START) as journal:
        for day in days:
            journal.add(Entry(day, "We met.", people=("Sam",)))
        journal.add(Entry("2026-11-22", "A picture of Sam.", kind="picture", people=("Sam",)))

        assert [apart.name for apart in journal.people_not_seen_lately()] == names


def test_a_repair_of_which_only_the_year_is_known_counts_for_a_break_in_the_window(tmp_path: Path) -> None:
    lately = [f"2026-09-0{day}" for day in range(1, 7)]  # enough in the weeks before, so that older ones are not read
    with Journal.open(tmp_path / "journal.db", now=lambda: START) as journal:
        for day in lately:
            journal.add(Entry(day, "We ate.", tone="ordinary", people=("Sam",)))
        broken = journal.add(Entry("2026-10-20", "We fought.", tone="disconnection", people=("Sam",)))
        mended = Entry("2026", "We made up.", people=("Sam",), moves=("apologised",))
        journal.add(mended._replace(links=(Link(broken.uid, "repairs"),)))

        counted = journal.patterns(Window(date(2026, 10, 1), TODAY))

    assert [each.status for each in counted.study.breaks.values() if each.moment.uid == broken.uid] == ["partly"]


def test_moments_since_a_session_are_counted_as_one_by_one(long_journal: Journal) -> None:
    sessions = [entry for entry in long_journal.entries() if entry.kind == "session"]
    safety = long_journal.people.safety()

    def is_since(begin: str, timed: bool, held: str) -> bool:
        return begin[:10] > held[:10] or (begin[:10] == held[:10] and (not timed or begin >= held))

    def one_by_one(*, unsafe: bool) -> list[int]:
        those = [moment for moment in moments_of(long_journal) if safety.is_unsafe(moment) is unsafe]
        begins = [(beginning(moment.when), clock_time(moment.when) is not None) for moment in those]
        return [sum(is_since(*each, beginning(session.when)) for each in begins) for session in sessions]

    assert long_journal.moments_since(sessions) == one_by_one(unsafe=False)
    assert long_journal.moments_since(sessions, unsafe=True) == one_by_one(unsafe=True)
    assert any(one_by_one(unsafe=True))


def a_hunch(uid: str, when: str, with_: str | None) -> Hunch:
    since = str(TODAY - timedelta(300))
    return Hunch(uid=uid, text="So it goes.", when=(when,), then=("went-silent", "lonely"), with_=with_, since=since)


def test_a_hunch_about_somebody_is_read_from_the_moments_with_them_as_from_all(
    long_journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert long_journal.read_hunches() == ()
    added = [
        long_journal.hunches.add(a_hunch("", "hurt", "Eli")),
        long_journal.hunches.add(a_hunch("", "they-criticised-me", "Ada")),
        long_journal.hunches.add(a_hunch("", "they-had-more", None)),
    ]

    slowly = read_hunches(
        added,
        moments_of(long_journal),
        vocabulary=long_journal.vocabulary,
        people={person.name: person for person in long_journal.people.all()},
        safety=the_safety(long_journal),
    )

    assert long_journal.read_hunches() == slowly
    assert all(each.counted.without.of for each in slowly)
    asked: list[Query] = []
    entries = long_journal.entries
    with monkeypatch.context() as patch:
        patch.setattr(long_journal, "entries", lambda query: asked.append(query) or entries(query))
        assert long_journal.read_hunches(added[0].uid, added[1].uid) == slowly[:2]
        assert long_journal.read_hunches(added[1].uid) == slowly[1:2]
    assert [query.people for query in asked] == [("Eli", "Ada"), ("Ada",)]
    for _ in added:
        long_journal.undo()
