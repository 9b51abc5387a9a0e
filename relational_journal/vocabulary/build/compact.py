"""Write the compact form that commands read: `python -m relational_journal.vocabulary.build.compact`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from relational_journal.vocabulary.build.pattern_source import read_patterns
from relational_journal.vocabulary.build.term_source import FOLDER, LISTS, SourceTerm, VocabularyError, read_terms
from relational_journal.vocabulary.everyday_words import EVERYDAY_NAMES_FILE
from relational_journal.vocabulary.relationships import folded
from relational_journal.vocabulary.spelling import kebab, label_forms, plain, single_l

TERMS_FILE = FOLDER / "compact.json"
NEAR_FILE = FOLDER / "near.json"
RELATIONSHIPS_FILE = FOLDER / "relationships.json"
PATTERNS_FILE = FOLDER / "patterns.json"


def compact_terms(terms: tuple[SourceTerm, ...]) -> dict[str, Any]:
    """Return the terms as rows of `load.Term`, and every written form that finds one.

    `short` and `label` map a form to its key, or to several in vocabulary order with spaces between; `key` holds
    only the keys whose form differs from the key. A form of a key is not repeated as a short word or label, nor a
    short word as a label, since the first hit wins.

    Raises:
        VocabularyError: if two terms have one short word, or a short word is another term's key or label.
    """
    found: dict[str, dict[str, list[str]]] = {"key": {}, "short": {}, "label": {}}
    for how, forms_of in (("key", _keys), ("short", _shorts), ("label", _labels)):
        for term in terms:
            for form in forms_of(term):
                _claim(found, how, form, term.key)
    names = [name for _, name, _ in LISTS]
    rows = {
        t.key: [t.label, t.meaning, t.polarity, names.index(t.list), t.group, list(t.short), t.inline_label]
        + ([] if t.shown == t.meaning else [t.shown])
        for t in terms
    }
    find = {
        how: {form: " ".join(keys) for form, keys in forms.items() if keys != [form]} for how, forms in found.items()
    }
    return {"lists": names, "terms": rows, **find}


def near_words(terms: tuple[SourceTerm, ...]) -> dict[str, str]:
    """Return the words that hint at a key but do not find it.

    Raises:
        VocabularyError: if a word hints at two keys, or is a key, short word or label.
    """
    compacted = compact_terms(terms)
    near: dict[str, str] = {}
    for term in terms:
        for word in term.near:
            form = plain(word)
            taken = form in compacted["terms"] or form in compacted["short"] or form in compacted["label"]
            if taken or near.get(form, term.key) != term.key:
                raise VocabularyError(f"{term.key}: the near word {word} is taken")
            near[form] = term.key
    for word, key in relationship_words(terms).items():
        form = kebab(word)
        if form not in compacted["terms"] and form not in compacted["short"] and form not in compacted["label"]:
            near.setdefault(plain(form), key)
    return near


def relationship_words(terms: tuple[SourceTerm, ...]) -> dict[str, str]:
    """Return what people call a relationship ("mum", "best friend") with its key.

    Raises:
        VocabularyError: if a word means two relationships.
    """
    words: dict[str, str] = {}
    for term in terms:
        for word in term.words:
            if words.setdefault(folded(word), term.key) != term.key:
                raise VocabularyError(f"{word} stands for both {words[folded(word)]} and {term.key}")
    return words


def _keys(term: SourceTerm) -> tuple[str, ...]:
    return (term.key,)


def _shorts(term: SourceTerm) -> tuple[str, ...]:
    return term.short


def _labels(term: SourceTerm) -> tuple[str, ...]:
    return label_forms(term.label)


def _claim(found: dict[str, dict[str, list[str]]], how: str, form: str, key: str) -> None:
    """Add a form in both spellings of its l. Only a label may be shared, or equal another term's key."""
    for spelling in dict.fromkeys((plain(form), single_l(plain(form)))):
        before = next((name for name, forms in found.items() if spelling in forms), how)
        keys = found[before].setdefault(spelling, [])
        if key in keys or (how, before) == ("label", "key"):
            continue
        if keys and (how, before) != ("label", "label"):
            raise VocabularyError(f"{form} finds both {keys[0]} and {key}")
        keys.append(key)


def written(value: dict[str, Any]) -> str:
    """Return the text of the compact file, with one line for each term or form to keep diffs readable."""
    parts = []
    for name, content in value.items():
        if isinstance(content, list):
            lines = ",\n".join(_dumped(item) for item in content)
            parts.append(f"{_dumped(name)}:[\n{lines}]")
        else:
            lines = ",\n".join(f"{_dumped(key)}:{_dumped(item)}" for key, item in content.items())
            parts.append(f"{_dumped(name)}:{{\n{lines}}}")
    return "{" + ",\n".join(parts) + "}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def compact_files() -> dict[Path, str]:
    """Return the expected text of every compact file by path."""
    terms = read_terms()
    patterns = read_patterns(terms)
    everyday = patterns.pop("everyday")  # in a file of their own: every sentence needs them, and few the patterns
    return {
        TERMS_FILE: written(compact_terms(terms)),
        NEAR_FILE: written({"near": near_words(terms)}),
        RELATIONSHIPS_FILE: written({"words": relationship_words(terms)}),
        PATTERNS_FILE: written(patterns),
        EVERYDAY_NAMES_FILE: "".join(f"{name}\n" for name in everyday),
    }


def main() -> None:
    """Write every compact file whose text differs."""
    for path, text in compact_files().items():
        path.write_text(text, encoding="utf-8")
        print(f"{path.name}: {len(text):,} characters")


if __name__ == "__main__":
    main()
