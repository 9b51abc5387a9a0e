"""An option without its value is refused: it never takes the option behind it for its value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from relational_journal.cli.commands import COMMANDS, build


def options_with_a_value() -> Iterator[tuple[str, ...]]:
    """Every option that takes a value, with the command or part before it."""
    for name in (name for section in COMMANDS.values() for name in section):
        for part, command in getattr(build(name), "commands", {"": build(name)}).items():
            for param in command.params:
                if param.param_type_name == "option" and not param.is_flag:
                    yield (*f"{name} {part}".split(), param.opts[0])


@pytest.mark.parametrize("line", [("--journal",), ("-j",), *options_with_a_value()], ids=" ".join)
@pytest.mark.parametrize("follows", ["--help", "-h", "--json"])
def test_an_option_followed_by_another_still_needs_its_value(rj: Any, line: tuple[str, ...], follows: str) -> None:
    refused = rj(*line, follows, code=2)

    assert refused.out == ""
    error, way_on = refused.err.splitlines()
    assert error == f"error: {line[-1]} still needs its value: {follows} behind it is read as an option"
    assert way_on.startswith(f"Write {line[-1]} ")
    assert not rj.journal.parent.exists()


def test_an_option_at_the_end_still_needs_its_value(rj: Any) -> None:
    assert rj("list", "--with", code=2).err == "error: --with still needs its value\nWrite --with NAME.\n"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("log", "Tea with Jonas.", "--with", "--private"), "Tea with Jonas."),
        (("log", "--with", "--private", "Tea with Jonas."), "Tea with Jonas."),
        (("log", "Tea with Jonas.", "--when", "--", "--private"), "Tea with Jonas. --private"),
        (("log", "tea", "-e", "--tag", "-e"), "tea"),
        (("edit", "1", "--text", "--private", "Tea with Jonas."), "Tea with Jonas."),
        (("hunch", "add", "I go quiet.", "--when", "--then", "went-silent"), "I go quiet."),
        (("-j", "--plain", "--json", "log", "tea"), "tea"),
        (("-j", "work", "log", "tea", "--with", "--private"), "tea"),
    ],
)
def test_the_words_on_such_a_line_are_kept_and_no_option_among_them(rj: Any, line: tuple[str, ...], words: str) -> None:
    from relational_journal import config, config_file

    config_file.read.cache_clear()
    config.config_file().parent.mkdir(parents=True, exist_ok=True)
    config.config_file().write_text(f'[journals]\nwork = "{rj.journal}"\n', encoding="utf-8")

    assert "Your words are kept in " in rj(*line, code=2).err
    assert [path.read_text(encoding="utf-8") for path in rj.journal.parent.glob("drafts/*")] == [words]


def test_no_folder_is_made_of_an_option(rj: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = list(tmp_path.iterdir())
    rj("demo", "--keep", "--help", code=2)
    rj("export", "--output", "--force", code=2)
    rj("--journal", "--help", "log", "I went quiet.", code=2)

    assert [path for path in tmp_path.iterdir() if path not in before and path.name.startswith("-")] == []


def test_what_begins_with_a_dash_can_be_a_value(rj: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rj.log("Tea.")

    assert rj("edit", "1", "--text=--private", "--json").json()["text"] == "--private"
    assert rj("edit", "1", "--text", "-- she said", "--json").json()["text"] == "-- she said"
    assert rj("edit", "1", "--text", "-quiet", "--json").json()["text"] == "-quiet"
    rj("export", "--output=--force")
    assert (tmp_path / "--force").is_file()
    assert '"-5" is no number of entries' in rj("list", "-n", "-5", code=2).err
    assert rj("log", "--", "Tea", "--with", "--private", "--json").out.startswith("Saved as 2")
