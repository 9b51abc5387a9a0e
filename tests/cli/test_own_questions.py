"""Questions of one's own: set once, asked after those of their set, stored under `answers`, shown and exported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.at_terminal import ENTER, ESC, AtTerminal

OWN = """
[[minute]]
asks = "How did my voice sound?"
choices = ["soft", "flat", "very loud"]
[[minute]]
asks = "Where in the body?"
key = "body"
[[week]]
asks = "What did I do for nobody but myself?"
"""


@pytest.fixture
def asked(rj: Any) -> Any:
    """A journal with questions of one's own, and a moment that says all that one minute asks."""
    rj("log", "Tea. @ada +c +warm +calm +to-be-close +reached-out +went-silent +after:warm +after:calm"
       " +more-zest +more-worth +more-connection")  # fmt: skip
    rj("settings", "questions", "-", stdin=OWN)
    return rj


def test_they_are_asked_after_those_of_their_set_and_stored_under_their_keys(asked: Any) -> None:
    there = AtTerminal("more", "1").sees("How did my voice sound?").sees("v very loud").types("v")
    there.sees("Where in the body?").types("The throat.", ENTER).ends()

    assert asked("show", "1", "--json").json()["answers"] == {
        "how-did-my-voice-sound": "very-loud",
        "body": "The throat.",
    }


def test_the_answers_are_shown_with_the_words_of_the_question_and_exported(asked: Any) -> None:
    AtTerminal("more", "1").sees("How did my voice sound?").types("s").sees("body").types("Here.", ENTER).ends()
    shown = asked("show", "1").out
    exported = asked("export").out

    assert "How did my voice sound?" in shown
    assert "Where in the body?" in shown
    assert '"answers": {"how-did-my-voice-sound": "soft", "body": "Here."}' in exported


def test_an_answer_stays_when_its_question_is_taken_away(asked: Any) -> None:
    AtTerminal("more", "1").sees("How did my voice sound?").types("f").sees("Where").types(ESC).ends()
    asked("settings", "questions", "none")
    code, shown = AtTerminal("more", "1").ends()

    assert (code, "1 has an answer to all of these." in shown) == (0, True)
    assert "how did my voice sound" in asked("show", "1").out


def test_the_sets_of_other_entries_ask_theirs(asked: Any) -> None:
    there = AtTerminal("reflect", "week").sees("One good moment").types(ENTER * 4)
    there.sees("stressed").types(*"ffffff").sees("alone with things").types("f")
    there.sees("for nobody but myself?").types("I slept.", ENTER).ends()

    assert (
        asked("list", "--kind", "lookback", "--json").json()[0]["answers"]["what-did-i-do-for-nobody-but-myself"]
        == "I slept."
    )


def test_they_are_seen_and_changed_as_a_file_and_taken_back_by_undo(rj: Any, tmp_path: Path) -> None:
    assert "[[minute]]" in rj("settings", "questions", "example").out
    assert "There are no questions of your own" in rj("settings", "questions").err
    file = tmp_path / "own.toml"
    file.write_text(OWN)
    rj("settings", "questions", str(file))

    assert rj("settings", "questions").out.strip() == OWN.strip()
    assert rj("settings", "questions", "--json").json() == {"questions": OWN}
    assert "questions      3" in rj("settings").out
    rj("undo")
    assert rj("settings", "questions").out == ""


def test_the_example_is_no_mistake_once_its_marks_are_taken_off(rj: Any) -> None:
    lines = rj("settings", "questions", "example").out.splitlines()
    text = "\n".join(line.removeprefix("# ").removeprefix("#") for line in lines[3:])
    rj("settings", "questions", "-", stdin=text)

    assert "questions      2" in rj("settings").out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[minute", "this is not TOML"),
        ("[[year]]\nasks='x?'", '"year" is not a set of questions'),
        ("minute = 3", '"minute" holds no list of questions'),
        ("[[week]]\nasks='a b?'\n" * 6, '"week" has 6 questions, and 5 is the most'),
        ("[[week]]\nask='x?'", 'question 1 of week has "ask"'),
        ("[[week]]\nasks=''", "question 1 of week does not ask anything"),
        ('[[week]]\nasks="a\\u001b]52;c;x?"', "question 1 of week does not ask anything"),
        ("[[week]]\nasks='x?'\nkey='A B'", "question 1 of week has an invalid key"),
        ("[[week]]\nasks='x?'\nkey='energy'", '"energy" is the key of another question already'),
        ("[[week]]\nasks='x?'\nkey='x'\n[[week]]\nasks='y?'\nkey='x'", '"x" is the key of two questions'),
        ("[[minute]]\nasks='x?'\nkey='x'\n[[five]]\nasks='y?'\nkey='x'", '"x" is the key of two questions'),
        ("[[week]]\nasks='x?'\nchoices=['one']", "question 1 of week has invalid choices"),
        ("[[week]]\nasks='x?'\nchoices=['one', 'One']", "question 1 of week has an invalid choice, or one twice"),
        ("[[week]]\nasks='x?'\nchoices=[1, 2]", "question 1 of week has an invalid choice, or one twice"),
    ],
)
def test_what_is_no_question_is_said_so_and_changes_nothing(rj: Any, text: str, said: str) -> None:
    rj("settings", "questions", "-", stdin=OWN)
    result = rj("settings", "questions", "-", stdin=text, code=2)

    assert result.err.startswith(f"error: {said}")
    assert len(result.err.splitlines()) == 2
    assert rj("settings", "questions").out.strip() == OWN.strip()


@pytest.mark.parametrize("file", ["/nonexistent/x.toml", "/", "~nobody/x"])
def test_a_file_that_cannot_be_read_is_said_so(rj: Any, file: str) -> None:
    assert "Name a TOML file" in rj("settings", "questions", file, code=2).err
