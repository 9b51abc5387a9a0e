"""The filters, declared once for every command that takes them (contract §3, Filters)."""

from typing import Annotated

import typer

Since = Annotated[str, typer.Option(metavar="DAY", help="From this day on.")]
Until = Annotated[str, typer.Option(metavar="DAY", help="Up to this day, included.")]
With = Annotated[list[str] | None, typer.Option("--with", metavar="NAME", help="With this person; repeatable.")]
Tag = Annotated[list[str] | None, typer.Option(metavar="KEY", help="Holding this tag; urge:KEY, before:KEY …")]
Tone = Annotated[list[str] | None, typer.Option(metavar="TONE", help="connection, mixed, ordinary, disconnection.")]
Kind = Annotated[list[str] | None, typer.Option(metavar="KIND", help="moment, memory, picture, experiment …")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
