"""A self-reflection journal for relationships: moments in story order, counted by stated rules."""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing would take a third of this package's import time
if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Moment, Window

__version__ = "0.2.0"
__all__ = ["Journal", "Moment", "Window", "__version__"]


def __getattr__(name: str) -> object:
    """Import the public names on first use, so that importing the package imports nothing else."""
    if name == "Journal":
        from relational_journal.journal.journal import Journal

        return Journal
    if name in ("Moment", "Window"):
        from relational_journal import model

        return getattr(model, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
