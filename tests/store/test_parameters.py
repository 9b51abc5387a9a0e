"""An encrypted journal opens without this program, by the text file next to it and by docs/privacy.md."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from relational_journal import Journal
from relational_journal.store.engine import key_derivation
from relational_journal.store.files import passphrase
from relational_journal.store.keys import cipher_parameters
from tests.support.stored import Clock

PASSPHRASE = "sécond 'one' with spaces"
DOCUMENTED = Path(__file__).parents[2] / "docs" / "privacy.md"


@pytest.fixture
def closed(path: Path, clock: Clock) -> Path:
    with Journal.open(path, now=clock) as journal:
        journal.add("We talked about the garden.")
        journal.backup()
    passphrase.change(path, None, PASSPHRASE, now=clock)
    return path


def statements(instructions: str) -> list[str]:
    """The lines to type, the passphrase put in as they say."""
    lines = re.findall(r"^(?:PRAGMA key|PRAGMA cipher_compatibility|SELECT)[^;]*;$", instructions, re.MULTILINE)
    return [line.replace("your passphrase", PASSPHRASE.replace("'", "''")) for line in lines]


def read_by_engine_alone(file: Path, lines: list[str]) -> str:
    code = (
        "import sys; from sqlcipher3 import dbapi2\n"
        "connection = dbapi2.connect(sys.argv[1])\n"
        "for line in sys.argv[2:]: found = connection.execute(line).fetchall()\n"
        "print(found)\n"
        "print([name for name in sys.modules if name.startswith('relational')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file), *lines], capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "[]"
    return done.stdout


def test_the_words_beside_it_open_the_journal_and_its_copies_without_this_program(closed: Path) -> None:
    lines = statements(cipher_parameters.file_of(closed).read_text(encoding="utf-8"))

    assert len(lines) == 3
    for file in (closed, *(closed.parent / "backups").glob("*.db")):
        assert "We talked about the garden." in read_by_engine_alone(file, lines)


def test_so_do_those_of_the_documentation(closed: Path) -> None:
    lines = statements(DOCUMENTED.read_text(encoding="utf-8"))

    assert lines == statements(cipher_parameters.file_of(closed).read_text(encoding="utf-8"))


def test_the_parameters_beside_it_open_it_where_the_engine_has_others(closed: Path) -> None:
    """Each line set by itself, on an engine whose defaults are those of a former version."""
    said = cipher_parameters.file_of(closed).read_text(encoding="utf-8")
    settings = re.findall(r"^PRAGMA (?:kdf_iter|cipher_[a-z_]+) = [A-Z0-9_]+;$", said, re.MULTILINE)
    lines = [
        "PRAGMA cipher_default_compatibility = 3;",
        statements(said)[0],
        *[line for line in settings if "compatibility" not in line],
        statements(said)[2],
    ]

    assert len(settings) == 7
    assert "We talked about the garden." in read_by_engine_alone(closed, lines)


def test_an_engine_with_other_defaults_opens_and_makes_it_alike(closed: Path, clock: Clock) -> None:
    engine = dbapi2.connect(":memory:")
    engine.execute("PRAGMA cipher_default_compatibility = 3")
    try:
        with Journal.open(closed, PASSPHRASE) as journal:
            assert journal.count() == 1
        engine.execute("PRAGMA cipher_default_compatibility = 3")
        passphrase.change(closed, PASSPHRASE, None, now=clock)
        engine.execute("PRAGMA cipher_default_compatibility = 3")
        passphrase.change(closed, None, PASSPHRASE, now=clock)
    finally:
        engine.execute("PRAGMA cipher_default_compatibility = 4")

    lines = statements(cipher_parameters.file_of(closed).read_text(encoding="utf-8"))
    assert "We talked about the garden." in read_by_engine_alone(closed, lines)


def test_two_journals_with_one_passphrase_have_salts_of_their_own(path: Path, clock: Clock) -> None:
    salts = set()
    for name in ("a.db", "b.db"):
        with Journal.open(path.with_name(name), now=clock) as journal:
            journal.add("Something.")
        passphrase.change(path.with_name(name), None, "same", now=clock)
        salts.add(key_derivation.salt_of(path.with_name(name)))

    assert len(salts) == 2


def test_they_are_gone_with_the_passphrase(closed: Path, clock: Clock) -> None:
    assert cipher_parameters.file_of(closed).stat().st_mode & 0o077 == 0
    passphrase.change(closed, PASSPHRASE, None, now=clock)

    assert not cipher_parameters.file_of(closed).exists()


def test_a_journal_made_with_a_passphrase_has_them_from_the_start(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", PASSPHRASE)
    rj("log", "The first.")
    rj("lock")
    lines = statements(cipher_parameters.file_of(rj.journal).read_text(encoding="utf-8"))

    assert "The first." in read_by_engine_alone(rj.journal, lines)
