"""Suggest tone, people and tags for a text, each with the phrase it was read from.

Cautious on purpose: nothing is better than a wrong word, and the worst is another's act read as the writer's own.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.capture.suggest.actors import people_in
from relational_journal.capture.suggest.against_will import CONTACT, REFUSAL, without_unwanted
from relational_journal.capture.suggest.clauses import Text
from relational_journal.capture.suggest.nobodys_acts import FRAME, NobodysActs
from relational_journal.capture.suggest.phrasebook import Book, Found, book
from relational_journal.capture.suggest.roundabout import FREE, MET, RECEIPT, SAID, Roundabout
from relational_journal.capture.suggest.subjects import IMPLIED, MYSELF, NOBODY, OTHER, WE, Subjects
from relational_journal.capture.suggest.tone import DISCONNECTION, tone_of
from relational_journal.vocabulary.safety import unsafe_keys

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

_DANGERS = unsafe_keys({})["first"]
_OWNING = frozenset(("apologised", "repaired", "over-explained"))
_NO_TAG = "no-tag"
_NEAR = 40  # phrases that may begin before another ends
_LEAD = "lead"  # what only leads to an act: "ended up", "couldn't help"
_ANSWER = "answer"  # what only after another made amends means that these counted
_AMENDS = "they-made-amends"
_SORTS = {
    "mine": "move",
    "ours": "move",
    _ANSWER: "move",
    "theirs": "response",
    "passive": "response",
    FREE: "response",
    MET: "response",
    SAID: "response",
    "any": "cue",
}
# phrases that decide how others are read, and are themselves nothing that was done
_MARKS = (CONTACT, REFUSAL, FRAME, RECEIPT)
_THEM = frozenset(("him", "her", "them"))
_OF_ME = frozenset(("me", "my", "us", "our"))
# What is done in answer to another: right after what they did it is the writer's own, though no "I" is written.
_ANSWERS = frozenset(
    (
        *("went-silent", "left-unanswered", "changed-subject", "made-a-joke-of-it", "hid-how-i-felt"),
        *("said-yes-meant-no", "people-pleased", "listened", "let-it-go", "went-numb", "deferred"),
    )
)
_FELT = frozenset(("feel", "feels", "felt", "feeling"))
_SLOTS = {"move": ("moves", "moves"), "response": ("first", "after"), "feeling": ("felt_before", "felt_after")}


class Tag(NamedTuple):
    """A key the text seems to contain, the field of an entry it belongs in, and the words it was read from."""

    key: str
    slot: str
    because: str


class Suggestion(NamedTuple):
    """What a text seems to say, with `people` as the text names them. Never stored."""

    tone: str | None
    people: tuple[str, ...]
    tags: tuple[Tag, ...]


class _Span(NamedTuple):
    """A move, a response or a feeling at the words `begin` to `end`."""

    begin: int
    end: int
    sort: str
    key: str


def suggest(text: str, vocabulary: "Vocabulary", known: Sequence[str] = ()) -> Suggestion:
    """Read a text.

    Args:
        text: as typed.
        vocabulary: for the polarity and group of each key.
        known: names of the people of the journal.

    >>> from relational_journal.vocabulary.load import vocabulary
    >>> suggest("Dad shouted at me and I slammed the door.", vocabulary()).tags[1]
    Tag(key='left-abruptly', slot='moves', because='slammed the door')
    """
    content = book()
    read = Text(text, content.spellings)
    people = people_in(read, content, known)
    read.name_people(people)
    reader = _Reader(read, content)
    hits = reader.phrases()
    spans = sorted([*_acts(hits), *reader.feelings()])
    tags = _tags(read, spans, content)
    has_others = bool(people) or any(one.sort != "feeling" for one in spans)
    tone = None
    if has_others or not content.words["about_others"].isdisjoint(read.forms):
        acts = [tag.key for tag in tags if not tag.slot.startswith("felt")]
        feelings = [tag.key for tag in tags if tag.slot.startswith("felt")]
        tone = tone_of(acts, feelings, [hit for hit in hits if hit.phrase.who == "any"], vocabulary)
        if not _DANGERS.isdisjoint(acts):
            # How close it felt, flowers after a blow, is not for a program to say; nor is a part in it to be owned.
            tone = tone if tone == DISCONNECTION else None
            tags = tuple(tag for tag in tags if tag.key not in _OWNING)
    named = dict.fromkeys(read.words(person.begin, person.end) for person in people if not person.passes)
    return Suggestion(tone, tuple(named), tags)


def _acts(hits: Iterable[Found]) -> Iterator[_Span]:
    """Yield the moves and responses among the phrases found."""
    for hit in hits:
        if hit.phrase.who != "any":
            yield _Span(hit.begin, hit.end, _SORTS[hit.phrase.who], hit.phrase.key)


def _tags(text: Text, spans: Sequence[_Span], content: Book) -> tuple[Tag, ...]:
    """Return the tags in the order of the text; responses and feelings after the first move belong after it."""
    tags: dict[tuple[str, str], Tag] = {}
    moved = False
    for one in spans:
        moved = moved or one.sort == "move"
        slot = _SLOTS[one.sort][moved]
        tags.setdefault((slot, one.key), Tag(one.key, slot, text.words(one.begin, one.end, content.words["trailing"])))
    care = _taken_in(list(tags.values()), text, content)
    if care:
        tags[care.slot, care.key] = care
    return tuple(tags.values())


def _taken_in(tags: Sequence[Tag], text: Text, content: Book) -> Tag | None:
    """Return `accepted-care` if another person helped, or gave something and the writer was glad."""
    if any(tag.slot == "moves" and tag.key in ("refused-help", "accepted-care") for tag in tags):
        return None
    is_glad = not content.words["glad"].isdisjoint(text.forms)
    for tag in tags:
        words = frozenset(tag.because.lower().split())
        helped = tag.key == "they-helped" and "me" in words and words.isdisjoint(content.words["not_yet"])
        gave = tag.key == "they-were-warm" and is_glad and not words.isdisjoint(content.words["gave"])
        if helped or gave:
            return Tag("accepted-care", "moves", tag.because)
    return None


def _leads(found: Sequence[Found]) -> list[Found]:
    """Return the words that only lead to an act; what an apology names, "told her I shouldn't have", is told by it."""
    owned = [(hit.begin, hit.end) for hit in found if hit.phrase.key == "apologised"]
    leads = (hit for hit in found if hit.phrase.who == _LEAD)
    return [lead for lead in leads if not any(begin <= lead.begin < end for begin, end in owned)]


def _with_near(hits: Sequence[Found]) -> Iterator[tuple[Found, Sequence[Found]]]:
    """Yield each phrase and those that may share words with it; `hits` are in the order of the text."""
    for number, hit in enumerate(hits):
        yield hit, hits[max(0, number - _NEAR) : number + _NEAR]


def _is_no_tag_over(hit: Found, other: Found) -> bool:
    """Whether `hit` only looks like what it says, because of the phrase `other` around it, or is itself such one."""
    if hit.phrase.key == _NO_TAG:
        return hit is other
    is_around = other.begin <= hit.begin and hit.end <= other.end
    is_same = hit.phrase.who == "any" or _SORTS[hit.phrase.who] == _SORTS[other.phrase.who]
    return other.phrase.key == _NO_TAG and is_around and is_same


class _Reader:
    """Reads one text, with the subject of each phrase."""

    def __init__(self, text: Text, content: Book) -> None:
        self._text = text
        self._book = content
        self._subjects = Subjects(text, content)

    def phrases(self) -> list[Found]:
        """Return the phrases whose subject fits; of overlapping ones the more particular, else the longest."""
        found = list(self._book.found_in(self._text))
        self._subjects.led_by(_leads(found))
        all_hits = [hit for hit in found if hit.phrase.who != _LEAD and self._has_its_subject(hit)]
        marks = [hit for hit in all_hits if hit.phrase.who in _MARKS]
        amended = min((hit.end for hit in all_hits if hit.phrase.key == _AMENDS), default=len(self._text))
        roundabout = Roundabout(self._text, self._book, self._subjects, [m for m in marks if m.phrase.who == RECEIPT])
        hits = [hit for hit in all_hits if hit.phrase.who not in _MARKS]
        hits = [hit for hit in hits if hit.phrase.who not in (FREE, MET, SAID) or roundabout.holds(hit)]
        hits = [hit for hit in hits if hit.phrase.who != _ANSWER or hit.begin >= amended]
        hits.sort(key=lambda hit: (hit.begin, -hit.end))
        hits = [hit for hit, near in _with_near(hits) if not any(_is_no_tag_over(hit, other) for other in near)]
        hits = [hit for hit, near in _with_near(hits) if not self._gives_way(hit, near)]
        kept: list[Found] = []
        for hit in hits:
            sort = _SORTS[hit.phrase.who]
            # earlier phrases have ended, because none is that long
            if not any(_SORTS[other.phrase.who] == sort and hit.end <= other.end for other in kept[-30:]):
                kept.append(hit)
        mine = {hit.begin for hit in kept if hit.phrase.who == "mine"}
        # "told her to leave me alone": where the same words may be mine, they are not theirs
        kept = [hit for hit in kept if hit.phrase.who != "theirs" or hit.begin not in mine]
        nobodys = NobodysActs(self._text, self._book, self._subjects, [m for m in marks if m.phrase.who == FRAME])
        read = [hit for hit in kept if not nobodys.holds(hit)]
        marks = [mark for mark in marks if mark.phrase.who != RECEIPT]
        return without_unwanted(read, marks, self._text, self._subjects) if marks else read

    def _gives_way(self, hit: Found, near: Iterable[Found]) -> bool:
        """Whether a more particular phrase shares words with this one, or tells what it was done for."""
        rivals = self._book.yields.get(hit.phrase.key, ())
        ends = self._book.ways_to.get(hit.phrase.key, ())
        start = self._text.start(hit.begin)
        return any(
            (other.phrase.key in rivals and other.begin < hit.end and hit.begin < other.end)
            or (other.phrase.key in ends and self._text.start(other.begin) == start)
            for other in near
            if rivals or ends
        )

    def _has_its_subject(self, hit: Found) -> bool:
        """Whether the sentence has the subject that the phrase needs, and the act was done."""
        text, words, who = self._text, self._book.words, hit.phrase.who
        if who in (FREE, MET, SAID, REFUSAL, FRAME, RECEIPT):
            return True
        if who == "any":
            before = text.forms[max(0, hit.begin - 3) : hit.begin]
            return not any(form in words["not"] or form in ("no", "without") for form in before)
        if who == "passive":
            at = hit.begin
            while text.form(at - 1) in words["between"]:
                at -= 1
            if text.form(at - 1) in words["passive"]:
                return self._subjects.of(at - 1) in (MYSELF, IMPLIED)
            is_done_to_another = text.form(hit.end) == "at" and self._is_someone(hit.end + 1)  # "nagged at him"
            is_told = text.form(hit.end) in words["after_passive"] and not is_done_to_another
            return self._subjects.begins_clause(at) and is_told
        who = {CONTACT: "theirs", _ANSWER: "mine"}.get(who, who)
        subject = self._subjects.of(hit.begin, may_be_unreal=self._book.is_negated(hit.phrase))
        if who == "mine" and self._subjects.was_done_to(hit.begin):
            return False  # "got asked about it": another asked
        if who == "mine" and self._subjects.tells_itself_of_me(hit.begin, hit.end):
            return True
        if who == "theirs" and subject in (NOBODY, IMPLIED) and self._tells_of_me(hit):
            # "Told me to get over it": nobody tells themselves
            return subject == IMPLIED or self._subjects.another_before(hit.begin)
        if subject == IMPLIED:
            return who == "mine" and (not self._subjects.follows_another(hit.begin) or self._is_answer(hit))
        if subject == OTHER and who == "mine" and self._is_answer(hit):
            is_of_them = not _THEM.isdisjoint(text.forms[hit.begin : hit.end])
            return self._subjects.answers_another(hit.begin, is_of_them=is_of_them)
        return subject == {"mine": MYSELF, "ours": WE, "theirs": OTHER}[who]

    def _is_someone(self, at: int) -> bool:
        """Whether another person stands at this word."""
        return at in self._text.people or self._text.form(at) in _THEM

    def _tells_of_me(self, hit: Found) -> bool:
        """Whether the words of the phrase name the writer as the object."""
        return not _OF_ME.isdisjoint(self._text.forms[hit.begin : hit.end])

    def _is_answer(self, hit: Found) -> bool:
        """Whether the phrase is a reply to what another does: "she asked what was wrong, said nothing"."""
        named = any(begin in self._text.people for begin in range(hit.begin, hit.end))
        return hit.phrase.key in _ANSWERS or named or not _THEM.isdisjoint(self._text.forms[hit.begin : hit.end])

    def feelings(self) -> Iterator[_Span]:
        """Yield the feelings the writer names as their own: "I felt small", "it made me so happy"."""
        text, feelings = self._text, self._book.feelings
        for at, form in enumerate(text.forms):
            end = at + 1
            key = feelings.get(form)
            if key is None:
                end = at + 2
                key = feelings.get(f"{form} {text.form(at + 1)}")
            is_only_felt = text.form(end - 1) in self._book.words["only_felt"]  # "was at home" is a place
            if (
                key
                and self._is_felt(at)
                and (not is_only_felt or not _FELT.isdisjoint(text.forms[max(0, at - 3) : at]))
            ):
                yield _Span(at, end, "feeling", key)

    def _is_felt(self, at: int) -> bool:
        """Whether the words before say that the writer felt it."""
        text, words = self._text, self._book.words
        while text.form(at - 1) in words["degrees"]:
            at -= 1
        if text.form(at - 1) in ("and", ",", "or") and text.form(at - 2) in self._book.feelings:
            return self._is_felt(at - 2)
        if text.form(at - 1) == "like" and text.form(at - 2) in _FELT:
            at -= 1  # "felt like a burden"
        before = text.form(at - 1)
        if before in words["feel"] and self._subjects.of(at - 1) in (MYSELF, IMPLIED):
            return True
        if before in ("feel", "feeling"):
            at -= 1
        return text.form(at - 1) == "me" and text.form(at - 2) in words["made"]
