"""Write a result in the form asked for to a file or stdout: the page for a session, and pictures."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal.text.safe import safe_path

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal

SUFFIXES = {"text": ".txt", "md": ".md", "html": ".html", "pdf": ".pdf", "svg": ".svg", "json": ".json"}
_BY_SUFFIX = {suffix: form for form, suffix in SUFFIXES.items()} | {".markdown": "md"}
_LETTER = ("US", "CA", "MX", "CL", "CO", "PH", "PR", "VE")  # countries whose paper is Letter


def form_asked(format_: str, output: str, *, json: bool, forms: Sequence[str], what: str) -> str:
    """Return the form asked for, or the one a file name says, else text.

    Args:
        format_: the value of --format, or "".
        output: the value of --output, or "" for stdout.
        json: whether --json was given.
        forms: the forms there are, JSON among them if a file may hold it.
        what: what has these forms, as in "is no form of the page".

    Raises:
        WordingError: no such form, or two that differ.
    """
    from relational_journal.errors import WordingError

    ending = Path(output).suffix.lower()
    by_name = _BY_SUFFIX.get(ending, "")
    said = format_ or ("json" if json else "") or (by_name if by_name in forms else "text")
    if ending and not (format_ or json or by_name in forms):
        endings = [SUFFIXES[form] for form in forms]
        raise WordingError(
            f'"{ending}" is the ending of no form of {what}',
            f"End it in {', '.join(endings[:-1])} or {endings[-1]}, or use --format.",
        )
    if json and said != "json":
        raise WordingError(f"--json and --format {format_} ask for two forms", "Use one of them.")
    if said not in forms:
        raise WordingError(f'"{said}" is no form of {what}', f"Use --format {', '.join(forms[:-1])} or {forms[-1]}.")
    return said


def refuse_pdf_on_terminal(form: str, name: str) -> None:
    """Refuse a PDF without a file if stdout is a terminal.

    Raises:
        WordingError: it is; `name` is proposed for the file.
    """
    from relational_journal.cli.output import is_terminal
    from relational_journal.errors import WordingError

    if form == "pdf" and is_terminal():
        raise WordingError("a PDF is not written to a terminal", f"Add --output {name}.")


def free_name(journal: Journal, what: str, form: str) -> str:
    """Return a free file name that reveals nothing but the day: `page-2026-11-22.pdf`."""
    day = journal.now().date().isoformat()
    names = (f"{what}-{day}{f'-{at}' if at > 1 else ''}{SUFFIXES[form]}" for at in range(1, 1000))
    return next(name for name in names if not Path(name).exists())


def write_file(journal: Journal, content: str | bytes, output: str, *, force: bool, is_closed: bool = False) -> Path:
    """Write a result to a file, whole or not at all; replace one that is there only with `force`.

    The first time, a hint says that whoever has the file can read it, unless it `is_closed` by a passphrase.

    Returns:
        The path written to.

    Raises:
        NotWritten: the file is there already, or is a link, a folder or a device; or the disk does not take it.
    """
    from relational_journal.report.render.write import READABLE, write

    target = Path(output).expanduser()
    write(content, target, force=force)
    if not is_closed:
        _warn_once(journal, READABLE)
    return target


def to_stdout(content: str | bytes) -> None:
    """Write the bytes of a file to stdout, as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content if isinstance(content, bytes) else content.encode("utf-8"))
    sys.stdout.buffer.flush()


def paper() -> str:
    """Return the paper size of the locale: `us-letter` if it names a country that uses Letter, else `a4`."""
    named = (os.environ[name] for name in ("LC_ALL", "LC_PAPER", "LANG") if os.environ.get(name))
    country = next(named, "").partition(".")[0].partition("_")[2][:2]
    return "us-letter" if country in _LETTER else "a4"


def hint_at_missing_signs(missing: Sequence[str]) -> None:
    """Print a hint on how many signs of a PDF have no font, if there are any."""
    from relational_journal.cli.output import hint
    from relational_journal.report.render.to_pdf import MISSING

    if missing:
        which = "1 sign has" if len(missing) == 1 else f"{len(missing)} signs have"
        hint(f"{which} no font on this computer: {MISSING} stands in the PDF where they were.")


def show(target: Path) -> None:
    """Open a file with the computer's default program; print a hint if there is none."""
    import subprocess

    from relational_journal import child_processes
    from relational_journal.cli.output import hint

    if sys.platform == "win32":
        os.startfile(target)
        return
    opener = child_processes.find_program("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        hint(f"Nothing here knows how to open it; it is in {safe_path(target)}.")
        return
    # In a session of its own, away from this terminal: it goes on after rj has ended, and Ctrl-C does not reach it.
    nothing = subprocess.DEVNULL
    try:
        subprocess.Popen(
            [opener, str(target.resolve())],
            env=child_processes.without_passphrases(),
            cwd=child_processes.FOLDER,
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )
    except OSError:
        hint(f"It could not be opened; it is in {safe_path(target)}.")


def _warn_once(journal: Journal, warning: str) -> None:
    """Print the warning the first time a readable file is written for this journal."""
    from contextlib import suppress

    from relational_journal.cli.output import hint
    from relational_journal.errors import JournalError

    if journal.settings.get("told-about-readable-files", "") == "yes":
        return
    hint(warning)
    if journal.path.exists():
        with suppress(JournalError):  # said again next time if the journal takes no note
            journal.settings.set("told-about-readable-files", "yes", quietly=True)
