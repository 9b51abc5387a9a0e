"""`rj guide` explains what is there, in plain words; `rj help` begins with where to find people."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import relational_journal
from relational_journal.cli.commands import COMMANDS
from relational_journal.cli.learn.guide import STATEMENT, TOPICS
from relational_journal.vocabulary.load import vocabulary
from relational_journal.vocabulary.special import good_answer, setting_of, tone_of

FOLDER = Path(relational_journal.__file__).parent / "guide"
NAMES = {name for rows in COMMANDS.values() for name in rows}
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}


def test_the_guide_lists_every_topic_there_is(rj):
    shown = rj("guide").out

    assert set(TEXTS) == set(TOPICS)
    for topic in TOPICS:
        assert re.search(rf"^  {topic} ", shown, re.MULTILINE)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_shown_as_text_under_its_title(rj, topic):
    shown = rj("guide", topic).out
    title = TEXTS[topic].splitlines()[0].removeprefix("# ")

    assert shown.startswith(title.upper())
    assert "#" not in re.sub(r"C#|# mean|#\.|unquoted #", "", shown)
    assert not re.search(r"\*\*|`|\]\(", shown)


def test_a_topic_may_be_named_by_its_beginning(rj):
    assert rj("guide", "priv").out == rj("guide", "privacy").out


@pytest.mark.parametrize("written", ["horoscope", "s"])
def test_a_topic_that_is_not_there_names_those_that_are(rj, written):
    result = rj("guide", written, code=1)

    assert result.out == ""
    assert result.err.startswith(f'error: no topic "{written}"\n')
    assert "privacy" in result.err


@pytest.mark.parametrize("topic", TOPICS)
def test_every_command_the_guide_names_exists(topic):
    for name in re.findall(r"\brj ([a-z]+)", TEXTS[topic]):
        assert name in NAMES


@pytest.mark.parametrize("topic", TOPICS)
def test_every_tag_the_guide_names_is_read_as_one(topic):
    for written in re.findall(r"(?<![\w+])\+([a-z][\w:-]*[\w])", TEXTS[topic]):
        word = written.partition(":")[2] if written.split(":")[0] in ("before", "after", "urge", "braced") else written
        word = word.removesuffix(":subordinate")
        known = tone_of(word) or setting_of(word) or good_answer(word) or word in ("unsafe", "tags", "tag")
        assert known or len(vocabulary().find(word)) == 1, word


def test_the_guide_claims_no_proof_and_gives_no_verdicts():
    for text in TEXTS.values():
        for sentence in re.findall(r"[^.;]*\bproven by\b[^.;]*", text):
            assert "not proven by" in sentence
        assert not re.search(r"toxic|sabotage|maladaptive|defence|symptom|disorder|you always|you should", text, re.I)


def test_help_begins_with_three_lines_on_where_to_find_people(rj):
    danger, talk, harm, *others = rj("help").out.splitlines()

    assert "112" in danger and "911" in danger and "999" in danger
    assert "findahelpline.com" in talk and "befrienders.org" in talk
    assert "1-800-799-7233" in harm and "0808 2000 247" in harm
    assert others.index(STATEMENT) < others.index("Every day")


def test_on_a_terminal_that_it_does_not_fit_help_ends_where_it_began(rj):
    from tests.support.at_terminal import AtTerminal

    code, shown = AtTerminal("help").ends()  # 24 rows

    assert code == 0
    assert "findahelpline.com" in shown[shown.index("rj guide tells how it works") :]


def test_help_then_lists_every_command(rj):
    shown = rj("help").out

    for section, rows in COMMANDS.items():
        assert f"\n{section}\n" in shown
        for name, row in rows.items():
            assert re.search(rf"^  {name}\s+{re.escape(row.summary)}$", shown, re.MULTILINE)


def test_help_makes_no_journal(rj):
    rj("help")

    assert not rj.journal.exists()


def test_help_is_there_whatever_the_file_is(rj):
    rj.journal.parent.mkdir(parents=True)
    rj.journal.write_bytes(b"\x8f" * 4096)

    assert rj("help").out.startswith("In danger now: your emergency number")


def test_help_never_waits_for_a_passphrase(rj, monkeypatch):
    monkeypatch.setenv("RJ_PASSPHRASE", "a long enough phrase")
    monkeypatch.setenv("RJ_KEEP", "0")
    rj("init", "--passphrase")
    monkeypatch.delenv("RJ_PASSPHRASE")

    assert rj("help").out.startswith("In danger now: your emergency number")


@pytest.mark.parametrize("name", sorted(NAMES))
def test_help_with_a_command_explains_it(rj, name):
    shown = rj("help", name).out

    assert shown.startswith(f"Usage: rj {name}")


def test_help_explains_a_part_of_a_command(rj):
    assert rj("help", "people", "add").out.startswith("Usage: rj people add")


def test_help_for_a_command_that_is_not_there_names_near_ones(rj):
    result = rj("help", "lisst", code=2)

    assert result.err == 'error: no command "lisst"\nNear: list.\n'


@pytest.mark.parametrize("columns", ["40", "60", "80"])
@pytest.mark.parametrize("words", [("help",), ("guide",), *(("guide", topic) for topic in TOPICS)])
def test_paragraphs_fit_the_columns_there_are(rj, monkeypatch, columns, words):
    monkeypatch.setenv("COLUMNS", columns)

    for line in rj(*words).out.splitlines():
        is_example = line.startswith("    ") and not re.search(r"\S {2,}\S", line)
        assert len(line) <= int(columns) or is_example, "only an example keeps its line"
        assert len(line) <= 80
