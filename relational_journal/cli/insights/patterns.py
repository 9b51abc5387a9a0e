"""`rj patterns`: all patterns of a window or one in full, and hiding patterns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.options import Json, Kind, Since, Tag, Tone, Until, With

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Query
    from relational_journal.report.document.document import Report


def patterns(
    key: Annotated[str, typer.Argument(metavar="[KEY]", help="One pattern in full, as pushing-away.")] = "",
    every: Annotated[bool, typer.Option("--all", help="All in full lines; with KEY, --full and every moment.")] = False,
    full: Annotated[bool, typer.Option("--full", help="With KEY: all that is counted about it.")] = False,
    ranges: Annotated[bool, typer.Option("--ranges", help="How far the shares may be off.")] = False,
    hide: Annotated[bool, typer.Option("--hide", help="Do not show this pattern any more.")] = False,
    unhide: Annotated[bool, typer.Option("--unhide", help="Show it again.")] = False,
    since: Since = "",
    until: Until = "",
    with_: With = None,
    tag: Tag = None,
    tone: Tone = None,
    kind: Kind = None,
    json: Json = False,
) -> None:
    """What showed up, of how many moments, how often it went otherwise, and under what power.

    Covers the last 8 weeks, or since the last session if that is longer ago. With KEY one pattern in full: what came
    before and after, with whom, what it may have guarded, questions.
    """
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.windows import window_query
    from relational_journal.vocabulary.pattern_names import row_keys

    keys = row_keys(key) if key else ()
    if hide or unhide:
        _set_hidden(keys, hide=hide, unhide=unhide, json=json)
        return
    with open_journal() as journal:
        query = window_query(
            journal, since=since, until=until, with_=with_ or (), tag=tag or (), tone=tone or (), kind=kind or ()
        )
        if json:
            _emit(journal, query, keys)
        else:
            from relational_journal.cli.people.safety_notes import print_once

            _print(_reports(journal, query, keys, every=every, full=full or every, ranges=ranges))
            print_once(journal)


def _emit(journal: Journal, query: Query, keys: Sequence[str]) -> None:
    """Print the JSON of all patterns or of one; the chase without a role gives a list of both roles."""
    from relational_journal.cli.output import emit_json
    from relational_journal.patterns.questions.detail import detail
    from relational_journal.report.render.patterns_json import detail_json, patterns_json

    counted = journal.patterns(query=query)
    details = [detail_json(detail(counted, key)) for key in keys]
    emit_json(patterns_json(counted) if not details else details[0] if len(details) == 1 else details)


def _reports(
    journal: Journal, query: Query, keys: Sequence[str], *, every: bool, full: bool, ranges: bool
) -> list[Report]:
    from relational_journal.report.document.wording import filters

    counted = journal.patterns(query=query)
    only = filters(query.people, query.tags, query.tones, query.kinds)
    if not keys:
        from relational_journal.cli.output import width
        from relational_journal.report.views.overview import overview

        hidden = journal.settings.hidden_patterns()
        report = overview(
            counted, journal.vocabulary, hidden=hidden, every=every, ranges=ranges, only=only, columns=width()
        )
        return [report]
    from relational_journal.patterns.questions.detail import detail

    today = journal.now().date()
    details = [detail(counted, key) for key in keys]
    if not full:
        from relational_journal.report.views.pattern_screen import pattern_screen

        return [pattern_screen(details, counted, today=today, ranges=ranges, only=only)]
    from relational_journal.report.views.one_pattern import one_pattern

    return [
        one_pattern(each, counted, today=today, every=every, ranges=ranges, only=only, small_print=each is details[-1])
        for each in details
    ]


def _print(reports: Sequence[Report]) -> None:
    from relational_journal.cli.output import has_colour, page, width
    from relational_journal.report.render.for_terminal import draw
    from relational_journal.text.alphabet import shows_unicode

    drawn = [draw(report, width=width(), unicode=shows_unicode(), colour=has_colour()) for report in reports]
    page("\n\n".join(drawn), below=0)


def _picked(question: str) -> Sequence[str]:
    """Return the rows of a pattern picked at a terminal; none without a terminal."""
    from relational_journal.cli.asking.pick import pick_one
    from relational_journal.forms.option_search import Option
    from relational_journal.vocabulary.pattern_names import row_keys
    from relational_journal.vocabulary.patterns import patterns

    key = pick_one(question, [Option(pattern.key, pattern.name) for pattern in patterns()])
    return row_keys(key) if key else ()


def _set_hidden(keys: Sequence[str], *, hide: bool, unhide: bool, json: bool) -> None:
    """Hide a pattern in the person's own views, or show it again."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import emit_json, hint, out
    from relational_journal.errors import WordingError

    if hide and unhide:
        raise WordingError("--hide and --unhide together say nothing", "Use one of them.")
    if not keys and not json:
        keys = _picked("Which one is hidden from now on?" if hide else "Which one is shown again?")
    if not keys:
        raise WordingError("which pattern?", f"rj patterns KEY --{'hide' if hide else 'unhide'}, as pushing-away.")
    with open_journal(create=True) as journal:
        for key in keys:
            (journal.settings.hide_pattern if hide else journal.settings.unhide_pattern)(key)
    message = f"{' and '.join(keys)} {'is hidden' if hide else 'is shown'}" + (" from now on." if hide else " again.")
    if json:
        emit_json({"did": "hide" if hide else "unhide", "what": message, "uids": []})
        return
    out(message)
    if hide:
        hint(f"rj patterns {keys[0]} --unhide shows it again; rj undo too.")
