"""The formats of `rj import`, by name. A format is one module and one row here; `auto` tries each in turn."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from relational_journal.errors import UnreadableFilter, UnreadableImport
from relational_journal.exchange.input_file import head_of

if TYPE_CHECKING:
    from relational_journal.exchange.parsed_file import Intake

AUTO = "auto"
FORMATS = {"jsonl": "relational_journal.exchange.jsonl.reader"}


class Format(NamedTuple):
    """What a format's module offers: whether a file that begins so may be one of its own, and the reading of it."""

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[..., Intake]


def named(name: str) -> Format:
    """The format of that name.

    Raises:
        UnreadableFilter: there is none (exit 2).
    """
    if name not in FORMATS:
        raise UnreadableFilter(f'"{name}" is no format to import', f"Use {', '.join((AUTO, *FORMATS))}.")
    module = import_module(FORMATS[name])
    return Format(name, module.recognises, cast("Callable[..., Intake]", module.read))


def format_of(stream: BinaryIO, name: str = AUTO) -> Format:
    """The format asked for, or with `auto` the first that recognises the file.

    Raises:
        UnreadableFilter: no format has that name.
        UnreadableImport: none recognises the file.
    """
    if name != AUTO:
        return named(name)
    head = head_of(stream)
    for known in FORMATS:
        if (found := named(known)).recognises(head):
            return found
    raise UnreadableImport(
        "the file is in no format that is known here",
        f"It can be {' or '.join(FORMATS)}: one JSON object a line, as rj export writes it.",
    )
