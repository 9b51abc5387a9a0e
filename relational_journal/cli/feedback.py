"""Print what was stored after a change of an entry: number, day, people, tone and rows, never its text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from relational_journal.cli.output import bold, dim, emit_json, hint, is_terminal, out, out_wrapped, takes_colour, width
from relational_journal.model import Entry
from relational_journal.text.alphabet import marks
from relational_journal.text.safe import one_line

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.journal.journal import Journal


def acknowledge(
    journal: Journal, moment: Entry, notices: Iterable[str] = (), *, as_json: bool = False, verb: str = "Saved as"
) -> None:
    """Print what was stored: rows on stdout, hints and the way to correct it on stderr.

    In a pipe stdout carries the first row alone; with --json the entry.
    """
    if as_json:
        from relational_journal.entry_json import to_record

        emit_json(to_record(moment))
    else:
        _print(journal, moment, verb)
    for notice in notices:
        hint(one_line(notice))


def headline(moment: Entry, today: date, verb: str = "") -> str:
    """Format `Saved as 34 · Fri 20 Nov 22:50 (2 days ago) · Jonas · ◈ mixed`; how long ago only if a date was given."""
    from relational_journal.report.document.entry_text import format_age, format_people, format_when

    when = format_when(moment.when, today)
    if verb and moment.when[:16] != moment.written[:16]:
        when += f" ({format_age(moment.when, today)})"
    parts = [f"{verb} {bold(str(moment.id))}".strip(), when]
    if moment.kind != "moment":
        parts.append(format_kind(moment.kind))
    if moment.people:
        parts.append(one_line(format_people(moment.people)))
    if moment.tone:
        parts.append(f"{marks().of_tone(moment.tone)} {moment.tone}")
    return f" {marks().dot} ".join(parts)


def format_kind(kind: str) -> str:
    """Return a kind of entry in plain words."""
    return {"memory": "a past experience", "picture": "a picture", "lookback": "a look-back"}.get(kind, f"a {kind}")


def row_lines(moment: Entry, journal: Journal, columns: int) -> list[str]:
    """Format the rows of the story, wrapped to that many columns, names at the left."""
    from relational_journal.report.document.entry_text import story_rows
    from relational_journal.text.wrap import text_rows

    lines = []
    for row in story_rows(moment, journal.vocabulary):
        name = row.name
        for line in row.lines:
            text = one_line(line if marks().arrow == "→" else line.replace(" → ", " -> ").replace(" · ", " - "))
            for piece in text_rows(text, max(20, columns - 11)):
                lines.append(f"  {dim(name.ljust(8))} {piece}")
                name = ""
    return lines


def _print(journal: Journal, moment: Entry, verb: str) -> None:
    out_wrapped(headline(moment, journal.now().date(), verb))
    if is_terminal():
        for line in row_lines(moment, journal, width()):
            out(line)
    from relational_journal.report.document.entry_text import fitting_correction

    number = moment.id
    change = fitting_correction(moment) if moment.kind == "moment" else ""
    fitting = f"tag {number} {change}" if change else f"more {number}"
    undo = "" if verb.startswith("Nothing") else "    rj undo"  # it would take back an earlier change
    hint(dim_hint(f"Not how it went?  rj {fitting}    rj edit {number}{undo}"))


def dim_hint(text: str) -> str:
    """Return a hint, dim if stderr takes styles."""
    import sys

    return f"\x1b[2m{text}\x1b[22m" if takes_colour(sys.stderr) else text


def tone_legend(columns: int, *, unmarked: bool = False) -> list[str]:
    """Return what the marks of the tones mean, on as many lines as the width needs, none broken inside a meaning.

    Args:
        columns: the width.
        unmarked: whether a moment without a tone is among them.
    """
    sign = marks()
    meanings = [f"{sign.of_tone(tone)} {tone}" for tone in _TONES]
    lines = [""]
    for meaning in [*meanings, f"{sign.unmarked} no tone"] if unmarked else meanings:
        joined = f"{lines[-1]}  {meaning}" if lines[-1] else meaning
        if lines[-1] and len(joined) > columns:
            lines.append(meaning)
        else:
            lines[-1] = joined
    return lines


_TONES = ("connection", "mixed", "disconnection", "ordinary")
