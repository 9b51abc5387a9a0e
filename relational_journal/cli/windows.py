"""The filters of commands that count over a window: patterns, look and calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relational_journal.journal.journal import Journal
    from relational_journal.model import Query


def window_query(
    journal: Journal,
    *,
    since: str = "",
    until: str = "",
    with_: Sequence[str] = (),
    tag: Sequence[str] = (),
    tone: Sequence[str] = (),
    kind: Sequence[str] = (),
) -> Query:
    """Return the filters as a query whose window begins before it ends.

    Raises:
        UnreadableFilter, UnreadableDate: a filter that cannot be read, or a window that begins after today (exit 2).
        NotFound: a person or tag that is not there, with near names (exit 1).
    """
    from relational_journal.cli.context import query_from
    from relational_journal.errors import UnreadableFilter

    query = query_from(journal, since=since, until=until, with_=with_, tag=tag, tone=tone, kind=kind)
    today = journal.now().date()
    if query.since is not None and query.until is None and query.since > today:
        begins = f"the window begins on {query.since} and ends today, on {today}"
        raise UnreadableFilter(begins, "Begin --since on today or a day before it.")
    return query
