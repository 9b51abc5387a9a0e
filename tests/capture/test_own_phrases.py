"""What a person's own phrases teach: the words of a clause, when they are offered, and what a drop does."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from relational_journal.capture.suggest.learned import lessons_of_tags
from relational_journal.capture.suggest.own_phrases import ReadText
from relational_journal.capture.suggest.reading_back import Part, read_back, read_typed
from relational_journal.model import Entry, Learned, Person, replace
from relational_journal.vocabulary.load import vocabulary

# One person's manner of telling, none of it in the phrase book: the sentence, the tag they give it, its field.
MANNER = [
    ("did my oyster thing when Jude asked", "went-silent", "moves"),
    ("dug the moat deeper with mum", "went-silent", "moves"),
    ("went full lawyer on Jude about the bins", "criticised-first", "moves"),
    ("ducked into the garage till tea", "left-abruptly", "moves"),
    ("did my panto dame at Ruth's table", "made-a-joke-of-it", "moves"),
    ("fished for a gold star from Ruth", "people-pleased", "moves"),
    ("rolled over about the shifts", "said-yes-meant-no", "moves"),
    ("tidied the mess up with Jude over pancakes", "repaired", "moves"),
    ("laid my cards out to Jude", "said-what-i-felt", "moves"),
    ("picked at the scab with dad", "criticised-first", "moves"),
    ("sank it in the pond", "let-it-go", "moves"),
    ("sent the white flag to Noor", "apologised", "moves"),
    ("kept the drawbridge up all evening", "went-silent", "moves"),
    ("dug my heels in about sunday", "disagreed-openly", "moves"),
    ("Jude did the ice queen bit", "they-froze-me-out", "first"),
    ("Ruth went all headmistress on me", "they-criticised-me", "first"),
    ("Noor rolled out the red carpet", "they-were-warm", "first"),
    ("dad turned into a hedgehog", "they-pulled-away", "first"),
    ("mum poked the old bruise", "they-criticised-me", "first"),
    ("Jude showed me the soft side", "they-opened-up", "first"),
]
PEOPLE = ("Jude", "Ruth", "Noor", "mum", "dad")


def moment(text: str, **fields: tuple[str, ...]) -> Entry:
    return Entry(when="2026-11-22T18:40", text=text, **fields)  # type: ignore[arg-type]


def taught(text: str, key: str, slot: str) -> tuple[Learned, ...]:
    entry = moment(text, **{slot: (key,)})
    return lessons_of_tags(moment(text), entry, vocabulary(), PEOPLE)


def summed(lessons: Iterable[Learned]) -> tuple[Learned, ...]:
    sums: dict[tuple[str, str], Learned] = {}
    for lesson in lessons:
        old = sums.get((lesson.phrase, lesson.key), Learned(lesson.phrase, lesson.key))
        sums[lesson.phrase, lesson.key] = replace_counts(old, lesson)
    return tuple(sums.values())


def replace_counts(old: Learned, more: Learned) -> Learned:
    return old._replace(kept=old.kept + more.kept, dropped=old.dropped + more.dropped)


def read(text: str, learned: Iterable[Learned] = ()) -> dict[str, Part]:
    return {part.key: part for part in read_back(moment(text), vocabulary(), (), tuple(learned)).parts}


def test_the_twenty_sentences_are_not_in_the_phrase_book() -> None:
    assert [text for text, key, _ in MANNER if key in read(text)] == []


def test_what_was_told_once_in_ones_own_manner_is_read_when_it_is_said_again() -> None:
    once = summed(lesson for sentence in MANNER for lesson in taught(*sentence))
    again = [key in (parts := read(text, once)) and parts[key].slot == slot for text, key, slot in MANNER]

    assert sum(again) / len(MANNER) >= 0.9


def test_it_is_sure_only_after_two_uses_that_agree() -> None:
    once = summed(lesson for sentence in MANNER for lesson in taught(*sentence))
    twice = summed([*once, *(lesson for sentence in MANNER for lesson in taught(*sentence))])
    sure_once = [read(text, once)[key].is_sure for text, key, _ in MANNER if key in read(text, once)]
    sure_twice = [read(text, twice)[key].is_sure for text, key, _ in MANNER if key in read(text, twice)]

    # Two sentences of the twenty share their words with none, so one use is never two.
    assert not any(sure_once)
    assert sum(sure_twice) / len(MANNER) >= 0.9


@pytest.mark.parametrize(
    ("text", "key", "slot", "phrase"),
    [
        ("did my oyster thing when Jude asked", "went-silent", "moves", "did my oyster"),
        ("rang dad, oystered about the money", "went-silent", "moves", "oystered about the"),
        ("I finally sugared Jude the pill", "people-pleased", "moves", "sugared someone the"),
        ("I didn't sting", "let-it-go", "moves", "not sting"),
        ("Jude did the ice queen bit", "they-froze-me-out", "first", "did the ice"),
        ("Dad hedgehogged and I let him", "they-pulled-away", "first", "hedgehogged"),
        ("felt like a wet sock", "small", "felt_before", "felt like a"),
    ],
)
def test_a_tag_given_by_hand_keeps_the_verb_and_two_words_without_names(
    text: str, key: str, slot: str, phrase: str
) -> None:
    assert taught(text, key, slot) == (Learned(phrase, key, 1),)


def test_no_name_is_kept_in_a_phrase() -> None:
    phrases = [lesson.phrase for sentence in MANNER for lesson in taught(*sentence)]

    assert len(phrases) == len(MANNER)
    assert not [phrase for phrase in phrases if any(name.lower() in phrase.split() for name in PEOPLE)]


def test_two_tags_of_one_sort_and_one_clause_teach_nothing() -> None:
    entry = moment("oystered about the money", moves=("went-silent", "left-abruptly"))

    assert lessons_of_tags(replace(entry, moves=()), entry, vocabulary(), ()) == ()


def test_a_clause_that_was_read_teaches_nothing() -> None:
    assert taught("I laughed it off.", "made-a-joke-of-it", "moves") == ()


def test_a_phrase_of_mine_is_not_read_where_another_does_it() -> None:
    learned = (Learned("did my oyster", "went-silent", 3),)

    assert "went-silent" in read("I did my oyster thing.", learned)
    assert "went-silent" not in read("Jude did my oyster thing.", learned)


def test_each_drop_counts_against_a_reading() -> None:
    text = "Mum said I only ring when I need something. I laughed it off."
    phrase = "laughed it off"

    assert read(text)["made-a-joke-of-it"].is_sure
    assert not read(text, [Learned(phrase, "made-a-joke-of-it", 0, 1)])["made-a-joke-of-it"].is_sure
    assert "made-a-joke-of-it" not in read(text, [Learned(phrase, "made-a-joke-of-it", 0, 2)])
    assert read(text, [Learned(phrase, "made-a-joke-of-it", 3, 1)])["made-a-joke-of-it"].is_sure


def test_a_phrase_of_ones_own_that_is_dropped_as_often_is_not_offered() -> None:
    assert "went-silent" not in read("did my oyster thing", [Learned("did my oyster", "went-silent", 2, 2)])


@pytest.mark.parametrize("text", ["", "🙂🙂🙂", "Vater hat angerufen und ich habe geschwiegen.", "...", "+ @ #"])
def test_nothing_is_read_where_nothing_is_said(text: str) -> None:
    assert read_back(moment(text), vocabulary(), ()).parts == ()


def test_a_question_tells_no_act_and_no_tone() -> None:
    assert {part.kind for part in read("Why did Dad shout at me?").values()} <= {"person"}


def test_a_long_text_is_read_and_at_most_nine_parts_and_three_sure_tags_come_of_it() -> None:
    parts = read_back(
        moment("Dad shouted at me. I slammed the door. I apologised. Sam hugged me. " * 400), vocabulary(), ()
    )

    assert len(parts.parts) <= 9
    assert sum(part.is_sure for part in parts.parts if part.kind == "tag") <= 3


def test_a_tag_from_a_long_sentence_is_sure_only_if_its_doer_is_named_in_the_clause() -> None:
    tail = " about the rota and the keys and the lift again today"
    long = "My boss yelled at me" + tail
    longer = long + " and then about the parking and the coffee as well"
    unnamed = "Snapped at Sam about the keys and the lift and the rota on the late bus today"

    assert read(long)["they-got-angry"].is_sure
    assert not read(longer)["they-got-angry"].is_sure
    assert not read(unnamed)["snapped"].is_sure


def test_a_tone_is_offered_only_with_an_act_that_agrees_with_it() -> None:
    assert read("Mum said I only ring when I need something. I laughed it off.")["disconnection"].is_sure
    assert "disconnection" not in read("Felt lonely and sad about Sam.")


def test_nothing_is_offered_for_what_the_moment_says_already() -> None:
    entry = Entry(
        when="2026-11-22", text="Mum sighed. I laughed it off.", people=("Mum",), moves=("joke",), tone="mixed"
    )

    assert read_back(entry, vocabulary(), ()).parts == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mum shouted at me.", ["Mum"]),
        ("rang dad, went quiet", ["Dad"]),
        ("My boss yelled at me.", ["Boss"]),
        ("One of my friends yelled at me.", []),
        ("I rang Sam, Priya and Jonas.", ["Sam", "Priya", "Jonas"]),
        ("Had tea with the kids.", ["the kids"]),
        ("The doctor listened to me.", ["the doctor"]),
        ("I never see the kids anymore.", ["the kids"]),
        ("The neighbours came over and we laughed.", []),
    ],
)
def test_who_is_named_is_taken_and_nobody_who_could_be_anyone(text: str, names: list[str]) -> None:
    assert [part.key for part in read_back(moment(text), vocabulary(), ()).parts if part.kind == "person"] == names


@pytest.mark.parametrize(
    ("text", "is_ticked"),
    [
        ("Had tea with the kids.", True),
        ("The children hugged me.", True),
        ("The team laughed at me.", True),
        ("I never see the kids anymore.", False),
        ("He said I would never see the kids again.", False),
        ("He said I would never see my kids again.", False),
        ("My son yelled at me.", True),
    ],
)
def test_a_phrase_is_ticked_as_a_person_only_if_they_were_met(text: str, is_ticked: bool) -> None:
    (person,) = [part for part in read_back(moment(text), vocabulary(), ()).parts if part.kind == "person"]

    assert person.is_sure is is_ticked


def test_a_phrase_for_someone_in_the_journal_is_their_name() -> None:
    known = (Person("Kids", "child"),)
    (person, *_) = read_back(moment("Had tea with the kids."), vocabulary(), known).parts

    assert (person.kind, person.key) == ("person", "Kids")


@pytest.mark.parametrize(
    "text",
    [
        'Sam: "I slammed the door"\nSam: "I snapped at her"',
        "Sam: I slammed the door\nJo: I snapped at her",
        "“I slammed the door. I snapped at her.” That is what Sam wrote.",
    ],
)
def test_a_quoted_chat_makes_none_of_its_words_a_move_of_ones_own(text: str) -> None:
    parts = read(text)

    assert "left-abruptly" not in parts
    assert "snapped" not in parts


def test_a_clause_knows_whose_act_it_tells() -> None:
    clauses = ReadText("Dad yelled and slammed the door, I waited, me and Sam left").clauses

    assert [(clause.phrase, clause.teller) for clause in clauses] == [
        ("yelled", "theirs"),
        ("slammed the door", "theirs"),
        ("waited", "mine"),
        ("left", "mine"),
    ]


def test_a_text_is_read_without_what_was_dropped_twice() -> None:
    dropped = Learned("laughed it off", "made-a-joke-of-it", dropped=2)
    once = Learned("laughed it off", "made-a-joke-of-it", dropped=1)

    assert [tag.key for tag in read_typed("I laughed it off", vocabulary(), (), [dropped]).tags] == []
    assert [tag.key for tag in read_typed("I laughed it off", vocabulary(), (), [once]).tags] == ["made-a-joke-of-it"]
