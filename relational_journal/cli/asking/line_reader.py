"""Read a line key by key from a terminal that cannot redraw, so that nothing typed is lost with the terminal.

The terminal's own line editing holds a line until Enter, and it is lost if the window is closed. Here each key
is read as it is typed and echoed, Esc needs no Enter, and lines pasted at once can be distinguished from lines
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
# Esc begins the codes of arrow keys; the rest follows within these seconds, or it was Esc alone.
_ESCAPE_SECONDS = 0.05
# The rest of a paste follows an Enter at once; nobody types the next letter so soon.
PASTE_SECONDS = 0.1
_ENTER, _RUBOUT = "\r\n", "\x7f\x08"
_CTRL_C, _CTRL_D, _CTRL_U, _CTRL_W, _CTRL_Z = "\x03", "\x04", "\x15", "\x17", "\x1a"


class LineReader:
    """The line being typed on stdin; `text` always holds what was typed so far.

    Args:
        echoes: whether typed keys are echoed.
        takes_lines: whether several lines pasted at once are one answer.
        text: the text in it at the start.
    """

    def __init__(self, *, echoes: bool = True, takes_lines: bool = False, text: str = "") -> None:
        self.text = text
        self.takes_lines = takes_lines
        self._echoes = echoes
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def read(self) -> str:
        """Read up to Enter, inside `key_by_key`.

        Returns:
            The line, or just BACK (Ctrl-B) or END (Esc).

        Raises:
            EOFError: on Ctrl-D in an empty line, or if the terminal is gone.
            KeyboardInterrupt: on Ctrl-C, or a signal that ends the program.
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
        """Return the next key: a character, or one of the codes above; "" for a key without a meaning here."""
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
        """Skip the rest of a function key's code: ESC [ … letter, ESC O letter, or ESC and a key."""
        if _byte(descriptor) in (b"[", b"O"):
            while hangup.wait_for_key(descriptor, _ESCAPE_SECONDS):
                # Only the last byte of a code lies in this range.
                if 0x40 <= _byte(descriptor)[0] <= 0x7E:
                    break
        return ""

    def _is_pasted(self, descriptor: int) -> bool:
        return hangup.wait_for_key(descriptor, PASTE_SECONDS)

    def _edit(self, key: str) -> None:
        # Earlier lines of a paste cannot be redrawn here, so only the last one is edited.
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
        """Erase the last letters of the line being typed."""
        if letters:
            # Back, a blank over it, and back again: the only way to erase without redrawing.
            self._write("\b \b" * cells(self.text[-letters:]))
            self.text = self.text[:-letters]

    def _write(self, text: str) -> None:
        """Echo what the terminal itself would have shown."""
        if self._echoes:
            shown = text if text.startswith(("\b", "\n")) else safe(text)
            print(shown, end="", file=sys.stderr, flush=True)


def _byte(descriptor: int) -> bytes:
    """Return the next byte.

    Raises:
        EOFError: if the terminal is gone.
    """
    with contextlib.suppress(OSError):
        if byte := os.read(descriptor, 1):
            return byte
    hangup.terminal_is_gone()
    raise EOFError


@contextlib.contextmanager
def key_by_key() -> Iterator[bool]:
    """Make the terminal pass on each key as it is typed, without echo, inside this context.

    Yields:
        Whether the terminal echoed keys before, so that they have to be echoed now.
    """
    if sys.platform == "win32":
        yield False
        return
    import termios

    try:
        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
    except (termios.error, OSError, ValueError):  # the terminal is gone, which the next read reports
        yield False
        return
    try:
        termios.tcsetattr(descriptor, termios.TCSANOW, _attributes(before))  # keeps what was typed ahead
        yield bool(before[3] & termios.ECHO)
    finally:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSANOW, before)


def _attributes(before: list[Any]) -> list[Any]:
    """Return the terminal's attributes without line editing, echo and signals."""
    import termios

    now = [*before[:6], list(before[6])]
    now[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR)
    now[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
    return now


def _stop(descriptor: int) -> None:
    """Handle Ctrl-Z: restore the terminal, stop, and set it up again when the program continues."""
    import signal
    import termios

    raw = termios.tcgetattr(descriptor)
    cooked = [*raw[:6], list(raw[6])]
    cooked[0] |= termios.ICRNL
    cooked[3] |= termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
    termios.tcsetattr(descriptor, termios.TCSANOW, cooked)
    os.kill(0, signal.SIGTSTP)  # every process of the job, as the terminal itself would have done
    termios.tcsetattr(descriptor, termios.TCSANOW, raw)
