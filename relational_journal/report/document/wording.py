"""Word every sentence about a number (docs/counting.md, small-numbers).

The number comes first; a pattern "showed up", nobody "went" anywhere; no percent under 20 moments. `voice` is `you`
in the person's own views and `me` on a page in their name.
"""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 5  # with fewer moments it is too few to say
EARLY = 10  # with fewer it is an early impression
LEAST_FOR_PERCENT = 20

TOO_FEW = "too few to say"
EARLY_IMPRESSION = "an early impression"
EASIER_MOMENTS = "Easier moments may also be the ones where it went otherwise."
NOTICING_MORE = "Noticing more can look like doing more."
NOTHING_STANDS_OUT = "Nothing compared here stands out from chance."
CONTROL_SPREADS = "What someone controls at home can show with everyone else too."
TOGETHER = "These tended to come together; what leads to what, we cannot tell."
ONE_OF_A_DAY = "In a comparison what was noted of one day with one person counts once."
WHAT_EARLY_MEANS = "Out of fewer than 10: an early impression."

_SUBJECT = {"you": "you", "me": "I"}
_OBJECT = {"you": "you", "me": "me"}

# How "turned" is worded by pattern: the marker was there, and then its opposite, in one moment.
_TURNED = {
    "pushing-away": "contact came after all",
    "going-silent": "words came after all",
    "keeping-the-peace": "a limit or a need came after all",
    "hiding-parts": "something true was shown after all",
    "striking-first": "it came to listening or plain words after all",
    "pursue-withdraw:chaser": "the pressing stopped after all",
    "pursue-withdraw:retreater": "contact held after all",
    "testing": "the question was asked after all",
    "over-giving": "a limit or a need came after all",
    "bracing": "contact was tried all the same",
    "shutting-down-under-power": "a voice came after all",
    "going-it-alone": "someone was let in after all",
}


def too_few_moments(of: int, unit: str = "moments") -> str:
    """Return the sentence for fewer than five: `Too few moments to say (3 so far).`"""
    return f"Too few {unit} to say ({of} so far)."


def early_note(of: int) -> str:
    """Return ` (an early impression)` for a count of five to nine, "" for a larger one."""
    return f" ({EARLY_IMPRESSION})" if LEAST <= of < EARLY else ""


def share(shows: int, of: int) -> str:
    """Format a count with the caution its size asks for.

    >>> share(4, 5), share(0, 3), share(4, 15)
    ('4 of 5, an early impression', '0 of 3, too few to say', '4 of 15')
    """
    note = f", {TOO_FEW}" if of < LEAST else f", {EARLY_IMPRESSION}" if of < EARLY else ""
    return f"{shows} of {of}{note}"


def percent(shows: int, of: int) -> str | None:
    """Format a whole percent from 20 moments on, else return None.

    >>> percent(13, 20), percent(9, 19)
    ('65 %', None)
    """
    # Half up and in whole numbers: round() would make 62.5 to 62 and 63.5 to 64.
    return f"{(200 * shows + of) // (2 * of)} %" if of >= LEAST_FOR_PERCENT else None


def in_ten(low: float, high: float) -> str:
    """Format a range in tenths with its condition; shown only on request.

    Args:
        low, high: the ends of the 90 % interval, shares in 0..1.

    >>> in_ten(0.3603, 0.7737)
    'roughly 4 to 8 in ten, if these moments are typical'
    """
    first, last = int(low * 10 + 0.5), int(high * 10 + 0.5)
    return f"roughly {first} to {last} in ten, if these moments are typical" if first < last else (
        f"roughly {first} in ten, if these moments are typical"
    )  # fmt: skip


def among(shows: int, of: int) -> str:
    """Format a small count as words inside a sentence.

    >>> among(2, 2), among(8, 8), among(2, 3), among(0, 3)
    ('in both', 'in all 8', 'in 2', 'in none')
    """
    if shows == 0:
        return "in none"
    if shows < of or of == 1:
        return f"in {shows}"
    return "in both" if of == 2 else f"in all {of}"


def moments(count: int, unit: str = "moment") -> str:
    """Format as `1 moment` or `2 moments`."""
    return f"{count} {unit}{'' if count == 1 else 's'}"


def in_tens(one: int, other: int) -> str:
    """Format two shares in tenths: `9 in 10 against 2 in 10`."""
    return f"{one} in 10 against {other} in 10"


def more_times(count: int) -> str:
    """Format the moments outside the base as `and 2 more times`, or "" without any."""
    return f"and {count} more time{'' if count == 1 else 's'}" if count else ""


def of_moments(shows: int, of: int, base: str, *, unit: str = "moments") -> str:
    """Format a count together with its base, so that no share reads as one of a whole life.

    Args:
        base: what the moments have in common, as worded in bases.toml.

    >>> of_moments(4, 9, "when there was something to say")
    '4 of the 9 moments when there was something to say (an early impression)'
    """
    return f"{shows} of the {of} {unit} {base}{early_note(of)}"


def showed_up(subject: str, counted: str) -> str:
    """Format as `Going quiet showed up in 4 of the 9 moments …`: the pattern is not the person."""
    return f"{subject} showed up in {counted}"


def turned(pattern: str, count: int, *, polarity: str, short: bool = False) -> str:
    """Word the moments that showed it and then its opposite; "" if there are none. `short` behind their base."""
    if not count:
        return ""
    opening = f"in {count}," if short else f"in {count} of these"
    return f"{opening} {'it was hard as well' if polarity == 'C' else _TURNED.get(pattern, 'it turned')}"


def otherwise(count: int, of: int, held: int, *, polarity: str, voice: str = "you") -> str:
    """Word how often it went otherwise and how often there was an urge: `In 3 of 9 it went otherwise.`

    From ten moments on only the number: the base is in the sentence before. For a C pattern the same counts
    read as "when it was hard".
    """
    said = "it was hard" if polarity == "C" else "it went otherwise"
    pull = f"{_SUBJECT[voice]} wanted to and did not" if polarity == "C" else "the pull was there"
    if not count and polarity == "C" and voice == "me":
        return ""  # "none" would contradict what stands beside it, such as "drained"
    if not count:
        return f"In none {said}."
    counted = f"In {count} of {of}" if of < EARLY else f"In {count}"
    return f"{counted} {said}; in {held} of those {pull}." if held else f"{counted} {said}."


def set_apart(not_noted: int, unsafe: int) -> str:
    """Word what the base leaves out: `3 more moments had no note on what came before; 2 were about …`"""
    parts = []
    if not_noted:
        parts.append(f"{not_noted} more {'moment' if not_noted == 1 else 'moments'} had no note on what came before")
    if unsafe:
        kept = "1 was about keeping safe and is not counted"
        parts.append(kept if unsafe == 1 else f"{unsafe} were about keeping safe and are not counted")
    return sentence("; ".join(parts))


def keeping_safe(*, has_held_apart: bool) -> str:
    """Return what the moments that are not counted are about; nobody is named, since a screen may be seen by others."""
    return "about keeping safe or with someone held apart" if has_held_apart else "about keeping safe"


def went_better(better: int, of: int) -> str:
    """Word the ledger of bracing, never as "your fear is wrong"."""
    return f"{better} of the {of} went better" if better < of or of == 1 else f"{_all(of)} went better"


def afterwards(toward: int, said: int, of: int, *, voice: str = "you", least: int = 1) -> str:
    """Word what they did afterwards, for the moments that say so: an empty field is not a cold answer.

    Args:
        toward: the number of moments with a *toward* response.
        said: the number of moments that say what they did.
        of: the number of moments in all.
        least: with fewer moments that say it, there are too few to say.

    >>> afterwards(8, 8, 11)
    '8 of the 11 say what they did; in all 8 they came toward you.'
    >>> afterwards(0, 1, 5, least=5)
    '1 of the 5 says what they did then: too few to say.'
    """
    if of == 0:
        return ""
    if said == 0:
        none = "Neither" if of == 2 else "None"
        return "It does not say what they did." if of == 1 else f"{none} of the {of} says what they did."
    if said < least:
        return f"{_so_many(said, of)} what they did then: {TOO_FEW}."
    came = f"they came toward {_OBJECT[voice]}"
    if of == 1:
        return f"It says what they did; {came if toward else f'not toward {_OBJECT[voice]}'}."
    return f"{_so_many(said, of)} what they did; {among(toward, said)} {came}."


def _so_many(said: int, of: int) -> str:
    """Format as `8 of the 11 say`, `1 of the 5 says`, `All 3 say`, or `It says` for one moment."""
    if said == of == 1:
        return "It says"
    if said == of:
        return f"{_all(of).capitalize()} say"
    return f"{said} of the {of} {'says' if said == 1 else 'say'}"


def _all(of: int) -> str:
    return "both" if of == 2 else f"all {of}"


def times(count: int) -> str:
    """Format as `once`, `twice` or `4 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def filters(
    people: Sequence[str] = (), tags: Sequence[str] = (), tones: Sequence[str] = (), kinds: Sequence[str] = ()
) -> str:
    """Format filters in words that follow "only"; "" without filters.

    >>> filters(["Sam", "Ada"], [], ["mixed"])
    'with Sam or Ada; tone mixed'
    """
    named = (("with", people), ("tagged", tags), ("tone", tones), ("kind", kinds))
    return "; ".join(f"{word} {' or '.join(values)}" for word, values in named if values)


def days_with_moments(days: int, of_days: int) -> str:
    """Format as `33 of 56 days have a moment`."""
    has = "has" if 1 in (days, of_days) else "have"
    return f"{days} of {of_days} {'day' if of_days == 1 else 'days'} {has} a moment"


def sentence(words: str) -> str:
    """Return words as a sentence, with a capital and a full stop; "" for none."""
    return f"{words[:1].upper()}{words[1:]}." if words else ""
