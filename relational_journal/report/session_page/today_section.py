"""Build the first part of the sheet: what the person wants from the session, and moments in their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from relational_journal.model import Entry
from relational_journal.report.document.document import Block, Line, Row, Section, line
from relational_journal.report.document.moment_rows import cell, format_brief_story
from relational_journal.report.session_page.page_material import THERAPIST, Material
from relational_journal.timestamps import first_day

_ASKED = (("Not to get lost: ", "not-lost"), ("To look at slowly: ", "look-at"))
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


def today_section(material: Material, session: Entry | None, chosen: Sequence[Entry]) -> Section | None:
    """Return what I want from today, in my words; then chosen moments that have no other place, with their words.

    Args:
        session: the preparation of this session, if there is one.
        chosen: moments whose words were chosen, in time order.
    """
    wanted: list[Block] = [*_wanted(session, material)] if session is not None else []
    brought = [_brought(moment, material) for moment in chosen if moment.uid not in material.placed]
    if not wanted:
        return Section("today", "What I bring today", tuple(brought)) if brought else None
    if brought:
        wanted.append(line("Moments I bring:", name=BROUGHT))
    return Section("today", "What I want from today", (*wanted, *brought))


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
        (cell(material.day(moment)), cell(material.who(moment)), cell(story)),
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
