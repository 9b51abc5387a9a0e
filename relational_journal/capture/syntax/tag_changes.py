"""Parse the changes of `rj tag`: `+KEY`, `-KEY`, `+@NAME`, `-@NAME`, `+before:KEY` …, a tone word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from relational_journal.capture.syntax.draft import Draft
from relational_journal.capture.syntax.fields import Fields
from relational_journal.capture.syntax.marks import PREFIXES, find_marks
from relational_journal.capture.syntax.mentions import given_name
from relational_journal.capture.syntax.quick_entry import second_answer
from relational_journal.capture.syntax.reader import Reader
from relational_journal.capture.syntax.story import slot_of
from relational_journal.capture.syntax.tags import Meaning, read_tag
from relational_journal.errors import AmbiguousTag, NotFound, WordingError
from relational_journal.model import SLOTS, Entry, Person
from relational_journal.text.folding import folded
from relational_journal.vocabulary.special import tone_of

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary


def read_change(
    moment: Entry,
    changes: Sequence[str],
    *,
    vocabulary: Vocabulary,
    people: Sequence[Person],
    chosen: Mapping[str, str] | None = None,
) -> Draft:
    """Return the moment with its tags, people or tone changed, one change after another; its text stays as it is.

    Args:
        moment: as stored.
        changes: `+hurt`, `-hurt`, `+@Sam`, `-@Sam`, `+after:hurt`, `closer`, `+closer`.
        vocabulary: with the person's own words.
        people: everyone known.
        chosen: a tag as written → the key it means, if several keys fit.

    Raises:
        AmbiguousTag: several keys fit a tag.
        NotFound: a tag or a name to remove is not there.
        WordingError: a change cannot be read, or a response or feeling does not say where it goes.
    """
    reader = Reader(vocabulary, people, chosen=chosen)
    fields = Fields(moment, vocabulary)
    meanings: list[Meaning] = []
    for change in changes:
        sign, rest = _parts(change)
        if rest.startswith("@"):
            _change_people(fields, sign, given_name(rest), reader)
        elif sign == "-":
            _take_tag(fields, rest, reader)
        else:
            meaning = reader.tag(rest)
            if meaning:
                _add_tag(fields, rest, meaning, reader)
                meanings.append(meaning)
    reader.relate(fields.lists["people"], meanings)
    return _only_what_stays(reader.draft(fields.on(moment)), fields)


def _only_what_stays(draft: Draft, fields: Fields) -> Draft:
    """Drop the people and words that a later change removed again (`+x -x`), with their notices."""
    people = {person.name for person in draft.new_people} - set(draft.moment.people)
    words = {word.key for word in draft.new_words if not fields.holds(word.key)}
    if not people and not words:
        return draft
    # A notice holds no key, so those to drop are found by how they begin.
    gone = (*(f"{name} is new here" for name in people), *(f"+{key} is kept as your own word" for key in words))
    return draft._replace(
        new_people=tuple(person for person in draft.new_people if person.name not in people),
        new_words=tuple(word for word in draft.new_words if word.key not in words),
        near_people=tuple(near for near in draft.near_people if near[0] not in people),
        near_words=tuple(near for near in draft.near_words if near[0] not in words),
        notices=tuple(
            notice
            for notice in draft.notices
            if not notice.text.startswith(gone)
            and not any(notice.text.startswith((f"If {name} is ", f"{name} is kept as")) for name in people)
        ),
    )


def _parts(change: str) -> tuple[str, str]:
    """Return the sign (+ or -) and the rest of a change.

    Raises:
        WordingError: it has no sign and is no tone word, or no tag follows it.
    """
    written = change.strip()
    # The second minus is U+2212, which programs that beautify text put in place of a hyphen.
    sign, rest = ("-" if written[:1] in ("-", "−") else "+"), written.lstrip("+#-−")
    if rest.startswith("@"):
        return sign, rest
    if not written:
        raise WordingError("an empty word changes nothing", "Write it like +hurt, -hurt or +after:hurt.")
    if written == rest and tone_of(rest) is None:
        raise WordingError(
            f'"{written[:40]}" does not say what to change',
            f"Write +{written[:40]} to add it or -{written[:40]} to take it away.",
        )
    rest = "-".join(rest.split())
    marks = find_marks(f"+{rest}")
    if len(marks) != 1 or marks[0].name != rest:
        raise WordingError(f'"{written[:40]}" is not a tag', "Write it like +hurt, -hurt or +after:hurt.")
    return sign, rest


def _change_people(fields: Fields, sign: str, name: str, reader: Reader) -> None:
    """Add or remove someone.

    Raises:
        NotFound: nobody with that name is in the moment.
    """
    people = fields.lists["people"]
    if sign == "+":
        people.setdefault(reader.person(name))
        return
    known = reader.names.known(name) or name
    held = next((person for person in people if folded(person) == folded(known)), None)
    if held is None:
        there = f"It names {', '.join(people)}." if people else "It names nobody."
        raise NotFound(f'"{name}" is not in this entry', there)
    del people[held]


def _add_tag(fields: Fields, written: str, meaning: Meaning, reader: Reader) -> None:
    """Add a tag; with a prefix, move it there.

    Raises:
        WordingError: a response or feeling could go before or after.
    """
    if meaning.list in ("responses", "feelings") and not meaning.prefix and fields.lists["moves"]:
        label = reader.vocabulary.label(meaning.key)
        raise WordingError(
            f'"+{written}" ({label}) could be before or after what you did',
            f"Write +before:{written} or +after:{written}.",
        )
    slot = slot_of(meaning, is_after=False)
    if meaning.prefix and slot in SLOTS:
        fields.take_from((other for other in SLOTS if other != slot), meaning.key)
    replaced = fields.put(slot, meaning)
    if replaced and meaning.list == "good":
        reader.notices.append(second_answer(replaced, meaning, reader.vocabulary))


def _take_tag(fields: Fields, written: str, reader: Reader) -> None:
    """Remove a tag from any field; from urges and braced only with its prefix, or if it is only there.

    Raises:
        NotFound: it is not there.
        AmbiguousTag: it fits several of the moment's keys.
    """
    if fields.take(_meant(fields, written, reader)):
        return
    there = f"It holds {', '.join(fields.keys())}." if fields.keys() else "It holds no tags."
    raise NotFound(f'"{written}" is not in this entry', there)


def _meant(fields: Fields, written: str, reader: Reader) -> Meaning:
    """Return what a tag to remove means; of several keys the one the moment holds. It creates no new words.

    Raises:
        AmbiguousTag: the moment holds several of them.
    """
    prefix, _, tail = written.partition(":")
    if not tail or prefix.lower() not in PREFIXES:
        prefix, tail = "", written
    prefix, word = prefix.lower(), tail.lower()
    tone = tone_of(written)
    if tone:
        return Meaning("tone", tone)
    if fields.holds(word):
        return Meaning("held", word, prefix)  # no list of the vocabulary, so that it is looked for in every field
    try:
        return reader.as_chosen(written) or read_tag(written, reader.vocabulary, bare=True)
    except AmbiguousTag as error:
        keys = tuple(key for key in error.choices if fields.holds(key))
        if len(keys) > 1:
            raise AmbiguousTag(written, keys) from error
        return Meaning("held", keys[0] if keys else word, prefix)
