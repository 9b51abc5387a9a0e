"""The reading half of the façade: windows, breaks, patterns, experiments, hunches, and the page for a session."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from relational_journal.journal.open_file import OpenFile
from relational_journal.model import Entry, Query, Window
from relational_journal.store.records import entries

if TYPE_CHECKING:
    from relational_journal.patterns.counting.breaks import Break
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.questions.contact import Apart
    from relational_journal.patterns.questions.experiments import Experiments
    from relational_journal.patterns.questions.hunches import HunchReading
    from relational_journal.patterns.questions.old_pictures import OldPicture
    from relational_journal.patterns.questions.one_person import OnePerson
    from relational_journal.patterns.questions.therapist import WithTherapist
    from relational_journal.report.session_page.page import Page
    from relational_journal.report.session_page.page_material import Choices
    from relational_journal.vocabulary.load import Vocabulary

_ALL = Query()


class Answers(OpenFile, ABC):
    """The part of the façade that counts and reports. It only reads."""

    @property
    @abstractmethod
    def vocabulary(self) -> Vocabulary:
        """The vocabulary with the person's own words."""

    @abstractmethod
    def entries(self, query: Query = _ALL, *, oldest_first: bool = False) -> Iterator[Entry]:
        """Yield the entries of a query."""

    def breaks(self) -> Mapping[str, Break]:
        """Return every break of the journal by uid, with what became of it."""
        from relational_journal.patterns.counting.breaks import breaks
        from relational_journal.store.queries.open_breaks import moments_about_breaks

        how = self._breaks_arguments()
        return breaks(list(moments_about_breaks(self._store, how["safety"].held_apart)), **how)

    def recent_breaks(self) -> Mapping[str, Break]:
        """Return the breaks of the last 60 days by uid, with what became of them; only these days are read."""
        from relational_journal.journal.open_breaks import recent_breaks

        return recent_breaks(self._store, self._breaks_arguments(), self.now().date())

    def open_breaks(self) -> list[Break]:
        """Return the open breaks up to today, of any age, in any order, without reading all of the journal."""
        from relational_journal.journal.open_breaks import open_breaks

        return open_breaks(self._store, self._breaks_arguments(), self.now().date())

    def _breaks_arguments(self) -> dict[str, Any]:
        how = self._counting_arguments(_ALL, self.window())
        # Breaks are followed through all moments, whatever a filter chooses.
        del how["chosen"]
        return how

    def last_session(self) -> Entry | None:
        """Return the latest session held before today."""
        from relational_journal.store.queries import sessions

        return sessions.last_session(self._store)

    def moments_since(self, held: Iterable[Entry], *, unsafe: bool = False) -> list[int]:
        """Count the moments since each of these sessions.

        Args:
            held: the sessions.
            unsafe: count those about keeping safe or with someone held apart instead of the others.
        """
        from relational_journal.store.queries import sessions

        return sessions.moments_since(self._store, held, self.people.safety().held_apart, unsafe=unsafe)

    def window(self, query: Query = _ALL) -> Window:
        """Return the days of a query: its own, or the last 8 weeks, or since the last session if that is longer ago."""
        from relational_journal.store.queries import sessions

        return sessions.window(self._store, query)

    def in_window(self, query: Query = _ALL) -> tuple[Window, list[Entry]]:
        """Return the window of a query and its entries, newest first, without those before the session at its start."""
        from relational_journal.store.queries.filters import in_window

        return in_window(self._store, query)

    def patterns(self, window: Window | None = None, query: Query = _ALL, *, compared: bool = True) -> Patterns:
        """Count every pattern in the moments of a window.

        Args:
            window: the days; by default those of the query.
            query: its other filters choose the moments.
            compared: also test comparisons for significance.
        """
        from relational_journal.journal.moments_to_count import moments_to_count
        from relational_journal.patterns.counting.comparisons import without_tests
        from relational_journal.patterns.counting.count import count
        from relational_journal.patterns.statistics import significance

        days = window.checked() if window else self.window(query)
        judge = significance.readings if compared else without_tests
        how = self._counting_arguments(query, days)
        return count(moments_to_count(self._store, days, how, query), days, judge=judge, **how)

    def with_therapist(self, query: Query = _ALL) -> WithTherapist:
        """Count the patterns, exceptions and breaks among the moments with the therapist."""
        from relational_journal.journal.moments_to_count import moments_with_therapist
        from relational_journal.patterns.questions.therapist import with_therapist

        days = self.window(query)
        how = self._counting_arguments(query, days)
        return with_therapist(moments_with_therapist(self._store, days, how, query), days, **how)

    def _counting_arguments(self, query: Query, days: Window) -> dict[str, Any]:
        """Return what counting needs besides the moments and the window."""
        from relational_journal.store.queries import sessions

        return {
            "now": self.now(),
            "vocabulary": self.vocabulary,
            "people": {person.name: person for person in self.people.all()},
            "safety": self.people.safety(),
            "chosen": self._chosen(query, days, None if query.since else sessions.clock_of(self._store, days)),
        }

    def one_person(self, name: str) -> OnePerson:
        """Return what the journal holds about a person: when, how it was, what is open, what showed up with them."""
        from relational_journal.journal.one_person import one_person

        def count() -> Patterns:
            return self.patterns(compared=False)

        return one_person(self._store, name, how=self._breaks_arguments(), today=self.now().date(), count=count)

    def people_not_seen_lately(self) -> tuple[Apart, ...]:
        """Return the people who were not seen for much longer than usual, in alphabetical order."""
        from relational_journal.patterns.counting.breaks import BreakRule
        from relational_journal.patterns.questions import contact
        from relational_journal.store.queries.contact import days_with, people_of_moments_with

        today = self.now().date()
        people = {person.name: person for person in self.people.all()}
        safety, vocabulary = self.people.safety(), self.vocabulary
        rule = BreakRule(vocabulary, people, safety)
        ending = [
            contact.ENDED_CONTACT,
            *(word.key for word in self._store.words.values() if word.like == contact.ENDED_CONTACT),
        ]
        ended = {
            name
            for moment in self.entries(Query(kinds=("moment",), breaks=(contact.ENDED,)))
            if rule.is_break(moment)
            for name in moment.people
        }
        return contact.not_met_lately(
            # Days with somebody lie at least one day apart, so nobody met within two is missed.
            days_with(self._store, today, least=contact.ENOUGH, unless_within=contact.MUCH_LONGER),
            ended | people_of_moments_with(self._store, ending, "moves") | safety.careful_with,
            people=people,
            vocabulary=vocabulary,
            today=today,
        )

    def experiments(self, query: Query = _ALL) -> Experiments:
        """Return the experiments of a window with their outcomes."""
        from relational_journal.patterns.questions.experiments import experiments

        days = self.window(query)
        found = self.entries(Query(kinds=("experiment",)))
        return experiments(found, days, safety=self.people.safety(), chosen=self._chosen(query, days, None))

    def old_pictures(self) -> tuple[OldPicture, ...]:
        """Return the old pictures of what happens between people, the one looked at latest first.

        Each has how much it was believed over time, and the counted moments tied to it.
        """
        from relational_journal.patterns.questions.old_pictures import old_pictures

        looks = self.entries(Query(kinds=("picture",)))
        return old_pictures(looks, self._tied_to, is_shown=self.people.safety().is_counted)

    def _tied_to(self, entry: Entry, as_: str) -> list[Entry]:
        """Return the moments tied to an entry in a way, by a link from either; deleted ones are left out."""
        tied = [entries.number_of(self._store, link.to) for link in entry.links if link.as_ == as_]
        tied += [number for number, kind in entries.links_to(self._store, entry.uid) if kind == as_]
        # Two entries may be linked both ways; each counts once.
        found = (entries.find(self._store, str(number)) for number in dict.fromkeys(tied) if number is not None)
        return [each for each in found if each.kind == "moment"]

    def read_hunches(self, *uids: str) -> tuple[HunchReading, ...]:
        """Count the hunches with these uids, or all; those with enough moments on both sides also get a reading.

        Only moments with the people of the hunches are read, unless one of the hunches is about anyone.
        """
        from relational_journal.patterns.questions.hunches import read_hunches

        hunches = [hunch for hunch in self.hunches.all() if not uids or hunch.uid in uids]
        if not hunches:
            return ()
        names = [hunch.with_ for hunch in hunches if hunch.with_ is not None]
        with_whom = tuple(dict.fromkeys(names)) if len(names) == len(hunches) else ()
        return read_hunches(
            hunches,
            self.entries(Query(kinds=("moment",), people=with_whom)),
            vocabulary=self.vocabulary,
            people={person.name: person for person in self.people.all()},
            safety=self.people.safety(),
        )

    def summary(self, window: Window | None = None, *, choices: Choices | None = None, query: Query = _ALL) -> Page:
        """Build the page for the session.

        Args:
            window: the days of everything on the page. By default patterns use the window of the query, and news begin
                with the last session. Chosen days are whole days; the time of a session counts only if it decides when
                news begin.
            choices: names, sections and words chosen now; hidden patterns and permanent exclusions are added.
            query: its filters other than dates choose the moments.
        """
        from relational_journal.journal.entries_of_page import entries_of_page
        from relational_journal.report.session_page import exclusions
        from relational_journal.report.session_page.page import new_window, summary
        from relational_journal.report.session_page.page_material import Choices
        from relational_journal.store.queries import sessions
        from relational_journal.timestamps import first_day

        days = window.checked() if window else self.window(query)
        session = sessions.last_session(self._store, days.until)
        is_chosen = window is not None or query.since is not None
        new = new_window(days, session, chosen=is_chosen)
        begins = not is_chosen and session is not None and first_day(session.when) == new.since
        choices = choices or Choices(names=self.settings.get("names", "roles"))
        never = exclusions.read(self.settings.get(exclusions.SETTING, ""))
        choices = choices.hiding(self.settings.hidden_patterns()).keeping_off(never)
        people, safety, chosen = self.people.all(), self.people.safety(), self._chosen(query, days, None)
        entries = entries_of_page(
            self._store,
            days,
            new,
            shared=choices.shared,
            people={person.name: person for person in people},
            vocabulary=self.vocabulary,
            safety=safety,
            chosen=chosen,
        )
        return summary(
            entries,
            window=days,
            new=new,
            session=session if begins else None,
            now=self.now(),
            vocabulary=self.vocabulary,
            people=people,
            safety=safety,
            choices=choices,
            chosen=chosen,
        )

    def _chosen(self, query: Query, days: Window, begins: tuple[date, str] | None) -> Callable[[Entry], bool] | None:
        from relational_journal.patterns.counting.study import window_before
        from relational_journal.store.queries.filters import chosen

        return chosen(self._store, query, begins, mostly_since=window_before(days).since)
