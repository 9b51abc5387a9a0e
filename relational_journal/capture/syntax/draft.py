"""What capture hands on: a moment not yet stored, and all that is to be said of how it was read."""

from __future__ import annotations

from typing import NamedTuple

from relational_journal.model import Moment, Person, Word


class Options(NamedTuple):
    """What `rj log` was told beside the text (contract §3); `tags` are read as if typed at its end."""

    when: str | None = None
    with_: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    tone: str | None = None
    private: bool = False
    share: bool = False
    story_only: bool = False
    unsafe: bool = False
    break_status: str | None = None
    kind: str = "moment"


class Notice(NamedTuple):
    """A line to say after saving.

    `kind`: `new-person`, `near-person`, `new-word`, `relationship`, `between`, `second` (of two answers to one
    question the last was kept), so that a terminal may ask instead of hinting.
    """

    kind: str
    text: str


class Draft(NamedTuple):
    """A moment without uid, id and time of writing, the people and words it brings, and how it was read.

    Args:
        readings: (as written, key) of tags read by their beginning.
        near_people: (name as written, a known name it may have been meant for).
        near_words: (new own word, the keys near it).
        unsettled: (as written, the keys it could be) of tags left out because several keys fit; only if asked for.
    """

    moment: Moment
    new_people: tuple[Person, ...] = ()
    changed_people: tuple[Person, ...] = ()
    new_words: tuple[Word, ...] = ()
    notices: tuple[Notice, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    near_people: tuple[tuple[str, str], ...] = ()
    near_words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unsettled: tuple[tuple[str, tuple[str, ...]], ...] = ()
