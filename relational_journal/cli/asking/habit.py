"""Recognise an Enter typed out of habit, right after a key that answered by itself."""

from __future__ import annotations

from time import monotonic

_SECONDS = 0.5
_answered_at: float | None = None  # the time of the last key that answered by itself; None once another key has come


def answer_at_once() -> None:
    """Remember that a key has just answered by itself."""
    global _answered_at
    _answered_at = monotonic()


def is_expected() -> bool:
    """Return whether no other key has come since one that answered by itself."""
    return _answered_at is not None


def take() -> bool:
    """Return whether an Enter now is typed out of habit; the next key is not, whatever it is."""
    global _answered_at
    was, _answered_at = _answered_at, None
    return was is not None and monotonic() - was < _SECONDS
