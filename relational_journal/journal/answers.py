"""What can be asked of a journal: windows, breaks, patterns, experiments, hunches, and the page for a session."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from relational_journal.journal.open_file import OpenFile
from relational_journal.model import Entry, Query, Window

if TYPE_CHECKING:
    from relational_journal.patterns.counting.breaks import Break
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.questions.experiments import Experiments
    from relational_journal.patterns.questions.hunches import HunchReading
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
        del how["chosen"]
        return how

    def last_session(self) -> Entry | None:
        """Return the latest session held before today."""
        from relational_journal.store.queries import sessions

        return sessions.last_session(self._store)

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
        from relational_journal.patterns.counting.comparisons import without_tests
        from relational_journal.patterns.counting.count import count
        from relational_journal.patterns.statistics import significance

        days = window.checked() if window else self.window(query)
        judge = significance.readings if compared else without_tests
        how = self._counting_arguments(query, days)
        return count(self._moments(days, how), days, judge=judge, **how)

    def with_therapist(self, query: Query = _ALL) -> WithTherapist:
        """Count the patterns, exceptions and breaks among the moments with the therapist."""
        from relational_journal.patterns.questions.therapist import with_therapist

        days = self.window(query)
        how = self._counting_arguments(query, days)
        # Few moments are with a therapist, so the window before is often too thin: read all of them.
        return with_therapist(list(self.entries(Query(kinds=("moment",)), oldest_first=True)), days, **how)

    def _moments(self, days: Window, how: Mapping[str, Any]) -> list[Entry]:
        """Return the moments that counting a window needs.

        All of them if the window before is too thin to compare with.
        """
        from relational_journal.patterns.counting.study import LEAST_BEFORE, moments_in, window_before
        from relational_journal.store.queries.since import moments_since

        before = window_before(days)
        recent = moments_since(self._store, before.since)
        chosen, safety = how["chosen"], how["safety"]
        earlier = [moment for moment in moments_in(recent, before) if chosen is None or chosen(moment)]
        if sum(map(safety.is_counted, earlier)) >= LEAST_BEFORE:
            return recent
        return list(self.entries(Query(kinds=("moment",)), oldest_first=True))

    def _counting_arguments(self, query: Query, days: Window) -> dict[str, Any]:
        """Return what counting needs besides the moments and the window."""
        from relational_journal.store.queries import sessions

        return {
            "now": self.now(),
            "vocabulary": self.vocabulary,
            "people": {person.name: person for person in self.people.all()},
            "safety": self.people.safety(),
            "chosen": self._chosen(query, None if query.since else sessions.clock_of(self._store, days)),
        }

    def experiments(self, query: Query = _ALL) -> Experiments:
        """Return the experiments of a window with their outcomes."""
        from relational_journal.patterns.questions.experiments import experiments

        found = self.entries(Query(kinds=("experiment",)))
        return experiments(found, self.window(query), safety=self.people.safety(), chosen=self._chosen(query, None))

    def read_hunches(self) -> tuple[HunchReading, ...]:
        """Count every hunch; those with enough moments on both sides also get a reading."""
        from relational_journal.patterns.questions.hunches import read_hunches

        return read_hunches(
            self.hunches.all(),
            self.entries(Query(kinds=("moment",))),
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
        return summary(
            self.entries(),
            window=days,
            new=new,
            session=session if begins else None,
            now=self.now(),
            vocabulary=self.vocabulary,
            people=self.people.all(),
            safety=self.people.safety(),
            choices=choices.hiding(self.settings.hidden_patterns()).keeping_off(never),
            chosen=self._chosen(query, None),
        )

    def _chosen(self, query: Query, begins: tuple[date, str] | None) -> Callable[[Entry], bool] | None:
        from relational_journal.store.queries.filters import chosen

        return chosen(self._store, query, begins)
