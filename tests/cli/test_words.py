"""`rj words` shows the vocabulary and takes words of one's own, which count like the key they are given."""

from __future__ import annotations

import re

import pytest

from relational_journal.vocabulary.load import vocabulary

FIELDS = ["key", "label", "meaning", "polarity", "list", "group", "own", "like", "used"]


def test_all_words_are_listed_by_list_and_group_without_a_journal(rj):
    shown = rj("words").out
    lines = shown.splitlines()

    for heading in ("WHAT I DID", "WHAT THEY DID", "WHAT I FELT", "WHAT I WANTED", "HOW I WAS TREATED"):
        assert heading in lines
    for key in vocabulary().terms:
        assert any(line.split()[:1] == [key] for line in lines)
    assert lines.index("WHAT I DID") < lines.index("  in contact") < lines.index("  away") < lines.index("  appeasing")
    assert not rj.journal.exists()


def test_json_has_every_word_with_the_promised_fields(rj):
    words = rj("words", "--json").json()

    assert [word["key"] for word in words] == list(vocabulary().terms)
    assert all(list(word) == FIELDS for word in words)
    assert words[0] == {
        "key": "went-silent",
        "label": "I went quiet",
        "meaning": "I had something to say and did not say it",
        "polarity": "D",
        "list": "moves",
        "group": "away",
        "own": False,
        "like": None,
        "used": 0,
    }


def test_a_key_shows_one_word_in_full_with_the_patterns_it_is_a_sign_of(rj):
    shown = rj("words", "went-silent").out

    assert shown.startswith("I went quiet   +went-silent\n  I had something to say and did not say it\n")
    assert "also +quiet +silent +said-nothing" in shown
    assert "a sign of: Going quiet · The chase, retreating · Shutting down where others hold power" in shown
    assert "the other way in: Saying what is true for me" in shown


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ("quiet", {"went-silent", "kept-myself-safe"}),
        ("watching for harm", {"wary"}),
        ("criticised", {"criticised-first", "they-criticised-me"}),
        ("hung-up", {"left-abruptly"}),
        ("lied", {"lied"}),
        ("lied to", {"they-lied-to-me"}),
        ("cut me off", {"talked-over"}),
        ("interr", {"talked-over"}),
        ("mum", {"parent"}),
    ],
)
def test_a_search_looks_through_labels_keys_meanings_and_short_words(rj, asked, keys):
    assert {word["key"] for word in rj("words", asked, "--json").json()} == keys


def test_a_search_may_be_several_words(rj):
    assert rj("words", "watching", "for", "harm").out == rj("words", "watching for harm").out


def test_nothing_found_names_near_keys(rj):
    result = rj("words", "lonley", code=1)

    assert result.out == ""
    assert result.err == 'error: no tag "lonley"\nNear: lonely.\n'


def test_an_own_word_counts_like_the_key_it_is_given(rj):
    rj("words", "add", "Knackered", "--like", "drained")

    (word,) = rj("words", "knackered", "--json").json()
    assert word == {
        "key": "knackered",
        "label": "knackered",
        "meaning": "",
        "polarity": "D",
        "list": "feelings",
        "group": "shut",
        "own": True,
        "like": "drained",
        "used": 0,
    }
    assert "counts like drained" in rj("words").out
    assert "it counts like drained (+drained)" in rj("words", "knackered").out


def test_an_own_word_without_like_is_in_no_list_and_no_pattern(rj):
    rj("words", "add", "gym-day", "--label", "a day at the gym", "--polarity", "c")

    (word,) = rj("words", "gym-day", "--json").json()
    assert (word["list"], word["polarity"], word["label"]) == (None, "C", "a day at the gym")
    assert "enters no pattern" in rj("words", "gym-day").out


def test_an_own_word_near_a_known_one_comes_with_the_command_that_joins_them(rj):
    said = rj("log", "Sam rang and I was gone. @sam +shut-down").err
    (command,) = re.findall(r"near: went-numb \(to count it as that: rj (words add shut-down --like went-numb)\)", said)

    assert f"near: went-numb (rj {command} changes that)" in rj("words", "shut-down").out
    rj(*command.split())
    assert "counts like" in rj("words", "shut-down").out
    assert rj("show", "1", "--json").json()["moves"] == ["shut-down"]


def test_an_own_word_near_nothing_or_another_own_word_comes_without_a_command(rj):
    rj.log("Sam rang. @sam +blubbedly")

    assert "rj words add" not in rj("log", "Sam rang. @sam +zzyzx").err
    assert "--like" not in rj("log", "Sam rang. @sam +blubbedy").err


def test_like_given_later_moves_the_word_in_earlier_moments_and_undo_takes_it_back(rj):
    first = rj.log("long day +knackered +went-silent")
    assert (first["own"], first["felt_before"]) == (["knackered"], [])

    rj("words", "add", "knackered", "--like", "drained")
    moved = rj("show", str(first["id"]), "--json").json()
    assert (moved["own"], moved["felt_before"]) == ([], ["knackered"])
    assert rj("words", "knackered", "--json").json()[0]["used"] == 1

    rj("undo")
    back = rj("show", str(first["id"]), "--json").json()
    assert (back["own"], back["felt_before"]) == (["knackered"], [])


def test_what_is_not_given_again_stays_as_it_was(rj):
    rj("words", "add", "knackered", "--label", "dog tired", "--like", "drained")
    rj("words", "add", "knackered", "--polarity", "N")

    (word,) = rj("words", "knackered", "--json").json()
    assert (word["label"], word["polarity"], word["like"]) == ("dog tired", "N", "drained")


def test_adding_says_what_it_did_in_the_shape_of_every_change(rj):
    done = rj("words", "add", "knackered", "--like", "drained", "--json").json()

    assert list(done) == ["did", "what", "uids"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("quiet", '"quiet" is a word for "I went quiet" already'),
        ("hurt", '"hurt" is a word for "hurt" already'),
        ("closer", '"+closer" means something already'),
        ("family", '"+family" means something already'),
        ("more-zest", '"+more-zest" means something already'),
        ("two words", '"two words" cannot stand after a +'),
        ("1st", '"1st" cannot stand after a +'),
        ("a:b", '"a:b" cannot stand after a +'),
        ("", '"" cannot stand after a +'),
    ],
)
def test_a_word_that_could_never_be_found_is_refused(rj, key, said):
    result = rj("words", "add", key, code=2)

    assert result.err.startswith(f"error: {said}\n")
    assert not rj.journal.exists()


@pytest.mark.parametrize(
    ("like", "code", "said"),
    [
        ("drianed", 1, 'error: no tag "drianed"\nNear: drained.\n'),
        ("criticised", 2, 'error: "+criticised" could be criticised-first or they-criticised-me\n'),
        ("manager", 2, 'error: no word can count like "someone above me at work"\n'),
        ("zest", 2, 'error: no word can count like "energy"\n'),
    ],
)
def test_a_like_that_is_no_key_is_refused(rj, like, code, said):
    assert rj("words", "add", "knackered", "--like", like, code=code).err.startswith(said)


def test_a_polarity_is_one_of_three_letters(rj):
    assert 'error: "good" is no polarity' in rj("words", "add", "knackered", "--polarity", "good", code=2).err


def test_nothing_learned_is_an_empty_result(rj):
    assert rj("words", "learned", "--json").json() == []
    assert rj("words", "learned").out == ""


def test_an_own_word_with_strange_signs_is_shown_harmless(rj):
    rj("words", "add", "odd", "--label", "a\x1b[31mb\u202ec")

    assert "\x1b" not in rj("words").out
    assert "\u202e" not in rj("words", "odd").out


@pytest.mark.parametrize("columns", ["40", "60", "80"])
def test_lines_fit_the_columns_there_are(rj, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)

    assert max(map(len, rj("words").out.splitlines())) <= int(columns)
