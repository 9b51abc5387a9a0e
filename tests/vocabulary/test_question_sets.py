"""The question sets: every question of docs/entry-format.md is asked once, in its own words."""

from __future__ import annotations

import pytest

from relational_journal.model import KINDS, LINKS, SLOTS
from relational_journal.vocabulary.load import vocabulary
from relational_journal.vocabulary.question_sets import SETS, answer_steps, wording_of

# What other programs rely on; `care` and `picture-of-them` are two more questions.
ASKED = {
    "moment": "closer mattered-to-them let-them-matter shown met camera guarded picture-of-me picture-of-them "
    "context-words friend next-step",
    "experiment": "try predicted care state outcome happened learned again",
    "lookback": "stressed myself-with-someone mattered someone-mattered all-right-with-me at-home-in-body energy "
    "alone-with-things good otherwise break asked-too-much",
    "session": "want not-lost look-at between-us may-show stayed met-when said-it surprised try-next",
    "memory": "title who needed did expect treated-like different say-now",
    "picture": "old from guarded still-true new believe-old believe-new",
}
CHOICES = {
    "closer": ("closer", "same", "further"),
    "met": ("yes", "no", "unsure"),
    "shown": ("yes", "no", "unsure"),
    "mattered-to-them": ("yes", "no", "unsure"),
    "let-them-matter": ("yes", "no", "unsure"),
    "state": ("not-yet", "tried", "changed-my-mind"),
    "outcome": ("worse", "as-feared", "mixed", "better"),
    "again": ("repeat", "change", "leave"),
    "believe-old": ("not", "a-little", "half", "mostly"),
    "stressed": ("hardly", "a-little", "fairly", "very"),
    "alone-with-things": ("hardly", "a-little", "fairly", "very"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_key_is_asked_of_its_kind_of_entry(kind: str) -> None:
    assert {step.key for step in answer_steps(kind)} == set(ASKED[kind].split())


def test_choices_are_the_promised_words() -> None:
    found = {step.key: step.choices for kind in KINDS for step in answer_steps(kind) if step.choices}

    assert {key: found[key] for key in CHOICES} == CHOICES


def test_each_set_goes_further_than_the_shorter_one() -> None:
    ten, minute, five = (SETS[key].steps for key in ("ten", "minute", "five"))

    assert [step.key for step in ten] == ["people", "tone", "moves"]
    assert minute[: len(ten)] == ten
    assert five[: len(minute)] == minute


def test_every_step_has_words_and_something_to_answer_with() -> None:
    for guided in SETS.values():
        assert guided.kind in KINDS
        for step in guided.steps:
            assert step.asks
            if step.kind == "keys":
                assert step.key in (*SLOTS, "power", "treated")
                assert all(vocabulary().list_of(name) for name in step.lists)
            elif step.kind == "good":
                assert {vocabulary().slot_list(key) for key in step.choices} == {"good"}
            elif step.kind == "choice":
                assert len(step.choices) > 1
            elif step.kind == "link":
                assert step.links_as in LINKS


def test_feelings_stop_at_three_before_and_three_after() -> None:
    most = {step.key: step.most for step in SETS["minute"].steps if step.key.startswith("felt")}

    assert most == {"felt_before": 3, "felt_after": 3}


def test_the_five_minutes_ask_all_five_good_things() -> None:
    asked = [key for step in SETS["five"].steps if step.kind == "good" for key in step.choices]

    assert sorted(asked) == sorted(term.key for term in vocabulary().list_of("good"))


def test_the_body_is_asked_about_only_where_that_is_on() -> None:
    assert [step.key for step in SETS["week"].steps if step.setting == "body-question"] == ["at-home-in-body"]


def test_an_answer_is_shown_under_its_question_and_an_unknown_key_under_its_words() -> None:
    assert wording_of("moment", "met") == "Was it met?"
    assert wording_of("moment", "my-question") == "my question"
