"""`rj init` and `rj settings`: make the journal, and show or change settings."""

from __future__ import annotations

from typing import Annotated

import typer

from relational_journal.cli.options import Json
from relational_journal.text.safe import safe_path

# Setting → (what it does, allowed values (empty: any word), default).
SETTINGS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "region": ("whose help numbers rj help shows", (), "elsewhere"),
    "help-notes": ("a calm note when words suggest danger", ("on", "off"), "on"),
    "names": ("names on a summary", ("roles", "initials", "nickname"), "roles"),
    "idle": ("minutes the journal stays open after its passphrase", (), "30"),
    "week-start": ("the first day of a week", ("locale", "monday", "sunday", "saturday"), "locale"),
    "date-order": (
        "what stands first in 2/11: the day or the month",
        ("locale", "day-first", "month-first"),
        "locale",
    ),
    "questions": ("questions of your own: a TOML file, edit, example or none", (), "none"),
    "read-back": ("say what a sentence reads like, to keep or leave out", ("on", "off"), "on"),
    "plain": ("ask by plain lines that a screen reader reads well", ("on", "off"), "off"),
    "year-ago": ("moments of this day a year ago on the home screen", ("on", "off"), "off"),
    "body-question": ("ask how at home you are in your body, weekly", ("on", "off"), "off"),
}


def init(
    passphrase: Annotated[
        bool | None, typer.Option("--passphrase/--no-passphrase", help="Closed by a passphrase, or open.")
    ] = None,
    json: Json = False,
) -> None:
    """Make the journal. On a terminal the first command that needs one asks this by itself."""
    from relational_journal.cli.output import emit_json, hint, out
    from relational_journal.cli.this_run import journal_path
    from relational_journal.cli.unlock import first_run
    from relational_journal.errors import JournalError

    path = journal_path()
    if path.exists() and (not path.is_file() or path.stat().st_size):  # an empty file, left by a killed command
        raise JournalError(f"there is a journal already: {path}", "rj --journal PATH init makes another.")
    with first_run(path, with_passphrase=passphrase) as journal:
        closed = journal.is_encrypted
    if json:
        emit_json({"file": str(path), "passphrase": closed})
    else:
        out(f"Ready: {safe_path(path)}")
        hint("rj log writes the first moment; rj demo shows where it leads.")


def settings(
    key: Annotated[str, typer.Argument(metavar="[KEY]", help="Which setting.")] = "",
    value: Annotated[str, typer.Argument(metavar="[VALUE]", help="Its new value.")] = "",
    json: Json = False,
) -> None:
    """See all settings, one, or set one."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import emit_json, hanging_column, out, width
    from relational_journal.text.safe import one_line

    if key == "questions" and (value == "example" or not value):
        return _show_questions(value, json=json)
    if key:
        _check(key, value)
    with open_journal(create=bool(value)) as journal:
        if key == "questions":
            from relational_journal.cli.upkeep.own_questions import set_questions

            set_questions(journal, value)
        elif value:
            journal.settings.set(key, value)
            if key == "idle":
                from relational_journal.store.keys.key_cache import hold_for

                hold_for(journal.path, int(value))
        chosen = {name: journal.settings.get(name, default) for name, (_, _, default) in SETTINGS.items()}
        if not json:
            from relational_journal.cli.upkeep.own_questions import format_question_count

            chosen["questions"] = format_question_count(journal)
        if json:
            emit_json({key: chosen[key]} if key else chosen)
            return None
        for name in [key] if key else SETTINGS:
            allowed = " | ".join(SETTINGS[name][1])
            said = f"{SETTINGS[name][0]}{allowed and f' ({allowed})'}"
            for row in hanging_column(f"{name.ljust(14)} {one_line(chosen[name]).ljust(10)} ", said, width()):
                out(row)
    if key == "region":
        _hint_at_regions(chosen["region"], value)
    return None


def _show_questions(value: str, *, json: bool) -> None:
    """Print the person's own questions as TOML, or an example."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import emit_json, hint, out
    from relational_journal.forms.own_questions import EXAMPLE, SETTING
    from relational_journal.text.safe import safe

    if value:
        text = EXAMPLE
    else:
        with open_journal() as journal:
            text = journal.settings.get(SETTING, "")
    if json:
        return emit_json({SETTING: text})
    if text:
        out(safe(text.rstrip("\n")))
    else:
        hint("There are no questions of your own yet; rj settings questions example shows what they look like.")
    hint("rj settings questions edit changes them here, a FILE brings others, none takes them away.")
    return None


def _check(key: str, value: str) -> None:
    """Refuse an unknown setting or value, naming the known ones."""
    from relational_journal.errors import NotFound, WordingError

    if key not in SETTINGS:
        raise NotFound(f'no setting "{key}"', f"There are {', '.join(SETTINGS)}.")
    allowed = SETTINGS[key][1]
    if value and allowed and value not in allowed:
        raise WordingError(f'"{value}" is no value of {key}', f"Use {', '.join(allowed[:-1])} or {allowed[-1]}.")
    if value and key == "idle":
        from relational_journal.cli.unlock import is_number_of_minutes

        if not is_number_of_minutes(value):
            raise WordingError(f'"{value}" is no number of minutes', "Use a whole number; 0 asks every time.")


def _hint_at_regions(chosen: str, value: str) -> None:
    """Print the known regions, or after one was set that it is unknown."""
    from relational_journal.care.help import find_region, near_regions, regions
    from relational_journal.cli.output import hint
    from relational_journal.text.safe import one_line

    if not value:
        hint(f"Known: {', '.join(regions())}. Any other has the directories.")
    elif find_region(chosen).key not in regions():
        near = near_regions(chosen)
        named = f"Near: {', '.join(near)}." if near else "rj settings region names those that are known."
        hint(f"No line of its own is known for {one_line(chosen)}; rj help shows the directories. {named}")
