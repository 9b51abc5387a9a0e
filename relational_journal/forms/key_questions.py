"""The questions one key answers: a letter of a few, or less, same and more of several things. Pure, like `asked.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from relational_journal.forms.question import Answered, Incomplete, Line, Question, QuestionView, Skipped, folded
from relational_journal.text.alphabet import marks
from relational_journal.text.folding import caseless


class Word(NamedTuple):
    """A listed word one letter chooses: the letter, what is stored, how it reads."""

    letter: str
    value: str
    label: str


class Letter(Question[str]):
    """One letter of a few; no Enter needed.

    Args:
        words: what there is to choose.
        skipping: how Enter alone is called, where that is not plain.
    """

    has_field = has_words = False

    def __init__(self, label: str, words: Sequence[Word], *, column: int = 0, skipping: str = "") -> None:
        super().__init__(label, column=column)
        self.words = tuple(words)
        self.skipping = skipping
        self.given: str | None = None

    def view(self, typed: str, width: int) -> QuestionView:
        """Label, letters with their words, and at the right the letter given before."""
        below: list[Line] = [[("dim", self.note)]] if self.note else []
        return QuestionView(self.lines(width, self.given), "", "", below)

    def lines(self, width: int, given: str | None, *, asking: bool = True) -> list[Line]:
        """The question on as many lines as the width needs, the answer's letter at the right."""
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
        """The word of that letter."""
        for word in self.words:
            if caseless(key) == word.letter:
                return Answered(word.value)
        return Incomplete(note="one of the letters shown, or Enter to skip")

    def on_enter(self, typed: str) -> Answered[str] | Skipped | Incomplete:
        """Skips, or keeps what was given before."""
        return Answered(self.given) if self.given is not None else Skipped()

    def on_erase(self) -> None:
        """Takes the answer given before out again."""
        self.given = None

    def told(self, value: str) -> str:
        """The letter stands in the line itself."""
        return next((word.label for word in self.words if word.value == value), value)

    def begin_with(self, value: str) -> None:
        """The answer given before stands at the right."""
        self.given = value


_AMOUNT_KEYS = {"-": "less", "=": "same", "+": "more"}


class Amounts(Question[Mapping[str, str]]):
    """Less, same or more of several things, one key each; Enter cannot say.

    Args:
        items: what is stored, how it is called.
    """

    has_field = has_words = False

    def __init__(self, label: str, items: Sequence[tuple[str, str]], *, column: int = 0) -> None:
        super().__init__(label, column=column)
        self.items = tuple(items)
        self.answers: dict[str, str] = {}
        self.at = 0

    def view(self, typed: str, width: int) -> QuestionView:
        """The question with its keys, then the things with what was said of each so far."""
        label = self.label.ljust(self.column) if self.column > len(self.label) else f"{self.label}   "
        keys = "- less   = same   + more   Enter cannot say"
        if len(label) + len(keys) <= width:
            head: list[Line] = [[("", label), ("dim", keys)]]
        else:
            head = [[("", self.label)], [("dim", f"  {keys}")]]
        below: list[Line] = [[("dim", self.note)]] if self.note else []
        return QuestionView([*head, *self.rows(width, self.at)], "", "", below)

    def rows(self, width: int, at: int | None) -> list[Line]:
        """`energy  -      worth  =`, over as many lines as the width needs; the cursor after the thing asked now."""
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
        """Sets the amount of the thing asked now and goes to the next."""
        amount = _AMOUNT_KEYS.get(key)
        if amount is None:
            return Incomplete(note="- less   = same   + more, or Enter where you cannot say")
        self.answers[self.items[self.at][0]] = amount
        settled = self._next()
        return settled._replace(is_answer=True) if isinstance(settled, Incomplete) else settled

    def on_enter(self, typed: str) -> Answered[Mapping[str, str]] | Skipped | Incomplete:
        """Cannot say (or stays as said before): on to the next."""
        return self._next()

    def _next(self) -> Answered[Mapping[str, str]] | Skipped | Incomplete:
        self.note = ""
        self.at += 1
        if self.at < len(self.items):
            return Incomplete()
        return Answered(dict(self.answers)) if self.answers else Skipped()

    def on_back(self) -> bool:
        """To the thing before, inside the row."""
        self.at = min(self.at, len(self.items))
        if self.at == 0:
            return False
        self.at -= 1
        return True

    def on_erase(self) -> None:
        """Takes back what was said of the thing asked now."""
        if self.at < len(self.items):
            self.answers.pop(self.items[self.at][0], None)

    def kept(self, typed: str) -> Mapping[str, str] | None:
        """What was said so far."""
        return dict(self.answers) or None

    def told(self, value: Mapping[str, str]) -> str:
        """The row tells it."""
        return ""

    def begin_with(self, value: Mapping[str, str]) -> None:
        """The row as answered before."""
        self.answers = dict(value)
