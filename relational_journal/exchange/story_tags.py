"""The fields of an entry as tags in story order, so that reading them again gives the same fields."""

from __future__ import annotations

from relational_journal.model import Entry


def story_tags(entry: Entry) -> list[str]:
    """Return the tags that say what an entry's lists say: `they-let-me-down`, `urge:pulled-back`, `less-worth`.

    What came after stands after the moves. Own words that count like no key have the prefix `own:`.
    """
    has_turn = bool(entry.moves or entry.urges)
    later = "" if has_turn else "after:"
    return [
        *entry.first,
        *entry.felt_before,
        *(f"braced:{key}" for key in entry.braced),
        *entry.wishes,
        *([entry.setting] if entry.setting else []),
        *entry.power,
        *(f"{key}:{side}" if side else key for key, side in entry.context.items()),
        *entry.treated,
        *(f"urge:{key}" for key in entry.urges),
        *entry.moves,
        *(f"{later}{key}" for key in entry.after),
        *(f"{later}{key}" for key in entry.felt_after),
        *(f"{amount}-{key.removeprefix('more-')}" for key, amount in entry.good.items()),
        *(f"own:{key}" for key in entry.own),
    ]
