"""Compile the files of phrases and grammar into the compact form that commands read.

`python -m relational_journal.capture.suggest.phrase_source` writes it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import accumulate
from pathlib import Path
from typing import Any

from relational_journal.capture.suggest.contractions import (
    PhraseError,
    forms_of,
    in_places,
    required_words,
    spelled_out,
    spelled_piece,
    with_classes,
)

FOLDER = Path(__file__).parent
COMPACT = FOLDER / "compact"
SECTIONS = (
    *("mine", "ours", "answer", "theirs", "passive", "free", "met", "said"),
    *("any", "contact", "refusal", "frame", "lead", "receipt"),
)


def compact() -> dict[str, Any]:
    """Return all phrases by section and key, the words each is looked up by, and the grammar.

    Raises:
        PhraseError: a phrase begins with no word, or puts a form of a verb in angle brackets: "<told>".
    """
    import tomllib

    phrases = tomllib.loads((FOLDER / "phrases.toml").read_text(encoding="utf-8"))
    grammar = tomllib.loads((FOLDER / "grammar.toml").read_text(encoding="utf-8"))
    irregular: dict[str, str] = grammar["verbs"]
    rows: list[list[str]] = []
    required: list[list[list[str]]] = []
    for section in SECTIONS:
        for key, written in phrases[section].items():
            for phrase in dict.fromkeys(written):
                required.append(required_words(spelled_out(with_classes(phrase, grammar["classes"]), irregular)))
                rows.append([section, key, in_places(phrase)])
    people = grammar["people"]
    verbs = _verbs(phrases, grammar["classes"])
    pasts = {form for forms in irregular.values() for form in forms.split()}
    check_verbs(verbs, irregular)
    return {
        "phrases": rows,
        "index": _index(required),
        "verbs": irregular,
        "classes": grammar["classes"],
        "bases": " ".join(sorted(verbs - pasts)),
        "thirds": " ".join(sorted({forms_of(verb, irregular)[1] for verb in verbs} - pasts)),
        "spellings": grammar["spellings"],
        "yields": {key: rivals.split() for key, rivals in grammar["yields"].items()},
        "ways_to": {key: ends.split() for key, ends in grammar["ways_to"].items()},
        "feelings": {word: key for key, words in grammar["feelings"].items() for word in words.split(", ")},
        "nouns": " ".join(dict.fromkeys(" ".join((*people["as"].values(), people["others"])).split())),
        "bare": people["bare"],
        "titles": people["titles"],
        "several": people["several"],
        "words": {name: " ".join(words.split()) for name, words in grammar["words"].items()},
    }


def _index(required: Sequence[Sequence[Sequence[str]]]) -> dict[str, list[int]]:
    """Return for each word the numbers of the phrases that are looked up by it.

    Args:
        required: for each phrase its places that must be there, each with the words that may stand in it.
    """
    often = Counter(word for places in required for word in {word for words in places for word in words})
    index: dict[str, list[int]] = {}
    for number, places in enumerate(required):
        rarest = min(places, key=lambda words: (max(often[word] for word in words), len(words)))
        for word in rarest:
            index.setdefault(word, []).append(number)
    return index


def _verbs(phrases: Mapping[str, Mapping[str, list[str]]], classes: Mapping[str, str]) -> set[str]:
    """Return the verbs that occur in a phrase in all their forms."""
    found = (
        verb
        for section in phrases.values()
        for written in section.values()
        for phrase in written
        for named in re.findall(r"<([^>]*)>", with_classes(phrase, classes))
        for verb in named.split("|")
    )
    return set(found)


def check_verbs(verbs: Set[str], irregular: Mapping[str, str]) -> None:
    """Refuse what stands in angle brackets and is no verb in its plain form.

    Such a word would count as one, and a note that begins with it, "told Ada", would no longer be read as done.

    >>> check_verbs({"tell"}, {"tell": "told"})

    Raises:
        PhraseError: there is such a word.
    """
    forms = {form for verb in verbs for form in forms_of(verb, irregular)[1:]} - irregular.keys()
    wrong = sorted(verb for verb in verbs if verb in forms or verb in ("not", "never"))
    if wrong:
        raise PhraseError(f"in angle brackets, and no plain forms of verbs: {', '.join(wrong)}")


def compact_files() -> dict[str, str]:
    """Return the content of each compact file by its name.

    Phrases, their places and the words they are looked up by are lines of text, which name each other by where a line
    begins: parsing all of them would take longer than storing a moment.
    """
    content = compact()
    rows, index, classes = (content.pop(name) for name in ("phrases", "index", "classes"))
    written = dict.fromkeys(place for _, _, places in rows for place in places.split(" "))
    spelled = [spelled_piece(with_classes(place, classes), content["verbs"]) for place in written]
    places = dict(zip(written, _begins(spelled), strict=True))
    phrases = [" ".join((who, key, *(places[place] for place in form.split(" ")))) for who, key, form in rows]
    begins = _begins(phrases)
    # sorted, because a word is searched by halving
    words = sorted(" ".join((word, *(begins[number] for number in found))) for word, found in index.items())
    grammar = ",\n".join(f"{_dumped(name)}:{_dumped(part)}" for name, part in content.items())
    lines = {
        "phrases.txt": phrases,
        "places.txt": spelled,
        "words.txt": words,
        "grammar.json": [f"{{{grammar}}}"],
    }
    return {name: "".join(f"{line}\n" for line in found) for name, found in lines.items()}


def _begins(lines: Sequence[str]) -> list[str]:
    """Return where each line begins in the text of all."""
    return [
        str(end - len(line) - 1) for line, end in zip(lines, accumulate(len(line) + 1 for line in lines), strict=True)
    ]


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Write the compact form."""
    COMPACT.mkdir(exist_ok=True)
    for name, content in compact_files().items():
        (COMPACT / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
