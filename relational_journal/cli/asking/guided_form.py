"""Ask a guided set: an entry that grows answer by answer and can be continued later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.cli.asking import form_runner
from relational_journal.cli.asking.transcript import columns, say
from relational_journal.forms.form import Form
from relational_journal.model import Entry

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.vocabulary.question_sets import Guided


def ask_set(journal: Journal, moment: Entry, guided: Guided, *, continues: int | None = None) -> Entry | None:
    """Ask the questions of a set; return the entry, or None if it was new and nothing was answered.

    The arguments and errors are those of `run_set`.
    """
    return run_set(journal, moment, guided, continues=continues)[0]


def run_set(
    journal: Journal, moment: Entry, guided: Guided, *, continues: int | None = None
) -> tuple[Entry | None, bool]:
    """Ask the questions of a set that the entry has not answered yet.

    Args:
        journal: open for writing.
        moment: stored; or with an empty uid, then the first answer creates it.
        guided: the set.
        continues: the change that made the entry just now, which the answers join.

    Returns:
        The entry, None if it was new and nothing was answered; and whether the person went through to the end.

    Raises:
        KeyboardInterrupt: Ctrl-C; what was answered is kept.
    """
    from relational_journal.forms.field_factory import fields_of
    from relational_journal.forms.journal_options import JournalOptions
    from relational_journal.forms.own_questions import with_own

    stop = "Esc stops here, kept"
    # A past experience can be left at any question, and each question says so.
    room = JournalOptions(journal, width=columns(), text_hint="Esc: stop here" if guided.kind == "memory" else "")
    say(guided.title, form_runner.how_to_go_on(stop=stop))
    if guided.before:
        say(guided.before)
    form = Form(journal, moment, fields_of(with_own(journal, guided).steps, room), continues=continues)
    how = form_runner.run(form)
    kept = form.moment if form.moment.uid else None
    if how == "interrupted":
        say(f"Kept as {kept.id}." if kept else "Nothing was said, nothing is kept.")
        raise KeyboardInterrupt
    if how == "done" and not form.has_asked():
        say("All of these have an answer.")
    elif guided.afterwards:
        say(guided.afterwards)
    return kept, how == "done"


def ask_rest(journal: Journal, moment: Entry) -> Entry:
    """Ask an entry of another kind than moment what it does not say yet."""
    for guided in _sets_of(moment):
        asked = ask_set(journal, moment, guided)
        moment = asked or moment
    return moment


def _sets_of(moment: Entry) -> tuple[Guided, ...]:
    """Return the question sets of this kind of entry, up to the stage it has reached."""
    from relational_journal.vocabulary import question_sets

    if moment.kind == "session":
        return (question_sets.AFTER_SESSION if moment.answers.get("state") == "held" else question_sets.BEFORE_SESSION,)
    if moment.kind == "experiment":
        plan = tuple(step for step in question_sets.EXPERIMENT.steps if step.key != "state")
        return (question_sets.EXPERIMENT._replace(steps=plan), question_sets.EXPERIMENT_AFTERWARDS)
    return tuple(guided for guided in question_sets.SETS.values() if guided.kind == moment.kind)
