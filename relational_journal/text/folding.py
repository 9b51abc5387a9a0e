"""Normalise words and names for comparison: without case, one form for each apostrophe, hyphen and accent."""

from __future__ import annotations

# the characters that keyboards, phones and imports use for an apostrophe, and for a hyphen
APOSTROPHES = "'’‘‛ʼʻʹ`´′＇\u055a\ua78c"
HYPHENS = "-_\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d\u30fb"
_ONE_FORM: dict[int, str | None] = dict.fromkeys(map(ord, APOSTROPHES), "'")
_ONE_FORM |= dict.fromkeys(map(ord, HYPHENS), " ")
# invisible characters that can be inside a word: joiners, direction marks, variation selectors, controls
_UNSEEN_RANGES = (
    *((0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x7F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180E, 0x180E)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
)
UNSEEN = frozenset(chr(code) for first, last in _UNSEEN_RANGES for code in range(first, last + 1))
_ONE_FORM |= dict.fromkeys(map(ord, UNSEEN), None)
_PLAIN = {code: form for code, form in _ONE_FORM.items() if code < 128}
# Lower-casing a Turkish capital İ leaves a combining dot; without it İrem, irem and ırem are one name.
_ONE_FORM |= {0x307: None, ord("ı"): "i"}


def caseless(words: str) -> str:
    """Return words without case, accents composed, so that STRAUSS equals Strauß; everything else as written."""
    if words.isascii():
        return words.lower()
    import unicodedata

    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", words).casefold())


def folded(words: str) -> str:
    """Normalise words for every comparison: names, own words, what a person looks for.

    Ignores case (STRAUSS equals Strauß), surplus white space and invisible characters; hyphens and underscores become
    spaces, apostrophes get one form, accents are composed. Letters keep their accents.

    >>> folded("Aunt-May"), folded("STRAUSS") == folded("Strauß"), folded("O’Neill")
    ('aunt may', True, "o'neill")
    """
    return " ".join(caseless(words).translate(_PLAIN if words.isascii() else _ONE_FORM).split())
