from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from relational_journal import Journal
from relational_journal.errors import JournalError
from relational_journal.model import Hunch, Learned, Person, Query, Word, replace
from relational_journal.store.drafts.draft_files import keep_draft, list_drafts
from relational_journal.store.history.forget_person import NameHider
from tests.support.stored import START, Clock, bytes_beside, everything, moment


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("@Zenobia rang. ZENOBIA's cat", "someone rang. someone's cat"),
        ("zenobia, Zenobia; (zenobia)", "someone, someone; (someone)"),
        ("Zenobias, Xzenobia, Zenobiana and zenobia_x", "someone's, Xzenobia, Zenobiana and someone_x"),
        ('Aunt May, aunt  may, @aunt-may, @"Aunt May" but May', "someone, someone, someone, someone but May"),
        ("+zenobia-again", "+someone-again"),
        ("Zoe\u0308, ZO\u00cb, zoe and Zoës", "someone, someone, someone and someone's"),
        ("Aunt\u2011May and AuntMay", "someone and someone"),
        ("C++ (the person)", "someone (the person)"),
    ],
)
def test_each_whole_word_of_a_name_becomes_someone(text: str, hidden: str) -> None:
    assert NameHider(["Zenobia", "Aunt May", "Zoë", "C++"])(text) == hidden


def test_a_name_that_is_an_everyday_word_is_one_only_with_a_capital_or_a_mark() -> None:
    hide = NameHider(["Will"])

    assert hide("Will said he will. WILL! @will") == "someone said he will. someone! someone"


def filled(journal: Journal, clock: Clock) -> None:
    """A journal in which Zenobia stands everywhere a name can stand."""
    journal.people.add(Person("Zenobia", "friend", also=("Zee-Bee",)))
    journal.add("@Zenobia and @Ada rang, zee-bee said +zenobia-again +hurt +went-silent")
    journal.add(moment(text="no names here", people=("Ada",)))
    journal.add(moment(text="ZENOBIA's cat", answers={"camera": "once\nZenobia came in", "who": "Ada"}))
    journal.add(moment(text="in the bin: Zenobia", people=("Zenobia",)))
    journal.delete("4")
    journal.add_word(Word("zenobia-like", "like Zenobia", "N"))
    journal.hunches.add(Hunch("", "when Zenobia rings", ("hurt",), ("zenobia-again",), "Zenobia", "2026-11-01"))
    journal.import_all([], [], [], [Learned("zenobia went quiet", "went-silent", 1)], [])
    journal.replace(replace(journal.find("3"), text="ZENOBIA's dog, formerly"))
    journal.replace(replace(journal.find("3"), text="a dog"))
    journal.people.add(Person("Queen Z"))
    journal.people.merge("Queen Z", "Zenobia")
    journal.people.rename("Zenobia", "Zenobia Regina")
    journal.add("@zenobia-regina again")
    journal.undo()
    keep_draft(journal.path, "unsaved words about zenobia", START)
    keep_draft(journal.path, "unsaved words about Ada", START)


NAMES = (b"zenobia", b"zee-bee", b"zeebee", b"queen z", b"zee bee", b"regina")


@pytest.mark.parametrize("passphrase", [None, "secret"])
def test_a_person_forgotten_is_nowhere_any_more(path: Path, clock: Clock, passphrase: str | None) -> None:
    with Journal.open(path, passphrase, now=clock) as journal:
        filled(journal, clock)

        done = journal.people.forget("zenobia")

        assert "cannot be brought back" in done.sentence
        assert "Not reached" in done.sentence
        assert len(done.uids) == 3
        first = journal.find("1")
        assert first.text == "someone and @Ada rang, someone said +someone-again +hurt +went-silent"
        assert (first.people, first.own) == (("Ada",), ("someone-again",))
        assert journal.find("3").answers == {"camera": "once\nsomeone came in", "who": "Ada"}
        assert [m.text for m in journal.entries(Query(deleted=True))] == ["in the bin: someone"]
        assert [person.name for person in journal.people.all()] == ["Ada", "myself"]
        assert [(word.key, word.label) for word in journal.words()] == [
            ("someone-again", "someone again"),
            ("someone-like", "like someone"),
        ]
        hunch = journal.hunches.all()[0]
        assert (hunch.text, hunch.then, hunch.with_) == ("when someone rings", ("someone-again",), None)
        assert journal.learned.all() == (Learned("someone went quiet", "went-silent", 1),)
        assert journal.search("zenobia") == []
        while_open = bytes_beside(path).lower()
    for content in (while_open, bytes_beside(path).lower()):
        assert [name for name in NAMES if name in content] == []
    assert [draft.read_text() for draft in list_drafts(path)] == [
        "unsaved words about someone",
        "unsaved words about Ada",
    ]


def test_forgetting_reaches_our_own_copies(path: Path, clock: Clock) -> None:
    with Journal.open(path, now=clock) as journal:
        filled(journal, clock)
        journal.import_all([], [], [], [], [moment(text="what the copy was made before")])
        copies = sorted((path.parent / "backups").iterdir())
        assert b"zenobia" in copies[-1].read_bytes().lower()

        journal.people.forget("zenobia")

    assert sorted((path.parent / "backups").iterdir()) == copies
    for copy in copies:
        assert [name for name in NAMES if name in copy.read_bytes().lower()] == []
        with dbapi2.connect(str(copy)) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_earlier_changes_can_still_be_taken_back_without_the_name(path: Path, clock: Clock) -> None:
    with Journal.open(path, now=clock) as journal:
        filled(journal, clock)
        journal.people.forget("zenobia")

        done = journal.undo()
        while True:
            assert "zenobia" not in done.sentence.lower()
            assert "zenobia" not in str(everything(journal)).lower()
            try:
                done = journal.undo()
            except JournalError:
                break

        assert [m.text for m in journal.entries()] == []
    assert [name for name in NAMES if name in bytes_beside(path).lower()] == []


def test_a_vocabulary_key_is_no_name(journal: Journal) -> None:
    journal.add(moment(people=("Calm",), felt_after=("calm",), text="Calm was calm"))

    journal.people.forget("Calm")

    assert journal.find("1").felt_after == ("calm",)
    assert journal.find("1").text == "someone was someone"


def test_forgetting_cannot_be_taken_back(journal: Journal) -> None:
    journal.add("@Sam rang")
    journal.people.forget("Sam")

    journal.undo()
    assert list(journal.entries()) == []
    journal.redo()
    assert journal.find("1").people == ()
