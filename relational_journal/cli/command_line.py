"""The command line as the library reads it: the options before a command, and what `rj` does without one."""

from typing import Annotated

import typer

from relational_journal.cli.commands import CommandTable

app = typer.Typer(
    cls=CommandTable,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    no_args_is_help=False,
)


@app.callback()
def home(
    context: typer.Context,
    journal: Annotated[str | None, typer.Option("--journal", metavar="PATH", help="The journal's file.")] = None,
    name: Annotated[
        str | None, typer.Option("-j", metavar="NAME", help="A journal by its name in config.toml.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
    # Taken out of the line before it is read, so that it may stand anywhere: here for --help alone.
    plain: Annotated[bool, typer.Option("--plain", help="Ask by plain lines, for screen readers.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """A journal for noticing how you relate: moments, patterns, a page for the session.

    Without a command: this week's moments, what waits, and one thing that could be next; rj guide home.
    """
    from relational_journal.cli import this_run

    if journal == "":
        from relational_journal.errors import WordingError

        raise WordingError("--journal names no file", "Leave it out for the usual journal, or name its file.")
    if journal is not None and name is not None:
        from relational_journal.errors import WordingError

        raise WordingError("--journal and -j name two journals", "Use one of them.")
    this_run.choose_path(journal, name)
    if version:
        from relational_journal import __version__

        print(f"rj {__version__}")
    elif context.invoked_subcommand is None:
        from relational_journal.cli.insights.home import show_home

        show_home(as_json=json)
    elif json:
        from relational_journal.errors import WordingError

        raise WordingError("--json belongs after the command", f"rj {context.invoked_subcommand} --json")
