"""Names shown are names accepted: every name of a pattern, tag or group, however it is shown or typed."""

from __future__ import annotations

import pytest

from relational_journal.errors import NotFound
from relational_journal.vocabulary.load import vocabulary
from relational_journal.vocabulary.names import GROUPS, WAYS, group_named, keys_named
from relational_journal.vocabulary.pattern_names import row_keys, typed_name
from relational_journal.vocabulary.patterns import Pattern, patterns

CHASE = ("pursue-withdraw:chaser", "pursue-withdraw:retreater")


def forms(name: str) -> tuple[str, ...]:
    """A name as it is shown, in one word, in capitals and in quotation marks."""
    return name, "-".join(name.split()), name.upper(), f'"{name}"', f"“{name}”"


@pytest.mark.parametrize("row", patterns(), ids=lambda row: row.key)
def test_a_pattern_is_found_by_every_name_it_is_shown_under(row: Pattern) -> None:
    for name in (row.key, row.name, row.row, row.subject, typed_name(row)):
        for written in forms(name):
            assert row_keys(written) == (row.key,), written


def test_a_tag_is_found_by_every_name_it_is_shown_under() -> None:
    words = vocabulary()
    for key, term in words.terms.items():
        for name in (key, term.label, words.inline_label(key), *term.short):
            for written in forms(name):
                assert keys_named(words, written) == (key,), written


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("limits", ("boundaries-with-contact",)),
        ("quiet", ("going-silent",)),
        ("the chase", CHASE),
        ("chase", CHASE),
        ("pursue-withdraw", CHASE),
        ("pressing", CHASE[:1]),
        ("Shutting down where others", ("shutting-down-under-power",)),
        ("bound", ("boundaries-with-contact",)),
    ],
)
def test_words_that_only_one_pattern_has_are_enough(written: str, keys: tuple[str, ...]) -> None:
    assert row_keys(written) == keys


@pytest.mark.parametrize(
    ("written", "step"),
    [
        ("pushing-awya", "Near: pushing-away"),
        ("going", "Near: going-silent, going-it-alone."),
        ("away", "It is a way of moving: rj look ways."),
        ("in contact", "It is a way of moving: rj look ways."),
        ("went quiet", "went-silent is a tag, counted in: going-quiet"),
        ("they were warm", "they-were-warm is a tag: rj words they-were-warm"),
        ("zzzz", "There are pushing-away, going-silent,"),
        ("", "There are pushing-away, going-silent,"),
        ("…", "There are pushing-away, going-silent,"),
        ("شيء", "There are pushing-away, going-silent,"),
        ("x" * 100_000, "There are pushing-away, going-silent,"),
    ],
)
def test_a_name_of_no_pattern_says_what_it_is_or_what_is_near(written: str, step: str) -> None:
    with pytest.raises(NotFound) as error:
        row_keys(written)

    assert error.value.next_step.startswith(step)


def test_the_name_of_a_way_or_family_means_all_its_tags() -> None:
    words = vocabulary()

    for name in ("moves", "responses", "feelings"):
        for group, heading in GROUPS[name].items():
            members = {term.key for term in words.list_of(name) if term.group == group}

            assert set(group_named(words, heading)) == members
    assert group_named(words, "In Contact") == group_named(words, "in-contact")
    assert group_named(words, "hurt") == ()


def test_every_group_of_the_vocabulary_has_a_name() -> None:
    for term in vocabulary().terms.values():
        assert not term.group or term.group in GROUPS[term.list]
    assert list(WAYS) == ["contact", "away", "against", "appeasing", "pressing"]
