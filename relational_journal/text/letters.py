"""Letters as a reader takes them: Jürgen, JURGEN, Juergen and Ｊüｒｇｅｎ for one name."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from relational_journal.text.folding import UNSEEN

# Letters that do not come apart into a plain one and an accent, each with what it is written as without it.
_BARE = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ŋ": "n",
    "ŧ": "t",
    "ƒ": "f",
    "ɓ": "b",
    "ɗ": "d",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ß": "ss",
    "ĸ": "k",
    "ə": "e",
    "ɛ": "e",
    "ɔ": "o",
    "ƙ": "k",
    "ɨ": "i",
}
# The same as people write them where a keyboard has no such key.
_SPELLED_OUT = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ø": "oe",
    "å": "aa",
    "đ": "dj",
    "ð": "dh",
    "ñ": "ny",
    "ĳ": "ij",
}
_HANGUL = range(0xAC00, 0xD7A4)
_CIRCLED = range(0x24B6, 0x24EA)


@lru_cache(maxsize=4096)
def bare(letter: str) -> str:
    """One letter in its plainest form, in lower case and without accents; "" for an accent or a sign not seen."""
    if letter in UNSEEN:
        return ""
    if ord(letter) in _HANGUL:
        return letter
    plain = "".join(
        _BARE.get(part, part)
        for part in unicodedata.normalize("NFKD", letter.casefold())
        if not unicodedata.combining(part)
    )
    # A circled or mathematical letter comes apart into a capital.
    return plain.casefold() if plain != plain.casefold() else plain


@lru_cache(maxsize=4096)
def spelled_out(letter: str) -> str:
    """The same with ä, ö, ü, ø, å written as two letters."""
    small = unicodedata.normalize("NFC", letter).casefold()
    return _SPELLED_OUT.get(small) or bare(letter)


def is_in_a_word(letter: str) -> bool:
    """Whether it is a letter, a digit, or a mark that belongs to one (the vowels of Hindi)."""
    return letter.isalnum() or unicodedata.category(letter)[0] == "M" or ord(letter) in _CIRCLED
