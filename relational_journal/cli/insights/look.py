"""`rj look`: further questions people ask about their own moments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.insights.save_picture import Force, Format, Open, Output
from relational_journal.cli.insights.topics import TOPICS, map_answer
from relational_journal.cli.options import Json, Kind, Since, Tag, Tone, Until, With

if TYPE_CHECKING:
    from relational_journal.cli.insights.topics import Answer
    from relational_journal.model import Query
    from relational_journal.report.document.document import Report
    from relational_journal.report.pictures.picture import Picture


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
    before: Annotated[bool, typer.Option("--before", help="With map: the window before as well.")] = False,
    format_: Format = "",
    output: Output = "",
    force: Force = False,
    open_: Open = False,
    json: Json = False,
) -> None:
    """Further questions: breaks and repairs, what you braced for, what echoes, what grows, what the journal misses.

    Some are drawn as well, in black and white: rj look weeks --output weeks.html, or .svg, or .pdf. A picture says the
    same as the text, and holds a description of all it shows for whoever does not see it.
    """
    from functools import partial

    from relational_journal.cli.context import open_journal
    from relational_journal.cli.insights.save_picture import hand_over, picture_request
    from relational_journal.cli.output import emit_json
    from relational_journal.cli.windows import window_query
    from relational_journal.report.document.sheet_blocks import PAGE
    from relational_journal.report.render.to_text import to_text

    filters = {"with_": with_ or (), "tag": tag or (), "tone": tone or (), "kind": kind or ()}
    if not topic:
        given: dict[str, object] = {
            "filters": any((since, until, *filters.values())),
            "--all": every,
            "--before": before,
        }
        given |= {"--format": format_, "--output": output, "--force": force, "--open": open_}
        _refuse_without_topic([option for option, value in given.items() if value])
        _list(as_json=json)
        return
    name = _topic(topic)
    chosen = TOPICS[name]
    request = picture_request(format_=format_, output=output, force=force, open_=open_, json=json)
    if request.form != "text" and not chosen.is_drawn:
        _refuse_undrawn(name)
    answer = chosen.answer
    if every or before:
        _require_map(name, "--all" if every else "--before")
        answer = partial(map_answer, held_apart=every, before=before)
    with open_journal() as journal:
        query = window_query(journal, since=since, until=until, **filters)
        found = _with_filters(answer(journal, query), query)
        if json:
            emit_json(found.record)
        elif request.is_for_terminal:
            _show(found)
        else:
            hand_over(journal, request, draw=found.draw, text=lambda: to_text(_on_screen(found, PAGE)))


def _refuse_without_topic(given: Sequence[str]) -> None:
    """Refuse what has no effect on a list of questions.

    Raises:
        WordingError: if anything was given.
    """
    from relational_journal.errors import WordingError

    if given:
        does = "have nothing to filter" if given[0] == "filters" else "does nothing"
        raise WordingError(f"{given[0]} without a topic {does}", f"Add one of {', '.join(TOPICS)}.")


def _list(*, as_json: bool) -> None:
    """Print the topics and their questions."""
    from relational_journal.cli.output import emit_json, hanging_column, out, width

    if as_json:
        emit_json([{"topic": name, "question": each.question, "number": each.number} for name, each in TOPICS.items()])
        return
    columns = max(len(name) for name in TOPICS)
    for name, each in TOPICS.items():
        for row in hanging_column(f"  rj look {name.ljust(columns)}  ", each.question, width()):
            out(row)


def _with_filters(answer: Answer, query: Query) -> Answer:
    """Add what the filters select, in words, below the title of the report and of the picture."""
    from dataclasses import replace

    from relational_journal.report.document.document import Text, line
    from relational_journal.report.document.wording import filters

    only = filters(query.people, query.tags, query.tones, query.kinds)
    if not only:
        return answer
    head = f"Only {only}."
    report = replace(answer.report, head=(line(Text(head, "quiet")), *answer.report.head))
    draw, screen = answer.draw, answer.screen

    def draw_filtered() -> Picture:  # not drawn yet: most answers are read as text
        assert draw is not None
        picture = draw()
        return picture._replace(head=(head, *picture.head))

    def screen_filtered(columns: int) -> Report:
        assert screen is not None
        shown = screen(columns)
        return replace(shown, head=(line(Text(head, "quiet")), *shown.head))

    return answer._replace(
        report=report, draw=draw_filtered if draw else None, screen=screen_filtered if screen else None
    )


def _on_screen(answer: Answer, columns: int) -> Report:
    """Return the answer as it is shown: drawn in characters, or in words for whoever reads by lines (--plain)."""
    from relational_journal.cli.this_run import asks_plainly

    return answer.report if answer.screen is None or asks_plainly() else answer.screen(columns)


def _show(answer: Answer) -> None:
    from relational_journal.cli.output import has_colour, page, width
    from relational_journal.report.document.sheet_blocks import PAGE
    from relational_journal.report.render.for_terminal import NO_WIDTH, WIDEST, draw
    from relational_journal.text.alphabet import shows_unicode

    columns = width()
    report = _on_screen(answer, min(columns, WIDEST) if columns < NO_WIDTH else PAGE)
    page(draw(report, width=columns, unicode=shows_unicode(), colour=has_colour()), below=0)


def _require_map(topic: str, option: str) -> None:
    """Refuse an option that only the map has.

    Raises:
        WordingError: another topic.
    """
    from relational_journal.errors import WordingError

    if topic != "map":
        does = "shows people held apart too" if option == "--all" else "shows the window before as well"
        raise WordingError(f"{option} goes with map alone", f"rj look map {option} {does}.")


def _refuse_undrawn(topic: str) -> None:
    """Refuse to draw a topic that has no picture.

    Raises:
        WordingError: always; it names those that have one.
    """
    from relational_journal.errors import WordingError

    drawn = ", ".join(name for name, each in TOPICS.items() if each.is_drawn)
    raise WordingError(f"rj look {topic} has no picture", f"These are drawn: {drawn}; and rj calendar.")


def _topic(written: str) -> str:
    """Return the name of the topic with this name, unique beginning or question, or with another name that is typed.

    Raises:
        NotFound: if there is no such topic; the message names near ones, or the pattern of this name.
    """
    from difflib import get_close_matches

    from relational_journal.errors import NotFound
    from relational_journal.text.folding import caseless

    said = " ".join(caseless(written).strip("?").split())
    begun = [topic for topic in TOPICS if said and topic.startswith(said)]
    if said in TOPICS or len(begun) == 1:
        return said if said in TOPICS else begun[0]
    for name, topic in TOPICS.items():
        if said in (caseless(topic.question).strip("?"), *topic.also):
            return name
    near = begun or get_close_matches(said[:80], TOPICS, n=3)
    step = f"Near: {', '.join(near)}." if near else _pattern_of(written) or f"There are {', '.join(TOPICS)}."
    raise NotFound(f'no topic "{written}"', step)


def _pattern_of(written: str) -> str:
    """Return the command that shows the pattern of this name; "" if there is none."""
    from relational_journal.errors import NotFound
    from relational_journal.vocabulary.pattern_names import row_keys, typed_name
    from relational_journal.vocabulary.patterns import patterns

    try:
        keys = row_keys(written)
    except NotFound:
        return ""
    rows = [row for row in patterns() if row.key in keys]
    name = typed_name(rows[0]) if len(rows) == 1 else keys[0].partition(":")[0]
    return f"It is a pattern: rj patterns {name}"
