from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from relational_journal import Journal
from relational_journal.errors import JournalError, NotFound
from relational_journal.model import Link, Mended, Query, replace
from tests.support.stored import START, Clock, moment

HOSTILE = [
    "a\0b",
    "\u202egnitirw tfel ot thgir\u202c",
    "\x1b[31mred\x1b[0m \x07",
    "'; DROP TABLE entries; --",
    '"* NEAR( AND OR NOT ^ {text} : -',
    "[bold]markup[/bold]",
    "👩‍👩‍👧 e\u0301 é \ufeff\u2028",
    "  spaces and\nlines \r\n\t ",
    "",
    '{"json": [1, "two"]}\\',
    "x" * 5_000_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_words_come_back_as_they_were_typed(journal: Journal, text: str) -> None:
    stored = journal.add(
        moment(text=text, answers={"camera": text[:1000]}, people=(text.split("\n")[0][:30] or "Sam",))
    )

    found = journal.find(str(stored.id))
    journal.replace(replace(found, text="other"))
    journal.undo()

    assert found.text == text
    assert journal.find(str(stored.id)) == found == stored


def test_what_is_no_text_at_all_becomes_a_sign_that_says_so(journal: Journal) -> None:
    assert journal.add(moment(text="half \udce9 a letter")).text == "half \ufffd a letter"


texts = some.text(max_size=30)
keys = some.lists(some.text(min_size=1, max_size=8), max_size=3, unique=True).map(tuple)


@given(
    fields=some.fixed_dictionaries(
        {
            "text": texts,
            "when": some.sampled_from(["1998", "2026-11", "2026-11-21", "0001-01-01", "9999-12-31T23:59:59-12:00"]),
            "kind": some.sampled_from(["moment", "memory", "session"]),
            "tone": some.sampled_from([None, "connection", "mixed"]),
            "setting": some.none() | some.text(min_size=1, max_size=8),
            **dict.fromkeys(("first", "braced", "wishes", "moves", "urges", "felt_after", "treated", "own"), keys),
            "good": some.dictionaries(some.sampled_from(["zest", "worth"]), some.sampled_from(["less", "more"])),
            "context": some.dictionaries(some.text(max_size=8), some.none() | some.sampled_from(["both", "unsure"])),
            "answers": some.dictionaries(some.text(max_size=8), texts, max_size=3),
            "break_status": some.sampled_from([None, "open", "let-go"]),
            "mended": some.none() | some.builds(Mended, some.just("2026-11-22"), some.sampled_from([None, "me"])),
            "unsafe": some.booleans(),
            "share": some.booleans(),
            "links": some.lists(some.builds(Link, texts, some.sampled_from(["repairs", "echoes"])), max_size=2).map(
                tuple
            ),
        }
    )
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_field_comes_back_as_it_was_stored(journal: Journal, fields: dict[str, Any]) -> None:
    stored = journal.add(moment(**fields))

    assert journal.find(stored.uid) == stored
    assert replace(stored, uid="", id=None, written="", changed="") == moment(**fields)


def test_a_new_entry_gets_a_number_a_uid_and_the_time(journal: Journal) -> None:
    stored = journal.add(moment())

    assert stored.id == 1
    assert stored.uid[14] == "7"
    assert stored.written == stored.changed == START.isoformat()


def test_uids_rise_in_the_order_of_writing(journal: Journal) -> None:
    uids = [journal.add(moment()).uid for _ in range(50)]

    assert sorted(uids) == uids


def test_a_number_is_never_given_twice(journal: Journal, reopened: Any) -> None:
    for _ in range(3):
        journal.add(moment())
    journal.delete("3", for_good=True)
    journal.undo()
    assert journal.add(moment()).id == 4
    journal.undo()
    journal.close()

    with reopened() as again:
        assert again.add(moment()).id == 5


def test_an_entry_is_found_by_number_uid_and_beginning_of_a_uid(journal: Journal) -> None:
    stored = journal.add(moment(uid="abcd-1"))
    journal.add(moment(uid="abce-2"))

    for ident in ("1", " 1 ", "abcd-1", "abcd"):
        assert journal.find(ident) == stored
    for ident in ("abc", "abcd-12", "3", "01", "-1", "", "1.0", "99999999999999999999", "%", "abc_"):
        with pytest.raises(NotFound):
            journal.find(ident)


def test_a_beginning_several_share_asks_for_more_of_it(journal: Journal) -> None:
    for uid in ("abcd-1", "abcd-2", "abcd"):
        journal.add(moment(uid=uid))

    with pytest.raises(NotFound, match="several"):
        journal.find("abcd-")
    assert journal.find("abcd").uid == "abcd"


def test_an_entry_in_the_bin_says_where_it_is(journal: Journal) -> None:
    journal.add(moment())
    journal.delete("1")

    with pytest.raises(NotFound, match="in the bin") as refused:
        journal.find("1")
    assert refused.value.next_step == "rj undo 1 brings it back."
    assert journal.find("1", deleted=True).id == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "dream"},
        {"tone": "good"},
        {"break_status": "closed"},
        {"links": (Link("x", "fixes"),)},
        {"when": "2026-13"},
        {"when": "2026-02-30"},
        {"when": "2026-11-21T25:00:00"},
        {"when": "20261121"},
        {"when": "yesterday"},
        {"when": ""},
        {"when": "2026-11-21 18:00"},
    ],
)
def test_what_no_entry_can_hold_is_refused_and_nothing_is_stored(journal: Journal, wrong: dict[str, Any]) -> None:
    with pytest.raises(JournalError):
        journal.add(moment(people=("Sam",), **wrong))

    assert journal.count() == 0
    assert [person.name for person in journal.people.all()] == ["myself"]
    with pytest.raises(JournalError, match="nothing to take back"):
        journal.undo()


def test_an_edit_keeps_uid_number_and_time_of_writing(journal: Journal, clock: Clock) -> None:
    stored = journal.add(moment())
    clock.forward(hours=1)

    edited = journal.replace(replace(stored, text="Otherwise.", written="1999", id=77))

    assert edited == replace(stored, text="Otherwise.", changed=clock().isoformat())
    assert journal.find("1") == edited


def test_storing_the_same_again_changes_nothing(journal: Journal, clock: Clock) -> None:
    stored = journal.add(moment(people=("Sam",)))
    clock.forward(hours=1)

    assert journal.replace(replace(stored, people=("SAM",))) == stored
    assert journal.last_change is None


def test_the_entry_logged_last_is_the_latest(journal: Journal) -> None:
    assert journal.latest() is None
    journal.add(moment(when="2026-11-21"))
    last = journal.add(moment(when="1998"))
    journal.add(moment(when="2026-11-22"))
    journal.delete("3")

    assert journal.latest() == last


def test_ties_are_found_from_both_ends(journal: Journal) -> None:
    one, other = journal.add(moment()), journal.add(moment())

    done = journal.link("1", "2", "repairs")
    again = journal.link("1", "2", "repairs")

    assert done.uids == (one.uid, other.uid)
    assert "nothing changed" in again.sentence
    assert journal.find("1").links == (Link(other.uid, "repairs"),)
    assert journal.links_to(other.uid) == ((1, "repairs"),)
    assert journal.number_of(other.uid) == 2
    journal.delete("1")
    assert journal.links_to(other.uid) == ()


def test_a_moment_that_repairs_is_tied_to_the_break(journal: Journal) -> None:
    broken = journal.add(moment(tone="disconnection"))

    repairing = journal.add(moment(), repairs="1")

    assert repairing.links == (Link(broken.uid, "repairs"),)
    with pytest.raises(NotFound):
        journal.add(moment(text="lost?"), repairs="17")
    assert journal.count(Query()) == 2


def test_a_uid_of_another_program_is_found_whole_however_short(journal: Journal) -> None:
    journal.add(moment(uid="a1", text="One."))
    journal.add(moment(uid="a12", text="Two."))

    assert journal.find("a1").text == "One."
    assert journal.find("a12").text == "Two."
    with pytest.raises(NotFound):
        journal.find("a")
