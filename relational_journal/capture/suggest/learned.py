"""Learn what a person's own phrases mean from what was kept and dropped, and read them again. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.capture.suggest.own_phrases import MINE, THEIRS, Clause, ReadText
from relational_journal.capture.suggest.suggest import Suggestion, Tag, suggest
from relational_journal.capture.syntax.marks import find_marks, shown_text
from relational_journal.model import Entry, Learned

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

AGREEING = 2  # uses after which a phrase of one's own is offered as surely as one of the phrase book
SLOTS = ("first", "felt_before", "moves", "after", "felt_after")
_MOST_PLACED = 60  # tags whose clause is looked for; each takes a look at all before it
_FEELS = frozenset(("felt", "feel", "feeling", "was", "am", "got", "became"))
_SORTS = {"moves": "move", "first": "response", "after": "response", "felt_before": "feeling", "felt_after": "feeling"}


class OwnReading(NamedTuple):
    """A key that a phrase of one's own stands for, and how often more it was kept than dropped."""

    tag: Tag
    uses: int


class Lessons:
    """The readings learned so far.

    Args:
        learned: as the journal holds them.
        vocabulary: says which field of an entry a key belongs in.
    """

    def __init__(self, learned: Iterable[Learned], vocabulary: "Vocabulary") -> None:
        self._rows = {(reading.phrase, reading.key): reading for reading in learned}
        self._vocabulary = vocabulary

    def weight(self, phrase: str, key: str) -> int:
        """Return how often a phrase was kept as a key minus how often it was dropped."""
        reading = self._rows.get((phrase, key))
        return reading.kept - reading.dropped if reading else 0

    def found_in(self, read: ReadText, said: Suggestion) -> Iterator[OwnReading]:
        """Yield the person's own phrases in the clauses in which the phrase book reads nothing."""
        first_move = min(
            read.places_of(tag.because for tag in said.tags if tag.slot == "moves"), default=len(read.text)
        )
        for clause in read.clauses_without(tag.because for tag in said.tags):
            for key, uses in self._meanings(clause):
                slot = self._slot(key, after_move=clause.verb > first_move)
                if slot == "moves":
                    first_move = min(first_move, clause.verb)
                because = read.text.words(clause.verb, min(clause.end, clause.verb + _words_of(clause)))
                yield OwnReading(Tag(key, slot, because), uses)

    def _meanings(self, clause: Clause) -> Iterator[tuple[str, int]]:
        """Yield the keys a clause was said to mean, without those it was dropped as."""
        for (phrase, key), reading in self._rows.items():
            uses = reading.kept - reading.dropped
            if phrase == clause.phrase and uses > 0 and clause.teller == _teller(self._sort(key)):
                yield key, uses

    def _sort(self, key: str) -> str:
        return {"moves": "move", "feelings": "feeling"}.get(self._vocabulary.slot_list(key) or "", "response")

    def _slot(self, key: str, *, after_move: bool) -> str:
        slots = {"move": ("moves", "moves"), "response": ("first", "after"), "feeling": ("felt_before", "felt_after")}
        return slots[self._sort(key)][after_move]


def lessons_of_tags(
    before: Entry,
    after: Entry,
    vocabulary: "Vocabulary",
    known: Sequence[str],
    learned: Iterable[Learned] = (),
    *,
    was_open: bool = True,
    is_open: bool = True,
) -> tuple[Learned, ...]:
    """Return what tags that were added or removed by hand teach: the difference between the entry before and after.

    A tag of a clause in which the phrase book reads nothing teaches the phrase of that clause. If the tag, or the
    words, are gone from the entry, that lesson is taken back: -1. A tag taken off that the phrase book reads in these
    words counts as a drop.

    Args:
        before: the entry without what was said by hand; without words if it is new.
        after: the entry as it is stored now.
        vocabulary, known: as for `suggest`.
        learned: what was learned before, by which a tag finds its clause again.
        was_open, is_open: whether anything may be learned from the entry before and after.
    """
    hand = _ByHand(vocabulary, known, learned)
    given = hand.lessons(after) if is_open else Counter()
    stood = hand.lessons(before) if was_open else Counter()
    dropped = hand.drops(before, after) if is_open and was_open else ()
    differ = [(pair, given[pair] - stood[pair]) for pair in (given | stood)]
    lessons = [Learned(*pair, kept=count) for pair, count in differ if count]
    return (*lessons, *dropped)


class _ByHand:
    """What the tags of entries say of their clauses.

    Args:
        vocabulary, known, learned: as for `lessons_of_tags`.
    """

    def __init__(self, vocabulary: "Vocabulary", known: Sequence[str], learned: Iterable[Learned]) -> None:
        self._vocabulary = vocabulary
        self._known = known
        self._lessons = Lessons(learned, vocabulary)
        self._read: dict[str, BareText] = {}

    def lessons(self, moment: Entry) -> Counter[tuple[str, str]]:
        """Return how often each phrase of an entry is given each key."""
        found: Counter[tuple[str, str]] = Counter()
        if not moment.text.strip() or not _keys(moment):
            return found
        read, said, placed = self._reading(moment.text)
        silent = read.clauses_without(tag.because for tag in said.tags)
        for sort, keys in self._unread(moment, said).items():
            clauses = [clause for clause in silent if _fits(clause, sort, read)]
            for clause, key in self._known_pairs(clauses, keys, placed):
                if clause in clauses and key in keys:
                    found[clause.phrase, key] += 1
                    keys.remove(key)
                    clauses.remove(clause)
            keys = [key for key in keys if key not in {key for _, key in placed}]
            # One tag belongs to the last clause that can hold it; several belong to as many clauses, in the same order.
            if len(keys) == 1:
                clauses = clauses[-1:]
            if len(keys) == len(clauses):
                found.update((clause.phrase, key) for clause, key in zip(clauses, keys, strict=True))
        return found

    def _known_pairs(
        self, clauses: Sequence[Clause], keys: Sequence[str], placed: Sequence[tuple[int, str]]
    ) -> Iterator[tuple[Clause, str]]:
        """Yield the clauses that have a tag right behind them, then those whose words were learned before."""
        pairs = [(clause, key) for clause in clauses for key in keys]
        for clause, key in pairs:
            if any(key == other and clause.begin <= at < clause.end for at, other in placed):
                yield clause, key
        for clause, key in pairs:
            if self._lessons.weight(clause.phrase, key) > 0:
                yield clause, key

    def drops(self, before: Entry, after: Entry) -> tuple[Learned, ...]:
        """Return the readings of the phrase book whose tags were taken off while the words stayed."""
        gone = _keys(before) - _keys(after)
        if not gone or not before.text.strip() or before.text != after.text:
            return ()
        read, said, _ = self._reading(before.text)
        phrases = {(read.phrase_of(tag.because), tag.key) for tag in said.tags if tag.key in gone}
        return tuple(Learned(phrase, key, dropped=1) for phrase, key in sorted(phrases) if phrase)

    def _reading(self, text: str) -> "BareText":
        if text not in self._read:
            self._read[text] = without_tags(text, self._vocabulary, self._known)
        return self._read[text]

    def _unread(self, moment: Entry, said: Suggestion) -> dict[str, list[str]]:
        """Return the keys of an entry that the phrase book does not read in its words, by sort, in story order."""
        read = {tag.key for tag in said.tags}
        keys: dict[str, dict[str, None]] = {}
        for slot in SLOTS:
            keys.setdefault(_SORTS[slot], {}).update(dict.fromkeys(getattr(moment, slot)))
        return {sort: [key for key in several if key not in read] for sort, several in keys.items()}


class BareText(NamedTuple):
    """A text read without its tags.

    Attributes:
        said: what the phrase book reads in it.
        placed: for each tag with words after it, the last word before it, by its number, and the key.
    """

    read: ReadText
    said: Suggestion
    placed: tuple[tuple[int, str], ...]


def without_tags(text: str, vocabulary: "Vocabulary", known: Sequence[str]) -> "BareText":
    """Read a text without its tags; one in the middle stays if it is read as a word of the sentence ("I +snapped").

    One of several words with hyphens between them is no word of a sentence.
    """
    written = shown_text(text)
    tags = [mark for mark in find_marks(text) if mark.sign == "+"]
    # only a name of one word may be one of the sentence too, so only for these is it read with its tags in it
    may_be_a_word = any("-" not in mark.name for mark in tags)
    said = suggest(written, vocabulary, known) if may_be_a_word else None
    because = {word for tag in said.tags for word in tag.because.split()} if said else set[str]()
    apart = [mark for mark in tags if "-" in mark.name or mark.name not in because]
    words = shown_text(text, apart)
    if said is None or words != written:
        said = suggest(words, vocabulary, known)
    read = ReadText(words, known)
    placed = []
    for mark in apart[:_MOST_PLACED]:
        keys = vocabulary.read(mark.name.rpartition(":")[2]).keys
        end = len(shown_text(text[: mark.start], apart))
        place = next((at for at in reversed(range(len(read.text))) if read.text.places[at][0] < end), None)
        if place is not None and len(keys) == 1 and words[end:].strip(" .,;"):
            placed.append((place, keys[0]))
    return BareText(read, said, tuple(placed))


def phrases_in(text: str, vocabulary: "Vocabulary", known: Sequence[str]) -> frozenset[str]:
    """Return every phrase that may have been learned from a text, whether its people were known then or not."""
    found: set[str] = set()
    for names in (known, ()):
        shown = shown_text(text)
        words = without_tags(text, vocabulary, names)
        for read, said in ((ReadText(shown, names), suggest(shown, vocabulary, names)), words[:2]):
            found.update(clause.phrase for clause in read.clauses)
            found.update(read.phrase_of(tag.because) for tag in said.tags)
    return frozenset(found - {""})


def _keys(moment: Entry) -> set[str]:
    return {key for slot in SLOTS for key in getattr(moment, slot)}


def _fits(clause: Clause, sort: str, read: ReadText) -> bool:
    """Whether a clause can hold a move, a response or a feeling."""
    if sort == "feeling":
        return clause.teller == MINE and not _FEELS.isdisjoint(read.text.forms[clause.begin : clause.verb + 1])
    return clause.teller == _teller(sort)


def _teller(sort: str) -> str:
    return THEIRS if sort == "response" else MINE


def _words_of(clause: Clause) -> int:
    """Return how many words of the text the phrase of a clause takes, at least one."""
    return max(1, len(clause.phrase.removeprefix("not ").split()))
