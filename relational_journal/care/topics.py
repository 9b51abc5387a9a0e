"""The four topics of a note of care, and the tags that bring one without any words."""

from __future__ import annotations

from collections.abc import Collection

SELF_HARM = "self-harm"
HARM = "harm"
HARM_BY_ME = "harm-by-me"
SOMEONE_ELSE = "someone-else"
# in the order in which they are shown if one entry brings several
TOPICS = (SELF_HARM, HARM, HARM_BY_ME, SOMEONE_ELSE)

_RESPONSES = {"they-threatened-me": HARM, "they-crossed-a-line": HARM}
_MOVES = {"used-force": HARM_BY_ME}


def topics_of_tags(*, unsafe: bool, responses: Collection[str], moves: Collection[str]) -> dict[str, str]:
    """Return what the tags of a moment say: tag → topic.

    Args:
        unsafe: whether the person marked the moment as being about safety.
        responses: what the other did, first and after; not what was only braced for.
        moves: what the writer did; not what was only felt as an urge.
    """
    found = {tag: topic for tag, topic in _RESPONSES.items() if tag in responses}
    found |= {tag: topic for tag, topic in _MOVES.items() if tag in moves}
    if unsafe:
        found["unsafe"] = HARM
    return found
