"""Build the page for the session: one sheet with its parts in a fixed order, from what the person shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from relational_journal.model import Entry, Person, Window
from relational_journal.report.document.document import Report, Section
from relational_journal.report.document.items import names, without
from relational_journal.report.document.length import words
from relational_journal.report.document.moment_rows import full_date
from relational_journal.report.document.pseudonyms import SOMEONE
from relational_journal.report.session_page import (
    changes_section,
    further_sections,
    moment_sections,
    movement_section,
    pattern_sections,
    reflection_sections,
    today_section,
    worksheet,
)
from relational_journal.report.session_page.page_material import SAFE, THERAPIST, Choices, Limits, Material, gather
from relational_journal.timestamps import first_day
from relational_journal.vocabulary.safety import Safety

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

# The parts of the sheet, in their order; `safe` stands behind the breaks if it is included.
SECTIONS = (
    "today",
    "about",
    "ways",
    "connection",
    "patterns",
    "otherwise",
    "breaks",
    "changes",
    "echoes",
    "experiment",
    "questions",
    "unseen",
)
# The parts of the further reading; `people` is off until it is included.
FURTHER = ("counts", "power", "people", "checkin", "theme", "reading")
PEOPLE = "people"
OFF_UNTIL_INCLUDED = (THERAPIST, SAFE, PEOPLE)
ALL_SECTIONS = (*SECTIONS, *(key for key in FURTHER if key != PEOPLE), *OFF_UNTIL_INCLUDED)
DAYS_WITHOUT_A_SESSION = 14
# What can be read in the first minute next to the person's own words. A longer sheet is shortened step by step, the
# least needed first.
MOST_WORDS = 220
# Each step adds to those before it.
_SHORTER: tuple[dict[str, Any], ...] = (
    {},
    {"changes": 1},
    {"questions": 1},
    {"labels": 1, "before": 1},
    {"moments": 2},
    {"tried": 1},
    {"asides": False},
    {"before": 0},
    {"questions": 0},
)
LIMITS = tuple(accumulate(_SHORTER, lambda limits, less: replace(limits, **less), initial=Limits()))[1:]


@dataclass(frozen=True)
class Page:
    """The page, its two windows and its two totals.

    `new` holds moments, otherwise and experiments; `window` patterns, repairs and power. `private` moments of these
    days were left out, and `could_add` are entries whose words could stand on it, newest first: both for the person's
    screen, never for the page. `names_shown` is what people are called on the page, `unknown_people` the names of those
    who are "someone", most moments first; `someone_held_apart` is whether anybody is, which is a question of its own.
    """

    report: Report
    window: Window
    new: Window
    new_moments: int
    pattern_moments: int
    private: int
    could_add: tuple[Entry, ...] = ()
    names_shown: frozenset[str] = frozenset()
    unknown_people: tuple[str, ...] = ()
    someone_held_apart: bool = False

    def without(self, numbers: Collection[int]) -> Page:
        """Return the page without the items with these numbers (`document.items`)."""
        return replace(self, report=without(self.report, frozenset(numbers)))


def summary(
    entries: Iterable[Entry],
    *,
    window: Window,
    new: Window,
    session: Entry | None,
    now: datetime,
    vocabulary: Vocabulary,
    people: Sequence[Person],
    safety: Safety | None = None,
    choices: Choices = Choices(),  # noqa: B008 — frozen
    chosen: Callable[[Entry], bool] | None = None,
) -> Page:
    """Build the page for the session.

    Args:
        entries: the whole journal, in any order.
        window: of patterns, repairs and power.
        new: of moments, otherwise and experiments: since the last session, else the last two weeks.
        session: the last session, if `new` begins with it.
        safety: which entries are unsafe; else read from these.
        choices: names, sections on and off, words chosen now, patterns hidden.
        chosen: the filters other than dates.
    """
    entries = list(entries)
    material = gather(
        entries,
        window=window,
        new=new,
        session=session,
        now=now,
        vocabulary=vocabulary,
        people=people,
        safety=safety or Safety.read(entries, people, vocabulary.words),
        choices=choices,
        chosen=chosen,
    )
    return Page(
        _report(material),
        window,
        new,
        len(material.new_moments),
        material.patterns.counted,
        material.private,
        _could_add(material),
        material.names.on_page(),
        _unknown_people(material),
        material.is_someone_held_apart,
    )


def _report(material: Material) -> Report:
    """Return the sheet, shortened part by part until it has no more than MOST_WORDS, and the further reading."""
    prepared = today_section.prepared_session(material)
    for limits in LIMITS:
        sections = _sections(material.limited(limits), prepared)
        report = Report(_title(prepared, material.today), sections=tuple(sections))
        # Removed before the sheet is measured: what is never shown must not shorten the rest.
        never = frozenset(at for at, name in enumerate(names(report), 1) if name in material.choices.never)
        report = without(report, never)
        if words(report) <= MOST_WORDS:
            break
    return report


def new_window(window: Window, session: Entry | None, *, chosen: bool) -> Window:
    """Return the window of news: the one chosen by --since, else since the last session, else two weeks.

    Args:
        window: of patterns; its end is the end of both.
        session: the last session before that end, or None.
        chosen: whether --since was given.
    """
    if chosen:
        return window
    if session is not None and first_day(session.when) <= window.until:
        return Window(first_day(session.when), window.until)
    from datetime import timedelta

    return Window(window.until - timedelta(DAYS_WITHOUT_A_SESSION - 1), window.until)


def _title(prepared: Entry | None, today: date) -> str:
    # A page made after the planned day is for a session that is still to come.
    day = max(first_day(prepared.when), today) if prepared is not None else today
    return f"For our session, {full_date(day)}"


def _sections(material: Material, prepared: Entry | None) -> list[Section]:
    """Return the sections that are on and have content. Chosen words find their place in the order of the page;
    those left over stand with what the person wants from today, which is therefore made last."""
    # Chosen once, so that all parts speak of the same patterns.
    rows = pattern_sections.rows_for_page(material)
    makers: dict[str, Callable[[], Section | None]] = {
        "about": lambda: reflection_sections.about_section(material),
        "ways": lambda: movement_section.ways_section(material, rows),
        "connection": lambda: moment_sections.connection_section(material),
        "patterns": lambda: pattern_sections.patterns_section(material, rows),
        "otherwise": lambda: pattern_sections.otherwise_section(material, rows),
        "breaks": lambda: moment_sections.breaks_section(material),
        SAFE: lambda: moment_sections.safe_section(material),
        "changes": lambda: changes_section.changes_section(material, rows),
        "echoes": lambda: reflection_sections.echoes_section(material),
        "experiment": lambda: reflection_sections.experiment_section(
            material, today_section.to_try(material, prepared)
        ),
        "questions": lambda: pattern_sections.questions_section(material, rows, prepared),
        "unseen": lambda: reflection_sections.unseen_section(material),
    }
    made = [make() for key, make in makers.items() if key not in material.choices.leave]
    today = None
    if "today" not in material.choices.leave:
        today = today_section.today_section(material, prepared, _without_a_place(material), rows)
    sheet = [section for section in (today, *made) if section is not None]
    return [*sheet, *_further(material), *_room_to_write(material, sheet)]


def _further(material: Material) -> list[Section]:
    """Return the further reading, if it is wanted."""
    if not material.choices.full:
        return []
    makers: dict[str, Callable[[Material], Section | None]] = {
        "counts": further_sections.counts_section,
        "power": further_sections.power_section,
        PEOPLE: further_sections.people_section,
        "checkin": further_sections.checkin_section,
        "theme": further_sections.theme_section,
        THERAPIST: further_sections.therapist_section,
        "reading": further_sections.reading_section,
    }
    wanted = material.choices.include
    made = [
        make(material)
        for key, make in makers.items()
        if key not in material.choices.leave and (key != PEOPLE or key in wanted)
    ]
    return [section for section in made if section is not None]


def _room_to_write(material: Material, sheet: Sequence[Section]) -> tuple[Section, ...]:
    """Return the worksheet, if it is wanted."""
    if not material.choices.worksheet:
        return ()
    return worksheet.worksheet_sections(next((section for section in sheet if section.key == "questions"), None))


def _unknown_people(material: Material) -> tuple[str, ...]:
    """Return the people of the page without a role, those with most moments first."""
    counted = Counter(name for moment in material.moments for name in dict.fromkeys(moment.people))
    unknown = [name for name in counted if material.names.shown(name) == SOMEONE]
    return tuple(sorted(unknown, key=lambda name: (-counted[name], name)))


def _could_add(material: Material) -> tuple[Entry, ...]:
    """Return entries since the last session whose words are not chosen, and what the person wanted to try after it."""
    addable = [*material.new_moments, *(entry for entry in material.entries if material.is_new(entry))]
    held = today_section.held_session(material)
    with_words = [entry for entry in addable if entry.kind != "session" and _has_words(entry)]
    with_words += [held] if held is not None and held.answers.get("try-next", "").strip() else []
    found = [entry for entry in with_words if not material.is_chosen(entry)]
    return tuple(sorted(found, key=lambda entry: (first_day(entry.when), entry.written, entry.uid), reverse=True))


def _has_words(entry: Entry) -> bool:
    """Whether an entry has something to add: a moment at least its row, other kinds what the page takes of them."""
    return entry.kind in ("moment", "experiment", "picture")


def _without_a_place(material: Material) -> list[Entry]:
    """Return chosen moments whose words have no place yet: those since the last session, and those chosen this time."""
    shared = material.choices.shared
    apart = [entry for entry in material.entries if entry.kind == "moment"]
    candidates = [*material.moments, *material.new_moments, *material.older_chosen, *apart]
    found = {
        moment.uid: moment
        for moment in candidates
        if material.is_chosen(moment) and (material.is_new(moment) or moment.uid in shared)
    }
    return sorted(found.values(), key=lambda moment: (first_day(moment.when), moment.written, moment.uid))
