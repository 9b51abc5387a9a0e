"""The writer's own moves in a sentence, each with the words it was read from; offered, never preselected."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary


class Said(NamedTuple):
    """A move and the words of the sentence it was read from."""

    key: str
    because: str


def moves_said(text: str, vocabulary: Vocabulary, *, most: int = 3) -> tuple[Said, ...]:
    """Return the first moves that `rj suggest` finds in the text, in the order of the text.

    >>> from relational_journal.vocabulary.load import vocabulary
    >>> moves_said("Mum said I only ring when I need something. I laughed it off.", vocabulary())
    (Said(key='made-a-joke-of-it', because='laughed it off'),)
    """
    from relational_journal.capture.suggest.suggest import suggest

    tags = suggest(text, vocabulary).tags
    return tuple(Said(tag.key, tag.because) for tag in tags if tag.slot == "moves")[:most]
