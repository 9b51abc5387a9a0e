"""The pattern, base and everyday files, read whole and checked against the vocabulary. Used to generate and to test."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from relational_journal.vocabulary.source import SourceTerm, VocabularyError, read_toml

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
    "rule_keys",
}


class _Keys:
    """The keys of the vocabulary by list, and the groups an @ names."""

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
        """The keys named, groups written out; each must be of one of these lists and stand there once."""
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
    """Bases, patterns and everyday names as the fields of `patterns.Base` and `patterns.Pattern`, groups written out.

    Raises:
        VocabularyError: a field is missing, a key does not exist or is of another list, or a base is unknown.
    """
    keys = _Keys(terms)
    bases = [_base(keys, name, fields) for name, fields in read_toml("bases").items()]
    names = {base["name"] for base in bases}
    rows = [_pattern(keys, names, key, fields) for key, fields in read_toml("patterns").items()]
    everyday = read_toml("everyday")["names"]
    for name in everyday:
        if not name.islower() or everyday.count(name) > 1:
            raise VocabularyError(f"everyday.toml: {name} is not in lower case, or stands there twice")
    return {"bases": bases, "patterns": rows, "everyday": everyday}


def _base(keys: _Keys, name: str, fields: dict[str, Any]) -> dict[str, Any]:
    place = f"bases.toml, [{name}]"
    needs = fields.get("needs")
    if needs not in _NEEDS or not fields.get("you") or not fields.get("me"):
        raise VocabularyError(f"{place}: needs, you or me is missing or not known")
    return {
        "name": name,
        "needs": needs,
        **{field: keys.whole(place, fields.get(field, ()), (of,)) for field, of in _BASE_LISTS.items()},
        "unit": fields.get("unit", "moments"),
        "you": fields["you"],
        "me": fields["me"],
        "you_short": fields.get("you_short", fields["you"]),
        "me_short": fields.get("me_short", fields["me"]),
    }


def _pattern(keys: _Keys, bases: set[str], key: str, fields: dict[str, Any]) -> dict[str, Any]:
    place = f"patterns.toml, [{key}]"
    for field in _TEXTS:
        if not fields.get(field):
            raise VocabularyError(f"{place}: {field} is missing or empty")
    for field in fields:
        if field not in _KNOWN:
            raise VocabularyError(f"{place}: {field} is not a field we know")
    rule = fields.get("rule", "")
    if fields.get("polarity") not in ("C", "D") or fields.get("base") not in bases or rule not in _RULES:
        raise VocabularyError(f"{place}: polarity, base or rule is not known")
    if not fields.get("questions") or not fields.get("sources") or not (rule or fields.get("markers")):
        raise VocabularyError(f"{place}: questions, sources or markers are missing")
    conditional = [_conditional(keys, bases, place, rule_) for rule_ in fields.get("conditional", ())]
    supporting = [
        [side, sign]
        for side, names in fields.get("supporting", {}).items()
        for sign in keys.whole(f"{place} {side}", names, _SIDES[side])
    ]
    return {
        "key": key,
        **{field: fields[field] for field in ("name", "row", "subject", "polarity")},
        "role": fields.get("role"),
        "what": fields["what"],
        "sources": fields["sources"],
        "base": fields["base"],
        "rule": rule,
        "markers": keys.whole(place, fields.get("markers", ()), ("moves",)),
        "conditional": conditional,
        "cancelled_by": keys.whole(place, fields.get("cancelled_by", ()), ("moves",)),
        "supporting": supporting,
        "opposite": keys.whole(place, fields.get("opposite", ()), ("moves",)),
        **{field: fields[field] for field in ("guard", "guard_short", "guard_page", "questions")},
        "rule_keys": {
            name: keys.whole(f"{place} {name}", named, ("moves", "responses", "good"))
            for name, named in fields.get("rule_keys", {}).items()
        },
    }


def _conditional(keys: _Keys, bases: set[str], place: str, fields: dict[str, Any]) -> list[Any]:
    only_in = fields.get("only_in", "")
    felt = keys.whole(place, fields.get("if_felt_before", ()), ("feelings",))
    if (only_in and only_in not in bases) or bool(only_in) == bool(felt):
        raise VocabularyError(f"{place}: a conditional marker needs only_in or if_felt_before")
    return [keys.whole(place, (fields["marker"],), ("moves",))[0], only_in, felt]
