"""The four topics a note of care can be about, and the tags that bring one without any words."""

from __future__ import annotations

from collections.abc import Collection

SELF_HARM = "self-harm"
HARM = "harm"
HARM_BY_ME = "harm-by-me"
SOMEONE_ELSE = "someone-else"
# In the order they are said where one entry brings several.
TOPICS = (SELF_HARM, HARM, HARM_BY_ME, SOMEONE_ELSE)

_RESPONSES = {"they-threatened-me": HARM, "they-crossed-a-line": HARM}
_MOVES = {"used-force": HARM_BY_ME}


def topics_of_tags(*, unsafe: bool, responses: Collection[str], moves: Collection[str]) -> dict[str, str]:
    """What the marks of a moment say: tag → topic.

    Args:
        unsafe: whether the person marked it as about keeping safe.
        responses: what the other did, first and after; what was only braced for is not among them.
        moves: what the writer did; what was only felt as an urge is not among them.
    """
    found = {tag: topic for tag, topic in _RESPONSES.items() if tag in responses}
    found |= {tag: topic for tag, topic in _MOVES.items() if tag in moves}
    if unsafe:
        found["unsafe"] = HARM
    return found
