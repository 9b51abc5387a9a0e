"""Control the error of a family of tests: how small a p has to be when many are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

FAMILY_ERROR = 0.05

_ROUNDING = 1e-9  # a p and the smallest possible p are summed in different ways, so equal ones can differ by rounding


def common_line(smallest: Sequence[float], weights: Sequence[float], error: float = FAMILY_ERROR) -> float:
    """Return the highest line at which `error` covers every test whose p can fall below its weight times the line.

    A test whose margins cannot give so small a p cannot make a false claim and costs the others nothing
    (Tarone 1990, Biometrics 46, 515–522); a test with more weight is allowed a larger p (Holm 1979).

    Args:
        smallest: the smallest p possible with each test's margins.
        weights: the weight of each test, also fixed by its margins; only proportions matter.
        error: the error shared among them.

    >>> common_line([0.0, 0.0, 0.0, 0.0], [1, 1, 1, 1])
    0.0125
    >>> common_line([0.0, 0.0, 0.2, 0.3], [1, 1, 1, 1])
    0.025
    """
    reach = sorted((least / weight, weight) for least, weight in zip(smallest, weights, strict=True) if weight > 0)
    total = 0.0
    for i, (least, weight) in enumerate(reach):
        total += weight
        if total * least > error:  # this test would exceed the error, so the line stays below it by more than rounding
            return least * (1 - _ROUNDING) if i else 0.0
        if i + 1 == len(reach) or error / total < reach[i + 1][0]:
            return error / total
    return 0.0


def claims_among(
    p: Callable[[int, float], float],
    smallest: Sequence[float],
    weights: Sequence[float],
    error: float = FAMILY_ERROR,
) -> set[int]:
    """Return the tests that can be claimed with a chance of any false claim of at most `error`, under any dependence.

    In steps: tests that pass the common line are claimed, and the others share the error anew. Sources: Holm (1979),
    Scandinavian Journal of Statistics 6, 65–70, with his weights; Roth (1999), Journal of Statistical Planning and
    Inference 82, 101–117, for the steps with Tarone's rule.

    Args:
        p: a function from a test's place to its p; it may return 1.0 for a p above its second argument.
        smallest: the smallest p possible for each test.
        weights: the weight of each test.
        error: the error shared among them.
    """
    claimed: set[int] = set()
    left = list(range(len(smallest)))
    ps: list[float] = []
    known_to = 0.0
    while left:
        line = common_line([smallest[i] for i in left], [weights[i] for i in left], error)
        if line <= 0:  # nothing is left that could be claimed
            break
        if line > known_to:  # at first, and once enough claims raise the line above what was computed
            known_to = 4 * line
            ps = [p(i, known_to * weight) if weight > 0 else 1.0 for i, weight in enumerate(weights)]
        found = {i for i in left if ps[i] <= line * weights[i]}
        if not found:
            break
        claimed |= found
        left = [i for i in left if i not in claimed]
    return claimed
