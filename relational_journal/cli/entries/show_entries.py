"""Show entries: `rj list`, `rj show`, `rj search`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.options import Json, Kind, Since, Tag, Tone, Until, With

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry, Query
    from relational_journal.vocabulary.safety import Safety

Number = Annotated[int, typer.Option("-n", metavar="N", help="How many; 0 = all.")]


def list_(
    n: Number = 20,
    deleted: Annotated[bool, typer.Option("--deleted", help="Those in the bin.")] = False,
    since: Since = "",
    until: Until = "",
    with_: With = None,
    tag: Tag = None,
    tone: Tone = None,
    kind: Kind = None,
    json: Json = False,
) -> None:
    """Entries, newest first, a line each."""
    from relational_journal.cli.context import open_journal, query_from

    with open_journal() as journal:
        query = query_from(
            journal, since=since, until=until, with_=with_ or (), tag=tag or (), tone=tone or (), kind=kind or (),
            deleted=deleted, limit=n,
        )  # fmt: skip
        moments = list(journal.entries(query))
        if json:
            _emit(moments)
        else:
            _print_list(journal, moments, lambda: journal.count(query), "the bin is empty" if deleted else "")
        _say_how_many_more(journal, query, moments, as_json=json)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Beginnings of words; all must be there.")],
    n: Number = 20,
    since: Since = "",
    until: Until = "",
    with_: With = None,
    tag: Tag = None,
    tone: Tone = None,
    kind: Kind = None,
    json: Json = False,
) -> None:
    """Find entries whose words begin like these. Chinese and Japanese text is not split into words."""
    from relational_journal.cli.context import open_journal, query_from
    from relational_journal.model import replace

    with open_journal() as journal:
        # Reading one more than asked for shows whether there are more without counting every match.
        query = query_from(
            journal, since=since, until=until, with_=with_ or (), tag=tag or (), tone=tone or (), kind=kind or (),
            limit=n,
        )  # fmt: skip
        moments = journal.search(" ".join(words), replace(query, limit=query.limit + 1) if n else query)
        more = bool(n) and len(moments) > n
        moments = moments[:n] if n else moments
        if json:
            _emit(moments)
        else:
            _print_list(journal, moments, None, "nothing found")
            if any(_is_unsplit(word) for word in words):
                from relational_journal.cli.output import hint

                hint("Search matches beginnings of words and does not split Chinese or Japanese.")
        if more:
            from relational_journal.cli.output import hint

            hint(f"There are more than these {n}: -n 0 shows all.")


def show(
    ident: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="The entry; without it, the moment logged last.")
    ] = None,
    json: Json = False,
) -> None:
    """One entry in full: its words, its story in labels, what it is tied to."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import page

    with open_journal() as journal:
        moment = moment_named(journal, ident, deleted=True, asking="" if json else "Which one?")
        if json:
            from relational_journal.cli.output import emit_json
            from relational_journal.entry_json import to_record

            emit_json(to_record(moment))
        else:
            from relational_journal.cli.entries.entry_view import entry_lines

            page("\n".join(entry_lines(journal, moment)))


def moment_named(journal: Journal, ident: str | None, *, deleted: bool = False, asking: str = "") -> Entry:
    """Return the entry with this ID; for None it is picked at a terminal, else the newest.

    Args:
        asking: the question to pick it with, or "" not to ask.

    Raises:
        NotFound: if there is no such entry, or none at all.
        typer.Exit, KeyboardInterrupt: if nothing was picked.
    """
    if ident is not None:
        return journal.find(ident, deleted=deleted)
    if asking:
        from relational_journal.cli.asking.pick import pick_entry

        if picked := pick_entry(journal, asking, or_newest=True):
            return picked
    latest = journal.latest()
    if latest is None:
        from relational_journal.errors import NotFound

        raise NotFound("there is no moment yet", "rj log writes the first one.")
    return latest


def _emit(moments: Iterable[Entry]) -> None:
    from relational_journal.cli.output import emit_json
    from relational_journal.entry_json import to_record

    emit_json([to_record(moment) for moment in moments])


def _is_unsplit(word: str) -> bool:
    return any("\u3040" <= sign <= "\u30ff" or "\u4e00" <= sign <= "\u9fff" for sign in word)


def _say_how_many_more(journal: Journal, query: Query, moments: Sequence[Entry], *, as_json: bool) -> None:
    """Print with --json how many entries there are, so that a script learns that twenty are not all."""
    if not as_json or not query.limit or len(moments) < query.limit:
        return
    total = journal.count(query)
    if total > len(moments):
        from relational_journal.cli.output import hint

        hint(f"{len(moments)} of {total}; -n 0 gives all.")


def _print_list(journal: Journal, moments: Sequence[Entry], total: Callable[[], int] | None, when_empty: str) -> None:
    from relational_journal.cli.feedback import dim_hint, tone_legend
    from relational_journal.cli.output import hint, page, width
    from relational_journal.text.alphabet import marks
    from relational_journal.text.width import cells

    if not moments:
        hint(when_empty.capitalize() + "." if when_empty else "Nothing here yet.")
        return
    page("\n".join(list_lines(journal, moments, columns=width(), today=journal.now().date())))
    sign = marks()
    legend = "  ".join(tone_legend(width()))
    count = f"{len(moments)} of {total()}" if total else f"{len(moments)} found"
    rest = f"{count} {sign.dot} rj show ID"
    joined = f"{legend}    {rest}"
    for line in [joined] if cells(joined) <= width() else [legend, rest]:
        hint(dim_hint(line))


def list_lines(journal: Journal, moments: Sequence[Entry], *, columns: int, today: date) -> list[str]:
    """Format each entry on one line in the person's own words; a second line says what is open, linked or not counted.

    Args:
        journal: the open journal.
        moments: one or more.
        columns: to draw in; from 10,000 on no text is cut.
        today: for the days.
    """
    from relational_journal.capture.syntax.marks import shown_text
    from relational_journal.cli.output import bold, cut, dim, pad
    from relational_journal.report.document.entry_text import format_day, format_people
    from relational_journal.text.alphabet import marks
    from relational_journal.text.safe import one_line
    from relational_journal.timestamps import clock_time

    sign = marks()
    numbers = max(len(str(moment.id)) for moment in moments) + 1
    days = [format_day(moment.when, today) for moment in moments]
    day_columns = max(len(day) for day in days)
    names = [one_line(format_people(moment.people)) for moment in moments]
    name_columns = min(max((len(name) for name in names), default=0), 14 if columns < 100 else 22)
    lines = []
    safety = journal.people.safety()
    for moment, day, name in zip(moments, days, names, strict=True):
        time = clock_time(moment.when) or ""
        shown = one_line(shown_text(moment.text)) or _in_labels(journal, moment)
        head = f"{str(moment.id).rjust(numbers)}  {day.ljust(day_columns)}  {time.ljust(5)}  "
        head_columns = len(head) + name_columns + 5
        sentence = shown if columns >= 10_000 else cut(shown, max(12, columns - head_columns))
        lines.append(
            f"{head}{bold(pad(cut(name, name_columns), name_columns))}  {sign.of_tone(moment.tone)}  {sentence}"
        )
        marked = _second_line(journal, moment, safety)
        # Below the sentence, or at the left if the longest of them has no room there.
        room = head_columns if max(map(len, marked), default=0) <= columns - head_columns else numbers + 2
        lines += [" " * room + dim(row) for row in _marks_in_rows(marked, columns - room)]
    return [line.rstrip() for line in lines]


def _in_labels(journal: Journal, moment: Entry) -> str:
    """Format an entry without words by its moves, or by the first field that is not empty."""
    from relational_journal.cli.feedback import format_kind

    keys = moment.moves or moment.first or moment.felt_before or moment.after or moment.felt_after or moment.own
    if keys:
        return ", ".join(journal.vocabulary.inline_label(key) for key in keys)
    if moment.kind != "moment":
        title = moment.answers.get("title") or moment.answers.get("try") or moment.answers.get("old") or ""
        return f"({format_kind(moment.kind)}) {' '.join(title.split())}".strip()
    return ""


def _marks_in_rows(said: Sequence[str], columns: int) -> list[str]:
    """Put marks next to each other, none of them broken: one that does not fit begins a row of its own."""
    from relational_journal.text.width import cells

    rows: list[str] = []
    for mark in said:
        joined = f"{rows[-1]} · {mark}" if rows else mark
        if rows and cells(joined) <= columns:
            rows[-1] = joined
        else:
            rows.append(mark)
    return rows


def _second_line(journal: Journal, moment: Entry, safety: Safety) -> list[str]:
    from relational_journal.report.document.entry_text import format_break_status

    said = []
    repaired = [journal.number_of(link.to) for link in moment.links if link.as_ == "repairs"]
    if repaired:
        said.append("mends " + " ".join(str(number) if number else "an entry that is not here" for number in repaired))
    if moment.break_status:
        said.append(format_break_status(moment.break_status))
    if safety.is_unsafe_by_itself(moment):
        said.append("keeping safe; not counted in patterns")
    elif safety.is_unsafe(moment):
        said.append("with someone held apart; not counted in patterns")
    if moment.story_only:
        said.append("story only; not counted")
    if moment.private:
        said.append("only for me")
    return said
