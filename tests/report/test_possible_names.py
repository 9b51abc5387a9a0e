"""Words of a page that may be names nobody entered are marked; everyday words, wherever they stand, are not."""

from __future__ import annotations

import pytest

from relational_journal.report.document.document import Line, Pair, Quote, Report, Row, Section, Tally, Text, line
from relational_journal.report.document.possible_names import PossibleNames, mark_possible_names
from relational_journal.vocabulary.everyday_words import everyday_names, is_everyday_word

POSSIBLE = PossibleNames(["a friend, Le.", "Sam", "Aunt May"], everyday_names(), is_everyday_word)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Karim came late. Then Karim's sister left.", ["Karim", "Karim's"]),
        ("We went to Bexley with Siobhán and Żaneta.", ["Bexley", "Siobhán", "Żaneta"]),
        ("I hope Will comes, and Grace too.", ["Will", "Grace"]),
        ("“Olek said so”, and KARIM left.", ["Olek", "KARIM"]),
        ("He works at the NHS.", ["NHS"]),
    ],
)
def test_a_word_with_a_capital_that_is_no_everyday_word_may_be_a_name(text: str, words: list[str]) -> None:
    assert [match[0] for match in POSSIBLE.find(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday we talked. Nothing came of it. Exhausted. Numb.",
        "I'm tired; I don't know. Don't ask! We'll see. It's fine. She'd left, they've gone.",
        "On Monday in March, at Christmas, an English lesson.",
        "Mum said “Why not?” and Dad laughed: Because.",
        "My partner and a friend, Le. came with Sam's aunt. Aunt May stayed.",
        "WE SHOUTED AND I LEFT",
        "Will you come? Grace is hard.",
        "A. and J. came",
        "we met karim",
    ],
)
def test_everyday_words_and_known_names_are_none(text: str) -> None:
    assert [match[0] for match in POSSIBLE.find(text)] == []


def test_they_are_marked_in_the_words_of_the_person_wherever_these_stand() -> None:
    own = line(Quote("Karim left."))
    report = Report(
        "Karim's title",
        head=(own,),
        sections=(
            Section(
                "a",
                "Karim",
                (
                    Pair("Karim", own),
                    Row((line("Karim"), own), own=(own,)),
                    Tally("k", "Karim", None, (own,), own=(own,)),  # type: ignore[arg-type]
                    Line((Text("Karim"), Quote("Olek and Karim", is_cut=True))),
                ),
            ),
        ),
        foot=(own,),
    )

    marked, words = mark_possible_names(report, POSSIBLE)

    assert words == ("Karim", "Olek")
    assert repr(marked).count("[Karim?]") == 8
    assert repr(marked).replace("[Karim?]", "Karim").replace("[Olek?]", "Olek") == repr(report)
