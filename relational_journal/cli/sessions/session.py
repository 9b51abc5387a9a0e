"""`rj session`: prepare a session, record it afterwards, list sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from relational_journal.cli.lazy_group import GroupWithDefault
from relational_journal.cli.options import Json

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry

app = typer.Typer(
    cls=GroupWithDefault,
    help="Before and after a therapy session; without a word, the sessions there were.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Words = Annotated[list[str] | None, typer.Argument(metavar="[TEXT]...", help="In your words.")]
When = Annotated[str | None, typer.Option(metavar="WHEN", help="The day of the session; today unless said.")]
With = Annotated[list[str] | None, typer.Option("--with", metavar="NAME", help="With whom; repeatable.")]


@app.command("before")
def before(text: Words = None, when: When = None, with_: With = None, json: Json = False) -> None:
    """Prepare a session: what you want from it. On a terminal it asks, then shows the page.

    Run again it goes on where it stopped. A preparation ends no window; rj session after does.
    """
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.drafts import kept_on_failure
    from relational_journal.cli.output import can_ask
    from relational_journal.cli.sessions.between_sessions import choose_named, choose_to_try, print_last_time

    words = " ".join(text or ()).strip()
    with kept_on_failure(words) as kept, open_journal(create=True) as journal:
        begun = _begun(journal, when)
        if words or not can_ask() or with_:
            # Stored before anything is asked, so that Esc loses nothing that the command line said.
            begun = _stored(journal, _prepared(begun, words), with_ or (), stored_as=kept.stored_as)
        is_asking = can_ask() and not words
        if is_asking:
            print_last_time(journal, but=begun.uid)
        asked = _asked(journal, begun, "before") if is_asking else begun
        if asked is None or not asked.uid:
            _say_nothing_kept(json)
            return
        if is_asking:
            asked = choose_to_try(journal, asked)
            choose_named(journal, asked)
        _answer(journal, asked, json=json)
        if not json and can_ask():
            from relational_journal.cli.output import hint
            from relational_journal.cli.sessions.summary import hand_over, looked_at
            from relational_journal.model import Query
            from relational_journal.report.session_page.page_material import Choices

            hint("Now the page for it: choose its lines; Esc leaves it for later, rj summary comes back to it.")
            choices = Choices(names=journal.settings.get("names", "roles"))
            page = looked_at(journal, choices, Query())
            if page is not None:
                hand_over(journal, page)


@app.command("after")
def after(text: Words = None, when: When = None, with_: With = None, json: Json = False) -> None:
    """Record a session that was held: the next page begins with its day. On a terminal it asks what stayed.

    What you want to try until the next one is shown again by rj session before, and stands on the page if you say so.
    """
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.drafts import kept_on_failure
    from relational_journal.cli.output import can_ask
    from relational_journal.cli.sessions.between_sessions import print_last_time, print_next_time

    words = " ".join(text or ()).strip()
    with kept_on_failure(words) as kept, open_journal(create=True) as journal:
        session = _held(_of_the_day(journal, _when(journal, when, past=True)), words)
        held = _stored(journal, session, with_ or (), stored_as=kept.stored_as)
        if can_ask() and not words:
            print_last_time(journal, but=held.uid)
            held = _asked(journal, held, "after", continues=journal.last_change) or held
        _answer(journal, held, json=json)
        print_next_time(held)


@app.command("list")
def list_(json: Json = False) -> None:
    """The sessions, newest first, and how many moments there are since each."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.feedback import dim_hint
    from relational_journal.cli.output import emit_json, hint, page, width
    from relational_journal.cli.terminal_rows import rows_of
    from relational_journal.report.document.wording import keeping_safe

    with open_journal() as journal:
        rows = _rows(journal)
        if json:
            emit_json([record for record, _ in rows])
        elif rows:
            lines = [_line(record, entry, journal) for record, entry in rows]
            page("\n".join(row for line in lines for row in rows_of(line, width())))
            if any(journal.moments_since((entry for _, entry in rows), unsafe=True)):
                kept = keeping_safe(has_held_apart=bool(journal.people.safety().held_apart))
                sentence = f"Moments {kept} are not counted here."
                hint(dim_hint("\n".join(rows_of(sentence, width()))))
        else:
            hint("No session yet: rj session before prepares one, rj session after records one.")


def _when(journal: Journal, when: str | None, *, past: bool) -> str:
    """Return when the session is; only a preparation may be in the future."""
    if when is None:
        return journal.now().isoformat(timespec="seconds")
    from relational_journal.cli.asking.dates import when_meant

    return when_meant(journal, when, past=past)


def _sessions(journal: Journal) -> list[Entry]:
    """Return all session entries, newest first."""
    from relational_journal.model import Query

    return list(journal.entries(Query(kinds=("session",))))


def _is_prepared(session: Entry) -> bool:
    return session.answers.get("state") == "prepared"


def _begun(journal: Journal, when: str | None) -> Entry:
    """Return the preparation to continue, or a new one.

    With --when the one of that day; else the latest, unless a session was held since.
    """
    from relational_journal.timestamps import first_day

    if when is not None:
        return _of_the_day(journal, _when(journal, when, past=False), prepared=True)
    sessions = _sessions(journal)
    held = [session for session in sessions if not _is_prepared(session)]
    for session in sessions:
        # By the day first: a session may be recorded after the next one was prepared.
        later = not held or (first_day(session.when), session.written) > (first_day(held[0].when), held[0].written)
        if _is_prepared(session) and later:
            return session
    return _new(journal.now().isoformat(timespec="seconds"), "prepared")


def _of_the_day(journal: Journal, when: str, *, prepared: bool = False) -> Entry:
    """Return the session entry of that day, since before and after of one date are one session; else a new one."""
    from relational_journal.timestamps import first_day

    same = [session for session in _sessions(journal) if first_day(session.when) == first_day(when)]
    # A preparation becomes the session that was held, so that one day has one session.
    found = next((session for session in same if _is_prepared(session)), same[0] if same else None)
    if found is None:
        return _new(when, "prepared" if prepared else "held")
    from relational_journal.model import replace

    # A time given later replaces the stored one: the window after a session begins with it.
    return replace(found, when=when) if len(when) > 10 and not prepared else found


def _new(when: str, state: str) -> Entry:
    from relational_journal.model import Entry

    return Entry(when=when, kind="session", answers={"state": state})


def _prepared(session: Entry, words: str) -> Entry:
    """Return the session with these words added to what is wanted from it."""
    from relational_journal.model import replace

    # The same command run twice adds its words once.
    text = session.text if words in session.text else f"{session.text}\n{words}".strip()
    return replace(session, text=text, answers={"state": "prepared", **session.answers})


def _held(session: Entry, words: str) -> Entry:
    """Return the session marked as held. What was written before it becomes the answer to what was wanted from it."""
    from relational_journal.model import replace

    answers = {**session.answers, "state": "held"}
    text = session.text
    # What was wanted stays what was wanted; the words given now are about the session itself.
    if words and _is_prepared(session):
        if text and text not in answers.get("want", ""):
            answers["want"] = f"{answers.get('want', '')}\n{text}".strip()
        text = words
    elif words and words not in text:
        text = f"{text}\n{words}".strip()
    return replace(session, text=text, answers=answers)


def _stored(
    journal: Journal, session: Entry, names: Sequence[str], *, stored_as: Callable[[int | None], None]
) -> Entry:
    """Store the session with these people; create and announce those new in the journal."""
    from relational_journal.capture.syntax.draft import Draft
    from relational_journal.cli.drafts import add_and_note, replace_and_note
    from relational_journal.model import replace

    draft = Draft(session)
    if names:
        from relational_journal.capture.syntax.draft import Options
        from relational_journal.capture.syntax.quick_entry import read_moment
        from relational_journal.cli.output import hint
        from relational_journal.text.safe import one_line

        read = read_moment(
            "",
            now=journal.now(),
            vocabulary=journal.vocabulary,
            people=journal.people.all(),
            options=Options(with_=tuple(names), kind="session"),
        )
        people = tuple(dict.fromkeys((*session.people, *read.moment.people)))
        draft = read._replace(moment=replace(session, people=people))
        for person in read.new_people:
            hint(one_line(f'{person.name} is new here; rj people edit "{person.name}" --relationship therapist'))
    if session.uid:
        return replace_and_note(journal, draft.moment, draft, verb="session", stored_as=stored_as)
    return add_and_note(journal, draft, verb="session", stored_as=stored_as)


def _asked(journal: Journal, session: Entry, which: str, *, continues: int | None = None) -> Entry | None:
    """Ask the questions of the session's set; return the session, or None if it was new and nothing was answered."""
    from relational_journal.cli.asking.guided_form import ask_set
    from relational_journal.vocabulary.question_sets import SETS

    return ask_set(journal, session, SETS[which], continues=continues)


def _say_nothing_kept(json: bool) -> None:
    from relational_journal.cli.output import emit_json, hint

    hint("Nothing was said, so nothing is kept.")
    if json:
        emit_json(None)


def _answer(journal: Journal, session: Entry, *, json: bool) -> None:
    """Print the entry: as JSON, or its first row and how to change it."""
    from relational_journal.cli.output import emit_json, hint, out_wrapped

    if json:
        from relational_journal.entry_json import to_record

        emit_json(to_record(session))
        return
    from relational_journal.cli.feedback import dim_hint, headline

    out_wrapped(headline(session, journal.now().date(), "Kept as"))
    hint(dim_hint(f"rj show {session.id}    rj edit {session.id}    rj undo"))


def _rows(journal: Journal) -> list[tuple[dict[str, Any], Entry]]:
    """Return one row a day, newest first, since before and after of one date are one session."""
    from relational_journal.timestamps import first_day

    by_day: dict[Any, Entry] = {}
    for session in _sessions(journal):
        kept = by_day.setdefault(first_day(session.when), session)
        # A day with both is shown as held.
        if _is_prepared(kept) and not _is_prepared(session):
            by_day[first_day(session.when)] = session
    rows = []
    for session, since in zip(by_day.values(), journal.moments_since(by_day.values()), strict=True):
        record = {
            "uid": session.uid,
            "id": session.id,
            "when": session.when,
            "with": list(session.people),
            "moments_since": since,
        }
        rows.append((record, session))
    return rows


def _line(record: dict[str, Any], session: Entry, journal: Journal) -> str:
    """Format a session: `41  Mon 9 Nov 10:00  Vera   12 moments since`."""
    from relational_journal.report.document.entry_text import format_people, format_when
    from relational_journal.report.document.wording import moments
    from relational_journal.text.safe import one_line

    cells = [
        f"{record['id']:>4}",
        format_when(session.when, journal.now().date()),
        one_line(format_people(session.people)),
    ]
    cells.append("prepared" if _is_prepared(session) else f"{moments(record['moments_since'])} since")
    return "  ".join(part for part in cells if part)
