"""`rj hunch`: a suspicion, tested only on moments after it was stated, and read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.lazy_group import GroupWithDefault
from relational_journal.cli.options import Json
from relational_journal.model import MYSELF
from relational_journal.text.safe import one_line

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Hunch, Person
    from relational_journal.patterns.questions.hunches import HunchReading

app = typer.Typer(
    cls=GroupWithDefault,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="What you suspect, stated first and tested on what comes after. Without a part: all of them.",
)
Keys = list[str]
Ident = Annotated[str | None, typer.Argument(metavar="HUNCH", help="Its number in the list, or its uid.")]


@app.command()
def add(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="In your words: when they criticise me I pull back.")],
    when: Annotated[Keys, typer.Option(metavar="KEY", help="The condition: any of these; repeatable.")],
    then: Annotated[Keys, typer.Option(metavar="KEY", help="What you suspect follows: any of these; repeatable.")],
    with_: Annotated[str, typer.Option("--with", metavar="NAME", help="Only with this person.")] = "",
    read_at: Annotated[int, typer.Option(metavar="N", help="How many each side needs before it is read.")] = 10,
    json: Json = False,
) -> None:
    """State a suspicion. Only moments after today count; it is read once, when both sides hold enough."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.drafts import kept_on_failure
    from relational_journal.errors import WordingError
    from relational_journal.model import Hunch
    from relational_journal.uuid7 import new_uid

    if not text.strip():
        raise WordingError("a hunch needs its words", 'rj hunch add "…" --when KEY --then KEY')
    if read_at < 5:
        raise WordingError(f"{read_at} on each side are too few to say anything", "Use --read-at 5 or more.")
    with kept_on_failure(text) as kept, open_journal(create=True) as journal:
        hunch = Hunch(
            uid=new_uid(),
            text=text,
            when=_keys(journal, when, _CONDITIONS, "--when"),
            then=_keys(journal, then, _MARKERS, "--then"),
            with_=journal.people.find(with_).name if with_ else _with_whom(journal, text),
            since=journal.now().date().isoformat(),
            read_at=read_at,
        )
        try:
            journal.hunches.add(hunch)
            kept.stored_as(f"hunch {_numbers(journal)[hunch.uid]}")
        except KeyboardInterrupt:
            # It can come when the hunch is stored: its words need no draft then.
            if number := _numbers(journal).get(hunch.uid):
                kept.stored_as(f"hunch {number}")
            raise
        _print_one(journal, hunch, json=json)


@app.command("list", hidden=True)
def list_(json: Json = False) -> None:
    """All of them, those that still run first."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import emit_json, hint, page
    from relational_journal.report.render.answers_json import hunches_json

    with open_journal() as journal:
        found = sorted(journal.read_hunches(), key=lambda read: (read.hunch.ended is not None, read.hunch.since))
        if json:
            emit_json(hunches_json(found))
        elif not found:
            hint('None yet. rj hunch add "when they criticise me I pull back" --when KEY --then KEY states one.')
        else:
            numbers = _numbers(journal)
            page("\n\n".join(_drawn(journal, read, numbers[read.hunch.uid]) for read in found))


@app.command()
def show(ident: Ident = None, json: Json = False) -> None:
    """One of them: what is counted so far, how many are missing, or how it was read."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import emit_json
    from relational_journal.report.render.answers_json import hunches_json

    with open_journal() as journal:
        hunch = _found(journal, ident)
        if json:  # a list of one, in the shape that `list` prints
            emit_json(hunches_json(journal.read_hunches(hunch.uid)))
        else:
            _print_one(journal, hunch, json=False)


@app.command()
def end(ident: Ident = None, json: Json = False) -> None:
    """Put one away; it stays in the list with its counts or its reading."""
    from relational_journal.cli.context import open_journal

    with open_journal() as journal:
        _print_one(journal, journal.hunches.end(_found(journal, ident).uid), json=json)


# The lists that a condition and a marker can be from.
_CONDITIONS = ("responses", "feelings", "wishes", "power", "context")
_MARKERS = ("moves", "feelings", "responses")


def _with_whom(journal: Journal, text: str) -> str | None:
    """Return the person the words name after asking with one key; without a terminal print a hint and return None."""
    from relational_journal.cli.output import can_ask, hint

    named = [person.name for person in journal.people.all() if person.relationship != MYSELF and _names(text, person)]
    if len(named) != 1:
        return None
    if not can_ask():
        hint(f"Your words name {one_line(named[0])}: --with counts only moments with them.")
        return None
    from relational_journal.cli.asking import prompter
    from relational_journal.forms.key_questions import Letter, Word

    reply = prompter.ask(Letter(f"Only with {one_line(named[0])}?", (Word("y", "yes", "yes"),), skipping="with anyone"))
    if reply.how == "interrupted":
        raise KeyboardInterrupt
    return named[0] if reply.value == "yes" else None


def _names(text: str, person: Person) -> bool:
    """Return whether a text names someone; an everyday word like "will" counts only with a capital or an @."""
    import re

    from relational_journal.vocabulary.everyday_words import everyday_names

    for name in (person.name, *person.also):
        is_everyday = name.lower() in everyday_names()
        pattern = rf"(?<!\w){re.escape(name[:1].upper() + name[1:] if is_everyday else name)}(?!\w)"
        if re.search(pattern, text, 0 if is_everyday else re.IGNORECASE) or f"@{name}".lower() in text.lower():
            return True
    return False


def _keys(journal: Journal, typed: list[str], lists: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Return the keys an option means, each once."""
    return tuple(dict.fromkeys(key for written in typed for key in _keys_of(journal, written, lists, option)))


def _keys_of(journal: Journal, written: str, lists: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Return the key that a name means, from a list that is allowed there, or all keys of a group it names.

    Raises:
        NotFound, WordingError: if it means no key, several, or one that is not allowed there.
    """
    from relational_journal.errors import NotFound, WordingError
    from relational_journal.model import SIDES
    from relational_journal.vocabulary.names import exact_keys, group_named, keys_named

    vocabulary = journal.vocabulary
    word, colon, side = written.lstrip("+#").partition(":")
    found = exact_keys(vocabulary, word)
    group = () if found or colon else group_named(vocabulary, word)
    if group and vocabulary.slot_list(group[0]) in lists:
        return group
    found = found or keys_named(vocabulary, word) or group
    fitting = [key for key in found if vocabulary.slot_list(key) in lists]
    if not found:
        near = ", ".join(vocabulary.near(word))
        raise NotFound(f'no tag "{written}"', f"Near: {near}." if near else "rj words lists them all.")
    if colon and (side not in SIDES or {vocabulary.slot_list(key) for key in found} != {"context"}):
        sides = f"{', '.join(SIDES[:-1])} or {SIDES[-1]}"
        raise WordingError(f'"{written}" names no side of a social context', f"As gender:SIDE, with {sides}.")
    if len(fitting) != 1:
        listed = ", ".join(fitting or found)
        problem = f'"{written}" could be {listed}' if len(fitting) > 1 else f"{listed} cannot stand behind {option}"
        raise WordingError(problem, f"Use one of {', '.join(lists)}: rj words lists them.")
    return (fitting[0] + colon + side,)


def _numbers(journal: Journal) -> dict[str, int]:
    """Return the number of each hunch, in the order they were stated."""
    return {hunch.uid: number for number, hunch in enumerate(journal.hunches.all(), start=1)}


def _found(journal: Journal, ident: str | None) -> Hunch:
    """Return the hunch with this number, or let the person pick one at a terminal."""
    from relational_journal.errors import NotFound, WordingError

    if ident is None:
        from relational_journal.cli.asking.pick import pick_one
        from relational_journal.forms.option_search import Option

        hunches = {hunch.uid: hunch for hunch in journal.hunches.all()}
        options = [Option(uid, hunch.text) for uid, hunch in hunches.items()]
        if options and (picked := pick_one("Which hunch?", options)):
            return hunches[picked]
        raise WordingError("which hunch?", "rj hunch list shows them with their numbers.")
    if not ident.strip():
        raise WordingError("HUNCH is empty", "rj hunch list shows them with their numbers.")
    numbers = _numbers(journal)
    for hunch in journal.hunches.all():
        if ident in (str(numbers[hunch.uid]), hunch.uid):
            return hunch
    # Under four characters a beginning of a uid could be a slip in a number.
    alike = [hunch for hunch in journal.hunches.all() if len(ident) >= 4 and hunch.uid.startswith(ident)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise NotFound(f'several hunches begin with "{ident}"', "Write a few more characters of it, or its number.")
    raise NotFound(f'no hunch "{ident}"', "rj hunch list shows them with their numbers.")


def _print_one(journal: Journal, hunch: Hunch, *, json: bool) -> None:
    from relational_journal.cli.output import emit_json, out
    from relational_journal.report.render.answers_json import hunch_json

    (read,) = journal.read_hunches(hunch.uid)
    if json:
        emit_json(hunch_json(read))
    else:
        out(_drawn(journal, read, _numbers(journal)[hunch.uid]))


def _drawn(journal: Journal, read: HunchReading, number: int) -> str:
    """Format the suspicion, the two counts, and either how many are missing or the reading."""
    from relational_journal.cli.output import has_colour, width
    from relational_journal.report.render.for_terminal import draw
    from relational_journal.report.views.hunch_view import hunch_report
    from relational_journal.text.alphabet import shows_unicode

    report = hunch_report(read, number, journal.vocabulary, today=journal.now().date())
    return draw(report, width=width(), unicode=shows_unicode(), colour=has_colour())
