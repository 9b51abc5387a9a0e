"""Finding while one types: what letters mean, what numbers stand for, and that nothing is chosen in advance."""

from __future__ import annotations

import pytest

from relational_journal.forms.key_questions import Amounts, Letter, Word
from relational_journal.forms.option_search import Option, search
from relational_journal.forms.picker import NewOption, Picker
from relational_journal.forms.question import Answered, Incomplete, Skipped
from relational_journal.vocabulary.load import vocabulary


def options(name: str) -> list[Option]:
    return [Option(term.key, term.label, term.shown, term.short) for term in vocabulary().list_of(name)]


def feelings(**how: object) -> Picker:
    new = NewOption("new: {}", lambda typed: Option(typed, typed, is_new=True))
    return Picker("What did you feel?", options("feelings"), most=3, new=new, **how)  # type: ignore[arg-type]


def chosen(outcome: object) -> list[str]:
    assert isinstance(outcome, Answered)
    return [option.value for option in outcome.value]


@pytest.mark.parametrize(
    ("name", "typed", "meant"),
    [
        ("moves", "quiet", "went-silent"),
        ("moves", "silent", "went-silent"),
        ("moves", "reach", "reached-out"),
        ("moves", "i did not show", "hid-how-i-felt"),
        ("moves", "apologized", "apologised"),
        ("responses", "crit", "they-criticised-me"),
        ("feelings", "on gu", "wary"),
        ("wishes", "help others", None),
        ("moves", "said", None),
        ("feelings", "zzz", None),
        ("feelings", "", None),
    ],
)
def test_letters_mean_a_key_by_label_key_short_word_or_meaning(name: str, typed: str, meant: str | None) -> None:
    found = search(options(name), typed).meant

    assert (found.value if found else None) == meant


def test_what_is_found_keeps_the_order_of_the_domain() -> None:
    found = [option.value for option in search(options("moves"), "said").options]
    order = [option.value for option in options("moves")]

    assert len(found) > 3
    assert found[:4] == sorted(found[:4], key=order.index)


def test_nothing_is_chosen_until_it_is_typed() -> None:
    question = feelings(offered=options("feelings")[:2])

    assert question.on_enter("") == Skipped()
    assert question.right("") == ""
    assert [option.value for option in question.rows("")] == ["loved", "tender"]


def test_commas_part_several_and_what_they_mean_stands_at_the_right() -> None:
    question = feelings()

    assert question.right("hurt, on gu").replace("·", "-") == "hurt - on guard"
    assert chosen(question.on_enter("hurt, on gu")) == ["hurt", "wary"]


def test_a_number_ends_the_letters_before_it_and_leaves_room_for_the_next() -> None:
    question = feelings()
    outcome = question.on_key("1", "hurt, lone")

    assert outcome == Incomplete(typed="hurt, lonely, ")
    assert chosen(question.on_enter("hurt, lonely, ")) == ["hurt", "lonely"]


def test_the_last_of_as_many_as_may_be_chosen_settles_the_question() -> None:
    assert chosen(feelings().on_key("1", "hurt, sad, lone")) == ["hurt", "sad", "lonely"]
    assert isinstance(feelings().on_enter("hurt, sad, lonely, torn"), Incomplete)


def test_letters_that_could_be_several_settle_nothing() -> None:
    outcome = Picker("What did you do?", options("moves")).on_enter("said")

    assert isinstance(outcome, Incomplete)
    assert "more letters" in outcome.note


def test_letters_that_find_nothing_become_something_new_only_where_they_may() -> None:
    assert chosen(feelings().on_enter("weepy")) == ["weepy"]
    assert isinstance(Picker("Power?", options("power")).on_enter("weepy"), Incomplete)


def test_a_misspelling_is_not_taken_for_a_word_of_ones_own() -> None:
    near = [option for option in options("feelings") if option.value == "lonely"]
    new = NewOption("new: {}", lambda typed: Option(typed, typed, is_new=True), lambda typed: near)
    question = Picker("What did you feel?", options("feelings"), new=new)

    assert isinstance(question.on_enter("lonley"), Incomplete)
    assert [option.value for option in question.rows("lonley")] == ["lonely", "lonley"]


@pytest.mark.parametrize("width", [24, 60, 70, 80])
def test_a_hint_in_an_empty_field_ends_between_words(width: int) -> None:
    hint = "number, or a few letters: mum, boss, flatmate; Enter leaves it open"
    view = Picker("Who is Ada to you?", options("kinds"), hint=hint).view("", width)

    assert len(view.before) + len(view.empty) < width
    assert view.empty == hint or hint.startswith(view.empty.removesuffix("…").rstrip() + " ")


def test_a_digit_that_goes_on_with_a_name_is_text() -> None:
    people = [Option("R2", "R2"), Option("Ruth", "Ruth")]

    assert Picker("With whom?", people).on_key("2", "R") is None
    assert chosen(Picker("With whom?", people).on_key("1", "Ru")) == ["Ruth"]


def test_names_with_commas_can_be_picked_and_changed() -> None:
    question = Picker("What did you hope for?", options("wishes"), most=3)
    question.begin_with((next(option for option in options("wishes") if option.value == "to-give"),))

    assert chosen(question.on_enter(question.initial)) == ["to-give"]


def test_a_letter_answers_by_itself_and_enter_skips() -> None:
    question = Letter("Closer or further?", [Word("c", "connection", "closer"), Word("o", "ordinary", "ordinary")])

    assert question.on_key("C", "") == Answered("connection")
    assert isinstance(question.on_key("x", ""), Incomplete)
    assert question.on_enter("") == Skipped()


def test_less_same_more_go_one_by_one_and_enter_cannot_say() -> None:
    question = Amounts("Afterwards?", [("zest", "energy"), ("worth", "worth"), ("clarity", "clearer")])
    question.on_key("-", "")
    question.on_enter("")

    assert question.on_key("+", "") == Answered({"zest": "less", "clarity": "more"})


def test_less_same_more_can_be_gone_back_in() -> None:
    question = Amounts("Afterwards?", [("zest", "energy"), ("worth", "worth")])
    question.on_key("-", "")

    assert question.on_back()
    assert question.on_key("=", "") == Incomplete(is_answer=True)
    assert question.on_enter("") == Answered({"zest": "same"})
