"""`rj import` at a terminal asks what tone each mood stands for; without one it does not."""

from __future__ import annotations

import pytest

from tests.support.at_terminal import CTRL_C, ESC, SKIP, AtTerminal

DAYLIO = (
    "full_date,date,weekday,time,mood,activities,note\n"
    "2026-03-02,x,y,19:40,good,,Long talk\n2026-03-01,x,y,08:00,good,,Walk\n2026-02-28,x,y,08:00,meh,,Rain\n"
)


@pytest.fixture
def daylio(rj, tmp_path):  # type: ignore[no-untyped-def]
    rj("init", "--no-passphrase")
    (tmp_path / "d.csv").write_text(DAYLIO)
    return str(tmp_path / "d.csv")


def tones(rj):  # type: ignore[no-untyped-def]
    return {entry["text"]: entry["tone"] for entry in rj("list", "--json").json()}


def test_each_mood_is_asked_once_and_enter_leaves_it_open(rj, daylio) -> None:
    run = AtTerminal("import", daylio).sees("leaves it open").sees("good (2)")
    run.types("c").sees("meh (1)").types(SKIP)
    assert run.sees("3 of 3 entries added").ends()[0] == 0

    assert tones(rj) == {"Long talk": "connection", "Walk": "connection", "Rain": None}


def test_esc_leaves_the_rest_open_and_ctrl_c_stores_nothing(rj, daylio) -> None:
    assert AtTerminal("import", daylio).sees("good (2)").types(CTRL_C).ends()[0] == 130
    assert tones(rj) == {}

    assert AtTerminal("import", daylio).sees("good (2)").types(ESC).sees("3 of 3 entries added").ends()[0] == 0
    assert set(tones(rj).values()) == {None}
