"""Make fictional journals of any size as JSON Lines: entries of realistic size, the same for the same number."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

ZONE = timezone(timedelta(hours=1))
PEOPLE = [("Noor", "partner"), ("Ama", "parent"), ("Ilse", "manager"), ("Tomas", "close-friend"), ("Bee", "sibling")]
PEOPLE += [("Ravi", "colleague"), ("Greta", "neighbour"), ("Pastor Lin", "group-or-faith")]
FIRST = ["they-reached-out", "they-criticised-me", "they-pulled-away", "they-asked-something", "they-were-warm"]
FELT = ["hurt", "anxious", "angry", "hopeful", "tender", "wary", "ashamed", "lonely", "overwhelmed"]
WISHES = ["to-be-close", "to-be-understood", "to-matter", "to-keep-the-peace", "to-be-helped", "to-be-respected"]
MOVES = ["went-silent", "pulled-back", "said-what-i-felt", "reached-out", "snapped", "stayed-present", "over-gave"]
MOVES += ["people-pleased", "set-a-boundary", "listened", "let-them-see-me", "handled-it-alone", "asked-for-help"]
AFTER = ["they-were-warm", "they-pulled-away", "they-understood", "they-got-angry", "they-respected-my-limit"]
TONES = ["connection", "connection", "mixed", "ordinary", "disconnection"]
POWER = ["they-had-more", "about-equal", "about-equal", "i-had-more"]
WORDS = (
    "kettle stairs phone garden message plate window quiet laugh shift bus rain letter song table door walk key coat "
    "soup sister promise argument photograph hallway birthday lamp ticket kitchen evening morning weekend holiday call"
).split()


def uid_of(number: int) -> str:
    """Return a UUIDv7-shaped uid that grows with the number."""
    return f"01900000-{number >> 16 & 0xFFFF:04x}-7{number & 0xFFF:03x}-8000-{number:012x}"


def records(count: int, *, days: int = 3_000, until: datetime | None = None) -> Iterator[dict[str, object]]:
    """Yield `count` entries in time order, of about 40 words each and with tags in most fields."""
    dice = random.Random(20_261_122)
    end = until or datetime(2026, 11, 21, 21, 0, tzinfo=ZONE)
    step = timedelta(days=days) / max(count, 1)
    for number in range(count):
        when = (end - step * (count - number)).replace(microsecond=0).isoformat()
        person = dice.choices(PEOPLE, weights=[8, 5, 5, 4, 3, 2, 1, 1])[0][0]
        sentence = " ".join(dice.choices(WORDS, k=dice.randint(15, 60)))
        yield {
            "uid": uid_of(number),
            "kind": "moment",
            "when": when,
            "written": when,
            "changed": when,
            "text": f"{person} and I, {sentence}.",
            "tone": dice.choice(TONES),
            "people": [person],
            "first": dice.sample(FIRST, k=dice.choice([0, 1, 1, 2])),
            "felt_before": dice.sample(FELT, k=dice.choice([0, 1, 1, 2])),
            "wishes": dice.sample(WISHES, k=dice.choice([0, 1, 1])),
            "moves": dice.sample(MOVES, k=dice.choice([0, 1, 1, 2, 3])),
            "after": dice.sample(AFTER, k=dice.choice([0, 1, 1])),
            "felt_after": dice.sample(FELT, k=dice.choice([0, 1])),
            "power": [dice.choice(POWER)] if dice.random() < 0.6 else [],
        }


def write_jsonl(path: Path, count: int, *, days: int = 3_000) -> Path:
    """Write such a journal and return its path."""
    with path.open("w", encoding="utf-8") as file:
        for name, relationship in PEOPLE:
            file.write(json.dumps({"kind": "person", "name": name, "relationship": relationship}) + "\n")
        for record in records(count, days=days):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path
