"""Put tags in story order: the turn is the writer's first move, all other tags come before or after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from relational_journal.capture.syntax.draft import Notice

if TYPE_CHECKING:
    from relational_journal.capture.syntax.tags import Meaning
    from relational_journal.vocabulary.load import Vocabulary

_SIDED = {"responses": ("first", "after"), "feelings": ("felt_before", "felt_after")}
# the field of model.Moment a tag belongs in ("" if it fills no list), and the tag
Place = tuple[str, "Meaning"]
_PLAIN = {"wishes": "wishes", "power": "power", "treated": "treated", "own": "own"}


def turn_of(meanings: Sequence[Meaning]) -> int | None:
    """Return the number of the tag at the turn of the story: the first move, or without one the first urge."""
    moves = [number for number, meaning in enumerate(meanings) if meaning.list == "moves"]
    made = [number for number in moves if meanings[number].prefix != "urge"]
    return made[0] if made else moves[0] if moves else None


def slot_of(meaning: Meaning, *, is_after: bool) -> str:
    """Return the field a tag belongs in, before or after the turn."""
    if meaning.list in _SIDED:
        if meaning.prefix == "braced":
            return "braced"
        later = is_after if meaning.prefix == "" else meaning.prefix == "after"
        return _SIDED[meaning.list][later]
    if meaning.list == "moves":
        return "urges" if meaning.prefix == "urge" else "moves"
    return _PLAIN.get(meaning.list, "")


def in_story_order(meanings: Sequence[Meaning]) -> list[Place]:
    """Return every tag with its field, in the order written."""
    turn = turn_of(meanings)
    return [
        (slot_of(meaning, is_after=turn is not None and number > turn), meaning)
        for number, meaning in enumerate(meanings)
    ]


def two_turns(meanings: Sequence[Meaning], vocabulary: Vocabulary) -> Notice | None:
    """Return the hint for a response between two moves, or None."""
    moves = [n for n, meaning in enumerate(meanings) if meaning.list == "moves" and meaning.prefix != "urge"]
    if len(moves) < 2:
        return None
    for meaning in meanings[moves[0] : moves[-1]]:
        if meaning.list == "responses" and not meaning.prefix:
            label = vocabulary.label(meaning.key)
            return Notice(
                "between", f'"{label}" came between two things you did; two turns are better logged as two moments'
            )
    return None
