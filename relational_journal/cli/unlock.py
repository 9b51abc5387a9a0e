"""Open the journal for a command: the first run, the passphrase, and the cached key."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from relational_journal import config
from relational_journal.errors import JournalError, NeedsTerminal, StoreError, WordingError, WrongPassphrase
from relational_journal.process_guard import guard_memory

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal

Opened = TypeVar("Opened")
KEEP_MINUTES = 30
MOST_DIGITS = 5  # of minutes: two months
_SHOWN = 20  # characters of a wrong value
STATEMENT = """\
A journal for noticing how you relate. It does not diagnose, treat or judge,
and is no substitute for a professional or for help in danger (rj help).
It stays on this computer and tells no one. It cannot protect you on a computer
that someone else controls, or from someone who watches your screen or keys.
"""
OFFER = """\
A passphrase keeps your words closed to anyone who has this computer or a copy
of it. If it is forgotten, nobody can open the journal: not you, not us.
"""
_TRIES = 3


def opened(path: Path, *, create: bool, has_way_on: bool = False) -> Journal:
    """Open the journal at `path` with the cached key, RJ_PASSPHRASE, or a passphrase asked up to three times.

    Args:
        path: its file.
        create: a journal that is not there is made, asking on a terminal what the first run asks.
        has_way_on: whether the command itself says how a journal begins.

    Raises:
        WrongPassphrase: none given where one is needed and nobody can be asked, or three wrong ones.
        StoreError: whatever else keeps the file from opening.
    """
    from relational_journal.cli.output import hint_at_the_end

    journal = _opened(path, create=create, has_way_on=has_way_on)
    journal.on_notice(hint_at_the_end)
    return journal


def _opened(path: Path, *, create: bool, has_way_on: bool) -> Journal:
    from relational_journal.journal.journal import Journal
    from relational_journal.store.engine.database import is_encrypted

    if not path.exists() or not path.stat().st_size:  # empty: a first run was killed before it made the journal
        if not create:
            from relational_journal.cli.output import hint_at_the_end

            if not path.exists():
                way_on = "" if has_way_on else "; rj log writes the first moment"
                hint_at_the_end(f"There is no journal at {path}{way_on}.")
            return Journal.open(path, now=config.now, create=False)
        return first_run(path, with_passphrase=None)
    given = passphrase_given()
    if not is_encrypted(path.absolute()):
        return Journal.open(path, now=config.now, create=create)
    guard_memory()
    journal = None if given and not _is_of_kept_key(path, given) else _with_kept_key(path)
    if journal is None:
        journal = _open_with(path, given) if given else _asked(lambda typed: _open_with(path, typed), "Passphrase: ")
    _take_in_drafts(journal)
    journal.when_locked(lambda key_of: _unlocked_again(journal, key_of))
    return journal


def first_run(path: Path, *, with_passphrase: bool | None) -> Journal:
    """Make the journal. A terminal shows what it is and asks for a passphrase; else RJ_PASSPHRASE encrypts it, if set.

    Args:
        path: a file that is not there yet, or is empty.
        with_passphrase: decided already (`rj init`), or None.

    Returns:
        the journal, open: a passphrase just chosen is not asked for again.

    Raises:
        NeedsTerminal: a passphrase is wanted, there is none in RJ_PASSPHRASE and nobody to ask.
    """
    from relational_journal.cli.output import can_ask, hint, hint_at_the_end
    from relational_journal.journal.journal import Journal

    passphrase = passphrase_given() if with_passphrase is not False else None
    if can_ask() and passphrase is None:
        hint(reflowed(STATEMENT))
        if with_passphrase is not False:
            hint(reflowed(OFFER))
            passphrase = new_passphrase("Choose a passphrase (Enter alone: go on without one): ", with_passphrase)
    elif passphrase is None and with_passphrase:
        raise NeedsTerminal(
            "there is no terminal to ask for a passphrase on", "Put it into RJ_PASSPHRASE for this once."
        )
    if passphrase is None:
        if with_passphrase is None:
            hint_at_the_end("Not encrypted: anyone using this login can read it; rj passphrase changes that.")
        journal = Journal.open(path, now=config.now, create=True)
    else:
        journal = _made_with(path, passphrase)
    journal.settings.set("told-first-run", "yes", quietly=True)
    return journal


def reflowed(text: str) -> str:
    """Return a paragraph rewrapped if a line of it does not fit the terminal."""
    from relational_journal.cli.output import width

    columns = width()
    if all(len(line) <= columns for line in text.splitlines()):
        return text
    from textwrap import fill

    return fill(" ".join(text.split()), min(columns, 80)) + ("\n" if text.endswith("\n") else "")


def _made_with(path: Path, passphrase: str) -> Journal:
    """Make a journal encrypted with this passphrase; its key is derived once and cached."""
    from relational_journal.cli.output import hint
    from relational_journal.journal.journal import Journal
    from relational_journal.store.engine import first_page, key_derivation
    from relational_journal.store.files.passphrase import make
    from relational_journal.store.keys import key_cache, passphrase_text

    guard_memory()
    passphrase = passphrase_text.new_passphrase(passphrase)
    salt = os.urandom(first_page.SALT_BYTES)
    derived = key_derivation.derive(passphrase, salt)
    make(path, derived, salt)
    if key_derivation.salt_of(path) != salt:  # another first run has been faster
        return _open_with(path, passphrase)
    journal = Journal.open(path, key=derived, now=config.now)
    minutes = keep_minutes(journal)
    if key_cache.cache_key(path, derived, minutes, passphrase):
        kept = f"it is kept until {minutes} minutes without use, or until rj lock"
        hint(reflowed(f"Ready. You type it once an evening: {kept}."))
    else:
        hint("Ready. It is kept nowhere: each command asks for it.")
    return journal


def new_passphrase(question: str, is_wanted: bool | None = None, *, for_pdf: bool = False) -> str | None:
    """Ask for a new passphrase twice until both are the same; return it as stored, or None for none."""
    from relational_journal.cli.asking.password_prompt import GoBack, ask_hidden
    from relational_journal.cli.output import hint
    from relational_journal.store.keys import passphrase_text

    stored_as = passphrase_text.new_pdf_passphrase if for_pdf else passphrase_text.new_passphrase
    while True:
        try:
            first = ask_hidden(f"  {question}")
            if not first and not is_wanted:
                return None
            if first:
                first = stored_as(first)
            if first and first == stored_as(ask_hidden("  Once more: ") or "-"):
                return first
        except GoBack:
            continue
        except StoreError as error:
            hint(f"  {error.sentence.capitalize()}; please choose again.")
            continue
        hint("  These two differ; please choose again." if first else "  Nothing was typed; please choose one.")


def present_passphrase(question: str, opens: Callable[[str], Opened]) -> Opened:
    """Ask for the passphrase up to three times and return what it opens.

    Raises:
        WrongPassphrase: three wrong ones.
    """
    from relational_journal.cli.asking.password_prompt import GoBack, ask_hidden
    from relational_journal.cli.output import hint

    left = _TRIES
    while True:
        try:
            return opens(ask_hidden(question))
        except GoBack:
            continue
        except WrongPassphrase:
            left -= 1
            if not left:
                raise
            hint(f"Wrong passphrase. {'Two more tries' if left == 2 else 'One more try'}.")


def _unlocked_again(journal: Journal, key_of: Callable[[str], bytes | None]) -> bool:
    """Ask for the passphrase because `rj lock` was run while this rj had the journal open.

    Raises:
        StoreError: it was not given; the exit code says how the asking ended.
    """
    from relational_journal.cli.asking.password_prompt import Cancelled
    from relational_journal.cli.output import hint
    from relational_journal.store.engine.engine_errors import locked_meanwhile
    from relational_journal.store.keys import key_cache

    def opens(typed: str) -> tuple[str, bytes]:
        derived = key_of(typed)
        if derived is None:
            raise WrongPassphrase("the passphrase does not open the journal", "Try again.")
        return typed, derived

    given = os.environ.get("RJ_PASSPHRASE")
    try:
        if given and key_of(given):
            return True
        if _can_ask():
            hint("The journal was locked meanwhile.")
        typed, derived = _asked(opens, "Passphrase: ")
    except (Cancelled, EOFError, KeyboardInterrupt, WrongPassphrase) as ended:
        refused = locked_meanwhile()
        refused.exit_code = {KeyboardInterrupt: 130, Cancelled: 0}.get(type(ended), refused.exit_code)
        raise refused from ended
    key_cache.cache_key(journal.path, derived, keep_minutes(journal), typed)
    return True


def keep_minutes(journal: Journal) -> int:
    """Return how many minutes the key is cached without use: RJ_KEEP, the setting `idle`, or 30; 0 is never."""
    configured = configured_minutes()
    return int(journal.settings.get("idle", str(KEEP_MINUTES))) if configured is None else configured


def configured_minutes() -> int | None:
    """Return the minutes of RJ_KEEP, or None if it is not set.

    Raises:
        WordingError: it is no number, or more than two months.
    """
    written = os.environ.get("RJ_KEEP", "").strip()
    if not written:
        return None
    if not is_number_of_minutes(written):
        shown = written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"
        raise WordingError(
            f'RJ_KEEP "{shown}" is no number of minutes',
            f"Use a whole number of at most {MOST_DIGITS} digits; 0 asks every time.",
        )
    return int(written)


def is_number_of_minutes(written: str) -> bool:
    """Return whether this is a number of minutes that RJ_KEEP and the setting `idle` take."""
    return written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS


def passphrase_given(name: str = "RJ_PASSPHRASE") -> str | None:
    """Return the passphrase in the environment, or None if the variable is not set.

    Raises:
        WordingError: it is set and empty: a script whose secret is missing must not make a readable journal.
    """
    given = os.environ.get(name)
    if given == "":
        raise WordingError(f"{name} is set and empty", "Put the passphrase into it, or unset it.")
    return given


def key_for(path: Path, question: str = "Passphrase: ") -> bytes:
    """Return the key that opens an encrypted journal or copy; nothing of it is read or cached.

    Raises:
        WrongPassphrase: none given where one is needed and nobody can be asked, or three wrong ones.
    """
    from relational_journal.store.engine import key_derivation
    from relational_journal.store.files.restore import try_key
    from relational_journal.store.keys import key_cache
    from relational_journal.store.keys.passphrase_text import opened_by

    guard_memory()
    given = passphrase_given()
    kept = None if given and not _is_of_kept_key(path, given) else key_cache.cached_key(path, configured_minutes())
    if kept is not None:
        try:
            try_key(path, kept)
        except WrongPassphrase:
            pass
        else:
            return kept

    def opens(typed: str) -> bytes:
        return opened_by(typed, derived_key)

    def derived_key(passphrase: str) -> bytes:
        derived = key_derivation.derive(passphrase, key_derivation.salt_of(path))
        try_key(path, derived)
        return derived

    if given:
        try:
            return opens(given)
        except WrongPassphrase:
            if not _can_ask():
                raise
    return _asked(opens, question)


def _can_ask() -> bool:
    from relational_journal.cli.output import can_ask

    return can_ask()


def _asked(opens: Callable[[str], Opened], question: str) -> Opened:
    """Ask for the passphrase if somebody is there to answer, and return what it opens."""
    if not _can_ask():
        raise WrongPassphrase(
            "this journal needs a passphrase and there is no terminal to ask on",
            "Put it into RJ_PASSPHRASE for this once, or run rj at a terminal.",
        )
    return present_passphrase(question, opens)


def _open_with(path: Path, typed: str) -> Journal:
    """Open with the key of this passphrase, and cache the key."""
    from relational_journal.store.keys.passphrase_text import opened_by

    return opened_by(typed, lambda passphrase: _open_with_key_of(path, passphrase))


def _open_with_key_of(path: Path, passphrase: str) -> Journal:
    from relational_journal.journal.journal import Journal
    from relational_journal.store.engine import key_derivation
    from relational_journal.store.keys import key_cache

    while True:
        salt = key_derivation.salt_of(path)
        derived = key_derivation.derive(passphrase, salt)
        try:
            journal = Journal.open(path, key=derived, now=config.now)
        except WrongPassphrase:
            if path.exists() and key_derivation.salt_of(path) == salt:
                raise
            continue  # another file has taken the name meanwhile (rj restore)
        key_cache.cache_key(path, derived, keep_minutes(journal), passphrase)
        return journal


def _is_of_kept_key(path: Path, passphrase: str) -> bool:
    """Return whether the cached key belongs to this passphrase; a wrong one is refused although a key is cached."""
    from relational_journal.store.keys import key_cache

    return key_cache.cached_key_matches(path, passphrase)


def _with_kept_key(path: Path) -> Journal | None:
    """Open with the cached key; None if there is none or it is no longer the journal's."""
    from relational_journal.journal.journal import Journal
    from relational_journal.store.keys import key_cache

    kept = key_cache.cached_key(path, configured_minutes())
    if kept is None:
        return None
    try:
        return Journal.open(path, key=kept, now=config.now)
    except WrongPassphrase:
        key_cache.forget(path)
        return None


def _take_in_drafts(journal: Journal) -> None:
    """Take words that a failed or killed run left in memory into the journal as drafts."""
    from relational_journal.cli.output import hint_at_the_end

    try:
        found = journal.drafts.take_in()
    except (JournalError, OSError):  # it cannot be written just now: they stay in memory
        return
    if found:
        hint_at_the_end(
            f"Words of an earlier run are kept as {'a draft' if found == 1 else 'drafts'}: rj doctor --drafts."
        )
