"""Make fictional journals of any size as JSON Lines: entries of realistic size, the same for the same number.

A longer journal is a shorter one with older entries before it: the newest thousand of a journal of 100,000 are those of
a journal of 1,000, so that a window that both hold asks the same of both.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

ZONE = timezone(timedelta(hours=1))
UNTIL = datetime(2026, 11, 21, 21, 0, tzinfo=ZONE)
A_DAY = 7  # entries
PEOPLE = [("Noor", "partner"), ("Ama", "parent"), ("Ilse", "manager"), ("Tomas", "close-friend"), ("Bee", "sibling")]
PEOPLE += [("Ravi", "colleague"), ("Greta", "neighbour"), ("Pastor Lin", "group-or-faith")]
SELDOM = [("Dov", "ex-partner"), ("Dr. Okafor", "therapist")]
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


def uid_of(back: int) -> str:
    """Return the uid, of the shape of a UUIDv7, of the entry with so many entries after it; later ones are greater."""
    number = 0x0FFF_FFFF - back
    return f"01900000-{number >> 12 & 0xFFFF:04x}-7{number & 0xFFF:03x}-8000-{number:012x}"


def record(back: int, *, until: datetime = UNTIL) -> dict[str, object]:
    """Return the entry with so many entries after it, of about 40 words and with tags in most fields."""
    dice = random.Random(f"20261122 {back}")
    when = (until - timedelta(days=1) / A_DAY * (back + 1)).replace(microsecond=0).isoformat()
    common = {"uid": uid_of(back), "when": when, "written": when, "changed": when}
    if back % (21 * A_DAY) == 3 * A_DAY:
        return common | {"kind": "session", "text": "We looked at how I go quiet.", "answers": {"state": "held"}}
    if back % (7 * A_DAY) == A_DAY:
        stressed = dice.choice(["hardly", "a-little", "fairly", "very"])
        return common | {"kind": "lookback", "text": "", "answers": {"stressed": stressed}}
    person = dice.choices(PEOPLE, weights=[8, 5, 5, 4, 3, 2, 1, 1])[0][0]
    if back % 293 == 40:
        person = SELDOM[0][0]
    elif back % (21 * A_DAY) == 2 * A_DAY:
        person = SELDOM[1][0]
    sentence = " ".join(dice.choices(WORDS, k=dice.randint(15, 60)))
    tone = dice.choice(TONES)
    return common | {
        "kind": "moment",
        "text": f"{person} and I, {sentence}.",
        "tone": tone,
        "people": [person],
        "first": dice.sample(FIRST, k=dice.choice([0, 1, 1, 2])),
        "felt_before": dice.sample(FELT, k=dice.choice([0, 1, 1, 2])),
        "wishes": dice.sample(WISHES, k=dice.choice([0, 1, 1])),
        "moves": dice.sample(MOVES, k=dice.choice([0, 1, 1, 2, 3])),
        "after": dice.sample(AFTER, k=dice.choice([0, 1, 1])),
        "felt_after": dice.sample(FELT, k=dice.choice([0, 1])),
        "power": [dice.choice(POWER)] if dice.random() < 0.6 else [],
        "unsafe": person == SELDOM[0][0],
        "break": dice.choice(["open", "mended", "let-go"]) if tone == "disconnection" and not back % 31 else None,
        "links": [{"to": uid_of(back + 9), "as": "repairs"}] if tone == "connection" and not back % 30 else [],
    }


def records(count: int, *, until: datetime = UNTIL) -> Iterator[dict[str, object]]:
    """Yield `count` entries in time order, about seven a day, the last on the day `until`."""
    for back in reversed(range(count)):
        yield record(back, until=until)


def write_jsonl(path: Path, count: int) -> Path:
    """Write such a journal and return its path."""
    with path.open("w", encoding="utf-8") as file:
        for name, relationship in sorted(PEOPLE + SELDOM):
            file.write(json.dumps({"kind": "person", "name": name, "relationship": relationship}) + "\n")
        hunch = {"kind": "hunch", "uid": "01900000-0000-7000-9000-000000000001", "text": "After criticism I go quiet."}
        since = (UNTIL - timedelta(days=30)).date().isoformat()
        hunch_keys = {"when": ["they-criticised-me"], "then": ["went-silent"], "since": since, "read_at": 10}
        file.write(json.dumps(hunch | hunch_keys) + "\n")
        for each in records(count):
            file.write(json.dumps(each, ensure_ascii=False) + "\n")
    return path
