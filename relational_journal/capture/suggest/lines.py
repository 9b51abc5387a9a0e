"""Lines of a file that is mapped into memory, of which only those asked for are read."""

import mmap
from pathlib import Path


class Lines:
    """The lines of a file, named by where they begin or, if they are in order, by their first word.

    Args:
        path: a file in UTF-8 that does not change; each of its lines ends in a line feed.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def at(self, begin: int) -> str:
        """Return the line that begins at a byte, without its line feed."""
        return self._content[begin : self._content.find(b"\n", begin)].decode()

    def after(self, word: str) -> str:
        """Return what stands after a word and a space in the line that begins with them; "" if there is none.

        The lines must be in the order of their bytes.
        """
        content, sought = self._content, f"{word} ".encode("utf-8", "replace")
        low, high = 0, len(content)  # both begin a line; the line is not before `low`, and is before `high`
        while low < high:
            begin = content.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = content.find(b"\n", begin)
            if content[begin : begin + len(sought)] == sought:
                return content[begin + len(sought) : end].decode()
            if content[begin:end] < sought:
                low = end + 1
            else:
                high = begin
        return ""
