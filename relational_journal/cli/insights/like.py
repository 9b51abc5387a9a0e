"""`rj like`: find the moments most like one."""

from __future__ import annotations

from typing import Annotated

import typer

from relational_journal.cli.options import Json


def like(
    ident: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="The moment; without it the one logged last.")
    ] = None,
    json: Json = False,
) -> None:
    """Moments like this one, by the tags and words they share; what is rare counts most."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.entries.show_entries import moment_named
    from relational_journal.cli.output import emit_json, has_colour, page, width
    from relational_journal.model import Query
    from relational_journal.patterns.questions.alike import alike
    from relational_journal.report.render.answers_json import alike_json
    from relational_journal.report.render.for_terminal import draw
    from relational_journal.report.views.alike import alike_report
    from relational_journal.text.alphabet import shows_unicode

    with open_journal() as journal:
        moment = moment_named(journal, ident)
        moments = journal.entries(Query(kinds=("moment",)))
        found = alike(moment, moments, vocabulary=journal.vocabulary, safety=journal.people.safety())
        if json:
            emit_json(alike_json(found))
            return
        report = alike_report(moment, found, journal.vocabulary, today=journal.now().date())
        page(draw(report, width=width(), unicode=shows_unicode(), colour=has_colour()))
