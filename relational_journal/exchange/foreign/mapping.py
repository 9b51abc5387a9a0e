"""Read and write the file for --map: what moods, tags and columns of an import become."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from relational_journal.capture.syntax.tags import read_tone
from relational_journal.errors import UnreadableImport, WordingError
from relational_journal.exchange.foreign.stamps import ORDERS
from relational_journal.text.folding import folded

LEAVE_OUT = "-"
_LARGEST = 4 * 1024 * 1024
_TABLES = ("columns", "moods", "tags")
_ALSO = {"mood": "moods", "tag": "tags", "column": "columns", "fields": "columns"}


class UnknownColumns(UnreadableImport):
    """A CSV file whose columns have no known meaning.

    Args:
        columns: column → what it would be read as, for a map to fill in.
    """

    def __init__(self, sentence: str, next_step: str, columns: Mapping[str, str]) -> None:
        super().__init__(sentence, next_step)
        self.columns = columns


@dataclass
class WordMap:
    """What becomes of the words of another program.

    Attributes:
        moods: mood → tone, or "" for none; moods that are not in it were not decided.
        tags: tag → "@Name" for a person, a key of the vocabulary, "" to keep it as a word, "-" to leave it out.
        columns: column of a CSV file → what it holds.
        encoding: of a text file that is not UTF-8; "" to look at its first bytes.
        dates: "day-month" or "month-day"; "" if the file has to show it.
    """

    moods: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    dates: str = ""

    def tone_of(self, mood: str) -> str | None:
        """Return the tone a mood stands for, or None."""
        return self.moods.get(folded(mood)) or None

    def is_decided(self, mood: str) -> bool:
        """Whether the mapping says what a mood stands for, "" included."""
        return folded(mood) in self.moods

    def becomes(self, tag: str) -> str | None:
        """Return what a tag becomes, or None if the map does not name it."""
        return self.tags.get(folded(tag))


def read_map(path: Path) -> WordMap:
    """Read a mapping file, TOML or JSON.

    Raises:
        UnreadableImport: it is not there, does not read, or says something that has no meaning here.
    """
    record = _loaded(path)
    said = WordMap()
    for written, value in record.items():
        name = _ALSO.get(written, written)
        if name in _TABLES and isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
            setattr(said, name, {folded(key) if name != "columns" else key: each for key, each in value.items()})
        elif name == "dates" and value in ("", *ORDERS):
            said.dates = value
        elif name == "encoding" and isinstance(value, str) and _is_encoding(value):
            said.encoding = value
        else:
            raise _bad(path, f"has a {name} that cannot be read", _KNOWS)
    for mood, tone in said.moods.items():
        try:
            said.moods[mood] = read_tone(tone.strip()) if tone.strip() not in ("", LEAVE_OUT) else ""
        except WordingError as error:
            raise _bad(path, f'makes the mood "{mood[:40]}" a "{tone[:40]}"', _TONES) from error
    return said


def map_text(
    file: str,
    moods: Mapping[str, int],
    tags: Mapping[str, int],
    said: WordMap,
    *,
    people: Collection[str] = (),
    columns: Mapping[str, str] | None = None,
    keys: Mapping[str, str] | None = None,
) -> str:
    """Write a mapping file for a person to fill in: every mood, tag and column met, most used first.

    Args:
        file: the name of the file to import, for the comment.
        moods, tags: words met and how often.
        said: what was decided already; it is kept.
        people: names the journal knows; a tag that is exactly one of them is filled in.
        columns: column → what it was read as, for CSV.
        keys: tag → the key it is by itself; it is filled in.
    """
    known = {folded(name): name for name in people}
    lines = [f"# What becomes of the words in {' '.join(Path(file).name.split())}. Fill in, then import with --map."]
    if columns is not None:
        lines += [
            "",
            "# when, time, text, title, people, tags, mood, tone; keep: stays with the entry; -: left out.",
            "[columns]",
        ]
        lines += [f"{_quoted(name)} = {_quoted(said.columns.get(name, to))}" for name, to in columns.items()]
    if moods:
        lines += ["", f'# {_TONES} "" says nothing.', "[moods]"]
        for mood, count in _by_use(moods):
            lines.append(f"{_quoted(mood)} = {_quoted(said.moods.get(folded(mood), ''))}  # {count}")
    if tags:
        lines += [
            "",
            '# "@Ada" for a person, a key of rj words for a tag; "" keeps the word with the entry, "-" leaves it out.',
            "[tags]",
        ]
        for tag, count in _by_use(tags):
            name = known.get(folded(tag.lstrip("@#")))
            becomes = (keys or {}).get(tag) or (f"@{name}" if name else "")
            lines.append(f"{_quoted(tag)} = {_quoted(said.tags.get(folded(tag), becomes))}  # {count}")
    return "\n".join(lines) + "\n"


_TONES = "A mood becomes connection, disconnection, mixed or ordinary."
_KNOWS = 'It may hold encoding, dates and the tables [columns], [moods] and [tags] with "word" = "word" in them.'


def _by_use(words: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(words.items(), key=lambda item: (-item[1], item[0]))


def _quoted(word: str) -> str:
    """Return a TOML string: a JSON string with DEL escaped as well, which TOML requires."""
    # A JSON string is one of TOML too, except that TOML does not allow DEL in it.
    return json.dumps(word, ensure_ascii=False).replace("\x7f", "\\u007f")


def _is_encoding(name: str) -> bool:
    import codecs

    try:
        # Not base64 or zip, which Python lists as codecs as well.
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _loaded(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise _bad(path, "is too large for a map", _KNOWS)
        written = path.read_text(encoding="utf-8-sig")
        record = json.loads(written) if written.lstrip().startswith("{") else tomllib.loads(written)
    except OSError as error:
        raise _bad(path, f"cannot be read: {(error.strerror or 'it failed').lower()}", _WRITES) from error
    except RecursionError as error:
        raise _bad(path, "is nested too deeply", _KNOWS) from error
    except ValueError as error:  # TOML, JSON and UTF-8 alike
        raise _bad(path, f"does not read as TOML: {str(error)[:80]}", _WRITES) from error
    return record if isinstance(record, dict) else {}


_WRITES = "rj import FILE --dry-run --map NEW writes one to fill in; nothing was stored."


def _bad(path: Path, what: str, fix: str) -> UnreadableImport:
    return UnreadableImport(f"the map {path} {what}", fix)
