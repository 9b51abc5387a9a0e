"""`rj reflect`: look back on the week, a past experience, a picture of people, an experiment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry
    from relational_journal.vocabulary.question_sets import Guided

_TOPICS = ("week", "memory", "picture", "experiment")


def reflect(
    topic: Annotated[str, typer.Argument(metavar="week|memory|picture|experiment", help="What to look at.")],
    json: Annotated[bool, typer.Option("--json", help="The entry as JSON.")] = False,
) -> None:
    """Look back on the week, at a past experience, a picture of what happens between people, or a small experiment.

    Every question can be skipped, Esc stops anywhere, and what was said is kept. rj more ID goes on with an entry.
    """
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.feedback import acknowledge
    from relational_journal.cli.output import can_ask, hint
    from relational_journal.errors import NeedsTerminal, WordingError

    if topic not in _TOPICS:
        raise WordingError(f'"{topic}" is nothing rj reflect asks about', "Use week, memory, picture or experiment.")
    if not can_ask():
        raise NeedsTerminal(
            "there is no terminal to ask on",
            f"rj import takes such entries from a file; at a terminal rj reflect {topic} asks.",
        )
    with open_journal(create=True) as journal:
        kept = _asked(journal, topic)
        if kept is None:
            hint("Nothing was said, so nothing is kept.")
            if json:
                from relational_journal.cli.output import emit_json

                emit_json(None)
        else:
            acknowledge(journal, kept, as_json=json, verb="Kept as")
            if topic == "picture" and not json:
                _say_how_it_was_believed(journal, kept)


def _asked(journal: Journal, topic: str) -> Entry | None:
    """Ask the questions; return the entry with its answers: a new one, or an open one that is continued."""
    from relational_journal.cli.asking.guided_form import ask_set
    from relational_journal.vocabulary.question_sets import EXPERIMENT_AFTERWARDS, SETS

    guided = SETS[topic]
    open_one = _gone_on_with(journal, topic, guided)
    if topic == "week":
        from relational_journal.cli.sessions.week import look_back

        return look_back(journal, open_one or _new(journal, guided))
    if topic == "picture":
        return ask_set(journal, _look_again(journal) or _new(journal, guided), guided)
    # An experiment that is still open has been planned; what is left to ask is how it went.
    if open_one is not None:
        return ask_set(journal, open_one, EXPERIMENT_AFTERWARDS if topic == "experiment" else guided)
    return ask_set(journal, _new(journal, guided), guided)


def _new(journal: Journal, guided: Guided) -> Entry:
    from relational_journal.model import Entry

    return Entry(when=journal.now().isoformat(timespec="seconds"), kind=guided.kind)


def _look_again(journal: Journal) -> Entry | None:
    """Offer the old pictures to be looked at again; return the entry to answer in, or None for a new picture.

    A look of another day is an entry of its own that begins with the same sentences, so that it can be seen how much
    each is believed over time. A look of today is continued.
    """
    from relational_journal.cli.asking.pick import pick_one
    from relational_journal.forms.option_search import Option
    from relational_journal.model import replace
    from relational_journal.report.document.entry_text import format_day
    from relational_journal.text.safe import one_line
    from relational_journal.vocabulary.question_sets import PICTURE

    today = journal.now().date()
    found = journal.old_pictures()
    options = [
        Option(each.looks[-1].uid, one_line(each.old)[:60], format_day(each.looks[-1].when, today)) for each in found
    ]
    if not options:
        return None
    uid = pick_one("Look at one of these again?", options, hint="number, or Enter for a new one", may_skip=True)
    if not uid:
        return None
    picture = next(each for each in found if each.looks[-1].uid == uid)
    latest = picture.looks[-1]
    if latest.when[:10] == today.isoformat():
        return latest
    same = {key: said for key in ("old", "from", "guarded") if (said := latest.answers.get(key))}
    answers = {"old": picture.old, **same} | ({"new": picture.new} if picture.new else {})
    return replace(_new(journal, PICTURE), text=latest.text, answers=answers)


def _say_how_it_was_believed(journal: Journal, kept: Entry) -> None:
    """Show the old picture beside the roomier one over time, once there is more to see than today's answers."""
    from relational_journal.cli.asking.transcript import columns, say
    from relational_journal.cli.this_run import asks_plainly
    from relational_journal.report.document.document import Report
    from relational_journal.report.render.for_terminal import WIDEST
    from relational_journal.report.render.to_text import to_text
    from relational_journal.report.views.old_pictures import HEADING, picture_sections
    from relational_journal.report.views.old_pictures_drawn import drawn_pictures
    from relational_journal.text.alphabet import marks

    found = [each for each in journal.old_pictures() if any(look.uid == kept.uid for look in each.looks)]
    if not any(len(each.looks) > 1 or each.fits or each.does_not_fit for each in found):
        return
    today, width = journal.now().date(), min(columns(), WIDEST)
    drawn = picture_sections(found, today) if asks_plainly() else drawn_pictures(found, today=today, columns=width)
    for line in ("", *to_text(Report(HEADING, sections=tuple(drawn)), width=width, signs=marks()).splitlines()):
        say(line)


def _gone_on_with(journal: Journal, topic: str, guided: Guided) -> Entry | None:
    """Return today's look-back if it was begun, or an experiment without an outcome if the person picks one."""
    from relational_journal.model import Query

    if topic == "week":
        today = journal.now().date()
        begun = list(journal.entries(Query(kinds=(guided.kind,), since=today, until=today, limit=1)))
        return begun[0] if begun else None
    if topic != "experiment":
        return None
    entries = journal.entries(Query(kinds=(guided.kind,)))
    still_open = [entry for entry in entries if "outcome" not in entry.answers and not _is_given_up(entry)]
    return _chosen(journal, still_open) if still_open else None


def _is_given_up(entry: Entry) -> bool:
    return entry.answers.get("state") == "changed-my-mind"


def _chosen(journal: Journal, still_open: list[Entry]) -> Entry | None:
    """Return the open experiment whose outcome the person wants to note; None for a new one."""
    from relational_journal.cli.asking.pick import pick_one
    from relational_journal.forms.option_search import Option
    from relational_journal.report.document.entry_text import format_day
    from relational_journal.text.safe import one_line

    today = journal.now().date()
    options = [
        Option(
            entry.uid,
            one_line(entry.answers.get("try") or entry.text)[:60] or "an experiment",
            format_day(entry.when, today),
        )
        for entry in still_open
    ]
    uid = pick_one("How did one of these go?", options, hint="number, or Enter for a new one", may_skip=True)
    return next(entry for entry in still_open if entry.uid == uid) if uid else None
