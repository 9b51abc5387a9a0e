"""Write the manual page docs/rj.1 from the help: `python -m relational_journal.cli.learn.man_page`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[3] / "docs" / "rj.1"
_EXIT = (
    ("0", "done; a search that found nothing too"),
    ("1", "could not be done; rj due: something was noted"),
    ("2", "the command line is wrong, or a question would have to be asked where there is no terminal"),
    ("130", "interrupted"),
)


def man_page() -> str:
    """Return the page as roff, with the full help of each command."""
    import typer

    from relational_journal.cli.command_line import app
    from relational_journal.cli.commands import COMMANDS, build

    top: Any = typer.main.get_command(app)
    lines = ['.TH RJ 1 "" "relational\\-journal" "The relational journal"']
    lines += [".SH NAME", "rj \\- a self\\-reflection journal for relationships, at the terminal"]
    lines += [".SH SYNOPSIS", ".B rj", "[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR] [\\fIARGS\\fR]..."]
    lines += [".SH DESCRIPTION", *_paragraphs(top.help or "")]
    lines += [".SH OPTIONS", *_options(top)]
    for section, rows in COMMANDS.items():
        lines.append(f".SH {_text(section.upper())}")
        for name in rows:
            lines += _command(f"rj {name}", build(name))
    lines += [".SH EXIT STATUS", *(line for code, means in _EXIT for line in (".TP", f".B {code}", _text(means)))]
    lines += [".SH ENVIRONMENT AND FILES", *_from_guide("settings")]
    lines += [".SH SEE ALSO", "\\fBrj guide\\fR for how it works in plain words, \\fBrj help\\fR for human help."]
    return "\n".join(lines) + "\n"


def _command(name: str, command: Any) -> Iterator[str]:
    """Yield the roff of a command, or of each of its subcommands."""
    parts = getattr(command, "commands", None)
    if parts:
        yield f".SS {_text(name)}"
        yield from _paragraphs(command.help or "")
        for part, each in parts.items():
            if not each.hidden:
                yield from _command(f"{name} {part}", each)
        return
    words = [param.metavar or param.name for param in command.params if param.param_type_name == "argument"]
    yield f".SS {_text(' '.join([name, *words]))}"
    yield from _paragraphs(command.help or "")
    yield from _arguments(command)
    yield from _options(command)


def _arguments(command: Any) -> Iterator[str]:
    for param in command.params:
        if param.param_type_name == "argument" and getattr(param, "help", None):
            yield from (".TP", f".I {_text((param.metavar or param.name).strip('[].'))}", _text(param.help))


def _options(command: Any) -> Iterator[str]:
    for param in command.params:
        if param.param_type_name != "option":
            continue
        names = ", ".join([*param.opts, *param.secondary_opts])
        takes = "" if param.is_flag else f" \\fI{_text(param.metavar or 'TEXT')}\\fR"
        yield from (".TP", f"\\fB{_text(names)}\\fR{takes}", _text(param.help or ""))


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(part for part in text.split("\n\n") if part.strip()):
        if number:
            yield ".PP"
        yield _text(" ".join(paragraph.split()))


def _from_guide(topic: str) -> Iterator[str]:
    """Format a topic of the guide: headings in capitals, columns unchanged, paragraphs filled."""
    text = (Path(__file__).parents[2] / "guide" / f"{topic}.md").read_text(encoding="utf-8")
    for block in text.split("\n\n")[1:]:
        if re.fullmatch(r"[A-Z.]+( [A-Z]+)*", block):
            yield f".SS {_text(block)}"
        elif block.startswith("    "):
            yield from (".PP", ".nf", *(_text(line.removeprefix("    ")) for line in block.splitlines()), ".fi")
        else:
            yield from (".PP", _text(" ".join(block.split())))


def _text(words: str) -> str:
    """Escape words so that roff does not read them as commands."""
    escaped = words.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped


if __name__ == "__main__":
    PAGE.write_text(man_page(), encoding="utf-8")
