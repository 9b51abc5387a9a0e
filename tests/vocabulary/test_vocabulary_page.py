"""docs/vocabulary.md says what the vocabulary files say."""

from __future__ import annotations

from relational_journal.vocabulary.build.term_source import read_terms
from relational_journal.vocabulary.build.vocabulary_page import PAGE, vocabulary_page
from relational_journal.vocabulary.patterns import bases, patterns


def test_the_page_is_the_one_the_files_make() -> None:
    written = PAGE.read_text(encoding="utf-8")

    assert written == vocabulary_page(), "python -m relational_journal.vocabulary.build.vocabulary_page"


def test_the_page_holds_every_key_pattern_and_base_and_no_reference_to_other_papers() -> None:
    page = vocabulary_page()

    for term in read_terms():
        assert f"| `{term.key}` | {term.label} |" in page
    for row in patterns():
        assert f"### {row.name}\n\n`{row.key}` · " in page
    for name in bases():
        assert f"| `{name}` | " in page
    assert "§" not in page
