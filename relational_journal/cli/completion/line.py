"""Read a command line that is being typed: its command, and what the word at the cursor can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from relational_journal.cli.completion.values import FREE, OPTIONS, PARTS, option_takes, word_is

_BEFORE_A_COMMAND = ("--journal", "-j")


class Place(NamedTuple):
    """The place of the cursor in a command line.

    Attributes:
        command: `log`, `people show`; "" before one is named.
        kind: what the word can be, a kind of values.py, `commands`, `parts` or `options`.
        words: the bare words of the command before it.
        journal: what --journal or -j said before it: the option and its value, or ("", "").
    """

    command: str
    kind: str
    words: tuple[str, ...] = ()
    journal: tuple[str, str] = ("", "")


def place_of(words: Sequence[str]) -> Place:
    """Read the words before the cursor and the one at it, without the name of the program.

    Args:
        words: at least one; the last is the word being typed, perhaps "".
    """
    *before, current = words
    command, bare, journal = "", list[str](), ("", "")
    waiting = ""  # the option whose value is next
    is_over = False  # behind --, where everything is a bare word
    for word in before:
        if waiting:
            journal = (waiting, word) if waiting in _BEFORE_A_COMMAND else journal
            waiting = ""
        elif word == "--" and not is_over:
            is_over = True
        elif word.startswith("-") and len(word) > 1 and not is_over and not _is_change(command, word):
            name, has_value, value = word.partition("=")
            if not has_value and option_takes(_in_full(command), name):
                waiting = name
            elif has_value and name in _BEFORE_A_COMMAND:
                journal = (name, value)
        elif not command:
            command = word
        elif command in PARTS and not bare and word in (*PARTS[command][1], PARTS[command][0]):
            command = f"{command} {word}"
        else:
            bare.append(word)
    kind = _kind(command, tuple(bare), waiting, current, is_over=is_over)
    return Place(command if kind == "parts" else _in_full(command), kind, tuple(bare), journal)


def _kind(command: str, bare: tuple[str, ...], waiting: str, current: str, *, is_over: bool) -> str:
    """Return what the word at the cursor can be."""
    if waiting:
        return option_takes(_in_full(command), waiting)
    # After the ID of rj tag, -hurt takes a tag off.
    if current.startswith("-") and not is_over and not (command == "tag" and bare):
        name, has_value, _ = current.partition("=")
        return (option_takes(_in_full(command), name) or FREE) if has_value else "options"
    if not command:
        return "commands"
    if command in PARTS and not bare:
        return "parts"
    return word_is(_in_full(command), len(bare))


def _in_full(command: str) -> str:
    """Return a command with the part that is meant if none is named: `people` is `people list`."""
    return f"{command} {PARTS[command][0]}" if command in PARTS else command


def _is_change(command: str, word: str) -> bool:
    """Return whether `-hurt` after `rj tag` removes a tag."""
    return command == "tag" and not word.startswith("--") and word not in OPTIONS
