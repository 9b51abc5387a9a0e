"""What people expect of a program at a terminal: -h, config.toml, FORCE_COLOR, exit codes for scripts, the guide."""

from __future__ import annotations

import io
import os
import plistlib
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from relational_journal.cli.commands import COMMANDS
from tests.support.at_terminal import ENTER, ESC, AtTerminal

ROOT = Path(__file__).resolve().parents[2]
# A variable of the environment; those of our own children are not for people.
NAMED = "(?:RJ_(?!EXPIRY)|XDG_|LC_|NO_|FORCE_)[A-Z_]+|COLUMNS|EDITOR|VISUAL|PAGER|TERM|TZ|LANG|HOME|HIST[A-Z]+"
NAMES = [name for section in COMMANDS.values() for name in section]


@pytest.fixture
def config(rj: Any) -> Path:
    """The file config.toml is read from; its folder is there, it is not."""
    from relational_journal import config, config_file

    config_file.read.cache_clear()
    path = config.config_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@pytest.mark.parametrize("name", NAMES)
def test_h_is_help_of_every_command(rj: Any, name: str) -> None:
    help_text = rj(name, "--help").out

    assert rj(name, "-h").out == help_text != ""
    assert "--install-completion" not in help_text  # the library's own, which fails here; rj completion does it


def test_h_is_help_of_the_program_and_of_parts_and_a_tag_that_begins_with_it_is_still_a_tag(rj: Any) -> None:
    assert rj("-h").out == rj("--help").out
    assert rj("people", "show", "-h").out == rj("people", "show", "--help").out
    rj.log("He went quiet. +hurt +went-silent")

    assert rj("tag", "1", "-hurt", "--json").json()["felt_before"] == []


def test_a_journal_is_chosen_by_its_name_in_config_toml(rj: Any, config: Path, tmp_path: Path) -> None:
    config.write_text(f'[journals]\nwork = "{tmp_path}/work.db"\nhome = "~/home.db"\n', encoding="utf-8")
    rj("-j", "work", "log", "At work.", "--json")
    rj("-j", "home", "log", "At home.", "--json")

    assert [entry["text"] for entry in rj("-j", "work", "list", "--json").json()] == ["At work."]
    assert (Path.home() / "home.db").is_file()
    assert rj("list", "--json").json() == []
    refused = rj("-j", "play", "list", code=1)
    assert 'no journal is called "play"' in refused.err
    assert "It names work, home." in refused.err
    assert "name two journals" in rj("-j", "work", "--journal", "x.db", "list", code=2).err


def test_the_usual_journal_is_that_of_config_toml_unless_something_nearer_says_otherwise(
    rj: Any, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(f'journal = "{tmp_path}/usual.db"\n', encoding="utf-8")
    rj.log("Into RJ_JOURNAL.")
    monkeypatch.delenv("RJ_JOURNAL")
    rj.log("Into the usual one.")
    rj("--journal", str(tmp_path / "other.db"), "log", "Into another.")

    assert [entry["text"] for entry in rj("list", "--json").json()] == ["Into the usual one."]
    assert (tmp_path / "usual.db").is_file() and (tmp_path / "other.db").is_file() and rj.journal.is_file()


def test_words_of_a_line_that_is_refused_are_kept_beside_the_journal_that_was_named(
    rj: Any, config: Path, tmp_path: Path
) -> None:
    config.write_text(f'[journals]\nwork = "{tmp_path}/office/work.db"\n', encoding="utf-8")
    rj("-j", "work", "log", "First.")

    assert f"{tmp_path}/office/drafts" in rj("-j", "work", "log", "Kept words", "--nonsense", code=2).err


def test_settings_of_config_toml_hold_where_the_journal_says_nothing(rj: Any, config: Path) -> None:
    config.write_text('date-order = "month-first"\nweek-start = "sunday"\nregion = "ireland"\n', encoding="utf-8")

    assert rj.log("Tea.", "--when", "2/11/2026")["when"] == "2026-02-11"
    assert rj.log("Tea.", "--when", "last week")["when"] == "2026-11-15"
    assert rj("settings", "date-order", "--json").json() == {"date-order": "month-first"}
    rj("settings", "date-order", "day-first")
    assert rj.log("Tea.", "--when", "2/11/2026")["when"] == "2026-11-02"


def test_help_of_the_region_is_shown_although_the_journal_is_locked(rj: Any, config: Path) -> None:
    elsewhere = rj("help").out
    config.write_text('region = "ireland"\n', encoding="utf-8")
    rj.process("init", "--passphrase", RJ_PASSPHRASE="correct horse", RJ_KEEP="0")

    assert rj("help").out.splitlines()[:3] != elsewhere.splitlines()[:3]


def test_the_passphrase_is_asked_by_a_plain_line_where_config_toml_says_plain(rj: Any, config: Path) -> None:
    rj.process("init", "--passphrase", RJ_PASSPHRASE="correct horse", RJ_KEEP="0")
    config.write_text("plain = true\n", encoding="utf-8")

    _, shown = AtTerminal("list").sees("Passphrase:").types(ESC).ends()

    assert "\x1b[?25" not in shown


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("journal = ", "does not read as TOML"),
        ("journal = 3", "journal in"),
        ("[journals]\nwork = 3", "does not give each name a path"),
        ("colour = 'red'", '"colour" in'),
        ("idle = 'long'", '"long" in'),
        ("date-order = 'sideways'", '"sideways" in'),
        ("\xff", "does not read as TOML"),
    ],
)
def test_a_config_toml_that_cannot_be_read_is_one_clear_error(rj: Any, config: Path, content: str, said: str) -> None:
    config.write_bytes(content.encode("latin-1"))
    answer = rj("list", code=2)

    assert said in answer.err
    assert len(answer.err.splitlines()) == 2
    assert str(config) in answer.err


def test_styles_are_forced_into_a_pipe_and_no_color_goes_before_that(rj: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rj.log("Tea. @Sam +c")
    plain = rj("show", "1").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    forced = rj("show", "1").out
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b[" not in plain and "\x1b[" in forced
    assert rj("show", "1").out == plain
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b[" not in rj("show", "1", "--json").out
    monkeypatch.setenv("FORCE_COLOR", "0")
    assert rj("show", "1").out == plain


@pytest.mark.parametrize("off", [{"NO_COLOR": "1"}, {"FORCE_COLOR": "0"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_questions_too_are_without_styles_where_none_are_wanted(rj: Any, off: dict[str, str]) -> None:
    def styles(**environment: str) -> set[str]:
        there, sent = AtTerminal("log", **environment), io.StringIO()
        there.child.logfile_read = sent
        there.sees("What happened?").types("Tea. @Sam +c", ENTER).sees("Saved as").types(ESC).ends()
        return set(re.findall(r"\x1b\[([\d;]*[1-9][\d;]*)m", sent.getvalue()))

    rj.log("First.")

    assert styles() != set()
    assert styles(**off) == set()


def test_due_says_by_its_exit_code_whether_something_was_noted(rj: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rj("due", code=1).out == ""
    rj.log("Tea.", "--when", "1998")
    assert (rj("due", code=1).out, rj("due", code=1).err) == ("", "")
    monkeypatch.setenv("RJ_NOW", "2026-11-24T09:00:00+01:00")

    assert rj("due").out == "Nothing noted since Sun 22 Nov. One sentence is enough: rj log\n"
    assert rj("due", "--after", "2", "--json").json() == {"due": True, "last": "2026-11-22", "days": 2}
    assert rj("due", "--after", "3", "--json", code=1).json() == {"due": False, "last": "2026-11-22", "days": 2}
    assert rj("due", "--after", "0", code=2).out == ""


def test_due_asks_nothing_of_a_locked_journal_and_judges_by_its_file(rj: Any) -> None:
    rj.process("init", "--passphrase", RJ_PASSPHRASE="correct horse", RJ_KEEP="0")
    five_days_ago = 1_795_369_200 - 5 * 86_400  # 22 November 2026, 18:40
    os.utime(rj.journal, (five_days_ago, five_days_ago))

    assert rj("due", "--after", "5", "--json").json() == {"due": True, "last": "2026-11-17", "days": 5}
    assert rj("due", "--after", "6", code=1).out == ""


def test_the_guide_lists_every_variable_of_the_environment_that_is_read_and_no_other(rj: Any) -> None:
    read, written = set(), set()
    for path in (ROOT / "relational_journal").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if "environ" in source:
            read |= set(re.findall(rf'"({NAMED})"', source))
            read |= set(re.findall(r'environ(?:ment)?(?:\.get\(|\[)"([A-Z_]+)"', source))
            written |= set(re.findall(r'"([A-Z_]+)"', source))
    lines = re.findall(r"^    ((?:[A-Z_]{2,} {1,})+) ", rj("guide", "settings").out, re.MULTILINE)
    listed = {name for line in lines for name in line.split()}

    assert read - listed == set()
    assert listed - written == set()
    assert {"RJ_JOURNAL", "RJ_NEW_PASSPHRASE", "FORCE_COLOR", "HISTCONTROL", "ZDOTDIR"} <= read


def scheduled(page: str, home: Path) -> dict[str, str]:
    """What each scheduler of the page on reminders runs, as a line for /bin/sh."""
    crontab = re.findall(r"^    30 20 \* \* \* (.+)$", page, re.MULTILINE)
    condition, start = re.findall(r"^    Exec(?:Condition|Start)=(.+)$", page, re.MULTILINE)
    plist = textwrap.dedent(page[page.index("    <?xml") : page.index("</plist>") + len("</plist>")])
    shell, option, launched = plistlib.loads(plist.encode())["ProgramArguments"]
    (bus,) = re.findall(r"^    (DBUS_SESSION_BUS_ADDRESS=\S+)$", page, re.MULTILINE)
    assert (shell, option) == ("/bin/sh", "-c")
    return {
        "systemd": f"{condition} && {start}".replace("%h", str(home)),
        "cron by mail": crontab[0],
        "cron on the screen": f"export {bus}; {crontab[1]}",
        "launchd": launched,
    }


@pytest.mark.skipif(sys.platform == "win32", reason="programs of POSIX")
@pytest.mark.parametrize("scheduler", ["systemd", "cron by mail", "cron on the screen", "launchd"])
def test_what_the_guide_gives_a_scheduler_reminds_when_it_is_due_and_else_is_silent(
    rj: Any, tmp_path: Path, scheduler: str
) -> None:
    rj.log("Tea.")
    programs = tmp_path / "programs"
    for folder, name, does in (
        (tmp_path / ".local" / "bin", "rj", f'exec {sys.executable} -m relational_journal "$@"'),
        (programs, "notify-send", 'echo "shown $*"'),
        (programs, "osascript", 'echo "shown rj log"'),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    line = scheduled(rj("guide", "reminders").out, tmp_path)[scheduler]

    def at(now: str) -> str:
        """What is printed when a scheduler with next to no environment runs the line at this time."""
        few = {"HOME": str(tmp_path), "PATH": f"/usr/bin:/bin:{programs}", "RJ_JOURNAL": str(rj.journal), "RJ_NOW": now}
        done = subprocess.run(["/bin/sh", "-c", line], env=few, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return done.stdout

    assert at("2026-11-22T20:30") == ""
    said = at("2026-11-24T20:30")
    assert "Nothing noted since Sun 22 Nov." in said
    assert ("shown " in said and "rj log" in said.partition("shown ")[2]) == (scheduler != "cron by mail")


def test_the_guide_has_a_page_on_reminders_with_each_scheduler(rj: Any) -> None:
    page = rj("guide", "reminders").out

    for said in ("systemctl --user enable --now rj-due.timer", "crontab -e", "StartCalendarInterval"):
        assert said in page
