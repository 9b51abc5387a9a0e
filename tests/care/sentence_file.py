"""Reads the sentence files: a heading gives language, kind and the topic to be found, the lines under it sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "sentences"


class Sentence(NamedTuple):
    """A sentence and what is to be found in it."""

    language: str
    kind: str
    topic: str  # "" for one that must not be disturbed
    text: str


def sentences(name: str) -> Iterator[Sentence]:
    """The sentences of a file, in order."""
    heading = ["", "", ""]
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = [*line.strip("[]").split(), ""]
        elif line and not line.startswith("#"):
            yield Sentence(heading[0], heading[1], heading[2], line)
