from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from relational_journal import Journal
from relational_journal.errors import JournalError, NotFound
from relational_journal.model import Hunch, Learned, Person, Query, Word, replace
from tests.support.stored import Clock, everything, moment


def import_two(journal: Journal) -> None:
    journal.import_all(
        [Person("Noor", "partner")],
        [Word("own-one", "own one")],
        [Hunch("h1", "…", ("hurt",), ("went-silent",), "Noor", "2026-11-01")],
        [Learned("went quiet", "went-silent", 1)],
        [moment(uid="i1", text="new one", people=("Noor",)), moment(uid="i2", text="new two")],
    )


CHANGES: dict[str, Callable[[Journal], Any]] = {
    "logging": lambda journal: journal.add("We met @newcomer +went-silent +my-new-word +hurt"),
    "editing": lambda journal: journal.replace(replace(journal.find("1"), text="new words", people=("Ada", "New"))),
    "tying": lambda journal: journal.link("1", "2", "echoes"),
    "adding a person": lambda journal: journal.people.add(Person("Zoe", "friend", "about-equal", ("Z",))),
    "editing a person": lambda journal: journal.people.edit("Sam", relationship="friend", also=("Sammy",)),
    "renaming a person": lambda journal: journal.people.rename("Sam", "Samuel"),
    "merging people": lambda journal: journal.people.merge("Sam", "Ada"),
    "adding a word": lambda journal: journal.add_word(Word("own-two", "own two", "D", "went-silent")),
    "changing a word that stands in entries": lambda journal: journal.add_word(
        Word("drained-out", "drained out", "D", "drained")
    ),
    "a setting": lambda journal: journal.settings.set("region", "uk"),
    "hiding a pattern": lambda journal: journal.settings.hide_pattern("pushing-away"),
    "stating a hunch": lambda journal: journal.hunches.add(
        Hunch("", "…", ("hurt",), ("snapped",), "Sam", "2026-11-22")
    ),
    "importing": import_two,
    "deleting": lambda journal: journal.delete("1"),
}


@pytest.fixture
def lived_in(journal: Journal) -> Journal:
    """A journal with something of each kind in it."""
    journal.add("@Sam said no +hurt +went-silent +drained-out")
    journal.add("@Ada rang +c")
    return journal


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_kind_of_change_is_taken_back_and_done_again(lived_in: Journal, change: Callable[[Journal], Any]) -> None:
    before = everything(lived_in)
    change(lived_in)
    after = everything(lived_in)
    assert after != before

    done = lived_in.undo()
    assert everything(lived_in) == before
    assert done.verb == "undo"
    assert done.sentence.endswith("rj undo --redo does it again.")

    again = lived_in.redo()
    assert everything(lived_in) == after
    assert again.sentence.startswith("Did again")

    lived_in.undo()
    assert everything(lived_in) == before


def test_changes_are_taken_back_one_by_one_until_nothing_is_left(journal: Journal) -> None:
    states = []
    for change in (
        lambda j: j.add("@Sam +hurt +went-silent +drained-out"),
        lambda j: j.add("@Ada +c"),
        *CHANGES.values(),
    ):
        states.append(everything(journal))
        change(journal)
    last = everything(journal)

    for state in reversed(states):
        journal.undo()
        assert everything(journal) == state
    with pytest.raises(JournalError, match="nothing to take back"):
        journal.undo()
    for state in [*states[1:], last]:
        journal.redo()
        assert everything(journal) == state
    with pytest.raises(JournalError, match="nothing to do again"):
        journal.redo()


def test_what_changed_nothing_leaves_nothing_to_undo(lived_in: Journal) -> None:
    before = everything(lived_in)
    lived_in.settings.set("region", "uk")
    for nothing in (
        lambda: lived_in.replace(lived_in.find("1")),
        lambda: lived_in.settings.set("region", "uk"),
        lambda: lived_in.people.edit("Sam", also=("sam",)),
        lambda: lived_in.settings.unhide_pattern("bracing"),
        lambda: lived_in.settings.set("told-once", "yes", quietly=True),
        lambda: lived_in.import_all([Person("sam")], [], [], [], [lived_in.find("1")]),
        lambda: lived_in.import_all([], [], [], [], [], replace=True),
    ):
        nothing()
        assert lived_in.last_change is None

    lived_in.undo()
    assert everything(lived_in) == before


def test_a_new_change_ends_doing_again(lived_in: Journal) -> None:
    lived_in.undo()
    lived_in.add(moment())

    with pytest.raises(JournalError, match="nothing to do again"):
        lived_in.redo()


def test_later_answers_of_a_sitting_are_one_change(journal: Journal) -> None:
    before = everything(journal)
    stored = journal.add(moment())
    sitting = journal.last_change
    journal.replace(replace(stored, tone="mixed"), continues=sitting)
    journal.replace(replace(stored, tone="mixed", people=("Sam",)), continues=sitting)
    after = everything(journal)

    assert journal.last_change == sitting
    journal.undo()
    assert everything(journal) == before
    journal.redo()
    assert everything(journal) == after


def test_an_answer_given_after_someone_else_wrote_is_a_change_of_its_own(journal: Journal) -> None:
    stored = journal.add(moment())
    sitting = journal.last_change
    journal.add(moment(text="of another process"))

    journal.replace(replace(stored, tone="mixed"), continues=sitting)
    journal.undo()

    assert journal.find("1").tone is None
    assert journal.count() == 2


def test_an_answer_to_what_was_taken_back_meanwhile_is_not_joined_to_it(journal: Journal) -> None:
    stored = journal.add(moment())
    sitting = journal.last_change
    journal.undo()

    with pytest.raises(NotFound):
        journal.replace(replace(stored, tone="mixed"), continues=sitting)


# With an ID


def test_undo_with_an_id_takes_back_the_last_change_of_that_entry_alone(lived_in: Journal) -> None:
    first = lived_in.find("1")
    lived_in.replace(replace(first, text="edited"))
    lived_in.add(moment(text="a third"))

    done = lived_in.undo("1")

    assert done.uids == (first.uid,)
    assert lived_in.find("1") == first
    assert lived_in.count() == 3
    lived_in.redo()
    assert lived_in.find("1").text == "edited"


def test_undo_with_an_id_goes_back_again_and_again_and_then_brings_the_entry_back(lived_in: Journal) -> None:
    first = lived_in.find("1")
    lived_in.replace(replace(first, text="edited"))
    lived_in.add("@Ada +c")

    lived_in.undo("1")
    lived_in.undo("1")
    with pytest.raises(NotFound):
        lived_in.find("1")
    lived_in.undo("1")

    assert lived_in.find("1") == first
    lived_in.undo()
    with pytest.raises(NotFound):
        lived_in.find("1")


def test_people_an_entry_brought_stay_where_others_are_with_them(lived_in: Journal) -> None:
    lived_in.add("@Sam again")

    lived_in.undo("1")

    assert lived_in.find("3").people == ("Sam",)
    lived_in.undo("2")
    assert [person.name for person in lived_in.people.all()] == ["myself", "Sam"]


def test_people_come_back_with_the_entry_that_brought_them(journal: Journal) -> None:
    stored = journal.add("@Sam said no")
    journal.undo()
    journal.add("@Ada rang")
    assert [person.name for person in journal.people.all()] == ["Ada", "myself"]

    journal.undo(stored.uid)

    assert journal.find("1") == stored
    assert [person.name for person in journal.people.all()] == ["Ada", "myself", "Sam"]


def test_an_entry_comes_out_of_the_bin_whatever_came_after(lived_in: Journal) -> None:
    lived_in.delete("1")
    lived_in.people.merge("Sam", "Ada")

    done = lived_in.undo("1")

    assert lived_in.find("1").people == ("Ada",)
    assert "out of the bin" in done.sentence
    lived_in.undo()
    assert [m.id for m in lived_in.entries(Query(deleted=True))] == [1]


def test_of_an_import_undo_with_an_id_takes_back_that_entry_alone(lived_in: Journal) -> None:
    before = everything(lived_in)
    import_two(lived_in)

    lived_in.undo("4")

    assert (lived_in.number_of("i1"), lived_in.number_of("i2")) == (3, None)
    lived_in.undo()
    assert everything(lived_in) == before
    lived_in.redo()
    lived_in.redo()
    assert lived_in.number_of("i2") == 4


def test_a_merge_others_built_upon_is_not_taken_back_alone(lived_in: Journal) -> None:
    lived_in.add("@Sam again")
    lived_in.people.merge("Sam", "Ada")
    lived_in.replace(replace(lived_in.find("1"), text="edited since"))
    before = everything(lived_in)

    with pytest.raises(JournalError, match="changing 1 came after it"):
        lived_in.undo("3")
    assert everything(lived_in) == before
    lived_in.undo()
    lived_in.undo("3")
    assert lived_in.find("3").people == ("Sam",)
    assert lived_in.find("1").people == ("Sam",)


def test_undo_of_an_entry_that_never_was_says_so(lived_in: Journal) -> None:
    for ident in ("17", "01", "nope", "zz", ""):
        with pytest.raises(NotFound):
            lived_in.undo(ident)


def test_undo_reaches_back_thirty_days(journal: Journal, clock: Clock) -> None:
    journal.add(moment(text="long ago"))
    clock.forward(days=31)
    journal.add(moment(text="new"))

    journal.undo()
    with pytest.raises(JournalError, match="nothing to take back"):
        journal.undo()
    assert [m.text for m in journal.entries()] == ["long ago"]


# Any changes in any order


def taught(journal: Journal, *lessons: Learned) -> None:
    """Log an entry that teaches these."""
    journal.add("words")
    journal.learned.add(lessons, continues=journal.last_change)


@given(some.permutations(["1", "2", "3", "4"]), some.integers(0, 4))
@settings(max_examples=20, deadline=None)
def test_an_entry_takes_back_its_own_lesson_whatever_was_taught_since(order: list[str], redone: int) -> None:
    with TemporaryDirectory() as folder, Journal.open(Path(folder) / "journal.db", now=Clock()) as journal:
        phrases = ["went quiet", "went quiet", "sat it out", "went quiet"]
        for phrase in phrases:
            taught(journal, Learned(phrase, "went-silent", 1), Learned(phrase, "left-abruptly", 0, 1))
        for at, ident in enumerate(order):
            journal.undo(ident)
            if at == redone:
                journal.redo()
                journal.undo(ident)
            left = Counter(phrases[int(other) - 1] for other in order[at + 1 :])
            assert {(r.phrase, r.key): (r.kept, r.dropped) for r in journal.learned.all()} == {
                (phrase, key): counts
                for phrase, count in left.items()
                for key, counts in (("went-silent", (count, 0)), ("left-abruptly", (0, count)))
            }


def test_what_was_forgotten_since_does_not_come_back_with_an_older_undo(journal: Journal) -> None:
    taught(journal, Learned("went quiet", "went-silent", 1))
    taught(journal, Learned("went quiet", "went-silent", 1))
    journal.learned.forget("went quiet")
    journal.undo("2")
    journal.undo("1")

    assert journal.learned.all() == ()


def test_forgetting_a_phrase_is_taken_back(journal: Journal) -> None:
    taught(journal, Learned("went quiet", "went-silent", 2, 1), Learned("sat it out", "went-silent", 1))
    before = journal.learned.all()
    journal.learned.forget("went quiet")
    journal.undo()

    assert journal.learned.all() == before


class Changing(RuleBasedStateMachine):
    """Whatever is done, taking it all back one by one walks through the same states, and doing it again as well."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.clock = Clock()
        self.journal = Journal.open(Path(self.folder.name) / "journal.db", now=self.clock)
        self.states: list[tuple[Any, ...]] = []
        self.undone: list[tuple[Any, ...]] = []

    def change(self, do: Callable[[], Any]) -> None:
        before = everything(self.journal)
        try:
            do()
        except JournalError:
            assert everything(self.journal) == before
            return
        if everything(self.journal) != before:
            self.states.append(before)
            self.undone.clear()

    names = some.sampled_from(["Sam", "Ada", "Bo", "sam", "New"])
    tags = some.lists(
        some.sampled_from(["went-silent", "hurt", "they-let-me-down", "own", "own-too", "drained"]), max_size=3
    )
    idents = some.sampled_from(["1", "2", "3", "4", "5"])

    @rule(names=some.lists(names, max_size=2), tags=tags)
    def log(self, names: list[str], tags: list[str]) -> None:
        text = " ".join(["we", *(f"@{name}" for name in names), *(f"+{tag}" for tag in tags)])
        self.change(lambda: self.journal.add(text))

    @rule(ident=idents, name=names, text=some.text(max_size=4))
    def edit(self, ident: str, name: str, text: str) -> None:
        self.clock.forward(seconds=1)
        self.change(lambda: self.journal.replace(replace(self.journal.find(ident), text=text, people=(name,))))

    @rule(ident=idents)
    def delete(self, ident: str) -> None:
        self.change(lambda: self.journal.delete(ident))

    @rule(a=idents, b=idents)
    def tie(self, a: str, b: str) -> None:
        self.change(lambda: self.journal.link(a, b, "echoes"))

    @rule(old=names, new=names)
    def rename(self, old: str, new: str) -> None:
        self.change(lambda: self.journal.people.rename(old, new))

    @rule(old=names, new=names)
    def merge(self, old: str, new: str) -> None:
        self.change(lambda: self.journal.people.merge(old, new))

    @rule(key=some.sampled_from(["own", "own-too"]), like=some.sampled_from([None, "hurt", "went-silent"]))
    def word(self, key: str, like: str | None) -> None:
        self.change(lambda: self.journal.add_word(Word(key, key, "D", like)))

    @rule(value=some.sampled_from(["uk", "us"]))
    def choose(self, value: str) -> None:
        self.change(lambda: self.journal.settings.set("region", value))

    @rule(uids=some.lists(some.sampled_from(["u1aa", "u2aa", "u3aa"]), unique=True), text=some.sampled_from("ab"))
    def import_(self, uids: list[str], text: str) -> None:
        new = [moment(uid=uid, text=text, people=("Sam",), written="2026") for uid in uids]
        self.change(lambda: self.journal.import_all([Person("Sam", "friend")], [], [], [], new, replace=text == "b"))

    @rule(phrase=some.sampled_from(["went quiet", "sat it out"]), kept=some.sampled_from([-1, 1]), dropped=some.just(0))
    def teach(self, phrase: str, kept: int, dropped: int) -> None:
        self.change(lambda: self.journal.learned.add([Learned(phrase, "went-silent", kept, dropped)]))

    @rule(phrase=some.sampled_from(["went quiet", None]))
    def forget(self, phrase: str | None) -> None:
        self.change(lambda: self.journal.learned.forget(phrase))

    @precondition(lambda self: self.states)
    @rule()
    def undo(self) -> None:
        self.undone.append(everything(self.journal))
        self.journal.undo()
        assert everything(self.journal) == self.states.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.states.append(everything(self.journal))
        self.journal.redo()
        assert everything(self.journal) == self.undone.pop()

    @invariant()
    def the_index_is_what_the_entries_say(self) -> None:
        if not hasattr(self, "journal"):
            return
        db = self.journal._store.db
        assert db.rows("SELECT key, begins, entry_id, slot FROM tagged ORDER BY 1, 2, 3, 4") == db.rows(
            "SELECT DISTINCT key, begins, entry_id, slot FROM as_tagged WHERE deleted_at IS NULL ORDER BY 1, 2, 3, 4"
        )
        db.run("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 0)")

    def teardown(self) -> None:
        if hasattr(self, "journal"):
            while self.states:
                self.undo()
            self.journal.close()
            self.folder.cleanup()


TestChanging = Changing.TestCase
TestChanging.settings = settings(
    max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
