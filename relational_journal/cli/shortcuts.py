"""Read a first word that is no command: a number, a person's name, or another program's name for a command."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from relational_journal.errors import JournalError, NotFound, WordingError

# What people type who know other programs → what does it here.
_ALSO_CALLED = {
    **dict.fromkeys(("ls", "ll", "entries", "history"), "rj list"),
    **dict.fromkeys(("add", "new", "note", "write", "jot"), "rj log"),
    **dict.fromkeys(("config", "set", "preferences", "options"), "rj settings"),
    **dict.fromkeys(("find", "grep"), "rj search WORDS"),
    **dict.fromkeys(("rm", "remove", "del"), "rj delete ID"),
    **dict.fromkeys(("cat", "view", "open"), "rj show ID"),
    **dict.fromkeys(("stats", "report"), "rj patterns"),
    **dict.fromkeys(("persons", "person", "contacts"), "rj people"),
    **dict.fromkeys(("week", "review"), "rj reflect week"),
    **dict.fromkeys(("unlock", "login", "password"), "rj passphrase"),
    "today": "rj list --since today",
    "yesterday": "rj list --since yesterday --until yesterday",
}


def also_called(word: str) -> str | None:
    """Return the command that does here what another program has this name for: `rj log` for `add`; None for none."""
    return _ALSO_CALLED.get(word.lower())


def meant(words: Sequence[str], commands: Collection[str]) -> list[str]:
    """Return the command line that was meant if the first word is not a command; unchanged if unknown.

    `198` shows entry 198, the name of a person in the journal shows that person.

    Args:
        words: the command line from its first bare word on.
        commands: the names of all commands.

    Raises:
        WordingError: a command is called otherwise here, or a person in the journal has a name near this word.
    """
    first, rest = words[0], list(words[1:])
    if first.isascii() and first.isdigit() and not first.startswith("0"):
        return ["show", *words]
    if instead := also_called(first):
        raise WordingError(f'there is no command "{first}"', f"Here it is {instead}.")
    if all(word.startswith("-") for word in rest):
        name, near = _somebody(first)
        if name:
            return ["people", "show", name, *rest]
        if near:
            raise _no_such_name(first, near, commands)
    return list(words)


def _no_such_name(word: str, people: Sequence[str], commands: Collection[str]) -> WordingError:
    from difflib import get_close_matches
    from shlex import quote

    ways = [f"rj {command}" for command in get_close_matches(word.lower(), commands, n=1)]
    ways += [f"rj people show {name if name.isalnum() else quote(name)}" for name in people]
    return WordingError(f'no command and nobody here is called "{word}"', f"Near: {', '.join(ways)}.")


def _somebody(word: str) -> tuple[str | None, Sequence[str]]:
    """Return the person with that name, or the people of a near name; none if a passphrase would be needed to know.

    A passphrase is asked for only after a word that is a name by its look: a slip in a command is no reason to.
    """
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.this_run import journal_path
    from relational_journal.store.engine.database import is_encrypted

    name = word.removeprefix("@")
    if not name[:1].isalpha():
        return None, ()
    try:
        path = journal_path().absolute()
        if not path.is_file() or (is_encrypted(path) and name == word and not name[:1].isupper()):
            return None, ()
        with open_journal() as journal:
            try:
                return journal.people.find(name).name, ()
            except NotFound:
                return None, journal.people.near(name)
    except (JournalError, OSError):
        return None, ()
