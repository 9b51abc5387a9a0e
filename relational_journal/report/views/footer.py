"""What an answer rests on and does not see: the foot of the reports of a window (domain §5 rule 5; §6, 16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.patterns.questions.unseen import unseen
from relational_journal.report.document import wording
from relational_journal.report.document.document import Line, Said, line
from relational_journal.report.views.overview import set_apart

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Patterns

# What a field of contract §5 is called where it was left empty, in the order of a story.
FIELDS = {
    "people": "with whom",
    "tone": "closer or further",
    "setting": "where it belongs",
    "first": "what they did first",
    "braced": "what you braced for",
    "felt_before": "feelings before",
    "wishes": "wishes",
    "moves": "what you did",
    "urges": "a pull not followed",
    "after": "what they did then",
    "felt_after": "feelings after",
    "good": "what grew",
    "power": "power",
    "context": "social context",
    "treated": "how you were treated",
}
_RARELY_SAID = ("urges", "treated")  # noted only when present: their being empty says the least
_MOST_FIELDS = 3


def foot(patterns: Patterns) -> tuple[Line, ...]:
    """Days, people, tones and the fields left empty most often, then what is set apart; or what to do where none is.

    Question 16 whole is `rj look unseen`.
    """
    apart = [line(Said(sentence, "quiet")) for sentence in set_apart(patterns, unnoted=False)]
    if not patterns.counted:
        counted = "No moment" if patterns.logged == 0 else "None of the moments"
        told = f"{counted} of these {max(patterns.window.days, 0)} days is counted. "
        return line(Said(told, "quiet"), Said("rj log", "command"), Said(" notes one.", "quiet")), *apart
    found = unseen(patterns)
    others = f", with {found.people} {'person' if found.people == 1 else 'people'}" if found.people else ""
    tones = f"{found.tones['connection']} of connection, {found.tones['ordinary']} ordinary"
    said = [
        f"Counted here: {wording.moments(patterns.counted)} on {found.days} of {found.of_days} days{others}; {tones}."
    ]
    empty = sorted(
        ((n, field) for field, n in found.empty.items() if n and field in FIELDS and field not in _RARELY_SAID),
        key=lambda each: -each[0],
    )
    if empty:
        told = ", ".join(f"{FIELDS[field]} {n}" for n, field in empty[:_MOST_FIELDS])
        said.append(f"Most often left empty: {told}.")
    return line(Said(" ".join([*said, "All of it: "]), "quiet"), Said("rj look unseen", "command")), *apart
