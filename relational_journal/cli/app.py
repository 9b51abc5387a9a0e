"""The program: main() and the one place where an error becomes a message and an exit code."""

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn, TextIO

from relational_journal import config, interrupts
from relational_journal.errors import JournalError
from relational_journal.interrupts import Ended


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and leave with its exit code: 0 done, 1 not possible, 2 command line wrong, 130 interrupted."""
    _open_what_is_closed()
    _leave_out_data_libraries()
    try:
        code = run([_as_typed(word) for word in sys.argv[1:]] if arguments is None else arguments)
    except KeyboardInterrupt:  # a second one, while the first is being handled
        code = interrupts.EXIT_CODE
    # A Ctrl-C while Python shuts down would print a traceback and change the exit code.
    interrupts.ignore_from_now_on()
    sys.exit(code)


def _as_typed(word: str) -> str:
    """Return a word of the command line, repaired if a locale without UTF-8 (LC_ALL=C) split its characters."""
    try:
        word.encode()
    except UnicodeEncodeError:
        with contextlib.suppress(UnicodeError):
            return os.fsencode(word).decode("utf-8")
    return word


def _open_what_is_closed() -> None:
    """Open a stream that the caller closed (`rj list >&-`, which Python has as None) on the null device."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _leave_out_data_libraries() -> None:
    """Keep out pandas and numpy: if they are installed, the library of migrations loads them, for a third of a second.

    Only the program does so: whoever uses the package from Python may need them.
    """
    for name in ("pandas", "numpy"):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # to an import, None is "not installed"


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Every error is printed here, in two lines on stderr."""
    from relational_journal.cli.output import hint, hint_at_the_end, print_error, say_what_waits

    is_done = False
    arguments = _asked_plainly(arguments)
    if warning := config.settle_time_zone():
        hint_at_the_end(warning)
    try:
        code = _do(arguments)
        sys.stdout.flush()
        is_done = True
        return code
    except JournalError as error:
        interrupts.ignore_from_now_on()
        _let_go_of(sys.stdout)
        print_error(error.sentence, f"{error.next_step} {_kept(arguments, error)}")
        return error.exit_code
    except _or_of_library("TyperException") as error:
        interrupts.ignore_from_now_on()
        from relational_journal.cli.rejected_line import in_our_voice, way_on

        _let_go_of(sys.stdout)
        print_error(in_our_voice(error.format_message()), f"{way_on(error, arguments)} {_kept(arguments, error)}")
        return int(error.exit_code)
    except _or_of_library("Abort", Ended, KeyboardInterrupt, BrokenPipeError, EOFError) as ended:
        interrupts.ignore_from_now_on()
        by = ended.by if isinstance(ended, Ended) else ended
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
        # Errors of the journal have a class of their own: this one is about the answer or another file.
        print_error(_about_the_system(error), f"rj list shows what the journal holds. {_kept(arguments, error)}")
        return 1
    except MemoryError as error:
        _let_go_of(sys.stdout)
        print_error(
            "this computer has no memory left for it",
            f"Close other programs, then do this again; nothing half-done was stored. {_kept(arguments, error)}",
        )
        return 1
    except Exception as error:
        interrupts.ignore_from_now_on()
        if os.environ.get("RJ_DEBUG"):
            _show_frames(error)
        print_error(
            f"something went wrong inside rj ({type(error).__name__})",
            f"Nothing half-done was stored. RJ_DEBUG=1 shows where, without any words. {_kept(arguments, error)}",
        )
        return 1
    finally:
        say_what_waits(is_done=is_done)
        _let_go_of(sys.stderr)
        if not is_done:
            _let_go_of(sys.stdout)


def _do(arguments: Sequence[str]) -> int:
    """Do what a command line says and return the exit code."""
    from relational_journal.cli.everyday import command_of

    if command := command_of(arguments):
        interrupts.raise_from_now_on()
        command()
        return 0
    import typer

    from relational_journal.cli.command_line import app

    result = typer.main.get_command(app).main(list(arguments), prog_name="rj", standalone_mode=False)
    return result if isinstance(result, int) else 0


def _or_of_library(name: str, *own: type[BaseException]) -> Any:
    """Return exceptions for an `except`, among them one of the command-line library if that was needed."""
    library = sys.modules.get("typer")
    return (*own, getattr(library, name)) if library else own


def _asked_plainly(arguments: Sequence[str]) -> list[str]:
    """Return the command line without --plain, which may stand anywhere in it."""
    own = list(arguments)
    # After two dashes everything is text: "--plain" there may be a word of the person.
    end = own.index("--") if "--" in own else len(own)
    from relational_journal.cli.this_run import ask_plainly

    ask_plainly(is_said="--plain" in own[:end])
    return [word for at, word in enumerate(own) if at >= end or word != "--plain"]


def _kept(arguments: Sequence[str], error: BaseException) -> str:
    """Return the sentence that says where the words of a failed command are stored, or "" if it had none.

    A command that has read its words stores them itself and marks the error; this is for what fails before.
    """
    if getattr(error, "words_are_kept", False):
        return str(getattr(error, "where_kept", ""))
    from relational_journal.cli import this_run

    if where := this_run.where_words_are_stored():
        return where
    from relational_journal.cli import rejected_line as given

    words = given.words_given(arguments)
    if not words:
        return ""
    from relational_journal.cli.drafts import keep_words

    # A line that could not be parsed has chosen no journal yet, and the draft belongs to the one it names.
    if path := given.journal_given(arguments):
        this_run.choose_path(path)
    if words == "-":
        words = given.words_waiting(interrupted=isinstance(error, KeyboardInterrupt))
    return keep_words(words) if words.strip() else ""


def _let_go_of(stream: TextIO) -> None:
    """Drop what a stream cannot take: Python would try again when it exits, and complain."""
    try:
        stream.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _about_the_system(error: OSError) -> str:
    """Return what the system refused, with the name of the file if there is one."""
    what = (error.strerror or type(error).__name__).lower()
    return f"{error.filename}: {what}" if error.filename else f"the answer could not be written: {what}"


def _show_frames(error: Exception) -> None:
    """Print where it happened: files and lines only, since a message or a value may contain a person's words."""
    import traceback

    for frame in traceback.extract_tb(error.__traceback__):
        print(f"  {frame.filename}:{frame.lineno} in {frame.name}", file=sys.stderr)
