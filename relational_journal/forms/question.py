"""What a question shows and what a key or Enter does; and the question for free text.

Nothing is drawn here: the prompter draws the views and reads the keys. key_questions.py and picker.py have the other
kinds of question.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic, NamedTuple, TypeVar

from relational_journal.text.safe import one_line, safe

T = TypeVar("T")
Fragment = tuple[str, str]  # style ("", "dim", "bold", "reverse", "cursor"), text
Line = list[Fragment]


class Answered(NamedTuple, Generic[T]):
    """The question is answered."""

    value: T


class Skipped(NamedTuple):
    """Enter was pressed with an empty input."""


class Incomplete(NamedTuple):
    """Not answered yet: `typed` replaces the input, `note` says what is missing."""

    typed: str | None = None
    note: str = ""
    is_answer: bool = False  # whether one key has answered a part of the question


class Reply(NamedTuple, Generic[T]):
    """How asking ended: answered, skipped, `back`, `ended` (Esc) or `interrupted` (Ctrl-C).

    `value` is the answer; after `ended` and `interrupted` what can be kept, or None.
    """

    how: str
    value: T | None = None


class QuestionView(NamedTuple):
    """A question as it is shown: lines above the input, what is before and right of it, lines below."""

    above: list[Line]
    before: str
    right: str
    below: list[Line]
    empty: str = ""  # dim text in an empty input


class Question(ABC, Generic[T]):
    """One question. Each kind overrides what differs.

    Args:
        label: the question in words.
        hint: shown next to it, dim.
        column: where the input begins, so that the inputs of a set are aligned; 0 for right after the label.
    """

    has_field = True
    has_words = True  # whether the input is worth saving if the terminal is closed
    tells_answer = False  # whether a terminal that cannot redraw says what was answered
    has_lines = False  # whether the answer may contain line feeds

    def __init__(self, label: str, *, hint: str = "", column: int = 0) -> None:
        self.label = label
        self.hint = hint
        self.column = column
        self.note = ""
        self.initial = ""

    @abstractmethod
    def view(self, typed: str, width: int) -> QuestionView:
        """Return how the question looks with this input at this width in columns."""

    def on_key(self, key: str, typed: str) -> Answered[T] | Skipped | Incomplete | None:
        """Return what a letter or digit settles by itself; None if it is text for the input."""
        return None

    def on_arrow(self, step: int, typed: str) -> None:
        """Handle an arrow key: down (1) or up (-1)."""

    @abstractmethod
    def on_enter(self, typed: str) -> Answered[T] | Skipped | Incomplete:
        """Return what Enter settles."""

    def on_back(self) -> bool:
        """Whether Ctrl-B went back within this question; otherwise it goes to the question before."""
        return False

    def on_erase(self) -> None:
        """Handle Backspace in an empty input."""

    def on_typed(self) -> None:
        """Handle a change of the input."""
        self.note = ""

    def recalled(self, step: int, typed: str) -> str | None:
        """Return what an arrow key brings into a multi-line input; None if it only moves the cursor."""
        return None

    def kept(self, typed: str) -> T | None:
        """Return what is kept if the form ends here."""
        return None

    def is_worth_keeping(self, typed: str) -> bool:
        """Whether the text in the input should be saved if the terminal is closed."""
        return self.has_words and bool(typed.strip()) and typed != self.initial

    @abstractmethod
    def format_answer(self, value: T) -> str:
        """Return the answer as it remains on the screen."""

    def lines_left(self, value: T | None, width: int) -> list[Line] | None:
        """Return the lines that stay on the screen after the answer; None for those usual for its kind."""
        return None

    @abstractmethod
    def begin_with(self, value: T) -> None:
        """Fill in an earlier answer, which the person came back to correct."""

    def head(self, width: int) -> tuple[list[Line], str]:
        """Return the lines above the input, and what is before it on its own line."""
        label = self.label.ljust(self.column) if self.column > len(self.label) + 1 else f"{self.label}  "
        if len(label) > width // 2:
            lines = [[("", line)] for line in folded(self.label, width)]
            return lines, "> "
        return [], label


class Text(Question[str]):
    """Free text; Enter sends it, Alt-Enter starts a new line, pasted text keeps its lines.

    Args:
        label: the question.
        hint: shown next to it, dim.
        heading: False if the label is on the screen already.
    """

    has_lines = True

    def __init__(self, label: str, *, hint: str = "", heading: bool = True) -> None:
        super().__init__(label, hint=hint)
        self.heading = heading

    def view(self, typed: str, width: int) -> QuestionView:
        """Return the label on its own line, then the input."""
        return QuestionView(self.heading_lines(width) if self.heading else [], "> ", "", [])

    def heading_lines(self, width: int) -> list[Line]:
        """Return the label with its hint next to it, if there is room."""
        if self.hint and len(self.label) + len(self.hint) + 2 <= width:
            return [[("", self.label), ("dim", f"  {self.hint}")]]
        lines: list[Line] = [[("", line)] for line in folded(self.label, width)]
        return lines + [[("dim", line)] for line in folded(self.hint, width)]

    def on_enter(self, typed: str) -> Answered[str] | Skipped | Incomplete:
        """Return whatever was typed; only white space is skipped."""
        return Answered(typed) if typed.strip() else Skipped()

    def kept(self, typed: str) -> str | None:
        """Return the words typed so far."""
        return typed if typed.strip() else None

    def format_answer(self, value: str) -> str:
        """Return the words, made safe for the terminal."""
        return safe(value)

    def begin_with(self, value: str) -> None:
        """Fill in the earlier words."""
        self.initial = value


def folded(text: str, width: int, *, between: str = " ") -> list[str]:
    """Wrap a line of our own wording to the width, breaking only at `between`."""
    lines: list[str] = []
    for part in (one_line(text) if between == " " else text).split(between) if text else []:
        if lines and len(lines[-1]) + len(between) + len(part) <= width:
            lines[-1] += between + part
        else:
            lines.append(part)
    return lines
