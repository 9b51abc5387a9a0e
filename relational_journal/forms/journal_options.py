"""What a person can choose from: people, vocabulary, past experiences, moments."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from relational_journal.forms.option_search import Option
from relational_journal.forms.picker import NewOption
from relational_journal.model import MYSELF, Entry, Query
from relational_journal.text.safe import one_line
from relational_journal.vocabulary.relationships import relationship_words

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.forms.week import Week
    from relational_journal.journal.journal import Journal
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.safety import Safety

_WIDEST_COLUMN = 36
_LONGEST_NAME = 4  # more words than this are a sentence in the wrong field
_LONGEST_WORD = 5  # more words than this are a sentence in the wrong field
_RECENT = 300  # moments that are searched for who was present last; people beyond them are sorted by name
_MOMENTS = 500  # the newest moments offered; older ones are linked with `rj link`


class JournalOptions:
    """What the questions can offer from a journal. Lists are ordered by the vocabulary or by time, never by frequency.

    Args:
        journal: the open journal.
        width: columns of the screen.
        text_hint: shown next to questions for free text.
    """

    def __init__(self, journal: Journal, *, width: int, text_hint: str = "") -> None:
        self.journal = journal
        self.width = width
        self.text_hint = text_hint
        self._weeks: dict[date, Week] = {}

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary with the person's own words."""
        return self.journal.vocabulary

    def column(self, labels: Sequence[str]) -> int:
        """Return the column at which inputs are aligned below each other; 0 if there is no room for that."""
        fitting = [len(label) for label in labels if len(label) + 2 <= _WIDEST_COLUMN]
        return max(fitting) + 2 if len(fitting) > 3 and self.width >= 72 else 0

    def is_on(self, setting: str) -> bool:
        """Whether a setting is on."""
        return self.journal.settings.get(setting, "off") in ("on", "yes")

    def people(self, *, safe_only: bool = False) -> tuple[Option, ...]:
        """Return everyone, most recently present first; with `safe_only` without people who have unsafe moments."""
        hidden = self.safety.careful_with if safe_only else frozenset()
        people = [person for person in self.journal.people.all() if person.name not in hidden]
        last = self._with_me_last
        # The sort is stable: people who were not present lately keep the order of names, the writer after them.
        people.sort(key=lambda person: (last.get(person.name, len(last)), person.name == MYSELF))
        options = []
        for person in people:
            role = (person.relationship or "").replace("-", " ") if person.name != MYSELF else ""
            label = f"{person.name} ({role})" if role else person.name
            options.append(Option(person.name, person.name, role, person.also, label))
        return tuple(options)

    @cached_property
    def safety(self) -> Safety:
        """Which moments are unsafe, and with whom nothing is offered."""
        return self.journal.people.safety()

    def relationship(self, name: str) -> str | None:
        """Return the person's relationship to the writer; None if it is unknown or nobody has the name."""
        return next((person.relationship for person in self.journal.people.all() if person.name == name), None)

    def relationships(self) -> tuple[Option, ...]:
        """Return the relationships, also found by everyday words: mum, boss, flatmate."""
        words = relationship_words()
        return tuple(
            Option(term.key, term.label, also=tuple(word for word, key in words.items() if key == term.key))
            for term in self.vocabulary.list_of("kinds")
            if term.key != MYSELF
        )

    @cached_property
    def _with_me_last(self) -> dict[str, int]:
        """Map names to ranks, most recently present first."""
        recent = self.journal.entries(Query(kinds=("moment",), limit=_RECENT))
        names = dict.fromkeys(name for moment in recent for name in moment.people)
        return {name: place for place, name in enumerate(names)}

    def moves(self, lists: Sequence[str], tone: str | None) -> tuple[Option, ...]:
        """Return the moves, likely ones first: after *closer* those in contact, after *further* the others."""
        options = self.keys(lists)
        likely = {"connection": "C", "disconnection": "D"}.get(tone or "", "")
        if not likely:
            return options
        return tuple(sorted(options, key=lambda option: self.vocabulary.polarity(option.value) != likely))

    def keys(self, lists: Sequence[str], first: Sequence[str] = ()) -> tuple[Option, ...]:
        """Return the keys of these lists in the order of the vocabulary, then own words that belong to no list."""
        names = lists if "power" in lists else (*lists, "own")
        options = [
            Option(term.key, term.label, "your own word" if term.list == "own" else term.shown, term.short)
            for name in names
            for term in self.vocabulary.list_of(name)
        ]
        usual = [option._replace(note="as usual with them") for option in options if option.value in first]
        return (*usual, *(option for option in options if option.value not in first))

    def usual_power(self, moment: Entry) -> tuple[str, ...]:
        """Return the usual power positions with these people, offered first and never preselected."""
        usual = {person.name: person.power for person in self.journal.people.all()}
        return tuple(dict.fromkeys(power for name in moment.people if (power := usual.get(name))))

    def suggested(self, moment: Entry) -> tuple[Option, ...]:
        """Return the moves that the text mentions, each with the words it was read from."""
        from relational_journal.capture.suggest.suggested_moves import moves_said

        read = moves_said(moment.text, self.vocabulary)
        return tuple(
            Option(said.key, self.vocabulary.label(said.key), f'"{said.because}"')
            for said in read
            if said.key not in moment.moves
        )

    def week(self, until: date) -> Week:
        """Return the moments and breaks of the week up to a day."""
        if until not in self._weeks:
            from relational_journal.forms.week import week_up_to

            self._weeks[until] = week_up_to(self.journal, until)
        return self._weeks[until]

    @cached_property
    def _memories(self) -> tuple[Option, ...]:
        entries = self.journal.entries(Query(kinds=("memory",)))
        return tuple(_titled(entry, entry.answers.get("title") or entry.text) for entry in entries)

    def memories(self) -> tuple[Option, ...]:
        """Return past experiences by title, latest first."""
        return self._memories

    @cached_property
    def _moments(self) -> tuple[Option, ...]:
        return tuple(
            self.entry_option(entry) for entry in self.journal.entries(Query(kinds=("moment",), limit=_MOMENTS))
        )

    def moments(self) -> tuple[Option, ...]:
        """Return moments by number, day, people and words, newest first."""
        return self._moments

    def better_than_feared(self) -> tuple[Option, ...]:
        """Return moments that went better than feared, as exceptions to look at, never preselected."""
        bracing = next(row for row in self.journal.patterns().rows if row.key == "bracing")
        return tuple(self.entry_option(moment) for moment in bracing.ledger.better) if bracing.ledger else ()

    def is_tied(self, moment: Entry, as_: str) -> bool:
        """Whether another entry is linked to this one in this way."""
        return bool(moment.uid) and any(kind == as_ for _, kind in self.journal.links_to(moment.uid))

    def entry_option(self, moment: Entry, *, is_numbered: bool = True) -> Option:
        """Format an entry as one line of a list; the number may be left out if the rows are numbered."""
        from relational_journal.capture.syntax.marks import shown_text
        from relational_journal.report.document.entry_text import format_day, format_people

        day = format_day(moment.when, self.journal.now().date())
        number = str(moment.id) if is_numbered else ""
        label = " ".join(part for part in (number, day, format_people(moment.people)) if part)
        words = moment.text or moment.answers.get("title") or next(iter(moment.answers.values()), "")
        shown = shown_text(words) or ", ".join(self.vocabulary.inline_label(key) for key in moment.moves)
        return Option(moment.uid, label, one_line(shown)[:200], (str(moment.id),), f"{moment.id} {day}")


def _titled(entry: Entry, title: str) -> Option:
    return Option(entry.uid, one_line(title)[:60] or f"the one of {entry.when[:10]}", entry.when[:4])


def new_person(room: JournalOptions) -> NewOption:
    """Offer an unknown name as a new person."""
    from relational_journal.capture.syntax.mentions import Names, given_name
    from relational_journal.errors import WordingError

    names = Names(room.journal.people.all())

    def made(typed: str) -> Option | None:
        if _is_sentence(typed):
            return None
        try:
            name = given_name(typed)
            known = names.known(name)
        except WordingError:
            return None
        # A name that differs only in case, or another name of somebody, is no new person.
        return Option(known, known) if known else Option(name, name, short_label=f"{name} (new here)", is_new=True)

    def near(typed: str) -> tuple[Option, ...]:
        found = set(names.near(typed))
        return tuple(option for option in room.people() if option.value in found)

    return NewOption("someone new: {}", made, near)


def _is_sentence(typed: str) -> bool:
    """Whether these words are a sentence about somebody instead of a name.

    >>> _is_sentence("Aunt May from work"), _is_sentence("Dr. Grey"), _is_sentence("my sister and her new boss")
    (False, False, True)
    """
    words = typed.split()
    is_over = typed.rstrip().endswith(("!", "?", "…")) or (typed.rstrip().endswith(".") and len(words) > 2)
    return len(words) > _LONGEST_NAME or is_over or any(sign in typed for sign in ";:\n")


def new_word(room: JournalOptions, lists: Sequence[str]) -> NewOption:
    """Offer unknown letters as an own word; what it counts as is set later with `rj words`."""
    from relational_journal.vocabulary.spelling import kebab

    def made(typed: str) -> Option | None:
        key = kebab(typed)
        if not key or not key[0].isalpha() or key in room.vocabulary or key.count("-") >= _LONGEST_WORD:
            return None
        return Option(key, typed, short_label=f"{typed} (your own word)", is_new=True)

    def near(typed: str) -> tuple[Option, ...]:
        found = room.vocabulary.near(kebab(typed))
        return tuple(option for option in room.keys(lists) if option.value in found)

    return NewOption("something else, in your own words: {}", made, near)
