"""`rj reflect week`: show the week above its questions, and ask afterwards about what one wanted to try."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from relational_journal.cli.asking.transcript import columns, say
from relational_journal.cli.output import cut
from relational_journal.cli.terminal_rows import rows_of
from relational_journal.forms.week import experiments_to_try, week_up_to
from relational_journal.model import Entry
from relational_journal.report.document import wording
from relational_journal.report.document.entry_text import format_day
from relational_journal.text.safe import one_line
from relational_journal.timestamps import first_day

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal

_MOST_MOMENTS = 12
_MOST_BREAKS = 4
_RECENT_DAYS = 60  # older breaks are counted, not named
_MOST_TO_TRY = 2


def look_back(journal: Journal, entry: Entry) -> Entry | None:
    """Show the week, ask the questions of the look-back, and then how the open experiments went.

    Args:
        journal: open for writing.
        entry: the look-back, new or begun.

    Returns:
        The look-back, or None if it was new and nothing was said.

    Raises:
        KeyboardInterrupt: Ctrl-C; what was answered is kept.
    """
    from relational_journal.cli.asking.guided_form import run_set
    from relational_journal.vocabulary.question_sets import WEEK

    to_try = experiments_to_try(journal, journal.people.safety(), first_day(entry.when)).entries[:_MOST_TO_TRY]
    _show_week(journal, entry, to_try)
    # The closing sentence comes last, after the questions about experiments.
    kept, is_done = run_set(journal, entry, WEEK._replace(afterwards="" if to_try else WEEK.afterwards))
    if is_done and to_try:
        for experiment in to_try:
            _ask_how_it_went(journal, experiment)
        say(WEEK.afterwards)
    return kept


def _show_week(journal: Journal, entry: Entry, to_try: Sequence[Entry]) -> None:
    """Print the moments of the week, the open breaks and what one wanted to try, each with its number."""
    from relational_journal.cli.entries.show_entries import list_lines

    until = first_day(entry.when)
    week = week_up_to(journal, until)
    width = columns()
    if week.moments:
        shown = week.moments[:_MOST_MOMENTS]
        _say_heading("The last seven days", len(week.moments) - len(shown), "earlier: rj list")
        # Oldest first, so that the week reads from its beginning.
        for line in list_lines(journal, shown[::-1], columns=width, today=until):
            say(line)
    if week.apart:
        for row in rows_of(_kept_apart(len(week.apart), has_held_apart=week.has_held_apart), width):
            say(row)
    named = [each for each in week.open_breaks if (until - first_day(each.when)).days <= _RECENT_DAYS][:_MOST_BREAKS]
    if named:
        _say_heading("Open breaks", len(week.open_breaks) - len(named), "more: rj mend")
        numbers = max(len(str(each.id)) for each in named) + 1
        for each in named:
            people = one_line(", ".join(each.people))
            say(cut(f"{str(each.id).rjust(numbers)}  {format_day(each.when, until)}  {people}".rstrip(), width))
    if to_try:
        _say_heading("You wanted to try", 0, "")
        for each in to_try:
            day = format_day(each.when, until, weekday=False)
            say(cut(f" {each.id}  {_words_of(each)} ({day})", width))
    if week.moments or week.apart or named or to_try:
        say("")


def _kept_apart(count: int, *, has_held_apart: bool) -> str:
    """Return the sentence that some moments of the week are not listed, without naming anybody."""
    text = f"{count} more, {wording.keeping_safe(has_held_apart=has_held_apart)},"
    if count == 1:
        return f"{text} is not listed here; its number works all the same."
    return f"{text} are not listed here; their numbers work all the same."


def _say_heading(words: str, left: int, rest: str) -> None:
    say(f"{words}; {left} {rest}" if left else words)


def _ask_how_it_went(journal: Journal, experiment: Entry) -> None:
    """Ask with one key whether it was tried, and if so how it went.

    Raises:
        KeyboardInterrupt: Ctrl-C; what was answered is kept.
    """
    from relational_journal.cli.asking import keyboard, prompter
    from relational_journal.cli.asking.guided_form import ask_set
    from relational_journal.forms.key_questions import Letter, Word
    from relational_journal.model import replace
    from relational_journal.vocabulary.question_sets import EXPERIMENT_AFTERWARDS

    states = (
        Word("n", "not-yet", "not yet"),
        Word("t", "tried", "tried"),
        Word("c", "changed-my-mind", "changed my mind"),
    )
    reply = prompter.ask(Letter(f"{experiment.id}  {_words_of(experiment)}", states, skipping="later"))
    keyboard.release()
    if reply.how == "interrupted":
        raise KeyboardInterrupt
    if reply.value in ("tried", "changed-my-mind"):
        answers = {**experiment.answers, "state": reply.value}
        stored = journal.replace(replace(experiment, answers=answers), verb="more")
        # The answers join the state, so that one undo reverts both.
        ask_set(journal, stored, EXPERIMENT_AFTERWARDS, continues=journal.last_change)


def _words_of(experiment: Entry) -> str:
    words = one_line(" ".join((experiment.answers.get("try") or experiment.text).split()))
    return f'"{cut(words, 48)}"' if words else "an experiment"
