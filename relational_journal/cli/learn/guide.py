"""`rj guide` and `rj help`: how the program works, where to find human help, and the commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from relational_journal import config

_FOLDER = Path(__file__).parents[2] / "guide"
# In reading order; each is the name of a file.
TOPICS = (
    "start",
    "logging",
    "story",
    "tags",
    "home",
    "reflecting",
    "patterns",
    "counting",
    "summary",
    "settings",
    "reminders",
    "moving",
    "privacy",
    "safety",
    "theory",
)
STATEMENT = (
    "This journal helps you notice how you relate. It does not diagnose, treat or judge, and it is no substitute for "
    "a professional or for help in danger. It stays on this computer; it tells no one."
)
_WIDEST = 80
_UNWRAPPED = 10_000  # not a terminal, so lines are not wrapped


def guide(topic: Annotated[str, typer.Argument(metavar="[TOPIC]", help="What to read about.")] = "") -> None:
    """How it works, in plain words. Without a topic: what there is to read."""
    from relational_journal.cli.output import out, page

    if topic:
        page(_shown(_read(_topic(topic))))
        return
    out("How it works. rj guide TOPIC reads one:")
    out()
    for name in TOPICS:
        title, summary = _heading(_read(name))
        out(_column_line(name, f"{title}: {summary[0].lower()}{summary[1:]}", 10))


_AROUND = 12  # lines of `rj help` around its lists of commands, at least


def help_(
    command: Annotated[list[str] | None, typer.Argument(metavar="[COMMAND]", help="A command to explain.")] = None,
) -> None:
    """Where to find human help, then the commands; with COMMAND that command's help."""
    from relational_journal.cli.output import is_terminal, out

    if command:
        _explain(command)
        return
    region = _chosen_region()
    _say_help(region)
    out()
    out(_wrapped(STATEMENT))
    from shutil import get_terminal_size

    from relational_journal.cli.commands import COMMANDS

    for section, rows in COMMANDS.items():
        out()
        out(section)
        for name, row in rows.items():
            out(_column_line(name, row.summary, 10))
    out()
    out(_wrapped("rj help COMMAND explains one; rj guide tells how it works."))
    if is_terminal() and get_terminal_size().lines < sum(len(rows) + 2 for rows in COMMANDS.values()) + _AROUND:
        # whoever was sent here by a note would find what they came for scrolled away
        out()
        _say_where(region)


def _say_where(written: str) -> None:
    """Print where to find human help in a region."""
    from relational_journal.care.help import find_region
    from relational_journal.cli.output import out

    for row in find_region(written).rows():
        out(_wrapped(row, hanging="  "))


def _say_help(written: str) -> None:
    """Print where to find human help in a region, and how certain that is."""
    from relational_journal.care.help import ANYWHERE, find_region, regions
    from relational_journal.cli.output import out
    from relational_journal.cli.this_run import now
    from relational_journal.text.safe import one_line

    _say_where(written)
    region = find_region(written)
    out()
    if region.checked_on is not None:
        out(_wrapped(f"{region.name}: each line read on two public pages by {region.checked_on}; nobody was called."))
        if region.is_old(now().date()):
            out(_wrapped("That is more than a year ago: please check a number before you rely on it."))
    elif region.key not in regions():
        out(_wrapped(f"{one_line(region.name)}: no line of its own could be confirmed by two public pages."))
    if region.key == ANYWHERE:
        out(_wrapped("rj settings region NAME shows the lines where you live; rj settings region names those known."))


def _chosen_region() -> str:
    """Return the journal's region if it opens without a passphrase, else config.toml's: help must not wait."""
    from relational_journal.care.help import ANYWHERE
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.this_run import journal_path
    from relational_journal.errors import JournalError

    try:
        if not _opens_unasked(journal_path()):
            return config.setting("region") or ANYWHERE
        with open_journal() as journal:
            return str(journal.settings.get("region", ANYWHERE))
    except (JournalError, OSError):
        return ANYWHERE


def _opens_unasked(path: Path) -> bool:
    """Return whether the journal exists and opens without a passphrase."""
    import os

    from relational_journal.cli.unlock import configured_minutes
    from relational_journal.store.engine.database import is_encrypted
    from relational_journal.store.keys import key_cache

    if not path.is_file():
        return False
    if not is_encrypted(path.absolute()):
        return True
    return bool(os.environ.get("RJ_PASSPHRASE")) or key_cache.is_held(path, configured_minutes())


def _explain(words: list[str]) -> None:
    """Print the help of a command or subcommand.

    Raises:
        WordingError: if there is no such command; the message names near ones.
    """
    from relational_journal.cli.command_line import app
    from relational_journal.cli.commands import COMMANDS
    from relational_journal.errors import WordingError

    names = [name for rows in COMMANDS.values() for name in rows]
    if words[0] not in names:
        near = _near(words[0], names)
        raise WordingError(f'no command "{words[0]}"', f"Near: {near}." if near else "rj help lists them all.")
    typer.main.get_command(app).main([*words, "--help"], prog_name="rj", standalone_mode=False)


def _near(written: str, names: list[str]) -> str:
    from difflib import get_close_matches

    return ", ".join(get_close_matches(written, names))


def _topic(written: str) -> str:
    """Return the topic with this name or unique beginning.

    Raises:
        NotFound: if there is no such topic; the message names all.
    """
    from relational_journal.errors import NotFound

    word = written.lower()
    fitting = [name for name in TOPICS if name == word] or [name for name in TOPICS if name.startswith(word)]
    if len(fitting) != 1:
        raise NotFound(f'no topic "{written}"', f"There are {', '.join(TOPICS)}.")
    return fitting[0]


def _read(topic: str) -> str:
    return (_FOLDER / f"{topic}.md").read_text(encoding="utf-8")


def _heading(text: str) -> tuple[str, str]:
    """Return the title and the line under it."""
    title, summary = (line for line in text.splitlines()[:3] if line)
    return title.removeprefix("# "), summary


def _shown(text: str) -> str:
    """Lay out the text of a topic for this terminal: paragraphs wrapped, indented lines unchanged."""
    from relational_journal.cli.output import bold

    blocks = []
    for block in text.strip().split("\n\n"):
        if block.startswith("# "):
            blocks.append(bold(block.removeprefix("# ").upper()))
        elif block.startswith(("    ", "- ")):
            blocks.append("\n".join(_wrapped(line) for line in block.splitlines()))
        else:
            blocks.append(bold(block) if block.isupper() else _wrapped(block))
    return "\n\n".join(blocks)


def _wrapped(line: str, hanging: str = "") -> str:
    """Wrap a paragraph, list item or row to the terminal, at most 80 columns; one line without a terminal.

    An example keeps its line, so that it can be copied; what explains it, two spaces behind it, is wrapped beside it.
    """
    import re
    import textwrap

    from relational_journal.cli.output import hanging_column, width

    if width() > _UNWRAPPED:
        return line
    if line.startswith("    "):
        row = re.fullmatch(r"( +\S.* {2,})(\S.*)", line)
        return "\n".join(hanging_column(row[1], row[2], min(width(), _WIDEST))) if row else line
    hanging = "  " if line.startswith("- ") else hanging
    return textwrap.fill(line, min(width(), _WIDEST), subsequent_indent=hanging, break_on_hyphens=False)


def _column_line(name: str, text: str, columns: int) -> str:
    """Format a name and its description, wrapped under the start of the description."""
    import textwrap

    from relational_journal.cli.output import width

    line = f"  {name.ljust(columns)} {text}"
    if width() > _UNWRAPPED:
        return line
    return textwrap.fill(line, min(width(), _WIDEST), subsequent_indent=" " * (columns + 3), break_on_hyphens=False)
