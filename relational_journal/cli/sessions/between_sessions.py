"""Repeat before a session what the person wanted to try after the last one, and offer it for the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relational_journal.report.session_page.today_section import SHOW_TO_TRY

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry

_NUMBERS = re.compile(r"(?:\s|,|;|and|&)*(?:\d+(?:\s|,|;|and|&|\.)*)+\Z", re.IGNORECASE)


def last_held(journal: Journal, *, but: str = "") -> Entry | None:
    """Return the latest session that was held, other than the one with this uid."""
    from relational_journal.model import Query

    sessions = journal.entries(Query(kinds=("session",)))
    # Entries come newest first.
    return next((each for each in sessions if each.uid != but and each.answers.get("state") != "prepared"), None)


def print_last_time(journal: Journal, *, but: str = "") -> None:
    """Print what was to be tried after the last session and which experiments were tried since. Nothing is shared."""
    from relational_journal.cli.output import hint
    from relational_journal.model import Query
    from relational_journal.report.document.entry_text import format_day
    from relational_journal.text.safe import one_line
    from relational_journal.timestamps import first_day

    held = last_held(journal, but=but)
    if held is None:
        return
    today = journal.now().date()
    wanted = held.answers.get("try-next", "")
    if wanted.strip():
        hint(f'After the session on {format_day(held.when, today)} you wanted to try: "{one_line(wanted)}"')
    since = journal.entries(Query(kinds=("experiment",), since=first_day(held.when)))
    tried = [entry for entry in since if entry.answers.get("state") == "tried"]
    # In the order in which they were tried.
    for entry in reversed(tried):
        words = one_line(entry.answers.get("try") or entry.text)
        hint(f'Tried since: "{words}"  {format_day(entry.when, today)}, rj show {entry.id}')


def choose_to_try(journal: Journal, prepared: Entry) -> Entry:
    """Ask once whether what was to be tried may stand on the page."""
    from relational_journal.cli.asking.prompter import ask_yes
    from relational_journal.model import replace

    held = last_held(journal, but=prepared.uid)
    if held is None or not held.answers.get("try-next", "").strip() or held.private or held.share:
        return prepared
    # Asked once for each preparation, also if it is continued later.
    if SHOW_TO_TRY in prepared.answers:
        return prepared
    answer = "yes" if ask_yes("May the page show what you wanted to try?") else "no"
    answers = {**prepared.answers, SHOW_TO_TRY: answer}
    # It joins the change before it, so that one undo takes back the whole preparation.
    return journal.replace(replace(prepared, answers=answers), verb="session", continues=journal.last_change)


def choose_named(journal: Journal, prepared: Entry) -> None:
    """Share the words of the moments whose numbers are the answer to "What may the summary show?"."""
    from relational_journal.cli.output import hint
    from relational_journal.errors import JournalError
    from relational_journal.model import replace
    from relational_journal.text.safe import one_line

    said = prepared.answers.get("may-show", "").strip()
    if not said:
        return
    if not _NUMBERS.fullmatch(said):  # a sentence with a number in it ("not 12") does not share that moment
        hint(f'You said of the page: "{one_line(said)}"')
        return
    for ident in dict.fromkeys(re.findall(r"\d+", said)):
        try:
            entry = journal.find(ident)
        except JournalError:
            hint(f"There is no entry {ident}.")
            continue
        if entry.private:
            hint(f"{entry.id} is only for you, and stands on no page.")
        elif not entry.share:
            journal.replace(replace(entry, share=True), verb="share", continues=journal.last_change)
            hint(f"The words of {entry.id} may stand on the page.")


def print_next_time(session: Entry) -> None:
    """Print which command shows again what is to be tried."""
    from relational_journal.cli.output import hint

    if session.answers.get("try-next", "").strip():
        hint("rj session before shows that again next time; rj reflect experiment makes a small experiment of it.")
