"""Touch and contact that the writer did not want are never read as warmth. All sentences are our own."""

from __future__ import annotations

import pytest

from relational_journal.capture.suggest.reading_back import TONE, read_back
from relational_journal.capture.suggest.suggest import suggest
from relational_journal.vocabulary.load import vocabulary
from tests.support.stored import moment

AGAINST_MY_WILL = [
    "Kissed me though I'd said no",
    "Ben kissed me even though I said no",
    "she kissed me though I'd turned away",
    "he hugged me even though I'd pulled away",
    "Uncle Joe hugged me even though I'd told him not to",
    "He put his hand on my knee, I said no, he did it anyway",
    "I told him to stop but he kept touching me",
    "I said no. He kissed me anyway.",
    "he kissed me. I'd said no",
    "Mark kissed me against my will",
    "He hugged me without asking",
    "he wouldn't take no and kissed me",
    "grabbed my arm and wouldn't let go",
    "My boss stroked my back, I didn't want it",
    "he kissed my cheek after I told him not to",
    "my aunt kissed me when I'd asked her not to",
    "he had sex with me though I'd said I wasn't ready",
    "had asked him to stop and he still held my waist",
    "had said no to sex, he did it anyway",
    "my stepdad tickled me, I kept saying stop",
    "he pulled me in for a kiss, I'd already said no twice",
    "he grabbed my bum on the dance floor",
    "put his hand up my skirt",
    "he forced himself on me",
    "Tom leaned in for a kiss although I had said not tonight",
]
PRESSED_ON = [
    "Tom rang anyway though I'd asked him not to",
    "Jo visited me although I'd said not today",
    "he wouldn't take no for an answer",
    "told Tom no and he came anyway",
    "she kept ringing even though I said I needed space",
    "ex turned up at work after I told him to leave me alone",
    "I told my ex to stop and he still texted me",
]
LEFT_OPEN = [
    "he put his hand on my leg and wouldn't move it",
    "hugged me anyway",
    "he kissed me anyway",
    "She hugged me and wouldn't let go",
    "wouldn't take no for an answer",
    "was hugged all the same, though I'd said no",
]
MINE_UNWANTED = [
    "kissed her though she'd said no",
    "I hugged her even though she said no",
    "hugged him after he said he didn't want to be touched",
]
WANTED = [
    ("My daughter hugged me and said she loved me.", "they-were-warm"),
    ("She hugged me even though I was grumpy", "they-were-warm"),
    ("Gran helped me anyway", "they-helped"),
    ("I said no and he was kind about it", "they-were-warm"),
    ("Ada texted me. I said yes to coffee.", "they-reached-out"),
    ("I said no to the extra shift and my aunt hugged me", "they-were-warm"),
    ("I didn't want to talk but Ada hugged me", "they-were-warm"),
    ("told her not to worry and she hugged me", "they-were-warm"),
    ("I said no to tea and she hugged me", "they-were-warm"),
    ("I never said no to him and he hugged me", "they-were-warm"),
    ("I didn't want to go out, so Mum cooked me dinner", "they-were-warm"),
]
_WARM = {"they-were-warm", "they-reached-out", "they-helped", "accepted-care", "showed-affection"}


def read(text: str) -> tuple[set[str], str | None]:
    said = suggest(text, vocabulary())
    return {tag.key for tag in said.tags}, said.tone


@pytest.mark.parametrize("text", AGAINST_MY_WILL)
def test_touch_against_a_no_is_offered_as_that_and_as_nothing_kind(text: str) -> None:
    keys, tone = read(text)

    assert "they-crossed-a-line" in keys
    assert keys.isdisjoint(_WARM)
    assert tone in (None, "disconnection")


@pytest.mark.parametrize("text", PRESSED_ON)
def test_contact_that_went_on_after_a_no_is_pressing(text: str) -> None:
    keys, tone = read(text)

    assert "they-pressed-me" in keys
    assert keys.isdisjoint(_WARM)
    assert tone in (None, "disconnection")


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_where_it_is_left_open_nothing_is_read_of_it_and_no_tone_closer(text: str) -> None:
    keys, tone = read(text)

    assert keys <= {"set-a-boundary"}
    assert tone is None


@pytest.mark.parametrize("text", MINE_UNWANTED)
def test_my_own_touch_after_their_no_is_no_affection(text: str) -> None:
    keys, tone = read(text)

    assert keys.isdisjoint(_WARM)
    assert tone in (None, "disconnection")


@pytest.mark.parametrize(("text", "key"), WANTED)
def test_warmth_that_nobody_refused_stays_warmth(text: str, key: str) -> None:
    keys, tone = read(text)

    assert key in keys
    assert "they-crossed-a-line" not in keys
    assert tone in (None, "connection", "mixed")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ben kissed me even though I said no", "they-crossed-a-line"),
        ("My boss threatened me.", "they-threatened-me"),
        ("I called the police on him.", "kept-myself-safe"),
    ],
)
def test_what_makes_a_moment_unsafe_is_offered_and_never_ticked(text: str, key: str) -> None:
    parts = {part.key: part for part in read_back(moment(text=text), vocabulary(), ()).parts}

    assert not parts[key].is_sure
    assert not any(part.kind == TONE and part.is_sure and part.key != "disconnection" for part in parts.values())
