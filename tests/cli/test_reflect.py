"""`rj reflect`: the guided sets become entries of their own kind, can be left anywhere and continued."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.at_terminal import CTRL_C, ENTER, ESC, SKIP, AtTerminal


@pytest.fixture(autouse=True)
def _journal_that_is_there(rj: Any) -> None:
    rj("people", "add", "Ada")


def kept(rj: Any, kind: str) -> list[Any]:
    return rj("list", "--kind", kind, "--json").json()


def test_the_week_is_looked_back_on_and_the_body_is_not_asked_about_unless_chosen(rj: Any) -> None:
    there = AtTerminal("reflect", "week").sees("One good moment first").types("Ada stayed.", ENTER)
    there.sees("do otherwise").types(ENTER).sees("One break").types(ENTER).sees("asked too much").types(ENTER)
    there.sees("stressed").types("f").sees("myself with someone").types("v").sees("I mattered").types("a")
    there.sees("someone mattered").types(SKIP).sees("all right").types("h").sees("energy").types("a")
    there.sees("alone with things").types("h")
    code, shown = there.ends()
    (entry,) = kept(rj, "lookback")

    assert code == 0
    assert "That may be enough for today" in shown
    assert entry["answers"] == {
        "good": "Ada stayed.",
        "stressed": "fairly",
        "myself-with-someone": "very",
        "mattered": "a-little",
        "all-right-with-me": "hardly",
        "energy": "a-little",
        "alone-with-things": "hardly",
    }


def test_the_body_is_asked_about_where_the_person_chose_it(rj: Any) -> None:
    rj("settings", "body-question", "on")
    there = AtTerminal("reflect", "week").sees("One good moment").types(*[ENTER] * 4, *"fffff")
    there.sees("at home in my body").types("v").sees("energy").types(ESC).ends()

    assert kept(rj, "lookback")[0]["answers"]["at-home-in-body"] == "very"


def test_a_look_back_left_in_the_middle_goes_on_where_it_stopped(rj: Any) -> None:
    AtTerminal("reflect", "week").sees("One good moment").types("Tea.", ENTER).sees("otherwise").types(CTRL_C).ends()
    there = AtTerminal("reflect", "week").sees("do otherwise").types("I stayed.", ENTER).sees("One break").types(ESC)
    code, shown = there.ends()
    (entry,) = kept(rj, "lookback")

    assert code == 0
    assert "One good moment" not in shown
    assert entry["answers"] == {"good": "Tea.", "otherwise": "I stayed."}


def test_stop_here_stands_on_every_screen_of_a_past_experience(rj: Any) -> None:
    there = AtTerminal("reflect", "memory").sees("Esc stops here")
    there.sees("Give it a title.").sees("stop here").types("The blue kitchen", ENTER)
    there.sees("Roughly when").types("1998", ENTER).sees("Who was there").sees("stop here").types("Mum.", ESC)
    code, shown = there.ends()
    (entry,) = kept(rj, "memory")

    assert code == 0
    assert "Look around the room" in shown
    assert (entry["when"], entry["answers"]) == ("1998", {"title": "The blue kitchen", "who": "Mum."})


def test_a_date_that_does_not_read_is_asked_again(rj: Any) -> None:
    there = AtTerminal("reflect", "memory").sees("title").types("A", ENTER).sees("Roughly when")
    there.types("tusday", ENTER).sees("tusday").sees("Roughly when").types(ENTER).sees("Who was").types(ESC)

    assert there.ends()[0] == 0


def test_moments_are_tied_to_a_picture_by_the_person_alone(rj: Any) -> None:
    rj.log("Mum turned to the window. @mum +f +joke")
    rj.log("Jonas stayed. @jonas +c +let-them-see")
    there = AtTerminal("reflect", "picture").sees("The old picture").types("If I ask, people leave.", ENTER)
    there.sees("Where is it from?").types(ENTER).sees("guarded").types(ENTER)
    there.sees("that fit it?").types("window", ENTER).sees("not fit it?").types("2").sees("Jonas").types(ENTER)
    there.sees("still hold true").types(ESC).ends()
    (picture,) = kept(rj, "picture")
    fitting, unfitting = (rj("show", number, "--json").json()["links"] for number in "12")

    assert fitting == [{"to": picture["uid"], "as": "fits"}]
    assert unfitting == [{"to": picture["uid"], "as": "does-not-fit"}]


def test_an_experiment_is_never_offered_with_someone_unsafe_and_is_gone_on_with_later(rj: Any) -> None:
    rj("people", "add", "Ruth")
    rj("log", "He shouted. @rolf +f", "--unsafe")
    rj("words", "add", "hid-in-car", "--like", "kept-myself-safe")
    rj("log", "He came home drunk. @rick +hid-in-car +d")
    there = AtTerminal("reflect", "experiment").sees("What will you try").types("One no.", ENTER)
    there.sees("With whom?").sees("2 Ruth").types("r").sees("new: r").types("1", ENTER)
    there.sees("predict").types("She will be angry.", ENTER).sees("look after yourself").types(ENTER)
    there.sees("Where is it now?").types("n").ends()
    (begun,) = kept(rj, "experiment")
    there = AtTerminal("reflect", "experiment").sees("How did one of these go?").sees("1 One no.").types("1")
    there.sees("Where is it now?").types("t").sees("What happened?").types("She moved the shift.", ENTER)
    there.sees("How far").types("b").sees("old picture?").types(SKIP).sees("Repeat").types("r").ends()
    (done,) = kept(rj, "experiment")

    assert begun["answers"] == {"try": "One no.", "predicted": "She will be angry.", "state": "not-yet"}
    assert (done["uid"], done["people"]) == (begun["uid"], ["Ruth"])
    assert done["answers"] == begun["answers"] | {
        "state": "tried",
        "happened": "She moved the shift.",
        "outcome": "better",
        "again": "repeat",
    }


def test_where_nothing_is_said_nothing_is_kept(rj: Any) -> None:
    code, _ = AtTerminal("reflect", "picture").sees("The old picture").types(ESC).ends()

    assert code == 0
    assert kept(rj, "picture") == []


def test_without_a_terminal_and_without_a_topic_it_knows_it_is_the_command_line(rj: Any) -> None:
    assert rj("reflect", "week", code=2).out == ""
    assert '"dreams"' in rj("reflect", "dreams", code=2).err
