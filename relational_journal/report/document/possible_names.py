"""Mark words on a page that may be names not in the journal, for the person to look at before showing it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from relational_journal.report.document.document import Quote, Report
from relational_journal.text.folding import APOSTROPHES, caseless, folded
from relational_journal.text.name_finder import begins_a_sentence

# A word with its hyphens, and the rest of a contraction behind an apostrophe.
_WORD = re.compile(rf"[^\W\d_]+(?:[{re.escape(APOSTROPHES)}][^\W\d_]+)*")
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december summer winter autumn spring".split()
)
_CONTRACTIONS = ("n't", "'ll", "'ve", "'re", "'d", "'m", "'s", "s'")
_T = TypeVar("_T")


class PossibleNames:
    """Finds words with a capital that are no known name and no everyday word.

    At the beginning of a sentence every word has a capital: there a word that everyday sentences hold says nothing.
    Inside one, a name that is an everyday word too (Will, Grace) is marked as well.

    Args:
        known: names and initials that stand on the page as they are.
        everyday: names that are also words, in lower case.
        is_word: whether a word in lower case is an everyday word.
    """

    def __init__(self, known: Iterable[str], everyday: Collection[str], is_word: Callable[[str], bool]) -> None:
        self._known = {word for name in known for word in (folded(name), *_WORD.findall(folded(name)))}
        # Otherwise every date in May would be marked.
        self._everyday = frozenset(everyday) - _CALENDAR
        self._is_word = is_word

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Return the words of a text that may be names, in order."""
        for match in _WORD.finditer(text):
            if self._may_be_a_name(match[0], text, match.start()):
                yield match

    def _may_be_a_name(self, written: str, text: str, start: int) -> bool:
        if len(written) < 2 or not written[0].isupper():
            return False
        word = folded(written)
        ending = next((ending for ending in _CONTRACTIONS if word.endswith(ending)), "")
        bare = word.removesuffix(ending)
        if len(bare) < 2 or not {word, bare, bare.partition("'")[0]}.isdisjoint(self._known):
            return False
        is_word = self._is_word(bare) or self._is_word(caseless(written)) or bare in _CALENDAR
        if not is_word:
            return True
        # "n't" is behind no name; `Mark's` is.
        is_name_too = bare in self._everyday and ending in ("", "'s", "s'")
        return is_name_too and not written.isupper() and not begins_a_sentence(text, start)


def mark_possible_names(report: Report, possible: PossibleNames) -> tuple[Report, tuple[str, ...]]:
    """Return the report with each such word marked as `[Karim?]`, and these words, each once."""
    found: dict[str, None] = {}

    def mark(own: Quote) -> Quote:
        pieces, at = [], 0
        for match in possible.find(own.text):
            found[match[0]] = None
            pieces += [own.text[at : match.start()], f"[{match[0]}?]"]
            at = match.end()
        return replace(own, text="".join([*pieces, own.text[at:]])) if pieces else own

    return _with_own(report, mark), tuple(found)


def _with_own(value: _T, change: Callable[[Quote], Quote]) -> _T:
    """Return the same value with every quoted part changed."""
    if isinstance(value, Quote):
        return change(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_with_own(each, change) for each in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        new: dict[str, Any] = {}
        for field in fields(value):
            before = getattr(value, field.name)
            if isinstance(before, tuple) or is_dataclass(before):
                new[field.name] = _with_own(before, change)
        return replace(value, **new)
    return value
