"""Links, second names and other people's files next to a journal: nothing is followed, destroyed or given away."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.store.engine import file_lock, private_files

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, owners and modes of POSIX")
PRECIOUS = b"something of another program, or of the person's own\n" * 40
AS_ROOT = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give a file away")
SOMEBODY = 12345


def modes(folder: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.lstat().st_mode) for file in folder.rglob("*") if not file.is_symlink()}


@pytest.fixture
def linked(rj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal with one entry and a copy, reached through a link in another folder; the link."""
    rj("log", "At the lake with Sam.")
    rj("backup")
    link = tmp_path / "elsewhere" / "journal.db"
    link.parent.mkdir()
    link.symlink_to(rj.journal)
    monkeypatch.setenv("RJ_JOURNAL", str(link))
    return link


def test_a_passphrase_set_through_a_link_closes_the_real_file_and_its_copies_and_leaves_the_link(
    rj, linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "k")
    rj("passphrase")

    assert linked.is_symlink()
    assert [file.name for file in linked.parent.iterdir()] == ["journal.db"]
    for file in rj.journal.parent.rglob("*"):
        assert not file.is_file() or b"At the lake" not in file.read_bytes(), file
    monkeypatch.setenv("RJ_PASSPHRASE", "k")
    assert [entry["text"] for entry in rj("list", "--json").json()] == ["At the lake with Sam."]
    rj("lock")


@pytest.mark.parametrize("words", [("backup",), ("log", "Two."), ("restore", "--yes"), ("doctor", "--drafts")])
def test_whatever_is_done_through_a_link_is_done_next_to_the_real_file(rj, linked: Path, words) -> None:
    copy = str(next((rj.journal.parent / "backups").glob("*.db")))
    rj(*([words[0], copy, *words[1:]] if words[0] == "restore" else words))

    assert [file.name for file in linked.parent.iterdir()] == ["journal.db"]
    assert linked.readlink() == rj.journal


def test_from_python_too_the_path_is_resolved_once(rj, linked: Path) -> None:
    with Journal.open(linked) as journal:
        assert journal.path == rj.journal


def test_an_rj_that_holds_the_journal_by_its_other_path_is_waited_for(rj, linked: Path, monkeypatch) -> None:
    monkeypatch.setattr(file_lock, "WAIT_SECONDS", 0.2)
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "k")
    with Journal.open(rj.journal):
        done = rj("passphrase", code=1)

    assert "another rj is using this journal" in done.err


# Every name that rj itself writes next to a journal, and those of the engine, which refuses to follow them itself.
FIXED = {
    "beside the journal": (".lock", ".gate", ".new", ".unfinished", ".parameters.txt"),
    "the folders": ("backups", "drafts"),
    "in the folders": (
        "backups/{}",
        "backups/{}.new",
        "backups/{}.part",
        "backups/{}-wal",
        "drafts/2026-11-22-1840.txt",
    ),
}
OF_THE_ENGINE = ("-wal", "-shm", "-journal")
KINDS = ("link", "link to a folder", "link to nothing", "hard link", "pipe")


def every_work(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of each command that writes next to the journal, whatever comes of it."""
    # Where two locks are one file, a command waits for itself in vain: how long is not what is asked here.
    monkeypatch.setattr(file_lock, "WAIT_SECONDS", 0.2)
    copy = next(iter(sorted((rj.journal.parent / "backups").glob("journal-*.db"))), "none.db")
    rj("log", "One more.", code=None)
    rj("log", "Not stored.", "--tone", "nonsense", code=None)
    rj("backup", code=None)
    rj("delete", "1", "--for-good", "--yes", code=None)
    rj("people", "forget", "Sam", "--yes", code=None)
    rj("restore", str(copy), "--yes", code=None)
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "k")
    if rj("passphrase", code=None).code == 0:
        monkeypatch.setenv("RJ_PASSPHRASE", "k")
        rj("log", "And one.", code=None)
        rj("passphrase", "--remove", "--yes", code=None)
    rj("doctor", "--mend", "--yes", code=None)
    rj("doctor", code=None)
    rj("lock")


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Path]:
    """A folder elsewhere with a file that nothing may touch."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "precious").write_bytes(PRECIOUS)
    (folder / "precious").chmod(0o644)
    yield folder
    assert (folder / "precious").read_bytes() == PRECIOUS
    assert modes(folder) == {"precious": 0o644}


def put(place: Path, kind: str, outside: Path) -> None:
    """Give a name to something of that kind."""
    if place.is_dir():
        shutil.rmtree(place)
    place.parent.mkdir(exist_ok=True)
    place.unlink(missing_ok=True)
    if kind == "hard link":
        os.link(outside / "precious", place)
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to({"link": outside / "precious", "link to a folder": outside}.get(kind, outside / "nothing"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("names", FIXED)
def test_what_has_one_of_our_names_is_never_followed_or_written_to(
    rj, names: str, kind: str, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rj("log", "Before it. @Sam")
    rj("backup")
    copy = next((rj.journal.parent / "backups").glob("*.db")).name
    for name in FIXED[names]:
        beside = rj.journal.with_name(rj.journal.name + name) if name[0] == "." else rj.journal.parent / name
        put(beside.with_name(beside.name.format(copy)), kind, outside)

    every_work(rj, monkeypatch)

    if (names, kind) == ("beside the journal", "pipe"):  # the lock is a pipe: then nothing is done
        assert "cannot be used" in rj("list", code=1).err
    else:
        assert rj("list", "-n", "0", "--json").json()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", OF_THE_ENGINE)
def test_what_has_one_of_the_engines_names_is_said_to_be_in_the_way(rj, name: str, kind: str, outside: Path) -> None:
    rj("log", "Before it.")
    place = rj.journal.with_name(rj.journal.name + name)
    put(place, kind, outside)

    done = rj("log", "Not stored.", code=1)

    assert str(place) in done.err
    assert "Not stored." in next((rj.journal.parent / "drafts").glob("*.txt")).read_text()
    place.unlink()
    assert len(rj("list", "--json").json()) == 1


# What another program, or the person, may have laid where we lay ours.
NOT_OURS = {
    "backups/places.db": b"SQLite format 3\x00" + bytes(8176),
    "backups/notes.db": PRECIOUS,
    "backups/film.part": PRECIOUS,
    "backups/config.new": PRECIOUS,
    "backups/disk.bytes": PRECIOUS,
    "backups/journal-2026-11-01-120000.db.txt": PRECIOUS,
    "drafts/novel.txt": b"At the lake with Sam.",
    "drafts/chapter-1.new": PRECIOUS,
}


def test_files_of_others_in_folders_named_like_ours_stay_as_they_are(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    rj("log", "At the lake with Sam.")
    rj("log", "Another. @Sam")
    rj("backup")
    for name, content in NOT_OURS.items():
        place = rj.journal.parent / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
        place.chmod(0o644)
        os.utime(place, (1, 1))

    every_work(rj, monkeypatch)

    for name, content in NOT_OURS.items():
        place = rj.journal.parent / name
        assert place.read_bytes() == content, name
        assert stat.S_IMODE(place.stat().st_mode) == 0o644, name


def test_a_second_name_of_the_journal_is_named_before_the_file_is_replaced(
    rj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rj("log", "Kept under two names.")
    second = rj.journal.parent / "the-same.db"
    os.link(rj.journal, second)
    before = second.read_bytes()
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "k")

    done = rj("passphrase", code=1)
    assert str(second) in done.err
    assert "--yes" in done.err
    assert second.read_bytes() == before

    done = rj("passphrase", "--yes")
    assert str(second) in done.out + done.err
    assert second.read_bytes() == before
    monkeypatch.setenv("RJ_PASSPHRASE", "k")
    assert len(rj("list", "--json").json()) == 1
    rj("lock")


def test_restoring_and_mending_too_name_a_second_name_first(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    rj("log", "Kept under two names.")
    rj("backup")
    copy = str(next((rj.journal.parent / "backups").glob("*.db")))
    second = rj.journal.parent / "the-same.db"
    os.link(rj.journal, second)
    before = second.read_bytes()

    done = rj("restore", copy, "--yes")

    assert str(second) in done.out + done.err
    assert second.read_bytes() == before
    assert rj.journal.stat().st_nlink == 1


@AS_ROOT
@pytest.mark.parametrize(
    "words", [("passphrase",), ("restore", "--yes"), ("backup",), ("log", "By root."), ("doctor",)]
)
def test_what_root_does_once_locks_nobody_out(rj, words, monkeypatch: pytest.MonkeyPatch) -> None:
    rj("log", "Written by somebody.")
    rj("backup")
    folder = rj.journal.parent
    copy = str(next((folder / "backups").glob("*.db")))
    for file in [folder, *folder.rglob("*")]:
        os.chown(file, SOMEBODY, SOMEBODY)
    rj.journal.chmod(0o640)
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "k")

    rj(*([words[0], copy, *words[1:]] if words[0] == "restore" else words), code=None)
    monkeypatch.setenv("RJ_PASSPHRASE", "k" if words == ("passphrase",) else "")
    rj("log", "Refused.", "--tone", "nonsense", code=2)

    owners = {str(file.relative_to(folder)): (file.stat().st_uid, file.stat().st_gid) for file in folder.rglob("*")}
    assert set(owners.values()) == {(SOMEBODY, SOMEBODY)}, owners
    assert stat.S_IMODE(rj.journal.stat().st_mode) == 0o640
    rj("lock")


def test_owner_and_mode_of_a_file_that_is_replaced_are_kept(rj, tmp_path: Path) -> None:
    rj("log", "Shown to one other.")
    page = tmp_path / "page.html"
    page.write_text("of last week")
    page.chmod(0o640)

    rj("summary", "--format", "html", "--output", str(page), "--force", "--yes")

    assert stat.S_IMODE(page.stat().st_mode) == 0o640
    assert "of last week" not in page.read_text()


@pytest.mark.parametrize("words", [("summary", "--format", "html", "--yes"), ("export", "--to", "jsonl")])
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_page_or_export_is_not_written_through_a_link(rj, words, force, tmp_path: Path) -> None:
    rj("log", "Something.")
    precious, link = tmp_path / "precious", tmp_path / "out.html"
    precious.write_bytes(PRECIOUS)
    link.symlink_to(precious)

    done = rj(*words, "--output", str(link), *force, code=1)

    assert str(link) in done.err
    assert link.is_symlink()
    assert precious.read_bytes() == PRECIOUS


@pytest.mark.parametrize("content", [PRECIOUS, b"", os.urandom(8192), b"SQLite format 3\x00" + bytes(8176)])
@pytest.mark.parametrize("words", [("list",), ("doctor",), ("passphrase",), ("backup",), ("lock",)])
def test_a_file_that_is_no_journal_is_left_as_it_is_with_nothing_next_to_it(
    rj, content: bytes, words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "no passphrase of it")
    monkeypatch.setenv("RJ_NEW_PASSPHRASE", "k")
    folder = tmp_path / "site"
    folder.mkdir()
    other = folder / "index.html"
    other.write_bytes(content)
    other.chmod(0o644)

    rj("--journal", str(other), *words, code=None)

    assert other.read_bytes() == content
    assert modes(folder) == {"index.html": 0o644}


def test_a_journal_that_is_not_there_is_said_not_to_be_there(rj) -> None:
    done = rj("--journal", "/nonexistent/x.db", "list")

    assert done.out == ""
    assert "There is no journal at /nonexistent/x.db" in done.err
    assert rj("--journal", "/nonexistent/x.db", "list", "--json").json() == []
    assert not Path("/nonexistent").exists()


@pytest.mark.parametrize("umask", [0, 0o777])
def test_whatever_the_umask_all_next_to_a_journal_is_for_its_owner_alone(rj, umask: int, monkeypatch) -> None:
    before = os.umask(umask)
    try:
        rj("log", "Something.")
        rj("log", "Refused.", "--tone", "nonsense", code=2)
        rj("backup")
        monkeypatch.setenv("RJ_NEW_PASSPHRASE", "k")
        rj("passphrase")
        monkeypatch.setenv("RJ_PASSPHRASE", "k")
        rj("log", "More.")
        rj("log", "Refused again.", "--tone", "nonsense", code=2)
        rj("passphrase", "--remove", "--yes")
        monkeypatch.delenv("RJ_PASSPHRASE")
        rj("log", "Refused in the open.", "--tone", "nonsense", code=2)
    finally:
        os.umask(before)

    found = {file: stat.S_IMODE(file.stat().st_mode) for file in rj.journal.parent.rglob("*")}
    assert {mode for file, mode in found.items() if file.is_dir()} == {0o700}
    assert {mode for file, mode in found.items() if file.is_file()} == {0o600}
    assert any(file.parent.name == "drafts" for file in found)


def test_no_module_of_the_store_writes_but_through_private_files() -> None:
    """What opens a file to write to it without looking whether it is a link would undo all of this."""
    import ast

    import relational_journal.store as store

    root = Path(store.__file__).parent
    found = []
    for file in root.rglob("*.py"):
        if file.name == "private_files.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            name, of = node.func.attr, node.func.value
            writes = name in ("write_text", "write_bytes", "touch", "mkstemp", "mkdtemp", "symlink_to", "copyfile")
            is_os_open = name == "open" and isinstance(of, ast.Name) and of.id == "os"
            if is_os_open and ast.unparse(node.args[1]) == "os.O_RDONLY":
                continue
            mode = next((arg.value for arg in node.args if isinstance(arg, ast.Constant)), "r")
            opens = name == "open" and not is_os_open and isinstance(mode, str) and set(mode) & set("wax+")
            if writes or is_os_open or opens:
                found.append(f"{file.relative_to(root)}:{node.lineno} {name}")
    assert found == []


def test_a_link_in_the_place_of_a_file_to_read_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "real")

    with pytest.raises(OSError, match=r"symbolic link|Too many levels"):
        private_files.read(tmp_path / "link")


def test_two_first_runs_by_two_paths_make_one_journal(rj, tmp_path: Path) -> None:
    rj.journal.parent.mkdir(parents=True)
    link = tmp_path / "by-another-way"
    link.symlink_to(rj.journal.parent)
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "relational_journal", "--journal", str(path), "log", f"From {number}."],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number, path in enumerate([rj.journal, link / "journal.db"] * 2)
    ]
    assert [run.wait(60) for run in runs] == [0] * 4

    assert len(rj("list", "--json").json()) == 4


def _a_socket(place: Path) -> Path:
    import socket

    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(place / "s"))
    return place / "s"


def _a_link_to_itself(place: Path) -> Path:
    (place / "loop.db").symlink_to(place / "loop.db")
    return place / "loop.db"


def _below_a_file(place: Path) -> Path:
    (place / "file").write_text("mine")
    return place / "file" / "journal.db"


def _a_pipe(place: Path) -> Path:
    os.mkfifo(place / "pipe")
    return place / "pipe"


def _another_file(place: Path) -> Path:
    (place / "letter.txt").write_text("Dear Ada, this is a letter and no journal.")
    return place / "letter.txt"


UNFIT: dict[str, tuple[Callable[[Path], Path | str], str, str]] = {
    "a long name": (lambda place: place / ("a" * 300), "the name of the journal's file is too long", "shorter path"),
    "a folder with a long name": (
        lambda place: place / ("a" * 300) / "journal.db",
        "the name of a folder of the journal is too long",
        "shorter path",
    ),
    "a folder": (lambda place: place, "is a folder", "Name the journal's file in it"),
    "a folder by its slash": (lambda place: f"{place}/new/", "names a folder", "Name the journal's file in it"),
    "a socket": (_a_socket, "is not a journal", "names another file"),
    "a pipe": (_a_pipe, "is not a journal", "names another file"),
    "another file": (_another_file, "is not a journal", "names another file"),
    "a link to itself": (_a_link_to_itself, "is a link that leads back to itself", "name another file"),
    "below a file": (_below_a_file, "is a file, and journal.db would need a folder there", "Name a path in a folder"),
}


@pytest.mark.parametrize("words", [("log", "tea with Ada"), ("list",)], ids=["log", "list"])
@pytest.mark.parametrize("unfit", UNFIT.values(), ids=UNFIT)
def test_a_path_that_can_be_no_journal_says_why_and_what_to_do(rj, tmp_path: Path, unfit, words) -> None:
    made, what, way = unfit
    place = tmp_path / "place"
    place.mkdir()
    path = str(made(place))
    before = sorted(place.iterdir())
    refused = rj("--journal", path, *words, code=None)
    error, next_step = refused.err.splitlines()[-2:]

    assert refused.code in (1, 2)
    assert refused.out == ""
    assert error.startswith("error: ")
    assert what in error
    assert way in next_step
    assert sorted(place.iterdir()) == before
    if words[0] == "log":
        assert "tea with Ada" in refused.err or "Your words are kept in" in refused.err
