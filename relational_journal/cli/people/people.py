"""`rj people`: the people in the journal and their relationship to the writer."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Annotated, Any

import typer

from relational_journal.cli.lazy_group import GroupWithDefault
from relational_journal.cli.options import Json, Yes
from relational_journal.vocabulary.safety import NOT_SAFE, ORDINARY

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.store.records.people_changes import Seen

app = typer.Typer(
    cls=GroupWithDefault,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="The people in the journal. Without a part: all of them, by name; --by last or --by moments orders them so.",
)


def _bare(written: str | None) -> str | None:
    """Return a name without the @ that marks it in a text."""
    return None if written is None else written.strip().removeprefix("@")


def _all_bare(written: list[str] | None) -> tuple[str, ...]:
    return tuple(name.strip().removeprefix("@") for name in written or ())


Name = Annotated[str, typer.Argument(metavar="NAME", help="A nickname, or another name they have.", callback=_bare)]
MaybeName = Annotated[
    str | None, typer.Argument(metavar="NAME", help="A nickname, or another name they have.", callback=_bare)
]
Relationship = Annotated[str, typer.Option(metavar="KEY", help="What they are to you: partner, parent, friend …")]
Power = Annotated[str, typer.Option(metavar="KEY", help="The usual position: they-had-more, about-equal, i-had-more …")]
SafetyMark = Annotated[
    str,
    typer.Option(
        metavar="MARK",
        help="not-safe: all moments with them stay out of patterns; ordinary: none do for that; none: no mark.",
    ),
]
Also = Annotated[list[str] | None, typer.Option(metavar="NAME", help="Another name; repeatable.")]


# How the list can be ordered: a key to sort by, and whether the largest stands first. Those alike stay by name.
_ORDERS: dict[str, tuple[Callable[[Seen], str | int], bool]] = {
    "name": (lambda _: 0, False),
    "last": (lambda seen: seen.last or "", True),
    "moments": (lambda seen: seen.moments, True),
}


@app.command("list", hidden=True)
def list_(
    by: Annotated[str, typer.Option(metavar="ORDER", help="name, last (met last first) or moments (most first).")] = (
        "name"
    ),
    json: Json = False,
) -> None:
    """All people, by name or in another order."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import emit_json, hint, page
    from relational_journal.errors import WordingError

    if by not in _ORDERS:
        raise WordingError(f'"{by}" is no order of people', "Use --by name, last or moments.")
    key, largest_first = _ORDERS[by]
    with open_journal() as journal:
        seen = sorted(journal.people.seen(), key=key, reverse=largest_first)
        if json:
            held_apart = journal.people.safety().held_apart
            emit_json([_record(person, journal, held_apart) for person in seen])
        elif not seen:
            hint("Nobody yet. @name in a moment adds someone; rj people add NAME does too.")
        else:
            page("\n".join(_lines(journal, seen)))


@app.command()
def show(name: MaybeName = None, json: Json = False) -> None:
    """One person: how it was week by week, what is open, what showed up, how often you meet."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import emit_json, has_colour, page, width
    from relational_journal.cli.people.safety_notes import print_once
    from relational_journal.report.render.person_json import person_json
    from relational_journal.text.alphabet import shows_unicode

    with open_journal() as journal:
        found = journal.one_person(name or _somebody(journal, "Who?"))
        if json:
            seen = journal.people.seen_one(found.person.name)
            emit_json(_record(seen, journal, journal.people.safety().held_apart) | person_json(found))
            return
        from relational_journal.report.render.for_terminal import draw
        from relational_journal.report.views.person_page import person_page

        report = person_page(found, journal.vocabulary, window=journal.window(), today=journal.now().date())
        page(draw(report, width=width(), unicode=shows_unicode(), colour=has_colour()))
        print_once(journal)


@app.command()
def add(
    name: Name,
    relationship: Relationship = "",
    power: Power = "",
    safety: SafetyMark = "",
    also: Also = None,
    json: Json = False,
) -> None:
    """Add a person before any moment with them."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.entries.edit import print_done
    from relational_journal.model import Person

    with open_journal(create=True) as journal:
        person = Person(
            name=name,
            relationship=_relationship(relationship),
            power=_power(power),
            also=_all_bare(also),
            safety=_safety(safety) or None,
        )
        print_done(journal.people.add(person), as_json=json)


@app.command()
def edit(
    name: MaybeName = None,
    relationship: Relationship = "",
    power: Power = "",
    safety: SafetyMark = "",
    also: Also = None,
    no_also: Annotated[list[str] | None, typer.Option(metavar="NAME", help="A name to take off.")] = None,
    json: Json = False,
) -> None:
    """Change what a person is to you, their usual power, or their other names."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.entries.edit import print_done
    from relational_journal.errors import WordingError

    if not (relationship or power or safety or also or no_also):
        raise WordingError(
            "nothing is said of what to change",
            f"As in: rj people edit {name or 'NAME'} --relationship friend; rj people edit --help lists the options.",
        )
    with open_journal() as journal:
        done = journal.people.edit(
            name or _somebody(journal, "Who?"),
            relationship=_relationship(relationship),
            power=_power(power),
            safety=_safety(safety),
            also=_all_bare(also),
            no_longer=_all_bare(no_also),
        )
        print_done(done, as_json=json)


@app.command()
def rename(old: Name, new: Annotated[str, typer.Argument(metavar="NEW", callback=_bare)], json: Json = False) -> None:
    """Give a person another nickname; the old one still finds them. Texts stay as they are."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.entries.edit import print_done

    with open_journal() as journal:
        print_done(journal.people.rename(old, new), as_json=json)


@app.command()
def merge(
    from_: Annotated[str | None, typer.Argument(metavar="FROM", callback=_bare)] = None,
    into: Annotated[str | None, typer.Argument(metavar="INTO", callback=_bare)] = None,
    json: Json = False,
) -> None:
    """Two names, one person: all moments of FROM become INTO's. Texts stay as they are."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.entries.edit import print_done

    with open_journal() as journal:
        from_ = from_ or _somebody(journal, "Whose moments go to somebody else?")
        into = into or _somebody(journal, f"Who is {from_} in truth?", without=from_)
        print_done(journal.people.merge(from_, into), as_json=json)


@app.command()
def forget(name: MaybeName = None, yes: Yes = False, json: Json = False) -> None:
    """Take a person out of every entry, index and kept change, and out of the words; cannot be taken back."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.entries.edit import confirm, print_done

    with open_journal() as journal:
        person = journal.people.find(name or _somebody(journal, "Who leaves the journal?"))
        if not yes:
            confirm(
                f"Forget {person.name}? The name leaves every entry and cannot be brought back",
                "rj people forget NAME --yes",
            )
        print_done(journal.people.forget(person.name), as_json=json)


def _somebody(journal: Journal, question: str, *, without: str = "") -> str:
    """Return a name picked at a terminal.

    Raises:
        WordingError: if there is no terminal or nobody to pick.
    """
    from relational_journal.cli.asking.pick import pick_person
    from relational_journal.errors import WordingError

    name = pick_person(journal, question, without=without)
    if name is None:
        raise WordingError("who?", "Name somebody; rj people shows everyone.")
    return name


def _record(seen: Any, journal: Journal, held_apart: Collection[str]) -> dict[str, Any]:
    """Return the object of `rj people --json`."""
    person = seen.person
    term = journal.vocabulary.get(person.relationship) if person.relationship else None
    return {
        "name": person.name,
        "relationship": person.relationship,
        "setting": term.group if term else None,
        "power": person.power,
        "safety": person.safety,
        "held_apart": person.name in held_apart,
        "also": list(person.also),
        "moments": seen.moments,
        "last": seen.last,
        "unsafe": seen.unsafe,
    }


def _lines(journal: Journal, seen: Any) -> list[str]:
    from relational_journal.cli.output import bold, cut, pad, width
    from relational_journal.report.document.entry_text import format_day
    from relational_journal.text.safe import one_line

    today = journal.now().date()
    names = [cut(one_line(row.person.name), 24) for row in seen]  # one long name must not move everybody's column
    columns = max(len(name) for name in names)
    labels = [journal.vocabulary.label(row.person.relationship) if row.person.relationship else "" for row in seen]
    label_columns = max(len(label) for label in labels)
    lines = []
    for row, name, label in zip(seen, names, labels, strict=True):
        count = f"{row.moments} {'moment' if row.moments == 1 else 'moments'}"
        last = f"last {format_day(row.last, today)}" if row.last else ""
        who = f"  {bold(pad(name, columns))}  {label.ljust(label_columns)}"
        how = f"{count.rjust(11)}  {last}"
        if columns + label_columns + len(how) + 6 <= width():
            lines.append(f"{who}  {how}".rstrip())
        else:
            lines += [who.rstrip(), f"      {how.strip()}"]
    return lines


def _relationship(written: str) -> str | None:
    """Return the relationship an option names, by its key or label or as people say it ("mum", "my boss").

    Raises:
        WordingError: if there is no such relationship.
    """
    from relational_journal.vocabulary.relationships import relationship_of

    return relationship_of(written) or _key_of(written, "kinds", "relationship")


def _safety(written: str) -> str | None:
    """Return the mark an option names: "" for `none`, None if it was not given.

    Raises:
        WordingError: if there is no such mark.
    """
    if not written:
        return None
    from relational_journal.errors import WordingError

    mark = written.strip().lower()
    if mark not in (NOT_SAFE, ORDINARY, "none"):
        raise WordingError(f'"{written}" is no mark of safety', "Use not-safe, ordinary or none.")
    # "" removes a mark; None leaves it as it is.
    return "" if mark == "none" else mark


def _power(written: str) -> str | None:
    return _key_of(written, "power", "power position")


def _key_of(written: str, list_name: str, what: str) -> str | None:
    """Return the key an option means, or None if it was not given.

    Raises:
        WordingError: if there is no such key in the list.
    """
    if not written:
        return None
    from relational_journal.errors import WordingError
    from relational_journal.vocabulary.load import vocabulary
    from relational_journal.vocabulary.names import keys_named

    words = vocabulary()
    # The same word may also find tags of other lists.
    found = [key for key in keys_named(words, written.lstrip("+#")) if words.slot_list(key) == list_name]
    if len(found) == 1:
        return found[0]
    # None fits, or several do: everything that may be typed is named.
    keys = [term.key for term in words.list_of(list_name)]
    also = ", or a word such as mum, boss or flatmate" if list_name == "kinds" else ""
    raise WordingError(f'"{written}" is no {what}', f"Use one of {', '.join(keys)}{also}.")
