"""`rj look`: further questions people ask about their own moments."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from relational_journal.cli.options import Json, Kind, Since, Tag, Tone, Until, With

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Query
    from relational_journal.report.document.document import Report


class Topic(NamedTuple):
    """A question, its number in the guide, and the function that returns its report and JSON."""

    question: str
    number: int
    answer: Callable[[Journal, Query], tuple[Report, Any]]


def look(
    topic: Annotated[
        str, typer.Argument(metavar="[TOPIC]", help="repairs, bracing, echoes …; without it, the list.")
    ] = "",
    since: Since = "",
    until: Until = "",
    with_: With = None,
    tag: Tag = None,
    tone: Tone = None,
    kind: Kind = None,
    every: Annotated[bool, typer.Option("--all", help="With map: people held apart too.")] = False,
    json: Json = False,
) -> None:
    """Further questions: breaks and repairs, what you braced for, what echoes, what grows, what the journal misses."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import emit_json
    from relational_journal.cli.windows import window_query

    filters = {"with_": with_ or (), "tag": tag or (), "tone": tone or (), "kind": kind or ()}
    if not topic:
        _list(any((since, until, *filters.values())), as_json=json)
        return
    chosen = _topic(topic)
    answer = chosen.answer
    if every:
        from functools import partial

        from relational_journal.errors import WordingError

        if answer is not _map:
            raise WordingError("--all goes with map alone", "rj look map --all shows people held apart too.")
        answer = partial(_map, held_apart=True)
    with open_journal() as journal:
        query = window_query(journal, since=since, until=until, **filters)
        report, record = answer(journal, query)
        if json:
            emit_json(record)
        else:
            _show(report, query)


def _list(is_filtered: bool, *, as_json: bool) -> None:
    """Print the topics and their questions.

    Raises:
        WordingError: if there are filters, which have no effect on a list of questions.
    """
    from relational_journal.cli.output import emit_json, hanging_column, out, width
    from relational_journal.errors import WordingError

    if is_filtered:
        raise WordingError("filters without a topic have nothing to filter", f"Add one of {', '.join(TOPICS)}.")
    if as_json:
        emit_json([{"topic": name, "question": each.question, "number": each.number} for name, each in TOPICS.items()])
        return
    columns = max(len(name) for name in TOPICS)
    for name, each in TOPICS.items():
        for row in hanging_column(f"  rj look {name.ljust(columns)}  ", each.question, width()):
            out(row)


def _show(report: Report, query: Query) -> None:
    """Print the report, with what the filters select under its title."""
    from dataclasses import replace

    from relational_journal.cli.output import has_colour, page, width
    from relational_journal.report.document.document import Text, line
    from relational_journal.report.document.wording import filters
    from relational_journal.report.render.for_terminal import draw
    from relational_journal.text.alphabet import shows_unicode

    only = filters(query.people, query.tags, query.tones, query.kinds)
    if only:
        report = replace(report, head=(line(Text(f"Only {only}.", "quiet")), *report.head))
    page(draw(report, width=width(), unicode=shows_unicode(), colour=has_colour()))


def _topic(written: str) -> Topic:
    """Return the topic with this name or unique beginning.

    Raises:
        NotFound: if there is no such topic; the message names near ones.
    """
    from difflib import get_close_matches

    from relational_journal.errors import NotFound

    begun = [name for name in TOPICS if name.startswith(written.lower())]
    if written.lower() in TOPICS or len(begun) == 1:
        return TOPICS[written.lower() if written.lower() in TOPICS else begun[0]]
    near = begun or get_close_matches(written.lower(), TOPICS, n=3)
    listed = f"Near: {', '.join(near)}." if near else f"There are {', '.join(TOPICS)}."
    raise NotFound(f'no topic "{written}"', listed)


def _repairs(journal: Journal, query: Query) -> tuple[Report, Any]:
    from relational_journal.patterns.questions.repairs import repairs
    from relational_journal.report.render.answers_json import repairs_json
    from relational_journal.report.views.breaks import repairs_report

    patterns = journal.patterns(query=query, compared=False)
    found = repairs(patterns)
    return repairs_report(found, patterns, today=journal.now().date()), repairs_json(found)


def _ways(journal: Journal, query: Query) -> tuple[Report, Any]:
    from relational_journal.patterns.counting.ways import ways_in_full
    from relational_journal.report.render.answers_json import ways_in_full_json
    from relational_journal.report.views.ways import ways_report

    patterns = journal.patterns(query=query, compared=False)
    found = ways_in_full(patterns.study)
    return ways_report(found, patterns), ways_in_full_json(found)


def _map(journal: Journal, query: Query, *, held_apart: bool = False) -> tuple[Report, Any]:
    from relational_journal.patterns.questions.people_map import people_map
    from relational_journal.report.render.answers_json import map_json
    from relational_journal.report.views.around import map_report

    patterns = journal.patterns(query=query, compared=False)
    found = people_map(patterns, held_apart=held_apart)
    return map_report(found, patterns, today=journal.now().date()), map_json(found)


def _contact(journal: Journal, query: Query) -> tuple[Report, Any]:
    from relational_journal.model import Query as Entries
    from relational_journal.patterns.questions.contact import people_not_seen_lately
    from relational_journal.report.render.answers_json import contact_json
    from relational_journal.report.views.around import contact_report

    patterns = journal.patterns(query=query, compared=False)
    found = people_not_seen_lately(
        journal.entries(Entries(kinds=("moment",))),
        people={person.name: person for person in journal.people.all()},
        breaks=journal.breaks(),
        safety=journal.people.safety(),
        vocabulary=journal.vocabulary,
        today=journal.now().date(),
    )
    if query.people:
        wanted = {journal.people.find(name).name for name in query.people}
        found = tuple(each for each in found if each.name in wanted)
    return contact_report(found, patterns, today=journal.now().date()), contact_json(found)


def _bracing(journal: Journal, query: Query) -> tuple[Report, Any]:
    from relational_journal.patterns.questions.bracing import bracing
    from relational_journal.report.render.answers_json import bracing_json
    from relational_journal.report.views.looks import bracing_report

    patterns = journal.patterns(query=query, compared=False)
    found = bracing(patterns)
    return bracing_report(found, patterns), bracing_json(found)


def _echoes(journal: Journal, query: Query) -> tuple[Report, Any]:
    from relational_journal.patterns.questions.echoes import echoes
    from relational_journal.report.render.answers_json import echoes_json
    from relational_journal.report.views.looks import echoes_report

    patterns = journal.patterns(query=query, compared=False)
    found = echoes(patterns, journal.entries())
    report = echoes_report(found, patterns, today=journal.now().date(), hidden=journal.settings.hidden_patterns())
    return report, echoes_json(found)


def _theme(journal: Journal, query: Query) -> tuple[Report, Any]:
    from relational_journal.patterns.questions.theme import theme
    from relational_journal.report.render.answers_json import theme_json
    from relational_journal.report.views.looks import theme_report

    patterns = journal.patterns(query=query, compared=False)
    found = theme(patterns)
    return theme_report(found, patterns), theme_json(found)


def _growth(journal: Journal, query: Query) -> tuple[Report, Any]:
    from relational_journal.patterns.questions.growth import growth
    from relational_journal.report.render.answers_json import growth_json
    from relational_journal.report.views.looks import growth_report

    patterns = journal.patterns(query=query, compared=False)
    found = growth(patterns)
    return growth_report(found, patterns), growth_json(found)


def _therapist(journal: Journal, query: Query) -> tuple[Report, Any]:
    from relational_journal.report.render.answers_json import therapist_json
    from relational_journal.report.views.breaks import therapist_report

    found = journal.with_therapist(query)
    report = therapist_report(found, today=journal.now().date(), hidden=journal.settings.hidden_patterns())
    return report, therapist_json(found)


def _experiments(journal: Journal, query: Query) -> tuple[Report, Any]:
    from relational_journal.report.render.answers_json import experiments_json
    from relational_journal.report.views.looks import experiments_report

    patterns = journal.patterns(query=query, compared=False)
    found = journal.experiments(query)
    return experiments_report(found, patterns, today=journal.now().date()), experiments_json(found)


def _weeks(journal: Journal, query: Query) -> tuple[Report, Any]:
    from relational_journal.patterns.questions.weeks import compare_with_connection, weeks
    from relational_journal.report.render.answers_json import weeks_json
    from relational_journal.report.views.weeks import weeks_report

    patterns = journal.patterns(query=query, compared=False)
    found = weeks(patterns, journal.entries())
    return weeks_report(found, compare_with_connection(found), patterns), weeks_json(found)


def _unseen(journal: Journal, query: Query) -> tuple[Report, Any]:
    from relational_journal.patterns.questions.unseen import unseen
    from relational_journal.report.render.answers_json import unseen_json
    from relational_journal.report.views.looks import unseen_report

    patterns = journal.patterns(query=query, compared=False)
    found = unseen(patterns)
    return unseen_report(found, patterns), unseen_json(found)


def _changes(journal: Journal, query: Query) -> tuple[Report, Any]:
    from relational_journal.patterns.counting.comparisons import compare_windows
    from relational_journal.report.render.answers_json import changes_json
    from relational_journal.report.views.looks import changes_report

    patterns = journal.patterns(query=query)
    found = compare_windows(patterns)
    return changes_report(found, patterns, hidden=journal.settings.hidden_patterns()), changes_json(found, patterns)


TOPICS: dict[str, Topic] = {
    "repairs": Topic("How often are breaks mended, and how long does it take?", 7, _repairs),
    "changes": Topic("What changed since the weeks before?", 8, _changes),
    "bracing": Topic("What did I brace for, and what happened?", 9, _bracing),
    "echoes": Topic("Which past experiences echo?", 10, _echoes),
    "theme": Topic("What is my theme?", 11, _theme),
    "growth": Topic("Which relationships help me grow?", 12, _growth),
    "therapist": Topic("How is it between me and my therapist?", 13, _therapist),
    "experiments": Topic("What did my experiments teach me?", 14, _experiments),
    "weeks": Topic("How do stress and self-worth move beside this?", 15, _weeks),
    "unseen": Topic("What does this journal not see?", 16, _unseen),
    "ways": Topic("Which way did I move?", 18, _ways),
    "map": Topic("Who is around me, and how is it?", 19, _map),
    "contact": Topic("Who have I not been with lately?", 20, _contact),
}
