"""Read marks one after another and collect notices: new people, own words, similar ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from relational_journal.capture.syntax.draft import Draft, Notice
from relational_journal.capture.syntax.marks import Mark, find_marks
from relational_journal.capture.syntax.mentions import Names, quoted
from relational_journal.capture.syntax.tags import Meaning, no_prefix, no_side, own_label, read_good, read_tag
from relational_journal.errors import AmbiguousTag
from relational_journal.model import MYSELF, Entry, Person, Word, replace
from relational_journal.text.folding import caseless, folded

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary


_WHOLE = ("key", "short", "label", "own")  # how a word is found that was certainly meant as a tag


# More new words or names than this are no slip. Searching similar ones must not delay saving the text, and nobody reads
# that many hints.
_MOST_NEAR = 20


class Reader:
    """One reading of a text or of some tags, with the vocabulary and the people as they were before it.

    Args:
        vocabulary: with the person's own words.
        people: everyone known.
        chosen: a tag as written → the key it means, for tags that fit several.
        ask: whether such tags are left out and listed instead of being an error.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        people: Sequence[Person],
        *,
        chosen: Mapping[str, str] | None = None,
        ask: bool = False,
    ) -> None:
        self.vocabulary = vocabulary
        self.names = Names(people)
        self.notices: list[Notice] = []
        self._chosen = {caseless(written): key for written, key in (chosen or {}).items()}
        self._ask = ask
        self._tags: dict[str, Meaning | None] = {}
        self._new_people: dict[str, Person] = {}
        self._changed_people: dict[str, Person] = {}
        self._new_words: dict[str, Word] = {}
        self._readings: dict[str, str] = {}
        self._near_people: list[tuple[str, str]] = []
        self._near_words: list[tuple[str, tuple[str, ...]]] = []
        self._unsettled: dict[str, tuple[str, ...]] = {}

    def tag(self, written: str, loose: str = "") -> Meaning | None:
        """Return what a tag means; None if it fits several keys and is to be asked.

        Args:
            written: without its mark.
            loose: a word after a colon that follows it and is no side.

        Raises:
            AmbiguousTag, WordingError: as in tags.read_tag; or the word before the colon is no prefix.
        """
        form = caseless(written)
        if form not in self._tags:
            self._tags[form] = self._read(written)
        meaning = self._tags[form]
        if loose and meaning and meaning.list == "context":
            raise no_side(written, loose)
        if loose and meaning and (meaning.how == "new" or self.vocabulary.read(loose).how in _WHOLE):
            raise no_prefix(written, loose)
        return meaning

    def _read(self, written: str) -> Meaning | None:
        """Read a tag for the first time."""
        try:
            meaning = self.as_chosen(written) or read_tag(written, self.vocabulary)
        except AmbiguousTag as error:
            if not self._ask:
                raise
            self._unsettled[written] = error.choices
            return None
        if meaning.how == "beginning":
            self._readings[written] = meaning.key
        if meaning.how == "new":
            self._keep_word(meaning.key)
        return meaning

    def as_chosen(self, written: str) -> Meaning | None:
        """Return the meaning the person chose for a tag that fits several keys."""
        key = self._chosen.get(caseless(written))
        if key is None:
            return None
        answer = read_good(key)
        prefix, _, tail = written.partition(":")
        return answer or read_tag(f"{prefix}:{key}" if tail and ":" not in key else key, self.vocabulary)

    def _keep_word(self, key: str) -> None:
        """Record a new own word, and the keys similar to it."""
        if key in self._new_words:
            return
        self._new_words[key] = Word(key, own_label(key))
        if len(self._new_words) > _MOST_NEAR:
            return
        near = self.vocabulary.near(key)
        self._near_words.append((key, near))
        more = f"; near: {', '.join(near)}{self._offer(key, near)}" if near else ""
        self.notices.append(Notice("new-word", f"+{key} is kept as your own word{more}"))

    def _offer(self, key: str, near: Sequence[str]) -> str:
        """Return the command that has an own word count like the nearest key; "" if only own words are near."""
        like = next((each for each in near if each not in self.vocabulary.words), None)
        return f" (to count it as that: rj words add {key} --like {like})" if like else ""

    def person(self, name: str) -> str:
        """Return the name of someone given by name, known or new.

        Raises:
            WordingError: two people share it.
        """
        return self.names.known(name) or self._new_person(name)

    def _new_person(self, name: str) -> str:
        """Record a new person, once in a reading."""
        plain = folded(name)
        if plain in self._new_people:
            return self._new_people[plain].name
        self._new_people[plain] = Person(name)
        if len(self._new_people) > _MOST_NEAR:
            return name
        self.notices.append(Notice("new-person", f"{name} is new here"))
        for known in self.names.near(name):
            self._near_people.append((name, known))
            merge = f"rj people merge {quoted(name)} {quoted(known)}"
            self.notices.append(Notice("near-person", f"If {name} is {known}: {merge}"))
        return name

    def text(self, text: str) -> tuple[list[tuple[str, Meaning]], list[str]]:
        """Return the tags of a text as (written, meaning), and the people it names, each in order.

        Raises:
            AmbiguousTag, WordingError: as in `tag` and `person`.
        """
        tags: list[tuple[str, Meaning]] = []
        people: dict[str, None] = {}
        for mark in find_marks(text):
            if mark.sign == "@":
                people[self.mentioned(text, mark)] = None
            else:
                meaning = self.tag(mark.name, mark.loose)
                if meaning:
                    tags.append((mark.name, meaning))
        return tags, list(people)

    def mentioned(self, text: str, mark: Mark) -> str:
        """Return the name of someone a text names.

        Raises:
            WordingError: two people share it.
        """
        mention = self.names.mentioned(text, mark)
        return self._new_person(mention.name) if mention.is_new else mention.name

    def relate(self, people: Iterable[str], meanings: Iterable[Meaning]) -> None:
        """Give a relationship tag to the one person named who has no relationship yet."""
        said = {self.vocabulary.counts_as(meaning.key) for meaning in meanings if meaning.list == "kinds"}
        without = [person for person in map(self._someone, people) if person and person.relationship is None]
        # With two of either, nobody can say which belongs to whom.
        if len(said) != 1 or len(without) != 1 or said == {MYSELF}:
            return
        person = replace(without[0], relationship=said.pop())
        if person.name in self.names.people:
            self._changed_people[person.name] = person
        else:
            self._new_people = {
                plain: person if new.name == person.name else new for plain, new in self._new_people.items()
            }
        label = self.vocabulary.label(person.relationship or "")
        change = f"rj people edit {quoted(person.name)} --relationship KEY"
        self.notices.append(Notice("relationship", f"{person.name} is kept as: {label} (to change it: {change})"))

    def _someone(self, name: str) -> Person | None:
        """Return a person, known or new; None for the writer."""
        if name == MYSELF:
            return None
        known = self._changed_people.get(name) or self.names.people.get(name)
        return known or self._new_people.get(folded(name))

    def _say_how_many_more(self) -> None:
        """Add one hint for all new words and names beyond those with a hint of their own."""
        if (more := len(self._new_words) - _MOST_NEAR) > 0:
            self.notices.append(Notice("new-word", f"{more} more are kept as your own words: rj words lists them"))
        if (more := len(self._new_people) - _MOST_NEAR) > 0:
            self.notices.append(Notice("new-person", f"{more} more are new here: rj people lists them"))

    def draft(self, moment: Entry) -> Draft:
        """Return the moment with everything that was collected."""
        self._say_how_many_more()
        return Draft(
            moment,
            tuple(self._new_people.values()),
            tuple(self._changed_people.values()),
            tuple(self._new_words.values()),
            tuple(self.notices),
            tuple(self._readings.items()),
            tuple(self._near_people),
            tuple(self._near_words),
            tuple(self._unsettled.items()),
        )
