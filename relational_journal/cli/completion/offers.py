"""Find the words that can stand at a place of the command line, each with what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from relational_journal.cli.completion.line import Place
from relational_journal.cli.completion.offer import Offer, Offers
from relational_journal.cli.completion.values import FILES, FOLDERS, PARTS
from relational_journal.text.folding import caseless

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal

MOST_IDS = 30


def offers_at(place: Place, current: str, open_journal: Callable[[], Journal | None]) -> Offers:
    """Return the values allowed at a place that begin like the word being typed.

    Args:
        current: the word being typed, without quotes.
        open_journal: returns the journal, or None if it cannot be opened without asking; called only if needed.
    """
    kind, typed = place.kind, current
    begins = ""
    if current.startswith("--") and "=" in current and kind not in ("options", "text", "changes"):
        begins, _, typed = current.partition("=")
        begins += "="
    if kind in (FILES, FOLDERS):
        return Offers(paths=kind)
    if kind in ("text", "changes"):
        return Offers(_marked(typed, open_journal))
    found = _of_kind(place, typed, open_journal)
    wanted = caseless(typed)
    return Offers(tuple(Offer(begins + word, means) for word, means in found if caseless(word).startswith(wanted)))


def _of_kind(place: Place, typed: str, open_journal: Callable[[], Journal | None]) -> Iterable[Offer]:
    """Return the words of a kind, at least those that begin as typed."""
    kind = place.kind
    if kind in _FROM_THE_JOURNAL:
        journal = open_journal()
        return _FROM_THE_JOURNAL[kind](journal) if journal else ()
    from relational_journal.cli.completion.vocabulary_offers import KINDS, vocabulary_offers

    if kind in KINDS:
        return vocabulary_offers(kind, typed, open_journal)
    if kind == "parts":
        from relational_journal.cli.completion.command_offers import part_offers

        default = PARTS[place.command][0]
        rest = Place(f"{place.command} {default}", _first_word(place.command, default))
        others = _of_kind(rest, typed, open_journal) if rest.kind not in (FILES, FOLDERS, "free") else ()
        return [*part_offers(place.command), *others]
    from relational_journal.cli.completion.command_offers import static_offers

    return static_offers(place)


def _first_word(command: str, part: str) -> str:
    from relational_journal.cli.completion.values import word_is

    return word_is(f"{command} {part}", 0)


def _marked(typed: str, open_journal: Callable[[], Journal | None]) -> tuple[Offer, ...]:
    """Return tags and people with their marks, as they are written in a text: `+hurt`, `-hurt`, `+@Sam`, `@Sam`."""
    mark = typed[:2] if typed[:2] in ("+@", "-@") else typed[:1]
    wanted = caseless(typed[len(mark) :])
    if mark in ("@", "+@", "-@"):
        journal = open_journal()
        found: Iterable[Offer] = _people(journal, joined=True) if journal else ()
    elif mark in ("+", "-", "#"):
        from relational_journal.cli.completion.vocabulary_offers import vocabulary_offers

        found = vocabulary_offers("written-tags", typed[1:], open_journal)
    else:
        return ()
    return tuple(Offer(mark + word, means) for word, means in found if caseless(word).startswith(wanted))


def _people(journal: Journal, *, joined: bool = False) -> list[Offer]:
    label = journal.vocabulary.label
    return [
        Offer(person.name.replace(" ", "-") if joined else person.name, label(person.relationship or ""))
        for person in journal.people.all()
    ]


def _ids(journal: Journal) -> list[Offer]:
    from relational_journal.model import Query

    return [_id(journal, entry) for entry in journal.entries(Query(limit=MOST_IDS))]


def _id(journal: Journal, entry: object) -> Offer:
    """Return an entry's number with its day, people and tone, never a word of its text."""
    from relational_journal.model import Entry
    from relational_journal.report.document.entry_text import format_people, format_when

    assert isinstance(entry, Entry)
    parts = [format_when(entry.when, journal.now().date()), format_people(entry.people), entry.tone or ""]
    return Offer(str(entry.id), " · ".join(part for part in parts if part))


def _own_words(journal: Journal) -> list[Offer]:
    return [Offer(word.key, word.label) for word in journal.words()]


def _hunches(journal: Journal) -> list[Offer]:
    return [Offer(hunch.uid[:8], f"since {hunch.since}") for hunch in journal.hunches.all()]


def _drafts(journal: Journal) -> list[Offer]:
    return [Offer(name) for name in journal.drafts.all()]


_FROM_THE_JOURNAL: dict[str, Callable[[Journal], list[Offer]]] = {
    "people": _people,
    "ids": _ids,
    "own-words": _own_words,
    "hunches": _hunches,
    "drafts": _drafts,
}
