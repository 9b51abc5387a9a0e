"""Lay out a question on the screen: lines above the field, the field, the meaning of its letters, the list below."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, VSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.processors import (
    AfterInput,
    ConditionalProcessor,
    Processor,
    Transformation,
    TransformationInput,
)

from relational_journal.cli.asking.transcript import cells, columns
from relational_journal.forms.question import Line, Question, QuestionView, folded
from relational_journal.text.safe import safe

T = TypeVar("T")


class _Harmless(Processor):
    """Show direction overrides as a sign, since they would reverse the line."""

    def apply_transformation(self, given: TransformationInput) -> Transformation:
        return Transformation([(part[0], safe(part[1])) for part in given.fragments])


class Drawing(Generic[T]):
    """The layout of one question for prompt_toolkit.

    Args:
        buffer: the buffer of its field.
    """

    def __init__(self, question: Question[T], buffer: Buffer) -> None:
        self.question = question
        self.buffer = buffer
        self.shown = QuestionView([], "", "", [])

    def layout(self) -> Layout:
        """Return the prompt_toolkit layout, with the cursor in the field."""
        question = self.question
        above = FormattedTextControl(lambda: _joined(self.shown.above), focusable=not question.has_field)
        below = FormattedTextControl(lambda: _joined([*self._right_below(), *self.shown.below]))
        parts: list[Any] = [
            ConditionalContainer(
                Window(above, dont_extend_height=True, wrap_lines=True), Condition(lambda: bool(self.shown.above))
            ),
            ConditionalContainer(
                Window(below, dont_extend_height=True, wrap_lines=True),
                Condition(lambda: bool(self._right_below() or self.shown.below)),
            ),
        ]
        if not question.has_field:
            return Layout(HSplit(parts), focused_element=above)
        field = BufferControl(self.buffer, input_processors=self._processors())
        right = FormattedTextControl(lambda: self._right_hint())
        before = FormattedTextControl(lambda: self.shown.before)
        line = VSplit(
            [
                ConditionalContainer(
                    Window(before, dont_extend_width=True, dont_extend_height=True, height=1),
                    Condition(lambda: not question.has_lines),
                ),
                Window(
                    field,
                    wrap_lines=question.has_lines,
                    dont_extend_height=True,
                    get_line_prefix=(lambda number, wrapped: "  " if number or wrapped else "> ")
                    if question.has_lines
                    else None,
                ),
                Window(right, dont_extend_width=True, dont_extend_height=True, height=1),
            ]
        )
        return Layout(HSplit([parts[0], line, parts[1]]), focused_element=field)

    def _processors(self) -> list[Any]:
        processors: list[Any] = [_Harmless()]
        empty = Condition(lambda: not self.buffer.text and bool(self.shown.empty))
        processors.append(ConditionalProcessor(AfterInput(lambda: self.shown.empty, style="class:dim"), empty))
        return processors

    def look(self) -> None:
        """Return the current view of the question, computed once for each redraw."""
        self.shown = self.question.view(self.buffer.text, columns())

    def _right_hint(self) -> str:
        """Return what the letters mean, for the right edge; empty if there is no room."""
        right = self.shown.right
        return f"  {right} " if right and self._has_room(right) else ""

    def _right_below(self) -> list[Line]:
        right = self.shown.right
        rows = folded(right, columns() - 7) if right and not self._has_room(right) else []
        return [[("", f"    {' ' if number else '='} {row}")] for number, row in enumerate(rows)]

    def _has_room(self, right: str) -> bool:
        return cells(self.shown.before) + cells(self.buffer.text) + cells(right) + 4 <= columns()


def _joined(lines: list[Line]) -> StyleAndTextTuples:
    """Join lines into the fragments prompt_toolkit draws."""
    fragments: StyleAndTextTuples = []
    for number, line in enumerate(lines):
        if number:
            fragments.append(("", "\n"))
        for style, text in line:
            fragments.append(
                ("[SetCursorPosition]", "") if style == "cursor" else (f"class:{style}" if style else "", text)
            )
    return fragments
