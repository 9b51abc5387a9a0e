"""An Enter typed out of habit: right after a key that answered by itself, before the next question was read."""

from __future__ import annotations

from time import monotonic

_SECONDS = 0.5
_answered_at: float | None = None  # when the last key came that answered by itself; None once another has come


def answer_at_once() -> None:
    """Remember that a key has just answered by itself."""
    global _answered_at
    _answered_at = monotonic()


def is_expected() -> bool:
    """Whether no other key has come since one that answered by itself."""
    return _answered_at is not None


def take() -> bool:
    """Whether an Enter now is one typed out of habit; whatever key it is, the next one is not."""
    global _answered_at
    was, _answered_at = _answered_at, None
    return was is not None and monotonic() - was < _SECONDS
