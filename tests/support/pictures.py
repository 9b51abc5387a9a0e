"""What stands in a picture: its shapes, its words and its description, read from the file that was written."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from tests.support.program import Program
from tests.support.readers import pdf

SVG = "{http://www.w3.org/2000/svg}"


class Drawing:
    """An SVG, read as XML."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.root = ElementTree.fromstring(source)

    @property
    def title(self) -> str:
        return self.root.findtext(f"{SVG}title") or ""

    @property
    def description(self) -> str:
        return self.root.findtext(f"{SVG}desc") or ""

    @property
    def words(self) -> list[str]:
        """Every text that is drawn, in the order it is drawn."""
        return ["".join(text.itertext()) for text in self.root.iter(f"{SVG}text")]

    def count(self, shape: str, **attributes: str) -> int:
        """How many shapes of this kind have these attributes."""
        found = self.root.iter(f"{SVG}{shape}")
        return sum(all(each.get(name) == value for name, value in attributes.items()) for each in found)


def drawing(rj: Program, *command: str) -> Drawing:
    """The picture of a command as SVG."""
    return Drawing(rj(*command, "--format", "svg").out)


def figures_of(content: bytes) -> list[str]:
    """The alternative text of every figure of a PDF."""

    def under(element: Any) -> list[str]:
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            return [each for part in element for each in under(part)]
        if not hasattr(element, "get"):
            return []
        here = [str(element["/Alt"])] if element.get("/S") == "/Figure" else []
        return here + (under(element["/K"]) if "/K" in element else [])

    root: Any = pdf(content).trailer["/Root"]
    return under(root["/StructTreeRoot"])


def counts_in(line: str) -> dict[str, int]:
    """The counts of a line such as `28 Sep: connection 2, in contact 1`, by their words."""
    _, _, counts = line.partition(": ")
    return {words: int(count) for words, count in re.findall(r"([a-z][a-z -]*?) (\d+)(?:, |$)", counts)}
