"""Format the vocabulary: by list and group, one tag in full, or the results of a search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.cli.output import bold, dim, hanging_column, pad, width
from relational_journal.text.safe import one_line
from relational_journal.text.wrap import text_rows
from relational_journal.vocabulary.names import GROUPS

if TYPE_CHECKING:
    from relational_journal.model import Word
    from relational_journal.store.history.remove_word import Uses
    from relational_journal.vocabulary.load import Term, Vocabulary

_KEY_COLUMNS = 24
_WIDEST = 100
_NARROWEST = 20  # columns; below them a label is on its own line
_UNWRAPPED = 10_000  # not a terminal, so lines are not wrapped


class _Part(NamedTuple):
    """A list's heading and the name of one of its tags."""

    heading: str
    one: str


_PARTS = {
    "moves": _Part("What I did", "something I did"),
    "responses": _Part("What they did", "something they did"),
    "feelings": _Part("What I felt", "a feeling"),
    "wishes": _Part("What I wanted", "a wish"),
    "kinds": _Part("Who they are to me", "a relationship"),
    "power": _Part("Who had more power", "a position or a use of power"),
    "context": _Part("What else was in the room", "social context"),
    "treated": _Part("How I was treated", "how I was treated"),
    "good": _Part("The five good things", "one of the five good things"),
}


def all_lines(vocabulary: Vocabulary) -> list[str]:
    """Format every tag, list by list and group by group, the person's own words last."""
    lines: list[str] = []
    for name, part in _PARTS.items():
        # Own words have a part of their own at the end.
        terms = [term for term in vocabulary.list_of(name) if term.key not in vocabulary.words]
        lines += ["", bold(part.heading.upper())] if lines else [bold(part.heading.upper())]
        for heading, members in _grouped(GROUPS.get(name, {}), terms):
            if heading:
                lines.append(f"  {dim(heading)}")
            lines += found_lines(members, vocabulary)
    if vocabulary.words:
        lines += ["", bold("WORDS OF MY OWN")]
        lines += found_lines((vocabulary.terms[key] for key in vocabulary.words), vocabulary)
    return lines


def _grouped(groups: Mapping[str, str], terms: list[Term]) -> Iterator[tuple[str, list[Term]]]:
    if not groups:
        yield "", terms
        return
    for value, heading in groups.items():
        yield heading, [term for term in terms if term.group == value]


def found_lines(terms: Iterable[Term], vocabulary: Vocabulary) -> list[str]:
    """Format tags one a line: key, label and meaning, wrapped under the label."""
    lines = []
    columns = width()
    room = min(columns, _WIDEST) - _KEY_COLUMNS - 2
    for term in terms:
        key = one_line(term.key)
        said = one_line(": ".join(text for text in (term.label, _about(term, vocabulary)) if text))
        if room < _NARROWEST:
            lines += [f"  {key}", *(f"    {row}" for row in text_rows(said, columns - 4))]
            continue
        first, *rest = [said] if columns > _UNWRAPPED else text_rows(said, room)
        lines.append(f"  {pad(key, _KEY_COLUMNS - 1)} {first}")
        lines += [" " * (_KEY_COLUMNS + 2) + line for line in rest]
    return lines


def _about(term: Term, vocabulary: Vocabulary) -> str:
    """Return the meaning of a tag; for an own word, what it counts like."""
    own = vocabulary.words.get(term.key)
    if own is None:
        return term.shown
    return f"counts like {vocabulary.label(own.like)}" if own.like else "in no pattern"


def detail_lines(term: Term, vocabulary: Vocabulary, used: int) -> list[str]:
    """Format one tag in full: label, meaning, list, other words for it, and the patterns it is a sign of."""
    own = vocabulary.words.get(term.key)
    lines = [f"{bold(one_line(term.label))}   +{one_line(term.key)}"]
    if term.shown:
        lines.append(f"  {term.shown}")
    part = _PARTS.get(term.list)
    if own:
        lines.append("  a word of your own; it " + _counts(own, vocabulary))
    elif part:
        group = GROUPS.get(term.list, {}).get(term.group, "")
        lines.append("  " + " · ".join(text for text in (part.one, group, _tendency(term)) if text))
    if term.short:
        lines.append("  also " + " ".join(f"+{word}" for word in term.short))
    lines += _pattern_lines(vocabulary.counts_as(term.key))
    if used:
        lines.append(f"  in {used} {'entry' if used == 1 else 'entries'}")
    return lines


def _counts(own: Word, vocabulary: Vocabulary) -> str:
    if own.like is not None:
        return f"counts like {vocabulary.label(own.like)} (+{own.like})"
    near = [key for key in vocabulary.near(own.key) if key not in vocabulary.words]
    near_keys = f"; near: {', '.join(near)}" if near else ""
    add = f"rj words add {one_line(own.key)} --like {near[0] if near else 'KEY'}"
    return f"enters no pattern{near_keys} ({add} changes that)"


def _tendency(term: Term) -> str:
    """Format the polarity of a tag, or "" if it is neutral."""
    return {"C": "tends toward contact", "D": "tends away from contact"}.get(term.polarity, "")


def _pattern_lines(key: str) -> Iterator[str]:
    """Format the patterns a move is a sign of, and those in which it is the opposite."""
    from relational_journal.vocabulary.patterns import patterns

    shows = [row.name for row in patterns() if key in row.markers or key in {c.marker for c in row.conditional}]
    otherwise = [row.name for row in patterns() if key in row.opposite]
    if shows:
        yield from hanging_column("  a sign of: ", " · ".join(shows), width())
    if otherwise:
        yield from hanging_column("  the other way in: ", " · ".join(otherwise), width())


def stands_in(uses: Uses) -> str:
    """Format where a word occurs as `3 entries and 1 hunch`, or "" if nowhere."""
    parts = [
        f"{count} {one if count == 1 else many}"
        for count, one, many in ((uses.entries, "entry", "entries"), (uses.hunches, "hunch", "hunches"))
        if count
    ]
    return " and ".join(parts)
