"""Near keys for a word that found nothing: hints only, never read in its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

_ALIKE = 0.7  # Below this, difflib pairs words a reader would not take for one another.
_NEARLY_AS_ALIKE = 0.88  # Of the best: one clear slip needs no far-fetched company.


@cache
def _hints() -> Mapping[str, str]:
    """Words that hint at a key (`near` in the vocabulary files) → that key."""
    content = json.loads(Path(__file__).with_name("near.json").read_text(encoding="utf-8"))
    hints: dict[str, str] = content["near"]
    return hints


def near_keys(spelled: str, forms: Mapping[str, Iterable[str]], n: int) -> tuple[str, ...]:
    """At most `n` keys: one that `spelled` is known to hint at, then those a form of which is spelled like it.

    Args:
        spelled: the word, in plain spelling.
        forms: every written form → its keys, in vocabulary order.
        n: how many at most.
    """
    hints = _hints()
    scores: dict[str, float] = {}
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(spelled)
    for form, keys in (*forms.items(), *((hint, (key,)) for hint, key in hints.items())):
        matcher.set_seq1(form)
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
            continue
        likeness = matcher.ratio()
        if likeness >= _ALIKE:
            for key in keys:
                scores[key] = max(scores.get(key, 0.0), likeness)
    best = max(scores.values(), default=0.0)
    alike = sorted((key for key in scores if scores[key] >= best * _NEARLY_AS_ALIKE), key=lambda key: -scores[key])
    hinted = [hints[spelled]] if spelled in hints else []
    return tuple(dict.fromkeys((*hinted, *alike)))[:n]
