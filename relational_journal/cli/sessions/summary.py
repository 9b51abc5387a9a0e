"""`rj summary`: one sheet for the session, looked at line by line before it is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.options import Json, Kind, Since, Tag, Tone, Until, With, Yes

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Query
    from relational_journal.report.session_page.page import Page
    from relational_journal.report.session_page.page_material import Choices

NAME = "page"  # of a file, before its day
FORMATS = ("text", "md", "html", "pdf", "json")


def summary(
    format_: Annotated[
        str | None, typer.Option("--format", metavar="text|md|html|pdf|json", help="How it is written.")
    ] = None,
    output: Annotated[str | None, typer.Option(metavar="FILE", help="Write it to a file.")] = None,
    names: Annotated[str | None, typer.Option(metavar="roles|initials|nickname", help="How people are called.")] = None,
    include: Annotated[
        list[str] | None, typer.Option(metavar="SECTION", help="A section that is off: therapist, safe, people.")
    ] = None,
    without: Annotated[list[str] | None, typer.Option(metavar="SECTION", help="A section to leave off.")] = None,
    share: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="The words of this entry may stand on it.")
    ] = None,
    leave_out: Annotated[list[int] | None, typer.Option(metavar="N", help="Leave out the line of this number.")] = None,
    pattern: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="Show this pattern, not those it would choose.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="With all counts, and how to read them.")] = False,
    worksheet: Annotated[bool, typer.Option("--worksheet", help="With ruled space to write.")] = False,
    never: Annotated[list[int] | None, typer.Option(metavar="N", help="Leave it out of all later pages, too.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Show again what --never keeps off.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Show the file when it is written.")] = False,
    passphrase: Annotated[bool, typer.Option("--passphrase", help="Encrypt a PDF; it asks for a passphrase.")] = False,
    yes: Yes = False,
    since: Since = "",
    until: Until = "",
    with_: With = None,
    tag: Tag = None,
    tone: Tone = None,
    kind: Kind = None,
    json: Json = False,
) -> None:
    """One sheet for a session: your words first, then how it moved, moments, two patterns, what went otherwise.

    Moments since the last session (else two weeks), patterns over 8 weeks. People are roles; private moments are in no
    word and no number; your own sentences stand on it only if you chose them. On a terminal you choose its lines on one
    screen: arrows move, space leaves out, "never 5" for good, "add" puts moments in; then save it, show it, or neither.
    """
    from dataclasses import replace

    from relational_journal.cli.context import open_journal, query_from
    from relational_journal.cli.output_file import form_asked
    from relational_journal.cli.sessions.save_page import asked_passphrase, write_page

    # "-" is stdout, as in other programs.
    target = "" if output in (None, "-") else str(output)
    form = form_asked(format_ or "", target, json=json, forms=FORMATS, what="the page")
    with open_journal() as journal:
        target = target or _file_for(journal, form, is_shown=open_, is_piped=output == "-")
        if passphrase and form != "pdf":
            _refuse_passphrase(form)
        query = query_from(
            journal, since=since, until=until, with_=with_ or (), tag=tag or (), tone=tone or (), kind=kind or ()
        )
        choices = _choices(journal, query, names or "", include or (), without or (), share or ())
        choices = replace(choices, patterns=_patterns(pattern or ()), full=full, worksheet=worksheet)
        _keep_off(journal, choices, query, never or (), again=again)
        # A program reads JSON, and --yes answers every question.
        if yes or form == "json":
            page = journal.summary(choices=choices, query=query)
            _refuse_unknown_numbers(page, leave_out or ())
            chosen: Page | None = _on_one_sheet(page, leave_out or ())
        else:
            chosen = looked_at(journal, choices, query, leave_out or ())
        if chosen is not None and not (yes or format_ or target or json or output):
            hand_over(journal, chosen)
        elif chosen is not None:
            closed_by = asked_passphrase() if passphrase else ""
            write_page(journal, chosen, form, target, force=force, passphrase=closed_by, open_it=open_)


def _patterns(typed: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of the rows to show.

    Raises:
        WordingError: no such pattern, or more than the sheet has room for.
    """
    from relational_journal.errors import WordingError
    from relational_journal.report.session_page.pattern_sections import MOST_PATTERNS
    from relational_journal.vocabulary.pattern_names import row_keys

    keys = tuple(dict.fromkeys(key for each in typed for key in row_keys(each)))
    if len(keys) > MOST_PATTERNS:
        raise WordingError(
            f"the sheet has room for {MOST_PATTERNS} patterns, and {len(keys)} were named",
            "Leave one out; --full lists all of them.",
        )
    return keys


def _keep_off(journal: Journal, choices: Choices, query: Query, never: Sequence[int], *, again: bool) -> None:
    """Store or remove what is never to be shown, and say so on stderr.

    Raises:
        WordingError: a number the page does not have.
    """
    from relational_journal.cli.output import hint
    from relational_journal.cli.sessions.exclusions import bring_back, describe_exclusions, keep_off
    from relational_journal.report.document.items import names

    notes = bring_back(journal, ()) if again and describe_exclusions(journal) else []
    if never:
        page = journal.summary(choices=choices, query=query)
        _refuse_unknown_numbers(page, never)
        called = names(page.report)
        notes += keep_off(journal, [called[number - 1] for number in dict.fromkeys(never)])
    for each in notes:
        hint(each)


def _file_for(journal: Journal, form: str, *, is_shown: bool, is_piped: bool) -> str:
    """Return a neutral file name for a page to be opened; "" if the page goes to stdout.

    Raises:
        WordingError: a PDF, and stdout is a terminal.
    """
    from relational_journal.cli.output_file import free_name, refuse_pdf_on_terminal

    name = free_name(journal, NAME, form)
    if is_shown and not is_piped:
        return name
    refuse_pdf_on_terminal(form, name)
    return ""


def _refuse_passphrase(form: str) -> None:
    from relational_journal.errors import WordingError

    raise WordingError(f"a passphrase closes a PDF, and this is {form}", "Add --format pdf, or leave --passphrase off.")


def _on_one_sheet(page: Page, left_out: Collection[int]) -> Page:
    """Return the page without what is left out and without what does not fit on one sheet; the latter is printed."""
    from relational_journal.cli.output import hint
    from relational_journal.cli.sessions.save_page import describe_cut_lines
    from relational_journal.report.page_fit import format_items, items_to_drop

    over = items_to_drop(page, left_out)
    for each in describe_cut_lines(page, {*left_out, *over}):
        hint(each)
    if over:
        hint(f"To keep to one sheet this was left out: {format_items(page.report, over)}.")
        hint("--leave-out N or --without SECTION leaves out other lines instead.")
    return page.without({*left_out, *over})


def _choices(
    journal: Journal,
    query: Query,
    names: str,
    include: Sequence[str],
    leave: Sequence[str],
    share: Sequence[str],
) -> Choices:
    """Return what the person chose; an entry chosen by --share stays shared.

        Raises:
    WordingError: an unknown section or form of names.
    NotFound: there is no such entry to share. JournalError: it is private.
    """
    from relational_journal.errors import WordingError
    from relational_journal.report.document.pseudonyms import FORMS
    from relational_journal.report.document.wording import filters
    from relational_journal.report.session_page.page import ALL_SECTIONS
    from relational_journal.report.session_page.page_material import Choices

    for section in (*include, *leave):
        if section not in ALL_SECTIONS:
            raise WordingError(f'"{section}" is no section of the page', f"There are {', '.join(ALL_SECTIONS)}.")
    form = names or journal.settings.get("names", "roles")
    if form not in FORMS:
        raise WordingError(f'"{form}" is no form of names', "Use --names roles, initials or nickname.")
    return Choices(
        names=form,
        include=frozenset(include) - frozenset(leave),
        leave=frozenset(leave),
        shared=_shared(journal, share),
        # Marked, so that a name that is also an everyday word is known to be a name.
        only=filters(tuple(f"@{name}" for name in query.people), query.tags, query.tones, query.kinds),
    )


def _shared(journal: Journal, idents: Sequence[str]) -> frozenset[str]:
    """Return the uids of the entries chosen now, and store the choice."""
    from relational_journal.errors import JournalError
    from relational_journal.model import replace

    entries = [journal.find(ident) for ident in idents]
    for entry in entries:
        if entry.private:
            raise JournalError(
                f"entry {entry.id} is private, and stands on no page", f"rj edit {entry.id} --no-private changes that."
            )
    for entry in entries:
        if not entry.share:
            journal.replace(replace(entry, share=True), verb="share")
    return frozenset(entry.uid for entry in entries)


def looked_at(journal: Journal, choices: Choices, query: Query, left_out: Collection[int] = ()) -> Page | None:
    """Return the page to write: chosen line by line on a terminal, unchanged without one.

    On a terminal, roles that are missing are asked for first, then, if someone is held apart, about safety.

        Returns:
    None if the person ended the chooser with Esc; then nothing is written.

        Raises:
    WordingError: the page has no line with a number to leave out.
    """
    from relational_journal.cli.output import can_ask, is_terminal

    page = journal.summary(choices=choices, query=query)
    _refuse_unknown_numbers(page, left_out)
    if not can_ask() or not is_terminal():
        return _on_one_sheet(page, left_out)
    from relational_journal.cli.sessions.preview import Preview
    from relational_journal.report.document.items import names

    # By name: after the questions below the same lines may have other numbers.
    left = {names(page.report)[number - 1] for number in left_out}
    choices = _asked_first(journal, choices, page)
    page = journal.summary(choices=choices, query=query)
    left_out = [at for at, name in enumerate(names(page.report), 1) if name in left]
    return Preview(journal, choices, query, page, left_out).run()


def _asked_first(journal: Journal, choices: Choices, page: Page) -> Choices:
    """Ask what must be known before the page is drawn: missing roles, and about safety."""
    from dataclasses import replace

    from relational_journal.cli.sessions.page_questions import ask_about_safety, ask_roles
    from relational_journal.report.session_page.page_material import SAFE

    if choices.names == "roles" and page.unknown_people:
        ask_roles(journal, page)
    is_open = SAFE not in choices.include | choices.leave
    if page.someone_held_apart and is_open and ask_about_safety():
        return replace(choices, include=choices.include | {SAFE})
    return choices


def hand_over(journal: Journal, page: Page) -> None:
    """Save the chosen page, show it, or neither, as the person says; without a terminal show it."""
    from relational_journal.cli.output import can_ask, hint, is_terminal
    from relational_journal.cli.output_file import free_name
    from relational_journal.cli.sessions.page_questions import NOT, SHOW, ask_what_becomes_of_it
    from relational_journal.cli.sessions.save_page import write_page

    form = ask_what_becomes_of_it() if can_ask() and is_terminal() else SHOW
    if form == NOT:
        hint("Nothing was written. What was chosen stays chosen.")
    elif form == SHOW:
        write_page(journal, page)
    else:
        write_page(journal, page, form, free_name(journal, NAME, form))


def _refuse_unknown_numbers(page: Page, numbers: Collection[int]) -> None:
    from relational_journal.errors import WordingError
    from relational_journal.report.document.items import items

    last = sum(1 for _ in items(page.report))
    for number in numbers:
        if not 0 < number <= last:
            raise WordingError(f"the page has no line {number}", f"Its lines go from 1 to {last}.")
