"""Prints how many plain statements are found and how many other sentences disturbed: `python -m tests.care.figures`."""

from __future__ import annotations

from collections.abc import Iterable

from relational_journal.care.reading import topics
from tests.care.sentence_file import FOLDER, Sentence, sentences


def figures(read: Iterable[Sentence]) -> tuple[int, int, int, int]:
    """Plain statements found, plain statements, others disturbed, others."""
    found = plain = disturbed = others = 0
    for sentence in read:
        said = topics(sentence.text)
        if sentence.topic:
            plain += 1
            found += sentence.topic in said
        else:
            others += 1
            disturbed += bool(said)
    return found, plain, disturbed, others


def main() -> None:
    """One line for each set."""
    for path in sorted(FOLDER.glob("*.txt")):
        found, plain, disturbed, others = figures(sentences(path.stem))
        print(f"{path.stem:8} plain statements found {found} of {plain}, others disturbed {disturbed} of {others}")


if __name__ == "__main__":
    main()
