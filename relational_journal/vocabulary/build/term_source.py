"""Read and check the vocabulary files, for the compact form and for tests."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from relational_journal.vocabulary.special import SETTINGS
from relational_journal.vocabulary.spelling import kebab

FOLDER = Path(__file__).parents[1] / "data"

# File, its list in `rj words --json`, and the field that groups its terms (None for no groups).
LISTS = (
    ("moves", "moves", "way"),
    ("responses", "responses", "group"),
    ("feelings", "feelings", "family"),
    ("wishes", "wishes", None),
    ("relationships", "kinds", "setting"),
    ("power", "power", None),
    ("context", "context", None),
    ("treated", "treated", None),
    ("good", "good", None),
)
WAYS = ("contact", "away", "against", "appeasing", "pressing", "none")
RESPONSE_GROUPS = ("toward", "ask", "unclear", "away", "against")
FAMILY_POLARITY = {
    "close": "C",
    "alive": "C",
    "steady": "C",
    "mixed": "N",
    "fear": "N",
    "anger": "N",
    "sad": "N",
    "shame": "D",
    "shut": "D",
}
_REQUIRED = ("label", "polarity", "source", "inline_label")
_KNOWN = {*_REQUIRED, "meaning", "shown", "short", "near", "way", "group", "family", "setting", "words"}
_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)


class SourceTerm(NamedTuple):
    """One term as it is in its file."""

    key: str
    label: str
    meaning: str
    shown: str
    polarity: str
    list: str
    group: str
    source: str
    short: tuple[str, ...]
    near: tuple[str, ...]
    inline_label: str
    words: tuple[str, ...]


class VocabularyError(ValueError):
    """A mistake in a vocabulary file; the message names file, key and field."""


def read_toml(name: str) -> dict[str, dict[str, Any]]:
    """Return the tables of `name`.toml by their keys.

    Raises:
        VocabularyError: if it is missing, not UTF-8, not TOML (with the line), or has anything but tables.
    """
    return tables_of(f"{name}.toml", read_file(name))


def read_file(name: str) -> str:
    """Return the text of `name`.toml.

    Raises:
        VocabularyError: if it is missing or not UTF-8.
    """
    path = FOLDER / f"{name}.toml"
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path.name}: {error}") from error


def tables_of(file: str, text: str) -> dict[str, dict[str, Any]]:
    """Return the tables of a vocabulary file by their keys.

    Raises:
        VocabularyError: if the text is not TOML (with the line), or has anything but tables.
    """
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise VocabularyError(f"{file}: {error}") from error
    except ValueError as error:  # a number with thousands of digits, or a day that does not exist
        raise VocabularyError(f"{file}: {error}") from error
    for key, fields in content.items():
        if not isinstance(fields, dict):
            raise VocabularyError(f"{file}: {key[:40]} is no table; begin it with [{key[:40]}]")
    return content


def read_terms() -> tuple[SourceTerm, ...]:
    """Return every term, list by list, in the order of the files.

    Raises:
        VocabularyError: if a field is missing, empty, unknown or of the wrong type, or a key occurs twice.
    """
    return terms_of({file: read_toml(file) for file, _, _ in LISTS})


def terms_of(files: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> tuple[SourceTerm, ...]:
    """Return the terms of these files; a missing file has none.

    Raises:
        VocabularyError: as for `read_terms`.
    """
    terms: list[SourceTerm] = []
    seen: set[str] = set()
    for file, name, grouped_by in LISTS:
        for key, fields in files.get(file, {}).items():
            if key in seen:
                raise VocabularyError(f"{file}.toml: {key} is a key of another list too")
            seen.add(key)
            terms.append(_term(file, name, grouped_by, key, fields))
    return tuple(terms)


def text_of(place: str, fields: Mapping[str, Any], name: str, otherwise: str | None = None) -> str:
    """Return the text of a field, or `otherwise` if it is missing.

    Raises:
        VocabularyError: if it is missing, empty, of another type, or has control characters.
    """
    value = fields.get(name, otherwise)
    if not isinstance(value, str) or not (value.strip() or value == otherwise):
        raise VocabularyError(f"{place}: {name} is missing or empty")
    if not value.isprintable():
        raise VocabularyError(f"{place}: {name} holds signs that cannot be shown")
    return value


def texts_of(place: str, fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the words of a list, or () if it is missing.

    Raises:
        VocabularyError: if it is not a list of words.
    """
    value = fields.get(name, [])
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise VocabularyError(f"{place}: {name} must be a list of words")
    return tuple(value)


def refuse_unknown(place: str, fields: Mapping[str, Any], known: Container[str]) -> None:
    """Refuse unknown fields: they are typing mistakes, and their content would be lost.

    Raises:
        VocabularyError: if there is one; the message names it.
    """
    for field in fields:
        if field not in known:
            raise VocabularyError(f"{place}: {field[:40]} is not a field we know")


def _term(file: str, name: str, grouped_by: str | None, key: str, fields: Mapping[str, Any]) -> SourceTerm:
    place = f"{file}.toml, [{key[:60]}]"
    if not _KEY.fullmatch(key):
        raise VocabularyError(f"{place}: a key is words in small letters, hyphens between them")
    for field in _REQUIRED:
        text_of(place, fields, field)
    refuse_unknown(place, fields, _KNOWN)
    group = text_of(place, fields, grouped_by) if grouped_by else ""
    if not kebab(fields["label"]):
        raise VocabularyError(f"{place}: label holds no word")
    _check_choice(place, "polarity", fields["polarity"], ("C", "D", "N"))
    if name == "moves":
        _check_choice(place, "way", group, WAYS)
        if (group == "contact") != (fields["polarity"] == "C"):
            raise VocabularyError(f"{place}: a move goes the way contact when its polarity is C, and only then")
    if name == "responses":
        _check_choice(place, "group", group, RESPONSE_GROUPS)
    if name == "kinds":
        _check_choice(place, "setting", group, SETTINGS)
    if name == "feelings":
        _check_choice(place, "family", group, tuple(FAMILY_POLARITY))
        _check_choice(place, f"polarity of the family {group}", fields["polarity"], (FAMILY_POLARITY[group],))
    meaning = text_of(place, fields, "meaning", "")
    return SourceTerm(
        key=key,
        label=fields["label"],
        meaning=meaning,
        shown=text_of(place, fields, "shown", meaning),
        polarity=fields["polarity"],
        list=name,
        group=group,
        source=fields["source"],
        short=_forms(place, fields, "short"),
        near=_forms(place, fields, "near"),
        inline_label=fields["inline_label"],
        words=texts_of(place, fields, "words"),
    )


def _forms(place: str, fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the written forms of a key, each one word that can follow `+`."""
    words = texts_of(place, fields, name)
    for word in words:
        if not word.isprintable() or word.split() != [word]:
            raise VocabularyError(f"{place}: {name} must be words that can stand after a +")
    return words


def _check_choice(place: str, field: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise VocabularyError(f"{place}: {field} is {value[:40]}, not {' or '.join(choices)}")
