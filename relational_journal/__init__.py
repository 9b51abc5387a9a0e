"""A self-reflection journal for relationships: moments in story order, counted by stated rules."""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing would take a third of this package's import time
if TYPE_CHECKING:
    from relational_journal.capture.dates.conventions import Conventions
    from relational_journal.capture.syntax.draft import Options
    from relational_journal.errors import JournalError
    from relational_journal.journal.collaborators import Drafts, Hunches, LearnedPhrases, People, Settings
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Done, Entry, Hunch, Learned, Link, Moment, Person, Query, Window, Word
    from relational_journal.patterns.counting.breaks import Break
    from relational_journal.patterns.counting.result import Patterns
    from relational_journal.patterns.questions.contact import Apart
    from relational_journal.patterns.questions.experiments import Experiments
    from relational_journal.patterns.questions.hunches import HunchReading
    from relational_journal.patterns.questions.old_pictures import OldPicture
    from relational_journal.patterns.questions.one_person import OnePerson
    from relational_journal.patterns.questions.therapist import WithTherapist
    from relational_journal.report.session_page.page import Page
    from relational_journal.report.session_page.page_material import Choices
    from relational_journal.store.checkup.journal_checks import Check
    from relational_journal.store.drafts.draft_protocol import Drafted
    from relational_journal.store.files.backup import Made
    from relational_journal.store.history.remove_word import Uses
    from relational_journal.store.records.bulk_import import Imported, Incoming
    from relational_journal.store.records.people_changes import Seen
    from relational_journal.vocabulary.load import Vocabulary
    from relational_journal.vocabulary.safety import Safety

__version__ = "0.2.0"
__all__ = [
    "Apart",
    "Break",
    "Check",
    "Choices",
    "Conventions",
    "Done",
    "Drafted",
    "Drafts",
    "Entry",
    "Experiments",
    "Hunch",
    "HunchReading",
    "Hunches",
    "Imported",
    "Incoming",
    "Journal",
    "JournalError",
    "Learned",
    "LearnedPhrases",
    "Link",
    "Made",
    "Moment",
    "OldPicture",
    "OnePerson",
    "Options",
    "Page",
    "Patterns",
    "People",
    "Person",
    "Query",
    "Safety",
    "Seen",
    "Settings",
    "Uses",
    "Vocabulary",
    "Window",
    "WithTherapist",
    "Word",
    "__version__",
]

# Where each public name comes from: Journal, and every type its signatures name.
_PLACES = {
    "relational_journal.capture.dates.conventions": "Conventions",
    "relational_journal.capture.syntax.draft": "Options",
    "relational_journal.errors": "JournalError",
    "relational_journal.journal.collaborators": "Drafts Hunches LearnedPhrases People Settings",
    "relational_journal.journal.journal": "Journal",
    "relational_journal.model": "Done Entry Hunch Learned Link Moment Person Query Window Word",
    "relational_journal.patterns.counting.breaks": "Break",
    "relational_journal.patterns.counting.result": "Patterns",
    "relational_journal.patterns.questions.contact": "Apart",
    "relational_journal.patterns.questions.experiments": "Experiments",
    "relational_journal.patterns.questions.hunches": "HunchReading",
    "relational_journal.patterns.questions.old_pictures": "OldPicture",
    "relational_journal.patterns.questions.one_person": "OnePerson",
    "relational_journal.patterns.questions.therapist": "WithTherapist",
    "relational_journal.report.session_page.page": "Page",
    "relational_journal.report.session_page.page_material": "Choices",
    "relational_journal.store.checkup.journal_checks": "Check",
    "relational_journal.store.drafts.draft_protocol": "Drafted",
    "relational_journal.store.files.backup": "Made",
    "relational_journal.store.history.remove_word": "Uses",
    "relational_journal.store.records.bulk_import": "Imported Incoming",
    "relational_journal.store.records.people_changes": "Seen",
    "relational_journal.vocabulary.load": "Vocabulary",
    "relational_journal.vocabulary.safety": "Safety",
}


def __getattr__(name: str) -> object:
    """Import the public names on first use, so that importing the package imports nothing else."""
    for module, names in _PLACES.items():
        if name in names.split():
            from importlib import import_module

            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names before they are imported."""
    return sorted({*globals(), *__all__})
