"""`rj suggest`: what a text seems to say; nothing is better than a wrong word. All sentences are our own."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Iterator
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relational_journal.capture.suggest.clauses import Text
from relational_journal.capture.suggest.contractions import (
    PIECES,
    PhraseError,
    spelled_out,
    spelled_piece,
    with_classes,
)
from relational_journal.capture.suggest.phrase_source import COMPACT, SECTIONS, compact, compact_files
from relational_journal.capture.suggest.phrasebook import book
from relational_journal.capture.suggest.suggest import suggest
from relational_journal.vocabulary.load import vocabulary


def tags(text: str) -> list[tuple[str, str]]:
    return [(tag.slot, tag.key) for tag in suggest(text, vocabulary()).tags]


def moves(text: str) -> list[str]:
    return [key for slot, key in tags(text) if slot == "moves"]


MY_MOVES = [
    ("Mum said I only ring when I need something. I laughed it off.", ["made-a-joke-of-it"]),
    ("I said nothing.", ["went-silent"]),
    ("My manager talked over me in the meeting and I didn't say a word.", ["went-silent"]),
    ("I ignored his texts for three days.", ["left-unanswered"]),
    ("I stopped answering her calls.", ["left-unanswered"]),
    ("I pulled back because he got too close.", ["pulled-back"]),
    ("I hung up on her.", ["left-abruptly"]),
    ("I cancelled dinner with Lena at the last minute.", ["cancelled-plans"]),
    ("I changed the subject when she asked about the baby.", ["changed-subject"]),
    ("I told him I was fine, but I wasn't.", ["hid-how-i-felt"]),
    ("I hid that I'm gay from my parents.", ["hid-part-of-me"]),
    ("I agreed to host the party even though I was exhausted.", ["said-yes-meant-no"]),
    ("I bent over backwards to please his mother.", ["people-pleased"]),
    ("I gave her all my savings.", ["over-gave"]),
    ("I blamed Pete for losing the keys.", ["criticised-first"]),
    ("I yelled at him and slammed the door.", ["snapped", "left-abruptly"]),
    ("I got defensive.", ["got-defensive"]),
    ("I picked a fight with Dan over the dishes.", ["picked-a-fight"]),
    ("I kept asking him where he had been.", ["pushed-for-answer"]),
    ("I kept checking my phone all night.", ["checked-repeatedly"]),
    ("I tested him.", ["tested-them"]),
    ("I threatened to leave.", ["threatened-to-leave"]),
    ("I broke up with him.", ["ended-contact"]),
    ("I turned down their offer of help.", ["refused-help"]),
    ("I didn't tell anyone about the diagnosis.", ["handled-it-alone"]),
    ("I zoned out while she was talking.", ["went-numb"]),
    ("I told her I needed some space.", ["took-space-and-said-so"]),
    ("I called my sister.", ["reached-out"]),
    ("I answered the phone when she rang at three.", ["turned-toward"]),
    ("I cheered him up.", ["comforted-them"]),
    ("I listened to my son for an hour.", ["listened"]),
    ("I asked him what he meant.", ["asked-what-they-meant"]),
    ("I stayed in the room even though I wanted to run.", ["stayed-present"]),
    ("I stayed with my dad at the hospital all night.", ["kept-them-company"]),
    ("I told Sam I was hurt.", ["said-what-i-felt"]),
    ("I let him see me cry.", ["let-them-see-me"]),
    ("I told her I needed more help.", ["said-what-i-needed"]),
    ("I asked Tom for help with the move.", ["asked-for-help"]),
    ("I accepted her help.", ["accepted-care"]),
    ("I told him I disagreed.", ["disagreed-openly"]),
    ("I said no to my mother for the first time.", ["set-a-boundary"]),
    ("Someone made a racist joke and I called it out.", ["named-the-unfairness"]),
    ("I admitted that I was wrong.", ["apologised"]),
    ("We made up.", ["repaired"]),
    ("He apologised and I accepted his apology.", ["received-their-repair"]),
    ("I forgave him.", ["let-it-go"]),
    ("I told him the good news.", ["shared-good-news"]),
    ("I was kind to myself.", ["kind-to-myself"]),
]


@pytest.mark.parametrize(("text", "keys"), MY_MOVES)
def test_a_move_is_read_where_the_writer_tells_it_of_themselves(text: str, keys: list[str]) -> None:
    assert moves(text) == keys


def test_every_move_that_phrases_tell_is_a_key_of_the_vocabulary() -> None:
    lists = {"mine": "moves", "ours": "moves", "theirs": "responses", "passive": "responses", "free": "responses"}
    for section, key, _ in compact()["phrases"]:
        if section in lists and key != "no-tag":
            assert vocabulary().slot_list(key) == lists[section], key
    assert all(vocabulary().slot_list(key) == "feelings" for key in compact()["feelings"].values())


@pytest.mark.parametrize(
    "text",
    [
        *("He yelled at me.", "My mother hung up on me.", "My boyfriend broke up with me.", "Sam apologised to me."),
        *(
            "She lied to me about the money.",
            "They ignored me all evening.",
            "My boss snapped at me.",
            "Dad stormed out.",
        ),
        *("My sister called me and blamed me for it.", "He said he was fine.", "She told me she needed space."),
        *("My friend cancelled on me again.", "He went silent.", "Anna walked out and slammed the door."),
        *(
            "My girlfriend was upset that I went out, and started a fight.",
            "Dad yelled when I left and slammed the door.",
        ),
        *("Mum said I never call her.", "He told me I ignored him.", "She thinks I lied to her.", "Did I yell at him?"),
        *("My husband and his brother argued and he stormed off.", "The man who I called yelled and hung up."),
    ],
)
def test_what_another_did_or_said_of_me_is_no_move_of_mine(text: str) -> None:
    assert moves(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "I wanted to call her but I didn't.",
            "I should have apologised.",
            "I almost yelled at him.",
            "I could call Sam.",
        ),
        *(
            "If I yell at him he leaves.",
            "I never yelled at him.",
            "I did not hang up on her.",
            "I would never lie to her.",
        ),
        *(
            "I wish I had told her I was hurt.",
            "Should I apologise?",
            "I hope I can forgive him.",
            "I plan to cancel dinner.",
        ),
        *("I accidentally hit my sister.", "I was lying in bed.", "I snapped a photo of Mum.", "I ran out of milk."),
        *("I worked out at the gym.", "I screamed with joy.", "I can't call her.", "Maybe I will break up with him."),
    ],
)
def test_what_was_not_done_is_no_move(text: str) -> None:
    assert moves(text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("My daughter hugged me.", "they-were-warm"),
        ("My partner cooked me dinner.", "they-were-warm"),
        ("She listened to me.", "they-understood"),
        ("He asked how I felt about the move.", "they-asked-about-me"),
        ("My friend opened up about her divorce.", "they-opened-up"),
        ("My ex texted me out of the blue.", "they-reached-out"),
        ("My neighbour helped me with the car.", "they-helped"),
        ("He said he was sorry.", "they-made-amends"),
        ("She was so happy for me.", "they-shared-my-joy"),
        ("He respected my decision.", "they-respected-my-limit"),
        ("She asked me to lend her money.", "they-asked-something"),
        ("He was too busy.", "they-were-busy"),
        ("Nobody at work noticed.", "they-missed-it"),
        ("She never replied.", "they-pulled-away"),
        ("I was ignored by everyone.", "they-pulled-away"),
        ("My husband lied to me.", "they-lied-to-me"),
        ("He brushed it off.", "they-dismissed-me"),
        ("She told me I was too sensitive.", "they-criticised-me"),
        ("Dad shouted at me because I came home late.", "they-got-angry"),
        ("My aunt kept pressuring me to marry.", "they-pressed-me"),
        ("They made fun of my accent.", "they-shamed-me"),
        ("He read my diary.", "they-decided-for-me"),
        ("She talks down to me.", "they-treated-me-as-less"),
        ("He broke up with me.", "they-rejected-me"),
        ("He threatened me.", "they-threatened-me"),
        ("Yesterday Sam criticised me.", "they-criticised-me"),
    ],
)
def test_what_another_did_is_a_response(text: str, key: str) -> None:
    assert [tag for tag in tags(text) if tag[0] == "first"] == [("first", key)]


@pytest.mark.parametrize(
    "text",
    [
        *("If he yells at me again I will leave.", "I don't think she ignored me.", "I was afraid he would hit me."),
        *("My boss yelled at my colleague.", "He left me a note.", "She told me what happened.", "It hurt me."),
        *("My brother broke up with his girlfriend.", "She told me not to worry.", "The storm left me tired."),
    ],
)
def test_what_was_only_feared_or_was_not_done_to_me_is_no_response(text: str) -> None:
    assert [key for slot, key in tags(text) if slot in ("first", "after")] == []


def test_the_story_is_told_in_its_order() -> None:
    text = "Jonas said he missed me. I snapped, walked out, came back and said I was scared. He hugged me. I felt calm."

    assert tags(text) == [
        ("first", "they-were-warm"),
        ("moves", "snapped"),
        ("moves", "left-abruptly"),
        ("moves", "repaired"),
        ("moves", "said-what-i-felt"),
        ("felt_after", "afraid"),
        ("after", "they-were-warm"),
        ("felt_after", "calm"),
    ]


def test_each_tag_names_the_words_it_was_read_from() -> None:
    said = suggest("My colleague took the credit and I didn’t say a word.", vocabulary())

    assert [tag.because for tag in said.tags if tag.slot == "moves"] == ["didn’t say a word"]
    for text, _ in MY_MOVES:
        for tag in suggest(text, vocabulary()).tags:
            assert tag.because in text


@pytest.mark.parametrize(
    ("text", "feelings"),
    [
        ("I felt small.", ["small"]),
        ("They left me out again and I felt so lonely and sad.", ["lonely", "sad"]),
        ("It made me so happy.", ["joyful"]),
        ("I was really let down.", ["disappointed"]),
        ("He was angry and sad.", []),
        ("I was not happy.", []),
        ("She felt lonely.", []),
        ("A happy song played.", []),
    ],
)
def test_only_the_feelings_the_writer_names_as_their_own_are_read(text: str, feelings: list[str]) -> None:
    assert [key for slot, key in tags(text) if slot.startswith("felt")] == feelings


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("My boss and Sam laughed.", ["My boss", "Sam"]),
        ("One of my friends told my good friend's boyfriend.", ["One of my friends", "my good friend's boyfriend"]),
        ("A friend of mine rang, then Mum did.", ["A friend of mine", "Mum"]),
        ("My niece and nephew came with my uncle Bill.", ["My niece", "nephew", "my uncle Bill"]),
        ("@Ruth and @“Aunt May” came.", ["Ruth", "Aunt May"]),
        ("I yelled at Sam in Rome on Friday.", ["Sam"]),
        ("Dinner was nice. Work was long. I was a child.", []),
        ("The cashier smiled at everyone.", ["The cashier"]),
    ],
)
def test_people_are_named_as_the_text_names_them(text: str, people: list[str]) -> None:
    assert list(suggest(text, vocabulary()).people) == people


def test_known_people_are_found_by_their_names() -> None:
    assert suggest("tea, then Jo and aunt may", vocabulary(), ("Jo", "Aunt May", "may")).people == ("Jo", "aunt may")
    assert suggest("Then Aunt May left", vocabulary(), ("Aunt May",)).people == ("Aunt May",)


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("My daughter hugged me and said she loved me.", "connection"),
        ("I had such a lovely evening with my wife.", "connection"),
        ("Dad shouted at me and I slammed the door.", "disconnection"),
        ("My sister and I had a huge fight.", "disconnection"),
        ("He yelled at me, but later we made up.", "mixed"),
        ("I miss my brother.", "mixed"),
        ("I have a flight in the evening.", None),
        ("The weather was awful and I was sad.", None),
        ("", None),
    ],
)
def test_a_tone_is_offered_where_the_text_says_enough_of_others(text: str, tone: str | None) -> None:
    assert suggest(text, vocabulary()).tone == tone


def test_help_that_was_given_was_taken_unless_it_was_only_offered() -> None:
    assert moves("My friend helped me move.") == ["accepted-care"]
    assert moves("My friend offered to help me.") == []
    assert moves("My wife gave me a book and I was so happy.") == ["accepted-care"]
    assert moves("My wife gave me a book.") == []


def test_the_compact_form_holds_what_the_files_say() -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in COMPACT.iterdir()} == compact_files()


def test_every_phrase_is_found_in_its_own_words() -> None:
    """Each in a text of one word for each place that must be there; which word differs from phrase to phrase."""
    missed = []
    for number, (who, key, places) in enumerate(_spelled_phrases()):
        text = Text("")
        words = (place[number % len(place)] for place in places)
        text.forms = [_STANDS_FOR.get(word, word) for word in words]
        if (who, key, 0) not in ((hit.phrase.who, hit.phrase.key, hit.begin) for hit in book().found_in(text)):
            missed.append((who, key, text.forms))
    assert missed == []


def test_every_phrase_is_looked_up_by_all_words_of_one_of_its_places() -> None:
    lines = (COMPACT / "phrases.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    begins = [end - len(line) for line, end in zip(lines, accumulate(map(len, lines)), strict=True)]
    for begin, (who, key, places) in zip(begins, _spelled_phrases(), strict=True):
        assert (book().phrase(begin).who, book().phrase(begin).key) == (who, key)
        assert any(all(begin in book().looked_up(word) for word in place) for place in places), (key, places)


def _spelled_phrases() -> Iterator[tuple[str, str, list[list[str]]]]:
    """Yield who, key and the words of each place that must be there, for each phrase in the order of the file."""
    content = compact()
    for who, key, written in content["phrases"]:
        spelled = [
            spelled_piece(with_classes(place, content["classes"]), content["verbs"]) for place in written.split()
        ]
        yield who, key, [place.strip("[]").split("|") for place in spelled if place[0] != "(" or place == "("]


def test_a_word_by_which_no_phrase_is_looked_up_finds_none() -> None:
    for word in ("", "\n", "zzz", "\U0010ffff", "said 1"):
        assert list(book().looked_up(word)) == []


def test_every_phrase_can_be_read_and_says_more_than_one_common_word() -> None:
    verbs = compact()["verbs"]
    common = {
        "a",
        "the",
        "to",
        "and",
        "i",
        "it",
        "be",
        "is",
        "was",
        "me",
        "my",
        "not",
        "n't",
        "have",
        "do",
        "go",
        "get",
    }
    for section, key, phrase in compact()["phrases"]:
        required = [piece for piece in PIECES.findall(spelled_out(phrase, verbs)) if piece[0] not in "(["]
        if section not in ("any", "receipt") and len(required) == 1:  # a frame alone tells nothing
            assert common.isdisjoint(required[0].split("|")), (key, phrase)
    assert {section for section, _, _ in compact()["phrases"]} == set(SECTIONS)


@pytest.mark.parametrize("phrase", ["THEM left", "* left", "(so) THEIR", "[on] it"])
def test_a_phrase_must_begin_with_a_word(phrase: str) -> None:
    with pytest.raises(PhraseError):
        spelled_out(phrase, {})


@pytest.mark.parametrize(
    "phrase",
    [
        "go again|[.]",
        "sat (still)|quiet",
        "sat quiet|(still)",
        "sat |quiet",
        "sat [quiet|still] there",
        "ask what|(why",
        "my friend)'s",
        "go [on (and)|.]",
    ],
)
def test_a_phrase_whose_brackets_mean_nothing_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        spelled_out(phrase, {})


_STANDS_FOR = {"THEM": "him", "THEY": "he", "THEIR": "his", "NUM": "two", "*": "thing", "**": "thing"}
_WORDS = st.sampled_from(
    [
        *"i me we he she my his friend Sam and , . yelled at said that told him to not n't didn't would if so".split(),
        *("?", "@Sam", "“", "’", "\n"),
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map(" ".join)))
@settings(max_examples=400, deadline=None)
def test_any_text_gets_a_well_formed_answer(text: str) -> None:
    said = suggest(text, vocabulary())

    assert said.tone in (None, "connection", "disconnection", "mixed")
    assert all(name in text for name in said.people)
    for tag in said.tags:
        assert tag.because and tag.because in text
        assert tag.slot in ("moves", "first", "after", "felt_before", "felt_after")
        assert vocabulary().slot_list(tag.key) in ("moves", "responses", "feelings")


@pytest.mark.parametrize(
    "text", ["told me " * 100_000, "a" * 5_000_000, "I yelled and " * 100_000, "@Sam " * 100_000, "\n" * 99_999]
)
def test_long_texts_are_read_in_a_moment(text: str) -> None:
    book()
    begin = time.process_time()

    suggest(text, vocabulary())

    assert time.process_time() - begin < 15  # some 2 s; without the limit to what is read it would be minutes


def run(monkeypatch: pytest.MonkeyPatch, *words: str, stdin: bytes = b"", **options: bool) -> tuple[str, str]:
    """The command as a function: stdout and stderr."""
    from relational_journal.cli.insights.suggest import suggest as command

    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        command(list(words) or None, **options)
    for stream in (out, err):
        stream.flush()
    return out.buffer.getvalue().decode(), err.buffer.getvalue().decode()  # type: ignore[attr-defined]


def test_the_command_prints_the_documented_json(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = run(monkeypatch, "Sam and I argued, then he went quiet and I said nothing.", json=True)

    assert json.loads(out) == {
        "tone": "disconnection",
        "people": ["Sam"],
        "tags": [
            {"key": "they-pulled-away", "slot": "first", "because": "went quiet"},
            {"key": "went-silent", "slot": "moves", "because": "said nothing"},
        ],
    }
    assert err == ""


def test_lines_give_a_document_each_and_an_empty_one_for_an_empty_line(monkeypatch: pytest.MonkeyPatch) -> None:
    out, _ = run(monkeypatch, stdin="I yelled at Sam\r\n\nTee mit Jürgen".encode(), lines=True, json=True)

    documents = [json.loads(line) for line in out.splitlines()]
    assert [document["people"] for document in documents] == [["Sam"], [], ["Jürgen"]]
    assert documents[1] == {"tone": None, "people": [], "tags": []}


def test_the_command_tells_a_person_in_labels_and_keeps_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    out, err = run(monkeypatch, "Mum said I only ring when I need something. I laughed it off.")

    assert '  before  they criticised me  "said I only ring when I need something"' in out.splitlines()
    assert '  I       made a joke of it   "laughed it off"' in out.splitlines()
    assert "Nothing is stored" in err
    assert not (tmp_path / "kept").exists()
