"""Change entries: `rj edit`, `rj tag`, `rj delete`, `rj undo`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from relational_journal.capture.syntax.draft import Draft
from relational_journal.cli.options import Json, Yes

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Done, Entry

Many = list[str]
Ident = Annotated[str | None, typer.Argument(metavar="[ID]", help="The entry; without it, the moment logged last.")]


def edit(
    ident: Ident = None,
    text: Annotated[str | None, typer.Option(help="Its words anew.")] = None,
    when: Annotated[str | None, typer.Option(help="When it was.")] = None,
    with_: Annotated[Many | None, typer.Option("--with", metavar="NAME", help="With whom, instead.")] = None,
    no_with: Annotated[bool, typer.Option("--no-with", help="With nobody named.")] = False,
    tag: Annotated[Many | None, typer.Option(metavar="KEY", help="A further tag; repeatable.")] = None,
    no_tag: Annotated[Many | None, typer.Option(metavar="KEY", help="A tag to take off; repeatable.")] = None,
    tone: Annotated[str, typer.Option(help="connection, disconnection, mixed or ordinary.")] = "",
    no_tone: Annotated[bool, typer.Option("--no-tone", help="Without a tone.")] = False,
    private: Annotated[bool | None, typer.Option("--private/--no-private", help="Only for me.")] = None,
    share: Annotated[bool | None, typer.Option("--share/--no-share", help="Words may stand on a summary.")] = None,
    story_only: Annotated[bool | None, typer.Option("--story-only/--no-story-only", help="Never counted.")] = None,
    unsafe: Annotated[bool | None, typer.Option("--unsafe/--no-unsafe", help="About keeping safe.")] = None,
    break_: Annotated[bool | None, typer.Option("--break/--no-break", help="A break.")] = None,
    repairs: Annotated[str, typer.Option(metavar="ID", help="The break this moment mends.")] = "",
    no_repairs: Annotated[bool, typer.Option("--no-repairs", help="It mends no break.")] = False,
    kind: Annotated[str, typer.Option(help="moment, memory, picture, experiment, session or lookback.")] = "",
    editor: Annotated[bool, typer.Option("-e", help="In the editor, whatever else is given.")] = False,
    json: Json = False,
) -> None:
    """Change an entry. Without options its words open in the editor; tags new in them are added, those gone removed."""
    from relational_journal.cli.context import kind_from, open_journal, tone_from
    from relational_journal.cli.drafts import kept_on_failure, replace_and_note
    from relational_journal.cli.entries.log_moment import notices_of
    from relational_journal.cli.entries.show_entries import moment_named
    from relational_journal.cli.feedback import acknowledge
    from relational_journal.journal.learning import learn_by_hand
    from relational_journal.model import replace

    switches = {"private": private, "share": share, "story_only": story_only, "unsafe": unsafe}
    given = (when is not None, with_, no_with, tag, no_tag, tone, no_tone, repairs, no_repairs, kind)
    says_something = text is not None or any(given) or any(v is not None for v in (*switches.values(), break_))
    with kept_on_failure(text or "") as kept, open_journal() as journal:
        _refuse_both(with_=(with_, no_with), tone=(tone, no_tone), repairs=(repairs, no_repairs))
        before = moment_named(journal, ident, asking="" if json else "Which one do you want to change?")
        if editor or not says_something:
            from relational_journal.cli.entries.editor import written_in_editor

            journal.drafts.take_in()  # store what an earlier editor, still open or killed, has saved
            other_way = (
                f'rj edit {before.id} --text "…" gives the words at once; rj edit --help names what else can change.'
            )
            text = written_in_editor(
                before.text if text is None else text, stored=before.text, instead=other_way, kept=kept
            )
            if before.text.strip() and not text.strip():
                confirm(f"The file is empty. Take all words out of {before.id}", f'rj edit {before.id} --text ""')
        draft = None
        moment = before
        if text is not None and text != before.text:
            moment, draft = _reread(journal, moment, text)
        changes = [f"+{_bare(key)}" for key in tag or ()] + [f"-{_bare(key)}" for key in no_tag or ()]
        if no_with or with_:
            # --with names everybody who is to be in it, while the changes below only add people.
            moment = replace(moment, people=())
        changes += [f"+@{name}" for name in with_ or ()]
        if changes:
            moment, draft = _changed(journal, moment, changes, draft)
        moment = replace(moment, **{name: value for name, value in switches.items() if value is not None})
        if tone or no_tone:
            moment = replace(moment, tone=tone_from(tone) if tone else None)
        if break_ is not None:
            moment = replace(moment, break_status=(moment.break_status or "open") if break_ else None)
        if when is not None:
            from relational_journal.cli.asking.dates import when_meant

            moment = replace(moment, when=when_meant(journal, when))
        if kind:
            moment = replace(moment, kind=kind_from(kind))
        moment = _with_repairs(journal, moment, repairs, no_repairs)
        stored = replace_and_note(journal, moment, draft, verb="edit", stored_as=kept.stored_as)
        change = journal.last_change
        acknowledge(journal, stored, notices_of(draft), as_json=json, verb=what_became(journal))
        learn_by_hand(journal, before, stored, continues=change)


def tag(
    words: Annotated[
        Many | None,
        typer.Argument(metavar="[ID] CHANGE...", help="+KEY -KEY +@NAME -@NAME +after:KEY +urge:KEY, or a tone."),
    ] = None,
    json: Json = False,
    *,
    context: typer.Context,
) -> None:
    """Add, move or take off tags and people: `rj tag 34 +before:drained -hurt +@ada`. Never changes the words."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.entries.log_moment import notices_of
    from relational_journal.cli.entries.show_entries import moment_named
    from relational_journal.cli.feedback import acknowledge
    from relational_journal.errors import WordingError
    from relational_journal.journal.learning import learn_by_hand

    if "-h" in (words or ()):  # as an option, -h would take the first letter of -hurt
        print(context.get_help())
        return
    with open_journal() as journal:
        ident, changes = _ident_and_changes(list(words or ()))
        before = moment_named(journal, ident, asking="" if json else "Which one do you want to tag?")
        if not changes:
            changes = _asked_changes()
        if not changes:
            raise WordingError(
                "there is no change to make", f"rj tag {before.id} +hurt adds a tag, -hurt takes it off."
            )
        moment, draft = _changed(journal, before, changes)
        stored = journal.replace(moment, verb="tag", draft=draft)
        change = journal.last_change
        acknowledge(journal, stored, notices_of(draft), as_json=json, verb=what_became(journal))
        learn_by_hand(journal, before, stored, continues=change)


# `-hurt` is a tag to remove, not a bundle of options.
tag.context_settings = {"ignore_unknown_options": True, "help_option_names": ["--help"]}  # type: ignore[attr-defined]


def delete(
    ident: Annotated[str | None, typer.Argument(metavar="ID", help="The entry.")] = None,
    for_good: Annotated[bool, typer.Option("--for-good", help="From the bytes; cannot be taken back.")] = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Put an entry in the bin, where it waits 30 days; with --for-good it is gone at once."""
    from relational_journal.cli.context import open_journal
    from relational_journal.errors import WordingError

    with open_journal() as journal:
        if ident is None:
            from relational_journal.cli.asking.pick import pick_entry

            moment = pick_entry(journal, "Which one do you want to delete?")
            if moment is None:
                raise WordingError("which entry?", "rj delete ID; rj list shows the numbers.")
        else:
            moment = journal.find(ident, deleted=for_good)
        if for_good and not yes:
            confirm(f"Delete {moment.id} for good? It cannot be brought back", "rj delete ID --for-good --yes")
        print_done(journal.delete(moment.uid, for_good=for_good), as_json=json)


def undo(
    ident: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only the last change of this entry.")] = None,
    redo: Annotated[bool, typer.Option("--redo", help="Do again what was taken back last.")] = False,
    json: Json = False,
) -> None:
    """Take back the newest change not yet taken back, whatever it was; again and again."""
    from relational_journal.cli.context import open_journal
    from relational_journal.errors import WordingError

    if redo and ident is not None:
        raise WordingError("--redo takes no ID", "rj undo --redo does again what was taken back last.")
    with open_journal() as journal:
        print_done(journal.redo() if redo else journal.undo(ident), as_json=json)


def confirm(question: str, without_terminal: str) -> None:
    """Ask before something that cannot be undone; any answer but yes ends the command with nothing changed.

    Raises:
        NeedsTerminal: if there is no terminal.
        typer.Exit: if the answer is not yes.
    """
    from relational_journal.cli.output import can_ask, hint
    from relational_journal.errors import NeedsTerminal

    if not can_ask():
        raise NeedsTerminal("this needs confirmation and there is no terminal", f"{without_terminal} answers yes.")
    from relational_journal.cli.asking.prompter import ask_yes

    if not ask_yes(f"{question}."):
        hint("Nothing was changed.")
        raise typer.Exit(0)


def print_done(done: Done, *, as_json: bool) -> None:
    """Print what a change did: a sentence, or `{"did", "what", "uids"}` with --json."""
    from relational_journal.cli.output import emit_json, hint, out
    from relational_journal.text.safe import one_line

    if as_json:
        emit_json({"did": done.verb, "what": done.sentence, "uids": list(done.uids)})
        return
    # stdout carries the sentence alone; what else is worth knowing is a hint.
    first, *rest = done.sentence.split("\n")
    out(one_line(first))
    for line in rest:
        hint(one_line(line))


def _refuse_both(**pairs: tuple[object, bool]) -> None:
    """Refuse an option together with its `--no-` form."""
    from relational_journal.errors import WordingError

    for name, (said, unsaid) in pairs.items():
        if said and unsaid:
            option = name.rstrip("_")
            raise WordingError(f"--{option} and --no-{option} together say nothing", "Use one of them.")


def what_became(journal: Journal) -> str:
    """Return the first words of the answer: `Changed`, or `Nothing changed:` if the last command changed nothing."""
    return "Changed" if journal.last_change is not None else "Nothing changed:"


def _bare(key: str) -> str:
    return key.removeprefix("+").removeprefix("#")


def _asked_changes() -> Many:
    """Ask for the changes at a terminal; none without a terminal or an answer."""
    from relational_journal.cli.asking import keyboard, prompter
    from relational_journal.cli.output import can_ask
    from relational_journal.forms.question import Text

    if not can_ask():
        return []
    question = Text("What changes?", hint="+hurt adds a tag, -hurt takes it off, +@Ada, a tone; blanks between")
    question.has_words = False
    reply = prompter.ask(question)
    keyboard.release()
    if reply.how == "interrupted":
        raise KeyboardInterrupt
    return (reply.value or "").split() if reply.how == "answered" else []


def _ident_and_changes(words: Many) -> tuple[str | None, Many]:
    """Return the ID, or None if the first word is not one, and the changes."""
    # A tone in first place is a change of the newest moment, not an ID.
    if words and not words[0].startswith(("+", "-", "#", "@")) and not _is_tone(words[0]):
        return words[0], words[1:]
    return None, words


def _is_tone(word: str) -> bool:
    from relational_journal.cli.context import tone_from
    from relational_journal.errors import UnreadableFilter

    try:
        return bool(tone_from(word))
    except UnreadableFilter:
        return False


def _changed(journal: Journal, moment: Entry, changes: Many, earlier: Draft | None = None) -> tuple[Entry, Draft]:
    from relational_journal.capture.syntax.tag_changes import read_change

    draft = read_change(moment, changes, vocabulary=journal.vocabulary, people=journal.people.all())
    return draft.moment, _joined(earlier, draft)


def _reread(journal: Journal, moment: Entry, text: str) -> tuple[Entry, Draft]:
    from relational_journal.capture.syntax.edited_text import reread_text

    draft = reread_text(moment, text, vocabulary=journal.vocabulary, people=journal.people.all())
    return draft.moment, draft


def _joined(earlier: Draft | None, later: Draft) -> Draft:
    """Join two readings of one edit: everything new in either, and the state after the second."""
    if earlier is None:
        return later
    both: dict[str, Any] = {
        name: (*getattr(earlier, name), *getattr(later, name)) for name in Draft._fields if name != "moment"
    }
    return later._replace(**both)


def _with_repairs(journal: Journal, moment: Entry, repairs: str, no_repairs: bool) -> Entry:
    from relational_journal.model import Link, replace

    links = moment.links
    if no_repairs or repairs:
        links = tuple(link for link in links if link.as_ != "repairs")
    if repairs:
        broken = journal.find(repairs)
        if broken.uid == moment.uid:
            from relational_journal.errors import TiedToItself

            raise TiedToItself(moment.id)
        links = (*links, Link(to=broken.uid, as_="repairs"))
    return moment if links == moment.links else replace(moment, links=links)
