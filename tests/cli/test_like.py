"""`rj like`: what another moment has in common with this one, with few moments and with many."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.demo_journal import NOW
from tests.support.program import Program


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_it_says_what_each_moment_has_in_common_with_which(
    demo_of_module: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("RJ_JOURNAL", str(demo_of_module))
    monkeypatch.setenv("RJ_NOW", NOW.isoformat())
    monkeypatch.setenv("COLUMNS", columns)
    shown = Program(demo_of_module)("like", "199").out
    flowing = " ".join(shown.split())

    assert flowing.startswith("Have I been here before? What other moments have in common with 199 (20 Nov, Jude): 21 ")
    assert "they pulled away · pulled back · torn · lonely · the words “dark”, “lay”" in flowing
    assert "A tag or word that few moments have counts for more." in flowing
    assert flowing.endswith("rj show 21")
    assert not any(line.strip().startswith("·") for line in shown.splitlines())


def test_without_another_like_it_the_next_step_is_to_say_more(rj: Program) -> None:
    rj.log("Sam rang and I went quiet. @sam +went-silent")

    assert rj("like").out.splitlines() == [
        "Have I been here before?",
        "No other moment has enough in common with 1 (22 Nov, sam): it takes two tags or words that few moments have.",
        "The more a moment says, the more there is to compare: rj more 1",
    ]


def test_two_moments_are_enough_to_find_one_like_the_other(rj: Program) -> None:
    rj.log("Sam rang and I went quiet. @sam +went-silent")
    rj.log("Sam rang at noon. @sam +went-silent")
    shown = " ".join(rj("like").out.split())

    assert "in common with 2 (22 Nov, sam): 1 22 Nov sam went quiet · the words “rang”, “sam”" in shown
