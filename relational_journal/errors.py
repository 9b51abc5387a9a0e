"""Exceptions. Each has a message, a next step and an exit code.

    JournalError                    exit 1: it could not be done
      NotFound                      an entry, person, tag or word that is not there
      StoreError                    the file: missing, locked, full, not writable
        NotAJournal                 some other file
        NewerJournal                written by a newer version
        WrongPassphrase             or none where one is needed
        DamagedJournal              the file does not read as it should
      UnreadableImport              the file to import, with the line
      WordingError                  exit 2: the command line is wrong
        UnreadableDate
        FutureDate
        UnreadableFilter
        AmbiguousTag                several keys fit; carries them as `choices`
        NeedsTerminal               a question that cannot be asked here
        TiedToItself
        NothingToLog

Raised where it happens, printed once, in `cli/app.py`.
"""

from __future__ import annotations


class JournalError(Exception):
    """Something could not be done.

    Args:
        sentence: what could not be done, with the exact words at fault and no more of an entry than these.
        next_step: one line that says what to do now.
    """

    exit_code = 1

    def __init__(self, sentence: str, next_step: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.next_step = next_step


class NotFound(JournalError):
    """An entry, person, tag or word that is not there."""


class StoreError(JournalError):
    """The journal's file cannot be used as asked."""


class NotAJournal(StoreError):
    """The file is something else."""


class NewerJournal(StoreError):
    """The file was written by a newer version of this program."""


class WrongPassphrase(StoreError):
    """The passphrase does not open the file, or none was given where one is needed."""


class DamagedJournal(StoreError):
    """The file does not read as it should."""


class UnreadableImport(JournalError):
    """A file to import that cannot be read; nothing of it was stored."""


class WordingError(JournalError):
    """The command line cannot be understood."""

    exit_code = 2


class UnreadableDate(WordingError):
    """The words are not a date."""


class DoubtfulDate(UnreadableDate):
    """A date with two readings, or words that only look like a date.

    Args:
        sentence: what could not be read.
        next_step: what to do now.
        words: the words at fault, as written.
        choices: the possible meanings: (`when`, the same for a reader).
    """

    def __init__(self, sentence: str, next_step: str, *, words: str, choices: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(sentence, next_step)
        self.words = words
        self.choices = choices


class FutureDate(WordingError):
    """A date in the future."""


class UnreadableFilter(WordingError):
    """A filter that cannot be read; it is never ignored."""


class AmbiguousTag(WordingError):
    """A tag that fits several keys.

    Args:
        written: the tag as written, without its mark.
        choices: the keys that fit, in the order of the vocabulary.
    """

    def __init__(self, written: str, choices: tuple[str, ...]) -> None:
        super().__init__(
            f'"+{written}" could be {", ".join(choices[:-1])} or {choices[-1]}',
            "Write one of these in full.",
        )
        self.written = written
        self.choices = choices


class NeedsTerminal(WordingError):
    """A question needs to be asked and there is no terminal."""


class TiedToItself(WordingError):
    """An entry linked to itself.

    Args:
        number: its number.
    """

    def __init__(self, number: int | None) -> None:
        super().__init__(f"{number} cannot be tied to itself", "Name two entries; rj list shows their numbers.")


class NothingToLog(WordingError):
    """There are neither words nor a tag."""
