"""Match `@names` against the people of a journal and their other names."""

from collections.abc import Sequence
from typing import NamedTuple

from relational_journal.capture.syntax.marks import Mark, is_joining, run_end
from relational_journal.errors import WordingError
from relational_journal.model import MYSELF, Person
from relational_journal.text.folding import folded
from relational_journal.text.names import as_name
from relational_journal.text.slips import one_letter_off

_NOTHING: frozenset[str] = frozenset()
_JOINTS = " \t\r\n-_"


class Mention(NamedTuple):
    """A person named: `name` as the journal has it, or as written if new; it ends at `end` in the text."""

    name: str
    end: int
    is_new: bool = False


class Names:
    """The names of known people, looked up without case."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = {person.name: person for person in people}
        self._owners: dict[str, list[str]] = {"me": [MYSELF], MYSELF: [MYSELF]}
        self._long: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for person in people:
            for name in (person.name, *person.also):
                plain = folded(name)
                owners = self._owners.setdefault(plain, [])
                # "me" is always the writer, also if somebody has it as another name.
                if person.name not in owners and owners != [MYSELF]:
                    owners.append(person.name)
                self._keep_long(plain)

    def _keep_long(self, plain: str) -> None:
        """Index names of several words, or with other characters in them: they go on after an @name ends."""
        first = plain[: run_end(plain, 0, _NOTHING)]
        if first and first != plain:
            self._long.setdefault(first, []).append((tuple(plain.split(" ")), plain))

    def known(self, name: str) -> str | None:
        """Return the known person with that name, or None.

        Raises:
            WordingError: two people share it.
        """
        owners = self._owners.get(folded(name))
        if owners and len(owners) > 1:
            raise WordingError(
                f'"@{" ".join(name.split())}" is a name of {" and of ".join(owners)}',
                f"Write another name of theirs, or take it from one of them: rj people edit {quoted(owners[0])}.",
            )
        return owners[0] if owners else None

    def mentioned(self, text: str, mark: Mark) -> Mention:
        """Return whom a mark names: the longest known name that begins there, else someone new.

        Raises:
            WordingError: two people share the name.
        """
        longest = None if mark.quoted else self._longest_at(text, mark.start + 1)
        if longest and longest[1] > mark.end:
            known = self.known(longest[0])
            if known:
                return Mention(known, longest[1])
        known = self.known(mark.name)
        return Mention(known or mark.name, mark.end, is_new=known is None)

    def _longest_at(self, text: str, start: int) -> tuple[str, int] | None:
        """Return the longest name of several words at this position, and where it ends."""
        if not self._long:
            return None
        first = folded(text[start : run_end(text, start, _NOTHING)])
        found = None
        for pieces, plain in self._long.get(first, ()):
            end = _end_of(text, start, pieces)
            if end is not None and (found is None or end > found[1]):
                found = (plain, end)
        return found

    def near(self, name: str, most: int = 3) -> tuple[str, ...]:
        """Return known people whose name differs by one letter or begins like this one."""
        plain = folded(name)
        near = {}
        for known, owners in self._owners.items():
            if owners != [MYSELF] and known != plain and (known.startswith(plain) or one_letter_off(plain, known)):
                near.update(dict.fromkeys(owners))
        return tuple(person for person in self.people if person in near)[:most]


def _end_of(text: str, at: int, pieces: tuple[str, ...]) -> int | None:
    """Return where the words of a name end in the text, if all of them are there and the last is complete."""
    for number, piece in enumerate(pieces):
        if number:
            begin = at
            while at < len(text) and text[at] in _JOINTS and at - begin < 3:
                at += 1
            if at == begin:
                return None
        # folding turns ß into two letters and drops some accents, so lengths differ
        sizes = range(max(1, len(piece) - 3), len(piece) + 4)
        size = next((size for size in sizes if folded(text[at : at + size]) == piece), 0)
        if not size or text[at] in _JOINTS:
            return None
        at += size
    # "Aunt May" is not meant in "@Aunt May-Britt" or "@Aunt Mayling": the word has to end there.
    goes_on = at < len(text) and (text[at].isalnum() or text[at] == "_" or is_joining(text[at]))
    return None if goes_on or run_end(text, at) > at + 1 else at


def given_name(written: str) -> str:
    """Return a name given by itself (`--with`, `+@NAME`), without mark and quotes.

    Raises:
        WordingError: it is no name.
    """
    return as_name(written.strip().removeprefix("@").strip('"“”„«»'))


def quoted(name: str) -> str:
    """Quote a name for a command line."""
    return name if name.replace("-", "").replace("_", "").isalnum() else '"' + name.replace('"', '\\"') + '"'
