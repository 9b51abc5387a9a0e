"""`rj completion`: print or install the lines by which a shell asks rj what Tab can offer."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

_MARK = "# Tab for rj (rj completion)"
_MADE_BY = "Made by `rj completion"  # stands in every script of ours


class _Target(NamedTuple):
    """The file a shell's lines go to, and the file that has to load it ("" if the shell does it by itself)."""

    script: Path
    loads_it: Path | None


def completion(
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish", help="Which shell.")],
    install: Annotated[bool, typer.Option("--install", help="Put it where the shell finds it.")] = False,
) -> None:
    """What Tab needs in your shell: commands, options, people, tags, patterns, entries. Silent when locked."""
    from relational_journal.cli.completion.shells import SHELLS
    from relational_journal.cli.output import out
    from relational_journal.errors import WordingError

    if shell not in SHELLS:
        raise WordingError(f'"{shell}" is no shell rj knows', f"Use {', '.join(SHELLS[:-1])} or {SHELLS[-1]}.")
    script = script_of(shell)
    if not install:
        out(script.rstrip("\n"))
        return
    for line in _install(shell, script):
        out(line)


def script_of(shell: str) -> str:
    """Return the lines for a shell."""
    from relational_journal.cli import completion as room

    return (Path(room.__file__).parent / f"rj.{shell}").read_text(encoding="utf-8")


def _install(shell: str, script: str) -> list[str]:
    """Write the lines and have the shell load them; return what was done, a sentence for each file.

    Raises:
        JournalError: if a file is a link, cannot be written, or is not by rj; the message says what to do by hand.
    """
    from relational_journal.errors import JournalError
    from relational_journal.text.safe import safe_path

    target = _TARGETS[shell]()
    elsewhere = f"rj completion {shell} > FILE puts it anywhere else."
    if not target.script.is_symlink() and (there := _read(target.script)) and _MADE_BY not in there:
        # Other programs are called rj too, and their lines are not ours to replace.
        problem = f"{safe_path(target.script)} is there, and rj did not make it"
        raise JournalError(problem, f"Move it away, or {elsewhere}")
    _write(target.script, script, elsewhere)
    messages = [f"Written: {safe_path(target.script)}"]
    if target.loads_it:
        line = f"[ -r {_quoted(target.script)} ] && . {_quoted(target.script)}  {_MARK}"
        before = _read(target.loads_it)
        # Installed twice, the shell must not load it twice.
        if line not in before.splitlines():
            begun = before if not before or before.endswith("\n") else f"{before}\n"
            _write(target.loads_it, f"{begun}{line}\n", f"Add this line to it by hand: {line}")
            messages.append(f"Loaded by the last line of {safe_path(target.loads_it)}; take that out to end it.")
    return [*messages, "It holds in every new shell."]


def _read(path: Path) -> str:
    try:
        # May be somebody else's file: bytes that are not UTF-8 are written back as they were.
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _write(path: Path, content: str, else_do: str) -> None:
    """Write a set-up file atomically with its mode unchanged, never following a link.

    Raises:
        JournalError: if it is a link, or cannot be written.
    """
    from relational_journal.errors import JournalError
    from relational_journal.text.safe import safe_path

    if path.is_symlink():
        raise JournalError(f"{safe_path(path)} is a link, which is not followed", else_do)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        half = path.with_name(f"{path.name}.rj-new")
        # Left by a run that was interrupted; O_EXCL would refuse to write over it.
        half.unlink(missing_ok=True)
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content.encode("utf-8", "surrogateescape"))
        half.chmod(mode)  # the umask may have taken bits of it away
        half.replace(path)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise JournalError(f"{safe_path(path)} could not be written: {reason}", else_do) from error


def _quoted(path: Path) -> str:
    import shlex

    return shlex.quote(str(path))


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("relational-journal", appauthor=False)


def _bash() -> _Target:
    return _Target(_data_folder() / "completion.bash", Path.home() / ".bashrc")


def _zsh() -> _Target:
    folder = Path(os.environ.get("ZDOTDIR") or Path.home())
    return _Target(_data_folder() / "completion.zsh", folder / ".zshrc")


def _fish() -> _Target:
    """Return the file in the folder that fish searches by itself, which no line of set-up has to load."""
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return _Target(config / "fish" / "completions" / "rj.fish", None)


_TARGETS: dict[str, Callable[[], _Target]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
