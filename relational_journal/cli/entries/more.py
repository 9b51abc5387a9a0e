"""`rj more`: ask what an entry does not say yet, or go through the entries logged as words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry

_LONGEST_SHOWN = 300  # letters shown of a moment when several are asked about in a row


def more(
    ident: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="The entry; without it, the moment logged last.")
    ] = None,
    minute: Annotated[bool, typer.Option("--minute", help="The one-minute questions; so without an option.")] = False,
    five: Annotated[bool, typer.Option("--five", help="The five-minute questions too.")] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Moments logged as words alone, newest first; Esc stops, all is kept.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="The entry as JSON.")] = False,
) -> None:
    """Ask what a moment has not said yet. Every question can be skipped; each answer is kept as it is given."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.entries.show_entries import moment_named
    from relational_journal.cli.feedback import acknowledge
    from relational_journal.cli.output import can_ask
    from relational_journal.errors import NeedsTerminal, WordingError

    if minute and five:
        raise WordingError("--minute and --five are two answers to one question", "--five asks what --minute asks too.")
    if all_ and ident:
        raise WordingError("--all and an entry are two answers to one question", f"rj more {ident} asks about it.")
    if not can_ask():
        named = ident or "ID"
        raise NeedsTerminal(
            "there is nobody to ask here", f"rj tag {named} +KEY and rj edit {named} add to a moment without questions."
        )
    with open_journal() as journal:
        if all_:
            _ask_all(journal, "five" if five else "minute" if minute else "ten", as_json=json)
            return
        moment = moment_named(journal, ident, asking="" if json else "Which one has more to say?")
        asked = _ask(journal, moment, "five" if five else "minute")
        acknowledge(journal, asked, as_json=json, verb="Kept as")


def _ask(journal: Journal, moment: Entry, level: str) -> Entry:
    """Ask the questions that belong to its kind of entry."""
    if moment.kind == "moment":
        from relational_journal.cli.asking.moment_form import ask_about

        return ask_about(journal, moment, level, new=False)
    from relational_journal.cli.asking.guided_form import ask_rest

    return ask_rest(journal, moment)


def _ask_all(journal: Journal, level: str, *, as_json: bool) -> None:
    """Ask about every moment logged as words alone, newest first, until the person stops.

    Raises:
        KeyboardInterrupt: Ctrl-C; what was answered is kept.
    """
    import textwrap

    from relational_journal.capture.syntax.marks import shown_text
    from relational_journal.cli.asking.moment_form import ask_in_turn
    from relational_journal.cli.asking.transcript import columns, say
    from relational_journal.cli.output import emit_json, hint
    from relational_journal.entry_json import to_record
    from relational_journal.model import Query
    from relational_journal.text.safe import one_line

    safety = journal.people.safety()
    moments = journal.entries(Query(kinds=("moment",)))
    bare = [moment for moment in moments if _is_bare(moment) and not safety.is_unsafe(moment)]
    asked: list[Entry] = []
    for at, moment in enumerate(bare):
        left = len(bare) - at - 1
        if at:
            say("")
        words = textwrap.shorten(one_line(shown_text(moment.text)), _LONGEST_SHOWN, placeholder=" …")
        for row in textwrap.wrap(f'"{words}"', columns() - 1):
            say(row)
        if left:
            say("", f"{left} more after this")
        now, is_over = ask_in_turn(journal, moment, level, stop="Esc stops here, all is kept")
        asked.append(now)
        if is_over:
            break
    if as_json:
        emit_json([to_record(moment) for moment in asked])
    elif not bare:
        hint("No moment was logged as words alone.")
    else:
        changed = sum(1 for old, new in zip(bare, asked, strict=False) if old != new)
        rest = len(bare) - changed
        hint(f"{changed} of {len(bare)} say more now." + (" rj more --all goes on with the rest." if rest else ""))


def _is_bare(moment: Entry) -> bool:
    """Return whether it holds words but neither tone nor tags, and is not a story only."""
    tags = (moment.first, moment.felt_before, moment.moves, moment.after, moment.felt_after, moment.own)
    return bool(moment.text.strip()) and not (moment.tone or any(tags) or moment.story_only)
