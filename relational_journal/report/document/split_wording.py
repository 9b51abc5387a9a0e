"""The words for a pattern split by who had more power, by setting or by person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from relational_journal.report.document.wording import EARLY, LEAST, TOO_FEW, sentence, share

POWERS = ("they-had-more", "about-equal", "i-had-more")
_HAD = {
    "you": {"they-had-more": "they had more power", "about-equal": "about equal", "i-had-more": "you had more"},
    "me": {"they-had-more": "they had more power", "about-equal": "about equal", "i-had-more": "I had more"},
}

_HAD_SHORT = {"they-had-more": "they more", "about-equal": "equal", "i-had-more": "you more"}
_FEW = "too few"


def power_split(by_power: Mapping[str, tuple[int, int]], *, voice: str = "you", short: bool = False) -> str:
    """Format a pattern by who had more power on one line of an overview, without positions not noted.

    Args:
        by_power: `shows` and `of` by position.
        short: use as few words as possible.

    >>> power_split({"they-had-more": (4, 7), "about-equal": (1, 4), "i-had-more": (0, 0)})
    'they had more power 4 of 7 · about equal 1 of 4, too few to say'
    """
    noted = [(key, by_power[key]) for key in POWERS if by_power.get(key, (0, 0))[1]]
    if not noted:
        return "who had more power is not noted"
    few = all(of < LEAST for _, (_, of) in noted)
    parts = []
    for key, (shows, of) in noted:
        # If all positions are too few, that is said once, at the end.
        note = f", {_FEW if short else TOO_FEW}" if of < LEAST and not (few and len(noted) > 1) else ""
        parts.append(f"{(_HAD_SHORT if short else _HAD[voice])[key]} {shows} of {of}{note}")
    return " · ".join([*parts, "too few to compare"] if few and len(noted) > 1 else parts)


def power_sentence(by_power: Mapping[str, tuple[int, int]], *, voice: str = "me") -> str:
    """Format it as a sentence: `They had more power 4 of 7, an early impression; about equal 1 of 4, …`"""
    noted = [(key, by_power[key]) for key in POWERS if by_power.get(key, (0, 0))[1]]
    if not noted:
        return "Who had more power is not noted."
    return sentence("; ".join(f"{_HAD[voice][key]} {share(*counted)}" for key, counted in noted))


def settings_sentence(rows: Sequence[tuple[str, int, int]]) -> str:
    """Format a pattern by setting, if there are several and one is large enough: `At work 2 of 6, an early …`"""
    parts = [f"{name} {share(shows, of)}" for name, shows, of in rows if of >= LEAST]
    if len(rows) < 2 or not parts:
        return ""
    return sentence("; ".join([*parts, f"elsewhere {TOO_FEW}"] if len(parts) < len(rows) else parts))


def split(rows: Sequence[tuple[str, int, int]], *, others: bool = False, rest: str = "others") -> str:
    """Format counts next to each other, in order: `Ada 1 of 5 · Jonas 3 of 7 (both early) · others: too few to say`.

    Args:
        rows: name, `shows` and `of`; those under five are summed up as others.
        others: whether there are more rows, each under five.
        rest: the name of those.

    >>> split([("Ada", 1, 5), ("Jonas", 3, 7)], others=True)
    'Ada 1 of 5 · Jonas 3 of 7 (both early) · others: too few to say'
    """
    enough = [(name, shows, of) for name, shows, of in rows if of >= LEAST]
    if not enough:
        return TOO_FEW
    early = [of < EARLY for _, _, of in enough]
    note = " (early)"
    if all(early) and len(enough) > 1:
        parts = [f"{name} {shows} of {of}" for name, shows, of in enough]
        parts[-1] += " (both early)" if len(enough) == 2 else " (all early)"
    else:
        parts = [f"{name} {shows} of {of}{note if of < EARLY else ''}" for name, shows, of in enough]
    if others or len(enough) < len(rows):
        parts.append(f"{rest}: {TOO_FEW}")
    return " · ".join(parts)
