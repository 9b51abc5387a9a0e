"""How a question ended."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Reply(NamedTuple, Generic[T]):
    """A question answered, skipped, gone back from (`back`), `ended` (Esc) or `interrupted` (Ctrl-C).

    `value` is the answer; for ended and interrupted what was there to keep, or None.
    """

    how: str
    value: T | None = None
