"""What commands share: the journal opened, and the filters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.cli.this_run import is_open, journal_path
from relational_journal.errors import NotFound, UnreadableFilter
from relational_journal.model import KINDS, TONES, Query

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.journal.open_file import OpenFile
    from relational_journal.vocabulary.load import Vocabulary

_MOST = 2**40  # More entries than any journal holds; the engine counts no further than 2**63.


def open_journal(*, create: bool = False, has_way_on: bool = False) -> Journal:
    """Open the journal of this run; use it as a context manager.

    Args:
        create: True for commands that write: a journal that is not there yet is made. A reading command without
            a journal gets an empty one and makes no file.
        has_way_on: whether the command itself says how a journal begins, so that no hint has to.
    """
    from relational_journal.cli.unlock import opened

    journal = opened(journal_path(), create=create, has_way_on=has_way_on)
    is_open(journal)
    journal.before_closing(_say_notes)
    return journal


def _say_notes(journal: OpenFile) -> None:
    """Print the notes of care for what was written, if anything was."""
    if journal.care is not None:
        from relational_journal.cli.care import say_notes

        say_notes(journal)


def query_from(
    journal: Journal,
    *,
    since: str = "",
    until: str = "",
    with_: Sequence[str] = (),
    tag: Sequence[str] = (),
    tone: Sequence[str] = (),
    kind: Sequence[str] = (),
    deleted: bool = False,
    limit: int = 0,
) -> Query:
    """Return the filters as a Query; names as the journal spells them, tags as full keys.

    Raises:
        UnreadableFilter, UnreadableDate: a filter that cannot be read (exit 2).
        NotFound: a person or tag that is not there, with near names (exit 1).
    """
    first, last = read_days(journal, since, until)
    if limit < 0:
        raise UnreadableFilter(f'"{limit}" is no number of entries', "Use -n 20, or -n 0 for all.")
    return Query(
        since=first,
        until=last,
        people=tuple(journal.people.find(name.removeprefix("@")).name for name in with_),
        tags=tuple(dict.fromkeys(each for written in tag for each in _full_tags(written, journal.vocabulary))),
        tones=tuple(_one_of(written, (*TONES, "unmarked"), "tone") for written in tone),
        kinds=tuple(_one_of(written, KINDS, "kind") for written in kind),
        deleted=deleted,
        limit=min(limit, _MOST),
    )


def read_days(journal: Journal, since: str, until: str) -> tuple[date | None, date | None]:
    """Return the two ends of a window, both days included.

    Raises:
        UnreadableFilter: the end lies before the beginning.
    """
    if not since and not until:
        return None, None
    from relational_journal.cli.asking.dates import day_meant

    first = day_meant(journal, since) if since else None
    last = day_meant(journal, until, last=True) if until else None
    if first and last and last < first:
        raise UnreadableFilter(f"the window ends on {last} before it begins on {first}", "Swap --since and --until.")
    return first, last


_PREFIXES = ("urge", "braced", "before", "after")


def _full_tags(written: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return `urge:pulled` as `urge:pulled-back`, and the name of a way, group or family as all its tags.

    A tag of a filter is read as in a text, or by any name that is shown for it, but must exist.
    """
    from relational_journal.vocabulary.names import exact_keys, group_named, keys_named

    prefix, colon, word = written.lstrip("+#").partition(":")
    if not colon or prefix not in _PREFIXES:
        prefix, colon, word = "", "", written.lstrip("+#")
    found = exact_keys(vocabulary, word)
    group = () if found else group_named(vocabulary, word)
    found = found or group or keys_named(vocabulary, word)
    if len(found) > 1 and not group:
        raise UnreadableFilter(
            f'"{word}" could be {", ".join(found[:-1])} or {found[-1]}', "Write one of these in full after --tag."
        )
    if not found:
        near = vocabulary.near(word)
        raise NotFound(f'no tag "{word}"', f"Near: {', '.join(near)}." if near else "rj words lists them all.")
    return tuple(f"{prefix}{colon}{key}" for key in found)


def _one_of(written: str, allowed: Sequence[str], what: str) -> str:
    word = written
    if what == "tone":
        from relational_journal.vocabulary.special import tone_of

        word = tone_of(written) or written
    if word not in allowed:
        raise UnreadableFilter(f'"{written}" is no {what}', f"Use {', '.join(allowed[:-1])} or {allowed[-1]}.")
    return word


def tone_from(written: str) -> str:
    """Return the tone an option names: a key or one of its short forms."""
    return _one_of(written, TONES, "tone")


def kind_from(written: str) -> str:
    """Return the kind an option names."""
    return _one_of(written, KINDS, "kind")
