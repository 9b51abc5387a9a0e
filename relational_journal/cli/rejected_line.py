"""Recover the person's words from an invalid command line and suggest a fix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from relational_journal.cli.missing_value import is_option
from relational_journal.config import named_journals

# Commands that take a person's words, and how many of their bare words name something else before that.
_TAKE_WORDS = {"log": 0, "mend": 1, "session before": 0, "session after": 0, "hunch add": 0}
# Commands that take them in an option, or none that are ever kept: here only a sentence is taken for words.
_LOOK_FOR_SENTENCES = ("edit", "more", "reflect", "session", "tag")
_KEPT_OPTIONS = ("--text",)
_FIRST_OF_THOSE = {name.split(" ")[0] for name in _TAKE_WORDS}
_WORDS = 3  # so many words that begin with no command are a moment
_WORDS_AFTER_A_COMMAND = 5  # and so many if the first may be a slip in a command that takes no words
# What stands before a command, with what it takes.
_BEFORE_A_COMMAND = {"--journal": "PATH", "-j": "NAME"}
# What the library says → what we say.
_PLAIN_WORDS = (
    (r"^invalid value for '(.+)': '(.*)' is not a valid int$", r'"\2" is no whole number for \1'),
    (r"^got unexpected extra argument\(?s?\)? \((.*)\)$", r'"\1" is more than it takes'),
)
_AFTER_DASHES = "Words that begin with a dash stand after two dashes"


def words_given(arguments: Sequence[str]) -> str:
    """Return the words of a command line that are the person's own, not a search or a topic; "" if there are none.

    The rules of the command do not apply, since it broke them: whatever may be words counts as words.
    """
    name, rest = _command(arguments)
    if name is None:
        return _words_of_no_command(rest)
    words, kept = _bare_words(rest, _options_of(name), _all_options_of(name), dash_begins_words=name in _TAKE_WORDS)
    if name in _TAKE_WORDS:
        skip = _TAKE_WORDS[name] if words[:1] and _names_an_entry(words[0]) else 0
        return " ".join([*words[skip:], *kept]).strip()
    if name.split(" ")[0] in _LOOK_FOR_SENTENCES:
        return _sentences(words, kept)
    return ""


def _words_of_no_command(line: Sequence[str]) -> str:
    """Return the words of a line whose first word is no command.

    After a slip in the name of a command that takes words, they are what follows. Otherwise the whole line may be a
    moment, typed without `rj log`: it is kept if it looks like one, and else only whole sentences in it.
    """
    meant = _command_meant(line[0]) if line else ""
    if meant in _FIRST_OF_THOSE:
        words = words_given([meant, *line[1:]])
        may_be_a_word = line[0].lower() != meant and _may_begin_a_sentence(line[0])
        return f"{line[0]} {words}" if words and may_be_a_word else words
    takes_value = _options_of("log") | _options_of("list")
    bare, kept = _bare_words(line, takes_value, takes_value, dash_begins_words=False)
    if _looks_like_a_moment(bare, enough=_WORDS_AFTER_A_COMMAND if meant else _WORDS):
        return " ".join([*bare, *kept]).strip()
    return _sentences(bare, kept)


def _may_begin_a_sentence(slip: str) -> bool:
    """Return whether a slip in a command is an everyday word too: "dog" for log may be what barked at me.

    >>> _may_begin_a_sentence("dog"), _may_begin_a_sentence("lgo"), _may_begin_a_sentence("add")
    (True, False, False)
    """
    from relational_journal.cli.shortcuts import also_called
    from relational_journal.vocabulary.everyday_words import is_in_the_list

    return is_in_the_list(slip.lower()) and not also_called(slip)


def _command_meant(word: str) -> str:
    """Return the command that a slip or the name of another program means; "" if it is like none.

    >>> _command_meant("lgo"), _command_meant("add"), _command_meant("lst"), _command_meant("Dog")
    ('log', 'log', 'list', '')
    """
    from relational_journal.cli.commands import COMMANDS
    from relational_journal.cli.shortcuts import also_called
    from relational_journal.text.slips import one_letter_off

    if instead := also_called(word):
        return instead.split()[1]
    names = [name for rows in COMMANDS.values() for name in rows]
    if word.lower() in names:
        return word.lower()
    # No command has a capital, and a sentence begins with one.
    return next((name for name in names if one_letter_off(word, name)), "") if word.islower() else ""


def _looks_like_a_moment(words: Sequence[str], *, enough: int) -> bool:
    """Return whether words are no mere command with its arguments: by a mark, the signs of a sentence, or their number.

    >>> [_looks_like_a_moment(line.split(), enough=3) for line in ("lst", "foo bar", "I cried", "tea @x", "we had tea")]
    [False, False, True, True, True]
    """
    each = [part for word in words for part in word.split()]
    if len(each) < 2:
        return False
    is_sentence = each[0][:1].isupper() or each[-1].endswith((".", "!", "?", "…"))
    return is_sentence or len(each) >= enough or any(part[0] in "@+" and part[1:2].isalpha() for part in each)


def _sentences(words: Sequence[str], kept: Sequence[str]) -> str:
    """Return those of the bare words that were quoted as a whole sentence, and what stood in options for words."""
    return " ".join([*(word for word in words if len(word.split()) > 1), *kept]).strip()


def journal_given(arguments: Sequence[str]) -> str | None:
    """Return the path after --journal, or of the name after -j, if the command line failed before it was parsed."""
    for number, word in enumerate(arguments):
        if word in ("--journal", "-j"):
            named = next(iter(arguments[number + 1 :]), None)
            if named is None or is_option(named, ()):
                return None
            return str(named_journals().get(named, "")) or None if word == "-j" else named
        if word.startswith("--journal="):
            return word.partition("=")[2]
        if not word.startswith("-"):
            return None
    return None


def words_waiting(*, interrupted: bool = False) -> str:
    """Return what `rj log -` was to read from a pipe or file; if it was interrupted, only what has arrived."""
    import sys

    from relational_journal.cli.standard_input import read_all, read_so_far

    try:
        came = read_so_far() if interrupted else b"" if sys.stdin.isatty() else read_all()
        return came.decode("utf-8", "surrogateescape")
    except (OSError, ValueError):
        return ""


def in_our_voice(message: str) -> str:
    """Return a message of the command-line library in our form: plain words, no capital at the start, no full stop.

    >>> in_our_voice("Invalid value for '--after': 'x' is not a valid int.")
    '"x" is no whole number for --after'
    """
    import re

    line = " ".join(message.split()).rstrip(".")
    line = line[:1].lower() + line[1:]
    for theirs, ours in _PLAIN_WORDS:
        line = re.sub(theirs, ours, line)
    return line


def way_on(error: Exception, arguments: Sequence[str]) -> str:
    """Return the next step for a command line that could not be parsed, as one sentence."""
    context = getattr(error, "ctx", None)
    option = str(getattr(error, "option_name", "") or "")
    name, _ = _command(arguments)
    if name and (option == "- " or len(option.split()) > 1 or option.strip("-") == ""):
        return f"{_AFTER_DASHES}: rj {name} -- …" if option else _help_of(name)
    if context is not None and context.parent is None:
        takes_it = next((word for word in arguments if option and _is_command(word) and _knows(word, option)), None)
        if takes_it:
            return f"{option} belongs after the command: rj {takes_it} {option} …"
        if name is None and words_given(arguments):
            return "Words of a moment stand after rj log; rj help lists the commands."
        return "rj help lists the commands; before a command stand only --journal, -j, --plain and --version."
    if option in _BEFORE_A_COMMAND:
        return f"{option} belongs before the command: rj {option} {_BEFORE_A_COMMAND[option]} {name or 'list'} …"
    if name in _TAKE_WORDS and option.startswith("-") and not option.startswith("--") and not _knows(name, option):
        return f"{_AFTER_DASHES}: rj {name} -- …"
    return _help_of(name or "")


def _help_of(name: str) -> str:
    return f"rj help {name}".strip() + " shows what it takes."


def _is_command(word: str) -> bool:
    from relational_journal.cli.commands import COMMANDS

    return any(word in rows for rows in COMMANDS.values())


def _command(arguments: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """Return the command's name, with its subcommand, and what follows; the name is None if there is none."""
    from relational_journal.cli.commands import build

    at = 0
    while at < len(arguments) and arguments[at].startswith("-"):
        at += 2 if arguments[at] in ("--journal", "-j") else 1
    name = arguments[at] if at < len(arguments) else ""
    if not _is_command(name):
        return None, arguments[at:]
    rest = arguments[at + 1 :]
    parts = getattr(build(name), "commands", {})
    if rest and rest[0] in parts:
        return f"{name} {rest[0]}", rest[1:]
    return name, rest


def _params(name: str) -> list[Any]:
    from relational_journal.cli.commands import build

    first, _, part = name.partition(" ")
    command = build(first)
    return list(command.commands[part].params if part else command.params)


def _options_of(name: str) -> frozenset[str]:
    """Return the options that take a value."""
    return frozenset(
        option
        for param in _params(name)
        if param.param_type_name == "option" and not param.is_flag
        for option in param.opts
    )


def _all_options_of(name: str) -> frozenset[str]:
    written = {option for param in _params(name) for option in (*param.opts, *param.secondary_opts)}
    return frozenset(written | {"-h", "--help"})


def _knows(name: str, option: str) -> bool:
    return option in _all_options_of(name)


def _bare_words(
    rest: Sequence[str], takes_value: frozenset[str], known: frozenset[str], *, dash_begins_words: bool
) -> tuple[list[str], list[str]]:
    """Return the words that are neither options nor their values, and the values that are a person's words.

    Args:
        rest: what follows the command.
        takes_value: its options that take a value.
        known: all its options.
        dash_begins_words: whether a word with a dash that is no option is a person's word.
    """
    words: list[str] = []
    kept: list[str] = []
    at = 0
    while at < len(rest):
        word = rest[at]
        at += 1
        option, equals, value = word.partition("=")
        if word == "--":
            words += rest[at:]
            break
        if option in takes_value:
            if not equals and at < len(rest) and not is_option(rest[at], known):
                value = rest[at]
                at += 1
            if option in _KEPT_OPTIONS:
                kept.append(value)
        elif (
            not word.startswith("-")
            or word == "-"
            or len(word.split()) > 1
            or (dash_begins_words and len(word) > 2 and word[1] != "-" and option not in known)
        ):
            words.append(word)
    return words, kept


def _names_an_entry(word: str) -> bool:
    """Return whether a word is a number or the beginning of a uid."""
    return bool(word) and all(sign in "0123456789abcdef-" for sign in word) and any(sign.isdigit() for sign in word)
