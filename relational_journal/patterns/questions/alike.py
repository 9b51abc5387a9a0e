"""Find moments like one, by the tags and words they share (docs/counting.md, alike)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from math import log
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from relational_journal.model import SLOTS, Entry
from relational_journal.patterns.counting.index import in_time
from relational_journal.text.folding import caseless

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.safety import Safety

MOST = 5
MOST_WORDS = 5
_LEAST_LETTERS = 3
# A tag or word in more than this share of all moments says nothing about a single one.
_COMMON_TAG = 0.5
_COMMON_WORD = 0.1
_ALWAYS_RARE = 2  # otherwise nothing would be rare in a young journal
_LEAST_SHARED = 2  # one thing in common is not enough

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARKED = re.compile(r"(?:^|(?<=[\s([{\"'“‘]))[@+#]\S+")
_LISTS = (*SLOTS, "power", "treated", "own")
_lists = attrgetter(*_LISTS)


class Alike(NamedTuple):
    """A moment like the one asked about, with the tags and words both hold, rarest first."""

    moment: Entry
    shared: tuple[str, ...]
    words: tuple[str, ...]


def alike(moment: Entry, moments: Iterable[Entry], *, vocabulary: Vocabulary, safety: Safety) -> tuple[Alike, ...]:
    """Return at most five moments like one, most alike first; of equally alike moments the later comes first.

    Shared tags and words are weighted by log(n / number of moments that hold them), the inverse document
    frequency of Spärck Jones (1972), Journal of Documentation 28, 11–21.

    Args:
        moments: all moments of the journal; only safe ones are returned, and never the moment itself.
    """
    others = [each for each in in_time(moments) if safety.is_counted(each) and each.uid != moment.uid]
    tags_in, words_in = _TagsIn(moment, vocabulary), _words(moment.text)
    held = [(tags_in.of(each), words_in.intersection(_split(each.text))) for each in others]
    rare_tags = _weights([tags for tags, _ in held], _COMMON_TAG)
    rare_words = _weights([words for _, words in held], _COMMON_WORD)
    found = []
    for place, (other, (tags, words)) in enumerate(zip(others, held, strict=True)):
        tags, words = tags & rare_tags.keys(), words & rare_words.keys()
        if len(tags) + len(words) >= _LEAST_SHARED:
            shared = sorted(tags, key=lambda key: (-rare_tags[key], key))
            same = sorted(words, key=lambda word: (-rare_words[word], word))
            weight = sum(rare_tags[key] for key in shared) + sum(rare_words[word] for word in same)
            found.append((weight, place, Alike(other, tuple(shared), tuple(same[:MOST_WORDS]))))
    found.sort(key=lambda each: each[:2], reverse=True)
    return tuple(each for _, _, each in found[:MOST])


def _weights(held: Sequence[frozenset[str]], common: float) -> dict[str, float]:
    """Return the weight of each tag or word, leaving out those too common to mean anything.

    Args:
        held: of each moment the tags or words it shares with the one asked about.
        common: the share of all moments above which one is too common.
    """
    counts = Counter(chain.from_iterable(held))
    most = max(_ALWAYS_RARE, common * len(held))
    return {key: log((len(held) + 1) / number) for key, number in counts.items() if number <= most}


class _TagsIn:
    """The tags of one moment, looked up in others; most moments hold the same few lists, so each is compared once."""

    def __init__(self, moment: Entry, vocabulary: Vocabulary) -> None:
        self._counts_as = vocabulary.counts_as
        self._known: dict[tuple[str, ...], frozenset[str]] = {}
        self._wanted = frozenset(
            (*(vocabulary.counts_as(key) for name in _LISTS for key in getattr(moment, name)), *moment.context)
        )

    def of(self, other: Entry) -> frozenset[str]:
        """Return the tags that another moment shares."""
        shared = [found for keys in _lists(other) if keys and (found := self._shared(keys))]
        if other.context:
            shared.append(self._wanted.intersection(other.context))
        return frozenset().union(*shared)

    def _shared(self, keys: tuple[str, ...]) -> frozenset[str]:
        found = self._known.get(keys)
        if found is None:
            found = self._known[keys] = self._wanted.intersection(map(self._counts_as, keys))
        return found


def _words(text: str) -> frozenset[str]:
    """Return the lower-case words of a text without its marks."""
    return frozenset(word for word in _split(text) if len(word) >= _LEAST_LETTERS)


def _split(text: str) -> list[str]:
    if "@" in text or "+" in text or "#" in text:
        text = _MARKED.sub(" ", text)
    return _WORD.findall(caseless(text))
