"""Typing slips: words that differ by one letter."""

from __future__ import annotations


def one_letter_off(one: str, other: str) -> bool:
    """Whether one letter was left out, added, changed, or swapped with its neighbour.

    >>> one_letter_off("sma", "sam"), one_letter_off("ana", "anna"), one_letter_off("ana", "sam")
    (True, True, False)
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = 0
    while at < len(short) and short[at] == long[at]:
        at += 1
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] + short[at : at + 1] == long[at : at + 2]
    return short[at + 1 :] == long[at + 1 :] or (swapped and short[at + 2 :] == long[at + 2 :])
