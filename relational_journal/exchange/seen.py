"""Finding what stands twice among millions, in memory that does not grow with them."""

from __future__ import annotations

from hashlib import blake2b


class Seen:
    """A Bloom filter of 1 MB: `add` says whether the text was perhaps there before; a no is certain.

    At 100,000 texts about one in 200,000 answers is a false yes, at a million one in fifty; whoever asks must look
    again at those. Bloom (1970), Communications of the ACM 13, 422-426, doi:10.1145/362686.362692.
    """

    _BITS = 2**23
    _HASHES = 4

    def __init__(self) -> None:
        self._bits = bytearray(self._BITS // 8)

    def add(self, text: str) -> bool:
        """Note the text; True if it was perhaps noted before."""
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4 * self._HASHES).digest()
        perhaps = True
        for begin in range(0, len(digest), 4):
            place = int.from_bytes(digest[begin : begin + 4], "little") % self._BITS
            mask = 1 << (place & 7)
            if not self._bits[place >> 3] & mask:
                perhaps = False
                self._bits[place >> 3] |= mask
        return perhaps
