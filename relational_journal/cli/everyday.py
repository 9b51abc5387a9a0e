"""Read the lines that are typed every day without the command-line library, whose import takes longer than they do.

These are `rj` alone, `rj log` and `rj log WORDS…`, with the journal's file or name before them. Every other line, and
each with a word that may be an option, is for the library.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence


def command_of(arguments: Sequence[str]) -> Callable[[], None] | None:
    """Return a function that runs one of these lines; None for any other line."""
    path = name = None
    words = [*arguments]
    if words[:1] == ["--journal"]:
        path, words = "".join(words[1:2]), words[2:]
    elif words[:1] == ["-j"]:
        name, words = "".join(words[1:2]), words[2:]
    may_be_options = [word for word in (path, name, *words) if word and word[0] == "-" and word != "-"]
    if may_be_options or "" in (path, name) or words[:1] not in ([], ["log"]):
        return None

    def command() -> None:
        from relational_journal.cli import this_run

        this_run.choose_path(path, name)
        if words:
            from relational_journal.cli.entries.log_moment import log_moment

            log_moment(words[1:])
        else:
            from relational_journal.cli.insights.home import show_home

            show_home(as_json=False)

    return command
