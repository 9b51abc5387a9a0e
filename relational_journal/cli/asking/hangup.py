"""Note hang-ups (SIGHUP) and requests to end (SIGTERM) while questions are asked, without raising.

A closed terminal window sends SIGHUP once or twice, and the terminal may be gone before the first is handled. A signal
that raised an exception would interrupt whatever runs: the event loop, the writing of a draft. So the handler only
notes the signal and wakes whoever waits for a key; the question then ends as if interrupted, and its words are kept.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator

_has_come = False
_is_watching = False
_wake: Callable[[], None] | None = None
_on_the_terminal: tuple[int, ...] = ()  # the descriptors of stdout and stderr that are a terminal


def watch() -> None:
    """Note these signals from now on; a second call changes nothing.

    A signal the caller chose to ignore (`nohup rj log`) stays ignored.
    """
    global _is_watching, _on_the_terminal
    if _is_watching:
        return
    import signal

    _is_watching = True
    _on_the_terminal = tuple(number for number in (1, 2) if _is_terminal(number))
    for name in ("SIGHUP", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            with contextlib.suppress(ValueError):  # not the main thread, where no questions are asked
                signal.signal(number, _note)


def has_come() -> bool:
    """Return whether the terminal was closed or the program was asked to end."""
    return _has_come


def terminal_is_gone() -> None:
    """Treat the terminal as closed: redirect further output to nowhere, so that printing does not fail."""
    global _has_come
    _has_come = True
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in _on_the_terminal:
            os.dup2(nowhere, number)


@contextlib.contextmanager
def waking(wake: Callable[[], None]) -> Iterator[None]:
    """Call `wake` if a signal comes inside this context; it must be safe between any two instructions."""
    global _wake
    before, _wake = _wake, wake
    try:
        yield
    finally:
        _wake = before


def wait_for_key(descriptor: int, seconds: float | None = None) -> bool:
    """Wait until something can be read from the terminal.

    Args:
        descriptor: the file descriptor of the terminal.
        seconds: how long to wait at most; None for no limit.

    Returns:
        True if there is something to read or the terminal is gone; False if the time is up.

    Raises:
        KeyboardInterrupt: if a signal that ends the program came.
    """
    from select import select

    # A signal handler may write to a pipe safely, and `select` waits for it and the keyboard at once.
    ended, end = os.pipe()
    os.set_blocking(end, False)
    try:
        with waking(lambda: _write_byte(end)):
            if _has_come:
                raise KeyboardInterrupt
            ready = select([descriptor, ended], [], [], seconds)[0]
            if ended in ready:
                raise KeyboardInterrupt
            return bool(ready)
    finally:
        os.close(ended)
        os.close(end)


def _note(number: int, _: object) -> None:
    """Handle a signal: note that it has come, and wake whoever waits for a key."""
    global _has_come
    import signal

    _has_come = True
    if number != signal.SIGTERM:  # a request to end leaves the terminal as it is
        terminal_is_gone()
    if _wake is not None:
        _wake()


def _write_byte(descriptor: int) -> None:
    with contextlib.suppress(OSError):  # full, so a byte is there already
        os.write(descriptor, b"\0")


def _is_terminal(number: int) -> bool:
    stream = (sys.stdout, sys.stderr)[number - 1]
    try:
        return stream is not None and stream.fileno() == number and os.isatty(number)
    except (OSError, ValueError):
        return False
