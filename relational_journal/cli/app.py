"""The table of commands, and main(): the one place where an error becomes a message and an exit code."""

import contextlib
import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Annotated, Any, NamedTuple, NoReturn, TextIO

import typer
from typer.core import TyperGroup

from relational_journal import interrupts
from relational_journal.errors import JournalError


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
        "look": Command(
            "insights.look", "look", "the other questions: breaks, bracing, echoes, theme, growth, weeks …"
        ),
        "calendar": Command("insights.calendar", "calendar", "weeks by days, tones as marks"),
        "suggest": Command("insights.suggest", "suggest", "what a text seems to say; never stored"),
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
        "people": Command("people.people", "app", "the people in the journal"),
        "words": Command("people.words", "app", "the vocabulary, and words of your own"),
    },
    "Keep": {
        "init": Command("upkeep.settings", "init", "make the journal"),
        "import": Command("upkeep.import_export", "import_", "entries in, from a file"),
        "export": Command("upkeep.import_export", "export", "entries out, as JSON Lines"),
        "backup": Command("upkeep.backup_restore", "backup", "a verified copy, encrypted like the journal"),
        "restore": Command(
            "upkeep.backup_restore", "restore", "put a copy in the journal's place, and keep what was there"
        ),
        "doctor": Command("upkeep.doctor", "doctor", "a check-up of journal and surroundings, each with its mend"),
        "passphrase": Command("upkeep.passphrase", "passphrase", "set, change or take away the passphrase"),
        "lock": Command("upkeep.passphrase", "lock", "forget the key at once and clear the screen"),
        "settings": Command("upkeep.settings", "settings", "see and change the settings"),
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
    """The Typer command or group of that name, its file imported now.

    Raises:
        KeyError: no such command.
    """
    row = _ROWS[name]
    thing = getattr(import_module(f"relational_journal.cli.{row.file}"), row.attribute)
    if isinstance(thing, typer.Typer):
        group: Any = typer.main.get_command(thing)
        group.name = name
        for part in group.commands.values():
            _refuse_empty(part)
        return group
    alone = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    alone.command(name=name, context_settings=getattr(thing, "context_settings", None))(thing)
    return _refuse_empty(typer.main.get_command(alone))


# A text can be taken away, and an empty date is refused where dates are read.
_MAY_BE_EMPTY = ("text", "when")
# Bare words that, left out, mean all or the usual; where they are wrong the command says so itself for all others.
_MAY_BE_LEFT_OUT = ("[TOPIC]", "[KEY]", "[VALUE]", "[FILE]", "FILE", "WORDS...")


def _refuse_empty(command: Any) -> Any:
    """The same command, refusing an option or word that was given and holds nothing (`--with "$WHO"`)."""
    for param in command.params:
        if param.param_type_name == "argument":
            is_refused = param.metavar in _MAY_BE_LEFT_OUT
        else:
            is_refused = not param.is_flag and (param.name not in _MAY_BE_EMPTY or param.multiple)
        if is_refused and param.callback is None:
            param.callback = _not_empty
    return command


def _not_empty(context: Any, param: Any, value: Any) -> Any:
    """The value, unless it was typed and is nothing: what was meant by it cannot be known, so it is not passed over."""
    given = [value] if isinstance(value, str) else value if isinstance(value, (list, tuple)) else ()
    empty = [isinstance(word, str) and not word.strip() for word in given]
    is_option = param.param_type_name == "option"
    source = context.get_parameter_source(param.name)
    if any(empty) and (is_option or all(empty)) and source is not None and source.name == "COMMANDLINE":
        from relational_journal.errors import WordingError

        name = param.opts[0] if is_option else param.metavar.strip("[.]")
        raise WordingError(f"{name} is empty", "Leave it out, or say what is meant.")
    return value


class _Ended(Exception):
    """Ctrl-C, or a reader who went away: carried past the library, which would end the program its own way."""

    def __init__(self, by: BaseException) -> None:
        super().__init__()
        self.by = by


class CommandTable(TyperGroup):
    """The group at the top: finds its commands in COMMANDS and imports only the one that is called."""

    def make_context(self, *given: Any, **named: Any) -> Any:
        """Read the command line; `--help` is written here."""
        try:
            return super().make_context(*given, **named)
        except BrokenPipeError as error:
            raise _Ended(error) from error

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        interrupts.raise_from_now_on()
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, BrokenPipeError) as error:
            raise _Ended(error) from error

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, in the order of the table."""
        return list(_ROWS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, or None; the names stand in `commands` for the near-name hint of Typer."""
        if cmd_name in _ROWS:
            return build(cmd_name)
        self.commands = dict.fromkeys(_ROWS)  # type: ignore[assignment]
        return None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands by section, without importing any."""
        for section, rows in COMMANDS.items():
            with formatter.section(section):
                formatter.write_dl([(name, row.summary) for name, row in rows.items()])


app = typer.Typer(
    cls=CommandTable,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    invoke_without_command=True,
    no_args_is_help=False,
)


@app.callback()
def home(
    context: typer.Context,
    journal: Annotated[str | None, typer.Option("--journal", metavar="PATH", help="The journal's file.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """A journal for noticing how you relate: moments, patterns, a page for the session.

    Without a command: the last moments, what is open between you, and one thing that could be next.
    """
    from relational_journal.cli import context as chosen

    if journal == "":
        from relational_journal.errors import WordingError

        raise WordingError("--journal names no file", "Leave it out for the usual journal, or name its file.")
    chosen.choose_path(journal)
    if version:
        from relational_journal import __version__

        print(f"rj {__version__}")
    elif context.invoked_subcommand is None:
        from relational_journal.cli.insights.home import show_home

        show_home(as_json=json)
    elif json:
        from relational_journal.errors import WordingError

        raise WordingError("--json belongs after the command", f"rj {context.invoked_subcommand} --json")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and leave with its exit code: 0 done, 1 not possible, 2 command line wrong, 130 interrupted."""
    _open_what_is_closed()
    try:
        code = run([_as_typed(word) for word in sys.argv[1:]] if arguments is None else arguments)
    except KeyboardInterrupt:  # a second one, before the first was answered
        code = interrupts.EXIT_CODE
    interrupts.ignore_from_now_on()
    sys.exit(code)


def _as_typed(word: str) -> str:
    """A word of the command line; one that a locale without UTF-8 took apart (LC_ALL=C) is put together again."""
    try:
        word.encode()
    except UnicodeEncodeError:
        with contextlib.suppress(UnicodeError):
            return os.fsencode(word).decode("utf-8")
    return word


def _open_what_is_closed() -> None:
    """A stream that the caller closed (`rj list >&-`) is None in Python; what is written there goes nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code. Every error is told here, in two lines on stderr."""
    from relational_journal.cli.output import hint, say_what_waits, tell_error

    is_done = False
    try:
        result = typer.main.get_command(app).main(list(arguments), prog_name="rj", standalone_mode=False)
        sys.stdout.flush()
        is_done = True
        return result if isinstance(result, int) else 0
    except JournalError as error:
        interrupts.ignore_from_now_on()
        _let_go_of(sys.stdout)
        tell_error(error.sentence, f"{error.next_step} {_kept(arguments, error)}")
        return error.exit_code
    except typer.TyperException as error:
        interrupts.ignore_from_now_on()
        from relational_journal.cli.rejected_line import way_on

        _let_go_of(sys.stdout)
        tell_error(_in_our_voice(error.format_message()), f"{way_on(error, arguments)} {_kept(arguments, error)}")
        return error.exit_code
    except (_Ended, KeyboardInterrupt, BrokenPipeError, typer.Abort, EOFError) as ended:
        interrupts.ignore_from_now_on()
        by = ended.by if isinstance(ended, _Ended) else ended
        _let_go_of(sys.stdout)
        if isinstance(by, BrokenPipeError):  # the reader went away (rj list | head): nothing is wrong
            return 0
        if sys.stderr.isatty():  # the terminal shows ^C: what comes next begins on a line of its own
            hint("")
        if where := _kept(arguments, by):
            hint(where)
        return getattr(by, "exit_code", 130)  # Esc at a passphrase ends well
    except OSError as error:
        interrupts.ignore_from_now_on()
        _let_go_of(sys.stdout)
        # What the journal could not take is told by itself: this is about an answer or another file.
        tell_error(_about_the_system(error), f"rj list shows what the journal holds. {_kept(arguments, error)}")
        return 1
    except Exception as error:
        interrupts.ignore_from_now_on()
        if os.environ.get("RJ_DEBUG"):
            _show_frames(error)
        tell_error(
            f"something went wrong inside rj ({type(error).__name__})",
            f"Nothing half-done was stored. RJ_DEBUG=1 shows where, without any words. {_kept(arguments, error)}",
        )
        return 1
    finally:
        say_what_waits(is_done=is_done)
        _let_go_of(sys.stderr)
        if not is_done:
            _let_go_of(sys.stdout)


def _kept(arguments: Sequence[str], error: BaseException) -> str:
    """The sentence that says where the words of a command that failed are; "" where there were none to keep.

    A command that has its words in hand keeps them itself, and marks the error; this is for all that fails before.
    """
    if getattr(error, "words_are_kept", False):
        return str(getattr(error, "told_where", ""))
    from relational_journal.cli import context
    from relational_journal.cli import rejected_line as given

    words = given.words_given(arguments)
    if not words:
        return ""
    from relational_journal.cli.drafts import keep_words

    if path := given.journal_given(arguments):
        context.choose_path(path)
    if words == "-":
        words = given.words_waiting(interrupted=isinstance(error, KeyboardInterrupt))
    return keep_words(words) if words.strip() else ""


def _let_go_of(stream: TextIO) -> None:
    """Where a stream cannot take what waits for it, drop that: Python would try again at its end, and complain."""
    try:
        stream.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _in_our_voice(message: str) -> str:
    """A sentence of the command-line library as ours: no capital at the start, no full stop at the end."""
    line = " ".join(message.split()).rstrip(".")
    return line[:1].lower() + line[1:]


def _about_the_system(error: OSError) -> str:
    """What the system refused, with the file's name where it gave one."""
    what = (error.strerror or type(error).__name__).lower()
    return f"{error.filename}: {what}" if error.filename else f"the answer could not be written: {what}"


def _show_frames(error: Exception) -> None:
    """Where it happened: files and lines alone, since a message or a value may hold a person's words."""
    import traceback

    for frame in traceback.extract_tb(error.__traceback__):
        print(f"  {frame.filename}:{frame.lineno} in {frame.name}", file=sys.stderr)
