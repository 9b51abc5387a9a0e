"""Settle a date in doubt with the person: which of two days, a date or words, or a day in the future."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from relational_journal.errors import DoubtfulDate, FutureDate, UnreadableDate

if TYPE_CHECKING:
    from relational_journal.forms.question import Question
    from relational_journal.journal.journal import Journal

T = TypeVar("T")
Read = Callable[[bool, Mapping[str, str | None]], T]
_WORDS = "words"


def when_meant(journal: Journal, words: str, *, past: bool = True) -> str:
    """Return the `when` of an option; on a terminal ask about a doubtful or future date.

    Args:
        past: whether a date in the future is doubtful.

    Raises:
        UnreadableDate, DoubtfulDate, FutureDate: if it is not a date, or is in doubt without a terminal.
        KeyboardInterrupt: Ctrl-C.
    """

    def read(past: bool, dated: Mapping[str, str | None]) -> str:
        return dated.get(words) or journal.read_when(words, past=past)

    return _settled(journal, read, option=words, past=past)[0]


def day_meant(journal: Journal, words: str, *, last: bool = False) -> date:
    """Return the day of a filter; on a terminal ask about one that could mean two days.

    Raises:
        UnreadableDate, DoubtfulDate: as for `when_meant`.
    """

    def read(past: bool, dated: Mapping[str, str | None]) -> date:
        return journal.read_day(dated.get(words) or words, last=last)

    return _settled(journal, read, option=words)[0]


def settle_date(
    journal: Journal, read: Read[T], *, option: str | None = None
) -> tuple[T, bool, Mapping[str, str | None]]:
    """Call `read`, asking about doubtful dates, until its date is certain.

    Args:
        read: a function of whether future dates are refused, and of the dates meant by words in doubt; called again
            after each answer.
        option: the words of `--when`; other words in doubt are those before the first colon of a text.

    Returns:
        the result of `read`, and the two arguments of its last call.

    Raises:
        DoubtfulDate, FutureDate: if there is no terminal, or no date was chosen.
        KeyboardInterrupt: Ctrl-C.
    """
    return _settled(journal, read, option=option)


def _settled(
    journal: Journal, read: Read[T], *, option: str | None, past: bool = True
) -> tuple[T, bool, Mapping[str, str | None]]:
    from relational_journal.cli.output import can_ask

    dated: dict[str, str | None] = {}
    while True:
        try:
            return read(past, dated), past, dated
        except DoubtfulDate as error:
            if not can_ask():
                raise
            meant = _ask_which(journal, error, may_be_words=error.words != option)
            if meant is None and error.words == option:
                raise
            dated[error.words] = meant
        except FutureDate as error:
            if not can_ask() or not _is_meant(error):
                raise
            past = False


def _is_meant(error: FutureDate) -> bool:
    """Ask whether a future date is meant."""
    from relational_journal.cli.asking.prompter import ask_yes

    return ask_yes(f"{error.sentence}. Is it meant?")


def _ask_which(journal: Journal, error: DoubtfulDate, *, may_be_words: bool) -> str | None:
    """Ask which `when` was meant; return None if the words are not a date.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    from relational_journal.cli.asking import keyboard

    try:
        return _ask_among(error, may_be_words) if error.choices else _ask_anew(journal, error)
    finally:
        keyboard.release()


def _ask_among(error: DoubtfulDate, may_be_words: bool) -> str | None:
    """Ask for one of the days, or the words."""
    from relational_journal.forms.option_search import Option
    from relational_journal.forms.picker import Picker

    options = [Option(when, label) for when, label in error.choices]
    if may_be_words:
        options.append(Option(_WORDS, "no date: leave the words"))
    hint = "number; Enter leaves the words" if may_be_words else "number"
    reply = _ask(Picker(f"{error.sentence}.", options, open_=True, hint=hint))
    return None if not reply or reply[0].value == _WORDS else str(reply[0].value)


def _ask_anew(journal: Journal, error: DoubtfulDate) -> str | None:
    """Ask for a date until it can be read; Enter keeps the words."""
    from relational_journal.cli.asking.transcript import say
    from relational_journal.forms.question import Text

    sentence = error.sentence
    while True:
        answer = _ask(Text(f"{sentence}. When was it?", hint="a date; Enter leaves the words, as of now"))
        if answer is None:
            return None
        try:
            return journal.read_when(answer)
        except DoubtfulDate as doubtful:
            return _ask_among(doubtful, may_be_words=True) if doubtful.choices else None
        except (UnreadableDate, FutureDate) as unreadable:
            say(unreadable.next_step)
            sentence = unreadable.sentence


def _ask(question: Question[T]) -> T | None:
    """Ask one question; return its answer, or None for Enter and Esc.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    from relational_journal.cli.asking import prompter

    while True:
        reply = prompter.ask(question)
        if reply.how == "interrupted":
            raise KeyboardInterrupt
        if reply.how != "back":  # there is no earlier question to go back to
            return reply.value if reply.how == "answered" else None
