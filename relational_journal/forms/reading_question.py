"""The question that reads a sentence back: one line in story order, or opened, each part with a number. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import NamedTuple

from relational_journal.capture.suggest.reading_back import PERSON, TONE, Part, Reading
from relational_journal.forms.question import Answered, Incomplete, Line, Question, QuestionView, Skipped, folded
from relational_journal.text.alphabet import marks
from relational_journal.text.folding import caseless
from relational_journal.text.safe import one_line
from relational_journal.text.width import cells

_LABEL = "Reads like"
_COLUMN = 13
_NARROW = 50  # on fewer columns the label stands on a line of its own
_TONES = {"connection": "closer", "disconnection": "further", "mixed": "both"}
_BEFORE = ("people", "first", "felt_before")


class Kept(NamedTuple):
    """A reading, and the parts of it that were kept."""

    reading: Reading
    parts: tuple[Part, ...]


class ReadingBack(Question[Kept]):
    """Enter keeps what is sure, `e` opens it part by part, `n` leaves it out.

    Args:
        reading: what the words seem to say; at least one part.
        label: how a key reads inside a story.
    """

    has_field = has_words = False
    tells_answer = True

    def __init__(self, reading: Reading, label: Callable[[str], str]) -> None:
        super().__init__(_LABEL)
        self.reading = reading
        self._key_label = label
        self.ticked = {number for number, part in enumerate(reading.parts) if part.is_sure}
        self.is_open = False

    # What it shows

    def view(self, typed: str, width: int) -> QuestionView:
        """Return the parts, and the keys below them."""
        lines = self._opened(width) if self.is_open else self._closed(self._chosen(), width)
        below = self._hint_rows(self._keys(), width)
        if self.note:
            below += self._hint_rows(self.note, width)
        below[-1].append(("cursor", ""))
        return QuestionView([*lines, *below], "", "", [])

    def lines_left(self, value: Kept | None, width: int) -> list[Line]:
        """Return what was kept, as it stays on the screen."""
        if value is None or not value.parts:
            return [[("", f"{_LABEL.ljust(_COLUMN)}{'left out' if value else marks().ordinary}")]]
        lines = self._closed(value.parts, width)
        used = sum(cells(text) for _, text in lines[-1])
        if used + 7 < width:
            lines[-1].append(("dim", " " * (width - 5 - used) + "kept"))
        else:
            lines += self._hint_rows("kept", width)
        return lines

    def format_answer(self, value: Kept) -> str:
        """Return what was kept, in words."""
        return f" {marks().dot} ".join(self._part(part) for part in value.parts) or "left out"

    def _closed(self, parts: Sequence[Part], width: int) -> list[Line]:
        """Return the parts in story order; an arrow between what came first, what I did and what came after."""
        dot, arrow = f" {marks().dot}", f" {marks().arrow}"
        pieces = []
        for number, part in enumerate(parts):
            follows = parts[number + 1] if number + 1 < len(parts) else None
            is_next = follows is not None and follows.kind != TONE and _stage(follows) != _stage(part)
            pieces.append(self._part(part) + ("" if follows is None else arrow if is_next else dot))
        hidden = len(self.reading.parts) - len(parts)
        if not parts:
            pieces = [f"{hidden} read in there, not for sure: e"]
        room = self._room(width)
        rows: list[str] = []
        for piece in pieces:
            if rows and cells(rows[-1]) + 1 + cells(piece) <= room:
                rows[-1] += f" {piece}"
            else:
                rows += textwrap.wrap(piece, room, break_long_words=False) or [""]
        return self._labelled(rows, width)

    def _opened(self, width: int) -> list[Line]:
        """Return a row for each part: its number, whether it is kept, what it is."""
        rows: list[str] = []
        for number, part in enumerate(self.reading.parts):
            sign = "x" if number in self.ticked else " "
            text = f"{number + 1} [{sign}] {self._part(part)}"
            rows += textwrap.wrap(text, self._room(width), break_long_words=False, subsequent_indent="      ")
        return self._labelled(rows, width)

    def _labelled(self, rows: Sequence[str], width: int) -> list[Line]:
        if width < _NARROW:
            return [[("", _LABEL)], *([("", f"  {row}")] for row in rows)]
        return [[("", f"{'' if at else _LABEL:<{_COLUMN}}{row}")] for at, row in enumerate(rows)]

    def _hint_rows(self, text: str, width: int) -> list[Line]:
        """Return our own words under the parts, dim, broken at the dots between them if there is room for that."""
        between = f" {marks().dot} "
        rows: list[str] = []
        for part in text.split(between):
            if rows and cells(rows[-1]) + len(between) + cells(part) <= self._room(width):
                rows[-1] += between + part
            else:
                rows += folded(part, self._room(width))
        indent = " " * (2 if width < _NARROW else _COLUMN)
        return [[("dim", indent + row)] for row in rows]

    def _room(self, width: int) -> int:
        return max(12, width - 1 - (2 if width < _NARROW else _COLUMN))

    def _keys(self) -> str:
        dot = f" {marks().dot} "
        if self.is_open:
            return dot.join(("a number keeps a part or leaves it out", "Enter keeps the marked", "n leaves all out"))
        if not self.ticked:
            return dot.join(("Enter goes on", "e opens it"))
        more = len(self.reading.parts) - len(self.ticked)
        keys = ("Enter keeps it", "e opens it", "n leaves it out")
        return dot.join((*keys, f"{more} more read in there: e") if more else keys)

    def _part(self, part: Part) -> str:
        """`they criticised me "only ring when I need something"`."""
        if part.kind == PERSON:
            is_same = caseless(part.because) == caseless(part.key)
            return f"with {one_line(part.key)}" if is_same else f'with {one_line(part.key)} "{one_line(part.because)}"'
        if part.kind == TONE:
            return _TONES.get(part.key, part.key)
        why = f" (because you read it so {_times(part.uses)})" if part.uses else ""
        label = one_line(self._key_label(part.key))
        subject = "I " if part.slot == "moves" else ""
        return f'{subject}{label} "{one_line(part.because)}"{why}'

    def _chosen(self) -> tuple[Part, ...]:
        return tuple(part for number, part in enumerate(self.reading.parts) if number in self.ticked)

    # What keys do

    def on_key(self, key: str, typed: str) -> Answered[Kept] | Skipped | Incomplete | None:
        """`e` opens it, `n` leaves it out, a number changes its part once it is open."""
        letter = caseless(key)
        if letter == "n":
            self.ticked = set()
            return Answered(Kept(self.reading, ()))
        if letter == "e":
            self.is_open = True
            # An Enter typed out of habit right after it must not keep parts that nobody has seen.
            return Incomplete(is_answer=True)
        if self.is_open and key.isascii() and key.isdigit() and 0 < int(key) <= len(self.reading.parts):
            self.ticked ^= {int(key) - 1}
            return Incomplete()
        return Incomplete(note=self._keys() if not self.is_open else "one of the numbers shown, Enter, or n")

    def on_enter(self, typed: str) -> Answered[Kept] | Skipped | Incomplete:
        """Keep what is marked; with nothing sure and nothing marked go on."""
        chosen = self._chosen()
        if not chosen and not any(part.is_sure for part in self.reading.parts):
            return Skipped()
        return Answered(Kept(self.reading, chosen))

    def on_back(self) -> bool:
        """Close the list of parts if it is open."""
        was, self.is_open = self.is_open, False
        return was

    def begin_with(self, value: Kept) -> None:
        """Mark what was kept before."""
        # Other words have other parts, which were never answered.
        if value.reading.text == self.reading.text:
            kept = {(part.slot, part.key) for part in value.parts}
            self.ticked = {n for n, part in enumerate(self.reading.parts) if (part.slot, part.key) in kept}


def _stage(part: Part) -> int:
    """Return where a part stands in the story: before, what I did, after."""
    return 0 if part.slot in _BEFORE else 1 if part.slot == "moves" else 2


def _times(uses: int) -> str:
    return {1: "once", 2: "twice"}.get(uses, f"{uses} times")
