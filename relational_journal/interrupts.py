"""Handle Ctrl-C, a closed terminal and a request to end, in the three phases of the program.

During start-up nothing is open and nothing has been asked: the program ends at once. While a command runs,
KeyboardInterrupt is raised, so that files are closed and texts become drafts. After the command, storing and printing
are not cut short. A signal that the caller ignores (`nohup rj …`, a background job) stays ignored.

Only the program calls `end_at_once`; without that call, as in a library or a test, the other functions do nothing.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # `signal` imports enum first, and Ctrl-C in there shows a traceback
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from typing import Any

EXIT_CODE = 130
# Python may handle a signal in code that cannot raise (a destructor); then it is raised again this much later.
_LATER_SECONDS = 0.001
_ours: list[int] = []


class Ended(Exception):
    """Ctrl-C or a broken pipe, wrapped so that the command-line library does not end the program its own way."""

    def __init__(self, by: BaseException) -> None:
        super().__init__()
        self.by = by


def end_at_once() -> None:
    """End the program silently with exit code 130 if a signal comes from now on."""
    for name in ("SIGINT", "SIGHUP", "SIGTERM"):
        number = getattr(_signal, name, None)
        if number is not None and _signal.getsignal(number) != _signal.SIG_IGN:
            _signal.signal(number, _leave)
            _ours.append(number)


def raise_from_now_on() -> None:
    """Raise KeyboardInterrupt in the running command if a signal comes from now on."""
    if _ours:
        sys.unraisablehook = _raise_later
    _handle_with(_raise)


def ignore_from_now_on() -> None:
    """Ignore the signals from now on: the program is ending, and what it stores or prints must not be cut short."""
    _handle_with(_signal.SIG_IGN)


def left_to_the_child() -> AbstractContextManager[None]:
    """While an editor or a pager has the terminal, leave Ctrl-C to it; the program goes on when it has ended."""
    from contextlib import contextmanager

    @contextmanager
    def ignored() -> Iterator[None]:
        # a function and not SIG_IGN, which the child would inherit
        before = _signal.signal(_signal.SIGINT, _do_nothing) if _signal.SIGINT in _ours else None
        try:
            yield
        finally:
            if before is not None:
                _signal.signal(_signal.SIGINT, before)

    return ignored()


def _handle_with(handler: Callable[[int, Any], object] | int) -> None:
    for number in _ours:
        _signal.signal(number, handler)


def _leave(number: int, frame: object) -> None:
    os._exit(EXIT_CODE)


def _raise(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _do_nothing(number: int, frame: object) -> None:
    pass


def _raise_later(unraisable: sys.UnraisableHookArgs) -> None:
    """Raise KeyboardInterrupt again a moment later if it could not be raised; report any other exception as usual."""
    if (
        unraisable.exc_type is not None
        and issubclass(unraisable.exc_type, KeyboardInterrupt)
        and hasattr(_signal, "SIGALRM")
    ):
        _signal.signal(_signal.SIGALRM, _raise)
        _signal.setitimer(_signal.ITIMER_REAL, _LATER_SECONDS)
    else:
        sys.__unraisablehook__(unraisable)
