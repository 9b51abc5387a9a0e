"""`rj mend` and `rj link`: the status of a break, and links between entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.options import Json

if TYPE_CHECKING:
    from collections.abc import Callable

    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry

_REPAIRS = ("repaired", "apologised", "received-their-repair", "they-made-amends")


def mend(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[ID] [TEXT]", help="The break, and the moment that mended it.")
    ] = None,
    by: Annotated[str, typer.Option(metavar="me|them|both", help="Who moved first.")] = "",
    status: Annotated[
        str, typer.Option(metavar="STATUS", help="mended, partly, let-go, not-safe-to-mend, ended or open.")
    ] = "mended",
    when: Annotated[str | None, typer.Option(help="When it was mended.")] = None,
    json: Json = False,
) -> None:
    """What became of a break. With words, the repairing moment is logged and tied to it."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.drafts import kept_on_failure
    from relational_journal.cli.entries.edit import what_became
    from relational_journal.cli.entries.tie import chosen_break
    from relational_journal.cli.feedback import acknowledge
    from relational_journal.errors import WordingError
    from relational_journal.model import BREAKS

    if by not in ("", "me", "them", "both"):
        raise WordingError(f'"{by}" does not say who moved', "Use --by me, them or both.")
    if status not in BREAKS:
        raise WordingError(f'"{status}" is no status of a break', f"Use {', '.join(BREAKS[:-1])} or {BREAKS[-1]}.")
    ident, text = _ident_and_text(list(words or ()))
    with kept_on_failure(text) as kept, open_journal(create=bool(text)) as journal:
        broken = journal.find(ident) if ident is not None else chosen_break(journal)
        if broken is None:
            return
        if text:
            repairing, notices = _log_repair(
                journal, broken, text, by=by, status=status, when=when, stored_as=kept.stored_as
            )
            acknowledge(
                journal, repairing, [*notices, f"It is tied to {broken.id}, {_format_status(status)}."], as_json=json
            )
        else:
            stored = _set_status(journal, broken, by=by, status=status, when=when)
            acknowledge(journal, stored, [f"It is {_format_status(status)}."], as_json=json, verb=what_became(journal))


def link(
    a: Annotated[str | None, typer.Argument(metavar="A", help="The entry that points.")] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help="The entry it points to.")] = None,
    as_: Annotated[
        str, typer.Option("--as", metavar="TIE", help="repairs, echoes, fits, does-not-fit, tries or outcome-of.")
    ] = "",
    json: Json = False,
) -> None:
    """Tie two entries: a moment that repairs a break, echoes a past experience, fits a picture or not …"""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.entries.edit import print_done
    from relational_journal.errors import WordingError
    from relational_journal.model import LINKS

    if as_ and as_ not in LINKS:
        raise WordingError(f'"{as_}" is no tie', f"Use {', '.join(LINKS[:-1])} or {LINKS[-1]}.")
    with open_journal() as journal:
        a, b, as_ = _ends_of_link(journal, a, b, as_)
        print_done(journal.link(a, b, as_), as_json=json)


def _ends_of_link(journal: Journal, a: str | None, b: str | None, as_: str) -> tuple[str, str, str]:
    """Return both entries of a link and its kind; missing ones are picked at a terminal.

    Raises:
        WordingError: if one is missing and there is no terminal.
    """
    from relational_journal.cli.asking.pick import pick_entry, pick_one
    from relational_journal.errors import WordingError
    from relational_journal.forms.option_search import Option
    from relational_journal.model import LINKS

    missing = WordingError("which two entries, and how?", f"rj link A B --as {LINKS[0]}; rj list shows the numbers.")
    one = journal.find(a) if a else pick_entry(journal, "Which entry points?")
    if one is None:
        raise missing
    tie = as_ or pick_one("How is it tied?", [Option(link, link.replace("-", " ")) for link in LINKS])
    if not tie:
        raise missing
    other = journal.find(b) if b else pick_entry(journal, f"{tie.replace('-', ' ')} which?", without=one.uid)
    if other is None:
        raise missing
    return one.uid, other.uid, tie


def _ident_and_text(words: list[str]) -> tuple[str | None, str]:
    """Return the break's ID (`34`, a uid or its beginning) and the words of the repairing moment after it."""
    if words and (not words[0] or _is_number(words[0]) or _is_uid(words[0])):
        return words[0], " ".join(words[1:])
    return None, " ".join(words)


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and not word.startswith("0")


def _is_uid(word: str) -> bool:
    # With a digit, since words such as "added" or "faded" have only letters of a uid.
    return len(word) >= 4 and all(sign in "0123456789abcdef-" for sign in word) and any(s.isdigit() for s in word)


def _log_repair(
    journal: Journal,
    broken: Entry,
    text: str,
    *,
    by: str,
    status: str,
    when: str | None,
    stored_as: Callable[[int | None], None],
) -> tuple[Entry, list[str]]:
    """Log the repairing moment and link it to its break, in one change that one undo takes back."""
    from relational_journal.capture.syntax.draft import Options
    from relational_journal.capture.syntax.quick_entry import read_moment
    from relational_journal.cli.asking.dates import when_meant
    from relational_journal.cli.drafts import add_and_note
    from relational_journal.cli.entries.log_moment import notices_of
    from relational_journal.journal.learning import learn_by_hand
    from relational_journal.model import Entry, replace

    draft = read_moment(
        text,
        now=journal.now(),
        vocabulary=journal.vocabulary,
        people=journal.people.all(),
        options=Options(when=when and when_meant(journal, when), with_=broken.people),
        conventions=journal.date_conventions,
    )
    moment = draft.moment
    _refuse_before(broken, moment.when)
    if not set(_REPAIRS) & {*moment.moves, *moment.first, *moment.after}:
        if by in ("me", "both"):
            moment = replace(moment, moves=(*moment.moves, "repaired"))
        if by in ("them", "both"):
            moment = replace(moment, first=(*moment.first, "they-made-amends"))
    stored = add_and_note(journal, draft._replace(moment=moment), repairs=broken.uid, stored_as=stored_as)
    change = journal.last_change
    # `mended` is the repair without a moment; now that there is one, it must not count as an earlier repair.
    journal.replace(replace(broken, break_status=status, mended=None), verb="mend", continues=change)
    # What --by says was not given to the words.
    learn_by_hand(journal, Entry(when=stored.when), draft.moment, continues=change)
    notices = notices_of(draft)
    if status in ("mended", "partly") and not _who_moved(stored, journal):
        way = f"rj tag {stored.id} +repaired if you did, +they-made-amends if they did"
        notices.append(f"It does not say who moved first, so no day of repair is counted yet: {way}.")
    return stored, notices


def _who_moved(repairing: Entry, journal: Journal) -> str | None:
    """Return who moved in the repairing moment: `me`, `them`, `both`, or None; then the break has no repair day."""
    from relational_journal.patterns.counting.breaks import RepairTags

    return RepairTags(journal.vocabulary).who_moved_in(repairing)


def _refuse_before(broken: Entry, when: str) -> None:
    """Refuse a repair dated before its break.

    Raises:
        WordingError: if it is earlier; dates without a day are accepted.
    """
    from relational_journal.errors import WordingError
    from relational_journal.timestamps import day_of

    day, mended = day_of(broken.when), day_of(when)
    if day is not None and mended is not None and mended < day:
        raise WordingError(f"{mended} lies before the break, on {day}", f"Use --when with {day} or a later day.")


def _set_status(journal: Journal, broken: Entry, *, by: str, status: str, when: str | None) -> Entry:
    """Store on the break itself when and by whom it was mended, without a moment of repair."""
    from relational_journal.journal.ties import with_status

    day = journal.now().isoformat()
    if status in ("mended", "partly"):
        if when is not None:
            from relational_journal.cli.asking.dates import when_meant

            day = when_meant(journal, when)
        _refuse_before(broken, day)
    return journal.replace(with_status(broken, status, when=day, by=by or None), verb="mend")


def _format_status(status: str) -> str:
    from relational_journal.report.document.entry_text import format_break_status

    return format_break_status(status)
