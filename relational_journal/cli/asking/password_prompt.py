"""Ask for a passphrase without showing it: Esc ends, Ctrl-B goes back, only printable characters are taken."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable
from contextlib import suppress

import typer

from relational_journal.cli.asking import hangup, keyboard

# Esc begins the codes of arrow keys; the rest follows within these seconds, or it was Esc alone.
_ESC_SECONDS = 0.05
_ENTER, _ESC, _BACK, _CTRL_C, _CTRL_D, _CTRL_U = "\r\n", "\x1b", "\x02", "\x03", "\x04", "\x15"
_RUBOUT = "\x7f\x08"


class Cancelled(typer.Abort):
    """The person left with Esc, which is not an error."""

    exit_code = 0


class GoBack(Exception):
    """The person went back to the question before."""


def ask_hidden(question: str) -> str:
    """Return what is typed, without showing it.

    Raises:
        Cancelled: on Esc.
        GoBack: on Ctrl-B.
        KeyboardInterrupt: on Ctrl-C, or a signal that ends the program.
        EOFError: on Ctrl-D, or if the terminal is gone.
    """
    if sys.platform == "win32":
        from getpass import getpass

        line = getpass(question)
        if line in (_ESC, _BACK):
            raise Cancelled if line == _ESC else GoBack
        return "".join(letter for letter in line if letter.isprintable())
    import termios

    hangup.watch()
    terminal = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(terminal)
    except termios.error as error:
        hangup.terminal_is_gone()
        raise EOFError from error
    now = [*before[:6], list(before[6])]
    now[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
    sys.stdout.flush()
    try:
        # Before the question is printed, so that nothing typed at once is echoed; keeps what was typed ahead.
        termios.tcsetattr(terminal, termios.TCSADRAIN, now)
        print(question, end="", file=sys.stderr, flush=True)
        return typed(lambda: _byte(terminal), lambda: hangup.wait_for_key(terminal, _ESC_SECONDS))
    except KeyboardInterrupt:
        keyboard.typed_ahead()  # never leave letters of a passphrase to the shell
        raise
    except OSError as error:
        hangup.terminal_is_gone()
        raise EOFError from error
    finally:
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
        with suppress(OSError):
            print(file=sys.stderr, flush=True)


def _byte(terminal: int) -> bytes:
    """Return the next byte, or b"" if the terminal is gone."""
    hangup.wait_for_key(terminal)
    try:
        byte = os.read(terminal, 1)
    except OSError:
        byte = b""
    if not byte:
        hangup.terminal_is_gone()
    return byte


def typed(read: Callable[[], bytes], waits: Callable[[], bool]) -> str:
    """Return the line typed, reading key by key.

    Args:
        read: a function that returns the next byte, or b"" at the end of input.
        waits: a function that returns whether another byte follows at once, as in a key's code.
    """
    decoder, line = codecs.getincrementaldecoder("utf-8")("replace"), ""
    while True:
        byte = read()
        if not byte:
            raise EOFError
        key = decoder.decode(byte)
        # The first bytes of a letter that has several.
        if not key:
            continue
        if key in _ENTER:
            return line
        if key in _RUBOUT:
            line = line[:-1]
        elif key == _CTRL_U:
            line = ""
        elif key == _CTRL_C:
            raise KeyboardInterrupt
        elif key == _CTRL_D and not line:
            raise EOFError
        elif key == _BACK:
            raise GoBack
        elif key == _ESC:
            if not waits():
                raise Cancelled
            _skip_code(read, waits)
        elif key.isprintable():
            line += key


def _skip_code(read: Callable[[], bytes], waits: Callable[[], bool]) -> None:
    """Skip the rest of an arrow or function key's code: ESC [ … letter, ESC O letter, or ESC and a key."""
    begins = read()
    if begins in (b"[", b"O"):
        while waits():
            if 0x40 <= read()[0] <= 0x7E:
                return
