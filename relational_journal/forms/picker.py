"""A question that searches while one types: one or several of a list, or something new."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from relational_journal.forms.option_search import Option, as_typed, pieces, search
from relational_journal.forms.question import Answered, Incomplete, Line, Question, QuestionView, Skipped, folded
from relational_journal.text.alphabet import marks
from relational_journal.text.safe import one_line
from relational_journal.text.width import cells, clipped

_ROWS = 9  # one digit each
Chosen = tuple[Option, ...]


class NewOption:
    """What to do with letters that match nothing in the list.

    Args:
        row: the text of the offer, with {} for the name.
        made: returns a new option for the letters, or None if they cannot be one.
        near: returns options that may have been meant; called only if nothing matches.
    """

    def __init__(
        self,
        row: str,
        made: Callable[[str], Option | None],
        near: Callable[[str], Sequence[Option]] | None = None,
    ) -> None:
        self.row = row
        self.made = made
        self.near = near or (lambda typed: ())


class Picker(Question[Chosen]):
    """Choose by letters or numbers; several separated by commas. Nothing is chosen until it is typed.

    Args:
        label: the question.
        options: in the order in which they are shown.
        most: the most that can be chosen.
        offered: suggestions, numbered below the input from the start, each with the words it was read from as its note.
        new: what letters without a match can become; None if only the list counts.
        open_: show the whole list from the start.
        is_compact: show several on a line, for short names whose notes do not matter.
        hint: shown in the empty input.
        column: where the input begins; 0 for right after the label.
    """

    tells_answer = True

    def __init__(
        self,
        label: str,
        options: Sequence[Option],
        *,
        most: int = 1,
        offered: Sequence[Option] = (),
        new: NewOption | None = None,
        open_: bool = False,
        is_compact: bool = False,
        hint: str = "",
        column: int = 0,
    ) -> None:
        super().__init__(label, hint=hint, column=column)
        self.options = tuple(options)
        self.offered = tuple(offered)
        self.most = most
        self.new = new
        self.first = 0
        self.lit: int | None = None
        self.is_open = open_
        self.is_compact = is_compact
        self._picked: dict[str, Option] = {}

    # What it shows

    def view(self, typed: str, width: int) -> QuestionView:
        """Return the label with its input, the meaning of the letters at the right, and the numbered list below."""
        above, before = self.head(width)
        rows = self.rows(typed)
        below = (
            self._compact(rows, width)
            if self.is_compact
            else [self._row(number, option, width) for number, option in enumerate(rows)]
        )
        if more := self._more(typed):
            below.append([("dim", f"  {more}")])
        if self.note:
            below += [[("dim", f"  {line}")] for line in folded(self.note, width - 3)]
        # A column is left for the cursor.
        hint = clipped(self.hint, max(width - cells(before) - 1, 1), marks().ellipsis)
        return QuestionView(above, before, self.right(typed), below, empty=hint)

    def _row(self, number: int, option: Option, width: int) -> Line:
        """Lay out an option on its own line: number, label, meaning."""
        style = "reverse" if number == self.lit else ""
        label = f"{number + 1} {one_line(self._row_label(option))}"
        note = f"   {one_line(option.note)}" if option.note else ""
        shown = clipped(f"  {label}{note}", width - 1, marks().ellipsis)
        at = min(len(shown), len(label) + 2)
        return [("", shown[:2]), (style, shown[2:at]), ("dim", shown[at:])]

    def _compact(self, rows: Sequence[Option], width: int) -> list[Line]:
        """Lay out several options on a line: number and label."""
        lines: list[Line] = []
        used = width
        for number, option in enumerate(rows):
            label = clipped(f"{number + 1} {one_line(self._row_label(option))}", width - 3, marks().ellipsis)
            if used + 3 + cells(label) > width - 1:
                lines.append([("", "  ")])
                used = 2
            else:
                lines[-1].append(("", "   "))
                used += 3
            lines[-1].append(("reverse" if number == self.lit else "", label))
            used += cells(label)
        return lines

    def rows(self, typed: str) -> tuple[Option, ...]:
        """Return the options that the numbers stand for now."""
        piece = self._pieces(typed)[-1]
        if not piece:
            return self.options[self.first : self.first + _ROWS] if self.is_open else self.offered[:_ROWS]
        if piece in self._picked:
            return ()
        options = self._found(piece)
        new = self.new.made(piece) if self.new and not search(self.options, piece).is_whole else None
        # One digit is left for the offer to create it.
        return (*options[: _ROWS - 1], new) if new else options[:_ROWS]

    def _found(self, piece: str) -> tuple[Option, ...]:
        return search(self.options, piece).options or self._near(piece)

    def _more(self, typed: str) -> str:
        """Describe how many options have no number now, and how to see them."""
        piece = self._pieces(typed)[-1]
        if not piece and self.is_open:
            left = len(self.options) - self.first - _ROWS
            return f"and {left} more: down arrow" if left > 0 else ""
        if not piece:
            return "down arrow: the whole list" if self.options else ""
        left = len(self._found(piece)) - len([option for option in self.rows(typed) if not option.is_new])
        return f"and {left} more: type on" if left > 0 and piece not in self._picked else ""

    def right(self, typed: str) -> str:
        """Return the meaning of the letters so far."""
        meant = [self._meant(piece) for piece in self._pieces(typed) if piece]
        return f" {marks().dot} ".join(one_line(option.shown) for option in meant if option)

    def format_answer(self, value: Chosen) -> str:
        """Return the names of what was chosen."""
        return f" {marks().dot} ".join(one_line(option.shown) for option in value)

    def _row_label(self, option: Option) -> str:
        return self.new.row.format(option.label) if option.is_new and self.new else option.label

    def _pieces(self, typed: str) -> tuple[str, ...]:
        """Split the input at commas if several may be chosen."""
        return pieces(typed) if self.most > 1 else (" ".join(typed.split()),)

    # What keys do

    def on_typed(self) -> None:
        """Start the list again after a change of the input."""
        super().on_typed()
        self.first, self.lit = 0, None

    def on_arrow(self, step: int, typed: str) -> None:
        """Down opens the list, then moves along it and to the next page; up moves back."""
        shown = len(self.rows(typed))
        is_whole_list = not self._pieces(typed)[-1] and self.is_open
        if step > 0 and not self._pieces(typed)[-1] and not self.is_open and (self.lit or 0) >= shown - 1:
            self.is_open, self.first, self.lit = True, 0, None
        elif self.lit is None:
            self.lit = 0 if step > 0 and shown else None
        elif 0 <= self.lit + step < shown:
            self.lit += step
        elif step > 0 and is_whole_list and self.first + shown < len(self.options):
            self.first, self.lit = self.first + shown, 0
        elif step < 0 and is_whole_list and self.first:
            self.first, self.lit = self.first - _ROWS, _ROWS - 1
        elif step < 0:
            self.lit = None

    def on_key(self, key: str, typed: str) -> Answered[Chosen] | Skipped | Incomplete | None:
        """A number chooses its row; a comma ends one choice and begins the next."""
        if key == ",":
            return self._comma(typed)
        if not (key.isascii() and key.isdigit() and key != "0"):
            return None
        rows = self.rows(typed)
        piece = self._pieces(typed)[-1]
        # A digit after letters may belong to a name, such as "Room 2".
        is_name = piece and (search(self.options, piece + key).options or not self._found(piece))
        if int(key) <= len(rows) and not is_name:
            return self._pick(rows[int(key) - 1], typed)
        return Incomplete(note="no such number here") if rows and not piece else None

    def on_enter(self, typed: str) -> Answered[Chosen] | Skipped | Incomplete:
        """Return the meaning of the letters if it is clear; an empty input is skipped."""
        if self.lit is not None:
            return self._pick(self.rows(typed)[self.lit], typed)
        said = [piece for piece in self._pieces(typed) if piece]
        if not said:
            return Skipped()
        meant = [(piece, self._meant(piece)) for piece in said]
        unread = next((piece for piece, option in meant if option is None), None)
        if unread is not None:
            return Incomplete(note=self._what_is_missing(unread))
        chosen = {option.value: option for _, option in meant if option}
        if len(chosen) > self.most:
            return Incomplete(note=f"{self._most_in_words()} at most")
        return Answered(tuple(chosen.values()))

    def begin_with(self, value: Chosen) -> None:
        """Put the names into the input, to be edited as text."""
        for option in value:
            self._picked[as_typed(option)] = option
        self.initial = ", ".join(as_typed(option) for option in value)

    def _comma(self, typed: str) -> Incomplete | None:
        piece = self._pieces(typed)[-1]
        if self.most == 1:
            return None
        if not piece or self._meant(piece) is None:
            return Incomplete(note=self._what_is_missing(piece) if piece else "")
        if len([part for part in self._pieces(typed) if part]) >= self.most:
            return Incomplete(note=f"{self._most_in_words()} at most; Enter goes on")
        return None

    def _pick(self, option: Option, typed: str) -> Answered[Chosen] | Skipped | Incomplete:
        """Replace the letters being typed by this option."""
        self._picked[as_typed(option)] = option
        before = [piece for piece in self._pieces(typed)[:-1] if piece]
        line = ", ".join([*before, as_typed(option)])
        if len(before) + 1 >= self.most:
            self.lit = None
            return self.on_enter(line)
        return Incomplete(typed=f"{line}, ")

    def _meant(self, piece: str) -> Option | None:
        """Return the meaning of some letters: one of the list, or something new if nothing is similar."""
        if piece in self._picked:
            return self._picked[piece]
        found = search(self.options, piece)
        if found.meant or found.options:
            return found.meant
        # Not if something similar exists: a slip of one letter would create a second person or word.
        return self.new.made(piece) if self.new and not self._near(piece) else None

    def _near(self, piece: str) -> tuple[Option, ...]:
        return tuple(self.new.near(piece))[:3] if self.new else ()

    def _what_is_missing(self, piece: str) -> str:
        if self._found(piece):
            return f'a number, or more letters than "{one_line(piece)}"'
        return f'nothing here reads like "{one_line(piece)}"; the down arrow shows the list'

    def _most_in_words(self) -> str:
        return {1: "one", 2: "two", 3: "three"}.get(self.most, str(self.most))
