"""Sections of the page for the session that tell of moments: connection, breaks, power, keeping safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from relational_journal.model import Moment
from relational_journal.patterns.counting.breaks import Break
from relational_journal.patterns.counting.eligibility import setting_of
from relational_journal.patterns.questions.repairs import repairs_of
from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Line, Row, Section, line
from relational_journal.report.document.entry_text import SIDES
from relational_journal.report.document.moment_rows import SETTINGS, cell, format_story
from relational_journal.report.session_page.page_material import Material
from relational_journal.report.views.tallies import uids

MOST_MOMENTS = 8
_MOST_DAYS = 5
_MOST_OPEN = 3


def connection_section(material: Material) -> Section | None:
    """Section 3: the moments of connection since the last session, and what grew."""
    moments = [moment for moment in material.new_moments if moment.tone == "connection"]
    latest = {moment.uid for moment in moments[-MOST_MOMENTS:]}
    shown = [moment for moment in moments if moment.uid in latest or material.is_chosen(moment)]
    blocks: list[Block] = [_row(moment, material) for moment in shown]
    earlier = len(moments) - len(blocks)
    if earlier > 0:
        blocks.append(line(f"and {earlier} earlier {'one' if earlier == 1 else 'ones'}", name="connection:earlier"))
    return Section("connection", "Connection, and what grew", tuple(blocks)) if blocks else None


def _row(moment: Moment, material: Material) -> Row:
    own = material.own(moment)
    material.placed.add(moment.uid)
    return Row(
        (
            cell(material.day(moment)),
            cell(material.who(moment)),
            cell(format_story(moment, material.told) or "a moment of connection"),
        ),
        own=(line(own, uids=(moment.uid,)),) if own else (),
        uids=(moment.uid,),
    )


def breaks_section(material: Material) -> Section | None:
    """Section 6: what became of the breaks of the window; open ones are neither dropped nor counted as mended."""
    inside = {moment.uid for moment in material.moments}
    found = repairs_of(each for each in material.patterns.study.breaks.values() if each.moment.uid in inside)
    blocks = list(_statuses(found.breaks, material))
    ended = [each for each in found.left_out if each.status == "ended"]
    if ended:
        blocks.append(_named(ended, "ended", "ended", material))
    moved = [f"{who} {count}" for who, count in found.first_move.items() if count]
    if moved:
        blocks.append(line(f"Who moved first: {', '.join(moved)}.", name="breaks:first-move"))
    for each in found.breaks:
        own = material.own(each.moment) if material.is_wanted(each.moment) else None
        if own is not None:
            where = f"{material.day(each.moment)}{_with(each.moment, material)}: "
            blocks.append(line(where, own, uids=(each.moment.uid,), name=f"words:{each.moment.uid}"))
    return Section("breaks", "Breaks and repairs", tuple(blocks)) if blocks else None


def _statuses(breaks: Sequence[Break], material: Material) -> Iterable[Line]:
    """A line for each status: mended with the days it took, the others with whom and when."""
    mended = [each for each in breaks if each.status == "mended"]
    if mended:
        days = sorted(each.days for each in mended if each.days is not None)
        yield line(f"{len(mended)} mended{_days(days)}", uids=_uids(mended), name="breaks:mended")
    seen = [each for each in breaks if each.seen_in is not None]
    if seen:
        told = f"{len(seen)} {'looks' if len(seen) == 1 else 'look'} mended, from what was noted afterwards"
        yield line(told, uids=_uids(seen), name="breaks:looks-mended")
    for status, told in (("partly", "partly mended"), ("open", "open"), ("let-go", "let go")):
        of_status = [each for each in breaks if each.status == status and each.seen_in is None]
        if of_status:
            yield _named(of_status, status, told, material)


def _days(days: Sequence[int]) -> str:
    """` (after 2, 3 and 3 days)`."""
    if not days:
        return ""
    if len(days) > _MOST_DAYS:
        return f" (after {days[0]} to {days[-1]} days, the middle one {days[len(days) // 2]})"
    told = [str(each) for each in days]
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f" (after {listed} {'day' if days == [1] else 'days'})"


def _named(breaks: Sequence[Break], status: str, told: str, material: Material) -> Line:
    """`7 open, the latest: my mother, 19 Nov; a friend, 13 Nov`."""
    latest = "; ".join(
        ", ".join(part for part in (material.who(each.moment), material.day(each.moment)) if part)
        for each in breaks[:_MOST_OPEN]
    )
    joint = ": " if len(breaks) <= _MOST_OPEN else ", the latest: "
    return line(f"{len(breaks)} {told}{joint}{latest}", uids=_uids(breaks), name=f"breaks:{status}")


def _uids(breaks: Iterable[Break]) -> tuple[str, ...]:
    return tuple(each.moment.uid for each in breaks)


def _with(moment: Moment, material: Material) -> str:
    who = material.who(moment)
    return f", {who}" if who else ""


def power_section(material: Material) -> Section | None:
    """Section 7: who had more power, and what else was in the room."""
    vocabulary = material.vocabulary
    positions = {term.key for term in vocabulary.list_of("power") if term.polarity == "N"}
    noted = [m for m in material.moments if m.power]
    said = [m for m in noted if any(vocabulary.counts_as(key) in positions for key in m.power)]
    blocks: list[Block] = []
    for position, words in (("they-had-more", "They had more power"), ("i-had-more", "I had more power")):
        held = [m for m in said if any(vocabulary.counts_as(key) == position for key in m.power)]
        if held:
            where = _by_setting(held, material)
            told = f"{words} in {len(held)} of the {len(said)} moments that say{f': {where}' if where else ''}."
            blocks.append(line(told, uids=uids(held), name=f"power:{position}"))
    uses = _counted((key for key in m.power if vocabulary.counts_as(key) not in positions) for m in noted)
    if uses:
        told = "; ".join(f"{material.told.told(key)} in {n}" for key, n in uses)
        blocks.append(line(_sentence(told), name="power:uses"))
    blocks += _in_the_room(material)
    treated = _counted(moment.treated for moment in material.moments if moment.treated)
    if treated:
        told = "; ".join(f"{material.told.told(key)} in {n}" for key, n in treated)
        blocks.append(line(_sentence(told), name="power:how-i-was-treated"))
    return Section("power", "Power and what else was in the room", tuple(blocks)) if blocks else None


def _in_the_room(material: Material) -> Iterable[Line]:
    """What else was in the room, a line for each side it was noted from."""
    contexts = [moment.context for moment in material.moments if moment.context]
    for side, words in ((None, ""), *SIDES.items()):
        counted = _counted([key for key, on in context.items() if on == side] for context in contexts)
        if counted:
            told = "; ".join(f"{material.told.told(key)} in {n}" for key, n in counted)
            joint = f", {words}" if words else ""
            yield line(f"In the room{joint}: {told}.", name=f"power:in-the-room-{side or 'no-side'}")


def _counted(keys: Iterable[Iterable[str]]) -> list[tuple[str, int]]:
    """In how many moments each key stands, the most frequent first."""
    counts = Counter(key for each in keys for key in dict.fromkeys(each))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _by_setting(moments: Sequence[Moment], material: Material) -> str:
    """`at work 6, in the family 4`."""
    counts = Counter(setting_of(moment, material.people, material.vocabulary) for moment in moments)
    return ", ".join(f"{words} {counts[setting]}" for setting, words in SETTINGS.items() if counts[setting])


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def safe_section(material: Material) -> Section | None:
    """Moments about keeping safe, only where the person included them: a line of their own, in no count."""
    if not material.kept_safe:
        return None
    told = "; ".join(
        ", ".join(part for part in (material.day(moment), material.who(moment)) if part)
        for moment in material.kept_safe
    )
    count = wording.moments(len(material.kept_safe))
    said = f"{count} about keeping safe, in no pattern and in no total: {told}"
    blocks = [line(said, uids=uids(material.kept_safe), name="safe:moments")]
    for moment in material.kept_safe:
        own = material.own(moment)
        if own is not None:
            blocks.append(line(f"{material.day(moment)}: ", own, uids=(moment.uid,), name=f"words:{moment.uid}"))
    return Section("safe", "Keeping safe", tuple(blocks))
