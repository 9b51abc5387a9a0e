"""Entries from records in tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from relational_journal.model import KEY_LISTS, Entry, Link, Mended

_LISTS = ("people", *KEY_LISTS, "own")


def from_record(record: Mapping[str, Any]) -> Entry:
    """Return the entry of a well-formed object (the exchange checks it); missing fields are empty."""
    mended = record.get("mended")
    return Entry(
        uid=record.get("uid") or "",
        id=record.get("id"),
        kind=record.get("kind") or "moment",
        when=record["when"],
        written=record.get("written") or "",
        changed=record.get("changed") or "",
        text=record.get("text") or "",
        tone=record.get("tone"),
        setting=record.get("setting"),
        good=dict(record.get("good") or {}),
        context=dict(record.get("context") or {}),
        break_status=record.get("break"),
        mended=None if mended is None else Mended(when=mended["when"], by=mended.get("by")),
        unsafe=bool(record.get("unsafe")),
        private=bool(record.get("private")),
        share=bool(record.get("share")),
        story_only=bool(record.get("story_only")),
        links=tuple(Link(to=link["to"], as_=link["as"]) for link in record.get("links") or ()),
        answers=dict(record.get("answers") or {}),
        **{name: tuple(record.get(name) or ()) for name in _LISTS},
    )
