"""The values a journal holds. They depend on no file, clock or wording."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

KINDS = ("moment", "memory", "picture", "experiment", "session", "lookback")
TONES = ("connection", "mixed", "ordinary", "disconnection")
BREAKS = ("open", "partly", "mended", "let-go", "not-safe-to-mend", "ended")
LINKS = ("repairs", "echoes", "fits", "does-not-fit", "tries", "outcome-of")
SIDES = ("subordinate", "dominant", "both", "unsure")
AMOUNTS = ("less", "same", "more")
SLOTS = ("first", "braced", "felt_before", "wishes", "moves", "urges", "after", "felt_after")
# Every field that is a list of keys; `own` holds own words that count like no key.
KEY_LISTS = (*SLOTS, "power", "treated")
MYSELF = "myself"


_NOTHING: Mapping[str, Any] = MappingProxyType({})


_V = TypeVar("_V", bound=NamedTuple)


def replace(value: _V, **fields: Any) -> _V:
    """Return a copy of a value with some fields changed.

    The values here are named tuples: a frozen dataclass costs four times as much to define, at every `rj log`.

    >>> replace(Mended(when="2026-11-22"), by="me")
    Mended(when='2026-11-22', by='me')
    """
    return value._replace(**fields)


class Link(NamedTuple):
    """A link from one entry to another: `as_` is one of LINKS, `to` the other's uid."""

    to: str
    as_: str


class Mended(NamedTuple):
    """A break mended without a moment of its own: when (ISO date or date-time) and by whom (me, them, both or None)."""

    when: str
    by: str | None = None


class Entry(NamedTuple):
    """One entry: a moment with others, or one of the other KINDS. An empty field means "not said", never "no".

    `when` has the precision the person gave: `2026-11-21T18:00:00+01:00`, `2026-11-21`, `2026-11` or `1998`.
    `written` and `changed` are ISO date-times with offset. The lists hold keys of the vocabulary in story order
    (docs/vocabulary.md), or own words that count like one of them; `own` holds the other own words.
    """

    when: str
    text: str = ""
    kind: str = "moment"
    uid: str = ""
    id: int | None = None
    written: str = ""
    changed: str = ""
    tone: str | None = None
    people: tuple[str, ...] = ()
    setting: str | None = None
    first: tuple[str, ...] = ()
    braced: tuple[str, ...] = ()
    felt_before: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    urges: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    felt_after: tuple[str, ...] = ()
    good: Mapping[str, str] = _NOTHING
    power: tuple[str, ...] = ()
    context: Mapping[str, str | None] = _NOTHING
    treated: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    break_status: str | None = None
    mended: Mended | None = None
    unsafe: bool = False
    private: bool = False
    share: bool = False
    story_only: bool = False
    links: tuple[Link, ...] = ()
    answers: Mapping[str, str] = _NOTHING


Moment = Entry  # the public name: most entries are moments, and programs that use the journal import it by this one


class Person(NamedTuple):
    """Someone in the journal: a nickname, their relationship to the writer, their usual power, other names.

    `safety` is the writer's mark: `not-safe`, `ordinary`, or None if there is none (vocabulary/safety.py).
    """

    name: str
    relationship: str | None = None
    power: str | None = None
    also: tuple[str, ...] = ()
    safety: str | None = None


class Word(NamedTuple):
    """A word of the person's own: `polarity` is C, D or N; `like` is the key it counts as, or None."""

    key: str
    label: str
    polarity: str = "N"
    like: str | None = None


class Hunch(NamedTuple):
    """A suspicion stated first and read once, when both sides hold `read_at` units (docs/counting.md, hunch)."""

    uid: str
    text: str
    when: tuple[str, ...]
    then: tuple[str, ...]
    with_: str | None
    since: str
    ended: str | None = None
    read_at: int = 10


class Learned(NamedTuple):
    """How often a phrase of the person's own was accepted (`kept`) or dropped as a key."""

    phrase: str
    key: str
    kept: int = 0
    dropped: int = 0


class Window(NamedTuple):
    """Whole days from `since` to `until`, both included."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """Return the number of days."""
        return (self.until - self.since).days + 1

    def checked(self) -> "Window":
        """Return the window with days given as text (`2026-11-02`) converted to dates.

        Raises:
            WordingError: it ends before it begins, or a day is no date.
        """
        from relational_journal.errors import WordingError

        try:
            days = [day if isinstance(day, date) else date.fromisoformat(day) for day in self]
        except (TypeError, ValueError):
            raise WordingError("a window is made of two days", "Window(date(2026, 9, 1), date(2026, 11, 30))") from None
        if days[1] < days[0]:
            raise WordingError(f"the window ends on {days[1]}, before it begins", "Give the earlier day first.")
        return Window(*days)


class Query(NamedTuple):
    """Which entries to read: several values of one filter mean any of them, different filters mean all.

    `tags` may carry a slot prefix (`urge:`, `braced:`, `before:`, `after:`); the tone `unmarked` is none; `breaks` are
    statuses of BREAKS. `limit` 0 means all.
    """

    since: date | None = None
    until: date | None = None
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    tones: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    deleted: bool = False
    limit: int = 0


class Done(NamedTuple):
    """The result of a change: `verb` as in `{"did": verb}`, a sentence for the person, the uids of changed entries."""

    verb: str
    sentence: str
    uids: tuple[str, ...] = ()
