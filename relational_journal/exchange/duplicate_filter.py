"""Finding what stands twice among millions, in memory that does not grow with them."""

from __future__ import annotations

_BITS = 2**23
_LAST = _BITS - 1


class Seen:
    """A Bloom filter of 1 MB: `add` says whether the text was perhaps there before; a no is certain.

    Three places of 23 bits are taken from Python's own hash, whose key is new in every process. At 100,000 texts
    about one answer in 100,000 is a false yes, at a million one in a hundred; whoever asks must look again at those.
    Bloom (1970), Communications of the ACM 13, 422-426, doi:10.1145/362686.362692.
    """

    def __init__(self) -> None:
        self._bits = bytearray(_BITS // 8)

    def add(self, text: str) -> bool:
        """Note the text; True if it was perhaps noted before."""
        digest = hash(text)
        bits = self._bits
        perhaps = True
        for place in (digest & _LAST, digest >> 20 & _LAST, digest >> 41 & _LAST):
            mask = 1 << (place & 7)
            if not bits[place >> 3] & mask:
                perhaps = False
                bits[place >> 3] |= mask
        return perhaps
