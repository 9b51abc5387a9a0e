"""Reading one line from a terminal that cannot redraw, key by key, so that nothing typed is lost with the terminal.

The terminal's own line editing keeps a line to itself until Enter: when the window is closed it is gone. Here each key
is read as it is typed and written back after it, Esc needs no Enter, and lines pasted at once can be told from lines
typed one by one.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any

from relational_journal.cli.asking import hangup, keyboard
from relational_journal.cli.asking.transcript import cells
from relational_journal.text.safe import safe

BACK, END = "\x02", "\x1b"
# Esc begins the codes of arrow keys; what follows comes within these seconds, or it was Esc alone.
_ESCAPE_SECONDS = 0.05
# A pasted Enter has the rest of the paste right behind it; nobody types the next letter so soon.
PASTE_SECONDS = 0.1
_ENTER, _RUBOUT = "\r\n", "\x7f\x08"
_CTRL_C, _CTRL_D, _CTRL_U, _CTRL_W, _CTRL_Z = "\x03", "\x04", "\x15", "\x17", "\x1a"


class LineReader:
    """The line being typed, on stdin; `text` is what stands in it whatever happens.

    Args:
        echoes: whether what is typed is written back.
        takes_lines: several lines pasted at once are one answer.
        text: what stands in it at the beginning.
    """

    def __init__(self, *, echoes: bool = True, takes_lines: bool = False, text: str = "") -> None:
        self.text = text
        self.takes_lines = takes_lines
        self._echoes = echoes
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def read(self) -> str:
        """Read up to Enter, inside `key_by_key`.

        Returns:
            The line, or BACK (Ctrl-B) or END (Esc) alone.

        Raises:
            EOFError: Ctrl-D in an empty line, or the terminal is gone.
            KeyboardInterrupt: Ctrl-C, or a signal that ends the program.
        """
        print(f"> {self.text}", end="", file=sys.stderr, flush=True)
        if sys.platform == "win32":
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            self.text += line.rstrip("\n")
            return self.text
        descriptor = sys.stdin.fileno()
        while True:
            key = self._key(descriptor)
            if key in (BACK, END):
                self._write("\n")
                return key
            if key == "\n":
                self._write("\n")
                if not (self.takes_lines and self.text.strip() and self._is_pasted(descriptor)):
                    return self.text.rstrip("\n") if self.takes_lines else self.text
                self.text += "\n"
            elif key == _CTRL_Z:
                _stop(descriptor)
                self._write(f"> {self.text}")
            else:
                self._edit(key)

    def _key(self, descriptor: int) -> str:
        """The next key: a character, or one of the codes above; "" for one that means nothing here."""
        key = ""
        while not key:
            try:
                hangup.wait_for_key(descriptor)
            except KeyboardInterrupt:
                self.text += keyboard.typed_ahead()
                raise
            key = self._decode(_byte(descriptor))
        if key == _CTRL_C:
            self._write("\n")
            raise KeyboardInterrupt
        if key == _CTRL_D and not self.text:
            self._write("\n")
            raise EOFError
        if key == END and hangup.wait_for_key(descriptor, _ESCAPE_SECONDS):
            return self._code(descriptor)
        return "\n" if key in _ENTER else key

    def _code(self, descriptor: int) -> str:
        """Pass over the rest of the code of a function key: ESC [ … letter, ESC O letter, or ESC and a key."""
        if _byte(descriptor) in (b"[", b"O"):
            while hangup.wait_for_key(descriptor, _ESCAPE_SECONDS):
                if 0x40 <= _byte(descriptor)[0] <= 0x7E:
                    break
        return ""

    def _is_pasted(self, descriptor: int) -> bool:
        return hangup.wait_for_key(descriptor, PASTE_SECONDS)

    def _edit(self, key: str) -> None:
        last = self.text.rpartition("\n")[2]
        if key in _RUBOUT:
            self._erase(1 if last else 0)
        elif key == _CTRL_U:
            self._erase(len(last))
        elif key == _CTRL_W:
            before, space, _ = last.rstrip().rpartition(" ")
            self._erase(len(last) - len(before + space))
        elif key.isprintable() or key == "\t":
            self.text += key
            self._write(" " if key == "\t" else key)

    def _erase(self, letters: int) -> None:
        """Take back the last letters of the line being typed."""
        if letters:
            self._write("\b \b" * cells(self.text[-letters:]))
            self.text = self.text[:-letters]

    def _write(self, text: str) -> None:
        """What the terminal itself would have shown."""
        if self._echoes:
            shown = text if text.startswith(("\b", "\n")) else safe(text)
            print(shown, end="", file=sys.stderr, flush=True)


def _byte(descriptor: int) -> bytes:
    """The next byte.

    Raises:
        EOFError: the terminal is gone.
    """
    with contextlib.suppress(OSError):
        if byte := os.read(descriptor, 1):
            return byte
    hangup.terminal_is_gone()
    raise EOFError


@contextlib.contextmanager
def key_by_key() -> Iterator[bool]:
    """While inside, the terminal hands over each key as it is typed, and shows none of them by itself.

    Yields:
        Whether the terminal showed what is typed before, so that it has to be written back now.
    """
    if sys.platform == "win32":
        yield False
        return
    import termios

    try:
        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
    except (termios.error, OSError, ValueError):  # the terminal is gone: reading tells
        yield False
        return
    try:
        termios.tcsetattr(descriptor, termios.TCSANOW, _attributes(before))  # what was typed ahead stays
        yield bool(before[3] & termios.ECHO)
    finally:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSANOW, before)


def _attributes(before: list[Any]) -> list[Any]:
    """The terminal's attributes without its own line editing, echo and signals."""
    import termios

    now = [*before[:6], list(before[6])]
    now[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR)
    now[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
    return now


def _stop(descriptor: int) -> None:
    """Ctrl-Z: give the terminal back, stop, and take it again when the program goes on."""
    import signal
    import termios

    raw = termios.tcgetattr(descriptor)
    cooked = [*raw[:6], list(raw[6])]
    cooked[0] |= termios.ICRNL
    cooked[3] |= termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
    termios.tcsetattr(descriptor, termios.TCSANOW, cooked)
    os.kill(0, signal.SIGTSTP)
    termios.tcsetattr(descriptor, termios.TCSANOW, raw)
