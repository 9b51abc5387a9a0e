"""`rj lock` reaches an rj that waits at a prompt: it asks for the passphrase before it saves."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not of this platform", allow_module_level=True)

from relational_journal import Journal
from tests.support.at_terminal import CTRL_C, ENTER, ESC, AtTerminal


@pytest.fixture
def closed(rj, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RJ_PASSPHRASE", "k")
    rj("log", "One.")
    monkeypatch.delenv("RJ_PASSPHRASE")
    yield rj
    rj("lock")


def texts(rj) -> list[str]:
    with Journal.open(rj.journal, "k") as journal:
        return [entry.text for entry in journal.entries()]


def waiting(rj) -> AtTerminal:
    """An rj that asks for a sentence, its key kept; locked from elsewhere while the sentence is typed."""
    terminal = AtTerminal("log")
    terminal.sees("What happened?").types("Typed before ", "and after.")
    terminal.sees("and after.")
    assert rj("lock", "--json").json()["forgotten"] is True
    return terminal


def test_after_a_lock_the_passphrase_is_asked_for_before_anything_is_stored(closed) -> None:
    terminal = waiting(closed)
    terminal.types(ENTER).sees("The journal was locked meanwhile.").sees("Passphrase: ")
    assert texts(closed) == ["One."]
    terminal.types("wrong", ENTER).sees("Passphrase: ").types("k", ENTER)
    terminal.sees("1").types(ESC, ESC, ESC, ESC)
    terminal.ends()

    assert texts(closed) == ["Typed before and after.", "One."]


@pytest.mark.parametrize(("key", "code"), [(ESC, 0), (CTRL_C, 130)])
def test_without_it_nothing_is_stored_and_the_words_are_kept_inside(closed, key: str, code: int) -> None:
    terminal = waiting(closed)
    terminal.types(ENTER).sees("Passphrase: ").types(key)

    left, shown = terminal.ends()

    assert left == code
    assert "was locked" in shown
    assert texts(closed) == ["One."]
    assert not any(b"Typed before" in file.read_bytes() for file in closed.journal.parent.rglob("*") if file.is_file())
    with Journal.open(closed.journal, "k") as journal:
        journal.drafts.take_in()
        assert list(journal.drafts.all().values()) == ["Typed before and after."]
