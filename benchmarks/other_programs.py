"""What `rj` is compared with: a bare insert, a trivial Typer program, `executemany`, and jrnl."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.entries import records

JRNL = "jrnl==4.6"
EXECUTEMANY = [sys.executable, "-m", "benchmarks.plain_rows"]

_BARE = """
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.execute("pragma journal_mode=wal"); c.execute("pragma synchronous=full")
c.execute("create table if not exists t(id integer primary key, x)")
c.execute("insert into t(x) values ('a sentence')"); c.commit(); c.close()
"""
_TRIVIAL = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "you") -> None:
    typer.echo(f"hello {name}")
app()
"""


def bare_insert(folder: Path) -> list[str]:
    """Return a command that opens SQLite, inserts a row and commits."""
    return [sys.executable, str(_written(folder / "bare.py", _BARE)), str(folder / "bare.db")]


def trivial_typer(folder: Path) -> list[str]:
    """Return a Typer program of one command that prints a line."""
    return [sys.executable, str(_written(folder / "trivial.py", _TRIVIAL))]


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def install_jrnl(folder: Path) -> Path | None:
    """Install jrnl into an environment of its own and return the program; None if it cannot be installed."""
    place = folder / "jrnl"
    steps: tuple[Sequence[str], ...] = (
        (sys.executable, "-m", "venv", str(place)),
        (str(place / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", JRNL),
        (str(place / "bin" / "jrnl"), "--version"),
    )
    for step in steps:
        if subprocess.run(step, capture_output=True, check=False).returncode:
            return None
    return place / "bin" / "jrnl"


def jrnl_commands(jrnl: Path, folder: Path, size: int) -> dict[str, list[str]]:
    """Return jrnl's commands that write one entry and list the newest, on its journal of the same entries."""
    journal, config = folder / f"jrnl-{size}.txt", folder / f"jrnl-{size}.yaml"
    with journal.open("w", encoding="utf-8") as file:
        for record in records(size):
            file.write(f"[{str(record['when'])[:16].replace('T', ' ')}] {record['text']}\n\n")
    config.write_text(
        f"version: v4.6\njournals:\n  default: {journal}\ndefault_hour: 9\ndefault_minute: 0\neditor: ''\n"
        "encrypt: false\nhighlight: false\nindent_character: '|'\nlinewrap: 79\ntagsymbols: '@'\ntemplate: false\n"
        "timeformat: '%Y-%m-%d %H:%M'\ncolors: {body: none, date: none, tags: none, title: none}\n"
        "display_format: null\n",
        encoding="utf-8",
    )
    run = [str(jrnl), "--config-file", str(config)]
    return {
        f"jrnl, an entry {size}": [*run, "Noor asked how I was and I said fine."],
        f"jrnl -n 20 {size}": [*run, "-n", "20"],
    }
