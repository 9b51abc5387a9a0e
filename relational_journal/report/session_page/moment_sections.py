"""Build the parts of the sheet about moments: connection, breaks, keeping safe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from relational_journal.model import Entry
from relational_journal.patterns.counting.breaks import Break
from relational_journal.patterns.questions.repairs import Repairs, repairs_of
from relational_journal.report.document import wording
from relational_journal.report.document.document import Line, Row, Section, Text, line
from relational_journal.report.document.moment_rows import cell, format_brief_story
from relational_journal.report.session_page.page_material import Limits, Material
from relational_journal.report.views.tallies import uids
from relational_journal.timestamps import beginning

MOST_OPEN = 3
NO_REPAIR = "no repair noted"
_NO_DEBT = " (perhaps there was one)"  # an open break is none
_OPEN_DAYS = 60  # days; an older open break is counted but not named


def connection_section(material: Material) -> Section | None:
    """Return a few new moments of connection: chosen ones first, then those that say what grew."""
    moments = [moment for moment in material.new_moments if moment.tone == "connection"]
    moments.sort(key=lambda each: (material.is_chosen(each), "more" in each.good.values(), beginning(each.when)))
    # Chosen moments stay on a shortened sheet too, as far as the full one has room.
    most = min(Limits().moments, max(material.limits.moments, sum(map(material.is_chosen, moments))))
    shown = sorted(moments[-most:], key=lambda each: (beginning(each.when), each.written, each.uid))
    blocks = tuple(_row(moment, material) for moment in shown)
    return Section("connection", "Connection, and what grew", blocks) if blocks else None


def _row(moment: Entry, material: Material) -> Row:
    own = material.own(moment)
    material.placed.add(moment.uid)
    material.connection.add(moment.uid)
    story = format_brief_story(moment, material.labels, material.limits.labels) or "a moment of connection"
    return Row(
        (cell(material.day(moment)), cell(material.who_of_row(moment)), cell(story)),
        own=(line(own, uids=(moment.uid,)),) if own else (),
        uids=(moment.uid,),
    )


def breaks_section(material: Material) -> Section | None:
    """Return what became of the window's breaks: mended, partly, looking mended, open; open ones are never dropped."""
    blocks = tuple(_statuses(breaks_of(material).breaks, material))
    return Section("breaks", "Breaks and repairs", blocks) if blocks else None


def breaks_of(material: Material) -> Repairs:
    """Return the breaks among the moments that may be on the page."""
    inside = {moment.uid for moment in material.moments}
    return repairs_of(each for each in material.patterns.study.breaks.values() if each.moment.uid in inside)


def _statuses(breaks: Sequence[Break], material: Material) -> Iterable[Line]:
    """Return a line for each status: mended breaks as a number, the others by role and day."""
    seen = [each for each in breaks if each.seen_in is not None]
    mended = [each for each in breaks if each.status == "mended" and each.seen_in is None]
    if mended:
        yield line(f"{len(mended)} mended", uids=_uids(mended), name="breaks:mended")
    if seen:
        looks = "looks" if len(seen) == 1 else "look"
        yield line(f"{len(seen)} {looks} mended", uids=_uids(seen), name="breaks:looks-mended")
    no_repair = f"{NO_REPAIR}{_NO_DEBT * material.limits.asides}"
    for status, words in (("partly", "partly"), ("open", no_repair)):
        of_status = [each for each in breaks if each.status == status and each.seen_in is None]
        if of_status:
            yield line(f"{words}: {_named(of_status, material)}", uids=_uids(of_status), name=f"breaks:{status}")
            if status == "open" and (since := _connection_since(of_status, material)):
                yield line(Text(since, "quiet"), name="breaks:open-means")


def _connection_since(breaks: Sequence[Break], material: Material) -> str:
    """Return with whom contact came after all; "" if there is nothing to say."""
    came: dict[str, Entry] = {}
    newest = {each.moment.people: each for each in reversed(breaks[:MOST_OPEN])}
    for each in newest.values():
        after = [
            moment
            for moment in material.moments
            if moment.tone == "connection"
            and beginning(moment.when) > beginning(each.moment.when)
            and not set(moment.people).isdisjoint(each.moment.people)
        ]
        if after:
            latest = max(after, key=lambda moment: beginning(moment.when))
            came[material.who(latest)] = latest
    dated = ", ".join(f"{who} {material.day(moment)}" for who, moment in came.items()) * material.limits.asides
    return f"Connection since: {dated}." if dated else ""


def _named(breaks: Sequence[Break], material: Material) -> str:
    """Format the newest day with each, three at most: `my partner 27 Oct, 12 earlier`.

    A list of days would read as a charge; those whose role is not known are "someone" once.
    """
    last = material.window.until
    # There are no days before the year 1, which `last` may be near to.
    named = [each for each in breaks if each.day >= last - timedelta(min(_OPEN_DAYS, (last - last.min).days))]
    newest: dict[tuple[str, ...], Break] = {}
    for each in named:
        newest.setdefault(each.moment.people, each)
    days_of: dict[str, list[str]] = {}
    for each in list(newest.values())[:MOST_OPEN]:
        days_of.setdefault(material.who(each.moment), []).append(material.day(each.moment))
    with_days = [_with_days(who, days) for who, days in days_of.items()]
    rest = len(breaks) - sum(map(len, days_of.values()))
    if rest and len(newest) == 1:
        return f"{with_days[0]}, {rest} earlier"
    if rest:
        with_days.append(f"and {rest} more" if with_days else f"{rest} from more than {_OPEN_DAYS} days ago")
    return "; ".join(with_days)


def _with_days(who: str, days: Sequence[str]) -> str:
    """Format as `my mother 19 Nov`; several people of the same name as `someone 19 Nov, and others 11 Nov, 8 Nov`."""
    first, *others = days
    more = f", and {'another' if len(others) == 1 else 'others'} {', '.join(others)}" if others else ""
    return f"{f'{who} ' if who else ''}{first}{more}"


def _uids(breaks: Iterable[Break]) -> tuple[str, ...]:
    return tuple(each.moment.uid for each in breaks)


def safe_section(material: Material) -> Section | None:
    """Return moments about keeping safe, only if the person included them; in no count.

    Other moments with someone held apart are only counted here, because they may be of any kind.
    """
    if not material.kept_safe and not material.held_apart:
        return None
    days = "; ".join(
        ", ".join(part for part in (material.day(moment), material.who(moment)) if part)
        for moment in material.kept_safe
    )
    left_out = "in no pattern and in no total"
    if not material.kept_safe:
        said = f"{wording.moments(material.held_apart)} with someone held apart, {left_out}"
    else:
        said = f"{wording.moments(len(material.kept_safe))} about keeping safe, {left_out}: {days}"
        if material.held_apart:
            others = wording.moments(material.held_apart, "other moment")
            said += f". {others} with someone held apart {'is' if material.held_apart == 1 else 'are'} left out too"
    blocks = [line(said, uids=uids(material.kept_safe), name="safe:moments")]
    for moment in material.kept_safe:
        own = material.own(moment)
        if own is not None:
            blocks.append(line(f"{material.day(moment)}: ", own, uids=(moment.uid,), name=f"words:{moment.uid}"))
    return Section("safe", "Keeping safe", tuple(blocks))
