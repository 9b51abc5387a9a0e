"""`rj words learned`: show and forget what the person's own phrases were read as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from relational_journal.cli.options import Json, Yes

if TYPE_CHECKING:
    from relational_journal.errors import NotFound
    from relational_journal.journal.journal import Journal


def learned(
    forget: Annotated[str | None, typer.Option(metavar="PHRASE", help="Forget what this phrase was read as.")] = None,
    forget_all: Annotated[bool, typer.Option("--forget-all", help="Forget all that was learned.")] = False,
    for_good: Annotated[
        bool, typer.Option("--for-good", help="Forget it in every byte and copy; cannot be taken back.")
    ] = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """What phrases of yours were read as, and how often you kept or dropped it. It changes what is offered next."""
    import textwrap

    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import emit_json, hint, page, width
    from relational_journal.errors import WordingError
    from relational_journal.text.safe import one_line

    if for_good and forget is None and not forget_all:
        raise WordingError("what is to be forgotten for good?", "--forget PHRASE --for-good, or --forget-all.")
    with open_journal() as journal:
        if forget is not None or forget_all:
            # As phrases are stored; the list prints them in quotes, so they may be typed with them.
            phrase = None if forget is None or forget_all else " ".join(forget.lower().strip("\"'“”").split())
            if for_good:
                _forget_for_good(journal, phrase, yes=yes)
            else:
                _forget(journal, phrase)
        # The list follows a change, too, so that one sees what is left.
        readings = journal.learned.all()
        if json:
            emit_json([{"phrase": r.phrase, "key": r.key, "kept": r.kept, "dropped": r.dropped} for r in readings])
        elif not readings:
            hint("Nothing learned yet." if not forget_all else "Nothing learned is left.")
        else:
            label = journal.vocabulary.label
            # One line each: a phrase is the person's own text, and may hold line feeds and control characters.
            lines = (f'"{r.phrase}" read as {label(r.key)}: kept {r.kept}, dropped {r.dropped}' for r in readings)
            page("\n".join(textwrap.fill(one_line(line), width(), subsequent_indent="  ") for line in lines))
            hint("rj words learned --forget PHRASE forgets one.")


def _forget(journal: Journal, phrase: str | None) -> None:
    """Forget what a phrase was read as, or all of it.

    Raises:
        NotFound: nothing was learned of the phrase; near ones are named.
    """
    from relational_journal.cli.output import hint

    gone = journal.learned.forget(phrase)
    if not gone and phrase is not None:
        raise _nothing_learned_of(phrase, journal)
    if gone:
        hint(f"{len(gone)} {'reading is' if len(gone) == 1 else 'readings are'} forgotten. rj undo takes it back.")


def _forget_for_good(journal: Journal, phrase: str | None, *, yes: bool) -> None:
    """Erase what a phrase was read as, or all of it, also if it was forgotten before.

    Raises:
        NotFound: nothing was learned of the phrase; near ones are named.
    """
    from relational_journal.cli.entries.edit import confirm
    from relational_journal.cli.output import hint
    from relational_journal.text.safe import one_line

    if not yes:
        named = "--forget-all" if phrase is None else f'--forget "{phrase}"'
        what = "all that was learned" if phrase is None else f'what "{phrase}" was read as'
        confirm(
            one_line(f"Forget {what} for good? It cannot be brought back"),
            one_line(f"rj words learned {named} --for-good --yes"),
        )
    done = journal.learned.forget_for_good(phrase)
    if done is None and phrase is not None:
        raise _nothing_learned_of(phrase, journal)
    for line in done.sentence.split("\n") if done else ():
        hint(one_line(line))


def _nothing_learned_of(phrase: str, journal: Journal) -> NotFound:
    """Return the error for a phrase from which nothing was learned."""
    from difflib import get_close_matches

    from relational_journal.errors import NotFound

    near = get_close_matches(phrase, sorted({reading.phrase for reading in journal.learned.all()}), n=3, cutoff=0.5)
    named = "Near: " + ", ".join(f'"{one}"' for one in near) + "." if near else "rj words learned lists them."
    return NotFound(f'nothing was learned of "{phrase}"', named)
