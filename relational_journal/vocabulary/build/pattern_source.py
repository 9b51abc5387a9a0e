"""Read and check the files of patterns, bases and everyday names, for the compact form and for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from relational_journal.vocabulary.build.term_source import (
    SourceTerm,
    VocabularyError,
    read_file,
    read_toml,
    refuse_unknown,
    tables_of,
    text_of,
    texts_of,
)

_SIDES = {
    "before": ("responses", "feelings"),
    "after": ("responses", "feelings"),
    "either": ("responses", "feelings", "treated"),
    "wish": ("wishes",),
    "power": ("power",),
    "move": ("moves",),
}
_BASE_LISTS = {
    "cues": "responses",
    "felt_before": "feelings",
    "wishes": "wishes",
    "power": "power",
    "context": "context",
    "treated": "treated",
}
_NEEDS = ("move", "braced", "answers", "break")
_RULES = ("", "bracing", "repairing", "growth")
_TEXTS = ("name", "row", "subject", "what", "guard", "guard_short", "guard_page")
_KNOWN = {
    *_TEXTS,
    "polarity",
    "role",
    "sources",
    "base",
    "rule",
    "markers",
    "conditional",
    "cancelled_by",
    "supporting",
    "opposite",
    "questions",
    "question_page",
    "rule_keys",
}


class _Keys:
    """The keys of the vocabulary by list, and the groups that `@` refers to."""

    def __init__(self, terms: tuple[SourceTerm, ...]) -> None:
        self._list_of = {term.key: term.list for term in terms}
        self._groups: dict[str, list[str]] = {"as-less": [], "context": [], "good": []}
        for term in terms:
            if term.list in ("responses", "feelings"):
                self._groups.setdefault(term.group, []).append(term.key)
            if term.list in ("context", "good"):
                self._groups[term.list].append(term.key)
            if term.list == "treated" and term.polarity == "D":
                self._groups["as-less"].append(term.key)

    def whole(self, place: str, names: Iterable[str], lists: tuple[str, ...]) -> list[str]:
        """Return these keys with groups expanded; each has to belong to one of the lists and occur once."""
        keys: list[str] = []
        for name in names:
            if name.startswith("@") and name[1:] not in self._groups:
                raise VocabularyError(f"{place}: {name} is no group")
            keys += self._groups[name[1:]] if name.startswith("@") else [name]
        for key in keys:
            if self._list_of.get(key) not in lists:
                raise VocabularyError(f"{place}: {key} is not a key of {' or '.join(lists)}")
            if keys.count(key) > 1:
                raise VocabularyError(f"{place}: {key} stands there twice")
        return keys


def read_patterns(terms: tuple[SourceTerm, ...]) -> dict[str, Any]:
    """Return bases, patterns and everyday names as fields of `patterns.Base` and `patterns.Pattern`, groups expanded.

    Raises:
        VocabularyError: if a field is missing, a key is unknown or in another list, or a base is unknown.
    """
    return patterns_of(terms, read_toml("bases"), read_toml("patterns"), read_file("everyday"))


Tables = Mapping[str, Mapping[str, Any]]


def patterns_of(terms: tuple[SourceTerm, ...], bases: Tables, patterns: Tables, everyday: str) -> dict[str, Any]:
    """Return the same from the tables of two files and the text of the third.

    Raises:
        VocabularyError: as for `read_patterns`.
    """
    keys = _Keys(terms)
    found = [_base(keys, name, fields) for name, fields in bases.items()]
    rows = [_pattern(keys, set(bases), key, fields) for key, fields in patterns.items()]
    return {"bases": found, "patterns": rows, "everyday": list(_everyday(everyday))}


def _everyday(text: str) -> tuple[str, ...]:
    # This file is a list without a table, so a table heading is put before it.
    names = texts_of("everyday.toml", tables_of("everyday.toml", f"[all]\n{text}")["all"], "names")
    for name in names:
        if not name.islower() or names.count(name) > 1:
            raise VocabularyError(f"everyday.toml: {name[:40]} is not in lower case, or stands there twice")
    return names


def _base(keys: _Keys, name: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    place = f"bases.toml, [{name[:60]}]"
    refuse_unknown(place, fields, {"needs", "unit", "you", "me", "you_short", "me_short", *_BASE_LISTS})
    if fields.get("needs") not in _NEEDS or not fields.get("you") or not fields.get("me"):
        raise VocabularyError(f"{place}: needs, you or me is missing or not known")
    you, me = text_of(place, fields, "you"), text_of(place, fields, "me")
    return {
        "name": name,
        "needs": fields["needs"],
        **{field: keys.whole(place, texts_of(place, fields, field), (of,)) for field, of in _BASE_LISTS.items()},
        "unit": text_of(place, fields, "unit", "moments"),
        "you": you,
        "me": me,
        "you_short": text_of(place, fields, "you_short", you),
        "me_short": text_of(place, fields, "me_short", me),
    }


def _pattern(keys: _Keys, bases: set[str], key: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    place = f"patterns.toml, [{key[:60]}]"
    refuse_unknown(place, fields, _KNOWN)
    for field in _TEXTS:
        text_of(place, fields, field)
    rule = text_of(place, fields, "rule", "")
    polarity, base = (text_of(place, fields, field) for field in ("polarity", "base"))
    if polarity not in ("C", "D") or base not in bases or rule not in _RULES:
        raise VocabularyError(f"{place}: polarity, base or rule is not known")
    role = text_of(place, fields, "role", "") or None
    markers, questions, sources = (texts_of(place, fields, field) for field in ("markers", "questions", "sources"))
    if not questions or not sources or not (rule or markers):
        raise VocabularyError(f"{place}: questions, sources or markers are missing")
    return {
        "key": key,
        **{field: fields[field] for field in ("name", "row", "subject", "polarity")},
        "role": role,
        "what": fields["what"],
        "sources": list(sources),
        "base": base,
        "rule": rule,
        "markers": keys.whole(place, markers, ("moves",)),
        "conditional": _conditionals(keys, bases, place, fields.get("conditional", [])),
        "cancelled_by": keys.whole(place, texts_of(place, fields, "cancelled_by"), ("moves",)),
        "supporting": _supporting(keys, place, _table(place, fields, "supporting")),
        "opposite": keys.whole(place, texts_of(place, fields, "opposite"), ("moves",)),
        **{field: fields[field] for field in ("guard", "guard_short", "guard_page")},
        "questions": list(questions),
        "question_page": _one_of(place, fields, "question_page", questions),
        "rule_keys": {
            name: keys.whole(f"{place} {name}", texts_of(place, named, name), ("moves", "responses", "good"))
            for named in [_table(place, fields, "rule_keys")]
            for name in named
        },
    }


def _one_of(place: str, fields: Mapping[str, Any], name: str, texts: Sequence[str]) -> str:
    """Return the text in a field, which has to be one of these; without the field the first of them."""
    chosen = text_of(place, fields, name, texts[0])
    if chosen not in texts:
        raise VocabularyError(f"{place}: {name} is none of the questions")
    return chosen


def _table(place: str, fields: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = fields.get(name, {})
    if not isinstance(value, dict):
        raise VocabularyError(f"{place}: {name} is no table")
    return value


def _supporting(keys: _Keys, place: str, sides: Mapping[str, Any]) -> list[list[str]]:
    refuse_unknown(f"{place} supporting", sides, _SIDES)
    return [
        [side, sign]
        for side in sides
        for sign in keys.whole(f"{place} {side}", texts_of(place, sides, side), _SIDES[side])
    ]


def _conditionals(keys: _Keys, bases: set[str], place: str, rules: object) -> list[Any]:
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise VocabularyError(f"{place}: conditional is no list of tables")
    return [_conditional(keys, bases, place, rule) for rule in rules]


def _conditional(keys: _Keys, bases: set[str], place: str, fields: Mapping[str, Any]) -> list[Any]:
    only_in = text_of(place, fields, "only_in", "")
    felt = keys.whole(place, texts_of(place, fields, "if_felt_before"), ("feelings",))
    if (only_in and only_in not in bases) or bool(only_in) == bool(felt):
        raise VocabularyError(f"{place}: a conditional marker needs only_in or if_felt_before")
    return [keys.whole(place, (text_of(place, fields, "marker"),), ("moves",))[0], only_in, felt]
