"""Ten lives, each a journal of our own: what its first screen must say, and what it must never say.

The counts asserted are counted by hand in the file of the life.
"""

from __future__ import annotations

import pytest

from relational_journal import Journal
from relational_journal.patterns.questions.detail import detail
from relational_journal.report.render.to_text import to_text
from relational_journal.report.views.pattern_screen import pattern_screen
from relational_journal.vocabulary.pattern_names import row_keys
from tests.support.lives import LIVES, NOW, fill, life
from tests.support.program import Program, Result


def lived(rj: Program, lines: list[str]) -> Result:
    """`rj patterns` of a life, at 80 columns."""
    fill(rj.journal, lines)
    return rj("patterns")


SAYS = {
    "lonely-student": [
        "in contact  2",
        "away        8",  # all but the two of the 22nd and the 8th
        " 7 of 10  Carrying it alone",
        "from owing, or asking and getting nothing",
    ],
    "goes-quiet": [
        "in 22 moments that say what I did",
        "away        12",
        "in contact   8",
        "against      2",
        "TOO FEW CHANCES NOTED",
        "going quiet 2 (6 elsewhere)",
        "16 moments have no note on what came before",
        "rj more 21",
    ],
    "nurse": [
        " 6 of 8   Shutting down under power",
        "power   they more 6 of 8 · equal 0 of 5",
        "job, papers, home, body, standing",
    ],
    "hides-with-family": [" 5 of 10  Hiding parts of myself", "belonging"],
    "controlled": ["What someone controls at home can show with everyone else too.", "9 were about keeping safe"],
    "six-moments": [
        "in 6 moments that say what I did",
        "in contact  3",
        "away        2",
        "against     1",
        "TOO FEW CHANCES NOTED",
        "Too few moments to compare anything yet.",
    ],
    "lost-friendship": ["in contact"],
    "carer": ["Being there for someone", "Giving more than I have"],
    "mostly-connection": ["in contact  14", "CONNECTION", "Reaching out", "striking first 1"],
}
NEVER = {
    "lonely-student": ["power   ", "NOT NOTED   carrying"],
    "goes-quiet": ["Striking first", "NOT NOTED   going quiet", "Shutting down under power"],
    "nurse": ["Noor", "%"],
    "hides-with-family": ["NOT NOTED   hiding"],
    "controlled": ["WAYS OF STAYING SAFE", "Pleasing", "Giving", "Going quiet"],
    "six-moments": ["%", "NOT NOTED", "WAYS OF STAYING SAFE", "CONNECTION\n"],
    "lost-friendship": ["stands out"],
    "carer": ["NOT NOTED   being there"],
    "mostly-connection": ["WAYS OF STAYING SAFE", "it was hard"],
}


@pytest.mark.parametrize("name", SAYS)
def test_the_first_screen_of_a_life_says_what_it_must_and_nothing_it_must_not(rj: Program, name: str) -> None:
    shown = lived(rj, life(name))

    for words in SAYS[name]:
        assert words in shown.out, shown.out
    for words in NEVER[name]:
        assert words not in shown.out, shown.out


@pytest.mark.parametrize("name", LIVES)
def test_the_first_screen_of_a_life_and_that_of_every_pattern_have_at_most_forty_lines(
    rj: Program, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    first = lived(rj, life(name)).out.splitlines()

    assert len(first) < 40, "\n".join(first)
    assert max(map(len, first)) <= 80
    with Journal.open(rj.journal, now=lambda: NOW) as journal:
        counted = journal.patterns()
    for keys in [*((row.key,) for row in counted.rows), row_keys("the chase")]:
        report = pattern_screen([detail(counted, key) for key in keys], counted, today=NOW.date())
        drawn = to_text(report, width=80).splitlines()

        assert len(drawn) < 40, "\n".join(drawn)
        assert max(map(len, drawn)) <= 80


def test_someone_controlled_is_told_once_why_and_nobody_else_sees_the_name(rj: Program) -> None:
    shown = lived(rj, life("controlled"))

    assert "9 moments with Rolf are kept out of patterns: two of them are about keeping safe." in shown.err
    assert "Rolf" not in shown.out
    assert "Rolf" not in rj().out
    assert "Rolf" not in rj("summary", "--names", "nickname").out
    assert rj("look", "contact", "--json").json() == []


def test_a_friendship_that_ended_is_no_duty_and_no_open_break(rj: Program) -> None:
    lived(rj, life("lost-friendship"))
    contact = rj("look", "contact", "--json").json()

    assert "Vera" not in [each["name"] for each in contact]


def test_two_years_name_one_open_break_and_the_old_ones_have_gone_on(rj: Program) -> None:
    lived(rj, life("two-years"))
    home = rj().out
    breaks = rj("look", "repairs", "--since", "2024-11-01", "--json").json()

    # 35 breaks in two years; of the last 60 days 3; every older one was followed by connection with the same person.
    assert (breaks["breaks"], breaks["went_on"], breaks["open"]) == (35, 32, 3)
    assert "2 more: rj look repairs" in home
    assert home.count("A break with") == 1
