"""A form without a terminal: fields are filled one after another, and each answer is stored at once as one change."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from relational_journal.journal.ties import with_status
from relational_journal.model import Entry, Link, Person, Word, replace
from relational_journal.uuid7 import new_uid

if TYPE_CHECKING:
    from relational_journal.forms.question import Question
    from relational_journal.journal.journal import Journal


class FieldUpdate(NamedTuple):
    """An entry with an answer in it, and what the answer introduces: people, own words, links.

    It has the shape of capture's Draft, so that the journal stores all of it as one change. `ties` are (uid of another
    entry, kind of link) for links from that entry to this one; `statuses` are (uid of a break, its status).
    """

    moment: Entry
    new_people: tuple[Person, ...] = ()
    changed_people: tuple[Person, ...] = ()
    new_words: tuple[Word, ...] = ()
    ties: tuple[tuple[str, str], ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()


class Field(ABC):
    """One question of a form: whether and how it is asked, and what its answer changes."""

    heading = ""  # shown once, before the first of several questions with the same heading
    stands_again = False  # whether an unreadable answer stays in the input to be corrected; otherwise Enter skips it

    @abstractmethod
    def is_said(self, moment: Entry) -> bool:
        """Whether the entry already has the answer, or does not need the question."""

    def is_withheld_from(self, moment: Entry) -> bool:
        """Whether it would be unkind to ask this about the entry; an answer already given can still be corrected."""
        return False

    def has_nothing_to_ask(self, moment: Entry) -> bool:
        """Whether it is passed over also by someone who goes back to it."""
        return False

    @abstractmethod
    def question(self, moment: Entry) -> Question[Any]:
        """Return the question for the entry as it is now."""

    @abstractmethod
    def put(self, moment: Entry, answer: Any) -> FieldUpdate:
        """Return the entry with the answer in place of an earlier answer to this question.

        Raises:
            WordingError: the answer cannot be read; it is asked again.
        """

    def further(self, answer: Any) -> Sequence[Field]:
        """Return further questions that the answer leads to."""
        return ()


class Form:
    """The questions about one entry and the answers so far; independent of who asks them.

    Args:
        journal: open for writing.
        moment: the entry; if its uid is empty it is created with the first answer.
        asks: the questions in order.
        continues: the change that stored the entry, if it belongs to this form, so that one undo reverts everything.
    """

    def __init__(self, journal: Journal, moment: Entry, asks: Sequence[Field], *, continues: int | None = None) -> None:
        self.journal = journal
        self.moment = moment
        self.base = moment
        self._uid = moment.uid or new_uid()  # that of the entry, also before it is there
        self.asks = list(asks)
        self.change = continues
        self._changes = {continues} if continues is not None else set()
        # By the id of the question: its number changes when further questions are inserted before it.
        self.answers: dict[int, Any] = {}
        self._brought: dict[int, list[int]] = {}
        self._visited: list[int] = []
        self._tied: set[tuple[str, str]] = set()
        self._before: dict[str, Entry] = {}  # breaks as they were before this form set their status

    def next_from(self, at: int) -> int | None:
        """Return the number of the next unanswered question from `at` on; None at the end.

        A question answered in this form is asked again if the person went back to it.
        """
        for number in range(at, len(self.asks)):
            ask = self.asks[number]
            if ask.has_nothing_to_ask(self.moment):
                continue
            is_open = not (ask.is_said(self.moment) or ask.is_withheld_from(self.moment))
            if is_open or id(ask) in self.answers:
                return number
        return None

    def before(self, at: int) -> int:
        """Return the number of the question asked before this one; for the first, its own."""
        return max((number for number in self._visited if number < at), default=at)

    def question(self, at: int, standing: Any = None) -> Question[Any]:
        """Return the question, with its earlier answer filled in.

        Args:
            at: its number.
            standing: an unreadable answer, to be corrected in the input.
        """
        ask = self.asks[at]
        question = ask.question(self.moment)
        answer = self.answers.get(id(ask)) if standing is None else standing
        if answer is not None:
            question.begin_with(answer)
        return question

    def heading(self, at: int) -> str:
        """Return the heading to show before this question; "" if an earlier question has shown it."""
        heading = self.asks[at].heading
        is_said = any(self.asks[number].heading == heading for number in self._visited if number < at)
        return "" if is_said else heading

    def visit(self, at: int) -> None:
        """Record that a question was asked."""
        if at not in self._visited:
            self._visited.append(at)

    def has_asked(self) -> bool:
        """Whether any question was asked."""
        return bool(self._visited)

    def is_answered(self, at: int) -> bool:
        """Whether the question was answered in this form."""
        return id(self.asks[at]) in self.answers

    def number_of_entry_with(self, words: str) -> int | None:
        """Return the number of the form's entry if the journal holds it with this answer; None if it does not.

        For when storing an answer was cut short, and the form does not know how far it came.
        """
        if not words or self.journal.number_of(self._uid) is None:
            return None
        now = self.journal.find(self._uid)
        return now.id if words in (now.text, *now.answers.values()) else None

    def answer_given(self, at: int, answer: Any) -> None:
        """Record a question as asked and answered before the form began."""
        self.answers[id(self.asks[at])] = answer
        self.visit(at)

    def take(self, at: int, answer: Any) -> None:
        """Store an answer, or remove an earlier one (None), and store the entry.

        Raises:
            WordingError: the answer cannot be read; nothing has changed.
            JournalError, OSError: it cannot be stored.
        """
        ask = self.asks[at]
        # A copy, so that an answer that cannot be read leaves the earlier ones as they were.
        answers = {**self.answers, id(ask): answer}
        if answer is None:
            del answers[id(ask)]
        put = self._all(answers)
        is_corrected = id(ask) in self.answers
        self.answers = answers
        self._store(put)
        # A person or own word that only the earlier answer introduced must not stay behind.
        if is_corrected and self._changes:
            self.journal.drop_unused(self._changes)
        self._bring(ask, answer)

    def _all(self, answers: dict[int, Any]) -> FieldUpdate:
        """Return the entry with these answers, applied in the order of the questions."""
        # From the entry as it was before the form, so that nothing of a corrected answer is left.
        put = FieldUpdate(self.base)
        for ask in self.asks:
            if id(ask) in answers:
                update = ask.put(put.moment, answers[id(ask)])
                put = FieldUpdate(*(
                    update.moment,
                    *(getattr(put, name) + getattr(update, name) for name in FieldUpdate._fields[1:]),
                ))  # fmt: skip
        return put

    def _store(self, put: FieldUpdate) -> None:
        """Store the entry, and preserve what another rj changed in it meanwhile."""
        if not self.moment.uid:
            made = self.journal.add(put._replace(moment=replace(put.moment, uid=self._uid)))
            # What the store filled in, so that the next answer changes this entry and creates no second one.
            self.base = replace(self.base, **{name: getattr(made, name) for name in _MADE})
        else:
            now = self.journal.find(self.moment.uid)
            if replace(now, changed="") != replace(self.moment, changed=""):
                # Somebody changed the entry since the last answer; the answers are applied to it as it is now.
                self.base = now
                put = self._all(self.answers)
            made = self.journal.replace(put.moment, draft=put, continues=self.change)
        self.moment = made
        self._joined()
        self._tie(set(put.ties))
        self._set_statuses(dict(put.statuses))

    def _tie(self, wanted: set[tuple[str, str]]) -> None:
        """Create the wanted links from other entries, and remove those of an earlier answer."""
        # Links in both sets are stored already.
        for uid, how in sorted(self._tied ^ wanted):
            other, tie = self.journal.find(uid), Link(self.moment.uid, how)
            links = tuple(link for link in other.links if link != tie)
            self.journal.replace(
                replace(other, links=(*links, tie) if (uid, how) in wanted else links), continues=self.change
            )
            self._joined()
        self._tied = wanted

    def _set_statuses(self, wanted: Mapping[str, str]) -> None:
        """Set the wanted statuses of breaks, and restore those of an earlier answer."""
        for uid in sorted({*self._before, *wanted}):
            now = self.journal.find(uid)
            # Only the first time: after that `now` has a status that this form set.
            before = self._before.setdefault(uid, now)
            broken = replace(now, break_status=before.break_status, mended=before.mended)
            if uid in wanted and wanted[uid] != before.break_status:
                broken = with_status(now, wanted[uid], when=self.journal.now().isoformat())
            # Not the time in `mended`: it is the present one, and would make a change of every later answer.
            if (broken.break_status, broken.mended is None) != (now.break_status, now.mended is None):
                self.journal.replace(broken, continues=self.change)
                self._joined()

    def _joined(self) -> None:
        """Remember the change just made, so that the next one joins it."""
        if self.journal.last_change is not None:
            self.change = self.journal.last_change
            self._changes.add(self.change)

    def _bring(self, ask: Field, answer: Any) -> None:
        """Insert the questions an answer leads to after it, in place of those of an earlier answer."""
        at = self.asks.index(ask)
        # The questions of the earlier answer go first, with their place among those visited.
        for number in self._brought.pop(id(ask), []):
            gone = next((other for other in self.asks if id(other) == number), None)
            if gone is not None:
                place = self.asks.index(gone)
                del self.asks[place]
                self._visited = [n if n < place else n - 1 for n in self._visited if n != place]
        new = list(ask.further(answer)) if answer is not None else []
        self.asks[at + 1 : at + 1] = new
        self._visited = [n if n <= at else n + len(new) for n in self._visited]
        self._brought[id(ask)] = [id(other) for other in new]


_MADE = ("uid", "id", "written", "changed", "when")
