"""The vocabulary files a person can read and correct, read whole and checked. Used to generate and to test."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from relational_journal.vocabulary.special import SETTINGS

FOLDER = Path(__file__).parent

# File, the name of its list (contract §8), the field that groups its terms (None: no groups).
LISTS = (
    ("moves", "moves", None),
    ("responses", "responses", "group"),
    ("feelings", "feelings", "family"),
    ("wishes", "wishes", None),
    ("relationships", "kinds", "setting"),
    ("power", "power", None),
    ("context", "context", None),
    ("treated", "treated", None),
    ("good", "good", None),
)
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
_REQUIRED = ("label", "polarity", "source", "told")
_KNOWN = {*_REQUIRED, "meaning", "shown", "short", "near", "group", "family", "setting", "if_less"}


class SourceTerm(NamedTuple):
    """One term as its file has it."""

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
    told: str
    if_less: str


class VocabularyError(ValueError):
    """A vocabulary file that does not hold together; the sentence names file, key and field."""


def read_toml(name: str) -> dict[str, Any]:
    """The content of `name`.toml.

    Raises:
        VocabularyError: it is not TOML; the line is named.
    """
    path = FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{path.name}: {error}") from error


def read_terms() -> tuple[SourceTerm, ...]:
    """Every term of domain §4, list by list, in the order of the files.

    Raises:
        VocabularyError: a field is missing, empty, unknown or of the wrong kind, or a key occurs twice.
    """
    terms: list[SourceTerm] = []
    seen: set[str] = set()
    for file, name, grouped_by in LISTS:
        for key, fields in read_toml(file).items():
            if key in seen:
                raise VocabularyError(f"{file}.toml: {key} is a key of another list too")
            seen.add(key)
            terms.append(_term(file, name, grouped_by, key, fields))
    return tuple(terms)


def _term(file: str, name: str, grouped_by: str | None, key: str, fields: dict[str, Any]) -> SourceTerm:
    place = f"{file}.toml, [{key}]"
    for field in (*_REQUIRED, *([grouped_by] if grouped_by else [])):
        if not isinstance(fields.get(field), str) or not fields[field].strip():
            raise VocabularyError(f"{place}: {field} is missing or empty")
    for field in fields:
        if field not in _KNOWN:
            raise VocabularyError(f"{place}: {field} is not a field we know")
    for field in ("short", "near"):
        if not all(isinstance(word, str) and word for word in fields.get(field, [])):
            raise VocabularyError(f"{place}: {field} must be a list of words")
    group = fields[grouped_by] if grouped_by else ""
    _check_choice(place, "polarity", fields["polarity"], ("C", "D", "N"))
    if name == "responses":
        _check_choice(place, "group", group, RESPONSE_GROUPS)
    if name == "kinds":
        _check_choice(place, "setting", group, SETTINGS)
    if name == "feelings":
        _check_choice(place, "family", group, tuple(FAMILY_POLARITY))
        _check_choice(place, f"polarity of the family {group}", fields["polarity"], (FAMILY_POLARITY[group],))
    meaning = fields.get("meaning", "")
    return SourceTerm(
        key=key,
        label=fields["label"],
        meaning=meaning,
        shown=fields.get("shown", meaning),
        polarity=fields["polarity"],
        list=name,
        group=group,
        source=fields["source"],
        short=tuple(fields.get("short", ())),
        near=tuple(fields.get("near", ())),
        told=fields["told"],
        if_less=fields.get("if_less", ""),
    )


def _check_choice(place: str, field: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise VocabularyError(f"{place}: {field} is {value}, not {' or '.join(choices)}")
