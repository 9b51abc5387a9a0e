"""Expand a phrase from its file: every verb in all its forms, ME, MY and NOT as words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from relational_journal.capture.suggest.phrasebook import SORTS

PIECES = re.compile(r"\([^)]*\)|\[[^]]*\]|\S+")
_NESTED = re.compile(r"(?<!^)[\[(]|[\])](?!$)|^[^\[(].*[\])]$|^\||\|$|\|\|")
_SETS = {"ME": "me us", "MY": "my our", "NOT": "n't not never"}
# "hug" and "cancel" double their last letter, "enjoy" and "listen" do not; longer verbs that do are irregular
_DOUBLES = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]|.*[^aeiou][aeiou]l")


class PhraseError(ValueError):
    """A phrase that cannot be parsed."""


def forms_of(verb: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """Return the forms of a verb: I and others, present, past and participle.

    >>> forms_of("cry", {})
    ('cry', 'cries', 'crying', 'cried')
    >>> forms_of("clam", {})
    ('clam', 'clams', 'clamming', 'clammed')
    """
    ends_in_y = verb.endswith("y") and verb[-2] not in "aeiou"
    doubled = verb + verb[-1] if _DOUBLES.fullmatch(verb) else verb
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        third = verb + "es"
    else:
        third = verb[:-1] + "ies" if ends_in_y else verb + "s"
    going_on = verb[:-1] + "ing" if verb.endswith("e") and not verb.endswith("ee") else doubled + "ing"
    past = verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if ends_in_y else doubled + "ed"
    return tuple(dict.fromkeys((verb, third, going_on, *irregular.get(verb, past).split())))


def spelled_out(written: str, irregular: Mapping[str, str]) -> str:
    """Expand a phrase: every verb in all its forms, and ME, MY, NOT as words.

    >>> spelled_out("<cry> with ME", {})
    'cry|cries|crying|cried with me|us'

    Raises:
        PhraseError: it begins with no word, has a bracket or an empty word inside a place ("when|[.]"), or goes on
            after words that only come next.
    """
    places = PIECES.findall(written)
    if wrong := [place for place in places if len(place) > 1 and _NESTED.search(place)]:
        raise PhraseError(f'"{written}" has a bracket or an empty word inside {wrong[0]}')
    if wrong := [place for place in places[:-1] if place[0] == "["]:
        raise PhraseError(f'"{written}" goes on after {wrong[0]}')
    pieces = [spelled_piece(piece, irregular) for piece in places]
    required = next((piece for piece in pieces if piece[0] != "("), "")
    if not required or required[0] == "[" or not SORTS.keys().isdisjoint(required.split("|")):
        raise PhraseError(f'"{written}" begins with no word')
    return " ".join(pieces)


def with_classes(written: str, classes: Mapping[str, str]) -> str:
    """Replace every named class of words in a phrase by its words.

    >>> with_classes("<give> THEM a {gift}", {"gift": "book card"})
    '<give> THEM a book|card'

    Raises:
        PhraseError: there is no such class.
    """

    if "{" not in written:
        return written

    def members(found: re.Match[str]) -> str:
        if found[1] not in classes:
            raise PhraseError(f'"{written}" names the class {found[1]}, which is none')
        return "|".join(classes[found[1]].split())

    return re.sub(r"\{([^}]*)\}", members, written)


def in_places(written: str) -> str:
    """Return a phrase with a place for each word that may be left out.

    >>> in_places("<say> (a single) word")
    '<say> (a) (single) word'
    """
    places = []
    for piece in PIECES.findall(written):
        is_group = piece[0] == "("
        places += [f"({word})" for word in piece[1:-1].split()] if is_group else [piece]
    return " ".join(places)


def spelled_piece(piece: str, irregular: Mapping[str, str]) -> str:
    """Expand one place of a phrase."""
    if piece[0] in "([":
        inner = " ".join(spelled_piece(word, irregular) for word in piece[1:-1].split())
        return f"{piece[0]}{inner}{piece[-1]}"
    if piece.startswith("<"):
        return "|".join(form for verb in piece[1:-1].split("|") for form in forms_of(verb, irregular))
    return "|".join(form for word in piece.split("|") for form in _SETS.get(word, word).split())


def required_words(spelled: str) -> list[list[str]]:
    """Return the words of each place of an expanded phrase that must be there and holds words alone.

    >>> required_words("(just) told|tell THEM off [.|and]")
    [['told', 'tell'], ['off'], ['.', 'and']]
    """
    places = (piece.strip("[]").split("|") for piece in PIECES.findall(spelled) if piece[0] != "(")
    return [list(dict.fromkeys(words)) for words in places if SORTS.keys().isdisjoint(words)]
