"""Long texts of one shape take time in proportion to their length: counted in steps of Python, so no clock is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import islice, product
from string import ascii_lowercase
from types import FrameType
from typing import Any

import pytest

from relational_journal.capture.suggest.reading_back import read_back, read_typed
from relational_journal.capture.syntax.edited_text import reread_text
from relational_journal.capture.syntax.quick_entry import read_moment
from relational_journal.model import Entry, Person
from relational_journal.vocabulary.load import vocabulary

NOW = datetime.fromisoformat("2026-11-22T18:40:00+01:00")
TOM = (Person("Tom"),)
LENGTH = 700  # characters of the shorter of two texts, of which the other is twice as long
MOST = 3.0  # times as many steps for twice the text; four would be quadratic


def repeated(part: str) -> Callable[[int], str]:
    return lambda length: part * (length // len(part))


def each_another(sign: str) -> Callable[[int], str]:
    words = ("".join(letters) for letters in product(ascii_lowercase, repeat=3))
    drawn = [f"{sign}q{word} " for word in islice(words, 2 * LENGTH)]
    return lambda length: "".join(drawn[: length // len(drawn[0])])


SHAPES = {
    "one name": repeated("@Tom "),
    "one name without its mark": repeated("Tom "),
    "one name in small letters": repeated("tom "),
    "a name in quotes": lambda length: f'@"{repeated("Tom ")(length)}"',
    "a name of one long word": lambda length: "@" + "a" * length,
    "an escaped mark": repeated("\\@a "),
    "names": each_another("@"),
    "names without marks": each_another("Q"),
    "one tag": repeated("+hurt "),
    "dates": repeated("yesterday "),
    "quotes": repeated('"a" '),
    "open quotes": repeated('@"'),
    "apostrophes": repeated("'"),
    "dashes": repeated("I - "),
    "brackets": repeated("(["),
    "chat": repeated("Tom: I cried\n"),
}


def steps(done: Callable[[], object]) -> int:
    """How many instructions of Python it takes."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return counted

    done()  # what is loaded and remembered at the first time is not counted
    before = sys.gettrace()
    sys.settrace(counted)
    try:
        done()
    finally:
        sys.settrace(before)
    return count


def logged(text: str) -> object:
    return read_moment(text, now=NOW, vocabulary=vocabulary(), people=TOM)


def edited(text: str) -> object:
    return reread_text(Entry(when="2026-11-22", text="Tea."), text, vocabulary=vocabulary(), people=TOM)


def offered(text: str) -> object:
    return read_back(Entry(when="2026-11-22", text=text), vocabulary(), TOM), read_typed(text, vocabulary(), ["Tom"])


@pytest.mark.parametrize("read", [logged, edited, offered])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_twice_the_text_takes_about_twice_the_steps(shape: Callable[[int], str], read: Callable[[str], object]) -> None:
    short, long = (steps(partial(read, shape(length))) for length in (LENGTH, 2 * LENGTH))

    assert long <= MOST * short


def test_what_stands_after_many_letters_is_stored_and_not_read_back() -> None:
    text = "I went for a walk. " * 2_000 + "Tom yelled at me."

    assert read_back(Entry(when="2026-11-22", text=text), vocabulary(), TOM).parts == ()
    assert logged(text).moment.text == text  # type: ignore[attr-defined]
