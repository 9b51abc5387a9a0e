"""`rj calendar`: weeks by days, tones as marks."""

from __future__ import annotations

from relational_journal.cli.filters import Json, Since, Tag, Tone, Until, With


def calendar(
    since: Since = "",
    until: Until = "",
    with_: With = None,
    tag: Tag = None,
    tone: Tone = None,
    json: Json = False,
) -> None:
    """The last weeks, a mark for each moment; blank days are days with nothing noted."""
    import os
    from dataclasses import replace

    from relational_journal.cli.acknowledge import dim_hint
    from relational_journal.cli.context import open_journal, query_from
    from relational_journal.cli.output import emit_json, hint, marks, page
    from relational_journal.report.calendar import calendar_lines, calendar_records, first_weekday
    from relational_journal.report.told import MONTHS

    with open_journal() as journal:
        query = query_from(
            journal, since=since, until=until, with_=with_ or (), tag=tag or (), tone=tone or (), kind=("moment",)
        )
        window = journal.window(query)
        moments = list(journal.entries(replace(query, since=window.since, until=window.until)))
        if json:
            emit_json(calendar_records(moments))
            return
        sign = marks()
        signs = {tone: sign.of_tone(tone) for tone in ("connection", "mixed", "disconnection", "ordinary")}
        locale = next((os.environ[n] for n in ("LC_ALL", "LC_TIME", "LANG") if os.environ.get(n)), "")
        first = first_weekday(journal.setting("week-start", "locale"), locale)
        page(
            "\n".join(
                calendar_lines(
                    moments,
                    window,
                    first=first,
                    marks=signs | {None: "▫" if sign.connection == "◆" else "u", "more": "+"},
                    months=MONTHS,
                )
            )
        )
        legend = "  ".join(f"{signs[name]} {name}" for name in signs)
        hint(dim_hint(f"{legend}        blank: nothing noted"))
