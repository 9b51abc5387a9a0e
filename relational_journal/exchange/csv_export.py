"""Write entries as CSV: one row each, a column for each field, no cell a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Generator, Iterable

from relational_journal.entry_json import to_record
from relational_journal.exchange.csv_cells import joined, to_cell
from relational_journal.model import Entry

COLUMNS = (
    *("when", "kind", "tone", "people", "text", "setting", "first", "braced", "felt_before", "wishes", "moves"),
    *("urges", "after", "felt_after", "good", "power", "context", "treated", "own", "break", "mended_when"),
    *("mended_by", "unsafe", "private", "share", "story_only", "links", "answers", "written", "changed", "uid"),
)


def csv_lines(entries: Iterable[Entry]) -> Generator[str]:
    """Yield the header and a row for each entry; a text with line feeds stays in its cell."""
    yield _line(COLUMNS)
    for entry in entries:
        record = to_record(entry, with_id=False)
        mended = record.pop("mended") or {}
        record |= {"mended_when": mended.get("when"), "mended_by": mended.get("by")}
        yield _line([to_cell(_cell(name, record[name])) for name in COLUMNS])


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _cell(name: str, value: object) -> str:
    if name in ("links", "answers"):
        return json.dumps(value, ensure_ascii=False) if value else ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        return joined(value)
    if isinstance(value, dict):
        return joined(f"{key}:{side or ''}" for key, side in value.items())
    return "" if value is None else str(value)
