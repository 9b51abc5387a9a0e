"""An edited text, and an own word that gets its meaning later."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relational_journal.capture import placed_own_word, read_change, read_moment, reread_text
from relational_journal.errors import AmbiguousTag, WordingError
from relational_journal.model import Entry, Link, Person, Word, replace
from relational_journal.vocabulary.load import vocabulary

NOW = datetime.fromisoformat("2026-11-22T18:40:00+01:00")
PEOPLE = (Person("Sam", "partner"), Person("Mum", "parent", also=("Mother",)))


def logged(text: str, *words: Word, when: datetime = NOW) -> Entry:
    return read_moment(text, now=when, vocabulary=vocabulary().with_words(words), people=PEOPLE).moment


def reread(moment: Entry, text: str, **more: object) -> dict[str, object]:
    """The fields that the edit left different, but for the text."""
    draft = reread_text(moment, text, vocabulary=vocabulary(), people=PEOPLE, **more)  # type: ignore[arg-type]
    assert draft.moment.text == text
    return {
        name: value
        for name, value in draft.moment._asdict().items()
        if name != "text" and value != getattr(moment, name)
    }


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("tea", "tea and cake", {}),
        ("tea", "tea +hurt", {"felt_before": ("hurt",)}),
        ("tea +hurt", "tea", {"felt_before": ()}),
        ("+hurt +went-silent", "+went-silent +hurt", {}),  # the same tags: nothing changes
        ("+quiet", "+went-silent", {}),  # the same key, written otherwise
        ("+hurt", "#HURT", {}),
        ("+went-silent", "+went-silent +lonely", {"felt_after": ("lonely",)}),
        ("+went-silent", "+sad +went-silent", {"felt_before": ("sad",)}),
        ("+snapped", "+went-silent +snapped +listened", {"moves": ("went-silent", "snapped", "listened")}),
        ("+hurt +snapped +hurt", "+snapped +hurt", {"felt_before": ()}),
        ("+hurt +snapped +hurt", "+hurt +snapped", {"felt_after": ()}),
        ("+hurt +snapped", "+after:hurt +snapped", {"felt_before": (), "felt_after": ("hurt",)}),
        ("+urge:snapped", "+snapped", {"urges": (), "moves": ("snapped",)}),
        ("@Sam", "@Mum", {"people": ("Mum",)}),
        ("@Sam and @Mum", "@mother", {"people": ("Mum",)}),
        ("@Sam @Sam", "@Sam", {}),
        ("+c", "+d", {"tone": "disconnection"}),
        ("+c", "tea", {"tone": None}),
        ("+c +d", "+c", {"tone": "connection"}),
        ("+manager", "+family", {"setting": "family"}),
        ("+more-worth", "+less-worth", {"good": {"worth": "less"}}),
        ("+gender:sub", "+gender:dom", {"context": {"gender": "dominant"}}),
        ("+they-had-more", "+i-had-more", {"power": ("i-had-more",)}),
        ("+private", "tea", {"private": False}),
        ("tea", "+unsafe", {"unsafe": True}),
        ("tea +my-thing", "tea", {"own": ()}),
        ("tea", "yesterday: tea", {}),
    ],
)
def test_an_edit_adds_what_is_new_removes_what_left_and_touches_nothing_else(
    before: str, after: str, difference: dict[str, object]
) -> None:
    assert reread(logged(before), after) == difference


def test_a_tag_the_person_moved_stays_where_it_is() -> None:
    moment = read_change(logged("+hurt +snapped"), ["+after:hurt"], vocabulary=vocabulary(), people=PEOPLE).moment

    assert reread(moment, "+hurt +snapped, and more") == {}
    assert reread(moment, "+snapped") == {"felt_after": ()}


def test_what_did_not_come_from_the_text_is_left_alone() -> None:
    moment = replace(
        logged("tea +hurt @Sam"),
        uid="u",
        moves=("listened",),
        people=("Sam", "Mum"),
        tone="mixed",
        answers={"met": "yes"},
        links=(Link("v", "echoes"),),
    )

    assert reread(moment, "tea") == {"felt_before": (), "people": ("Mum",)}


def test_a_tag_taken_away_before_is_not_missed_when_it_leaves_the_text() -> None:
    moment = replace(logged("tea +hurt @Sam +c"), felt_before=(), people=(), tone="mixed")

    assert reread(moment, "tea") == {}


def test_only_new_tags_must_be_readable() -> None:
    moment = replace(logged("tea"), text="tea +said-what +worth", moves=("said-what-i-felt",))

    assert reread(moment, "cake +said-what +worth") == {}
    assert reread(moment, "cake") == {"moves": ()}
    with pytest.raises(AmbiguousTag):
        reread(logged("tea"), "tea +said-what")
    with pytest.raises(WordingError):
        reread(logged("tea"), "tea +worth")


def test_a_new_ambiguous_tag_can_be_chosen() -> None:
    assert reread(logged("tea"), "tea +said-what", chosen={"said-what": "said-what-i-needed"}) == {
        "moves": ("said-what-i-needed",)
    }


def test_new_people_and_words_of_an_edit_are_told() -> None:
    draft = reread_text(
        logged("tea @Nobody-New"), "tea @Nobody-New @Tom +knackered", vocabulary=vocabulary(), people=PEOPLE
    )

    assert draft.new_people == (Person("Tom"),)
    assert [word.key for word in draft.new_words] == ["knackered"]
    assert [notice.kind for notice in draft.notices] == ["new-word", "new-person"]


_TAGS = st.lists(
    st.sampled_from(
        "+hurt +sad +they-were-warm +snapped +listened +urge:snapped +after:calm +to-matter +c +f +more-zest "
        "+gender:sub +they-had-more +power-with +talked-over +my-own @Sam @Mum @Tom words".split()
    ),
    max_size=8,
).map(lambda tags: " ".join(["tea", *tags]))


@given(_TAGS, _TAGS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_edit_there_and_back_gives_the_same_entry(before: str, after: str) -> None:
    own = Word("my-own", "my own")
    words, people = vocabulary().with_words([own]), (*PEOPLE, Person("Tom"))
    moment, wanted = logged(before, own), logged(after, own)

    same = reread_text(moment, before, vocabulary=words, people=people).moment
    there = reread_text(moment, after, vocabulary=words, people=people).moment
    back = reread_text(there, before, vocabulary=words, people=people).moment

    assert same == moment
    for name in ("people", "power", "treated", "wishes", "urges", "own", "moves"):
        assert set(getattr(there, name)) == set(getattr(wanted, name))
        assert set(getattr(back, name)) == set(getattr(moment, name))


@pytest.mark.parametrize(
    ("text", "like", "difference"),
    [
        ("tea +wrung then +snapped", "drained", {"own": (), "felt_before": ("wrung",)}),
        ("+snapped then +wrung", "drained", {"own": (), "felt_after": ("wrung",)}),
        ("+snapped then +wrung", "they-got-angry", {"own": (), "after": ("wrung",)}),
        ("+wrung and +snapped", "went-silent", {"own": (), "moves": ("wrung", "snapped")}),  # in the order of the text
        ("+wrung and +snapped +before:wrung", "drained", {"own": (), "felt_before": ("wrung",)}),
        ("+snapped +before:wrung", "drained", {"own": (), "felt_before": ("wrung",)}),
        ("+urge:wrung", "left-abruptly", {"own": (), "urges": ("wrung",)}),
        ("+braced:wrung", "they-got-angry", {"own": (), "braced": ("wrung",)}),
        ("+wrung", "to-matter", {"own": (), "wishes": ("wrung",)}),
        ("+wrung", "power-with", {"own": (), "power": ("wrung",)}),
        ("+wrung +i-had-more", "they-had-more", {}),  # one position is enough
        ("+wrung", "talked-over", {"own": (), "treated": ("wrung",)}),
        ("+wrung", "gender", {"own": (), "context": {"wrung": None}}),
        ("+wrung", "manager", {"setting": "professional"}),
        ("+wrung", "zest", {}),
        ("+wrung", None, {}),
    ],
)
def test_an_own_word_moves_into_the_slot_of_what_it_counts_like(
    text: str, like: str | None, difference: dict[str, object]
) -> None:
    moment = logged(text)

    placed = placed_own_word(moment, Word("wrung", "wrung", "N", like), vocabulary())

    assert {n: value for n, value in placed._asdict().items() if value != getattr(moment, n)} == difference


def test_a_word_that_is_not_in_the_text_goes_before() -> None:
    moment = Entry(when="2026", text="tea +snapped", moves=("snapped",), own=("wrung", "other"))

    placed = placed_own_word(moment, Word("wrung", "wrung", "N", "drained"), vocabulary())

    assert (placed.felt_before, placed.felt_after, placed.own) == (("wrung",), (), ("other",))


def test_a_word_given_another_meaning_moves_again_and_one_of_the_same_sort_stays() -> None:
    moment = Entry(when="2026", text="tea", felt_after=("wrung",))

    assert placed_own_word(moment, Word("wrung", "wrung", "N", "sad"), vocabulary()) == moment
    assert placed_own_word(moment, Word("wrung", "wrung", "N", "snapped"), vocabulary()) == replace(
        moment, felt_after=(), moves=("wrung",)
    )
    assert placed_own_word(moment, Word("wrung", "wrung"), vocabulary()) == replace(
        moment, felt_after=(), own=("wrung",)
    )


def test_an_entry_without_the_word_is_left_as_it_is() -> None:
    moment = logged("tea +hurt")

    assert placed_own_word(moment, Word("wrung", "wrung", "N", "drained"), vocabulary()) is moment
