"""Rules for a family of tests read together: how small a p must be when many are looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

FAMILY_ERROR = 0.05


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p's: one below .05 is a claim, and among all claims even one false comes to 1 in 20 at most.

    Source: Holm (1979), Scandinavian Journal of Statistics 6, 65–70. It holds however the tests depend on each other.

    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    adjusted = [1.0] * len(ps)
    worst = 0.0
    for rank, i in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        worst = max(worst, min(1.0, ps[i] * (len(ps) - rank)))
        adjusted[i] = worst
    return tuple(adjusted)


def tarone(smallest: Sequence[float], error: float = FAMILY_ERROR) -> int:
    """How many tests need to be allowed for: those whose smallest possible p could reach `error` by that number.

    A test whose margins cannot give a small p can make no false claim and takes nothing from the others.
    Source: Tarone (1990), Biometrics 46, 515–522.

    Args:
        smallest: the smallest p each test's margins can give.
        error: the error shared among them.

    >>> tarone([1e-9, 1e-9, 0.2, 0.3, 0.01])
    3
    """
    in_order = sorted(smallest)
    allowed = 1
    while bisect_right(in_order, error / allowed) > allowed:
        allowed += 1
    return allowed


def claims_among(p: Callable[[int, float], float], smallest: Sequence[float], error: float = FAMILY_ERROR) -> set[int]:
    """Which tests may be claimed so that even one false claim comes to `error` at most, in steps as Holm's.

    Tarone's number is found anew for those left after each step: Roth (1999), Journal of Statistical Planning and
    Inference 82, 101–117.

    Args:
        p: a test's p, by its place; it may answer 1.0 for any that is above the second argument.
        smallest: the smallest p each test can give.
        error: the error shared among them.
    """
    claimed: set[int] = set()
    left = list(range(len(smallest)))
    ps: list[float] = []
    worth_it = 0.0
    while left:
        line = error / tarone([smallest[i] for i in left], error)
        if line > worth_it:  # at first, and when so many were claimed that the line rose beyond what was computed
            worth_it = 4 * line
            ps = [p(i, worth_it) for i in range(len(smallest))]
        found = {i for i in left if ps[i] <= line}
        if not found:
            break
        claimed |= found
        left = [i for i in left if i not in claimed]
    return claimed
