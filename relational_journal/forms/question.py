"""What a question is, and those of free text: what they show, what a key or Enter settles.

Pure: `prompt.py` draws them and reads the keys. The other kinds: `asked_keys.py` (one key each), `choosing.py`.
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
    """Enter, and nothing was said."""


class Incomplete(NamedTuple):
    """Not settled yet: the field may read otherwise now, and `note` says what is missing."""

    typed: str | None = None
    note: str = ""
    is_answer: bool = False  # a part of the question was answered by one key


class Reply(NamedTuple, Generic[T]):
    """A question answered, skipped, gone back from (`back`), `ended` (Esc) or `interrupted` (Ctrl-C).

    `value` is the answer; for ended and interrupted what was there to keep, or None.
    """

    how: str
    value: T | None = None


class QuestionView(NamedTuple):
    """A question as it stands: lines above the field, what stands before and right of it, lines below."""

    above: list[Line]
    before: str
    right: str
    below: list[Line]
    empty: str = ""  # dim, in a field with nothing in it


class Question(ABC, Generic[T]):
    """One question. Each kind overrides what it does differently.

    Args:
        label: the question in words.
        hint: beside it, dim.
        column: where fields begin, so that the fields of a set stand under each other; 0 for right after the label.
    """

    has_field = True
    has_words = True  # whether what stands in the field is worth keeping when the terminal is closed
    has_lines = False  # whether the answer may hold line feeds

    def __init__(self, label: str, *, hint: str = "", column: int = 0) -> None:
        self.label = label
        self.hint = hint
        self.column = column
        self.note = ""
        self.initial = ""

    @abstractmethod
    def view(self, typed: str, width: int) -> QuestionView:
        """How it stands, with that much typed, on a screen of that width."""

    def on_key(self, key: str, typed: str) -> Answered[T] | Skipped | Incomplete | None:
        """What a letter or number settles by itself; None where it is text for the field."""
        return None

    def on_arrow(self, step: int, typed: str) -> None:
        """Down (1) or up (-1)."""

    @abstractmethod
    def on_enter(self, typed: str) -> Answered[T] | Skipped | Incomplete:
        """What Enter settles."""

    def on_back(self) -> bool:
        """Whether Ctrl-B went back inside this question; else it goes to the question before."""
        return False

    def on_erase(self) -> None:
        """Backspace where there is nothing to erase in the field."""

    def on_typed(self) -> None:
        """The field reads otherwise now."""
        self.note = ""

    def recalled(self, step: int, typed: str) -> str | None:
        """What an arrow brings into a field of several lines; None where it moves inside what is typed."""
        return None

    def kept(self, typed: str) -> T | None:
        """What is kept of it when the sitting ends here."""
        return None

    def is_worth_keeping(self, typed: str) -> bool:
        """Whether the words in the field would be lost with the terminal."""
        return self.has_words and bool(typed.strip()) and typed != self.initial

    @abstractmethod
    def told(self, value: T) -> str:
        """The answer as it stays on the screen."""

    @abstractmethod
    def begin_with(self, value: T) -> None:
        """Stand as answered before: the person came back to correct it."""

    def head(self, width: int) -> tuple[list[Line], str]:
        """The lines above the field, and what stands before it on its own line."""
        label = self.label.ljust(self.column) if self.column > len(self.label) + 1 else f"{self.label}  "
        if len(label) > width // 2:
            lines = [[("", line)] for line in folded(self.label, width)]
            return lines, "> "
        return [], label


class Text(Question[str]):
    """Free text; Enter sends it, Alt-Enter begins a new line, what is pasted keeps its lines.

    Args:
        heading: False where the label stands on the screen already.
    """

    has_lines = True

    def __init__(self, label: str, *, hint: str = "", heading: bool = True) -> None:
        super().__init__(label, hint=hint)
        self.heading = heading

    def view(self, typed: str, width: int) -> QuestionView:
        """The label on its own line, then the field."""
        return QuestionView(self.heading_lines(width) if self.heading else [], "> ", "", [])

    def heading_lines(self, width: int) -> list[Line]:
        """The label, its hint beside it where there is room."""
        if self.hint and len(self.label) + len(self.hint) + 2 <= width:
            return [[("", self.label), ("dim", f"  {self.hint}")]]
        lines: list[Line] = [[("", line)] for line in folded(self.label, width)]
        return lines + [[("dim", line)] for line in folded(self.hint, width)]

    def on_enter(self, typed: str) -> Answered[str] | Skipped | Incomplete:
        """Whatever was typed; nothing but white space is skipped."""
        return Answered(typed) if typed.strip() else Skipped()

    def kept(self, typed: str) -> str | None:
        """Words typed so far are kept."""
        return typed if typed.strip() else None

    def told(self, value: str) -> str:
        """The words themselves, made harmless."""
        return safe(value)

    def begin_with(self, value: str) -> None:
        """The words as they were."""
        self.initial = value


def folded(text: str, width: int, *, between: str = " ") -> list[str]:
    """A line of ours over as many lines as the width needs, parted only where `between` stands."""
    lines: list[str] = []
    for part in (one_line(text) if between == " " else text).split(between) if text else []:
        if lines and len(lines[-1]) + len(between) + len(part) <= width:
            lines[-1] += between + part
        else:
            lines.append(part)
    return lines
