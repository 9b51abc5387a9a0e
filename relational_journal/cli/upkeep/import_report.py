"""Report an import: how many entries came in, how each field was read, what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from relational_journal.cli.output import hint, out, width
from relational_journal.text.safe import one_line, safe_path
from relational_journal.text.width import cells, clipped

if TYPE_CHECKING:
    from relational_journal.exchange.import_file import Result

_WHY = 5  # entries not imported that are named with their reason; --json has them all
_SOME = 12  # names or words in one line


def print_report(result: Result, files: Sequence[str], new_map: Path | None, *, is_mapped: bool) -> None:
    """Print the result in one line, the findings of a dry run, and hints on stderr.

    Args:
        new_map: the map that was written, if one was.
        is_mapped: a map was read.
    """
    named = "standard input" if list(files) == ["-"] else ", ".join(map(safe_path, files))
    verb = "would be added" if result.dry_run else "added"
    parts = [f"{result.added} of {result.read} {'entry' if result.read == 1 else 'entries'} {verb}"]
    if result.replaced:
        parts.append(f"{result.replaced} in place of what was here")
    if here := len(result.skipped) - result.left_out:
        parts.append("1 left as it is" if here == 1 else f"{here} left as they are")
    if result.left_out:
        parts.append(f"{result.left_out} left out")
    if result.since:
        day, last = result.since[:10], result.until[:10]
        parts.append(f"from {day} to {last}" if day != last else f"of {day}")
    out(one_line(f"{named}: {', '.join(parts)}."))
    if result.dry_run:
        _print_fields(result)
    _print_left_out(result)
    for sentence in result.hints:
        hint(one_line(sentence))
    _print_open_questions(result, new_map)
    if is_mapped and result.skipped and not result.added:
        hint("A map changes nothing in what is here already; rj undo takes an import back, to import it again.")
    if result.dry_run:
        hint("Nothing was stored; without --dry-run it is.")
    elif result.added:
        hint("rj undo takes the whole import back.")


def _print_fields(result: Result) -> None:
    """Print the format a file was read as, and a line for each field."""
    out(one_line(f"It looks like {result.seen}."))
    if not result.fields:
        return
    columns = min(max(cells(one_line(name)) for name in result.fields), 24)
    for name, where in result.fields.items():
        shown = clipped(one_line(name), columns)
        out(clipped(f"  {shown}{' ' * (columns - cells(shown))}  {one_line(where)}", max(width(), 40)))


def _print_left_out(result: Result) -> None:
    """Print new people, entries not imported, and fields that have no place here."""
    if result.people:
        some = ", ".join(result.people[:_SOME]) + (", …" if len(result.people) > _SOME else "")
        hint(one_line(f"New here: {some}."))
    for line, why in result.skipped[:_WHY]:
        hint(one_line(f"{result.unit} {line}: {why}" if line else why))
    if len(result.skipped) > _WHY:
        hint(f"and {len(result.skipped) - _WHY} more; --json lists them all")
    left = [name for name, where in result.fields.items() if where == "left out" and name != "id"]
    if left and not result.dry_run:
        hint(one_line(f"Left out, since no field here holds them: {', '.join(left[:_SOME])}."))


def _print_open_questions(result: Result, new_map: Path | None) -> None:
    """Print what is undecided (moods without a tone, tags that may be people) and how to decide it."""
    if not result.added and not new_map:
        return
    moods = _open(result.moods)
    tags = _open(result.tags)
    if moods:
        hint(one_line(f"Moods kept as words, without a tone: {_few(moods)}."))
    if people := [tag for tag in tags if tag.startswith("@")]:
        hint(one_line(f"May be people; kept as words: {_few(people)}."))
    if others := [tag for tag in tags if not tag.startswith("@")]:
        hint(one_line(f"Tags kept as words; some may be people: {_few(others)}."))
    if new_map:
        hint(f"Fill in {safe_path(new_map)}, then give it with --map.")
    elif moods or tags:
        first = "The" if result.dry_run else "After rj undo, the"
        hint(f"{first} same command with --dry-run --map NEW-FILE writes a file in which to say what they are.")


def _open(words: Mapping[str, tuple[int, str | None]]) -> list[str]:
    """Return the undecided words, most used first."""
    return sorted((word for word, (_, said) in words.items() if said is None), key=lambda word: -words[word][0])


def _few(words: Sequence[str]) -> str:
    more = f" and {len(words) - _SOME} more" if len(words) > _SOME else ""
    return ", ".join(word[:30] for word in words[:_SOME]) + more
