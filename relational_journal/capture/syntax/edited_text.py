"""Update a moment after an edit of its text, or after an own word was given a meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.capture.syntax.draft import Draft
from relational_journal.capture.syntax.fields import Fields
from relational_journal.capture.syntax.marks import Mark, find_marks
from relational_journal.capture.syntax.quick_entry import check_text
from relational_journal.capture.syntax.reader import Reader
from relational_journal.capture.syntax.story import Place, in_story_order, slot_of, two_turns
from relational_journal.capture.syntax.tags import POSITIONS, Meaning, read_tag
from relational_journal.errors import AmbiguousTag, WordingError
from relational_journal.model import Entry, Person, Word, replace
from relational_journal.text.folding import caseless, folded

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

_SINGLE = ("tone", "setting", "kinds")


class _TextTag(NamedTuple):
    """A tag of a text: as written, its meaning, and whether the edit added it."""

    form: str
    meaning: Meaning
    is_new: bool = False


def reread_text(
    moment: Entry,
    new_text: str,
    *,
    vocabulary: Vocabulary,
    people: Sequence[Person],
    chosen: Mapping[str, str] | None = None,
    ask: bool = False,
) -> Draft:
    """Return the moment with a new text: tags and names new in it are added, those that left it are removed.

    A tag in both texts changes nothing, wherever the person has moved it since. A date at the beginning stays text: the
    edit of a text does not move the entry.

    Args:
        moment: as stored.
        new_text: the text after the edit.
        vocabulary: with the person's own words.
        people: everyone known.
        chosen, ask: as in quick_entry.read_moment, for tags that are new.

    Raises:
        AmbiguousTag, WordingError: a new tag that cannot be read, a name that two people share.
    """
    check_text(new_text)
    reader = Reader(vocabulary, people, chosen=chosen, ask=ask)
    fields = Fields(moment, vocabulary)
    old_marks, new_marks = find_marks(moment.text), find_marks(new_text)
    old = [_TextTag(caseless(mark.name), meaning) for mark, meaning in _old_tags(old_marks, fields, vocabulary)]
    new = _new_tags(new_marks, Counter(said.form for said in old), fields, reader)
    _change_tags(fields, old, new, reader)
    added = [said.meaning for said in new if said.is_new]
    _change_people(fields, moment.text, old_marks, new_text, new_marks, reader)
    reader.relate(fields.lists["people"], added)  # after the people: a new one may be whom the relationship is for
    between = two_turns([said.meaning for said in new], vocabulary) if added else None
    if between:
        reader.notices.append(between)
    return reader.draft(fields.on(replace(moment, text=new_text)))


def placed_own_word(moment: Entry, word: Word, vocabulary: Vocabulary) -> Entry:
    """Return the moment with an own word in the slot of the key it counts as, before or after by its place in the text.

    If it is not in the text it goes before. A second power position, or an answer about a good thing, cannot be said by
    a word alone: then it stays in `own`.
    """
    vocabulary = vocabulary.with_words({**vocabulary.words, word.key: word}.values())
    fields = Fields(moment, vocabulary)
    alone = Meaning(vocabulary.slot_list(word.key) or "own", word.key)
    possible = {slot_of(alone._replace(prefix=prefix), is_after=after) for prefix, after in _WAYS} - {""}
    held = {slot for slot, keys in fields.lists.items() if slot != "people" and word.key in keys}
    if not held or held <= possible:
        return moment
    if alone.list in ("kinds", "good"):
        fields.setting = fields.setting or (vocabulary.group(word.key) or None if alone.list == "kinds" else None)
        return fields.on(moment)
    positions = [key for key in (*fields.lists["power"], word.key) if vocabulary.counts_as(key) in POSITIONS]
    if alone.list == "power" and word.key in positions and len(positions) > 1:
        return moment
    places = in_story_order([meaning for _, meaning in _old_tags(find_marks(moment.text), fields, vocabulary)])
    fields.take_from(held, word.key)
    said = [number for number, (_, meaning) in enumerate(places) if meaning.key == word.key]
    for number in said:
        _put(fields, places, number)
    if not said:
        fields.put(slot_of(alone, is_after=False), alone)
    return fields.on(moment)


# every way a tag may be written in a text: its prefix, and whether it comes after the turn
_WAYS = (("", False), ("", True), ("urge", False), ("braced", False))


def _old_tags(marks: Iterable[Mark], fields: Fields, vocabulary: Vocabulary) -> list[tuple[Mark, Meaning]]:
    """Return the tags of the earlier text; an unreadable one means what the moment holds of it, or nothing."""
    read = []
    for mark in marks:
        if mark.sign == "+":
            meaning = _meaning_once(mark.name, fields, vocabulary)
            if meaning:
                read.append((mark, meaning))
    return read


def _meaning_once(written: str, fields: Fields, vocabulary: Vocabulary) -> Meaning | None:
    """Return what a tag meant when it was read."""
    try:
        return read_tag(written, vocabulary, bare=True)
    except AmbiguousTag as error:
        # The person was asked which key was meant, and only the moment remembers the answer.
        prefix, _, tail = written.partition(":")
        held = [key for key in error.choices if fields.holds(key)]
        if len(held) != 1:
            return None
        return read_tag(f"{prefix}:{held[0]}" if tail else held[0], vocabulary, bare=True)
    except WordingError:
        return None


def _new_tags(marks: Iterable[Mark], before: Counter[str], fields: Fields, reader: Reader) -> list[_TextTag]:
    """Return the tags of the new text, marked if the old text did not have them.

    Raises:
        AmbiguousTag, WordingError: one of these cannot be read.
    """
    said = []
    for mark in marks:
        form = caseless(mark.name)
        if mark.sign != "+":
            continue
        is_new = before[form] <= 0  # of a tag written once before and twice now, the second is new
        before[form] -= 1
        if is_new:
            meaning = reader.tag(mark.name, mark.loose)
        else:
            meaning = _meaning_once(mark.name, fields, reader.vocabulary)
        if meaning:
            said.append(_TextTag(form, meaning, is_new))
    return said


def _change_tags(fields: Fields, old: Sequence[_TextTag], new: Sequence[_TextTag], reader: Reader) -> None:
    """Remove the tags that left the text, then add the new ones.

    Raises:
        WordingError: there is a second power position.
    """
    old_places = in_story_order([said.meaning for said in old])
    new_places = in_story_order([said.meaning for said in new])
    before, after = Counter(map(_sense, old_places)), Counter(map(_sense, new_places))
    still = {(slot, meaning.key) for slot, meaning in new_places}
    emptied = set()
    for place in old_places:
        if before[_sense(place)] > after[_sense(place)] and _remove(fields, place, still):
            emptied.add(place[1].list)
    last = {(slot, meaning.key): number for number, (slot, meaning) in enumerate(new_places)}
    # By field, the keys that it holds and that come later in the text: only before these may a new one have to go.
    to_come = {slot: {key for key in keys if (slot, key) in last} for slot, keys in fields.lists.items()}
    for number, place in enumerate(new_places):
        slot, key = place[0], place[1].key
        if slot and last[slot, key] == number:
            to_come[slot].discard(key)
        if new[number].is_new and after[_sense(place)] > before[_sense(place)]:
            _put(fields, new_places, number, is_last=bool(slot) and not to_come[slot])
            if slot and last[slot, key] > number:
                to_come[slot].add(key)
    # With the last of two answers gone from the text, the one that is still in it counts again.
    for _, meaning in new_places:
        if meaning.list in emptied.intersection(_SINGLE) and _is_empty(fields, meaning.list):
            fields.put("", meaning)


def _sense(place: Place) -> tuple[str, str, str, str | None]:
    """Return what makes two tags equal, however they are written and wherever they are."""
    meaning = place[1]
    return meaning.list, meaning.key, meaning.prefix, meaning.value


def _is_empty(fields: Fields, name: str) -> bool:
    """Whether a field for one answer is empty."""
    return (fields.tone if name == "tone" else fields.setting) is None


def _remove(fields: Fields, place: Place, still: set[tuple[str, str]]) -> bool:
    """Remove a tag that left the text, wherever it is now; return whether it was there."""
    slot, meaning = place
    if not slot:
        return fields.take(meaning)
    if (slot, meaning.key) in still:
        return False
    if fields.take_from((slot,), meaning.key):
        return True
    return all(key != meaning.key for _, key in still) and fields.take(meaning._replace(prefix=""))


def _put(fields: Fields, places: Sequence[Place], number: int, *, is_last: bool = False) -> None:
    """Put a tag of a text into its field, in the order of the text.

    Args:
        fields: of the moment.
        places: all tags of the text.
        number: that of the tag.
        is_last: whether the field holds none of the tags that come later.

    Raises:
        WordingError: there is a second power position.
    """
    slot, meaning = places[number]
    is_there = slot and meaning.key in fields.lists[slot]
    fields.put(slot, meaning)
    if slot and not is_there and not is_last:
        fields.put_in_order(slot, meaning.key, [held.key for where, held in places[number + 1 :] if where == slot])


def _change_people(
    fields: Fields, old_text: str, old_marks: Iterable[Mark], new_text: str, new_marks: Iterable[Mark], reader: Reader
) -> None:
    """Add people who are new in the text, and remove those who left it.

    Raises:
        WordingError: a new name is shared by two people.
    """
    old_names = {}
    for mark in old_marks:
        if mark.sign == "@":
            old_names[folded(mark.name)] = _someone(old_text, mark, reader)
    named: set[str | None] = set()
    for mark in new_marks:
        if mark.sign == "@":
            plain = folded(mark.name)
            if plain in old_names and _someone(new_text, mark, reader) == old_names[plain]:
                named.add(old_names[plain])
            else:
                name = reader.mentioned(new_text, mark)
                named.add(name)
                fields.lists["people"].setdefault(name)
    for left in old_names.values():
        if left and left not in named:
            fields.take_from(("people",), left)


def _someone(text: str, mark: Mark, reader: Reader) -> str | None:
    """Return the person named in the earlier text; None if two people share the name now."""
    try:
        return reader.names.mentioned(text, mark).name
    except WordingError:
        return None
