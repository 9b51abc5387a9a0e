"""Choose an open break, and offer to link a repairing moment to its break with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.timestamps import beginning

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry
    from relational_journal.patterns.counting.breaks import Break

_MOST_DAYS = 60  # days; older breaks are not asked about
_MOST_NAMED = 5


def open_breaks_of(journal: Journal) -> list[Break]:
    """Return open breaks, newest first, without those with a person no repair is offered with."""
    safety = journal.people.safety()
    found = [each for each in journal.open_breaks() if not safety.is_nothing_offered(each.moment)]
    return sorted(found, key=_newest, reverse=True)


def _newest(each: Break) -> tuple[str, str]:
    return beginning(each.moment.when), each.moment.uid


def chosen_break(journal: Journal) -> Entry | None:
    """Return the open break the person picks, or None.

    Raises:
        NotFound: if no break is open.
        NeedsTerminal: if there is no terminal; the message names the open breaks.
        KeyboardInterrupt: on Ctrl-C.
    """
    from relational_journal.cli.output import can_ask
    from relational_journal.errors import NeedsTerminal, NotFound

    found = open_breaks_of(journal)
    if not found:
        raise NotFound("no break is open", "rj mend ID says what became of any moment.")
    if not can_ask():
        named = ", ".join(_format_moment(journal, each.moment) for each in found[:_MOST_NAMED])
        more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
        raise NeedsTerminal(f"which break? Open: {named}{more}", f"Name one: rj mend {found[0].moment.id}.")
    from relational_journal.cli.asking.pick import pick_one
    from relational_journal.forms.option_search import Option

    by_uid = {each.moment.uid: each.moment for each in found}
    options = [Option(uid, _format_moment(journal, moment)) for uid, moment in by_uid.items()]
    uid = pick_one("Which break?", options)
    return by_uid[uid] if uid else None


def offer_tie(journal: Journal, moment: Entry) -> None:
    """After a moment of repair, ask on a terminal with one key whether it mends the break it seems to mend."""
    from relational_journal.cli.output import can_ask, hint

    broken = _broken_by(journal, moment) if can_ask() else None
    if broken is None:
        return
    from relational_journal.cli.asking import prompter
    from relational_journal.forms.key_questions import Letter, Word

    reply = prompter.ask(
        Letter(f"Does this mend {_format_moment(journal, broken)}?", (Word("y", "yes", "yes"),), skipping="not said")
    )
    if reply.value == "yes":
        hint(journal.link(moment.uid, broken.uid, "repairs").sentence)
    elif reply.how == "interrupted":
        raise KeyboardInterrupt


def _broken_by(journal: Journal, moment: Entry) -> Entry | None:
    """Return the break a moment seems to mend: its repair-seen break, else the newest open one with the same person."""
    from relational_journal.model import MYSELF
    from relational_journal.patterns.counting.breaks import RepairTags

    repairs = RepairTags(journal.vocabulary).who_moved_in(moment) is not None
    if moment.kind != "moment" or not repairs or any(link.as_ == "repairs" for link in moment.links):
        return None
    safety = journal.people.safety()
    people = set(moment.people) - {MYSELF}
    near = [
        each
        for each in journal.recent_breaks().values()
        if people & set(each.moment.people)
        and each.moment.uid != moment.uid
        and (each.seen_in == moment.uid or each.status == "open")
        and each.age <= _MOST_DAYS
        and beginning(each.moment.when) <= beginning(moment.when)
        and not safety.is_nothing_offered(each.moment)
    ]
    # First the break whose repair it is counted as anyway.
    best = max(near, key=lambda each: (each.seen_in == moment.uid, _newest(each)), default=None)
    return None if best is None or safety.is_nothing_offered(moment) else best.moment


def _format_moment(journal: Journal, moment: Entry) -> str:
    """Format as `33 (Thu 19 Nov, Mum)`."""
    from relational_journal.report.document.entry_text import format_day, format_people
    from relational_journal.text.safe import one_line

    day = format_day(moment.when, journal.now().date())
    return one_line(f"{moment.id} ({', '.join(part for part in (day, format_people(moment.people)) if part)})")
