"""Sets of positions as one int, with bit i for position i. Each function is linear in the length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress
from operator import itemgetter
from typing import TypeVar, overload

T = TypeVar("T")

_TO_DIGITS = bytes.maketrans(b"\x00\x01", b"01")
_TO_FLAGS = bytes.maketrans(b"01", b"\x00\x01")

PACKED = 7  # sets that `pack` puts into bytes; a bit is left to mark positions
_DIGITS_OF = [bytes(b"01"[byte >> k & 1] for byte in range(256)) for k in range(PACKED)]


def from_flags(flags: bytes | bytearray) -> int:
    """Return the set of the positions whose flag is 1.

    >>> from_flags(bytes([1, 0, 1]))
    5
    """
    return int(flags[::-1].translate(_TO_DIGITS), 2) if flags else 0


def from_positions(positions: Iterable[int], length: int) -> int:
    """Return these positions, each below `length`, as a set; a position may occur twice."""
    flags = bytearray(length)
    for position in positions:
        flags[position] = 1
    return from_flags(flags)


def to_flags(bits: int, length: int) -> bytes:
    """Return one byte for each position, 1 if it is in the set.

    >>> to_flags(5, 4)
    b'\\x01\\x00\\x01\\x00'
    """
    return format(bits, f"0{length}b")[::-1].encode().translate(_TO_FLAGS) if length else b""


def pack(sets: Sequence[int], length: int) -> bytes:
    """Return one byte for each position, with bit k for the k-th of at most PACKED sets.

    >>> pack([0b11, 0b10], 2)
    b'\\x01\\x03'
    """
    together = 0
    for k, bits in enumerate(sets):
        together |= int.from_bytes(to_flags(bits, length), "little") << k
    return together.to_bytes(length, "little")


def unpack(packed: bytes | bytearray, number: int) -> list[int]:
    """Return the sets that `pack` put together; the last bit of a byte is ignored.

    >>> unpack(bytes([1, 3]), 2)
    [3, 2]
    """
    if not packed:
        return [0] * number
    last_first = packed[::-1]
    return [int(last_first.translate(digits), 2) for digits in _DIGITS_OF[:number]]


def positions_of(bits: int, length: int) -> list[int]:
    """Return the positions in the set in ascending order."""
    return list(compress(range(length), to_flags(bits, length)))


def picker(positions: Sequence[int]) -> Callable[[bytes], tuple[int, ...]]:
    """Return a function that looks up the bytes at these positions."""
    if len(positions) < 2:  # `itemgetter` returns no tuple for one, and takes no empty list
        return lambda flags: tuple(flags[position] for position in positions)
    return itemgetter(*positions)


class Selection(Sequence[T]):
    """A sequence of the values at the positions of a set, newest first, as every list shows them.

    Its length is known at once; values are looked up on access."""

    def __init__(self, values: Sequence[T], bits: int) -> None:
        self._values = values
        self._bits = bits
        self._found: tuple[T, ...] | None = None

    def __len__(self) -> int:
        return self._bits.bit_count()

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if place == 0 and self._found is None and self._bits:  # the newest alone, without looking up the others
            return self._values[self._bits.bit_length() - 1]
        return self._all()[place]

    def __iter__(self) -> Iterator[T]:
        return iter(self._all())

    def __contains__(self, value: object) -> bool:
        return value in self._all()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def _all(self) -> tuple[T, ...]:
        if self._found is None:
            self._found = tuple(compress(self._values, to_flags(self._bits, len(self._values))))[::-1]
        return self._found


def first_bits(length: int) -> int:
    """Return the set of all positions below `length`."""
    return (1 << length) - 1
