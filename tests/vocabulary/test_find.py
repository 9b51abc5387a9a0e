"""A tag finds its word: the first hit wins, beginnings come last, own words are among them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relational_journal.model import Word
from relational_journal.vocabulary.load import Reading, vocabulary
from relational_journal.vocabulary.special import GoodAnswer, good_answer, good_forms, setting_of, settings, tone_of
from relational_journal.vocabulary.spelling import kebab, label_forms, plain

VOCABULARY = vocabulary()
TERMS = tuple(VOCABULARY.terms.values())
OWN = (
    Word("knackered", "knackered", "D", "drained"),
    Word("Überfordert", "überfordert", "N", None),
    Word("gray-rock", "gray rock", "D", "pulled-back"),
)


@pytest.mark.parametrize(
    ("written", "key", "how"),
    [
        ("went-silent", "went-silent", "key"),
        ("Went-Silent", "went-silent", "key"),
        ("quiet", "went-silent", "short"),
        ("fine", "hid-how-i-felt", "short"),
        ("hung-up", "left-abruptly", "short"),
        ("joke", "made-a-joke-of-it", "short"),
        ("ghosted", "left-unanswered", "short"),
        ("i-went-quiet", "went-silent", "label"),
        ("went-quiet", "went-silent", "label"),
        ("they-were-warm", "they-were-warm", "key"),
        ("warm", "they-were-warm", "label"),
        ("were-warm", "they-were-warm", "label"),
        ("criticised-me", "they-criticised-me", "label"),
        ("opened-up", "they-opened-up", "label"),
        ("said-im-fine", "hid-how-i-felt", "short"),
        ("said-i'm-fine", "hid-how-i-felt", "short"),
        ("said-i’m-fine", "hid-how-i-felt", "short"),
        ("did-not-show-how-i-felt", "hid-how-i-felt", "label"),
        ("rejected", "rejected", "key"),
        ("humiliated", "humiliated", "key"),
        ("understood", "understood", "key"),
        ("forgave", "let-it-go", "short"),
        ("let-their-sorry-count", "received-their-repair", "label"),
        ("we-laughed-or-played", "played-together", "label"),
        ("silent-treatment", "they-froze-me-out", "short"),
        ("on-guard", "wary", "label"),
        ("talked-over", "talked-over", "key"),
        ("was-talked-over", "talked-over", "label"),
        ("my-role-in-the-family", "family-role", "label"),
        ("someone-above-me-at-work", "manager", "label"),
        ("reached-out", "reached-out", "key"),
        ("said-felt", "said-what-i-felt", "beginning"),
        ("left-ab", "left-abruptly", "beginning"),
        ("took-so", "took-space-and-said-so", "beginning"),
        ("equal", "about-equal", "beginning"),
        ("sexu", "sexuality", "beginning"),
        ("matter", "to-matter", "beginning"),
    ],
)
def test_a_tag_is_read_by_the_first_way_that_finds_it(written, key, how):
    assert VOCABULARY.read(written) == Reading((key,), how)


@pytest.mark.parametrize(
    ("american", "key"),
    [
        ("apologized", "apologised"),
        ("criticized-me", "they-criticised-me"),
        ("criticiz-me", "they-criticised-me"),
        ("energized", "energised"),
        ("canceled-plans", "cancelled-plans"),
        ("canceled", "cancelled-plans"),
        ("neighbor", "neighbour"),
        ("coleague", "colleague"),
        ("favor", "they-asked-something"),
        ("patronized", "talked-down-to"),
    ],
)
def test_spelling_of_ise_our_and_double_l_makes_no_difference(american, key):
    assert VOCABULARY.find(american) == (key,)


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("had-more-power", ("they-had-more", "i-had-more")),
        ("had-more", ("they-had-more", "i-had-more")),
        ("criticised", ("criticised-first", "they-criticised-me")),
        ("threatened", ("threatened-to-leave", "used-force", "they-threatened-me")),
        ("gend", ("gender", "gender-identity")),
        ("leaned-on", ("asked-for-help", "they-leaned-on-me")),
    ],
)
def test_a_tag_that_fits_several_keys_gives_all_in_the_order_of_the_vocabulary(written, keys):
    assert VOCABULARY.find(written) == keys


@pytest.mark.parametrize("written", ["fai", "sil", "xyzzy", "", "-", "--", "felt-said", "silent-went", "1", "a" * 5000])
def test_a_tag_too_short_or_out_of_order_finds_nothing(written):
    assert VOCABULARY.find(written) == ()


@pytest.mark.parametrize("written", ["close-fr", "collea", "thera", "someone-above", "wider"])
def test_a_relationship_is_matched_only_whole(written):
    assert not any(VOCABULARY.slot_list(key) == "kinds" for key in VOCABULARY.find(written))


def test_own_words_are_matched_only_whole_and_after_the_vocabulary():
    own = VOCABULARY.with_words((*OWN, Word("warm", "warm tea", "C", None)))

    assert own.read("knackered") == Reading(("knackered",), "own")
    assert own.read("Knackered") == Reading(("knackered",), "own")
    assert own.read("überfordert") == Reading(("Überfordert",), "own")
    assert own.find("knack") == ()
    assert own.find("warm") == ("they-were-warm",)
    assert VOCABULARY.find("knackered") == ()


def test_an_own_word_stands_in_the_list_of_the_key_it_counts_like():
    own = VOCABULARY.with_words(OWN)

    assert own.slot_list("knackered") == "feelings"
    assert own.group("knackered") == "shut"
    assert own.counts_as("knackered") == "drained"
    assert own.label("knackered") == own.inline_label("knackered") == "knackered"
    assert "knackered" in [term.key for term in own.list_of("feelings")]
    assert own.slot_list("Überfordert") is None
    assert own.counts_as("Überfordert") == "Überfordert"
    assert own.counts_as("hurt") == "hurt"


@pytest.mark.parametrize(
    ("written", "lists", "found"),
    [
        ("rejected", ("responses",), (("they-rejected-me",), "beginning")),
        ("understood", ("responses",), (("they-understood",), "beginning")),
        ("angry", ("responses",), (("they-got-angry",), "beginning")),
        ("understood", ("responses", "feelings"), (("understood",), "key")),
        ("hurt", ("responses",), ((), "")),
        ("knackered", ("feelings",), (("knackered",), "own")),
        ("knackered", ("moves",), ((), "")),
        ("überfordert", ("moves",), (("Überfordert",), "own")),
    ],
)
def test_only_the_lists_asked_for_are_looked_in_each_way_of_finding_in_turn(written, lists, found):
    assert VOCABULARY.with_words(OWN).read(written, lists) == found


def test_giving_words_leaves_the_vocabulary_as_it_was():
    VOCABULARY.with_words(OWN)

    assert "knackered" not in VOCABULARY
    assert VOCABULARY.words == {}


def test_an_unknown_key_is_told_in_its_words():
    assert VOCABULARY.label("never-heard") == VOCABULARY.inline_label("never-heard") == "never heard"
    assert VOCABULARY.get("never-heard") is None
    assert VOCABULARY.polarity("never-heard") == "N"


@pytest.mark.parametrize(
    ("written", "first"),
    [("knackered", "drained"), ("hurtt", "hurt"), ("lonley", "lonely"), ("argued", "picked-a-fight")],
)
def test_a_word_that_found_nothing_gets_near_keys(written, first):
    near = VOCABULARY.near(written)

    assert near[0] == first
    assert len(near) <= 3


def test_a_word_like_no_other_has_nothing_near():
    assert VOCABULARY.near("xyzzy") == ()


@given(st.sampled_from(TERMS), st.data())
def test_every_key_and_short_word_finds_its_term(term, data):
    written = data.draw(st.sampled_from((term.key, *term.short)))
    shouted = data.draw(st.booleans())

    assert VOCABULARY.find(written.upper() if shouted else written) == (term.key,)


@given(st.sampled_from(TERMS))
def test_every_label_finds_its_term_or_one_that_owns_the_form_as_its_key(term):
    for form in label_forms(term.label):
        found = VOCABULARY.read(form)
        assert term.key in found.keys or found.how == "key"


@given(st.sampled_from([term for term in TERMS if term.list != "kinds"]), st.data())
def test_beginnings_of_the_words_of_a_key_always_lead_to_it_unless_an_earlier_way_wins(term, data):
    words = term.key.split("-")
    kept = data.draw(st.lists(st.sampled_from(range(len(words))), min_size=1, unique=True).map(sorted))
    written = "-".join(words[i][: data.draw(st.integers(1, len(words[i])))] for i in kept)
    reading = VOCABULARY.read(written)

    if len(written) >= 4 or "-" in written:
        assert term.key in reading.keys or reading.how in ("key", "short", "label")
    else:
        assert reading.how != "beginning"


@given(st.text(max_size=40))
def test_no_text_makes_finding_fail(written):
    reading = VOCABULARY.read(written)

    assert set(reading.keys) <= set(VOCABULARY.terms)
    assert bool(reading.keys) == bool(reading.how)
    assert plain(plain(written)) == plain(written)
    assert kebab(kebab(written)) == kebab(written)


@pytest.mark.parametrize(
    ("tone", "letters"),
    [
        ("connection", "connection closer c C"),
        ("disconnection", "disconnection further d f"),
        ("mixed", "mixed both m b"),
        ("ordinary", "ordinary o"),
    ],
)
def test_a_tone_has_its_short_forms(tone, letters):
    for written in letters.split():
        assert tone_of(written) == tone


def test_what_is_no_tone_is_none():
    assert tone_of("conn") is None


def test_a_setting_is_named_whole():
    assert settings() == ("family", "intimate", "professional", "social", "community", "therapy", "self")
    assert setting_of("Family") == "family"
    assert setting_of("fam") is None


@pytest.mark.parametrize(
    ("written", "keys", "amount"),
    [
        ("more-zest", ("zest",), "more"),
        ("less-w", ("worth",), "less"),
        ("same-clar", ("clarity",), "same"),
        ("less-connection", ("more-connection",), "less"),
        ("more-connection", ("more-connection",), "more"),
        ("same-more-connection", ("more-connection",), "same"),
        ("more-energy", ("zest",), "more"),
        ("more-c", ("clarity", "more-connection"), "more"),
    ],
)
def test_a_good_thing_is_answered_by_any_beginning_after_its_amount(written, keys, amount):
    assert good_answer(written) == GoodAnswer(keys, amount)


@pytest.mark.parametrize("written", ["worth", "more-power", "more", "more-", "much-worth", "-worth"])
def test_what_is_no_answer_about_a_good_thing_is_none(written):
    assert good_answer(written) is None


def test_a_bare_good_thing_is_found_as_such_so_that_its_three_forms_can_be_named():
    assert VOCABULARY.slot_list(VOCABULARY.find("worth")[0]) == "good"
    assert good_forms("more-connection") == ("more-connection", "same-connection", "less-connection")


def test_reading_the_vocabulary_needs_neither_toml_nor_difflib_nor_the_patterns():
    names = (
        "tomllib",
        "difflib",
        "relational_journal.vocabulary.patterns",
        "relational_journal.vocabulary.build.term_source",
    )
    script = (
        "import sys, json\n"
        "from relational_journal.vocabulary.load import vocabulary\n"
        "vocabulary().find('said-felt')\n"
        f"print(json.dumps([name for name in {names!r} if name in sys.modules]))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert json.loads(done.stdout) == []
