from __future__ import annotations

import pytest

from relational_journal import Journal
from relational_journal.errors import JournalError, NotFound
from relational_journal.model import MYSELF, Hunch, Person, Query
from tests.support.stored import moment


def names(journal: Journal) -> list[str]:
    return [person.name for person in journal.people.all()]


def test_someone_named_in_an_entry_is_a_person_from_then_on(journal: Journal) -> None:
    journal.add(moment(people=("Sam", "aunt may", "Sam")))

    assert journal.find("1").people == ("Sam", "aunt may")
    assert names(journal) == ["aunt may", "myself", "Sam"]


def test_names_are_known_without_case_and_by_other_names(journal: Journal) -> None:
    journal.people.add(Person("Zoë", "friend", also=("Zee", "Big  Z")))

    journal.add(moment(people=("ZOË", "zee", "big z", "ZOE\u0308")))

    assert journal.find("1").people == ("Zoë",)
    assert journal.people.find("zee").relationship == "friend"


def test_myself_is_always_there_and_exported_only_where_used(journal: Journal) -> None:
    assert names(journal) == [MYSELF]
    assert journal.people.to_export() == ()
    assert journal.people.find("me") == journal.people.find("MYSELF") == Person(MYSELF, MYSELF)

    journal.add(moment(people=("me",)))

    assert journal.find("1").people == (MYSELF,)
    assert journal.people.to_export() == (Person(MYSELF, MYSELF),)
    for change in (
        lambda: journal.people.rename(MYSELF, "Alex"),
        lambda: journal.people.merge("me", "Sam"),
        lambda: journal.people.forget(MYSELF),
        lambda: journal.people.add(Person("Me")),
    ):
        with pytest.raises(JournalError):
            change()


def test_a_name_nobody_has_is_said_with_near_names(journal: Journal) -> None:
    for name in ("Jonas", "Joanna", "Aunt May"):
        journal.people.add(Person(name))

    with pytest.raises(NotFound, match="nobody here is called") as refused:
        journal.people.find("jona")
    assert refused.value.next_step == "Near: Jonas, Joanna."
    with pytest.raises(NotFound) as refused:
        journal.people.find("aunt")
    assert refused.value.next_step == "Near: Aunt May."


def test_a_name_two_people_share_is_an_error_that_lists_them(journal: Journal) -> None:
    journal.people.add(Person("Ann", also=("A",)))
    journal.people.add(Person("Abe", also=("a",)))

    with pytest.raises(JournalError, match='"a" is a name of Abe, Ann'):
        journal.people.find("a")
    with pytest.raises(JournalError, match="Abe, Ann"):
        journal.add(moment(people=("A",)))
    assert journal.count() == 0


def test_a_nickname_wins_over_someones_other_name(journal: Journal) -> None:
    journal.people.add(Person("Ann", also=("Bo",)))
    journal.people.add(Person("Bo"))

    assert journal.people.find("bo").name == "Bo"


def test_a_name_is_taken_once(journal: Journal) -> None:
    journal.people.add(Person("Sam"))
    journal.people.add(Person("Ada"))

    with pytest.raises(JournalError, match="Sam is here already"):
        journal.people.add(Person("SAM"))
    with pytest.raises(JournalError, match="Sam is here already") as refused:
        journal.people.rename("Ada", "sam")
    assert "merge" in refused.value.next_step


@pytest.mark.parametrize("name", ["", " \n ", 'a"b', "a\0b"])
def test_what_can_be_no_name_is_refused(journal: Journal, name: str) -> None:
    journal.people.add(Person("Sam"))

    for change in (lambda: journal.people.add(Person(name)), lambda: journal.people.rename("Sam", name)):
        with pytest.raises(JournalError, match="cannot be a name"):
            change()


def test_editing_adds_and_takes_off(journal: Journal) -> None:
    journal.people.add(Person("Sam", "friend", "about-equal", ("S",)))

    journal.people.edit("sam", relationship="partner", also=("Sammy", "s", "SAM"))
    assert journal.people.find("Sam") == Person("Sam", "partner", "about-equal", ("S", "Sammy"))
    journal.people.edit("Sammy", power="", no_longer=("s",))

    assert journal.people.find("Sam") == Person("Sam", "partner", None, ("Sammy",))


def test_a_renamed_person_keeps_their_entries_and_is_found_by_the_old_name(journal: Journal) -> None:
    journal.add(moment(text="@Sam rang", people=("Sam",)))

    journal.people.rename("sam", "Samuel")

    assert journal.find("1").people == ("Samuel",)
    assert journal.find("1").text == "@Sam rang"
    assert journal.people.find("Sam") == Person("Samuel", also=("Sam",))
    journal.people.rename("Samuel", "sam")
    assert journal.people.find("Samuel") == Person("sam", also=("Samuel",))


def test_merging_gives_one_person_all_of_both(journal: Journal) -> None:
    journal.people.add(Person("Mum", "parent", also=("Ma",)))
    journal.people.add(Person("Mother", None, "they-had-more"))
    journal.add(moment(text="one", people=("Mother",)))
    journal.add(moment(text="both", people=("Mother", "Sam", "Mum")))
    journal.add(moment(text="in the bin", people=("mother",)))
    journal.delete("3")
    journal.hunches.add(Hunch("", "…", ("hurt",), ("snapped",), "Mother", "2026-11-01"))

    done = journal.people.merge("mother", "MUM")

    assert journal.people.find("Mother") == Person("Mum", "parent", "they-had-more", ("Ma", "Mother"))
    assert [m.people for m in journal.entries()] == [("Mum", "Sam"), ("Mum",)]
    assert [m.people for m in journal.entries(Query(deleted=True))] == [("Mum",)]
    assert journal.hunches.all()[0].with_ == "Mum"
    assert len(done.uids) == 3
    with pytest.raises(JournalError, match="one person already"):
        journal.people.merge("Mother", "Mum")


def test_what_is_seen_of_people_counts_moments_and_what_was_unsafe(journal: Journal) -> None:
    journal.add(moment(when="2026-11-20", people=("Sam",), tone="mixed"))
    journal.add(moment(when="2026-11-21T18:00:00+01:00", people=("Sam",), unsafe=True))
    journal.add(moment(when="2026-11-19", people=("Sam",), moves=("kept-myself-safe",), tone="mixed"))
    journal.add(moment(when="2026-11-18", people=("Sam",), braced=("they-threatened-me",), urges=("kept-myself-safe",)))
    journal.add(moment(when="2026-11-17", people=("Sam",), after=("they-threatened-me",)))
    journal.add(moment(when="2026-11-22", people=("Sam",), kind="session"))
    journal.people.add(Person("Ada"))

    seen = journal.people.seen()

    assert [(row.person.name, row.moments, row.last, row.unsafe) for row in seen] == [
        ("Ada", 0, None, 0),
        ("Sam", 5, "2026-11-21", 3),
    ]
    assert journal.people.seen_one("sam").tones == {
        "connection": 0, "mixed": 2, "ordinary": 0, "disconnection": 0, "unmarked": 3
    }  # fmt: skip
