"""Letters in plain form, so that Jürgen, JURGEN, Juergen and Ｊüｒｇｅｎ are one name."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from relational_journal.text.folding import UNSEEN

# letters that Unicode does not decompose into a plain letter and an accent
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
# how people write letters that their keyboard lacks
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
    """Return a letter in plainest form, lower case without accents; "" for an accent or an invisible character."""
    if letter in UNSEEN:
        return ""
    if ord(letter) in _HANGUL:
        return letter
    plain = "".join(
        _BARE.get(part, part)
        for part in unicodedata.normalize("NFKD", letter.casefold())
        if not unicodedata.combining(part)
    )
    # a circled or mathematical letter decomposes into a capital
    return plain.casefold() if plain != plain.casefold() else plain


@lru_cache(maxsize=4096)
def spelled_out(letter: str) -> str:
    """Return the same with ä, ö, ü, ø, å written as two letters."""
    small = unicodedata.normalize("NFC", letter).casefold()
    return _SPELLED_OUT.get(small) or bare(letter)


def is_in_a_word(letter: str) -> bool:
    """Whether it is a letter, a digit, or a combining mark of one (such as the vowels of Hindi)."""
    return letter.isalnum() or unicodedata.category(letter)[0] == "M" or ord(letter) in _CIRCLED
