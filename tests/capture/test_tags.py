"""What one tag means: tones, the five good things, settings, contexts, prefixes."""

from __future__ import annotations

import pytest

from relational_journal.capture.syntax.draft import Notice
from relational_journal.errors import AmbiguousTag, WordingError
from relational_journal.model import Person, Word
from relational_journal.vocabulary.load import Vocabulary


def fields(draft) -> dict[str, object]:
    """What the tags filled in."""
    skip = {"when", "text", "kind"}
    return {name: value for name, value in draft.moment._asdict().items() if value and name not in skip}


@pytest.mark.parametrize(
    ("tag", "filled"),
    [
        ("went-silent", {"moves": ("went-silent",)}),  # an exact key
        ("WENT-Silent", {"moves": ("went-silent",)}),
        ("quiet", {"moves": ("went-silent",)}),  # a short word
        ("fine", {"moves": ("hid-how-i-felt",)}),
        ("hung-up", {"moves": ("left-abruptly",)}),
        ("joke", {"moves": ("made-a-joke-of-it",)}),
        ("ghosted", {"moves": ("left-unanswered",)}),
        ("i-pulled-back", {"moves": ("pulled-back",)}),  # the label, with and without its leading words
        ("said-i'm-fine", {"moves": ("hid-how-i-felt",)}),
        ("criticised-me", {"first": ("they-criticised-me",)}),
        ("criticized-me", {"first": ("they-criticised-me",)}),
        ("made-amends", {"first": ("they-made-amends",)}),
        ("canceled", {"moves": ("cancelled-plans",)}),
        ("said-felt", {"moves": ("said-what-i-felt",)}),  # beginnings of words, in order
        ("warm", {"first": ("they-were-warm",)}),
        ("left-ab", {"moves": ("left-abruptly",)}),
        ("hurt", {"felt_before": ("hurt",)}),
        ("to-matter", {"wishes": ("to-matter",)}),
        ("talked-over", {"treated": ("talked-over",)}),
        ("power-over-me", {"power": ("power-over-me",)}),
        ("they-had-more", {"power": ("they-had-more",)}),
        ("gender", {"context": {"gender": None}}),
        ("gender:subordinate", {"context": {"gender": "subordinate"}}),
        ("gender:dom", {"context": {"gender": "dominant"}}),
        ("class-money:both", {"context": {"class-money": "both"}}),
        ("age:unsure", {"context": {"age": "unsure"}}),
        ("family", {"setting": "family"}),
        ("therapy", {"setting": "therapy"}),
        ("self", {"setting": "self"}),
        ("manager", {"setting": "professional"}),
        ("close-friend", {"setting": "social"}),
        ("unsafe", {"unsafe": True}),
        ("private", {"private": True}),
        ("story-only", {"story_only": True}),
        ("braced:they-rejected-me", {"braced": ("they-rejected-me",)}),
        ("braced:rejected", {"braced": ("they-rejected-me",)}),
        ("urge:pulled-back", {"urges": ("pulled-back",)}),
        ("before:hurt", {"felt_before": ("hurt",)}),
        ("after:hurt", {"felt_after": ("hurt",)}),
        ("after:they-were-warm", {"after": ("they-were-warm",)}),
        ("tea-ritual", {"own": ("tea-ritual",)}),
        ("covid19", {"own": ("covid19",)}),
        ("müde", {"own": ("müde",)}),
    ],
)
@pytest.mark.parametrize("mark", ["+", "#"])
def test_a_tag_fills_its_field(read, mark: str, tag: str, filled: dict[str, object]) -> None:
    assert fields(read(f"{mark}{tag}")) == filled


@pytest.mark.parametrize(
    ("tone", "tags"),
    [
        ("connection", "connection closer c C"),
        ("disconnection", "disconnection further d f"),
        ("mixed", "mixed both m b"),
        ("ordinary", "ordinary o"),
    ],
)
def test_every_way_to_write_a_tone(read, tone: str, tags: str) -> None:
    assert {read(f"tea +{tag}").moment.tone for tag in tags.split()} == {tone}
    assert read("tea", tone=tone).moment.tone == tone


def test_of_two_tones_the_last_is_kept_and_a_hint_says_so(read) -> None:
    draft = read("tea +c +d")

    assert draft.moment.tone == "disconnection"
    assert [notice.kind for notice in draft.notices] == ["second"]
    assert read("tea +c", tone="mixed").moment.tone == "mixed"
    assert read("tea +c", tone="mixed").notices == ()


def test_an_unknown_tone_option_is_an_error(read) -> None:
    with pytest.raises(WordingError, match='"angry" is not a tone'):
        read("tea", tone="angry")


@pytest.mark.parametrize(
    ("tag", "good"),
    [
        ("more-zest", {"zest": "more"}),
        ("less-worth", {"worth": "less"}),
        ("same-clarity", {"clarity": "same"}),
        ("more-z", {"zest": "more"}),
        ("less-a", {"action": "less"}),
        ("same-cl", {"clarity": "same"}),
        ("more-w", {"worth": "more"}),
        ("more-energy", {"zest": "more"}),
        ("more-connection", {"more-connection": "more"}),
        ("same-connection", {"more-connection": "same"}),
        ("less-connection", {"more-connection": "less"}),
        ("less-more-connection", {"more-connection": "less"}),
        ("more-co", {"more-connection": "more"}),
    ],
)
def test_a_good_thing_says_whether_it_grew(read, tag: str, good: dict[str, str]) -> None:
    assert fields(read(f"+{tag}")) == {"good": good}


@pytest.mark.parametrize(
    ("tag", "name"), [("worth", "worth"), ("energy", "zest"), ("zest", "zest"), ("able-to-act", "action")]
)
def test_a_bare_good_thing_is_an_error_that_names_the_three_forms(read, tag: str, name: str) -> None:
    with pytest.raises(WordingError) as caught:
        read(f"tea +{tag}")

    assert caught.value.next_step == f"Write +more-{name}, +same-{name} or +less-{name}."
    assert caught.value.exit_code == 2


def test_a_beginning_that_fits_two_good_things_is_ambiguous(read) -> None:
    with pytest.raises(AmbiguousTag) as caught:
        read("+more-c")

    assert caught.value.choices == ("more-clarity", "more-connection")
    assert read("+more-c", settings={"chosen": {"more-c": "more-clarity"}}).moment.good == {"clarity": "more"}


def test_a_word_that_only_looks_like_an_amount_is_an_own_word(read) -> None:
    assert read("+less-sleep").moment.own == ("less-sleep",)


def test_a_beginning_is_named_and_an_exact_word_is_not(read) -> None:
    assert read("+said-felt +warm +went-silent +quiet +braced:rejec").readings == (
        ("said-felt", "said-what-i-felt"),
        ("braced:rejec", "they-rejected-me"),
    )


@pytest.mark.parametrize("tag", ["qu", "wa", "sil", "man", "mana", "colleag", "frien"])
def test_short_beginnings_and_beginnings_of_relationships_are_own_words(read, tag: str) -> None:
    draft = read(f"+{tag}")

    assert draft.moment.own == (tag,)
    assert draft.moment.setting is None


def test_more_than_one_hit_is_an_error_that_lists_the_choices(read) -> None:
    with pytest.raises(AmbiguousTag) as caught:
        read("tea +said-what")

    assert caught.value.choices == ("said-what-i-felt", "said-what-i-needed")
    assert caught.value.exit_code == 2


def test_an_ambiguous_tag_is_read_again_with_the_key_that_was_chosen(read) -> None:
    text = "+hurt +said-what +warm"

    asked = read(text, settings={"ask": True})
    chosen = read(text, settings={"chosen": {"said-what": "said-what-i-needed"}})

    assert asked.unsettled == (("said-what", ("said-what-i-felt", "said-what-i-needed")),)
    assert asked.moment.text == text
    assert asked.moment.moves == ()
    assert chosen.moment.moves == ("said-what-i-needed",)
    assert chosen.moment.after == ("they-were-warm",)


def test_a_chosen_key_keeps_the_prefix(read) -> None:
    draft = read("+urge:said-what", settings={"chosen": {"urge:said-what": "said-what-i-felt"}})

    assert fields(draft) == {"urges": ("said-what-i-felt",)}


def test_no_hit_is_an_own_word_and_a_hint_names_near_keys(read) -> None:
    draft = read("so +knackered")

    assert draft.new_words == (Word("knackered", "knackered", "N", None),)
    assert draft.notices == (
        Notice(
            "new-word",
            "+knackered is kept as your own word; near: drained"
            " (to count it as that: rj words add knackered --like drained)",
        ),
    )
    assert draft.near_words == (("knackered", ("drained",)),)


def test_an_own_word_may_take_the_near_key_instead(read) -> None:
    assert fields(read("+knackered", settings={"chosen": {"knackered": "drained"}})) == {"felt_before": ("drained",)}


def test_a_known_own_word_is_no_news(read) -> None:
    draft = read("+my-word +MY-WORD", own=[Word("my-word", "my word")])

    assert draft.moment.own == ("my-word",)
    assert draft.new_words == ()
    assert draft.notices == ()


def test_an_own_word_comes_before_flags_and_good_things_of_the_same_spelling(read) -> None:
    draft = read("+private +more-z", own=[Word("private", "private"), Word("more-z", "more z")])

    assert fields(draft) == {"own": ("private", "more-z")}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("+urge:lonely", "Write +lonely alone, or another tag after urge:."),
        ("+braced:lonely", "Write +lonely alone, or another tag after braced:."),
        ("+before:went-silent", "Write +went-silent alone, or another tag after before:."),
        ("+after:more-zest", None),
        ("+hurt:subordinate", "Write +hurt alone."),
        ("+gender:female", "After the colon write subordinate, dominant, both or unsure, or leave a space there."),
    ],
)
def test_a_prefix_or_a_side_that_does_not_go_with_its_key_is_an_error(read, text: str, says: str | None) -> None:
    if says is None:
        assert read(text).moment.own == ("more-zest",)
        return
    with pytest.raises(WordingError) as caught:
        read(text)

    assert caught.value.next_step == says


def test_a_second_power_position_is_an_error_and_uses_are_free(read) -> None:
    assert read("+they-had-more +they-had-more +power-over-me +power-with").moment.power == (
        "they-had-more",
        "power-over-me",
        "power-with",
    )
    with pytest.raises(WordingError, match='"\\+i-had-more" is a second power position besides "they-had-more"'):
        read("+they-had-more +i-had-more")


def test_a_side_is_kept_when_the_context_is_named_again_without(read) -> None:
    assert read("+gender:sub +gender").moment.context == {"gender": "subordinate"}
    assert read("+gender +gender:sub").moment.context == {"gender": "subordinate"}


def test_a_relationship_becomes_that_of_the_one_person_who_has_none(read) -> None:
    draft = read("@Jonas and @Sam +manager")

    assert draft.changed_people == (Person("Jonas", "manager"),)
    assert draft.moment.setting == "professional"
    assert [notice.text for notice in draft.notices] == [
        "Jonas is kept as: someone above me at work (to change it: rj people edit Jonas --relationship KEY)"
    ]


def test_a_new_person_is_made_with_the_relationship(read) -> None:
    draft = read('@"Uncle Bob" +colleague')

    assert draft.new_people == (Person("Uncle Bob", "colleague"),)
    assert draft.changed_people == ()


@pytest.mark.parametrize(
    "text",
    ["@Jonas @Tom +manager", "@Sam +manager", "+manager", "@Jonas +manager +friend", "@me +manager", "@Jonas +family"],
)
def test_a_relationship_is_given_to_nobody_where_it_is_not_clear_whose(read, text: str) -> None:
    draft = read(text)

    assert draft.changed_people == ()
    assert all(person.relationship is None for person in draft.new_people)


@pytest.mark.parametrize(
    ("like", "filled"),
    [
        ("drained", {"felt_before": ("bolted",)}),
        ("went-silent", {"moves": ("bolted",)}),
        ("they-pulled-away", {"first": ("bolted",)}),
        ("to-be-free", {"wishes": ("bolted",)}),
        ("power-with", {"power": ("bolted",)}),
        ("they-had-more", {"power": ("bolted",)}),
        ("talked-over", {"treated": ("bolted",)}),
        ("gender", {"context": {"bolted": None}}),
        ("manager", {"setting": "professional"}),
        (None, {"own": ("bolted",)}),
    ],
)
def test_an_own_word_stands_under_its_own_name_in_the_slot_of_the_key_it_counts_like(
    read, like: str | None, filled: dict[str, object]
) -> None:
    assert fields(read("+bolted", own=[Word("bolted", "bolted", "N", like)])) == filled


def test_an_own_word_may_be_an_urge_or_braced_for_and_a_power_position(read) -> None:
    own = [Word("bolted", "bolted", "D", "left-abruptly"), Word("iced", "iced", "D", "they-pulled-away")]
    own.append(Word("boss-of-me", "boss of me", "N", "they-had-more"))

    assert fields(read("+urge:bolted +braced:iced", own=own)) == {"urges": ("bolted",), "braced": ("iced",)}
    with pytest.raises(WordingError, match="second power position"):
        read("+boss-of-me +i-had-more", own=own)


@pytest.mark.parametrize(
    ("given", "moves"),
    [
        (("went-silent", "+snapped"), ("went-silent", "snapped")),
        (("#quiet",), ("went-silent",)),
        (("said what I felt",), ("said-what-i-felt",)),
        (("+snapped +quiet",), ("snapped", "went-silent")),
    ],
)
def test_tag_options_are_read_as_if_typed_at_the_end(read, given: tuple[str, ...], moves: tuple[str, ...]) -> None:
    draft = read("+listened and more", tags=given)

    assert draft.moment.moves == ("listened", *moves)
    assert draft.moment.text == "+listened and more"


@pytest.mark.parametrize("tag", ["", " ", "+", "12", "+12", "@Sam", "a b +c", "a.b", "a" * 81])
def test_a_tag_option_that_is_none_is_an_error(read, tag: str) -> None:
    if tag == "a b +c":
        with pytest.raises(WordingError):
            read("tea", tags=(tag,))
        return
    with pytest.raises(WordingError, match="is not a tag"):
        read("tea", tags=(tag,))


@pytest.mark.parametrize(
    ("text", "way_on"),
    [
        ("+nope:hurt", "Write +nope with a space behind it, or two tags."),
        ("+befor:hurt", "Did you mean +before:hurt?"),
        ("+urges:left", "Did you mean +urge:left?"),
        ("+grumpy +grumpy:again", "Write +grumpy with a space behind it, or two tags."),
        ("+hurt:lonely", "Write +hurt with a space behind it, or two tags."),
    ],
)
def test_a_word_before_a_colon_that_is_no_prefix_is_an_error_and_makes_no_word(read, text: str, way_on: str) -> None:
    with pytest.raises(WordingError, match="is none of before:, after:, urge:, braced:") as refused:
        read(text)

    assert refused.value.next_step == way_on


def test_a_colon_behind_a_tag_may_still_begin_a_sentence(read) -> None:
    assert read("+hurt: he left").moment.felt_before == ("hurt",)
    assert read("+hurt:he left").moment.felt_before == ("hurt",)
    assert read("+grumpy: again").moment.own == ("grumpy",)


def test_a_text_of_a_thousand_new_words_is_read_at_once(read, monkeypatch) -> None:
    looked_for = []
    near = Vocabulary.near
    monkeypatch.setattr(Vocabulary, "near", lambda own, word, n=3: looked_for.append(word) or near(own, word, n))

    assert len(read(" ".join(f"+word{number}" for number in range(1000))).new_words) == 1000
    assert len(looked_for) <= 20
