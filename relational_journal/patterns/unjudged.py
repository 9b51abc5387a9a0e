"""For answers that show no comparison: none is tested, since the test is what takes longest in a long window."""

from __future__ import annotations

from collections.abc import Sequence

from relational_journal.patterns.counting.result import TOO_FEW
from relational_journal.patterns.statistics.contrast import Contrast


def without_tests(contrasts: Sequence[Contrast]) -> Sequence[str]:
    """A reading for each that claims nothing."""
    return [TOO_FEW] * len(contrasts)
