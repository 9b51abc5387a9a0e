"""Ask the questions of a form at the terminal, one after another."""

from __future__ import annotations

from time import monotonic

from relational_journal.cli.asking import keyboard
from relational_journal.cli.asking.transcript import columns, rows_written, say, take_back
from relational_journal.errors import JournalError, WordingError
from relational_journal.forms.form import Form
from relational_journal.text.alphabet import marks
from relational_journal.text.safe import one_line

_ENOUGH_SECONDS = 20 * 60  # going over painful things for longer seldom helps


def run(form: Form, first: int = 0) -> str:
    """Ask what the entry does not say yet, starting at this question.

    Returns:
        `done`, `ended` (Esc) or `interrupted` (Ctrl-C); the answers are stored in each case.
    """
    return _Run(form).run(first)


def how_to_go_on(*, stop: str = "Esc ends, kept") -> str:
    """Return the keys that work in every question, in one line."""
    return f" {marks().dot} ".join(("Enter skips", "Ctrl-B back", stop))


class _Run:
    """One form at the terminal."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._begun: dict[int, tuple[int, int]] = {}  # question → rows above it, and their width

    def run(self, first: int) -> str:
        from relational_journal.cli.care import stops_here

        began, is_long = monotonic(), False
        at = self.form.next_from(first)
        try:
            if stops_here(self.form.journal):  # the rows written before the questions
                return "ended"
            while at is not None:
                if not is_long and monotonic() - began > _ENOUGH_SECONDS:
                    is_long = True
                    say("  That may be enough for today. Esc ends here; what you said is kept.")
                how = self._ask(at)
                if how in ("ended", "interrupted"):
                    return how
                if how == "answered" and stops_here(self.form.journal):
                    return "ended"
                at = self.form.next_from(self._go_back(at) if how == "back" else at + 1)
        finally:
            keyboard.release()
        return "done"

    def _ask(self, at: int) -> str:
        """Ask one question and store its answer; return how it ended."""
        from relational_journal.cli.asking import prompter
        from relational_journal.cli.drafts import keep_words, kept_on_failure

        form = self.form
        self._begun[id(form.asks[at])] = rows_written(), columns()
        if heading := form.heading(at):
            say(heading)
        standing = None
        while True:
            reply = prompter.ask(form.question(at, standing))
            if reply.how == "back":
                return "back"
            form.visit(at)
            if reply.value is None and (reply.how != "skipped" or not form.is_answered(at)):
                return reply.how
            words = reply.value if isinstance(reply.value, str) else ""
            try:
                form.take(at, reply.value)
            except WordingError as error:
                say(f"  {one_line(error.sentence)}. {one_line(error.next_step)}")
                if reply.how not in ("ended", "interrupted"):
                    standing = reply.value if form.asks[at].stands_again else standing
                    continue
                if words.strip():  # the person has left with Esc or Ctrl-C, so nobody is asked to mend them
                    say(keep_words(words))
            except (JournalError, OSError, KeyboardInterrupt):
                with kept_on_failure(words) as kept:
                    kept.stored_as(form.number_of_entry_with(words))
                    raise
            return reply.how

    def _go_back(self, at: int) -> int:
        """Return the question before this one, erasing its answered line."""
        earlier = self.form.before(at)
        rows, width = self._begun.get(id(self.form.asks[earlier]), (0, 0))
        if width == columns():  # in a window of another width the lines have wrapped anew, and the count is wrong
            take_back(rows)
        return earlier
