"""Convert an entry or a hunch to a JSON object (docs/entry-format.md)."""

from __future__ import annotations

from typing import Any

from relational_journal.model import Entry, Hunch


def to_record(moment: Entry, *, with_id: bool = True) -> dict[str, Any]:
    """Return the entry as an object, keys in the order of docs/entry-format.md; JSON Lines leave out `id`."""
    record: dict[str, Any] = {"uid": moment.uid}
    if with_id:
        record["id"] = moment.id
    record |= {
        "kind": moment.kind,
        "when": moment.when,
        "written": moment.written,
        "changed": moment.changed,
        "text": moment.text,
        "tone": moment.tone,
        "people": list(moment.people),
        "setting": moment.setting,
        "first": list(moment.first),
        "braced": list(moment.braced),
        "felt_before": list(moment.felt_before),
        "wishes": list(moment.wishes),
        "moves": list(moment.moves),
        "urges": list(moment.urges),
        "after": list(moment.after),
        "felt_after": list(moment.felt_after),
        "good": dict(moment.good),
        "power": list(moment.power),
        "context": dict(moment.context),
        "treated": list(moment.treated),
        "own": list(moment.own),
        "break": moment.break_status,
        "mended": None if moment.mended is None else {"when": moment.mended.when, "by": moment.mended.by},
        "unsafe": moment.unsafe,
        "private": moment.private,
        "share": moment.share,
        "story_only": moment.story_only,
        "links": [{"to": link.to, "as": link.as_} for link in moment.links],
        "answers": dict(moment.answers),
    }
    return record


def hunch_to_record(hunch: Hunch) -> dict[str, Any]:
    """Return the hunch as it was stated as an object, keys in the order of docs/entry-format.md."""
    return {
        "uid": hunch.uid,
        "text": hunch.text,
        "when": list(hunch.when),
        "then": list(hunch.then),
        "with": hunch.with_,
        "since": hunch.since,
        "ended": hunch.ended,
        "read_at": hunch.read_at,
    }
