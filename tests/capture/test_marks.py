"""Tags and names in a text: what is a mark, what stays text, and the text as it is shown."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relational_journal.capture.syntax.marks import find_marks, shown_text
from relational_journal.text.names import LONGEST_NAME


def found(text: str) -> list[str]:
    return [mark.sign + mark.name for mark in find_marks(text)]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("+hurt", ["+hurt"]),
        ("#hurt", ["+hurt"]),
        ("tea with @Sam +closer", ["@Sam", "+closer"]),
        ("(+hurt [#sad {@Sam <@Mum", ["+hurt", "+sad", "@Sam", "@Mum"]),
        ("\"+hurt\" '+sad' “@Sam” ‘#lonely’ «@Mum»", ["+hurt", "+sad", "@Sam", "+lonely", "@Mum"]),
        ("line\n+hurt\t@Sam\u00a0#sad", ["+hurt", "@Sam", "+sad"]),
        ("+hurt, @Sam; #sad. +lonely!", ["+hurt", "@Sam", "+sad", "+lonely"]),
        ("@Sam's mum and @Mum’s", ["@Sam", "@Mum"]),
        ("@mary-jane_2 @Zoë @Ольга @小明 @अनिता", ["@mary-jane_2", "@Zoë", "@Ольга", "@小明", "@अनिता"]),
        ("@Sam- and +hurt- and +sad_", ["@Sam", "+hurt", "+sad"]),
        ("@\u200fSam", []),
        ("+didn't-answer +i’m-fine", ["+didn't-answer", "+i’m-fine"]),
        ("@\"Aunt May\" @“Uncle Bob” @„Tante Käthe“ @«Zio» @'Aunt Jo' @‘Big O’Brien’", []),
        ("+before:hurt #After:sad +urge:pulled-back +braced:they-rejected-me", []),
        ("+gender:subordinate +age:dom +class-money:unsure", []),
        ("+hurt:I left", ["+hurt"]),
        ("+hurt: I left", ["+hurt"]),
        ("+gender:", ["+gender"]),
    ],
)
def test_a_mark_stands_at_the_start_or_after_space_bracket_or_quote(text: str, marks: list[str]) -> None:
    expected = {
        '@"Aunt': ["@Aunt May", "@Uncle Bob", "@Tante Käthe", "@Zio", "@Aunt Jo", "@Big O’Brien"],
        "+before": ["+before:hurt", "+After:sad", "+urge:pulled-back", "+braced:they-rejected-me"],
        "+gender:sub": ["+gender:subordinate", "+age:dom", "+class-money:unsure"],
    }
    wanted = marks or next((value for begin, value in expected.items() if text.startswith(begin)), [])

    assert found(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        *("+1", "C#", "a+b", "a@b.com", "#1", "+2nd", "@3", "5+x", "x+y=z", "é@sam", "_+hurt", "-#sad", "·@sam"),
        *("\\@sam", "\\#hurt", "\\+hurt", "tea \\@sam", "(\\+hurt)"),
        *(
            "+ hurt",
            "@ sam",
            "# sad",
            "+",
            "@",
            "#",
            "++",
            "+@",
            "@+sam",
            "##sad",
            "+-hurt",
            "@-sam",
            "+_x",
            "+²",
            "@'",
        ),
        *(
            '@"Aunt May',
            "@“never closed",
            '@"Aunt\nMay"',
            '@""',
            '@" "',
            '@"7 of nine"',
            '+"hurt"',
            "@" + "a" * (LONGEST_NAME + 1),
        ),
    ],
)
def test_what_is_no_mark_stays_text(text: str) -> None:
    assert found(text) == []
    assert shown_text(text) == text.replace("\\@", "@").replace("\\#", "#").replace("\\+", "+").strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Tea with @Sam's mum. +c +reached-out", "Tea with Sam's mum."),
        ("I was +hurt and then #snapped at @Mum", "I was hurt and then snapped at Mum"),
        ("Saw @“Aunt May” and @'Big Jo'", "Saw Aunt May and Big Jo"),
        ("I was scared. @jonas +b +braced:rejected\n+said-felt, +drained.", "I was scared."),
        ("He came. +c @Sam +hurt", "He came."),
        ("Tea with @Sam +c", "Tea with Sam"),
        ("A film. @Sam", "A film. Sam"),
        ("+gender:sub +more-worth", ""),
        ("@Sam +f +hurt", ""),
        ("+hurt I said so", "hurt I said so"),
        ("a \\+b and \\@sam \\#x +c", "a +b and @sam #x"),
        ("C:\\temp a\\+b", "C:\\temp a\\+b"),
        ("  spaces around  ", "spaces around"),
        ("", ""),
        ("[bold]x[/bold] \x1b[31mred <b>&amp; '; DROP TABLE", "[bold]x[/bold] \x1b[31mred <b>&amp; '; DROP TABLE"),
    ],
)
def test_shown_the_closing_run_of_tags_is_left_off_and_marks_are_dropped(text: str, shown: str) -> None:
    assert shown_text(text) == shown


_PIECES = st.sampled_from(
    [
        "+",
        "#",
        "@",
        "\\",
        '"',
        "'",
        "“",
        "”",
        ":",
        "(",
        " ",
        "\n",
        "hurt",
        "Sam",
        "é",
        "\u202e",
        "👩\u200d👧",
        "-",
        "before:",
    ]
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=25).map("".join)))
@settings(max_examples=500, deadline=None)
def test_marks_lie_in_order_in_the_text_and_nothing_else_is_taken_from_it(text: str) -> None:
    marks = find_marks(text)

    at = 0
    for mark in marks:
        assert at <= mark.start < mark.end <= len(text)
        assert text[mark.start] in "+#@"
        assert mark.name.partition(":")[0][0].isalpha()
        at = mark.end
    letters = [letter for letter in shown_text(text) if letter.isalnum()]
    assert "".join(letters) in "".join(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize(
    "text",
    [
        "word " * 1_000_000,
        "a" * 5_000_000,
        "+" * 1_000_000,
        "@" + "a" * 5_000_000,
        '@"' + "a" * 5_000_000,
        '@"a ' * 100_000,
        "\\+a " * 100_000,
        "x " * 2_000_000 + "+hurt" + " ," * 500_000,
        "+c " + " ," * 2_000_000 + ".",
        "\u202e@\u0301" * 1_000_000,
    ],
    ids=range(10),
)
def test_megabytes_are_read_in_a_moment(text: str) -> None:
    begin = time.process_time()

    find_marks(text)
    shown_text(text)

    assert time.process_time() - begin < 4  # tenths of a second; quadratic reading would take hours


def test_a_tag_inside_a_name_in_quotes_is_part_of_the_name() -> None:
    text = 'Tea with @"Ali +hurt May" +calm then'

    assert [(mark.sign, mark.name) for mark in find_marks(text)] == [("@", "Ali +hurt May"), ("+", "calm")]
    assert shown_text(text) == "Tea with Ali +hurt May calm then"
