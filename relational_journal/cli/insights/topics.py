"""The questions of `rj look`, each with the function that answers it as a report, as JSON and perhaps as a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from relational_journal.vocabulary.names import WAYS

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Query
    from relational_journal.report.document.document import Report
    from relational_journal.report.pictures.picture import Picture


class Answer(NamedTuple):
    """What answers a question.

    Attributes:
        report: in words.
        record: the value that --json prints.
        draw: draws its picture for a file, if it has one.
        screen: draws it in characters for so many columns; None if the report does that already.
    """

    report: Report
    record: Any
    draw: Callable[[], Picture] | None = None
    screen: Callable[[int], Report] | None = None


class Topic(NamedTuple):
    """A question, its number in the guide, the function that answers it, and other names of what it shows."""

    question: str
    number: int
    answer: Callable[[Journal, Query], Answer]
    is_drawn: bool = False
    also: tuple[str, ...] = ()


def _repairs(journal: Journal, query: Query) -> Answer:
    from relational_journal.patterns.questions.repairs import repairs
    from relational_journal.report.render.answers_json import repairs_json
    from relational_journal.report.views.breaks import repairs_report

    patterns = journal.patterns(query=query, compared=False)
    found = repairs(patterns)
    return Answer(repairs_report(found, patterns, today=journal.now().date()), repairs_json(found))


def _ways(journal: Journal, query: Query) -> Answer:
    from relational_journal.patterns.counting.ways import ways_in_full
    from relational_journal.report.render.answers_json import ways_in_full_json
    from relational_journal.report.views.ways import ways_report

    patterns = journal.patterns(query=query, compared=False)
    found = ways_in_full(patterns.study)

    def draw() -> Picture:
        from relational_journal.report.pictures.ways import ways_picture

        return ways_picture(found, patterns)

    return Answer(ways_report(found, patterns), ways_in_full_json(found), draw)


def map_answer(journal: Journal, query: Query, *, held_apart: bool = False, before: bool = False) -> Answer:
    """Answer `rj look map`.

    Args:
        held_apart: include people held apart.
        before: show the window before, of as many days, as well.
    """
    from relational_journal.patterns.counting.study import window_before
    from relational_journal.patterns.questions.people_map import people_map
    from relational_journal.report.render.answers_json import map_json, map_with_before_json
    from relational_journal.report.views.around import Before, map_report

    patterns = journal.patterns(query=query, compared=False)
    today = journal.now().date()
    found = people_map(patterns, held_apart=held_apart)
    earlier = journal.patterns(window_before(patterns.window), query, compared=False) if before else None
    found_earlier = people_map(earlier, held_apart=held_apart) if earlier else ()
    beside = Before(earlier.window, found_earlier) if earlier else None

    def draw() -> Picture:
        from relational_journal.report.pictures.people_map import Around, map_picture

        return map_picture(Around(found, patterns), Around(found_earlier, earlier) if earlier else None, today=today)

    def screen(columns: int) -> Report:
        from relational_journal.report.views.around_drawn import drawn_map

        return drawn_map(found, patterns, today=today, columns=columns, before=beside)

    report = map_report(found, patterns, today=today, before=beside)
    record = map_with_before_json(found, found_earlier, earlier.window) if earlier else map_json(found)
    return Answer(report, record, draw, screen)


def _contact(journal: Journal, query: Query) -> Answer:
    from relational_journal.report.render.answers_json import contact_json
    from relational_journal.report.views.around import contact_report

    patterns = journal.patterns(query=query, compared=False)
    found = journal.people_not_seen_lately()
    if query.people:
        wanted = {journal.people.find(name).name for name in query.people}
        found = tuple(each for each in found if each.name in wanted)
    return Answer(contact_report(found, patterns, today=journal.now().date()), contact_json(found))


def _bracing(journal: Journal, query: Query) -> Answer:
    from relational_journal.patterns.questions.bracing import bracing
    from relational_journal.report.render.answers_json import bracing_json
    from relational_journal.report.views.looks import bracing_report

    patterns = journal.patterns(query=query, compared=False)
    found = bracing(patterns)
    return Answer(bracing_report(found, patterns), bracing_json(found))


def _echoes(journal: Journal, query: Query) -> Answer:
    from relational_journal.model import Query as Entries
    from relational_journal.patterns.questions.echoes import echoes
    from relational_journal.report.render.answers_json import echoes_json
    from relational_journal.report.views.looks import echoes_report

    patterns = journal.patterns(query=query, compared=False)
    found = echoes(patterns, journal.entries(Entries(kinds=("memory",))))
    pictures = journal.old_pictures()
    today = journal.now().date()
    hidden = journal.settings.hidden_patterns()

    def screen(columns: int) -> Report:
        return echoes_report(found, patterns, today=today, hidden=hidden, pictures=pictures, columns=columns)

    report = echoes_report(found, patterns, today=today, hidden=hidden, pictures=pictures)

    def draw() -> Picture:
        from relational_journal.report.pictures.old_pictures import OF_ANY_TIME, old_picture_figures
        from relational_journal.report.pictures.picture import picture_of

        return picture_of(report, old_picture_figures(pictures, today=today), [OF_ANY_TIME] * bool(pictures))

    return Answer(report, echoes_json(found), draw, screen)


def _theme(journal: Journal, query: Query) -> Answer:
    from relational_journal.patterns.questions.theme import theme
    from relational_journal.report.render.answers_json import theme_json
    from relational_journal.report.views.looks import theme_report

    patterns = journal.patterns(query=query, compared=False)
    found = theme(patterns)
    return Answer(theme_report(found, patterns), theme_json(found))


def _growth(journal: Journal, query: Query) -> Answer:
    from relational_journal.patterns.questions.growth import growth
    from relational_journal.report.render.answers_json import growth_json
    from relational_journal.report.views.looks import growth_report

    patterns = journal.patterns(query=query, compared=False)
    found = growth(patterns)
    return Answer(growth_report(found, patterns), growth_json(found))


def _therapist(journal: Journal, query: Query) -> Answer:
    from relational_journal.report.render.answers_json import therapist_json
    from relational_journal.report.views.breaks import therapist_report

    found = journal.with_therapist(query)
    report = therapist_report(found, today=journal.now().date(), hidden=journal.settings.hidden_patterns())
    return Answer(report, therapist_json(found))


def _experiments(journal: Journal, query: Query) -> Answer:
    from relational_journal.report.render.answers_json import experiments_json
    from relational_journal.report.views.looks import experiments_report

    patterns = journal.patterns(query=query, compared=False)
    found = journal.experiments(query)
    return Answer(experiments_report(found, patterns, today=journal.now().date()), experiments_json(found))


def _weeks(journal: Journal, query: Query) -> Answer:
    from relational_journal.model import Query as Entries
    from relational_journal.patterns.questions.weeks import compare_with_connection, weeks
    from relational_journal.report.render.answers_json import weeks_json
    from relational_journal.report.views.weeks import weeks_report

    patterns = journal.patterns(query=query, compared=False)
    days = patterns.window
    found = weeks(patterns, journal.entries(Entries(kinds=("lookback",), since=days.since, until=days.until)))
    links = compare_with_connection(found)

    def draw() -> Picture:
        from relational_journal.report.pictures.weeks import weeks_picture

        return weeks_picture(found, links, patterns)

    return Answer(weeks_report(found, links, patterns), weeks_json(found), draw)


def _unseen(journal: Journal, query: Query) -> Answer:
    from relational_journal.patterns.questions.unseen import unseen
    from relational_journal.report.render.answers_json import unseen_json
    from relational_journal.report.views.looks import unseen_report

    patterns = journal.patterns(query=query, compared=False)
    found = unseen(patterns)
    return Answer(unseen_report(found, patterns), unseen_json(found))


def _changes(journal: Journal, query: Query) -> Answer:
    from relational_journal.patterns.counting.comparisons import compare_windows
    from relational_journal.report.render.answers_json import changes_json
    from relational_journal.report.views.changes import changes_report

    patterns = journal.patterns(query=query)
    found = compare_windows(patterns)
    hidden = journal.settings.hidden_patterns()

    def draw() -> Picture:
        from relational_journal.report.pictures.changes import changes_picture

        return changes_picture(found, patterns, hidden=hidden)

    return Answer(changes_report(found, patterns, hidden=hidden), changes_json(found, patterns), draw)


_BREAKS = ("breaks", "breaks and repairs")
TOPICS: dict[str, Topic] = {
    "repairs": Topic("How often are breaks mended, and how long does it take?", 7, _repairs, also=_BREAKS),
    "changes": Topic("What changed since the weeks before?", 8, _changes, is_drawn=True, also=("then and now",)),
    "bracing": Topic("What did I brace for, and what happened?", 9, _bracing),
    "echoes": Topic("Which past experiences echo?", 10, _echoes, is_drawn=True),
    "theme": Topic("What is my theme?", 11, _theme),
    "growth": Topic("Which relationships help me grow?", 12, _growth),
    "therapist": Topic("How is it between me and my therapist?", 13, _therapist),
    "experiments": Topic("What did my experiments teach me?", 14, _experiments),
    "weeks": Topic("How do stress and self-worth move beside this?", 15, _weeks, is_drawn=True),
    "unseen": Topic("What does this journal not see?", 16, _unseen),
    "ways": Topic("Which way did I move?", 18, _ways, is_drawn=True, also=("which way i moved", *WAYS.values())),
    "map": Topic("Who is around me, and how is it?", 19, map_answer, is_drawn=True),
    "contact": Topic("Who have I not been with lately?", 20, _contact),
}
