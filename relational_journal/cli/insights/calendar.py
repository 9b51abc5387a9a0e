"""`rj calendar`: weeks by days, tones as marks."""

from __future__ import annotations

from collections.abc import Sequence

from relational_journal.cli.options import Json, Kind, Since, Tag, Tone, Until, With


def calendar(
    since: Since = "",
    until: Until = "",
    with_: With = None,
    tag: Tag = None,
    tone: Tone = None,
    kind: Kind = None,
    json: Json = False,
) -> None:
    """The last weeks, a mark for each moment; blank days are days with nothing noted."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.feedback import dim_hint
    from relational_journal.cli.output import emit_json, hint, page, width
    from relational_journal.cli.windows import window_query
    from relational_journal.report.views.calendar import (
        MOST_MARKS,
        by_day,
        calendar_lines,
        calendar_records,
    )
    from relational_journal.text.alphabet import marks
    from relational_journal.text.calendar_names import SHORT_MONTHS

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
        window, moments = journal.in_window(query)
        if json:
            emit_json(calendar_records(moments))
            return
        sign = marks()
        tones = ("connection", "mixed", "disconnection", "ordinary")
        signs: dict[str | None, str] = {tone: sign.of_tone(tone) for tone in tones}
        others: dict[str | None, str] = {None: sign.unmarked, "more": "+"}
        first = journal.date_conventions().first_weekday
        page(
            "\n".join(
                calendar_lines(
                    moments,
                    window,
                    first=first,
                    marks=signs | others,
                    months=SHORT_MONTHS,
                )
            )
        )
        if not moments:
            hint("Nothing noted in these days. rj log notes a moment.")
            return
        meanings = [f"{signs[name]} {name}" for name in signs]
        if any(moment.tone is None for moment in moments):
            meanings.append(f"{others[None]} no tone")
        if any(len(there) > MOST_MARKS for there in by_day(moments).values()):
            meanings.append(f"{others['more']} more than {MOST_MARKS}")
        hint(dim_hint("\n".join(_legend(meanings, "blank: nothing noted", width()))))


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
