"""What a text says somebody is to the writer: "my brother @Amir", "Amir, my boss", or a name like Mum."""

from __future__ import annotations

import re

from relational_journal.vocabulary.relationships import relationship_of, relationship_words

_MOST_WORDS = 3
_OURS = r"\b(?:my|our)\s+"


def relationship_said(text: str, name: str) -> tuple[str, str] | None:
    """Return the relationship a text gives a name, and the words it was read from; None if it gives none.

    >>> relationship_said("Rang my best friend @Sam.", "Sam"), relationship_said("Tea with Mum", "Mum")
    (('close-friend', 'my best friend'), ('parent', 'Mum'))
    >>> relationship_said("My brother's boss Amir shouted", "Amir") is None
    True
    """
    if key := _key_of(name):  # "Mum" is a name and says it all
        return key, name
    written = rf'@?["“„]?{re.escape(name)}\b'
    words = rf"((?:\w[\w’'-]*\s+){{0,{_MOST_WORDS - 1}}}\w[\w’'-]*)"
    for pattern in (rf"{_OURS}{words},?\s+{written}", rf"{written}[\"”“]?\s*[,(–-]\s*{_OURS}{words}"):
        for found in re.finditer(pattern, text, re.IGNORECASE):
            read = _longest(found[1].split(), at_end=pattern.startswith(_OURS))
            if read is not None:
                return read
    return None


def _key_of(said: str) -> str | None:
    """Return the relationship that some words name, as people say it or by its key ("therapist", "close friend")."""
    key = "-".join(said.lower().split())
    return relationship_of(said) or (key if key in set(relationship_words().values()) else None)


def _longest(words: list[str], *, at_end: bool) -> tuple[str, str] | None:
    """Return the relationship named by the most of these words; with `at_end` including the last word."""
    for count in range(len(words), 0, -1):
        for begin in (len(words) - count,) if at_end else range(len(words) - count + 1):
            said = " ".join(words[begin : begin + count])
            key = _key_of(said)
            if key and not any(word.endswith(("'s", "’s")) for word in words[:begin]):  # my brother's boss is not mine
                return key, f"my {said}"
    return None
