"""Refuse an option without its value: the library would take the next option for it, as in `--keep --help`."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from relational_journal.errors import WordingError


def refuse_missing_value(params: Sequence[Any], arguments: Sequence[str], *, before_a_command: bool = False) -> None:
    """Check that each option which takes a value has one that is not an option by its look.

    Args:
        params: the options and arguments of the command, as the library holds them.
        arguments: the words after the command's name.
        before_a_command: whether these are options of the program itself, which end at the first bare word.

    Raises:
        WordingError: the value of an option is missing.
    """
    known = {name: param for param in params for name in (*param.opts, *param.secondary_opts)}
    words = iter(arguments)
    for word in words:
        if word == "--" or (before_a_command and not word.startswith("-")):
            return
        param = known.get(word)
        if param is None or param.param_type_name != "option" or param.is_flag:
            continue
        value = next(words, None)
        if value is None or is_option(value, known):
            raise _missing(word, param.metavar or "VALUE", value)


def is_option(word: str, known: Container[str]) -> bool:
    """Return whether a word is read as an option and not as the value of the one before it.

    Args:
        word: a word of the command line; `-5` or "-- a sentence" is a value.
        known: the options of the command.
    """
    return len(word.split()) == 1 and (word.startswith("--") or word == "-h" or (word[:1] == "-" and word in known))


def _missing(option: str, metavar: str, follows: str | None) -> WordingError:
    if follows is None:
        return WordingError(f"{option} still needs its value", f"Write {option} {metavar}.")
    way_on = f"Write {option} {metavar} {follows}"
    if option.startswith("--"):
        way_on += f", or {option}={follows} if that is the value"
    return WordingError(f"{option} still needs its value: {follows} behind it is read as an option", f"{way_on}.")
