"""Choosing the lines of a page on one screen: arrows move, space leaves out or brings back, f folds a part."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from relational_journal.forms.question import Answered, Incomplete, Line, Question, QuestionView, Skipped
from relational_journal.text.alphabet import shows_unicode
from relational_journal.text.width import clipped

PREVIEW = "preview"  # what the key p answers
_LEAST_ROWS = 5
_MOST_NOTES = 8


class PageLine(NamedTuple):
    """A line of the page: its number, which stays, and what it says."""

    number: int
    text: str


class PagePart(NamedTuple):
    """A part of the page and its lines."""

    heading: str
    lines: tuple[PageLine, ...]


class Place(NamedTuple):
    """A place of the pointer: a part, and a line of it, or None for its heading."""

    part: int
    line: int | None


class PageChooser(Question[str]):
    """The lines of a page in a window around the pointer; what is typed below it is a command, sent by Enter.

    Args:
        parts: what there is to choose from.
        is_left_out: returns for a number whether its line is left out.
        toggle: leaves out the line of a number, or brings it back.
        rows: the height of the terminal in lines.

    `notes` are shown below the lines, `folded` are the headings of folded parts, `at` is the place of the pointer.
    """

    has_words = False

    def __init__(
        self,
        label: str,
        parts: Sequence[PagePart],
        *,
        is_left_out: Callable[[int], bool],
        toggle: Callable[[int], None],
        rows: int,
        hint: str = "",
    ) -> None:
        super().__init__(label, hint=hint)
        self.parts = tuple(parts)
        self.notes: Sequence[str] = ()
        self.folded: set[str] = set()
        self.at = 0
        self._rows = rows
        self._is_left_out = is_left_out
        self._toggle = toggle

    def places(self) -> list[Place]:
        """Return the places the pointer can be at: every heading, and the lines below it unless it is folded."""
        found = []
        for at, part in enumerate(self.parts):
            found.append(Place(at, None))
            if part.heading not in self.folded:
                found += [Place(at, line) for line in range(len(part.lines))]
        return found

    def view(self, typed: str, width: int) -> QuestionView:
        """Return the lines around the pointer, what is to be said, and the field for commands."""
        notes = [row for note in self.notes for row in self._wrapped(note, width)][:_MOST_NOTES]
        keys = textwrap.wrap(self.hint, width - 2)
        room = max(_LEAST_ROWS, self._rows - len(notes) - len(keys) - 4)
        rows = list(self._drawn(width))
        pointed = next((at for at, (is_at, _) in enumerate(rows) if is_at), 0)
        first = max(0, min(pointed - room // 2, len(rows) - room))
        above = [line for _, line in rows[first : first + room]]
        if notes:
            above += [[], *([("dim", note)] for note in notes)]
        above.append([])
        below: list[Line] = [[("dim", key)] for key in keys]
        if self.note:
            below.insert(0, [("dim", self.note)])
        return QuestionView(above, f"{self.label}  ", "", below)

    def _drawn(self, width: int) -> Iterator[tuple[bool, Line]]:
        """Yield every row, and whether the pointer is on it; the line it is on in full, the others on one row each."""
        for at, place in enumerate(self.places()):
            is_here = at == self.at
            pointer = "> " if is_here else "  "
            part = self.parts[place.part]
            if place.line is None:
                is_folded = part.heading in self.folded
                lines = f"{len(part.lines)} line{'' if len(part.lines) == 1 else 's'}"
                yield (
                    is_here,
                    [("", pointer), ("bold", part.heading), ("dim", f"   {lines}, folded" if is_folded else "")],
                )
                continue
            line = part.lines[place.line]
            is_out = self._is_left_out(line.number)
            head = f"{line.number:>3} {'-' if is_out else '+'} "
            room = max(10, width - len(pointer) - len(head) - 1)
            ellipsis = "…" if shows_unicode() else "..."
            shown = f"(left out) {line.text}" if is_out else line.text
            wrapped = textwrap.wrap(shown, room)[:4] if is_here else [clipped(shown, room, ellipsis)]
            style = "dim" if is_out else ""
            for number, row in enumerate(wrapped or [""]):
                yield is_here and not number, [("", pointer + head if not number else " " * 8), (style, row)]

    def _wrapped(self, note: str, width: int) -> list[str]:
        return [
            row for line in note.splitlines() for row in textwrap.wrap(line, width - 2, drop_whitespace=True) or [""]
        ]

    def on_key(self, key: str, typed: str) -> Answered[str] | Skipped | Incomplete | None:
        """In an empty field: space leaves out or brings back, f folds, p shows the page."""
        # Letters of a command that was begun belong to the command.
        if typed:
            return None
        place = self.places()[self.at] if self.parts else None
        if key == " " and place is not None:
            lines = self.parts[place.part].lines
            for line in lines if place.line is None else (lines[place.line],):
                self._toggle(line.number)
            return Incomplete()
        if key == "f" and place is not None:
            self.folded ^= {self.parts[place.part].heading}
            # The line that the pointer was on is hidden now; its heading is not.
            self.at = self.places().index(Place(place.part, None))
            return Incomplete()
        if key == "p":
            return Answered(PREVIEW)
        return Incomplete() if key == " " else None

    def on_arrow(self, step: int, typed: str) -> None:
        """Move the pointer."""
        self.at = max(0, min(self.at + step, len(self.places()) - 1))

    def on_enter(self, typed: str) -> Answered[str] | Skipped | Incomplete:
        """Send the command that was typed; with none the choice is made."""
        return Answered(typed) if typed.strip() else Skipped()

    def format_answer(self, value: str) -> str:
        """Return "": the screen shows what was chosen."""
        return ""

    def begin_with(self, value: str) -> None:
        """Do nothing: the answer is a command, which is not corrected."""
