"""Markdown: the same words, and nothing a person wrote is markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from relational_journal.report.document.document import Dots, Pair, Quote, Report, Row, Section, Tally, line
from relational_journal.report.render.to_markdown import escaped, to_markdown
from relational_journal.text.width import LETTERS, harmless

_READER = MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable(["table", "strikethrough"])


def _shown(markdown: str) -> str:
    """What a reader of Markdown shows: the text of every inline token."""
    tokens = _READER.parse(markdown)
    return "\n".join("".join(_text(child) for child in token.children or ()) for token in tokens if token.children)


def _text(token: object) -> str:
    kind = token.type  # type: ignore[attr-defined]
    assert kind in ("text", "text_special", "softbreak", "hardbreak", "strong_open", "strong_close", "code_inline"), (
        kind
    )
    return "\n" if "break" in kind else str(token.content)  # type: ignore[attr-defined]


def _kinds(markdown: str) -> set[str]:
    return {token.type for token in _READER.parse(markdown)}


HOSTILE = (
    "*bold* _it_ **b** __b__",
    "<script>alert(1)</script> <b>x</b> &amp; &#x41;",
    "[link](http://x.y) ![image](x) <http://x.y>",
    "# no heading",
    "- no list",
    "1. no list",
    "> no quote",
    "```\ncode\n```",
    "`code` ~~gone~~ |a|b|",
    "a\\*b\\",
    "line\n\n## heading\n\n---\n",
    "$x^2$ {x} [^1] [x]: y",
    "www.example.org https://example.org a@b.c :tada:",
    "=====",
    "+ plus",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_persons_words_are_shown_as_written(words: str) -> None:
    report = Report(
        "Title",
        sections=(Section("s", "Heading", (line(Quote(words)), line(words), Row((line(words), line(words))))),),
    )
    markdown = to_markdown(report)
    shown = _shown(markdown)

    assert shown.count(" ".join(harmless(words).split())) >= 3
    assert _kinds(markdown) <= {
        "heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close",
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    }  # fmt: skip


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_at_all_is_shown_as_written(words: str) -> None:
    shown = _shown(f'"{escaped(words)}"')

    assert shown == f'"{harmless(words)}"'


def test_links_are_not_made_of_bare_addresses() -> None:
    for address in ("https://example.org", "www.example.org", "a@b.c"):
        assert address not in to_markdown(Report("t", sections=(Section("s", "S", (line(Quote(address)),)),)))


def test_a_tally_is_a_heading_with_its_count_its_dots_and_all_its_lines() -> None:
    tally = Tally("p", "Going quiet", Dots(4, 1, 3, 2), (line("of the 9"), line("guard")), "an early impression")
    markdown = to_markdown(Report("t", sections=(Section("patterns", "Patterns", (tally,), silent=True),)))

    assert markdown == "# t\n\n## Going quiet: 4 of 9, an early impression\n\n●●●◐○○○··\n\nof the 9  \nguard\n"


def test_rows_and_pairs_are_lists() -> None:
    blocks = (
        Row((line("20 Nov"), line("Ada"), line("stayed")), own=(line(Quote("x")),)),
        Pair("Power", line("4 of 9")),
    )
    markdown = to_markdown(Report("t", sections=(Section("s", "S", blocks),)))

    assert markdown == '# t\n\n## S\n\n- 20 Nov, Ada: stayed\n  - "x"\n- **Power**: 4 of 9\n'


def test_the_letters_of_the_other_alphabet_are_no_markup() -> None:
    tally = Tally("p", "Name", Dots(4, 0, 0, 2), ())
    markdown = to_markdown(Report("t", sections=(Section("s", "S", (tally,)),)), signs=LETTERS)

    assert "####.." in _shown(markdown)
