"""Split a command line into words as a shell does, and format the answer for each shell."""

from __future__ import annotations

import re
from collections.abc import Callable

from relational_journal.cli.completion.offer import Offer, Offers
from relational_journal.text.safe import one_line

SHELLS = ("bash", "zsh", "fish")
# Printed instead of words; the shell then completes names of files or folders by itself.
_PATHS = {"files": "__files__", "folders": "__folders__"}
_MENU = "37"  # bash's COMP_TYPE if Tab steps through the words and puts each into the line
_PLAIN_IN_A_SHELL = re.compile(r"[\w@%+=:,./-]+")
_MEANT_IN_QUOTES = '$`"\\'  # what a backslash takes the meaning of within double quotes
_WIDEST = 60


def words_of_line(line: str) -> list[str]:
    """Return the words of a line up to the cursor, without quotes and backslashes; the last may be "" or half quoted.

    >>> words_of_line('rj show 3'), words_of_line("rj list --with 'Aunt M"), words_of_line("rj list ")
    (['rj', 'show', '3'], ['rj', 'list', '--with', 'Aunt M'], ['rj', 'list', ''])
    """
    words, _ = _scanned(line)
    return words


def open_quote(line: str) -> str:
    """Return the quotation mark that is still open at the end of a line, "" if none is."""
    _, quote = _scanned(line)
    return quote


def _scanned(line: str) -> tuple[list[str], str]:
    words, word, quote, is_begun, is_escaped = list[str](), "", "", False, False
    for sign in line:
        if is_escaped:
            # Within double quotes a backslash is itself, unless the sign behind it has a meaning there.
            kept = "\\" if quote and sign not in _MEANT_IN_QUOTES else ""
            word, is_escaped = word + kept + sign, False
        elif sign == "\\" and quote != "'":
            is_begun = is_escaped = True
        elif quote:
            word, quote = (word, "") if sign == quote else (word + sign, quote)
        elif sign in "'\"":
            quote, is_begun = sign, True
        elif sign.isspace():
            if is_begun:
                words.append(word)
            word, is_begun = "", False
        else:
            word, is_begun = word + sign, True
    return [*words, word], quote


def to_bash(found: Offers, current: str, cut: str, way: str, quote: str) -> str:
    """Format one word a line; several with their meanings behind them, since bash inserts only what all of them share.

    Args:
        found: the words that can stand there.
        current: the whole word being typed.
        cut: the part of it behind the last `:`, `=`, `@` or open quotation mark, where bash begins a new word; only
            that is replaced.
        way: bash's COMP_TYPE.
        quote: the quotation mark that is still open, "" if none is.
    """
    if found.paths:
        return _PATHS[found.paths] + "\n"
    before = len(current) - len(words_of_line(quote + cut)[-1])
    words = [(_escaped(one_line(offer.word)[max(0, before) :], quote), one_line(offer.means)) for offer in found.words]
    if len(words) == 1 or way == _MENU or not any(means for _, means in words):
        return "".join(f"{word}\n" for word, _ in words)
    width = min(max(len(word) for word, _ in words), _WIDEST)
    return "".join(f"{word.ljust(width)}  ({means})\n" if means else f"{word}\n" for word, means in words)


def to_zsh(found: Offers) -> str:
    """Format a line for each word: the word, a colon and its meaning; its own colons are escaped for `_describe`."""
    if found.paths:
        return _PATHS[found.paths] + "\n"
    return "".join(f"{_zsh(offer)}\n" for offer in found.words)


def to_fish(found: Offers) -> str:
    """Format a line for each word: the word, a tab and its meaning."""
    if found.paths:
        return _PATHS[found.paths] + "\n"
    return "".join(f"{one_line(offer.word)}\t{one_line(offer.means)}\n" for offer in found.words)


FORMATS: dict[str, Callable[[Offers], str]] = {"zsh": to_zsh, "fish": to_fish}


def _zsh(offer: Offer) -> str:
    # In zsh a colon divides the word from its meaning.
    word = one_line(offer.word).replace("\\", "\\\\").replace(":", "\\:")
    return f"{word}:{one_line(offer.means)}" if offer.means else word


def _escaped(word: str, quote: str) -> str:
    """Escape a word for a shell, which then takes it for one word, be it typed within quotes or not."""
    if quote == "'":
        return word.replace("'", "'\\''")
    if quote:
        return "".join(f"\\{sign}" if sign in _MEANT_IN_QUOTES else sign for sign in word)
    return "".join(sign if _PLAIN_IN_A_SHELL.fullmatch(sign) else f"\\{sign}" for sign in word)
