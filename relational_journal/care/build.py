"""Write the compact form of the phrases, which commands read: `python -m relational_journal.care.build`."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from relational_journal.care.folding import fold
from relational_journal.care.notation import NotationError, parse, pattern_of

FOLDER = Path(__file__).parent
PHRASES = FOLDER / "phrases"
COMPACT = FOLDER / "compact"

_RULES = (
    "i", "they", "generic", "prepositions", "adverbs", "said", "strangers",
    "believing", "negation", "negation_after", "not_negation", "hypothetical",
    "long_ago", "used_to", "present", "still", "and", "media", "media_before", "media_holds",
)  # fmt: skip
_COMMON = 5.0


def compact() -> dict[str, Any]:
    """Return the compact form: file name → content, one for each language in `phrases/`, and `anchors` for all.

    Raises:
        NotationError: a phrase cannot be parsed.
    """
    needs: dict[frozenset[str], int] = {}
    combinations: list[tuple[int, ...]] = []
    begins: dict[str, int] = {}
    aliases: dict[str, set[str]] = {}
    files: dict[str, Any] = {}
    for path in sorted(PHRASES.glob("*.toml")):
        own: dict[tuple[int, ...], int] = {}
        files[path.stem] = _language(path, needs, own, len(combinations), aliases)
        begins[path.stem] = len(combinations)
        combinations += own
    words: dict[str, list[int]] = {}
    beginnings: dict[str, list[int]] = {}
    for need, number in needs.items():
        for word in sorted(need):
            table = beginnings if word.endswith("*") else words
            table.setdefault(word.rstrip("*"), []).append(number)
    for form, written_out in aliases.items():
        met = {
            number
            for need, number in needs.items()
            for word in need
            if any(other == word or (word.endswith("*") and other.startswith(word[:-1])) for other in written_out)
        }
        if met:
            words[form] = sorted({*words.get(form, ()), *met})
    parts = (
        _lines(words),
        _lines(beginnings),
        _grouped(combinations),
        "\n".join(f"{k}\t{v}" for k, v in begins.items()),
    )
    files["anchors"] = "\n\n".join(parts)
    return files


def _lines(table: dict[str, list[int]]) -> str:
    """Format each word with the numbers of the needs it meets."""
    return "\n".join(f"{word}\t{' '.join(map(str, numbers))}" for word, numbers in sorted(table.items()))


def _grouped(combinations: list[tuple[int, ...]]) -> str:
    """List the combinations under the first of their needs, which is the rarest."""
    under: dict[int, list[str]] = {}
    for number, (first, *others) in enumerate(combinations):
        under.setdefault(first, []).append(f"{number}:{' '.join(map(str, others))}")
    return "\n".join(f"{first}\t{';'.join(found)}" for first, found in sorted(under.items()))


def as_text(content: object) -> str:
    """Format a file of the compact form."""
    return content if isinstance(content, str) else json.dumps(content, ensure_ascii=True, separators=(",", ":")) + "\n"


def main() -> None:
    """Write all files."""
    COMPACT.mkdir(exist_ok=True)
    for name, content in compact().items():
        kind = "txt" if isinstance(content, str) else "json"
        (COMPACT / f"{name}.{kind}").write_text(as_text(content), encoding="ascii")


def _language(
    path: Path,
    needs: dict[frozenset[str], int],
    combinations: dict[tuple[int, ...], int],
    first: int,
    aliases: dict[str, set[str]],
) -> dict[str, Any]:
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    has_umlauts = source.get("umlauts", False)

    def spelled(items: Iterable[str]) -> list[str]:
        return [_spell(item, has_umlauts) for item in items]

    short = {_spell(key, False): " ".join(fold(value).split()) for key, value in source.get("short", {}).items()}
    endings = source.get("endings", {})
    cost = dict.fromkeys(spelled(source["common"].split()), _COMMON)
    for form, written_out in (*short.items(), *endings.items()):
        aliases.setdefault(form, set()).update(written_out.split())
        if form.endswith("nt"):  # "don" is what is left of "don't" if the apostrophe ends a word
            aliases.setdefault(form[:-1], set()).update(written_out.split())
            aliases.setdefault("t", set()).add("not")
    words = {name: spelled(items) for name, items in source["words"].items()}
    reading = source["reading"]
    phrases: list[list[Any]] = []
    groups: list[list[Any]] = []
    try:
        for number, group in enumerate(source["group"]):
            for written in spelled(group["phrases"]):
                phrase = parse(written, words, cost)
                numbers = tuple(needs.setdefault(need, len(needs)) for need in phrase.needs)
                combination = combinations.setdefault(numbers, first + len(combinations))
                phrases.append([phrase.pattern, combination, number, int(_holds(written, reading["negation"]))])
            unless = [pattern_of(written, words) for written in spelled(group.get("unless", ()))]
            groups.append([group["topic"], group["subject"], group.get("otherwise", ""), unless])
        rules = {name: [pattern_of(item, words) for item in spelled(reading.get(name, ()))] for name in _RULES}
    except NotationError as error:
        raise NotationError(f"{path.name}: {error}") from error
    things = [part for thing in spelled(reading["things"]) for part in re.findall(r"\w+", thing)]
    return {
        "language": source["language"],
        "capitals": source.get("capitals", True),
        "short": short,
        "endings": endings,
        "kin": sorted({part for word in words["kin"] for part in re.findall(r"\w+", word)}),
        "not_names": sorted({*spelled(reading["not_names"]), *things, *cost}),
        "things": sorted(things),
        "rules": rules,
        "groups": groups,
        "phrases": phrases,
    }


def _holds(written: str, negations: list[str]) -> bool:
    """Whether a phrase has a negation of its own."""
    plain = f" {' '.join(re.findall(r'[^()|]+', written.replace('[', '(').replace(']', '(')))} "
    plain = f" {' '.join(plain.split())} "
    return any(f" {word} " in plain for word in negations)


def _spell(written: str, german: bool) -> str:
    """Fold a phrase; in German, umlauts match `ae`, `oe`, `ue` too."""
    names = {"NAME": "\0n", "NUMBER": "\0m", "YEAR": "\0y"}
    for name, mark in names.items():
        written = written.replace(name, mark)
    if german:
        pieces = written.split(" ")
        written = " ".join(_both_ways(piece) if any(sign in piece for sign in "äöüÄÖÜ") else piece for piece in pieces)
    folded = fold(written)
    for name, mark in names.items():
        folded = folded.replace(mark, name)
    return folded


def _both_ways(piece: str) -> str:
    """Rewrite `töten` as `(toten|toeten)`; inside brackets each word by itself."""

    def both(match: re.Match[str]) -> str:
        word = match.group()
        if not any(sign in word for sign in "äöüÄÖÜ"):
            return word
        long = word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
        long = long.replace("Ä", "Ae").replace("Ö", "Oe").replace("Ü", "Ue")
        return f"({word}|{long})"

    return re.sub(r"\w+", both, piece)


if __name__ == "__main__":
    main()
