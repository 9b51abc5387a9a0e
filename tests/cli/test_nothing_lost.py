"""Words on a command line that could not be read, or whose command failed, are kept; the message says where."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

KEPT = "Your words are kept in "


def kept(rj) -> list[str]:
    """The words of every draft, oldest first."""
    folder = rj.journal.parent / "drafts"
    drafts = sorted(folder.glob("*.txt"), key=lambda path: path.stat().st_mtime_ns) if folder.is_dir() else []
    return [draft.read_text(encoding="utf-8", errors="surrogateescape") for draft in drafts]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["log", "--nope", "I was hurt"], "I was hurt"),
        (["log", "I was", "hurt", "-n"], "I was hurt"),
        (["log", "--minute=x", "I was hurt", "--when", "yesterday"], "I was hurt"),
        (["log", "- he said no"], "- he said no"),
        (["log", "I was hurt", "--with"], "I was hurt"),
        (["log", "I was hurt", "--tone", ""], "I was hurt"),
        (["log", "I was hurt", "--tone", "purple"], "I was hurt"),
        (["log", "I was hurt", "--when", "tusday"], "I was hurt"),
        (["log", "I was hurt", "--repairs", "99"], "I was hurt"),
        (["lgo", "I was hurt by @Sam", "--tone", "d"], "I was hurt by @Sam"),
        (["lgo", "I", "was", "hurt", "by", "@Sam", "--tone", "d"], "I was hurt by @Sam"),
        (["lgo", "tea"], "tea"),
        (["dog", "barked", "at", "me"], "dog barked at me"),
        (["add", "I", "was", "hurt"], "I was hurt"),
        (["mned", "3", "We", "talked"], "We talked"),
        (["sesion", "before", "what", "I", "want"], "what I want"),
        (["Sam", "came", "home", "late"], "Sam came home late"),
        (["I", "cried"], "I cried"),
        (["Log", "tea"], "tea"),
        (["mum", "called", "me"], "mum called me"),
        (["had", "tea", "with", "mum"], "had tea with mum"),
        (["tea", "@ada"], "tea @ada"),
        (["took", "the", "late", "bus", "home"], "took the late bus home"),
        (["He left.", "--with", "@Sam"], "He left."),
        (["--nope", "log", "I was hurt"], "I was hurt"),
        (["edit", "3", "--nope", "--text", "I was hurt"], "I was hurt"),
        (["edit", "3", "--text=I was hurt"], "I was hurt"),
        (["edit", "3", "I was hurt"], "I was hurt"),
        (["mend", "3", "We talked.", "--by", "nobody"], "We talked."),
        (["mend", "3", "--nope", "We talked."], "We talked."),
        (
            ["hunch", "add", "When I am criticised I go.", "--when", "nope", "--then", "nope"],
            "When I am criticised I go.",
        ),
        (["hunch", "add", "When I am criticised I go.", "--nope"], "When I am criticised I go."),
        (["session", "before", "What I want", "--nope"], "What I want"),
        (["session", "after", "It was good.", "--when", "tusday"], "It was good."),
    ],
)
def test_the_words_of_a_line_that_is_refused_are_kept_and_the_message_says_where(rj, line, words) -> None:
    result = rj(*line, code=None)

    assert result.code in (1, 2)
    assert result.out == ""
    assert len(result.err.splitlines()) == 2
    assert KEPT in result.err
    assert kept(rj) == [words]


@pytest.mark.parametrize(
    "line",
    [
        ["list", "--nope", "--since", "last friday"],
        ["search", "two words", "--nope"],
        ["suggest", "I was hurt.", "--nope"],
        ["words", "add", "grumpy", "--nope"],
        ["lst"],
        ["lst", "--since", "yesterday"],
        ["lst", "--with", "@Sam"],
        ["serach", "Sam", "late"],
        ["shwo", "3"],
        ["pepole", "add", "Ann", "Marie"],
        ["dashboard"],
        ["dashboard", "now"],
        ["ls", "3"],
        ["show", "99"],
        ["mend", "99"],
    ],
)
def test_what_is_no_entry_s_words_leaves_no_draft_behind(rj, line) -> None:
    rj("log", "Tea.")
    result = rj(*line, code=None)

    assert result.code in (1, 2)
    assert kept(rj) == []


def test_words_that_came_through_a_pipe_are_kept_too(rj) -> None:
    rj("log", "-", "--nope", stdin="a long evening", code=2)
    rj("log", "-", stdin=b"caf\xe9 with Ada", code=2)

    assert kept(rj) == ["a long evening", "caf\udce9 with Ada"]


def test_the_journal_named_before_the_command_keeps_them(rj, tmp_path: Path) -> None:
    rj("--journal", str(tmp_path / "other" / "journal.db"), "lgo", "I was hurt", code=2)

    assert [path.read_text() for path in (tmp_path / "other" / "drafts").iterdir()] == ["I was hurt"]
    assert kept(rj) == []


def test_with_a_passphrase_no_word_of_a_refused_line_reaches_a_disk(rj, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "seven quiet herons")
    rj("log", "Tea.")
    result = rj("log", "--nope", "marmaladeword", code=2)

    assert "kept in memory" in result.err or "marmaladeword" in result.err
    if "kept in memory" in result.err:
        assert "Words of an earlier run are kept as a draft" in rj("log", "Soup.").err
    held = [path for path in tmp_path.rglob("*") if path.is_file() and b"marmaladeword" in path.read_bytes()]
    assert held == []


def test_a_moment_that_was_stored_leaves_no_draft_when_what_follows_fails(rj) -> None:
    with Path("/dev/full").open("wb") as full:
        line = [
            sys.executable,
            "-m",
            "relational_journal",
            "hunch",
            "add",
            "I go.",
            "--when",
            "hurt",
            "--then",
            "went-silent",
        ]
        subprocess.run(line, stdout=full, stderr=subprocess.PIPE, check=False)
        line = [sys.executable, "-m", "relational_journal", "log", "Soup."]
        subprocess.run(line, stdout=full, stderr=subprocess.PIPE, check=False)

    assert "Soup." not in kept(rj)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["log", "edit", "mend", "session", "before", "hunch", "add", "--", "-", "-n", "--tone", "d"]
            ),
            st.sampled_from(["--text", "--when", "--nope", "--journal=", "--json", "-e", "3", "--minute", "list"]),
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
        ),
        max_size=6,
    )
)
def test_whatever_stands_on_the_line_reading_its_words_never_fails(arguments: list[str]) -> None:
    from relational_journal.cli.rejected_line import words_given

    words = words_given(arguments)

    assert all(piece in " ".join(arguments) for piece in words.split())


@pytest.mark.parametrize(
    "line", [["log", "Soup."], ["tag", "1", "+hurt"], ["edit", "1", "--text", "Coffee."], ["mend", "1", "We talked."]]
)
def test_what_was_done_is_never_called_undone_because_its_answer_could_not_be_written(rj, line) -> None:
    rj("log", "Tea. +d")
    before = rj("export").out
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "relational_journal", *line]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)

    assert done.returncode == 1
    assert "the answer could not be written" in done.stderr.decode()
    assert "Nothing was changed" not in done.stderr.decode()
    assert rj("export").out != before
    assert kept(rj) == []


def test_a_stderr_that_takes_nothing_changes_no_exit_code(rj) -> None:
    rj("log", "Tea.")
    with Path("/dev/full").open("wb") as full:
        codes = [
            subprocess.run(
                [sys.executable, "-m", "relational_journal", *line], stdout=subprocess.DEVNULL, stderr=full, check=False
            ).returncode
            for line in (["log", "Soup."], ["log", "--nope", "Bread."], ["show", "99"])
        ]

    assert codes == [0, 2, 1]
    assert kept(rj) == ["Bread."]


def test_words_typed_in_utf_8_are_read_whatever_the_locale(rj) -> None:
    rj.process("log", "Grüße an @Jürgen 🌧️", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    entry = rj("list", "--json").json()[0]
    assert (entry["text"], entry["people"]) == ("Grüße an @Jürgen 🌧️", ["Jürgen"])


@pytest.mark.parametrize("now", ["junk", "0001-01-01T00:00", "9999-12-31T23:59:59-12:00"])
def test_a_clock_that_cannot_be_read_is_said_so_and_keeps_the_words(rj, monkeypatch, now) -> None:
    monkeypatch.setenv("RJ_NOW", now)
    result = rj("log", "I was hurt.", code=2)

    assert result.err.startswith(f'error: RJ_NOW "{now}" does not read as a date-time\n')
    assert kept(rj) == ["I was hurt."]


@pytest.mark.parametrize("zone", ["AAA+24", "AAA-30", "AAA+5BBB+30", "Europe/Berlim", "Nowhere", ":nope/nope"])
def test_a_time_zone_that_cannot_be_read_is_utc_with_a_word_and_the_words_are_stored(rj, zone) -> None:
    done = rj.process("log", "I was hurt.", "--json", TZ=zone, RJ_NOW="")

    assert done.code == 0
    assert f'TZ "{zone}" does not read as a time zone; times are in UTC.' in done.err.splitlines()
    assert done.json()["when"].endswith("+00:00")
    assert kept(rj) == []


@pytest.mark.parametrize("zone", ["Asia/Kolkata", ":Europe/Berlin", "UTC", "EST5EDT", "CET-1CEST", "<+0330>-3:30", ""])
def test_a_time_zone_that_can_be_read_is_not_spoken_of(rj, zone) -> None:
    assert "time zone" not in rj.process("log", "I was hurt.", TZ=zone).err


def test_words_for_a_file_that_is_no_journal_are_shown_again(rj, tmp_path, monkeypatch) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear Ada, this is a letter and no journal at all.")
    monkeypatch.setenv("RJ_JOURNAL", str(other))
    result = rj("log", "I was hurt.", code=1)

    assert result.err.startswith("I was hurt.\nerror: ")
    assert "stand above" in result.err


# --- the editor ------------------------------------------------------------------------------------------------------


def an_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    path = tmp_path / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(path))


def test_words_written_in_an_editor_that_fails_are_kept(rj, tmp_path, monkeypatch) -> None:
    an_editor(tmp_path, monkeypatch, 'printf "A long story." > "$1"; exit 3')
    result = rj("log", "-e", code=1)

    assert "ended with 3" in result.err
    assert kept(rj) == ["A long story."]


def test_an_editor_that_is_left_without_writing_leaves_no_draft_of_what_is_stored(rj, tmp_path, monkeypatch) -> None:
    rj("log", "Tea.")
    an_editor(tmp_path, monkeypatch, "exit 1")
    rj("edit", "1", code=1)

    assert kept(rj) == []


def test_bytes_of_an_editor_that_are_no_utf_8_are_kept_as_they_are(rj, tmp_path, monkeypatch) -> None:
    an_editor(tmp_path, monkeypatch, 'printf "caf\\351" > "$1"')
    result = rj("log", "-e", code=1)

    assert "is not UTF-8 (byte 4)" in result.err
    assert kept(rj) == ["caf\udce9"]


@pytest.mark.parametrize("editor", ['"unclosed', "   ", "''"])
def test_an_editor_that_is_no_command_is_said_so(rj, monkeypatch, editor) -> None:
    monkeypatch.setenv("EDITOR", editor)
    result = rj("log", "-e", "My words.", code=1)

    assert result.err.startswith("error: ")
    assert kept(rj) == ["My words."]


@pytest.mark.parametrize("text", ["two lines\n", "\n", "\ufeffmarked", "a\r\nb"])
def test_opening_and_closing_the_editor_changes_nothing(rj, tmp_path, monkeypatch, text) -> None:
    rj("log", "-", stdin=f"{text}x\n")
    rj("edit", "1", "--text", text)
    an_editor(tmp_path, monkeypatch, "true")
    rj("edit", "1")

    assert rj("show", "1", "--json").json()["text"] == text


# --- what is empty, and what does not belong there -------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "log Tea. --tone", "log Tea. --kind", "log Tea. --repairs", "log Tea. --with", "log Tea. --tag", "mend 1 --by",
        "mend 1 --status", "words", "guide", "settings idle", "settings", "list --with", "list --tag", "list --tone",
        "list --kind", "list --since", "edit 1 --tone", "edit 1 --repairs", "words add", "words add x --like",
        "words add x --label", "words add x --polarity", "people add", "people edit Ada --relationship", "look",
        "search", "import", "export --output", "export --to", "link 1 1 --as", "patterns", "tag 1", "backup", "restore",
    ],
)  # fmt: skip
@pytest.mark.parametrize("nothing", ["", "  "])
def test_a_value_that_is_empty_is_said_so_and_never_passed_over(rj, line, nothing) -> None:
    rj("log", "@Ada came. +c")
    before = rj("list", "--json").out
    result = rj(*line.split(" "), nothing, code=2)

    assert result.out == ""
    assert len(result.err.splitlines()) == 2
    assert rj("list", "--json").out == before


def test_a_text_may_be_made_empty(rj) -> None:
    rj("log", "Tea. +c")

    assert rj("edit", "1", "--text", "", "--json").json()["text"] == ""


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ("--nope list", "before a command stand only --journal, -j, --plain and --version"),
        ("--since yesterday list", "--since belongs after the command: rj list --since …"),
        ("lsit", "rj help lists the commands"),
        ("log Tea. --minute=x", "rj help log shows what it takes"),
        ("list --journal x", "--journal belongs before the command: rj --journal PATH list"),
        ("list -j work", "-j belongs before the command: rj -j NAME list"),
        ("log Tea. -j work", "-j belongs before the command: rj -j NAME log"),
        ("hunch add x --nope", "rj help hunch add shows what it takes"),
        ("list --nope", "rj help list shows what it takes"),
    ],
)
def test_the_way_on_fits_the_mistake(rj, line, way) -> None:
    assert way in rj(*line.split(" "), code=2).err.splitlines()[1]


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("list -n many", '"many" is no whole number for -n'),
        ("due --after x", '"x" is no whole number for --after'),
        ("due --after 0", "--after takes 1 day or more, and 0 is less"),
        ("summary --leave-out 1.5", '"1.5" is no whole number for --leave-out'),
        ("list these words", '"these words" is more than it takes'),
        ("show 1 2", '"2" is more than it takes'),
    ],
)
def test_what_the_library_finds_wrong_is_said_in_plain_words(rj, line, said) -> None:
    assert rj(*line.split(" "), code=2).err.splitlines()[0] == f"error: {said}"


def test_words_are_kept_when_ctrl_c_ends_a_command_that_waits_for_the_journal(rj) -> None:
    import sqlite3
    import time

    rj("log", "Tea.")
    other = sqlite3.connect(rj.journal, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    line = [sys.executable, "-m", "relational_journal", "log", "Soup with Ada."]
    waiting = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    begun = time.monotonic()
    while "journal.db" not in os.popen(f"ls -l /proc/{waiting.pid}/fd 2>/dev/null").read():
        assert time.monotonic() - begun < 20
    waiting.send_signal(signal.SIGINT)
    _, said = waiting.communicate(timeout=30)
    other.close()

    assert waiting.returncode == 130
    assert KEPT in said.decode()
    assert kept(rj) == ["Soup with Ada."]


@pytest.mark.parametrize("line", ["had a day -really bad", "she said -no- loudly"])
def test_words_with_a_dash_are_kept_among_the_others(rj, line: str) -> None:
    refused = rj("log", *line.split(), code=2)

    assert "Words that begin with a dash stand after two dashes: rj log -- …" in refused.err
    kept = Path(refused.err.rpartition("kept in ")[2].strip())
    assert kept.read_text(encoding="utf-8").strip() == line


def test_a_journal_named_by_an_empty_name_is_refused(rj) -> None:
    refused = rj("-j", "", "log", "for another journal", code=1)

    assert 'no journal is called ""' in refused.err
    assert not rj.journal.exists()


def interrupts_after(monkeypatch: pytest.MonkeyPatch, owner: type, name: str, *, at: int = 1) -> None:
    """Let Ctrl-C come right after this has stored what it was given for the `at`-th time."""
    store, calls = getattr(owner, name), []

    def interrupted(*given: object, **named: object) -> object:
        stored = store(*given, **named)
        calls.append(name)
        if len(calls) == at:
            raise KeyboardInterrupt
        return stored

    monkeypatch.setattr(owner, name, interrupted)


@pytest.mark.parametrize(
    ("line", "method", "where", "text"),
    [
        (["log", "stored once"], "add", "It is stored as 2.", "stored once"),
        (["mend", "1", "stored once"], "add", "It is stored as 2.", "stored once"),
        (["mend", "1", "stored once"], "replace", "It is stored as 2.", "stored once"),
        (["edit", "1", "--text", "stored once"], "replace", "It is stored as 1.", "stored once"),
        (["session", "before", "stored once"], "add", "It is stored as 2.", "stored once"),
        (["session", "after", "stored once"], "add", "It is stored as 2.", "stored once"),
    ],
)
def test_an_interrupt_between_storing_and_knowing_so_keeps_no_second_copy(
    rj, monkeypatch: pytest.MonkeyPatch, line: list[str], method: str, where: str, text: str
) -> None:
    from relational_journal.journal.journal import Journal

    rj("log", "We fell out. @Sam +f", "--break")
    interrupts_after(monkeypatch, Journal, method)
    ended = rj(*line, code=130)

    assert ended.err.strip() == where
    assert kept(rj) == []
    assert [entry["text"] for entry in rj("list", "--json").json()].count(text) == 1


def test_an_interrupt_while_a_prepared_session_is_added_to_keeps_no_second_copy(rj, monkeypatch) -> None:
    from relational_journal.journal.journal import Journal

    rj("session", "before", "what I want")
    interrupts_after(monkeypatch, Journal, "replace")
    ended = rj("session", "before", "and this", code=130)

    assert ended.err.strip() == "It is stored as 1."
    assert kept(rj) == []


def test_an_interrupt_right_after_a_hunch_was_stored_keeps_no_second_copy(rj, monkeypatch) -> None:
    from relational_journal.journal.collaborators import Hunches

    words = "When they criticise me I go quiet."
    interrupts_after(monkeypatch, Hunches, "add")
    ended = rj("hunch", "add", words, "--when", "they-criticised-me", "--then", "went-silent", code=130)

    assert ended.err.strip() == "It is stored as hunch 1."
    assert kept(rj) == []
    assert [hunch["text"] for hunch in rj("hunch", "list", "--json").json()] == [words]


@pytest.mark.parametrize(
    "line",
    [
        ["log", "not stored"],
        ["mend", "1", "not stored"],
        ["edit", "1", "--text", "not stored"],
        ["session", "before", "not stored"],
        ["session", "after", "not stored"],
        ["hunch", "add", "not stored", "--when", "they-criticised-me", "--then", "went-silent"],
    ],
)
def test_an_interrupt_before_anything_is_stored_keeps_the_words_once(rj, monkeypatch, line: list[str]) -> None:
    from relational_journal.store.records import changes

    rj("log", "We fell out. @Sam +f", "--break")

    def interrupted(*given: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(changes, "change", interrupted)
    ended = rj(*line, code=130)

    assert KEPT in ended.err
    assert kept(rj) == ["not stored"]


@pytest.mark.parametrize("line", [["log", "stored once"], ["mend", "1", "stored once"]])
def test_an_interrupt_when_the_command_is_done_keeps_no_second_copy(rj, monkeypatch, line: list[str]) -> None:
    from relational_journal.cli.drafts import kept_on_failure

    rj("log", "We fell out. @Sam +f", "--break")
    interrupts_after(monkeypatch, kept_on_failure, "__exit__")
    ended = rj(*line, code=130)

    assert ended.err.splitlines()[-1] == "It is stored as 2."
    assert kept(rj) == []


def test_what_was_written_in_an_editor_is_kept_if_ctrl_c_comes_while_its_folder_is_removed(
    rj, tmp_path, monkeypatch
) -> None:
    from relational_journal.store.drafts.editor_folder import EditorFolder

    rj("log", "Tea.")
    an_editor(tmp_path, monkeypatch, 'printf "A long story." > "$1"')
    interrupts_after(monkeypatch, EditorFolder, "__exit__")
    ended = rj("edit", "1", code=130)

    assert KEPT in ended.err
    assert kept(rj) == ["A long story."]


def test_words_of_an_editor_that_are_stored_are_not_kept_a_second_time(rj, tmp_path, monkeypatch) -> None:
    from relational_journal.journal.journal import Journal

    rj("log", "Tea.")
    an_editor(tmp_path, monkeypatch, 'printf "A long story." > "$1"')
    interrupts_after(monkeypatch, Journal, "replace")
    ended = rj("edit", "1", code=130)

    assert ended.err.strip() == "It is stored as 1."
    assert kept(rj) == []


@pytest.mark.parametrize("is_stored", [True, False])
@pytest.mark.parametrize("nth", [1, 2])
def test_an_answer_cut_short_by_ctrl_c_is_in_the_journal_or_a_draft_and_never_in_both(
    rj, monkeypatch, is_stored: bool, nth: int
) -> None:
    from relational_journal.journal.journal import Journal
    from relational_journal.store.records import changes
    from tests.support.at_terminal import ENTER, AtTerminal

    rj("init", "--no-passphrase")
    if is_stored:
        interrupts_after(monkeypatch, Journal, "add" if nth == 1 else "replace")
    else:
        change, calls = changes.change, []

        def interrupted(*given: object, **named: object) -> object:
            calls.append(given)
            if len(calls) == nth:
                raise KeyboardInterrupt
            return change(*given, **named)

        monkeypatch.setattr(changes, "change", interrupted)
    there = AtTerminal("reflect", "picture").sees("one sentence").types("the first answer", ENTER)
    if nth == 2:
        there.sees("Where is it from?").types("the second answer", ENTER)
    code, shown = there.ends()
    words = "the first answer" if nth == 1 else "the second answer"
    answers = [answer for entry in rj("list", "--json").json() for answer in entry["answers"].values()]

    assert code == 130
    assert ("It is stored as 1." in shown) is is_stored
    assert (answers.count(words), kept(rj).count(words)) == ((1, 0) if is_stored else (0, 1))


def test_a_slip_after_a_journal_s_name_keeps_the_words_beside_that_journal(rj, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    place = tmp_path / "config" / "relational-journal"
    place.mkdir(parents=True)
    (place / "config.toml").write_text(f'[journals]\nwork = "{tmp_path / "work" / "journal.db"}"\n')
    rj("-j", "work", "lgo", "I", "was", "hurt", code=2)

    assert [path.read_text() for path in (tmp_path / "work" / "drafts").iterdir()] == ["I was hurt"]
    assert kept(rj) == []
