"""What can stand at the cursor: read from the words before it."""

from __future__ import annotations

import os
import string
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relational_journal.cli.completion.line import place_of
from relational_journal.cli.completion.offer import Offer, Offers
from relational_journal.cli.completion.shells import to_bash, to_zsh, words_of_line


@pytest.mark.parametrize(
    ("line", "kind", "command"),
    [
        ("rj ", "commands", ""),
        ("rj li", "commands", ""),
        ("rj --", "options", ""),
        ("rj --journal ", "files", ""),
        ("rj -j ", "journals", ""),
        ("rj --journal x.db show ", "ids", "show"),
        ("rj list --with ", "people", "list"),
        ("rj list --with=", "people", "list"),
        ("rj list --with Sam --tag ", "tags", "list"),
        ("rj list --", "options", "list"),
        ("rj people ", "parts", "people"),
        ("rj people show ", "people", "people show"),
        ("rj people merge Sam ", "people", "people merge"),
        ("rj people list --by ", "orders", "people list"),
        ("rj people --by ", "orders", "people list"),
        ("rj people --by=", "orders", "people list"),
        ("rj people --by last --", "options", "people list"),
        ("rj words ", "parts", "words"),
        ("rj words remove ", "own-words", "words remove"),
        ("rj hunch add x --when ", "conditions", "hunch add"),
        ("rj hunch add x --then ", "markers", "hunch add"),
        ("rj log --tag ", "written-tags", "log"),
        ("rj words learned --forget ", "free", "words learned"),
        ("rj log --when ", "days", "log"),
        ("rj log --share ", "text", "log"),
        ("rj summary --share ", "ids", "summary"),
        ("rj log tea with +", "text", "log"),
        ("rj log -- --with ", "text", "log"),
        ("rj tag ", "ids", "tag"),
        ("rj tag 34 -", "changes", "tag"),
        ("rj tag 34 -hurt +", "changes", "tag"),
        ("rj link 1 ", "ids", "link"),
        ("rj link 1 2 --as ", "ties", "link"),
        ("rj settings week-start ", "setting-values", "settings"),
        ("rj nothing-known ", "free", "nothing-known"),
    ],
)
def test_the_words_before_the_cursor_say_what_can_stand_there(line: str, kind: str, command: str) -> None:
    place = place_of(words_of_line(line)[1:])

    assert (place.kind, place.command) == (kind, command)


@given(st.text(max_size=60))
def test_any_line_at_all_is_cut_into_words(line: str) -> None:
    words = words_of_line(line)

    assert words and place_of(words)


@pytest.mark.parametrize(
    ("current", "cut", "quote", "words", "answer"),
    [
        ("Au", "Au", "", ["Aunt May"], "Aunt\\ May\n"),
        ("Au", "Au", '"', ["Aunt May"], "Aunt May\n"),
        ("Mary $", "Mary \\$", '"', ["Mary $x`y"], "Mary \\$x\\`y\n"),
        ("O", "O", "'", ["O'Hara"], "O'\\''Hara\n"),
        ("Jo: L", "\\ L", "", ["Jo: Lu"], "\\ Lu\n"),
        ("urge:pu", "pu", "", ["urge:pulled-back"], "pulled-back\n"),
        ("+@Sa", "Sa", "", ["+@Sam"], "Sam\n"),
        ("--with=Sa", "Sa", "", ["--with=Sam"], "Sam\n"),
        ("", "", "", ["$(rm x)", "`y`;"], "\\$\\(rm\\ x\\)\n\\`y\\`\\;\n"),
        ("", "", "", ["a\x1b]52;c;x\a"], "a␛\\]52\\;c\\;x␇\n"),
    ],
)
def test_bash_gets_words_that_it_takes_for_one(
    current: str, cut: str, quote: str, words: list[str], answer: str
) -> None:
    offered = to_bash(Offers(tuple(Offer(word) for word in words)), current, cut, "", quote)

    assert offered.replace("\\␛", "␛").replace("\\␇", "␇") == answer


def test_what_a_word_means_is_shown_beside_several_and_never_put_in_alone() -> None:
    two = Offers((Offer("3", "Fri 20 Nov"), Offer("34", "Sam")))

    assert to_bash(two, "3", "3", "9", "") == "3   (Fri 20 Nov)\n34  (Sam)\n"
    assert to_bash(two, "3", "3", "37", "") == "3\n34\n"
    assert to_bash(two._replace(words=two.words[1:]), "34", "34", "9", "") == "34\n"
    assert to_zsh(Offers((Offer("urge:x", "a: b"),))) == "urge\\:x:a: b\n"


def asked(*words: str, **environment: str) -> list[str]:
    """What `rj __complete fish` answers, as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "relational_journal", "__complete", "fish", *words],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=True,
    )

    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("+jok", ["+joke\tI made a joke of it"]),
        ("+went-qui", ["+went-quiet\tI went quiet"]),
        ("+urge:jok", ["+urge:joke\tI made a joke of it"]),
        ("-quie", ["-quiet\tI went quiet"]),
        ("+less-w", ["+less-worth\tworth"]),
        ("+gender:s", ["+gender:subordinate\tgender"]),
        ("+furth", ["+further\ttone: disconnection"]),
        ("+profess", ["+professional\tsetting"]),
    ],
)
def test_a_tag_is_found_by_any_name_that_a_moment_takes(rj: Any, typed: str, offered: list[str]) -> None:
    assert asked("rj", "tag", "1", typed) == offered


def test_every_tag_that_is_offered_in_a_moment_is_taken_there() -> None:
    from relational_journal.capture.syntax.tags import read_tag
    from relational_journal.cli.completion.vocabulary_offers import vocabulary_offers
    from relational_journal.vocabulary.load import vocabulary

    beginnings = [*string.ascii_lowercase, "gender:", "urge:t", "braced:t", "before:w", "after:w"]
    offered = [offer for typed in beginnings for offer in vocabulary_offers("written-tags", typed, lambda: None)]
    words = vocabulary()
    meanings = {offer.word: read_tag(offer.word, words) for offer in offered}

    assert len(meanings) > len(words.terms)
    assert [word for word, meaning in meanings.items() if meaning.how in ("new", "beginning")] == []


def test_a_suspicion_is_offered_only_what_can_stand_on_its_side(rj: Any) -> None:
    assert asked("rj", "hunch", "add", "x", "--when", "went-sil") == []
    assert asked("rj", "hunch", "add", "x", "--then", "went-sil") == ["went-silent\tI went quiet"]


def test_without_a_journal_nothing_is_made_and_nothing_said(rj: Any) -> None:
    assert asked("rj", "list", "--with", "") == []
    assert asked("rj", "list", "--tag", "went-sil") == ["went-silent\tI went quiet"]
    assert not rj.journal.parent.exists()


def test_a_key_that_is_kept_opens_the_journal_and_its_time_goes_on(rj: Any) -> None:
    from relational_journal.store.keys import key_cache

    rj.process("people", "add", "Zenobia", RJ_PASSPHRASE="correct horse", RJ_KEEP="30")
    before = key_cache.seconds_left(rj.journal)

    assert asked("rj", "list", "--with", "Z") == ["Zenobia\t"]
    assert 0 < key_cache.seconds_left(rj.journal) <= before
    rj("lock")
    assert asked("rj", "list", "--with", "Z") == []


def test_a_journal_named_before_the_command_is_the_one_looked_into(rj: Any, tmp_path: Any) -> None:
    other = tmp_path / "other.db"
    rj("--journal", str(other), "people", "add", "Quentin")

    assert asked("rj", "--journal", str(other), "list", "--with", "") == ["myself\tmyself", "Quentin\t"]


@pytest.mark.parametrize("content", [b"", b"not a journal", b"SQLite format 3\0" + bytes(5000), os.urandom(8192)])
def test_a_file_that_is_no_journal_is_left_as_it_is_and_nothing_said(rj: Any, content: bytes) -> None:
    rj.journal.parent.mkdir(parents=True)
    rj.journal.write_bytes(content)

    assert asked("rj", "show", "") == []
    assert rj.journal.read_bytes() == content


@pytest.mark.parametrize("content", ["journal = ", "[journals]\nwork = 3\n", "colour = 'red'\n"])
def test_a_config_toml_that_cannot_be_read_is_passed_over_in_silence(rj: Any, content: str) -> None:
    from relational_journal import config

    rj.log("Tea. @Sam")
    config.config_file().parent.mkdir(parents=True, exist_ok=True)
    config.config_file().write_text(content, encoding="utf-8")

    assert asked("rj", "-j", "") == asked("rj", "list", "--with", "") == []
    assert asked("rj", "cale") == ["calendar\tweeks by days, tones as marks"]
    assert asked("rj", "list", "--tag", "went-sil") == ["went-silent\tI went quiet"]


def test_answering_loads_neither_the_command_line_library_nor_what_draws(rj: Any) -> None:
    rj.log("Tea. @Sam")
    code = (
        "import sys; sys.argv = ['rj', '__complete', 'fish', 'rj', 'show', '']\n"
        "from relational_journal.cli.completion.answer import answer\n"
        "answer(sys.argv[2:]); print(sorted({'typer', 'rich', 'prompt_toolkit', 'tomllib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_no_alarm_is_left_to_ring_when_the_answer_is_there(rj: Any) -> None:
    code = (
        "import signal\n"
        "from relational_journal.cli.completion.answer import answer\n"
        "answer(['fish', 'rj', 'cale']); print(signal.getitimer(signal.ITIMER_REAL)[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == ["calendar\tweeks by days, tones as marks", "0.0"]
