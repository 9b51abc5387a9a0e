"""Every mark that a screen shows is explained on that screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from relational_journal.cli.insights.topics import TOPICS
from tests.support.demo_journal import NOW
from tests.support.program import Program

WORDS = {
    "◆": "connection",
    "◈": "mixed",
    "◇": "disconnection",
    "●": "shows|it showed|did not fit",
    "◐": "turned|it turned",
    "○": "otherwise|fit it",
    "•": "the shorter",
    "█▓▒░": "shows|it showed|turned|it turned|otherwise|neither|in contact|away|against|appeasing|pressing|very|mostly",
    "▁▂▃▄▅▆▇": "hardly|a little|fairly|very|not|half|mostly",
}
SCREENS = (
    (),
    ("list",),
    ("search", "door"),
    ("show", "199"),
    ("like", "199"),
    ("calendar",),
    ("people", "show", "Jude"),
    ("people", "show", "Ruben"),
    ("patterns",),
    ("patterns", "--all"),
    ("patterns", "going-quiet"),
    ("patterns", "pushing-away"),
    ("patterns", "the chase"),
    ("patterns", "letting-in", "--full"),
    ("hunch", "list"),
    ("session", "list"),
    ("summary", "--yes"),
    ("summary", "--yes", "--full"),
    ("summary", "--yes", "--format", "md"),
    *(("look", topic) for topic in TOPICS),
)


def unexplained(shown: str) -> list[str]:
    """The marks of a screen that no word stands beside."""
    # A bar of ways is named by its own line, and a height beside its count by the line that says what it is.
    drawn = re.sub(r"^ *(in contact|away|against|appeasing|pressing) +\d+ +█+", "", shown, flags=re.MULTILINE)
    if "The higher a mark, the larger the share." in shown:
        drawn = re.sub(r"[▁▂▃▄▅▆▇█] (?=\d+ of)", "", drawn)
    return [
        mark
        for marks, words in WORDS.items()
        for mark in marks
        if mark in drawn and not re.search(rf"{mark}( [●◐○█▓▒░·])* ?({words})", drawn)
    ]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda words: " ".join(words) or "rj")
def test_every_mark_of_a_screen_is_explained_on_it(
    demo_of_module: Path, monkeypatch: pytest.MonkeyPatch, screen: tuple[str, ...]
) -> None:
    monkeypatch.setenv("RJ_JOURNAL", str(demo_of_module))
    monkeypatch.setenv("RJ_NOW", NOW.isoformat())
    monkeypatch.setenv("COLUMNS", "80")
    shown = Program(demo_of_module)(*screen)

    assert unexplained((shown.out + shown.err).replace("\u00a0", " ")) == []


def test_a_mark_without_a_word_is_found() -> None:
    assert unexplained("7  ◆  listened") == ["◆"]
    assert unexplained("7  ◆  listened\n◆ connection") == []
    assert unexplained("in contact  3   ███") == []
    assert unexplained("4 of 22  ██▒▒") == ["█", "▒"]
    assert unexplained("4 of 22  ██▒▒  ● █ shows ▒ otherwise") == []
