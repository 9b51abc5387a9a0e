"""What only looks like something that happened between two people is not read. All sentences are our own."""

from __future__ import annotations

import pytest

from relational_journal.capture.suggest.suggest import suggest
from relational_journal.vocabulary.everyday_words import is_everyday_word, is_in_the_list
from relational_journal.vocabulary.load import vocabulary

NOBODYS = [
    # dreams
    "Dreamt that mum yelled at me",
    "had a dream where Sam left me and I begged him to stay",
    "In my dream I hung up on Dad",
    "weird nightmare, he kissed me and I ran out",
    "Had the dream about Dad again. He shouted at me. Then I ran out.",
    # films, books, series
    "watched a film where the husband lies to her and she walks out",
    "in the book the mother ignores her daughter",
    "The new series has this guy who ghosts everyone",
    "the character cheated on her and apologised",
    # machines
    "shouted at the radio again",
    "swore at the printer",
    "My laptop froze on me and I lost it",
    "alexa ignored me",
    "hung up on a cold caller",
    "lost my temper with the sat nav",
    # on a stage
    "made a joke on stage and the audience laughed",
    "cracked jokes in my stand-up set",
    "did my best man speech, made fun of him",
    "role-play at work, I had to criticise Jo",
    # questions about people in general, without a mark
    "why do people lie to me",
    "why does nobody ever reply",
    "is it ok to cancel on friends",
    "should you apologise if you did nothing wrong",
    "what if he leaves me",
    "wonder why people ignore me",
    "would he ever apologise to me",
    # two others
    "Mum and Dad argued all night",
    "my neighbours were screaming at each other",
    "my sister shouted at her husband and stormed off",
    "saw a couple fighting on the bus",
    "my parents are getting divorced",
    # hearsay
    "Mum says Dad walked out",
    "Ada said Tom broke up with her",
    "she said he yelled at me",
    "heard that Jo dumped Max",
    "apparently he apologised",
    # cancelled, and nobody's plans
    "cancelled the broadband contract",
    "cancelled the subscription",
    "Cancelled Netflix",
    "cancelled the order",
    # only thought of, or a habit
    "If we argue again I'm leaving",
    "worried we'll fight at the wedding",
    "would be lovely to spend the evening with Ada",
    "we usually argue on Sundays",
    "if he yells I go quiet",
    "I usually say nothing when he shouts",
    "I'd love to hug her",
    "in the play I had to slap Tom",
    "cancelled my appointment with the dentist",
    "cancelled our Netflix",
    "every time we meet there is a fight",
]
SOMEBODYS = [
    ("Had a dream about Dad. Woke up and rang Mum.", "reached-out"),
    ("told Mum about my dream and she listened to me", "they-understood"),
    ("watched a film with Dad, he hugged me", "they-were-warm"),
    ("after my set Ada hugged me", "they-were-warm"),
    ("Car broke down, rang dad", "reached-out"),
    ("lost my temper with Sam", "snapped"),
    ("yelled at Mum in the car", "snapped"),
    ("Tom hung up on me", "they-pulled-away"),
    ("did it again, snapped at mum", "snapped"),
    ("He said he was sorry", "they-made-amends"),
    ("Dad asked if I was ok and I said nothing", "went-silent"),
    ("I say nothing again, he shouts", "went-silent"),
    ("how lovely of Ada, she hugged me", "they-were-warm"),
    ("cancelled dinner with Lena", "cancelled-plans"),
    ("cancelled on Tom, flight got cancelled", "cancelled-plans"),
    ("watched my parents fight and I left the room", "left-abruptly"),
]


@pytest.mark.parametrize("text", NOBODYS)
def test_nobodys_act_is_neither_tag_nor_tone(text: str) -> None:
    said = suggest(text, vocabulary())

    assert [tag.key for tag in said.tags if not tag.slot.startswith("felt")] == []
    assert said.tone is None


@pytest.mark.parametrize(("text", "key"), SOMEBODYS)
def test_what_happened_beside_it_is_read_as_ever(text: str, key: str) -> None:
    assert key in [tag.key for tag in suggest(text, vocabulary()).tags]


def test_one_word_is_an_everyday_word_however_the_list_is_searched() -> None:
    words = ["car", "kitchen", "aardvark", "karim", "aard", "", "kevin", "zucchini", "boiler"]

    assert [is_in_the_list(word) for word in words] == [is_everyday_word(word) for word in words]
