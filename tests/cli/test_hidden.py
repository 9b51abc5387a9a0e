"""Typing a passphrase: what is shown, and what each key does."""

from __future__ import annotations

import pytest

from relational_journal.cli.asking.password_prompt import Cancelled, GoBack, typed
from relational_journal.store.engine import key_derivation
from relational_journal.store.engine.memory_folder import memory_backed_folder
from relational_journal.store.keys import key_cache
from tests.support.at_terminal import BACK, BACKSPACE, CTRL_C, ENTER, ESC, AtTerminal


def line(keys: str | bytes) -> str:
    """What a line of keys comes to; no key follows another of itself but within these."""
    left = [bytes([byte]) for byte in (keys.encode() if isinstance(keys, str) else keys)]
    return typed(lambda: left.pop(0) if left else b"", lambda: bool(left))


@pytest.mark.parametrize(
    ("keys", "comes_to"),
    [
        ("one two\r", "one two"),
        ("one\n", "one"),
        ("sécond 🌧️ 'x'\r", "sécond 🌧️ 'x'"),
        ("onex\x7f\r", "one"),
        ("é\x7fe\r", "e"),
        ("\x7f\x7fone\r", "one"),
        ("wrong\x15one\r", "one"),
        ("o\x1b[Dn\x1b[1;5Ce\x1bOP\r", "one"),  # arrow and function keys
        ("o\tn\x01e\r", "one"),
        ("\r", ""),
    ],
)
def test_only_what_can_be_seen_becomes_part_of_it(keys: str, comes_to: str) -> None:
    assert line(keys) == comes_to


@pytest.mark.parametrize(
    ("keys", "ends"),
    [("one\x1b", Cancelled), ("\x02", GoBack), ("one\x03", KeyboardInterrupt), ("\x04", EOFError), ("", EOFError)],
)
def test_each_way_out(keys: str, ends: type[BaseException]) -> None:
    with pytest.raises(ends):
        line(keys)


@pytest.fixture
def closed(rj, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(key_derivation, "_ROUNDS", 1)
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "Something.")
    rj("lock")
    monkeypatch.delenv("RJ_PASSPHRASE")
    yield rj
    rj("lock")


def test_nothing_of_it_is_shown(closed) -> None:
    run = AtTerminal("list").sees("Passphrase: ").types("secret", ENTER)
    code, shown = run.ends()

    assert code == 0
    assert "Something." in shown
    assert "secret" not in shown


def test_esc_ends_well_and_ctrl_c_does_not_and_neither_opens_anything(closed) -> None:
    assert AtTerminal("list").sees("Passphrase: ").types("sec", ESC).ends()[0] == 0
    assert AtTerminal("list").sees("Passphrase: ").types("sec", CTRL_C).ends()[0] == 130
    assert not key_cache.is_held(closed.journal)


@pytest.mark.skipif(memory_backed_folder() is None, reason="no memory-backed storage here")
@pytest.mark.parametrize(("way_out", "code"), [(ESC, 0), (CTRL_C, 130)])
def test_words_given_with_the_command_are_kept_in_memory_then_too(closed, way_out: str, code: int, monkeypatch) -> None:
    ended, shown = AtTerminal("log", "marzipanwords").sees("Passphrase: ").types(way_out).ends()
    assert (ended, "kept in memory" in shown) == (code, True)

    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    assert "rj doctor --drafts" in closed("list").err
    assert [draft["text"] for draft in closed("doctor", "--drafts", "--json").json()] == ["marzipanwords"]


def test_ctrl_b_goes_back_to_choosing_it(rj, monkeypatch) -> None:
    monkeypatch.setattr(key_derivation, "_ROUNDS", 1)
    run = AtTerminal("init").sees("Choose a passphrase").types("first", ENTER).sees("Once more").types(BACK)
    run.sees("Choose a passphrase").types("secong", BACKSPACE, "d", ENTER).sees("Once more").types("second", ENTER)
    code, shown = run.ends()

    assert (code, "Ready" in shown) == (0, True)
    monkeypatch.setenv("RJ_PASSPHRASE", "second")
    rj("lock")
    rj("list")
    rj("lock")


def test_where_lines_cannot_be_redrawn_esc_needs_no_enter_either(closed) -> None:
    there = AtTerminal("list", TERM="dumb").sees("Passphrase: ").types("seven qu", ESC)
    code, shown = there.ends()

    assert code == 0
    assert "seven" not in shown
