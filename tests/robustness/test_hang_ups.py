"""A window closed, and a program told to end, at every question: no word is lost, nothing stays, nothing is printed.

An ordinary shell hands the hang-up on to its jobs, so that a closed window sends two, and the terminal may be gone
before the first is handled. RJ_ROUNDS=20 tries each place twenty times.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.support.a_shell import Shell
from tests.support.made_once import MadeOnce

ROUNDS = int(os.environ.get("RJ_ROUNDS", "1"))
# With one round, each kind of terminal meets one of the two.
WAYS = [("closes", "xterm-256color"), ("tells_to_end", "dumb")]
if ROUNDS > 1:
    WAYS += [("closes", "dumb"), ("tells_to_end", "xterm-256color")]


class Place(NamedTuple):
    """A question: how one comes to it, and the words typed there."""

    command: str
    reaches: Callable[[Shell], Shell]
    words: str = ""


PLACES = {
    "the sentence": Place("log", lambda at: at.sees("What happened?").sees(">"), "Soup with Ada, and then"),
    "with whom": Place("log", lambda at: _after(at, "Tea.\r").sees("With whom?"), "Somebody New"),
    "closer or further": Place("log", lambda at: _after(at, "Tea. @Ada\r").sees("Closer or further?")),
    "one move": Place("log", lambda at: _after(at, "Tea. @Ada +c\r").sees("One thing you did?"), "baked bread"),
    "less, same or more": Place("more 2", lambda at: at.sees("less, same or more?").types("+")),
    "an answer in words": Place("more 1 --five", lambda at: at.sees("Tell it as a camera"), "She stood there"),
    "a look-back": Place("reflect week", lambda at: at.sees("One good moment first"), "The walk on Sunday"),
    "before a session": Place("session before", lambda at: at.sees("most want to talk"), "Christmas"),
    "a name that may be meant otherwise": Place("log", lambda at: _typed(at, "Tea. @Ad\r").sees("Did you mean")),
    "yes or no": Place("delete 1 --for-good", lambda at: at.sees("cannot be brought back")),
    "a date to come": Place("log '1 Jan 2099: Soup with Ada'", lambda at: at.sees("Is it meant?")),
    "the page": Place("summary", lambda at: at.sees("Leave out?")),
}


def _typed(at: Shell, sentence: str) -> Shell:
    return at.sees("What happened?").sees(">").types(sentence)


def _after(at: Shell, sentence: str) -> Shell:
    return _typed(at, sentence).sees("Saved as")


def _two_moments(rj: Any) -> None:
    """Two moments, the second with little left to ask."""
    rj("people", "add", "Ada", "--relationship", "close-friend")
    story = "+they-were-warm +calm +to-be-close +c +reached-out +went-silent +after:they-were-warm +after:calm"
    rj("log", f"Bread with @Ada. {story} +more-zest +more-worth +more-connection")
    rj("log", f"Cake with @Ada. {story}")


@pytest.fixture
def journal(made_once: MadeOnce) -> Any:
    return made_once(_two_moments)


def everything(rj: Any) -> str:
    """All that is kept: entries with their answers, drafts."""
    return rj("export").out + rj("doctor", "--drafts").out


@pytest.mark.parametrize("round_", range(ROUNDS))
@pytest.mark.parametrize(("how", "terminal"), WAYS)
@pytest.mark.parametrize("place", PLACES)
def test_no_word_is_lost_when_the_window_is_closed_at(
    journal: Any, tmp_path: Path, place: str, how: str, terminal: str, round_: int
) -> None:
    command, reaches, words = PLACES[place]
    before = everything(journal)
    there = reaches(Shell(tmp_path, TERM=terminal).runs(*_split(command)))
    if words:
        there.types(words).sees(words.rpartition(" ")[2])
    ended = getattr(there, how)()
    after = everything(journal)

    assert ended == "130"
    assert (words or before.partition("\n")[0]) in after
    assert "Bread with @Ada." in after


@pytest.mark.parametrize("way", ["closes", "tells_to_end"])
def test_words_of_the_command_line_are_kept_when_it_happens_at_the_passphrase(
    rj: Any, tmp_path: Path, way: str
) -> None:
    kept = {"RJ_KEEP": "0", "XDG_RUNTIME_DIR": os.environ["XDG_RUNTIME_DIR"]}
    rj.process("log", "Bread.", RJ_PASSPHRASE="seven quiet herons", **kept)
    there = Shell(tmp_path, **kept).runs("log", "Soup with Ada").sees("Passphrase: ").types("seven q")
    ended = getattr(there, way)()
    drafts = rj.process("doctor", "--drafts", RJ_PASSPHRASE="seven quiet herons", **kept)

    assert ended == "130"
    assert "Soup with Ada" in drafts.out


@pytest.mark.parametrize("way", ["closes", "tells_to_end"])
def test_the_sentence_for_a_closed_journal_reaches_no_disk_and_is_offered(rj: Any, tmp_path: Path, way: str) -> None:
    kept = {"RJ_PASSPHRASE": "seven quiet herons", "XDG_RUNTIME_DIR": os.environ["XDG_RUNTIME_DIR"]}
    rj.process("log", "Bread.", **kept)
    there = Shell(tmp_path, RJ_KEEP="0", **kept).runs("log").sees("What happened?").sees(">")
    ended = getattr(there.types("marmalade with Ada").sees("Ada"), way)()
    held = [path for path in rj.journal.parent.rglob("*") if path.is_file() and b"marmalade" in path.read_bytes()]

    assert (ended, held) == ("130", [])
    assert "marmalade with Ada" in rj.process("doctor", "--drafts", **kept).out
    rj.process("lock", **kept)


def _split(command: str) -> list[str]:
    return shlex.split(command)
