"""Select what may be on the page for the session: the entries a person shares, with names hidden."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from relational_journal.capture.syntax.marks import shown_text
from relational_journal.model import Entry, Person, Window
from relational_journal.patterns.counting.count import count
from relational_journal.patterns.counting.eligibility import is_with_therapist
from relational_journal.patterns.counting.result import Patterns
from relational_journal.patterns.counting.study import window_before
from relational_journal.patterns.questions.contact import ENDED_CONTACT
from relational_journal.report.document.document import Quote
from relational_journal.report.document.entry_text import format_day
from relational_journal.report.document.moment_rows import day_and_month
from relational_journal.report.document.pseudonyms import Pseudonymiser
from relational_journal.report.session_page.exclusions import of_kind
from relational_journal.report.session_page.sheet_names import MOVES
from relational_journal.text.width import clipped, harmless
from relational_journal.timestamps import beginning, clock_time, day_of, first_day
from relational_journal.vocabulary.everyday_words import everyday_names

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.safety import Safety

SAFE = "safe"
THERAPIST = "therapist"
MOST_OF_A_TEXT = 1_600  # columns of one own text: about a third of the sheet
_MOST_READ = 20_000  # letters read of a text to fill these columns, even if many long names in it become short


@dataclass(frozen=True)
class Choices:
    """What a person chose for their page.

        `names` is a form of `names.FORMS`; `include` and `leave` hold sections; `shared` uids chosen this time; `never`
    holds items as `document.names` calls them. `patterns` are keys to show instead of those the page would choose;
        `full` adds the further reading, `worksheet` room to write.
    """

    names: str = "roles"
    include: frozenset[str] = frozenset()
    leave: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    only: str = ""
    never: frozenset[str] = frozenset()
    patterns: tuple[str, ...] = ()
    full: bool = False
    worksheet: bool = False

    def hiding(self, patterns: frozenset[str]) -> Choices:
        """Return the same choices with these patterns hidden too."""
        return replace(self, hidden=self.hidden | patterns)

    def keeping_off(self, names: Collection[str]) -> Choices:
        """Return the same choices without what is never to be shown: patterns, whole sections but those included now,
        and lines."""
        sections = of_kind("section", names) - self.include
        return replace(
            self,
            never=self.never | frozenset(names),
            hidden=self.hidden | of_kind("pattern", names),
            leave=self.leave | sections,
        )


@dataclass(frozen=True)
class Limits:
    """The most that the sheet holds of each part; less if the sheet would grow too long to read.

    `changes` counts those without a direction, `questions` those the program suggests, `labels` those on each side of
    the arrow of a moment, `before` those of what came before it. Moments and experiments whose words were chosen stay.
    `asides` are what a reader can do without: that connection came after an open break, that a pattern showed outside
    its base too, and how many weeks the days are.
    """

    moments: int = 3
    changes: int = 2
    questions: int = 2
    labels: int = 2
    before: int = 2
    tried: int = 2
    asides: bool = True


class RedactedVocabulary:
    """The vocabulary of a page: names are hidden in the person's own words too."""

    def __init__(self, vocabulary: Vocabulary, names: Pseudonymiser) -> None:
        self._vocabulary = vocabulary
        self._names = names

    def inline_label(self, key: str) -> str:
        """Return how a key reads inside a row."""
        label = MOVES.get(key) or self._vocabulary.inline_label(key)
        is_own = key in self._vocabulary.words or key not in self._vocabulary
        return self._names.redact(label) if is_own else label

    def counts_as(self, key: str) -> str:
        """Return the key an own word counts like; any other key unchanged."""
        return self._vocabulary.counts_as(key)


@dataclass
class Material:
    """The entries of one page, and how they are worded.

    `patterns` are counted over the longer window, `since_then` over that of news, against the rest of the longer one.
    `moments` are the counted ones of the longer window, `new_moments` those of news, `older_chosen` those of neither
    whose words were chosen this time; `entries` are the others, shown but not counted;
    `kept_safe` are those about keeping safe, `held_apart` is the number of others with someone held apart, both only if
    they are included; `can_be_named` are the moments of any time that are open to the page,
    `endings` those of the longer window and of the one before it in which a contact was ended. `placed` holds the uids
    whose own text stands on the page already, `connection` those of the moments of connection.
    """

    now: datetime
    window: Window
    new: Window
    session: Entry | None
    choices: Choices
    vocabulary: Vocabulary
    people: Mapping[str, Person]
    patterns: Patterns
    since_then: Patterns
    is_someone_held_apart: bool
    moments: Sequence[Entry]
    new_moments: Sequence[Entry]
    older_chosen: Sequence[Entry]
    entries: Sequence[Entry]
    can_be_named: Sequence[Entry]
    endings: Sequence[Entry]
    kept_safe: Sequence[Entry]
    held_apart: int
    names: Pseudonymiser
    labels: RedactedVocabulary
    private: int
    limits: Limits = Limits()
    placed: set[str] = field(default_factory=set)
    connection: set[str] = field(default_factory=set)
    _worded: dict[str, Quote] = field(default_factory=dict)  # shared by all limits: hiding names takes long

    def limited(self, limits: Limits) -> Material:
        """Return the same material for a sheet with these limits, with nothing placed on it yet."""
        return replace(self, limits=limits, placed=set(), connection=set())

    @property
    def today(self) -> date:
        """The day the page is made."""
        return self.now.date()

    def who(self, moment: Entry) -> str:
        """Return the people of an entry, as the page calls them."""
        return self.names.together(moment.people)

    def who_of_row(self, moment: Entry) -> str:
        """Return the people of a moment for a row of its own, in which no name would leave a hole."""
        return self.who(moment) or "(nobody named)"

    def day(self, moment: Entry) -> str:
        """Format the day of an entry, with the year if it is another one; its period if no day is known."""
        return format_day(moment.when, self.today, weekday=False)

    def dated(self, day: date) -> str:
        """Format a day, with the year if it is another one."""
        return day_and_month(day, year=day.year != self.today.year)

    def of_kind(self, kind: str) -> list[Entry]:
        """Return the entries of a kind that are shared, in time order."""
        return [entry for entry in self.entries if entry.kind == kind]

    def is_new(self, moment: Entry) -> bool:
        """Whether an entry lies in the window of news."""
        return in_window(moment, self.new) and is_after(moment, self.session)

    def is_chosen(self, moment: Entry) -> bool:
        """Whether the words of an entry may be on the page."""
        return moment.share or moment.uid in self.choices.shared

    def is_wanted(self, moment: Entry) -> bool:
        """Whether its words belong on this page: news, or chosen this time; other choices were for earlier pages."""
        return self.is_new(moment) or moment.uid in self.choices.shared

    def words(self, text: str) -> Quote:
        """Return a text of the person's for the page: without marks and last tags, names hidden, limited in length."""
        if text not in self._worded:
            # Capitals first: without its mark @, a name in small letters would not be found and hidden.
            shown = harmless(self.names.redact(shown_text(self.names.with_capitals(text[:_MOST_READ]))))
            cut = clipped(shown, MOST_OF_A_TEXT)
            self._worded[text] = Quote(cut, is_cut=cut != shown or len(text) > _MOST_READ)
        return self._worded[text]

    def own(self, moment: Entry) -> Quote | None:
        """Return the words of a moment if they were chosen and have no place yet; they then count as placed.

        A text of nothing but tags has none.
        """
        if not self.is_chosen(moment) or moment.uid in self.placed:
            return None
        words = self.words(moment.text)
        if not words.text:
            return None
        self.placed.add(moment.uid)
        return words


def gather(
    entries: Iterable[Entry],
    *,
    window: Window,
    new: Window,
    session: Entry | None,
    now: datetime,
    vocabulary: Vocabulary,
    people: Sequence[Person],
    safety: Safety,
    choices: Choices,
    chosen: Callable[[Entry], bool] | None = None,
) -> Material:
    """Select what may be on the page, and count the patterns over that alone.

    Args:
        entries: the whole journal, in any order, or as much of it as a page can be about (`entries_of_page`).
        window: of patterns, repairs and power.
        new: of moments, otherwise and experiments.
        safety: which entries are unsafe, read from the whole journal.
        session: the last session, if `new` begins with it; what its day held before it is outside.
        chosen: the filters other than dates.
    """
    by_name = {person.name: person for person in people}
    open_to_page: list[Entry] = []
    kept_safe: list[Entry] = []
    private = 0
    with_therapist = _WithTherapist(by_name, vocabulary, choices.include)
    for entry in entries:
        if entry.private:
            private += entry.kind == "moment" and (in_window(entry, window) or in_window(entry, new))
        elif not with_therapist.leaves_off(entry):
            (kept_safe if safety.is_unsafe(entry) else open_to_page).append(entry)

    beginning_with = session if session is not None and first_day(session.when) == window.since else None

    def passes(moment: Entry) -> bool:
        return is_after(moment, beginning_with) and (chosen is None or chosen(moment))

    def is_near(moment: Entry) -> bool:
        return in_window(moment, window) or in_window(moment, new) or moment.uid in choices.shared

    def counted_in(days: Window, begins: Entry | None, before: Window | None) -> Patterns:
        return count(
            open_to_page,
            days,
            now=now,
            vocabulary=vocabulary,
            people=by_name,
            safety=safety,
            chosen=lambda moment: is_after(moment, begins) and passes(moment),
            before=before,
        )

    patterns = counted_in(window, None, None)
    rest = Window(window.since, new.since - timedelta(1)) if window.since < new.since else None
    since_then = counted_in(new, session, rest) if new != window else patterns
    counted = sorted((m for m in open_to_page if not _stands_apart(m) and is_near(m) and passes(m)), key=_in_time)
    moments = [moment for moment in counted if in_window(moment, window)]
    # Filters choose moments; the page still needs the sessions before and after it.
    others = sorted((m for m in open_to_page if _stands_apart(m) and (m.kind == "session" or passes(m))), key=_in_time)
    kept = [
        m for m in kept_safe if SAFE in choices.include and m.kind == "moment" and in_window(m, window) and passes(m)
    ]
    # A moment with someone held apart may be a loving one: it is not said to be about keeping safe.
    about_safety = [m for m in kept if safety.is_unsafe_by_itself(m) or m.uid in choices.shared or m.share]
    older = [m for m in counted if m.uid in choices.shared and not in_window(m, window)]
    # An old story whose words were once chosen is not on this page, so whom it names is not either.
    told_of = [entry for entry in others if is_near(entry) or (entry.share and entry.kind != "moment")]
    told_of += _tied_to_pictures(open_to_page)
    since = window_before(window).since
    endings = [
        m
        for m in open_to_page
        if since <= first_day(m.when) <= window.until
        and not _stands_apart(m)
        and any(vocabulary.counts_as(key) == ENDED_CONTACT for key in m.moves)
        and passes(m)
    ]
    told_of += endings
    names = _names_of([*counted, *told_of, *kept], people, vocabulary, choices)
    return Material(
        now=now,
        window=window,
        new=new,
        session=session,
        choices=choices,
        vocabulary=vocabulary,
        people=by_name,
        patterns=patterns,
        since_then=since_then,
        is_someone_held_apart=bool(safety.held_apart),
        moments=moments,
        new_moments=[moment for moment in counted if in_window(moment, new) and is_after(moment, session)],
        older_chosen=older,
        entries=others,
        endings=endings,
        can_be_named=[m for m in open_to_page if m.kind == "moment"],
        kept_safe=sorted(about_safety, key=_in_time),
        held_apart=len(kept) - len(about_safety),
        names=names,
        labels=RedactedVocabulary(vocabulary, names),
        private=private,
    )


def _tied_to_pictures(entries: Sequence[Entry]) -> list[Entry]:
    """Return the moments that do not fit a picture: they may be named next to it, however old they are."""
    pictures = {entry.uid: entry for entry in entries if entry.kind == "picture"}
    tied = {link.to for picture in pictures.values() for link in picture.links if link.as_ == "does-not-fit"}
    return [
        entry
        for entry in entries
        if entry.kind == "moment"
        and (entry.uid in tied or any(link.to in pictures and link.as_ == "does-not-fit" for link in entry.links))
    ]


def in_window(moment: Entry, window: Window) -> bool:
    """Whether the day of an entry lies in a window; a period lies there by its first day."""
    return window.since <= first_day(moment.when) <= window.until


def is_after(moment: Entry, session: Entry | None) -> bool:
    """Whether an entry is not from the day of a session and earlier than it; yes if either has no time."""
    if session is None or day_of(moment.when) != day_of(session.when):
        return True
    at, begun = clock_time(moment.when), clock_time(session.when)
    return at is None or begun is None or at >= begun


def _stands_apart(entry: Entry) -> bool:
    """Whether an entry is shown but not counted: it is of another kind, or only a story."""
    return entry.kind != "moment" or entry.story_only


class _WithTherapist:
    """The entries that are left off the page because they are with the therapist, who is not included."""

    def __init__(self, people: Mapping[str, Person], vocabulary: Vocabulary, include: Collection[str]) -> None:
        self._people = people
        self._vocabulary = vocabulary
        self._is_on = THERAPIST in include
        self._known: dict[tuple[str | None, tuple[str, ...]], bool] = {}

    def leaves_off(self, entry: Entry) -> bool:
        """Whether an entry is left off; a session never is, because it is its own preparation."""
        if self._is_on or entry.kind == "session":
            return False
        said = (entry.setting, entry.people)
        if said not in self._known:
            self._known[said] = is_with_therapist(entry, self._people, self._vocabulary)
        return self._known[said]


def _names_of(
    entries: Sequence[Entry], people: Sequence[Person], vocabulary: Vocabulary, choices: Choices
) -> Pseudonymiser:
    """Return the names of the page: of its entries, and those in the words that were chosen."""
    everyday = everyday_names()
    # This one only finds names: what people are called depends on who is on the page.
    finder = Pseudonymiser(people, (), choices.names, vocabulary, everyday)
    here = {name for entry in entries for name in entry.people}
    for entry in entries:
        if entry.share or entry.uid in choices.shared or entry.kind == "session":
            for text in (entry.text, *entry.answers.values()):
                here |= finder.found_in(text[:_MOST_READ])
    return Pseudonymiser(people, here, choices.names, vocabulary, everyday)


def _in_time(moment: Entry) -> tuple[str, str, str]:
    return beginning(moment.when), moment.written, moment.uid
