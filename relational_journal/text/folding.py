"""Words and names made alike for comparing: without case, with one form for each apostrophe, hyphen and accent."""

from __future__ import annotations

# What stands for an apostrophe where a keyboard, a phone or an import has none, and what stands for a hyphen.
APOSTROPHES = "'’‘‛ʼʻʹ`´′＇\u055a\ua78c"
HYPHENS = "-_\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d\u30fb"
_ONE_FORM: dict[int, str | None] = dict.fromkeys(map(ord, APOSTROPHES), "'")
_ONE_FORM |= dict.fromkeys(map(ord, HYPHENS), " ")
# Signs that are not seen and could stand inside a word: joiners, marks of direction, variants, controls.
_UNSEEN_RANGES = (
    *((0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x7F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180E, 0x180E)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
)
UNSEEN = frozenset(chr(code) for first, last in _UNSEEN_RANGES for code in range(first, last + 1))
_ONE_FORM |= dict.fromkeys(map(ord, UNSEEN), None)
_PLAIN = {code: form for code, form in _ONE_FORM.items() if code < 128}
# The dot that stays where a Turkish capital I becomes small; with it gone İrem, irem and ırem are one name.
_ONE_FORM |= {0x307: None, ord("ı"): "i"}


def caseless(words: str) -> str:
    """Words without case, accents composed: STRAUSS and Strauß are one; hyphens, blanks and all else as written."""
    if words.isascii():
        return words.lower()
    import unicodedata

    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", words).casefold())


def folded(words: str) -> str:
    """Words as they are compared everywhere: names, other names, own words, what a person looks for.

    Without case (STRAUSS and Strauß are one), without surplus white space and signs that are not seen, hyphens and
    underscores as blanks, one form of apostrophe, accents composed. Letters keep their accents.

    >>> folded("Aunt-May"), folded("STRAUSS") == folded("Strauß"), folded("O’Neill")
    ('aunt may', True, "o'neill")
    """
    return " ".join(caseless(words).translate(_PLAIN if words.isascii() else _ONE_FORM).split())
