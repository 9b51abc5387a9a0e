from __future__ import annotations

import socket

import pytest

from relational_journal.cli.app import COMMANDS

WORDS = {
    "log": ["log", "A moment. @ada +hurt"],
    "search": ["search", "moment"],
    "edit": ["edit", "1", "--text", "Another moment."],
    "delete": ["delete", "1"],
    "tag": ["tag", "1", "+joke"],
    "mend": ["mend", "1"],
    "link": ["link", "1", "1", "--as", "echoes"],
    "hunch": ["hunch", "list"],
    "reflect": ["reflect", "week"],
    "session": ["session", "list"],
    "summary": ["summary", "--format", "html"],
    "suggest": ["suggest", "Mum went quiet."],
    "restore": ["restore", "nothing.db", "--yes"],
    "import": ["import", "-"],
}


@pytest.mark.parametrize("name", [name for section in COMMANDS.values() for name in section])
def test_no_command_asks_for_a_connection(rj, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rj("log", "The first. @ada +hurt +d")

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a connection was asked for")

    for attribute in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, attribute, refused)
    done = rj(*WORDS.get(name, [name]), code=None)

    assert "AssertionError" not in done.err
    assert "inside rj" not in done.err
