"""What an export or import needs of a journal's collections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from relational_journal.model import Person

T_co = TypeVar("T_co", covariant=True)


class Collection(Protocol[T_co]):
    """A collection that can be listed."""

    def all(self) -> Iterable[T_co]:
        """Return everything in it."""


class ExportedPeople(Protocol):
    """The people of a journal that an export lists."""

    def to_export(self) -> Iterable[Person]:
        """Return everyone; `myself` only if an entry or hunch uses it."""
