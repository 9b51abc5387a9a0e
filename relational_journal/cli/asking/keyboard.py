"""Keep keys typed between two questions for the next one, without echo; Ctrl-C stays a key until it is read.

Otherwise a Ctrl-C while an answer is being stored could come before its commit, and the terminal would echo letters
typed ahead.
"""

from __future__ import annotations

import atexit
import os
import sys
from typing import Any

from relational_journal.cli.this_run import asks_plainly

_before: list[Any] | None = None


def is_plain() -> bool:
    """Return whether answers are read as whole lines, because the terminal cannot redraw or the person chose so."""
    return os.environ.get("TERM") == "dumb" or asks_plainly()


def hold() -> None:
    """Hold the keyboard until `release` or the end of the program. A second call changes nothing."""
    global _before
    if _before is not None or sys.platform == "win32" or is_plain():
        return
    import termios

    try:
        descriptor = sys.stdin.fileno()
        attributes = termios.tcgetattr(descriptor)
    except (termios.error, OSError, ValueError):
        return
    # A copy, since the list of special characters is changed below.
    _before = [*attributes[:6], list(attributes[6])]
    # Without flow control too: Ctrl-S would freeze the screen.
    attributes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    attributes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    # A read returns with the first key, and waits for it without a limit.
    attributes[6][termios.VMIN], attributes[6][termios.VTIME] = 1, 0
    termios.tcsetattr(descriptor, termios.TCSANOW, attributes)
    atexit.register(release)


def release() -> None:
    """Restore the terminal's keyboard settings."""
    global _before
    if _before is None:
        return
    import termios

    before, _before = _before, None
    atexit.unregister(release)
    try:
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)
    except (termios.error, OSError, ValueError):
        return


def typed_ahead() -> str:
    """Return what was typed and not read yet, without the codes of function keys.

    Otherwise the shell would get it after the program ends, and run it as a command.
    """
    if sys.platform == "win32":
        return ""
    from select import select

    typed = b""
    try:
        descriptor = sys.stdin.fileno()
        while select([descriptor], [], [], 0)[0]:
            more = os.read(descriptor, 4096)
            if not more:
                break
            typed += more
    except (OSError, ValueError):
        pass
    text = typed.decode("utf-8", "replace").replace("\r", "\n")
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n")
