"""Follow an old picture of what happens between people: how much it is believed over time, and what fits it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from relational_journal.model import Entry
from relational_journal.text.folding import caseless
from relational_journal.timestamps import beginning

FITS, DOES_NOT_FIT = "fits", "does-not-fit"


class OldPicture(NamedTuple):
    """Every look at one old picture; two looks belong together if they begin with the same sentence.

    Attributes:
        looks: the entries, oldest first; each may say how much the old and the new picture are believed.
        fits, does_not_fit: the moments tied to any of them, oldest first.
    """

    looks: tuple[Entry, ...]
    fits: tuple[Entry, ...]
    does_not_fit: tuple[Entry, ...]

    @property
    def old(self) -> str:
        """The old picture, in the latest words; the entry's text if it has no sentence of its own."""
        return self.looks[-1].answers.get("old", "").strip() or self.looks[-1].text.strip()

    @property
    def new(self) -> str:
        """The roomier picture, in the latest words that say one; "" if none does."""
        return next((said for each in reversed(self.looks) if (said := each.answers.get("new", "").strip())), "")

    def believed(self, which: str) -> list[tuple[Entry, str]]:
        """Return the looks that say how much a picture is believed, with the answer.

        Args:
            which: `old` or `new`.
        """
        return [(each, each.answers[f"believe-{which}"]) for each in self.looks if each.answers.get(f"believe-{which}")]


def old_pictures(
    looks: Iterable[Entry], tied_to: Callable[[Entry, str], Collection[Entry]], *, is_shown: Callable[[Entry], bool]
) -> tuple[OldPicture, ...]:
    """Return the old pictures of a journal, the one looked at latest first.

    Args:
        looks: the entries of kind `picture`.
        tied_to: the moments that are tied to an entry in a way, by a link from either.
        is_shown: whether a moment may be shown here.
    """
    by_sentence: dict[str, list[Entry]] = {}
    for each in looks:
        said = caseless((each.answers.get("old", "") or each.text).strip())
        if said:
            by_sentence.setdefault(said, []).append(each)
    found = []
    for group in by_sentence.values():
        group.sort(key=_in_time)
        ties = {way: {tied.uid: tied for each in group for tied in tied_to(each, way)} for way in (FITS, DOES_NOT_FIT)}
        fits, others = (sorted(filter(is_shown, ties[way].values()), key=_in_time) for way in (FITS, DOES_NOT_FIT))
        found.append(OldPicture(tuple(group), tuple(fits), tuple(others)))
    return tuple(sorted(found, key=lambda picture: _in_time(picture.looks[-1]), reverse=True))


def _in_time(entry: Entry) -> tuple[object, str, str]:
    return beginning(entry.when), entry.written, entry.uid
