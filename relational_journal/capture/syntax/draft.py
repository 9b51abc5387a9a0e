"""The result of capture: a moment not yet stored, and notices about how it was read."""

from typing import NamedTuple

from relational_journal.model import Entry, Person, Word


class Options(NamedTuple):
    """The options of `rj log` besides the text; `tags` are read as if typed at its end."""

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
    """A notice to show after saving.

    `kind`: `new-person`, `near-person`, `new-word`, `relationship`, `between`, `second` (the last of two answers to one
    question was kept), so that a terminal may ask instead of hinting.
    """

    kind: str
    text: str


class Draft(NamedTuple):
    """A moment without uid, id and time of writing, the people and words it introduces, and how it was read.

    Args:
        readings: (as written, key) of tags found by their beginning.
        near_people: (name as written, a similar known name).
        near_words: (new own word, similar keys).
        unsettled: (as written, possible keys) of tags left out because several keys fit; only if asked for.
    """

    moment: Entry
    new_people: tuple[Person, ...] = ()
    changed_people: tuple[Person, ...] = ()
    new_words: tuple[Word, ...] = ()
    notices: tuple[Notice, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    near_people: tuple[tuple[str, str], ...] = ()
    near_words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unsettled: tuple[tuple[str, tuple[str, ...]], ...] = ()
