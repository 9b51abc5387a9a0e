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
    "○": "otherwise|it was hard|fit it",
    "•": "the shorter",
    "█▓▒░": "shows|it showed|turned|it turned|otherwise|it was hard|hard as well|neither|very|mostly",
    "■□▣▤▥": "in contact|away|against|appeasing|pressing",
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
    drawn = re.sub(r"^ *(in contact|away|against|appeasing|pressing) +\d+ +[■□▣▤▥]+", "", shown, flags=re.MULTILINE)
    if "The higher a mark, the larger the share." in shown:
        drawn = re.sub(r"[▁▂▃▄▅▆▇█] (?=\d+ of)", "", drawn)
    return [
        mark
        for marks, words in WORDS.items()
        for mark in marks
        if mark in drawn and not re.search(rf"{mark}( [●◐○█▓▒░·])* ?({words})", drawn)
    ]


# What one sign may mean by two wordings of one thing.
SAME = {"it showed": "shows", "it turned": "turned", "no tone": "no tone"}
MEANINGS = (
    *("connection", "mixed", "ordinary", "disconnection", "no tone", "shows", "it showed", "turned", "it turned"),
    *("otherwise", "neither", "in contact", "away", "against", "appeasing", "pressing", "hardly", "a little", "fairly"),
    *(
        "very",
        "not said",
        "not",
        "half",
        "mostly",
        "fit it",
        "did not fit",
        "several kinds",
        "more than 3",
        "the shorter",
    ),
)
SIGN = "[◆◈◇▫●◐○•█▓▒░■□▣▤▥▁▂▃▄▅▆▇·–+_]"


def meanings(shown: str) -> dict[str, set[str]]:
    """What each sign of a screen stands for: by its legend, by the line of a way, by a line about all heights."""
    found: dict[str, set[str]] = {}
    words = "|".join(sorted(MEANINGS, key=len, reverse=True))
    for signs, word in re.findall(rf"((?:{SIGN} )*{SIGN}) ?({words})(?![a-z])", shown):
        for sign in signs.split():
            if sign == "·" and word not in ("neither", "not said"):
                continue  # it stands between two words, as a comma does
            found.setdefault(sign, set()).add(SAME.get(word, word))
    for word, bar in re.findall(rf"^ *({words}) +\d+ +({SIGN})\2*", shown, flags=re.MULTILINE):
        found.setdefault(bar, set()).add(word)
    if "The higher a mark, the larger the share." in shown:
        for sign in re.findall(r"([▁▂▃▄▅▆▇█]) (?=\d+ of)", shown):
            found.setdefault(sign, set()).add("a share")
    for tone, heights in re.findall(rf"^ *{SIGN} (connection|mixed|ordinary|disconnection) +([▁-█ ]+)$", shown, re.M):
        del tone
        for sign in set(heights) - {" "}:
            found.setdefault(sign, set()).add("so many moments")
    return found


@pytest.mark.parametrize("screen", SCREENS, ids=lambda words: " ".join(words) or "rj")
def test_every_mark_of_a_screen_is_explained_on_it(
    demo_of_module: Path, monkeypatch: pytest.MonkeyPatch, screen: tuple[str, ...]
) -> None:
    monkeypatch.setenv("RJ_JOURNAL", str(demo_of_module))
    monkeypatch.setenv("RJ_NOW", NOW.isoformat())
    monkeypatch.setenv("COLUMNS", "80")
    shown = Program(demo_of_module)(*screen)
    said = (shown.out + shown.err).replace("\u00a0", " ")

    assert unexplained(said) == []
    assert {sign: words for sign, words in meanings(said).items() if len(words) > 1} == {}


def test_a_mark_without_a_word_is_found() -> None:
    assert unexplained("7  ◆  listened") == ["◆"]
    assert unexplained("7  ◆  listened\n◆ connection") == []
    assert unexplained("in contact  3   ■■■") == []
    assert unexplained("4 of 22  ██▒▒") == ["█", "▒"]
    assert unexplained("4 of 22  ██▒▒  ● █ shows ▒ otherwise") == []


def test_a_sign_with_two_meanings_is_found() -> None:
    two = meanings("in contact  3   ███\n4 of 22  ██▒▒  ● █ shows ○ ▒ otherwise\n▁ hardly, █ very")

    assert two["█"] == {"in contact", "shows", "very"}
    assert two["●"] == {"shows"}
    assert two["▒"] == {"otherwise"}
    assert meanings("· not said\n● it showed · neither")["·"] == {"not said", "neither"}
    assert meanings("a word · another word") == {}
