"""Find moments like one, by the tags and words they share (docs/counting.md, alike)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
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
    held = [(_tags(each, vocabulary), _words(each.text)) for each in others]
    tags, words = _tags(moment, vocabulary), _words(moment.text)
    rare_tags = _weights([each for each, _ in held], tags, _COMMON_TAG)
    rare_words = _weights([each for _, each in held], words, _COMMON_WORD)
    found = []
    for place, (other, (other_tags, other_words)) in enumerate(zip(others, held, strict=True)):
        shared = sorted(tags & other_tags & rare_tags.keys(), key=lambda key: (-rare_tags[key], key))
        same = sorted(words & other_words & rare_words.keys(), key=lambda word: (-rare_words[word], word))
        if len(shared) + len(same) >= _LEAST_SHARED:
            weight = sum(rare_tags[key] for key in shared) + sum(rare_words[word] for word in same)
            found.append((weight, place, Alike(other, tuple(shared), tuple(same[:MOST_WORDS]))))
    found.sort(key=lambda each: each[:2], reverse=True)
    return tuple(each for _, _, each in found[:MOST])


def _weights(held: Sequence[frozenset[str]], wanted: frozenset[str], common: float) -> dict[str, float]:
    """Return the weight of each tag and word, leaving out those too common to mean anything."""
    counts = Counter(key for each in held for key in wanted & each)
    most = max(_ALWAYS_RARE, common * len(held))
    # One more than there are, so that what all of a few moments hold still has some weight.
    return {key: log((len(held) + 1) / number) for key, number in counts.items() if number <= most}


def _tags(moment: Entry, vocabulary: Vocabulary) -> frozenset[str]:
    keys = [vocabulary.counts_as(key) for name in _LISTS for key in getattr(moment, name)]
    return frozenset((*keys, *moment.context))


def _words(text: str) -> frozenset[str]:
    """Return the lower-case words of a text without its marks."""
    plain = caseless(_MARKED.sub(" ", text))
    return frozenset(word for word in _WORD.findall(plain) if len(word) >= _LEAST_LETTERS)
