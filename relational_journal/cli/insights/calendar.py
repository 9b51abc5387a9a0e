"""`rj calendar`: weeks by days, tones as marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.insights.save_picture import Force, Format, Open, Output
from relational_journal.cli.options import Json, Kind, Since, Tag, Tone, Until, With

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry, Query, Window
    from relational_journal.report.pictures.picture import Picture
    from relational_journal.text.symbols import Signs


def calendar(
    since: Since = "",
    until: Until = "",
    with_: With = None,
    tag: Tag = None,
    tone: Tone = None,
    kind: Kind = None,
    year: Annotated[bool, typer.Option("--year", help="Twelve months, a line for each.")] = False,
    format_: Format = "",
    output: Output = "",
    force: Force = False,
    open_: Open = False,
    json: Json = False,
) -> None:
    """The last weeks, a mark for each moment; blank days are days with nothing noted.

    rj calendar --year shows twelve months; --output year.html (or .svg, .pdf) draws them.
    """
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.insights.save_picture import hand_over, picture_request
    from relational_journal.cli.output import emit_json
    from relational_journal.cli.windows import window_query
    from relational_journal.report.views.calendar import calendar_records

    request = picture_request(format_=format_, output=output, force=force, open_=open_, json=json)
    _refuse_two_beginnings(since, is_year=year)
    with open_journal() as journal:
        query = window_query(
            journal,
            since=since,
            until=until,
            with_=with_ or (),
            tag=tag or (),
            tone=tone or (),
            kind=kind or ("moment",),
        )
        if year:
            query = _twelve_months(query, journal)
        window, moments = journal.in_window(query)
        if json:
            emit_json(calendar_records(moments))
        elif request.is_for_terminal:
            _show(moments, window, journal, is_year=year)
        else:
            hand_over(
                journal,
                request,
                draw=lambda: _draw(moments, window, journal, query, is_filtered=bool(kind)),
                text=lambda: _in_plain_text(moments, window, journal, is_year=year),
            )


def _refuse_two_beginnings(since: str, *, is_year: bool) -> None:
    from relational_journal.errors import WordingError

    if since and is_year:
        raise WordingError("--since and --year both say where to begin", "Use one of them; --until goes with either.")


def _twelve_months(query: Query, journal: Journal) -> Query:
    """Return the query from the first day of the month eleven months before its last."""
    from datetime import date

    last = query.until or journal.now().date()
    months = max(last.year * 12 + last.month - 1 - 11, 12)  # counted from year 0; the first there is is January of 1
    return query._replace(since=date(months // 12, months % 12 + 1, 1))


def _draw(moments: Sequence[Entry], window: Window, journal: Journal, query: Query, *, is_filtered: bool) -> Picture:
    from relational_journal.report.document.wording import filters
    from relational_journal.report.pictures.calendar import calendar_picture

    only = filters(query.people, query.tags, query.tones, query.kinds if is_filtered else ())
    notes = (_ALL_NOTED,) if _not_counted(moments, journal, window) else ()
    return calendar_picture(moments, window, first=journal.date_conventions().first_weekday, only=only, notes=notes)


def _in_plain_text(moments: Sequence[Entry], window: Window, journal: Journal, *, is_year: bool) -> str:
    """Return the calendar and what its marks mean, as a file holds it."""
    from relational_journal.text.symbols import SIGNS

    lines = _lines(moments, window, journal, SIGNS, is_year=is_year)
    meanings = _meanings(moments, SIGNS, is_year=is_year)
    notes = [_ALL_NOTED] if _not_counted(moments, journal, window) else []
    return "\n".join([*lines, "", *_legend(meanings, _BLANK[is_year], 80), *notes])


# A file may be shown to others: it does not say why something is not counted.
_ALL_NOTED = "All that was noted is here; other views do not count all of it."


def _not_counted(moments: Sequence[Entry], journal: Journal, window: Window) -> list[str]:
    """Return in words how much of the calendar other views do not count; nobody is named."""
    from relational_journal.report.document.wording import keeping_safe
    from relational_journal.report.views.calendar import by_day

    safety = journal.people.safety()
    inside = [each for day, there in by_day(moments).items() if window.since <= day <= window.until for each in there]
    unsafe = sum(each.kind == "moment" and safety.is_unsafe(each) for each in inside)
    stories = sum(each.kind == "moment" and each.story_only and not safety.is_unsafe(each) for each in inside)
    parts = [f"{unsafe} {keeping_safe(has_held_apart=bool(safety.held_apart))}"] if unsafe else []
    return [*parts, f"{stories} {'a story only' if stories == 1 else 'stories only'}"] if stories else parts


def _show(moments: Sequence[Entry], window: Window, journal: Journal, *, is_year: bool) -> None:
    from relational_journal.cli.feedback import dim_hint
    from relational_journal.cli.output import hint, page, width
    from relational_journal.cli.terminal_rows import rows_of
    from relational_journal.text.alphabet import marks

    signs = marks()
    page("\n".join(_lines(moments, window, journal, signs, is_year=is_year)))
    if not moments:
        hint("Nothing noted in these days. rj log notes a moment.")
        return
    hint(dim_hint("\n".join(_legend(_meanings(moments, signs, is_year=is_year), _BLANK[is_year], width()))))
    if apart := _not_counted(moments, journal, window):
        sentence = f"Drawn here and not counted by other views: {', '.join(apart)}."
        hint(dim_hint("\n".join(rows_of(sentence, width()))))


_BLANK = {False: "blank: nothing noted", True: "dot: nothing noted"}


def _lines(moments: Sequence[Entry], window: Window, journal: Journal, signs: Signs, *, is_year: bool) -> list[str]:
    from relational_journal.report.views.calendar import calendar_lines, year_lines
    from relational_journal.text.calendar_names import SHORT_MONTHS

    if is_year:
        return year_lines(moments, window, marks=_marks(signs), months=SHORT_MONTHS)
    first = journal.date_conventions().first_weekday
    return calendar_lines(moments, window, first=first, marks=_marks(signs), months=SHORT_MONTHS)


def _marks(signs: Signs) -> dict[str | None, str]:
    tones: dict[str | None, str] = {tone: signs.of_tone(tone) for tone in _TONES}
    return tones | {None: "▫" if signs.unicode else "u", "more": "+", "silent": signs.neither}


_TONES = ("connection", "mixed", "disconnection", "ordinary")


def _meanings(moments: Sequence[Entry], signs: Signs, *, is_year: bool) -> list[str]:
    """Return what the marks mean, those of rare days only if there are such days."""
    from relational_journal.report.views.calendar import MOST_MARKS, by_day

    marks = _marks(signs)
    meanings = [f"{marks[tone]} {tone}" for tone in _TONES]
    days = by_day(moments).values()
    if any(moment.tone is None for moment in moments):
        meanings.append(f"{marks[None]} no tone")
    if is_year and any(len({moment.tone for moment in there}) > 1 for there in days):
        meanings.append(f"{marks['more']} several kinds")
    if not is_year and any(len(there) > MOST_MARKS for there in days):
        meanings.append(f"{marks['more']} more than {MOST_MARKS}")
    return meanings


def _legend(meanings: Sequence[str], blank: str, columns: int) -> list[str]:
    """Return the legend of the marks, wrapped to the width; the meaning of blank comes last."""
    lines = [""]
    for meaning in meanings:
        joined = f"{lines[-1]}  {meaning}" if lines[-1] else meaning
        if lines[-1] and len(joined) > columns:
            lines.append(meaning)
        else:
            lines[-1] = joined
    for gap in ("        ", "  "):
        if len(lines[-1]) + len(gap) + len(blank) <= columns:
            return [*lines[:-1], f"{lines[-1]}{gap}{blank}"]
    return [*lines, blank]
