"""The table of commands: name, file and summary; a command is imported when it is called."""

from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup

from relational_journal import interrupts
from relational_journal.cli.missing_value import refuse_missing_value


class Command(NamedTuple):
    """Where a command lives: `attribute` of `relational_journal.cli.<file>`, a function or a Typer group."""

    file: str
    attribute: str
    summary: str


# The map of the program. Rows are read without importing what they name; a test opens every one.
COMMANDS: dict[str, dict[str, Command]] = {
    "Every day": {
        "log": Command("entries.log", "log", "log a moment: a sentence, @people, +tags; without words it asks"),
        "more": Command("entries.more", "more", "ask what a moment has not said yet"),
        "list": Command("entries.show_entries", "list_", "moments, newest first"),
        "show": Command("entries.show_entries", "show", "one moment in full"),
        "search": Command("entries.show_entries", "search", "find moments by the beginnings of words"),
        "undo": Command("entries.edit", "undo", "take back the newest change, again and again"),
    },
    "Mend": {
        "edit": Command("entries.edit", "edit", "change a moment: its words, date, people, marks"),
        "delete": Command("entries.edit", "delete", "put an entry in the bin for 30 days, or delete it for good"),
        "tag": Command("entries.edit", "tag", "add, move or take off tags, people and the tone"),
        "mend": Command("entries.mend", "mend", "what became of a break, and who moved first"),
        "link": Command("entries.mend", "link", "tie two entries: repairs, echoes, fits, tries …"),
    },
    "See": {
        "patterns": Command(
            "insights.patterns", "patterns", "what shows up, how often it went otherwise, under what power"
        ),
        "look": Command("insights.look", "look", "the other questions: ways, breaks, bracing, echoes, who is around …"),
        "like": Command("insights.like", "like", "have I been here before? moments like one"),
        "calendar": Command("insights.calendar", "calendar", "weeks by days, tones as marks"),
        "suggest": Command("insights.suggest", "suggest", "what a text seems to say; never stored"),
        "due": Command("insights.due", "due", "whether nothing was noted for some days, for a reminder of your own"),
        "hunch": Command("insights.hunch", "app", "a suspicion stated first, tested on what comes after"),
    },
    "Reflect and session": {
        "reflect": Command(
            "sessions.reflect", "reflect", "look back on the week, a past experience, a picture, an experiment"
        ),
        "session": Command("sessions.session", "app", "before and after a therapy session"),
        "summary": Command("sessions.summary", "summary", "the page for the session"),
    },
    "People and words": {
        "people": Command("people.people", "app", "the people in the journal, and a page for each"),
        "words": Command("people.words", "app", "the vocabulary, and words of your own"),
    },
    "Keep": {
        "init": Command("upkeep.settings", "init", "make the journal"),
        "import": Command(
            "upkeep.import_command", "import_", "entries in: an export, jrnl, Day One, Daylio, CSV, Markdown"
        ),
        "export": Command("upkeep.export_command", "export", "entries out: JSON Lines, CSV, Markdown, jrnl"),
        "backup": Command("upkeep.backup_restore", "backup", "a verified copy, encrypted like the journal"),
        "restore": Command(
            "upkeep.backup_restore", "restore", "put a copy in the journal's place, and keep what was there"
        ),
        "doctor": Command(
            "upkeep.doctor", "doctor", "check the journal and its environment, with a fix for each problem"
        ),
        "passphrase": Command("upkeep.passphrase", "passphrase", "set, change or take away the passphrase"),
        "lock": Command("upkeep.passphrase", "lock", "forget the key at once and clear the screen"),
        "settings": Command("upkeep.settings", "settings", "see and change the settings"),
        "completion": Command("upkeep.completion", "completion", "what Tab needs in bash, zsh and fish"),
    },
    "Learn": {
        "demo": Command("learn.demo", "demo", "a fictional journal, its patterns and its page"),
        "guide": Command("learn.guide", "guide", "how it works, in plain words"),
        "help": Command("learn.guide", "help_", "where to find human help, and the commands"),
    },
}
_ROWS = {name: row for section in COMMANDS.values() for name, row in section.items()}


@cache
def build(name: str) -> Any:
    """Import the file of a command and return its Typer command or group.

    Raises:
        KeyError: no such command.
    """
    row = _ROWS[name]
    thing = getattr(import_module(f"relational_journal.cli.{row.file}"), row.attribute)
    if isinstance(thing, typer.Typer):
        group: Any = typer.main.get_command(thing)
        group.name = name
        _with_short_help(group)
        for part in group.commands.values():
            _checked(_with_short_help(part))
        return group
    alone = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    alone.command(name=name, context_settings=getattr(thing, "context_settings", None))(thing)
    return _checked(_with_short_help(typer.main.get_command(alone)))


# A text can be removed by an empty one, and reading a date refuses an empty one by itself.
_MAY_BE_EMPTY = ("text", "when")
# Arguments whose absence means "all" or "the default", so that an empty one would silently mean that.
_MAY_BE_LEFT_OUT = ("[TOPIC]", "[KEY]", "[VALUE]", "[FILE]", "FILE", "FILE…", "WORDS...")


def _with_short_help(command: Any) -> Any:
    """Return the command with `-h` as `--help`, unless it defines `-h` itself."""
    command.context_settings.setdefault("help_option_names", ["-h", "--help"])
    return command


def _checked(command: Any) -> Any:
    """Return the same command, made to refuse an option without its value (`--with --private`), or an empty one."""
    read = command.parse_args

    def parse_args(ctx: Any, args: list[str]) -> Any:
        refuse_missing_value(command.params, args)
        return read(ctx, args)

    command.parse_args = parse_args
    return _refuse_empty(command)


def _refuse_empty(command: Any) -> Any:
    """Return the same command, made to refuse an option or argument that is given and empty (`--with "$WHO"`)."""
    for param in command.params:
        if param.param_type_name == "argument":
            is_refused = param.metavar in _MAY_BE_LEFT_OUT
        else:
            is_refused = not param.is_flag and (param.name not in _MAY_BE_EMPTY or param.multiple)
        if is_refused and param.callback is None:
            param.callback = _not_empty
    return command


def _not_empty(context: Any, param: Any, value: Any) -> Any:
    """Return the value unless it was typed and is empty: nobody can know what was meant by that."""
    given = [value] if isinstance(value, str) else value if isinstance(value, (list, tuple)) else ()
    empty = [isinstance(word, str) and not word.strip() for word in given]
    is_option = param.param_type_name == "option"
    source = context.get_parameter_source(param.name)
    if any(empty) and (is_option or all(empty)) and source is not None and source.name == "COMMANDLINE":
        from relational_journal.errors import WordingError

        name = param.opts[0] if is_option else param.metavar.strip("[.]")
        raise WordingError(f"{name} is empty", "Leave it out, or say what is meant.")
    return value


class CommandTable(TyperGroup):
    """The group at the top: finds its commands in COMMANDS and imports only the one that is called."""

    def make_context(self, *given: Any, **named: Any) -> Any:
        """Read the command line; `--help` is written here."""
        try:
            return super().make_context(*given, **named)
        except BrokenPipeError as error:
            raise interrupts.Ended(error) from error

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options before the command."""
        refuse_missing_value(self.params, args, before_a_command=True)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        interrupts.raise_from_now_on()
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, BrokenPipeError) as error:
            raise interrupts.Ended(error) from error

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command of a line; `198` or a person's name shows that entry or person."""
        if args and args[0] not in _ROWS and not args[0].startswith("-"):
            from relational_journal.cli.shortcuts import meant

            args = meant(args, _ROWS)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return all names, in the order of the table."""
        return list(_ROWS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command, or None; Typer finds near names in `commands`."""
        if cmd_name in _ROWS:
            return build(cmd_name)
        self.commands = dict.fromkeys(_ROWS)  # type: ignore[assignment]
        return None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands by section, without importing any."""
        for section, rows in COMMANDS.items():
            with formatter.section(section):
                formatter.write_dl([(name, row.summary) for name, row in rows.items()])
