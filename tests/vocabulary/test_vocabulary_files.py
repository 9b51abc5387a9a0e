"""The vocabulary files hold together, hold every word of docs/vocabulary.md, and are what commands read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from relational_journal.vocabulary.build import compact, term_source
from relational_journal.vocabulary.build.term_source import FAMILY_POLARITY, VocabularyError, read_terms
from relational_journal.vocabulary.load import vocabulary
from relational_journal.vocabulary.special import SETTINGS, TONES
from relational_journal.vocabulary.spelling import kebab, label_forms, plain, single_l

TERMS = read_terms()


def test_every_list_has_as_many_words_as_the_domain_says():
    lists = [term.list for term in TERMS]

    assert {name: lists.count(name) for name in dict.fromkeys(lists)} == {
        "moves": 62,
        "responses": 34,
        "feelings": 56,
        "wishes": 24,
        "kinds": 30,
        "power": 8,
        "context": 20,
        "treated": 10,
        "good": 5,
    }


def test_no_key_that_was_ever_shipped_is_gone_or_in_another_list():
    shipped = Path(__file__).with_name("shipped_keys.txt").read_text(encoding="utf-8")
    where = {term.key: term.list for term in TERMS}

    for line in shipped.splitlines():
        name, _, keys = line.partition(": ")
        assert {key: where.get(key) for key in keys.split()} == dict.fromkeys(keys.split(), name)


def test_the_compact_files_say_what_the_toml_files_say():
    for path, text in compact.compact_files().items():
        written = path.read_text(encoding="utf-8")

        assert text == written, f"{path.name} is behind: python -m relational_journal.vocabulary.build.compact"


def test_what_commands_read_is_field_by_field_what_the_files_hold():
    read = vocabulary()

    assert list(read.terms) == [term.key for term in TERMS]
    for term in TERMS:
        assert read.terms[term.key]._asdict().items() <= term._asdict().items()


def test_every_field_of_a_term_is_filled_and_well_formed():
    for term in TERMS:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", term.key), term
        assert term.label and term.source and term.inline_label, term
        assert term.polarity in ("C", "D", "N"), term
        assert bool(term.group) == (term.list in ("moves", "responses", "feelings", "kinds")), term
        if term.list not in ("kinds", "context") and term.key not in ("power-not-sure", "called-a-slur"):
            assert term.meaning, term
        for text in (term.label, term.shown, term.inline_label):
            assert text == text.strip(), term
            assert not re.search(r"§|\d\.\d", text), "a reference into our papers is nothing for a reader"


def test_a_feeling_has_the_polarity_of_its_family_and_no_wish_is_wrong():
    for term in TERMS:
        if term.list == "feelings":
            assert term.polarity == FAMILY_POLARITY[term.group]
        if term.list in ("wishes", "kinds", "context"):
            assert term.polarity == "N"


def test_a_response_is_toward_or_not_by_its_group_alone():
    expected = {"toward": 13, "ask": 1, "unclear": 3, "away": 4, "against": 13}

    groups = [term.group for term in TERMS if term.list == "responses"]

    assert {group: groups.count(group) for group in expected} == expected


def test_a_move_is_told_without_its_leading_i():
    for term in TERMS:
        if term.list == "moves":
            assert term.label.startswith(("I ", "We "))
            assert not term.inline_label.startswith(("I ", "We "))


def test_every_move_goes_one_way_and_in_contact_go_those_that_tend_toward_it():
    ways = {
        "away": """went-silent pulled-back left-abruptly cancelled-plans left-unanswered changed-subject
            made-a-joke-of-it hid-how-i-felt hid-part-of-me refused-help handled-it-alone went-numb numbed-out lied
            talked-behind-them""",
        "against": "criticised-first snapped got-defensive picked-a-fight threatened-to-leave took-over used-force",
        "appeasing": "said-yes-meant-no people-pleased over-explained over-gave",
        "pressing": "pushed-for-answer checked-repeatedly tested-them hinted-and-waited",
        "none": "assumed-the-worst ended-contact kept-myself-safe deferred waited",
    }
    moves = [term for term in TERMS if term.list == "moves"]

    for way, keys in ways.items():
        assert {term.key for term in moves if term.group == way} == set(keys.split())
    assert {term.key for term in moves if term.group == "contact"} == {t.key for t in moves if t.polarity == "C"}


def test_no_label_holds_a_quotation_mark_or_a_word_of_the_trade():
    for term in TERMS:
        assert not re.search(r"[\"“”„]|\bbid\b|\brepair\b|\brupture\b", f"{term.label} {term.inline_label}"), term.key


def test_short_words_are_unlike_each_other_and_every_key_label_tone_and_setting():
    taken: dict[str, str] = {}
    for term in TERMS:
        for form in {plain(term.key), *map(plain, label_forms(term.label))}:
            taken.setdefault(single_l(form), term.key)
    special = {*TONES, *SETTINGS}

    for term in TERMS:
        for short in term.short:
            form = single_l(plain(short))
            assert kebab(short) == short
            assert form not in special
            assert taken.setdefault(form, f"short of {term.key}") == f"short of {term.key}"
        assert len(set(term.short)) == len(term.short)


def test_words_that_only_hint_find_nothing_by_themselves():
    read = vocabulary()

    for term in TERMS:
        for word in term.near:
            assert read.read(word).how in ("", "beginning")


def folder_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str) -> None:
    """A copy of the vocabulary in which `name`.toml says `new` where it said `old`."""
    for path in term_source.FOLDER.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        if path.stem == name:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(term_source, "FOLDER", tmp_path)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("moves", 'label = "I went quiet"', 'label = ""', "moves.toml, [went-silent]: label is missing or empty"),
        ("moves", 'polarity = "D"', 'polarity = "bad"', "polarity is bad, not C or D or N"),
        (
            "moves",
            'inline_label = "went quiet"',
            'inline_lable = "went quiet"',
            "[went-silent]: inline_label is missing",
        ),
        (
            "moves",
            'inline_label = "went quiet"',
            'inline_label = "went quiet"\ncolour = "red"',
            "colour is not a field we know",
        ),
        ("moves", '"silent"', '""', "short must be a list of words"),
        ("moves", "[pulled-back]", "[hurt]", "hurt is a key of another list too"),
        ("responses", 'group = "toward"', 'group = "nice"', "group is nice"),
        ("feelings", 'polarity = "C"', 'polarity = "D"', "polarity of the family close is D"),
        ("relationships", 'setting = "family"', 'setting = "home"', "setting is home"),
        ("moves", "[went-silent]", "[went-silent", "moves.toml: "),
        ("moves", 'way = "away"', 'way = "far"', "moves.toml, [went-silent]: way is far, not contact or away"),
        ("moves", 'way = "away"', 'way = "contact"', "goes the way contact when its polarity is C"),
        ("relationships", '["mum"', '[3, "mum"', "words must be a list"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_place(tmp_path, monkeypatch, name, old, new, said):
    folder_with(tmp_path, monkeypatch, name, old, new)

    with pytest.raises(VocabularyError) as raised:
        read_terms()

    assert said in str(raised.value)


@pytest.mark.parametrize("taken", ["pulled-back", "i-pulled-back", "loving", "warm", "canceled"])
def test_a_short_word_that_already_finds_something_else_is_refused(taken):
    terms = tuple(term._replace(short=(taken,)) if term.key == "went-silent" else term for term in TERMS)

    with pytest.raises(VocabularyError):
        compact.compact_terms(terms)


@pytest.mark.parametrize("taken", ["hurt", "quiet", "knackered"])
def test_a_hinting_word_that_finds_or_hints_at_something_else_is_refused(taken):
    terms = tuple(term._replace(near=(taken,)) if term.key == "went-silent" else term for term in TERMS)

    with pytest.raises(VocabularyError):
        compact.near_words(terms)


def test_terms_are_values_that_cannot_be_changed_by_mistake():
    with pytest.raises(AttributeError):
        vocabulary().terms["hurt"].label = "x"  # type: ignore[misc]
