"""The question for the words of a moment, with drafts of earlier runs within one key's reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from relational_journal.forms.question import Line, QuestionView, Text, folded


class OfferedDraft(NamedTuple):
    """A draft that can be taken up: its name in the journal, when it was kept ("20 Nov 21:12"), its words."""

    name: str
    kept: str
    words: str


class Sentence(Text):
    """Free text; in an empty field the up arrow takes up the newest draft, then those before it.

    What a draft says is shown only once it is taken up: somebody may be looking over the shoulder.

    Args:
        drafts: newest first.
    """

    def __init__(
        self, label: str, *, hint: str = "", heading: bool = True, drafts: Sequence[OfferedDraft] = ()
    ) -> None:
        super().__init__(label, hint=hint, heading=heading)
        self.drafts = tuple(drafts)
        self.taken: OfferedDraft | None = None

    def view(self, typed: str, width: int) -> QuestionView:
        """The field, and below it what the arrows do for the drafts."""
        view = super().view(typed, width)
        told = self.offer("the up arrow takes it up", "the up arrow takes up the newest") if not typed else ""
        if self.taken is not None and typed == self.taken.words:
            at = self.drafts.index(self.taken) + 1
            further = "; up arrow: the one before" if at < len(self.drafts) else ""
            which = f"Draft {at} of {len(self.drafts)}, of {self.taken.kept}."
            told = f"{which} Enter stores it{further}; down arrow: leave it."
        below: list[Line] = [[("dim", f"  {line}")] for line in folded(told, width - 3)]
        return view._replace(below=below)

    def offer(self, one: str, several: str) -> str:
        """The sentence that offers the drafts, by the key that takes them up; "" without drafts."""
        if len(self.drafts) > 1:
            return f"{len(self.drafts)} drafts are waiting: {several}, of {self.drafts[0].kept}."
        return f"A draft of {self.drafts[0].kept} is waiting: {one}." if self.drafts else ""

    def recalled(self, step: int, typed: str) -> str | None:
        """The words an arrow brings into the field; None where it only moves inside what is typed."""
        standing = self.taken.words if self.taken else ""
        if not self.drafts or typed != standing:
            return None
        at = self.drafts.index(self.taken) if self.taken else -1
        at = min(at - step, len(self.drafts) - 1)
        self.taken = self.drafts[at] if at >= 0 else None
        return self.taken.words if self.taken else ""

    def chosen(self, line: str) -> str | None:
        """The words of the draft with that number, where a whole line is typed; None where it is no such number."""
        if not (line.isascii() and line.isdigit() and 1 <= int(line) <= len(self.drafts)):
            return None
        self.taken = self.drafts[int(line) - 1]
        return self.taken.words

    def is_worth_keeping(self, typed: str) -> bool:
        """Whether it is more than a draft that is kept already."""
        return super().is_worth_keeping(typed) and all(typed != draft.words for draft in self.drafts)
