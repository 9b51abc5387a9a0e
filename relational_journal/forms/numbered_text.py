"""The question for words that may name an entry of a list by its number."""

from __future__ import annotations

from collections.abc import Mapping

from relational_journal.forms.question import Answered, Incomplete, QuestionView, Skipped, Text, folded


class NumberedText(Text):
    """Free text in which a number alone stands for an entry: Enter puts its day and people in, and words may follow.

    Args:
        label: the question.
        numbers: number → how the entry is named.
        hint: shown next to the question, dim.
    """

    def __init__(self, label: str, numbers: Mapping[str, str], *, hint: str = "") -> None:
        super().__init__(label, hint=hint)
        self.numbers = numbers

    def view(self, typed: str, width: int) -> QuestionView:
        """Return the label and the input, and below it what is missing."""
        view = super().view(typed, width)
        return view._replace(below=[[("dim", f"  {line}")] for line in folded(self.note, width - 3)])

    def chosen(self, line: str) -> str | None:
        """Return what a typed number puts into the input; None if it is no number of the list."""
        name = self.numbers.get(line.strip().rstrip("."))
        return None if name is None else f"{name}: "

    def on_enter(self, typed: str) -> Answered[str] | Skipped | Incomplete:
        """Put the named entry into the input, or return the words."""
        put = self.chosen(typed)
        if put is not None:
            return Incomplete(typed=put, note="words about it, if you like; Enter keeps it")
        return Answered(self._said(typed)) if typed.strip() else Skipped()

    def kept(self, typed: str) -> str | None:
        """Return the words typed so far; of a number alone, the entry it stands for."""
        said = self._said(self.chosen(typed) or typed)
        return said if said.strip() else None

    def _said(self, typed: str) -> str:
        """Return the words, without the colon behind an entry that nothing was said about."""
        bare = typed.rstrip().removesuffix(":")
        return bare if bare in self.numbers.values() else typed
