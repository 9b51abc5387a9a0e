"""Random hostile inputs: words that mean something to a target, and characters that have broken programs."""

from __future__ import annotations

import json
import random
import re
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from relational_journal.vocabulary.build.term_source import FOLDER, LISTS
from relational_journal.vocabulary.load import vocabulary

NOW = datetime.fromisoformat("2026-11-22T18:40:00+01:00")
SIGNS = [
    *"+@#:-–\"'`\\/%&;|<>(){}[]=*?!.,~^$_ \t\n\r", "\0", "\x1b[2J", "\x1b]0;t\x07", "\x07", "\x9b", "\u202e", "\u2066",
    "\u200b", "\u200d", "\ufeff", "\u0301", "\u2028", "\x85", "ß", "İ", "ﬁ", "語", "٣", "🌧️", "👩‍👩‍👧", "\ud800",
    "\udcff",
    "\U0010ffff", "' OR 1=1 --", "NEAR(", "AND", "*", "=cmd|", "{{7*7}}", "<script>", "[bold]", "#let x", "\\u0000",
]  # fmt: skip
WORDS = [
    "+hurt", "+went-silent", "-joke", "@ada", '@"Aunt May"', "@Aunt May", "@Sam's", "@me", "+before:hurt", "+urge:left",
    "+braced:rejec", "+after:warm", "+gender:sub", "+more-worth", "+less-c", "+worth", "+c", "+d", "~d", "+family",
    "+manager", "+clammed", "+mywort", "#calm", "+they-had-more", "+i-had-more", "+private", "+unsafe", "+befor:hurt",
    "\\+hurt", "C#", "a+b", "a@b.c", "yesterday:", "yesterday 6pm:", "2026-11-02:", "last friday:", "Note:", "Mum",
    "said", "nothing", "and I went quiet", "x" * 300, "tea", "rain",
]  # fmt: skip
DATE_WORDS = [
    "yesterday", "today", "yesterday 6pm", "29 feb", "31.12.", "1998", "25:61", "noon", "in 3 days", "00:00",
    "9999-12-31",
    "0001-01-01", "-1", "1e999", "999999999999", "at", "monday", "last", "nov", "2", "11", "2026", "morning", "ago",
    "days", "this", "week", "tusday", "2026-W47", "T", "Z", "+9959", "-2500", "am", "pm", "13pm", "2026-11-31",
    "mon 9:15",
]  # fmt: skip
FIELDS = [
    "uid", "kind", "when", "written", "changed", "text", "tone", "people", "setting", "first", "braced", "felt_before",
    "wishes", "moves", "urges", "after", "felt_after", "good", "power", "context", "treated", "own", "break", "mended",
    "unsafe", "private", "share", "story_only", "links", "answers", "name", "key", "like", "label", "phrase", "also",
    "id",
]  # fmt: skip
VALUES: list[object] = [
    None, True, False, 0, -1, 1e308, 2**70, "", " ", "moment", "2026-11-02", "1998", "2026-11-02T10:00", "person",
    "word",
    "hunch", "learned", "memory", "lookback", "connection", [], {}, ["hurt"], ["went-silent"], ["myword"], [None], [[]],
    ["Ada", "ada", "ADA"], ["me"], {"to": "x", "as": "repairs"}, [{"to": "x", "as": "echoes"}], [{"to": 1}],
    {"more": "x"}, {"worth": "less"}, {"gender": "both"}, {"camera": "a"}, {"closer": "further"}, {"met": "maybe"},
    {"when": "2026-11-03", "by": "me"}, "a\0b", "\u202e", "\ud83d", ["a"] * 50, {"a": {"b": {"c": []}}}, "open",
    "partly",
]  # fmt: skip


class Asked(NamedTuple):
    """A date as words, and what it must be read as where that is known by another way than by reading it."""

    words: str
    expected: str | None = None


def sentence(chance: random.Random) -> str:
    """Words, tags, names and signs, joined or not."""
    parts = [chance.choice(SIGNS if chance.random() < 0.4 else WORDS) for _ in range(chance.randrange(1, 12))]
    return chance.choice(("", " ", " ")).join(parts)


def date(chance: random.Random) -> Asked:
    """One in three is a date of which the answer is known; the others are put together of words of dates."""
    if chance.random() > 0.34:
        parts = [chance.choice(DATE_WORDS) for _ in range(chance.randrange(1, 5))]
        signs = chance.sample(SIGNS, chance.choice((0, 0, 0, 1)))
        return Asked(chance.choice((" ", " ", "", "-")).join([*parts, *signs]))
    days = chance.randrange(1, 20_000)
    then = (NOW - timedelta(days=days)).replace(hour=chance.randrange(24), minute=chance.randrange(60))
    here = datetime(*then.timetuple()[:5]).astimezone()
    at, day = here.isoformat(timespec="seconds"), here.date()
    clock = f"{here.hour}:{here.minute:02d}"
    known = [
        Asked(day.isoformat(), day.isoformat()),
        Asked(f"{day} {here:%H:%M}", at),
        Asked(f"{day}T{here:%H:%M}", at),
        Asked(f"{days} days ago", day.isoformat()) if days > 1 else Asked("yesterday", day.isoformat()),
        Asked(f"{day.day} {here:%B} {day.year}", day.isoformat()),
        Asked(f"{day.day} {here:%b} {day.year} {clock}", at),
        Asked(day.isoformat()[:7], day.isoformat()[:7]),
        Asked(str(day.year), str(day.year)),
    ]
    if days < 8:
        known += [Asked(f"last {here:%A}", day.isoformat()), Asked(f"{here:%A} {clock}".lower(), at)]
    return chance.choice(known)


def lines(chance: random.Random, number: int) -> bytes:
    """One to three lines of a file to import: well but for a field or two, or a byte."""
    return b"".join(_line(chance, f"{number}-{at}") for at in range(chance.choice((1, 1, 2, 3))))


def _line(chance: random.Random, uid: str) -> bytes:
    key = chance.choice(("myword", "clammed", "quiet", "größe", sentence(chance)))
    record = dict[str, object](
        chance.choice(
            (
                {"kind": "moment", "uid": uid, "when": "2026-11-02", "text": sentence(chance), "tone": "mixed"},
                {"when": "2026-11-02T10:00:00+01:00", "uid": uid, "moves": ["went-silent"], "people": ["Ada"]},
                {"kind": "session", "uid": uid, "when": "1998", "text": "", "answers": {"want": sentence(chance)}},
                {"kind": "word", "key": key, "label": sentence(chance), "like": chance.choice((None, "went-silent"))},
                {"kind": "person", "name": chance.choice(("Ada", "Bo", sentence(chance))), "also": ["Samuel"]},
                {"kind": "hunch", "uid": uid, "when": ["hurt"], "then": ["went-silent"], "since": "2026-11-09"},
                {"kind": "learned", "phrase": sentence(chance), "key": "hurt", "kept": 1},
            )
        )
    )
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
        record[chance.choice(FIELDS)] = chance.choice([*VALUES, sentence(chance)])
    try:
        raw = bytearray(json.dumps(record, ensure_ascii=chance.random() < 0.5).encode("utf-8"))
    except UnicodeEncodeError:
        raw = bytearray(json.dumps(record, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass"))
    if chance.random() < 0.05:
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    if chance.random() < 0.01:
        raw = bytearray(b"[" * 5000 + raw)
    return bytes(raw) + chance.choice((b"\n", b"\n", b"\r\n"))


def search_words(chance: random.Random) -> str:
    """Two in five are plain beginnings of words, of which the answer is known."""
    if chance.random() < 0.4:
        words = (chance.choice(STORED_WORDS) for _ in range(chance.randrange(1, 3)))
        return " ".join(word[: chance.randrange(1, len(word) + 1)] for word in words)
    return sentence(chance)


STORED_WORDS = "tea rain kitchen nothing quiet train walked laughed because evening window late garden postcard".split()


def stored_text(chance: random.Random) -> str:
    """A text to be searched, of plain words."""
    return " ".join(chance.choice(STORED_WORDS) for _ in range(chance.randrange(1, 9)))


class Own(NamedTuple):
    """A word of one's own as `rj words add` is told it."""

    key: str
    like: str
    label: str
    polarity: str


def own_word(chance: random.Random) -> Own:
    """A key of letters and signs, and what it counts like."""
    pieces = "my word - clam med größe x iced me out quiet worth more family 語".split()
    key = "".join(chance.choice(pieces if chance.random() < 0.9 else SIGNS) for _ in range(chance.randrange(1, 6)))
    keys = list(vocabulary().terms)
    like = chance.choice(("", "", chance.choice(keys), chance.choice(keys), *keys[:9]))
    if chance.random() < 0.06:
        like = chance.choice((chance.choice(keys)[:5], chance.choice(SIGNS), "nothing-like-it"))
    label = chance.choice(("", "My word", sentence(chance)))
    return Own(chance.choice(("", "+", "#")) + key, like, label, chance.choice(("", "C", "d", "N", "X")))


class Files(NamedTuple):
    """Vocabulary files by their name, each some tables of the real one, spoilt or not."""

    texts: dict[str, str]


@cache
def tables(name: str) -> tuple[str, ...]:
    """The tables of a real vocabulary file, each as it stands there."""
    text = Path(FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    return tuple(re.split(r"^(?=\[[^\[])", text, flags=re.MULTILINE)[1:])


_TOML = [
    "[",
    "]",
    '"',
    "=",
    "\n",
    "#",
    "'''",
    "1979-05-27",
    "{}",
    "[[x]]",
    "-",
    "true",
    "1e9",
    "\\",
    "\ud800",
    "[a.b]",
    ".",
]
_LINES = [
    'label = ""', "label = 3", 'polarity = "X"', "short = 5", 'short = ["a b"]', 'short = ["quiet"]', "short = [1]",
    'told = ["x"]', 'meaning = "\\u0000"', "meaning = 1979-05-27", 'group = "nowhere"', 'nope = "x"', "near = {}",
    'label = "!!!"', 'source = ""', "markers = 7", 'markers = ["hurt"]', "supporting = []", 'base = "x"',
    "rule_keys = 1",
    'supporting = {sideways = ["hurt"]}', "conditional = [1]", 'questions = "why"', 'cues = ["@nope"]', "needs = []",
]  # fmt: skip


def files(chance: random.Random) -> Files:
    """A table or two of one of the files, one line or sign of it spoilt."""
    name = chance.choice([*(file for file, _, _ in LISTS), "patterns", "bases", "everyday"])
    if name == "everyday":
        names = (chance.choice(('"will"', '"Hope"', "3", '""', '"')) for _ in range(3))
        text = f"names = [{', '.join(names)}]\n"
    else:
        text = "".join(chance.choice(tables(name)) for _ in range(chance.choice((1, 1, 2))))
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        if chance.random() < 0.5:
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice([*_TOML, *SIGNS]) + text[at + chance.randrange(3) :]
        else:
            rows = text.split("\n")
            at = chance.randrange(len(rows))
            rows[at : at + chance.randrange(2)] = [chance.choice(_LINES)]
            text = "\n".join(rows)
    return Files({name: text})
