"""The pattern files hold every pattern, and every key in them exists."""

from __future__ import annotations

import pytest

from relational_journal.vocabulary.build import pattern_source, term_source
from relational_journal.vocabulary.build.term_source import VocabularyError, read_terms
from relational_journal.vocabulary.everyday_words import everyday_names
from relational_journal.vocabulary.load import vocabulary
from relational_journal.vocabulary.patterns import Base, bases, pattern, patterns

ROWS = patterns()
LISTS_OF_A_SIDE = {
    "before": {"responses", "feelings"},
    "after": {"responses", "feelings"},
    "either": {"responses", "feelings", "treated"},
    "wish": {"wishes"},
    "power": {"power"},
    "move": {"moves"},
}


def lists_of(keys):
    """The lists these keys belong to."""
    return {vocabulary().slot_list(key) for key in keys}


def test_the_eighteen_patterns_are_nineteen_rows_in_the_order_of_the_domain():
    assert [(row.key, row.polarity, row.base) for row in ROWS] == [
        ("pushing-away", "D", "close"),
        ("going-silent", "D", "voice"),
        ("keeping-the-peace", "D", "ask"),
        ("hiding-parts", "D", "hiding"),
        ("striking-first", "D", "tense"),
        ("pursue-withdraw:chaser", "D", "chaser"),
        ("pursue-withdraw:retreater", "D", "retreater"),
        ("testing", "D", "unsure"),
        ("over-giving", "D", "ask"),
        ("bracing", "D", "expect"),
        ("shutting-down-under-power", "D", "power"),
        ("going-it-alone", "D", "need"),
        ("reaching-out", "C", "any"),
        ("repairing", "C", "rupture"),
        ("saying-whats-true", "C", "voice"),
        ("boundaries-with-contact", "C", "ask"),
        ("letting-in", "C", "close"),
        ("growth-moments", "C", "answered"),
        ("being-there", "C", "there"),
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_every_row_is_whole(row):
    for text in (row.name, row.row, row.subject, row.what, row.guard, row.guard_short, row.guard_page):
        assert text.strip() == text != ""
    assert row.sources and len(row.questions) == 3
    assert all(question.endswith("?") for question in row.questions)
    assert row.what.endswith(".") and row.guard_page.endswith(".") and not row.guard.endswith(".")
    assert row.base in bases()
    assert bool(row.markers) != bool(row.rule)
    assert bool(row.opposite) != bool(row.rule)
    assert (row.role is None) == (":" not in row.key)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_every_key_of_a_row_exists_and_is_of_the_right_list(row):
    moves = {*row.markers, *row.opposite, *row.cancelled_by, *(rule.marker for rule in row.conditional)}

    assert lists_of(moves) <= {"moves"}
    assert not set(row.markers) & set(row.opposite)
    assert not set(row.markers) & {rule.marker for rule in row.conditional}
    for side, key in row.supporting:
        assert vocabulary().slot_list(key) in LISTS_OF_A_SIDE[side]
    for rule in row.conditional:
        assert bool(rule.only_in) != bool(rule.if_felt_before)
        assert not rule.only_in or rule.only_in in bases()
        assert lists_of(rule.if_felt_before) <= {"feelings"}
    for keys in row.rule_keys.values():
        assert lists_of(keys) <= {"moves", "responses", "good"}


def test_markers_of_d_patterns_point_away_and_of_c_patterns_toward_contact():
    read = vocabulary()

    for row in ROWS:
        assert {read.polarity(key) for key in row.markers} <= {row.polarity}


def test_moves_that_no_pattern_names_are_markers_opposites_and_signs_of_none():
    none = """kind-to-myself played-together took-over used-force talked-behind-them deferred waited kept-myself-safe
        they-threatened-me they-crossed-a-line""".split()

    for row in ROWS:
        everything = {*row.markers, *row.opposite, *row.cancelled_by, *(key for _, key in row.supporting)}
        assert not everything & set(none)
    named = {key for row in ROWS for key in (*row.markers, *row.opposite, *(rule.marker for rule in row.conditional))}
    named |= {key for row in ROWS for keys in row.rule_keys.values() for key in keys}
    moves = {term.key for term in vocabulary().list_of("moves")}
    assert moves - named - set(none) == {"assumed-the-worst"}


def test_the_mirrors_are_mirrors():
    saying, quiet = pattern("saying-whats-true"), pattern("going-silent")

    assert set(saying.opposite) == set(quiet.markers)
    assert saying.base == quiet.base
    assert pattern("letting-in").base == pattern("pushing-away").base


def test_markers_with_a_condition_are_those_of_the_domain():
    conditional = {row.key: row.conditional for row in ROWS if row.conditional}

    assert {key: [rule.marker for rule in rules] for key, rules in conditional.items()} == {
        "pushing-away": ["ended-contact"],
        "hiding-parts": ["hid-how-i-felt"],
    }
    assert conditional["pushing-away"][0].only_in == "close"
    assert set(conditional["hiding-parts"][0].if_felt_before) == {
        "ashamed",
        "embarrassed",
        "guilty",
        "not-enough",
        "humiliated",
        "a-burden",
        "small",
    }
    assert pattern("boundaries-with-contact").cancelled_by == ("ended-contact", "left-abruptly", "threatened-to-leave")


def test_more_of_the_same_supports_a_role_of_the_chase_after_it():
    for role in ("chaser", "retreater"):
        row = pattern(f"pursue-withdraw:{role}")

        assert {sign.key for sign in row.supporting} == set(bases()[role].cues)
        assert {sign.side for sign in row.supporting} == {"after"}


def test_three_counts_follow_a_rule_of_their_own_and_name_the_keys_it_uses():
    rules = {row.rule: row for row in ROWS if row.rule}
    by_group = {
        group: {t.key for t in vocabulary().list_of("responses") if t.group == group}
        for group in ("toward", "ask", "unclear", "away", "against")
    }

    assert set(rules) == {"bracing", "repairing", "growth"}
    bracing = rules["bracing"].rule_keys
    assert set(bracing["marker"]) == by_group["away"] | by_group["against"]
    assert set(bracing["otherwise"]) == by_group["toward"]
    assert set(bracing["neither"]) == by_group["ask"] | by_group["unclear"]
    assert bracing["turned"] == ("asked-what-they-meant", "stayed-present", "reached-out")
    assert rules["repairing"].rule_keys == {
        "me": ("apologised", "repaired", "let-it-go"),
        "them": ("they-made-amends", "received-their-repair", "they-forgave-me"),
    }
    assert rules["growth"].rule_keys == {"answers": ("zest", "action", "clarity", "worth", "more-connection")}


@pytest.mark.parametrize("base", bases().values(), ids=lambda base: base.name)
def test_every_key_of_a_base_is_of_the_field_it_is_looked_for_in(base):
    assert lists_of(base.cues) <= {"responses"}
    assert lists_of(base.felt_before) <= {"feelings"}
    assert lists_of(base.wishes) <= {"wishes"}
    assert lists_of(base.power) <= {"power"}
    assert lists_of(base.context) <= {"context"}
    assert lists_of(base.treated) <= {"treated"}
    assert base.you and base.me and base.you_short and base.me_short


def test_the_bases_are_the_promised_ones():
    named = "any close voice ask tense unsure need power there expect rupture hiding chaser retreater answered"

    assert list(bases()) == named.split()
    assert bases()["any"] == Base("any", "move", *[()] * 6, "moments", *bases()["any"][9:])  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("base", "fields"),
    [
        ("close", {"cues", "wishes"}),
        ("voice", {"cues", "felt_before", "wishes"}),
        ("need", {"cues", "felt_before", "wishes"}),
        ("ask", {"cues", "wishes"}),
        ("tense", {"cues", "felt_before"}),
        ("unsure", {"cues", "felt_before"}),
        ("power", {"power", "treated"}),
        ("there", {"cues", "wishes"}),
        ("hiding", {"cues", "wishes", "felt_before", "context"}),
        ("chaser", {"cues"}),
        ("retreater", {"cues"}),
    ],
)
def test_a_base_reads_the_promised_fields(base, fields):
    row = bases()[base]._asdict()

    assert {name for name in ("cues", "felt_before", "wishes", "power", "context", "treated") if row[name]} == fields


def test_the_guard_reads_in_each_of_its_places():
    away, reaching = pattern("pushing-away"), pattern("reaching-out")

    assert away.guard_line == "may have protected: from being left or hurt first"
    assert away.guard_page == "It may have protected from being left or hurt first."
    assert away.guard_full == (
        "It may have protected: from being left or hurt first; distance was once the only thing I could steer."
    )
    assert reaching.guard_line == "what it asks of me: to risk no answer"


def test_names_that_are_everyday_words_are_known_and_common_names_are_not_among_them():
    everyday = everyday_names()

    assert everyday >= {"will", "hope", "may", "mark", "grace", "joy", "rose", "bill"}
    assert not everyday & {"jonas", "sam", "anna", "ruth", "ada", "mum", "tony", "john", "leo"}


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("patterns", '"pulled-back"', '"pulled-out"', "pulled-out is not a key of moves"),
        ("patterns", '"pulled-back"', '"hurt"', "hurt is not a key of moves"),
        ("patterns", '"pulled-back", ', '"pulled-back", "pulled-back", ', "pulled-back stands there twice"),
        ("patterns", 'base = "close"', 'base = "near"', "polarity, base or rule is not known"),
        ("patterns", 'row = "pushing away"', 'row = ""', "row is missing or empty"),
        ("patterns", 'row = "pushing away"', 'row = "x"\nblame = "y"', "blame is not a field we know"),
        ("patterns", '"@shame"', '"@blame"', "@blame is no group"),
        ("patterns", 'only_in = "close"', 'only_in = "near"', "a conditional marker needs"),
        ("bases", 'needs = "move"', 'needs = "luck"', "needs, you or me is missing"),
        ("everyday", '"will"', '"Will"', "Will is not in lower case"),
    ],
)
def test_a_mistake_in_a_pattern_file_is_named(tmp_path, monkeypatch, name, old, new, said):
    for path in term_source.FOLDER.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace(old, new, 1) if path.stem == name else text, encoding="utf-8")
    terms = read_terms()
    monkeypatch.setattr(term_source, "FOLDER", tmp_path)

    with pytest.raises(VocabularyError) as raised:
        pattern_source.read_patterns(terms)

    assert said in str(raised.value)
