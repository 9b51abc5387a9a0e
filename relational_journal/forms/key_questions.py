"""Questions answered by single keys: one of a few letters, or less, same and more of several things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from relational_journal.forms.question import Answered, Incomplete, Line, Question, QuestionView, Skipped, folded
from relational_journal.text.alphabet import marks
from relational_journal.text.folding import caseless


class Word(NamedTuple):
    """A listed word chosen by one letter: the letter, the stored value, the label."""

    letter: str
    value: str
    label: str


class Letter(Question[str]):
    """One letter of a few; no Enter needed.

    Args:
        label: the question.
        words: the choices.
        column: where the answer begins; 0 for right after the label.
        skipping: a name for Enter alone, if it needs one.
    """

    has_field = has_words = False

    def __init__(self, label: str, words: Sequence[Word], *, column: int = 0, skipping: str = "") -> None:
        super().__init__(label, column=column)
        self.words = tuple(words)
        self.skipping = skipping
        self.given: str | None = None

    def view(self, typed: str, width: int) -> QuestionView:
        """Return the label, the letters with their words, and at the right the earlier answer."""
        below: list[Line] = [[("dim", self.note)]] if self.note else []
        return QuestionView(self.lines(width, self.given), "", "", below)

    def lines(self, width: int, given: str | None, *, asking: bool = True) -> list[Line]:
        """Lay the question out on as many lines as the width needs, with the letter of the answer at the right."""
        label = self.label.ljust(self.column) if self.column > len(self.label) else f"{self.label}   "
        choices = [f"{word.letter} {word.label}" for word in self.words]
        if self.skipping:
            choices.append(f"Enter {self.skipping}")
        answer = next((word.letter for word in self.words if word.value == given), "" if asking else marks().ordinary)
        cursor: Line = [("cursor", "")] if asking else []
        whole = f"{label}{'   '.join(choices)}"
        if len(whole) + 3 + len(answer) <= width:
            gap = " " * (width - 1 - len(whole) - len(answer))
            return [[("", label), ("dim" if not asking else "", whole[len(label) :]), ("", gap), *cursor, ("", answer)]]
        lines: list[Line] = [[("", line)] for line in folded(self.label, width)]
        rows = folded("   ".join(choices), width - 4, between="   ")
        lines += [[("dim" if not asking else "", f"  {row}")] for row in rows]
        if answer and len(rows[-1]) + 6 < width:
            lines[-1].append(("", " " * (width - 4 - len(rows[-1]))))
        lines[-1] += [*cursor, ("", answer)]
        return lines

    def on_key(self, key: str, typed: str) -> Answered[str] | Skipped | Incomplete | None:
        """Return the word of that letter; any other key gets a note, since there is no input to put it in."""
        for word in self.words:
            if caseless(key) == word.letter:
                return Answered(word.value)
        return Incomplete(note="one of the letters shown, or Enter to skip")

    def on_enter(self, typed: str) -> Answered[str] | Skipped | Incomplete:
        """Skip the question, or keep the earlier answer."""
        return Answered(self.given) if self.given is not None else Skipped()

    def on_erase(self) -> None:
        """Remove the earlier answer."""
        self.given = None

    def format_answer(self, value: str) -> str:
        """Return the label of the word."""
        return next((word.label for word in self.words if word.value == value), value)

    def begin_with(self, value: str) -> None:
        """Show the earlier answer at the right."""
        self.given = value


_AMOUNT_KEYS = {"-": "less", "=": "same", "+": "more"}


class Amounts(Question[Mapping[str, str]]):
    """Less, same or more of several things, one key each; Enter means cannot say.

    Args:
        label: the question.
        items: (key, name) of each thing.
        column: where the answer begins; 0 for right after the label.
    """

    has_field = has_words = False

    def __init__(self, label: str, items: Sequence[tuple[str, str]], *, column: int = 0) -> None:
        super().__init__(label, column=column)
        self.items = tuple(items)
        self.answers: dict[str, str] = {}
        self.at = 0

    def view(self, typed: str, width: int) -> QuestionView:
        """Return the question with its keys, then the things with the answers so far."""
        label = self.label.ljust(self.column) if self.column > len(self.label) else f"{self.label}   "
        keys = "- less   = same   + more   Enter cannot say"
        if len(label) + len(keys) <= width:
            head: list[Line] = [[("", label), ("dim", keys)]]
        else:
            head = [[("", self.label)], [("dim", f"  {keys}")]]
        below: list[Line] = [[("dim", self.note)]] if self.note else []
        return QuestionView([*head, *self.rows(width, self.at)], "", "", below)

    def rows(self, width: int, at: int | None) -> list[Line]:
        """Lay the things out with their signs, `energy  -      worth  =`, the cursor after the current one."""
        signs = {amount: sign for sign, amount in _AMOUNT_KEYS.items()}
        lines: list[Line] = [[("", " ")]]
        used = 1
        for number, (key, name) in enumerate(self.items):
            piece = len(name) + 9
            if used + piece > width and used > 1:
                lines.append([("", " ")])
                used = 1
            sign = signs.get(self.answers.get(key, ""), " " if at is not None and number >= at else marks().ordinary)
            style = "bold" if number == at else ""
            cursor: Line = [("cursor", "")] if number == at else []
            lines[-1] += [("", " "), (style, name), ("", "  "), *cursor, ("", f"{sign}     ")]
            used += piece
        return lines

    def on_key(self, key: str, typed: str) -> Answered[Mapping[str, str]] | Skipped | Incomplete | None:
        """Set the amount of the current thing and go to the next."""
        amount = _AMOUNT_KEYS.get(key)
        if amount is None:
            return Incomplete(note="- less   = same   + more, or Enter if you cannot say")
        self.answers[self.items[self.at][0]] = amount
        settled = self._next()
        return settled._replace(is_answer=True) if isinstance(settled, Incomplete) else settled

    def on_enter(self, typed: str) -> Answered[Mapping[str, str]] | Skipped | Incomplete:
        """Go to the next thing without changing the answer."""
        return self._next()

    def _next(self) -> Answered[Mapping[str, str]] | Skipped | Incomplete:
        self.note = ""
        self.at += 1
        if self.at < len(self.items):
            return Incomplete()
        return Answered(dict(self.answers)) if self.answers else Skipped()

    def on_back(self) -> bool:
        """Go to the previous thing within the row."""
        self.at = min(self.at, len(self.items))
        if self.at == 0:
            return False
        self.at -= 1
        return True

    def on_erase(self) -> None:
        """Remove the answer for the current thing."""
        if self.at < len(self.items):
            self.answers.pop(self.items[self.at][0], None)

    def kept(self, typed: str) -> Mapping[str, str] | None:
        """Return the answers so far."""
        return dict(self.answers) or None

    def format_answer(self, value: Mapping[str, str]) -> str:
        """Return "": the row shows the answer."""
        return ""

    def begin_with(self, value: Mapping[str, str]) -> None:
        """Fill in earlier answers."""
        self.answers = dict(value)
