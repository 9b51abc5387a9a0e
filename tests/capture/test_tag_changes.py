"""`rj tag`: what each change does to an entry, and what it leaves alone."""

from __future__ import annotations

import pytest

from relational_journal.capture import read_change
from relational_journal.errors import AmbiguousTag, NotFound, WordingError
from relational_journal.model import Entry, Person, Word
from relational_journal.vocabulary.load import vocabulary

PEOPLE = (Person("Sam", "partner"), Person("Mum", "parent", also=("Mother",)), Person("Aunt May", "wider-family"))
MOMENT = Entry(
    when="2026-11-21",
    uid="u",
    id=7,
    written="2026-11-21T21:00:00+01:00",
    text="Mum said +hurt @Sam",
    tone="disconnection",
    people=("Sam",),
    first=("they-let-me-down",),
    felt_before=("hurt",),
    wishes=("to-matter",),
    moves=("went-silent",),
    urges=("snapped",),
    braced=("they-rejected-me",),
    felt_after=("lonely",),
    good={"worth": "less"},
    power=("they-had-more",),
    context={"gender": "subordinate"},
    own=("my-word",),
    setting="family",
)
EMPTY = Entry(when="2026-11-21", uid="u", text="tea")


def changed(moment: Entry, *changes: str, **more: object) -> dict[str, object]:
    """The fields that the changes left different."""
    own = [Word("my-word", "my word")]
    draft = read_change(moment, changes, vocabulary=vocabulary().with_words(own), people=PEOPLE, **more)  # type: ignore[arg-type]
    return {name: value for name, value in draft.moment._asdict().items() if value != getattr(moment, name)}


@pytest.mark.parametrize(
    ("changes", "difference"),
    [
        (["+snapped"], {"moves": ("went-silent", "snapped")}),
        (["#snapped"], {"moves": ("went-silent", "snapped")}),
        (["+quiet"], {}),
        (["-hurt"], {"felt_before": ()}),
        (["-HURT"], {"felt_before": ()}),
        (["-let-me-down"], {"first": ()}),
        (["-went"], {"moves": ()}),
        (["-snapped"], {"urges": ()}),  # it stands only there
        (["-braced:rejected"], {"braced": ()}),
        (["-before:hurt"], {"felt_before": ()}),
        (["-to-matter", "-they-had-more", "-my-word"], {"wishes": (), "power": (), "own": ()}),
        (["-worth"], {"good": {}}),
        (["-less-worth"], {"good": {}}),
        (["+more-zest"], {"good": {"worth": "less", "zest": "more"}}),
        (["+more-worth"], {"good": {"worth": "more"}}),
        (["-gender"], {"context": {}}),
        (["+gender:dom"], {"context": {"gender": "dominant"}}),
        (["+age"], {"context": {"gender": "subordinate", "age": None}}),
        (["+to-be-close"], {"wishes": ("to-matter", "to-be-close")}),
        (["+talked-over"], {"treated": ("talked-over",)}),
        (["+manager"], {"setting": "professional"}),
        (["-family"], {"setting": None}),
        (["+unsafe", "+private"], {"unsafe": True, "private": True}),
        (["+unsafe", "-unsafe"], {}),
        (["closer"], {"tone": "connection"}),
        (["+b"], {"tone": "mixed"}),
        (["-disconnection"], {"tone": None}),
        (["+@Mum"], {"people": ("Sam", "Mum")}),
        (["+@aunt may"], {"people": ("Sam", "Aunt May")}),
        (['+@"Aunt May"'], {"people": ("Sam", "Aunt May")}),
        (["-@sam"], {"people": ()}),
        (["-@Sam", "+@me"], {"people": ("myself",)}),
        (["-they-had-more", "+i-had-more"], {"power": ("i-had-more",)}),
        (["+after:hurt"], {"felt_before": (), "felt_after": ("lonely", "hurt")}),  # moves it there
        (["+before:lonely"], {"felt_before": ("hurt", "lonely"), "felt_after": ()}),
        (["+after:they-let-me-down"], {"first": (), "after": ("they-let-me-down",)}),
        (["+braced:they-let-me-down"], {"first": (), "braced": ("they-rejected-me", "they-let-me-down")}),
        (["+before:they-rejected-me"], {"first": ("they-let-me-down", "they-rejected-me"), "braced": ()}),
        (["+urge:went-silent"], {"moves": (), "urges": ("snapped", "went-silent")}),
        (["+after:sad"], {"felt_after": ("lonely", "sad")}),
        (["+before:hurt"], {}),
        ([], {}),
    ],
)
def test_a_change_does_what_it_says_and_nothing_else(changes: list[str], difference: dict[str, object]) -> None:
    assert changed(MOMENT, *changes) == difference


@pytest.mark.parametrize("change", ["+sad", "+they-were-warm", "+hurt"])
def test_after_a_move_a_response_or_feeling_must_say_where_it_goes(change: str) -> None:
    with pytest.raises(WordingError) as caught:
        changed(MOMENT, change)

    word = change[1:]
    assert caught.value.next_step == f"Write +before:{word} or +after:{word}."


def test_without_a_move_it_goes_before() -> None:
    assert changed(EMPTY, "+sad", "+they-were-warm") == {"felt_before": ("sad",), "first": ("they-were-warm",)}
    assert changed(EMPTY, "+urge:snapped", "+sad") == {"felt_before": ("sad",), "urges": ("snapped",)}


def test_changes_are_made_one_after_the_other() -> None:
    assert changed(EMPTY, "+sad", "+snapped") == {"felt_before": ("sad",), "moves": ("snapped",)}
    with pytest.raises(WordingError):
        changed(EMPTY, "+snapped", "+sad")


@pytest.mark.parametrize(
    ("change", "sentence", "next_step"),
    [
        ("-sad", '"sad" is not in this entry', "It holds they-let-me-down, hurt, to-matter, went-silent, lonely, "),
        ("-after:hurt", '"after:hurt" is not in this entry', "It holds "),
        ("-more-worth", '"more-worth" is not in this entry', "It holds "),
        ("-closer", '"closer" is not in this entry', "It holds "),
        ("-nonsense", '"nonsense" is not in this entry', "It holds "),
        ("-@Mum", '"Mum" is not in this entry', "It names Sam."),
    ],
)
def test_what_is_not_there_cannot_be_taken_away(change: str, sentence: str, next_step: str) -> None:
    with pytest.raises(NotFound) as caught:
        changed(MOMENT, change)

    assert caught.value.sentence == sentence
    assert caught.value.next_step.startswith(next_step)
    assert caught.value.exit_code == 1


def test_taking_away_makes_no_new_word() -> None:
    with pytest.raises(NotFound):
        read_change(EMPTY, ["-nonsense"], vocabulary=vocabulary(), people=PEOPLE)


@pytest.mark.parametrize("change", ["hurt", "", "+", "-", "+1", "+a.b", "sideways"])
def test_a_change_that_cannot_be_read_is_an_error(change: str) -> None:
    with pytest.raises(WordingError):
        changed(MOMENT, change)


def test_an_ambiguous_tag_is_an_error_and_can_be_chosen() -> None:
    with pytest.raises(AmbiguousTag):
        changed(MOMENT, "+said-what")

    assert changed(MOMENT, "+said-what", chosen={"said-what": "said-what-i-felt"}) == {
        "moves": ("went-silent", "said-what-i-felt")
    }


def test_of_several_keys_the_one_that_is_there_is_taken_away() -> None:
    moment = Entry(when="2026", moves=("said-what-i-felt", "snapped"))

    assert changed(moment, "-said-what") == {"moves": ("snapped",)}
    with pytest.raises(AmbiguousTag):
        changed(Entry(when="2026", moves=("said-what-i-felt", "said-what-i-needed")), "-said-what")


def test_a_second_power_position_is_an_error() -> None:
    with pytest.raises(WordingError, match="second power position"):
        changed(MOMENT, "+i-had-more")


def test_new_people_words_and_relationships_are_told() -> None:
    draft = read_change(EMPTY, ["+@Tom", "+knackered", "+manager"], vocabulary=vocabulary(), people=PEOPLE)

    assert draft.new_people == (Person("Tom", "manager"),)
    assert [word.key for word in draft.new_words] == ["knackered"]
    assert [notice.kind for notice in draft.notices] == ["new-person", "new-word", "relationship"]


def test_the_text_and_what_is_not_named_stay_as_they_are() -> None:
    assert "text" not in changed(MOMENT, "-hurt", "+after:sad", "closer", "-@Sam")
    assert read_change(MOMENT, [], vocabulary=vocabulary(), people=PEOPLE).moment == MOMENT
