"""Find near keys for an unknown word. They are hints; the word is never replaced."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path

from relational_journal.text.slips import one_letter_off

_ALIKE = 0.7  # Below this, difflib pairs words that a reader would not confuse.
_SHORTEST = 4  # letters; shorter words are one letter off too many others
_ONE_SLIP = 0.95  # A word of the form is one letter off: `cheked` for "I kept checking" (checked-repeatedly).
_WHOLE_SLIP = 0.99  # The form itself is: `sadd` is sad before it is any key with "said" in it.
_NEARLY_AS_ALIKE = 0.88  # relative to the best: next to one clear slip, distant guesses would only confuse


@cache
def hinting_words() -> Mapping[str, str]:
    """Return the words that hint at a key (`near` in the vocabulary files), each with that key."""
    content = json.loads((Path(__file__).parent / "data" / "near.json").read_text(encoding="utf-8"))
    hints: dict[str, str] = content["near"]
    return hints


@lru_cache(maxsize=2000)
def _letters(form: str) -> frozenset[str]:
    return frozenset(form)


def near_keys(spelled: str, forms: Mapping[str, Iterable[str]], n: int) -> tuple[str, ...]:
    """Return at most `n` keys: one that `spelled` is listed as a hint for, then keys with a similar form.

    Args:
        spelled: the word, in plain spelling.
        forms: every written form → its keys, in vocabulary order.
        n: how many at most.
    """
    hints = hinting_words()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(spelled)
    length, letters = len(spelled), set(spelled)
    perhaps = []
    for place, (form, keys) in enumerate((*forms.items(), *((hint, (key,)) for hint, key in hints.items()))):
        if slip := _slip(spelled, form):
            perhaps.append((slip, place, form, keys))
            continue
        # An upper bound of the letters in common, which rules out most forms before a costly comparison.
        shared = min(length, len(form) - len(_letters(form) - letters))
        if 2 * shared < _ALIKE * (length + len(form)):
            continue
        matcher.set_seq1(form)
        if (at_most := matcher.quick_ratio()) >= _ALIKE:
            perhaps.append((at_most, place, form, keys))
    scores: dict[str, tuple[float, int]] = {}
    best = 0.0
    for at_most, place, form, keys in sorted(perhaps, key=lambda one: -one[0]):
        if at_most < best * _NEARLY_AS_ALIKE:
            break
        matcher.set_seq1(form)
        likeness = max(matcher.ratio(), _slip(spelled, form))
        if likeness >= _ALIKE:
            best = max(best, likeness)
            for key in keys:
                before, first = scores.get(key, (0.0, place))
                scores[key] = max(before, likeness), min(first, place)
    alike = sorted(
        (key for key, (likeness, _) in scores.items() if likeness >= best * _NEARLY_AS_ALIKE),
        key=lambda key: (-scores[key][0], scores[key][1]),
    )
    hinted = [hints[spelled]] if spelled in hints else []
    return tuple(dict.fromkeys((*hinted, *alike)))[:n]


def _slip(spelled: str, form: str) -> float:
    """Return how alike a single word and a form are if one, or a word of it, is one letter off; else 0.0."""
    if "-" in spelled or len(spelled) < _SHORTEST:
        return 0.0
    if one_letter_off(spelled, form):
        return _WHOLE_SLIP
    words = form.split("-")
    return _ONE_SLIP * any(len(word) >= _SHORTEST and one_letter_off(spelled, word) for word in words)
