"""The filters, declared once for every command that takes them."""

from typing import Annotated

import typer

from relational_journal.errors import UnreadableFilter


def _a_day(context: typer.Context, option: typer.CallbackParam, written: str) -> str:
    """Refuse an empty day (`--since "$MONDAY"` with nothing in it): without the filter everything would be shown."""
    source = context.get_parameter_source(option.name or "")
    if not written.strip() and source is not None and source.name == "COMMANDLINE":
        raise UnreadableFilter(f"{option.opts[0]} holds no day", 'Try "last friday", "2 Nov" or 2026-11-21.')
    return written


Since = Annotated[str, typer.Option(metavar="DAY", help="From this day on.", callback=_a_day)]
Until = Annotated[str, typer.Option(metavar="DAY", help="Up to this day, included.", callback=_a_day)]
With = Annotated[list[str] | None, typer.Option("--with", metavar="NAME", help="With this person; repeatable.")]
Tag = Annotated[list[str] | None, typer.Option(metavar="KEY", help="Holding this tag; urge:KEY, before:KEY …")]
Tone = Annotated[list[str] | None, typer.Option(metavar="TONE", help="connection, mixed, ordinary, disconnection.")]
Kind = Annotated[list[str] | None, typer.Option(metavar="KIND", help="moment, memory, picture, experiment …")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
