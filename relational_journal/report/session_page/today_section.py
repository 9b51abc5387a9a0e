"""Build the first part of the sheet: what the person wants from the session, and moments in their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from relational_journal.model import Entry
from relational_journal.patterns.counting.result import Row as Counted
from relational_journal.report.document.document import Block, Line, Row, Section, Space, line
from relational_journal.report.document.moment_rows import cell, format_brief_story
from relational_journal.report.session_page.moment_sections import breaks_of
from relational_journal.report.session_page.movement_section import way_that_weighs
from relational_journal.report.session_page.page_material import THERAPIST, Limits, Material
from relational_journal.report.session_page.reflection_sections import EIGHT_WEEKS
from relational_journal.report.session_page.sheet_names import subject
from relational_journal.report.session_page.tone_change import last_before, tone_change
from relational_journal.timestamps import beginning, first_day

_ASKED = (("Not to get lost: ", "not-lost"), ("To look at slowly: ", "look-at"))
PERHAPS = "today:perhaps"  # what the line above the moments that weigh most is called
BROUGHT = "today:moments-i-bring"  # what the line above chosen moments is called
# The answer a preparation gives to whether what was to be tried after the last session may stand on the page.
SHOW_TO_TRY = "show-to-try"


def prepared_session(material: Material) -> Entry | None:
    """Return the preparation the page is for: the latest one, unless a session was held since."""
    sessions = material.of_kind("session")
    held = held_session(material)
    waiting = [
        session
        for session in sessions
        if _is_prepared(session)
        and first_day(session.when) >= material.new.since
        and (held is None or _recorded(session) > _recorded(held))
    ]
    return max(waiting, key=_recorded, default=None)


def held_session(material: Material) -> Entry | None:
    """Return the latest session that was held."""
    held = (session for session in material.of_kind("session") if not _is_prepared(session))
    return max(held, key=_recorded, default=None)


def _is_prepared(session: Entry) -> bool:
    return session.answers.get("state") == "prepared"


def _recorded(session: Entry) -> tuple[str, str, str]:
    return first_day(session.when).isoformat(), session.written, session.uid  # uids of one second follow each other


def today_section(
    material: Material, session: Entry | None, chosen: Sequence[Entry], rows: Sequence[Counted]
) -> Section | None:
    """Return what I want from today, in my words; then chosen moments that have no other place, with their words.

    Args:
        session: the preparation of this session, if there is one.
        chosen: moments whose words were chosen, in time order.
        rows: the patterns of the page.
    """
    wanted: list[Block] = [*_wanted(session, material)] if session is not None else []
    brought = [_brought(moment, material) for moment in chosen if moment.uid not in material.placed]
    if not wanted:
        return Section("today", "What I bring today", tuple(brought)) if brought else _to_fill_in(material, rows)
    if brought:
        wanted.append(line("Moments I bring:", name=BROUGHT))
    return Section("today", "What I want from today", (*wanted, *brought))


def _to_fill_in(material: Material, rows: Sequence[Counted]) -> Section | None:
    """Return a line to write on by hand, and below it what weighs most in what was noted, or that it is left open."""
    if not material.moments:
        return None
    weighing = list(_weighing(material, rows))
    said = line(_suggested(weighing, material), name=PERHAPS) if weighing else line(LEFT_OPEN, name="today:left-open")
    moments = {moment.uid: moment for _, moment in weighing}
    suggested = (_weighed(moment, material) for moment in sorted(moments.values(), key=_in_time))
    return Section("today", "What I want from today", (Space("In one sentence:", 1), said, *suggested))


def _suggested(weighing: Sequence[tuple[str, Entry]], material: Material) -> str:
    """Format what weighs most: `Perhaps moving away:`; if the tones changed after its last moment, the change.

    `Perhaps what changed after 25 Oct; from before, moving away:`
    """
    what = " and ".join(words for words, _ in weighing)
    change = tone_change(material)
    if change is None or any(first_day(moment.when) >= change.begins for _, moment in weighing):
        return f"Perhaps {what}:"
    changed = "whether something changed" if change.may_be_chance else "what changed"
    return f"Perhaps {changed} after {last_before(change, material)}; from before, {what}:"


def _weighing(material: Material, rows: Sequence[Counted]) -> Iterator[tuple[str, Entry]]:
    """Yield what weighs most in words, each with its newest moment.

    It is the way of staying safe of the page, else the way other than contact with most moments, else an open break,
    else a disconnection; and a contact that was ended, in these weeks or the same number before them.

    Nothing with someone held apart: what weighs most may be what stands on no page.
    """
    if material.is_someone_held_apart:
        return
    way = way_that_weighs(material, rows)
    subjects = {_small(subject(row)): row.shows for row in rows if row.polarity == "D"}
    candidates = {
        **subjects,
        **({_MOVING[way[0]]: way[1]} if way else {}),
        A_BREAK: [each.moment for each in breaks_of(material).breaks if each.status == "open"],
        "a disconnection": [moment for moment in material.moments if moment.tone == "disconnection"],
    }
    weighs = next(((what, moments) for what, moments in candidates.items() if moments), None)
    for what, moments in [*([weighs] if weighs else []), ("a contact that ended", material.endings)]:
        if moments:
            yield what, max(moments, key=_in_time)


def is_about_a_break(material: Material, rows: Sequence[Counted]) -> bool:
    """Whether what weighs most is an open break."""
    return any(what == A_BREAK for what, _ in _weighing(material, rows))


A_BREAK = "a break with no repair noted"
LEFT_OPEN = "Nothing is suggested; I can decide when we start."
_MOVING = {
    "away": "moving away",
    "against": "moving against",
    "appeasing": "appeasing",
    "pressing": "pressing",
}


def _small(subject: str) -> str:
    return f"{subject[:1].lower()}{subject[1:]}"


def _in_time(moment: Entry) -> tuple[str, str, str]:
    return beginning(moment.when), moment.written, moment.uid


def _weighed(moment: Entry, material: Material) -> Row:
    story = format_brief_story(moment, material.labels, Limits().labels, before=Limits().labels) or "a moment"
    if first_day(moment.when) < material.window.since:
        story = f"{_before(material)}: {story}"
    return Row((cell(material.day(moment)), cell(material.who_of_row(moment)), cell(story)), uids=(moment.uid,))


def _before(material: Material) -> str:
    """Return that a moment lies before the window, which is eight weeks unless the person chose others."""
    window = material.window
    return "before these eight weeks" if window.days == EIGHT_WEEKS else f"before {material.dated(window.since)}"


def _wanted(session: Entry, material: Material) -> Iterable[Line]:
    answers = session.answers
    for at, text in enumerate(dict.fromkeys((answers.get("want", ""), *session.text.splitlines()))):
        if text.strip():
            yield line(material.words(text), name=f"answer:{session.uid}:want:{at}")
    # What was held back in the session is about moments with the therapist, and is left off with them.
    between = (("Between us: ", "between-us"),) if THERAPIST in material.choices.include else ()
    for label, key in (*_ASKED, *between):
        if answers.get(key, "").strip():
            yield line(label, material.words(answers[key]), name=f"answer:{session.uid}:{key}")


def _brought(moment: Entry, material: Material) -> Row:
    own = material.own(moment)
    story = format_brief_story(moment, material.labels, material.limits.labels) or (
        "in my words" if own else "a moment"
    )
    return Row(
        (cell(material.day(moment)), cell(material.who_of_row(moment)), cell(story)),
        own=(line(own, uids=(moment.uid,)),) if own else (),
        uids=(moment.uid,),
    )


def to_try(material: Material, session: Entry | None) -> Line | None:
    """Return what was to be tried after the last session, if the person chose to show it.

    Args:
        session: the preparation of this session, which may hold that choice.
    """
    held = held_session(material)
    if held is None or not held.answers.get("try-next", "").strip():
        return None
    if not material.is_chosen(held) and (session is None or session.answers.get(SHOW_TO_TRY) != "yes"):
        return None
    words = material.words(held.answers["try-next"])
    opening = f"After our session on {material.day(held)} I wanted to try: "
    return line(opening, words, uids=(held.uid,), name=f"answer:{held.uid}:try-next")
