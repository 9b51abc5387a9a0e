"""Read from the words of a moment what it does not hold yet, in story order, to be kept or left out. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.capture.suggest.learned import AGREEING, SLOTS, Lessons, without_tags
from relational_journal.capture.suggest.own_phrases import ReadText
from relational_journal.capture.suggest.phrasebook import book
from relational_journal.capture.suggest.suggest import Suggestion, Tag
from relational_journal.capture.syntax.marks import find_marks
from relational_journal.capture.syntax.mentions import Names, given_name
from relational_journal.errors import WordingError
from relational_journal.model import Entry, Learned, Person
from relational_journal.vocabulary.relationships import folded, relationship_of, relationship_words
from relational_journal.vocabulary.safety import unsafe_keys

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

PERSON, TAG, TONE = "person", "tag", "tone"
_SHORT, _LONGER = 12, 18  # words of a sentence that is read as sure; the longer one only if its doer is named
_MOST_TICKED = 3
MOST_PARTS = 9  # one digit each
# Several people are called that, so the words do not say which of them it was.
_ANYBODY = frozenset(("friend", "close-friend", "colleague", "stranger", "acquaintance", "neighbour", "other"))
# What takes a moment out of the patterns, and harm that was done, is said by the person and never by an Enter.
_UNSAFE = frozenset[str]().union(*unsafe_keys({}).values())
_SAID_BY_HAND = _UNSAFE | {"used-force"}
_THE = "the "
_BESIDE = {slot: pair for pair in (("first", "after"), ("felt_before", "felt_after")) for slot in pair}
_POLARITIES = {"connection": {"C"}, "disconnection": {"D"}, "mixed": {"C", "D"}}


class Part(NamedTuple):
    """One thing the words seem to say.

    Args:
        kind: PERSON, TAG or TONE.
        key: the name, the key, or the tone.
        slot: the field of an entry it belongs in.
        because: the words it was read from, "" for a tone.
        phrase: what is remembered of them, "" if nothing is.
        is_sure: whether it is kept unless the person says otherwise.
        uses: how often the person read these words so; 0 if the phrase book reads them.
    """

    kind: str
    key: str
    slot: str
    because: str = ""
    phrase: str = ""
    is_sure: bool = False
    uses: int = 0


class Reading(NamedTuple):
    """What a text seems to say, and the text."""

    text: str
    parts: tuple[Part, ...]


def read_back(
    moment: Entry, vocabulary: "Vocabulary", people: Sequence[Person], learned: Iterable[Learned] = ()
) -> Reading:
    """Read the words of a moment; nothing that it holds already is among the parts.

    Args:
        moment: as stored.
        vocabulary: with the person's own words.
        people: everyone in the journal.
        learned: what was kept and dropped before.

    Returns:
        At most nine parts in story order: people, what came first, moves, what came after, the tone.
    """
    known = [name for person in people for name in (person.name, *person.also)]
    read, said, _ = without_tags(moment.text, vocabulary, known)
    lessons = Lessons(learned, vocabulary)
    tags = [part for part in _tags(read, said, lessons) if not _is_said(moment, part.slot)]
    if not _UNSAFE.isdisjoint(part.key for part in tags):
        # what was kind beside harm is not kept by an Enter that leaves the harm out
        tags = [part._replace(is_sure=False) for part in tags]
    tags = _three_at_most(sorted(tags, key=lambda part: SLOTS.index(part.slot)))
    persons = [] if moment.people else list(_people(said, people, moment.text, tags))
    tone = [] if moment.tone else list(_tone(said, tags, vocabulary))
    room = MOST_PARTS - len(tone)
    return Reading(moment.text, (*[*persons, *tags][:room], *tone))


def read_typed(
    text: str, vocabulary: "Vocabulary", known: Sequence[str] = (), learned: Iterable[Learned] = ()
) -> Suggestion:
    """Read a text of which nothing is stored, as it would be read back: tags are no words of it, own phrases are read.

    Args:
        text: as typed, with its marks.
        vocabulary: with the person's own words.
        known: names of the people of the journal.
        learned: what was kept and dropped before.
    """
    named = [mark.name for mark in find_marks(text) if mark.sign == "@"]
    read, said, _ = without_tags(text, vocabulary, [*known, *named])
    lessons = Lessons(learned, vocabulary)
    tags = [tag for tag in said.tags if lessons.weight(read.phrase_of(tag.because), tag.key) > -AGREEING]
    keys = {tag.key for tag in tags}
    tags += [own.tag for own in lessons.found_in(read, said) if own.tag.key not in keys]
    tags.sort(key=lambda tag: read.place_of(tag.because) or 0)
    return said._replace(tags=tuple(tags))


def _is_said(moment: Entry, slot: str) -> bool:
    """Whether a moment already holds this key in its field or in the other field of the same kind."""
    return any(getattr(moment, beside) for beside in _BESIDE.get(slot, (slot,)))


def _tags(read: ReadText, said: Suggestion, lessons: Lessons) -> Iterator[Part]:
    """Yield what the phrase book reads, then what the person's own phrases say; not what was mostly dropped before."""
    seen = set()
    for tag in said.tags:
        phrase = read.phrase_of(tag.because)
        weight = lessons.weight(phrase, tag.key)
        seen.add(tag.key)
        if weight > -AGREEING and not read.is_asked(tag.because) and not read.is_quoted(tag.because):
            is_sure = weight >= 0 and tag.key not in _SAID_BY_HAND and _is_plain(read, tag)
            yield _part(tag, phrase, is_sure=is_sure)
    for own in lessons.found_in(read, said):
        if own.tag.key not in seen:
            seen.add(own.tag.key)
            place = read.place_of(own.tag.because)
            clause = read.clause_at(place) if place is not None else None
            phrase = clause.phrase if clause else ""
            yield _part(own.tag, phrase, is_sure=own.uses >= AGREEING, uses=own.uses)


def _part(tag: Tag, phrase: str, *, is_sure: bool, uses: int = 0) -> Part:
    return Part(TAG, tag.key, tag.slot, tag.because, phrase, is_sure, uses)


def _is_plain(read: ReadText, tag: Tag) -> bool:
    """Whether the sentence is short enough for its reading to be sure."""
    place = read.place_of(tag.because)
    if place is None:
        return False
    words = read.words_in_sentence(place)
    if words <= _SHORT:
        return True
    clause = read.clause_at(place)
    return words <= _LONGER and clause is not None and clause.is_named


def _three_at_most(tags: Sequence[Part]) -> list[Part]:
    """Return the parts with at most three of them sure: later ones are offered, not kept by Enter."""
    sure = [part for part in tags if part.is_sure][_MOST_TICKED:]
    return [part._replace(is_sure=False) if part in sure else part for part in tags]


def _tone(said: Suggestion, tags: Sequence[Part], vocabulary: "Vocabulary") -> Iterator[Part]:
    """Yield the tone, if an act was read that agrees with it."""
    if said.tone is None:
        return
    acts = [part for part in tags if not part.slot.startswith("felt")]
    for is_sure in (True, False):
        polarities = {vocabulary.polarity(part.key) for part in acts if part.is_sure or not is_sure}
        if _POLARITIES[said.tone] <= polarities:
            yield Part(TONE, said.tone, "tone", is_sure=is_sure)
            return


def _people(said: Suggestion, people: Sequence[Person], text: str, tags: Sequence[Part]) -> Iterator[Part]:
    """Yield the people named: known people, names, and what only one person is called ("my boss").

    Args:
        said: the reading.
        people: everyone in the journal.
        text: the text that was read.
        tags: those read from it.
    """
    names = Names(people)
    seen = set()
    # Where harm is told, children are what was threatened with more often than who did it.
    is_harm = not _UNSAFE.isdisjoint(part.key for part in tags)
    for written in said.people:
        name = _name_of(written, names)
        if name and name not in seen:
            seen.add(name)
            is_child = is_harm and _relationship(_without_article(name)) == "child"
            is_there = not name.startswith(_THE) or _is_there(written, text, tags)
            yield Part(PERSON, name, "people", written, is_sure=is_there and not is_child)


def _is_there(written: str, text: str, tags: Sequence[Part]) -> bool:
    """Return whether a phrase such as "the kids" names who was met, and not who was spoken of: by "with" or an act."""
    acts = (part.because for part in tags if part.slot in _BESIDE["first"])
    return f"with {written}" in text or any(f"{written} {act}" in text for act in acts)


def _without_article(name: str) -> str:
    return name[len(_THE) :] if name.lower().startswith(_THE) else name


def _relationship(written: str) -> str | None:
    """Return the relationship that words mean, by what people say or by its own key ("manager")."""
    key = folded(written).replace(" ", "-")
    return relationship_of(written) or (key if key in relationship_words().values() else None)


def _name_of(written: str, names: Names) -> str | None:
    """Return the person in the journal that words of a text name, known or new; None if they do not say which."""
    plain = written.removeprefix("@")
    for lead in ("my ", "our "):
        if plain.lower().startswith(lead):
            plain = plain[len(lead) :]
    try:
        known = names.known(plain) or names.known(_without_article(plain))
        name = given_name(plain)
    except WordingError:
        return None
    if known:
        return known
    relationship = _relationship(plain)
    if plain.lower().startswith(_THE):
        # Nobody is called "The kids": it stays the phrase it is.
        return name.lower() if relationship and relationship not in _ANYBODY else None
    if relationship:
        return name[:1].upper() + name[1:] if relationship not in _ANYBODY else None
    _, has_owner, whose = plain.replace("’", "'").partition("'s ")
    words = plain.split()
    titled = (cut for cut in range(len(words) - 1, 0, -1) if _relationship(" ".join(words[:cut])))
    cut = next(titled, 0)  # "best friend Ola": the longest that says what somebody is
    title, rest = " ".join(words[:cut]), " ".join(words[cut:])
    if has_owner and _relationship(whose):
        return name[:1].upper() + name[1:]  # "Tom's mum", "my boss's wife"
    if cut:  # "aunty bola" is called so, "my sister Anna" is called Anna
        called = name if title.lower() in book().titles["kin"] else rest
        return names.known(rest) or " ".join(word[:1].upper() + word[1:] for word in called.split())
    return name if plain == written and all(word[:1].isupper() for word in name.split()) else None
