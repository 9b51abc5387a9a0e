"""Lines read back are counted right: what could be kept, what one key would mend, what is wrong, what is silent."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.capture import forty_lines
from tests.capture.forty_lines import HARMLESS, LEFT_ALONE, ONE_KEY, SILENT, STANDS, UNDER_E, VERDICTS, WRONG, counts
from tests.capture.suggest_quality import FOLDER, Case, cases_in

# Ticked when it is read back: with Mum, they got angry, I made a joke of it, further.
MUM = "Mum yelled at me. I laughed it off."
MOVE, RESPONSE = "made-a-joke-of-it", "they-got-angry"
# Under e, because it is long: with Boss, they got angry, further.
LONG = (
    "My boss yelled at me about the rota and the keys and the lift again today"
    " and then about the parking and the coffee as well"
)
NOTHING = "the tram was late and the bread was stale"


def lines(tmp_path: Path, *written: str) -> list[Case]:
    path = tmp_path / "lines.txt"
    path.write_text("# a note\n\n" + "\n".join(written) + "\n", encoding="utf-8")
    return cases_in(path)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (f"{MUM} || d || {MOVE} || {RESPONSE} || Mum", STANDS),
        (f"{MUM} || m || {MOVE} || {RESPONSE} || mum", STANDS),
        (f"{MUM} || d || {MOVE}/went-silent (snapped) || {RESPONSE} || Mum", STANDS),
        (f"{MUM} || d || ({MOVE}) || {RESPONSE} || Mum", STANDS),
        # one tag to drop, one to add, a tone to drop, a tone to exchange, a person to drop, one to add
        (f"{MUM} || d || || {RESPONSE} || Mum", ONE_KEY),
        (f"{MUM} || d || {MOVE} snapped || {RESPONSE} || Mum", ONE_KEY),
        (f"{MUM} || - || {MOVE} || {RESPONSE} || Mum", ONE_KEY),
        (f"{MUM} || c || {MOVE} || {RESPONSE} || Mum", ONE_KEY),
        (f"{MUM} || d || {MOVE} || {RESPONSE} ||", ONE_KEY),
        (f"{MUM} || d || {MOVE} || {RESPONSE} || Mum, Jude", ONE_KEY),
        # one tag in place of another is two keys; so are a tag and a tone
        (f"{MUM} || d || snapped || {RESPONSE} || Mum", WRONG),
        (f"{MUM} || c || || {RESPONSE} || Mum", WRONG),
        (f"{MUM} || - || || || Mum", WRONG),
        (f"{LONG} || m || || {RESPONSE} || boss", ONE_KEY),
        (f"{NOTHING} || d || went-silent || ||", SILENT),
        (f"{NOTHING} || - || || ||", LEFT_ALONE),
        (f"{NOTHING} || - || (went-silent) || ||", LEFT_ALONE),
        ("Jude is back from the lake || - || || || Jude", LEFT_ALONE),
        ("Jude is back from the lake || - || || ||", ONE_KEY),
    ],
)
def test_a_line_is_judged_by_what_one_enter_keeps(tmp_path: Path, line: str, verdict: str) -> None:
    counted = counts(lines(tmp_path, line))

    assert {name: counted[name] for name in VERDICTS if counted[name]} == {verdict: 1}


@pytest.mark.parametrize(
    ("line", "harmless", "under_e"),
    [
        (f"{MUM} || d || {MOVE} || {RESPONSE} || Mum", 1, 0),
        (f"{MUM} || d || {MOVE} snapped || {RESPONSE} || Mum", 1, 0),
        (f"{MUM} || d || || {RESPONSE} || Mum", 0, 0),
        (f"{MUM} || c || {MOVE} || {RESPONSE} || Mum", 0, 0),
        (f"{LONG} || m || || {RESPONSE} || boss", 1, 1),
        (f"{LONG} || m || snapped || {RESPONSE} || boss", 1, 0),
        (f"{NOTHING} || d || went-silent || ||", 1, 0),
    ],
)
def test_beside_the_verdict_it_says_whether_enter_does_harm_and_whether_e_helps(
    tmp_path: Path, line: str, harmless: int, under_e: int
) -> None:
    counted = counts(lines(tmp_path, line))

    assert (counted[HARMLESS], counted[UNDER_E]) == (harmless, under_e)


def test_every_line_has_one_verdict(tmp_path: Path) -> None:
    sentences = cases_in(FOLDER / "forty.txt")
    counted = counts(sentences)

    assert len(sentences) == len({case.text for case in sentences}) == 40
    assert sum(counted[name] for name in VERDICTS) == 40


def test_the_command_prints_the_counts_of_a_file_and_no_line_of_it(tmp_path: Path) -> None:
    path = tmp_path / "three.txt"
    path.write_text(
        f"{MUM} || d || {MOVE} || {RESPONSE} || Mum\n{MUM} || d || || {RESPONSE} || Mum\n{NOTHING} || - || || ||\n",
        encoding="utf-8",
    )
    ran = subprocess.run(
        [sys.executable, "-m", forty_lines.__name__, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=Path(__file__).parents[2],
    )

    assert ran.stdout.splitlines() == [
        "3 lines",
        "  kept as they stand            1",
        "  mended by one key             1",
        "  wrong                         0",
        "  silent, something told        0",
        "  nothing told, none kept       1",
        "  Enter keeps nothing wrong     2",
        "  what is missing is under e    0",
    ]
