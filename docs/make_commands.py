"""Write docs/commands.md from the help of every command: `python docs/make_commands.py`."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from relational_journal.cli.commands import COMMANDS, build

TARGET = Path(__file__).with_name("commands.md")
_HEAD = """\
# Commands

Made from `--help` by `python docs/make_commands.py`; a test holds the two equal. Every command takes `-h` or `--help`.
What a command prints goes to stdout, hints and errors to stderr. Exit codes: 0 done, 1 could not be done, 2 the command
line is wrong, 130 interrupted.
"""


def parts_of(name: str, command: Any) -> list[tuple[str, Any]]:
    """A command, or each command of a group, with its full name."""
    commands = getattr(command, "commands", None)
    if not commands:
        return [(name, command)]
    inner = [(f"{name} {part}", commands[part]) for part in commands if not commands[part].hidden]
    return [(name, command), *inner] if getattr(command, "invoke_without_command", False) else inner


def rows_of(command: Any) -> list[tuple[str, str]]:
    """Each argument and option, as it is typed, with its help."""
    rows = []
    for param in command.params:
        if getattr(param, "hidden", False):
            continue
        if param.param_type_name == "argument":
            rows.append((f"`{param.metavar or param.name.upper()}`", getattr(param, "help", "") or ""))
            continue
        value = "" if param.is_flag else f" {param.metavar or 'TEXT'}"
        forms = ", ".join([*param.opts, *param.secondary_opts])
        rows.append((f"`{forms}{value}`", param.help or ""))
    return rows


def cell(text: str) -> str:
    """A text inside a table."""
    return " ".join(text.split()).replace("|", "\\|")


def page() -> str:
    """The whole page."""
    lines = [_HEAD]
    for section, rows in COMMANDS.items():
        lines.append(f"## {section}\n")
        for name in rows:
            for full, command in parts_of(name, build(name)):
                lines.append(f"### `rj {full}`\n")
                if command.help:
                    lines.append(inspect.cleandoc(command.help) + "\n")
                if table := rows_of(command):
                    lines += ["| | |", "|---|---|", *(f"| {cell(left)} | {cell(right)} |" for left, right in table), ""]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
