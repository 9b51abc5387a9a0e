"""The question for the words of a moment, which also offers drafts of earlier runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from relational_journal.forms.question import Line, QuestionView, Text, folded


class OfferedDraft(NamedTuple):
    """A draft to take up: its name in the journal, when it was saved ("20 Nov 21:12"), its words."""

    name: str
    kept: str
    words: str


class Sentence(Text):
    """Free text; in an empty input the up arrow takes up the newest draft, then older ones.

    The words of a draft are shown only once it is taken up: somebody may be looking over the person's shoulder.

    Args:
        label, hint, heading: as in Text.
        drafts: newest first.
    """

    def __init__(
        self, label: str, *, hint: str = "", heading: bool = True, drafts: Sequence[OfferedDraft] = ()
    ) -> None:
        super().__init__(label, hint=hint, heading=heading)
        self.drafts = tuple(drafts)
        self.taken: OfferedDraft | None = None

    def view(self, typed: str, width: int) -> QuestionView:
        """Return the input, and below it what the arrows do with the drafts."""
        view = super().view(typed, width)
        hint = self.offer("the up arrow takes it up", "the up arrow takes up the newest") if not typed else ""
        if self.taken is not None and typed == self.taken.words:
            at = self.drafts.index(self.taken) + 1
            further = "; up arrow: the one before" if at < len(self.drafts) else ""
            which = f"Draft {at} of {len(self.drafts)}, of {self.taken.kept}."
            hint = f"{which} Enter stores it{further}; down arrow: leave it."
        below: list[Line] = [[("dim", f"  {line}")] for line in folded(hint, width - 3)]
        return view._replace(below=below)

    def offer(self, one: str, several: str) -> str:
        """Return the sentence that offers the drafts; "" without drafts."""
        if len(self.drafts) > 1:
            return f"{len(self.drafts)} drafts are waiting: {several}, of {self.drafts[0].kept}."
        return f"A draft of {self.drafts[0].kept} is waiting: {one}." if self.drafts else ""

    def recalled(self, step: int, typed: str) -> str | None:
        """Return the words an arrow brings into the input; None if it only moves the cursor."""
        standing = self.taken.words if self.taken else ""
        if not self.drafts or typed != standing:
            return None
        at = self.drafts.index(self.taken) if self.taken else -1
        at = min(at - step, len(self.drafts) - 1)
        self.taken = self.drafts[at] if at >= 0 else None
        return self.taken.words if self.taken else ""

    def chosen(self, line: str) -> str | None:
        """Return the words of the draft with the typed number; None if it is no such number."""
        if not (line.isascii() and line.isdigit() and 1 <= int(line) <= len(self.drafts)):
            return None
        self.taken = self.drafts[int(line) - 1]
        return self.taken.words

    def is_worth_keeping(self, typed: str) -> bool:
        """Whether it is more than a draft that is saved already."""
        return super().is_worth_keeping(typed) and all(typed != draft.words for draft in self.drafts)
