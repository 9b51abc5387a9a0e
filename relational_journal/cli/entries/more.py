"""`rj more`: asks what an entry has not said yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Moment


def more(
    ident: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="The entry; without it, the moment logged last.")
    ] = None,
    minute: Annotated[bool, typer.Option("--minute", help="The one-minute questions; so without an option.")] = False,
    five: Annotated[bool, typer.Option("--five", help="The five-minute questions too.")] = False,
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
    if not can_ask():
        named = ident or "ID"
        raise NeedsTerminal(
            "there is no terminal to ask on",
            f"rj tag {named} +KEY and rj edit {named} add to a moment without questions.",
        )
    with open_journal() as journal:
        moment = moment_named(journal, ident, asking="" if json else "Which one has more to say?")
        asked = _ask(journal, moment, "five" if five else "minute")
        acknowledge(journal, asked, as_json=json, verb="Kept as")


def _ask(journal: Journal, moment: Moment, level: str) -> Moment:
    """The questions that go with its kind of entry."""
    if moment.kind == "moment":
        from relational_journal.cli.asking.moment_form import ask_about

        return ask_about(journal, moment, level, new=False)
    from relational_journal.cli.asking.guided_form import ask_rest

    return ask_rest(journal, moment)
