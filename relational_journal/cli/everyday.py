"""Read the lines that are typed every day without the command-line library, whose import takes longer than they do.

These are `rj` alone and `rj log` with its words and options, with the journal's file or name before them. Every other
line, and each that may be wrong, is for the library.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

# The options of `rj log` and the arguments they are for; a test compares them with the command as the library reads it.
_VALUES = {"--when": "when", "--tone": "tone", "--repairs": "repairs", "--kind": "kind"}
_LISTS = {"--with": "with_", "--tag": "tag"}
_FLAGS = {
    "--private": "private",
    "--share": "share",
    "--story-only": "story_only",
    "--unsafe": "unsafe",
    "--break": "break_",
    "--minute": "minute",
    "--five": "five",
    "-e": "editor",
    "--read": "read",
    "--json": "json",
}


def command_of(arguments: Sequence[str]) -> Callable[[], None] | None:
    """Return a function that runs one of these lines; None for any other line."""
    path = name = None
    words = [*arguments]
    if words[:1] == ["--journal"]:
        path, words = "".join(words[1:2]), words[2:]
    elif words[:1] == ["-j"]:
        name, words = "".join(words[1:2]), words[2:]
    if "" in (path, name) or any(_may_be_an_option(word) for word in (path, name) if word):
        return None
    read = _words_and_options(words[1:]) if words[:1] == ["log"] else None
    if read is None and words:
        return None

    def command() -> None:
        from relational_journal.cli import this_run

        this_run.choose_path(path, name)
        if read:
            from relational_journal.cli.entries.log_moment import log_moment

            text, options = read
            log_moment(text, **options)
        else:
            from relational_journal.cli.insights.home import show_home

            show_home(as_json=False)

    return command


def _words_and_options(given: Sequence[str]) -> tuple[list[str], dict[str, Any]] | None:
    """Return what `rj log` is given; None if a word is no option of it or an option lacks its value."""
    text: list[str] = []
    options: dict[str, Any] = {}
    rest = iter(given)
    for word in rest:
        option, is_joined, value = word.partition("=")
        if word == "--":
            text += rest
        elif not _may_be_an_option(word):
            text.append(word)
        elif word in _FLAGS:
            options[_FLAGS[word]] = True
        elif option in _VALUES or option in _LISTS:
            value = value if is_joined else next(rest, "")
            if not value.strip() or value.startswith("-"):
                return None
            if option in _VALUES:
                options[_VALUES[option]] = value
            else:
                options.setdefault(_LISTS[option], []).append(value)
        else:
            return None
    return text, options


def _may_be_an_option(word: str) -> bool:
    return word[:1] == "-" and word != "-"
