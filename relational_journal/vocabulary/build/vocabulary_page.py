"""Write docs/vocabulary.md from the vocabulary: `python -m relational_journal.vocabulary.build.vocabulary_page`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from relational_journal.vocabulary.build.term_source import SourceTerm, read_terms
from relational_journal.vocabulary.patterns import Base, Pattern, bases, patterns

PAGE = Path(__file__).resolve().parents[3] / "docs" / "vocabulary.md"

_INTRO = """# The vocabulary

The words a moment can be told in, and the patterns that are counted from them. Made from the files in
`relational_journal/vocabulary/data` by `python -m relational_journal.vocabulary.build.vocabulary_page`; a test holds
the two equal. `rj words` shows the same at the terminal, `rj words cut me off` looks a word up.

A **key** never changes once it has shipped: journals store keys. A label may change. **Polarity** says whether a word
tends toward contact (C), away from it (D), or depends (N); it says nothing about good and bad. After a mark (`+quiet`,
`#quiet`) a word is read as the first of these that fits: its key, a *short word*, its label with hyphens, a word of
one's own, the beginnings of its words in order. *Near words* find nothing by themselves: they are offered as a hint
and looked through by a search.
"""
_LISTS = {
    "moves": (
        "What I did",
        "Every move goes one way: in *contact*, *away*, *against*, *appeasing*, *pressing*, or none of these. A move\n"
        "may also be an urge: the pull was felt and not followed (`+urge:pulled-back`).",
    ),
    "responses": (
        "What they did",
        "Before the first move it is what came first, after it what followed; `+braced:` is what one was prepared for. "
        "The group, not the polarity, decides in counting.",
    ),
    "feelings": ("What I felt", "By family, before and after. The polarity is that of the family."),
    "wishes": ("What I wanted", "No wish is wrong: all are N."),
    "kinds": (
        "Who they are to me",
        "Found by the whole key or label. Where a relationship is asked for (`rj people add Ada --relationship mum`) "
        "the words in the last column are read too.",
    ),
    "power": ("Who had more power", "One position, any number of uses."),
    "context": (
        "What else was in the room",
        "Each may carry my side: `+gender:subordinate`, `dominant`, `both` or `unsure`.",
    ),
    "treated": ("How I was treated", "All but the last count as being treated as less."),
    "good": ("The five good things", "After any moment: `+more-zest`, `+same-zest`, `+less-zest`."),
}
_GROUP = {"moves": "way", "responses": "group", "feelings": "family", "kinds": "setting"}
_NEEDS = {
    "move": "a move or an urge is noted",
    "braced": "something was braced for",
    "answers": "three or more of the five good things are answered",
    "break": "a break, at least 7 days old",
}
_SIDES = {
    "before": "before",
    "after": "after",
    "either": "before or after",
    "wish": "wished",
    "power": "power",
    "move": "a move",
}
_OPENS = {
    "cues": "they did first",
    "felt_before": "felt before",
    "wishes": "wished",
    "power": "power",
    "context": "in the room",
    "treated": "treated",
}


def vocabulary_page() -> str:
    """Return the text of docs/vocabulary.md from the vocabulary files."""
    terms = read_terms()
    parts = [_INTRO, *(_list(name, [term for term in terms if term.list == name]) for name in _LISTS)]
    return "\n".join([*parts, _patterns()])


def _list(name: str, terms: list[SourceTerm]) -> str:
    heading, about = _LISTS[name]
    group = _GROUP.get(name)
    last = "people say" if name == "kinds" else "short words · *near words*"
    columns = ["key", "label", "meaning", *([group] if group else []), "polarity", last]
    rows = [columns, ["---"] * len(columns)]
    for term in terms:
        words = ", ".join(term.words) if name == "kinds" else _forms(term)
        rows.append([f"`{term.key}`", term.label, term.shown, *([term.group] if group else []), term.polarity, words])
    return "\n".join([f"## {heading}", "", f"{about}", "", *(f"| {' | '.join(row)} |" for row in rows), ""])


def _forms(term: SourceTerm) -> str:
    near = ", ".join(f"*{word}*" for word in term.near)
    return " · ".join(text for text in (", ".join(term.short), near) if text)


def _patterns() -> str:
    lines = [
        "## The patterns",
        "",
        "A moment is in the *base* of a pattern when it gave the pattern its chance, judged from what came before. In",
        "the base it *shows* the pattern when it holds a marker; it *went otherwise* when it holds none and one of the",
        "moves of the other way, or an urge to a marker that was not followed. A supporting sign never makes a pattern",
        "by itself. What is counted and how stands in `rj guide counting`.",
        "",
    ]
    known = bases()
    for row in patterns():
        lines += [*_pattern(row, known[row.base]), ""]
    lines += ["### What gives a pattern its chance", "", "| base | when | any of |", "| --- | --- | --- |"]
    lines += [f"| `{base.name}` | {base.you_short} | {_base(base)} |" for base in known.values()]
    return "\n".join([*lines, ""])


def _pattern(row: Pattern, base: Base) -> Iterator[str]:
    yield f"### {row.name}"
    yield ""
    kind = "a way of staying safe" if row.polarity == "D" else "a way into contact"
    yield f"`{row.key}` · {kind} · base `{base.name}`"
    yield ""
    yield f"{row.what} {row.guard_full}"
    yield ""
    if row.markers or row.conditional:
        yield f"- markers: {_keys([*row.markers, *(each.marker for each in row.conditional if each.only_in)])}"
    for each in row.conditional:
        if each.if_felt_before:
            yield f"- a marker after {_keys(each.if_felt_before)}: {_keys([each.marker])}"
    if row.cancelled_by:
        yield f"- no marker in a moment that also holds {_keys(row.cancelled_by)}"
    if row.opposite:
        yield f"- the other way: {_keys(row.opposite)}"
    for side in dict.fromkeys(sign.side for sign in row.supporting):
        yield f"- supports, {_SIDES[side]}: {_keys(sign.key for sign in row.supporting if sign.side == side)}"
    for name, keys in row.rule_keys.items():
        yield f"- {name.replace('_', ' ')}: {_keys(keys)}"
    yield f"- to ask: {' '.join(row.questions)}"


def _base(base: Base) -> str:
    opens = [f"{said} {_keys(keys)}" for field, said in _OPENS.items() if (keys := getattr(base, field))]
    return "; ".join(opens) or _NEEDS[base.needs]


def _keys(keys: Iterable[str]) -> str:
    """Format keys, with whole groups by name."""
    left = list(keys)
    said = []
    for name, members in _groups().items():
        if members <= set(left):
            said.append(f"any of *{name}*")
            left = [key for key in left if key not in members]
    return ", ".join([*said, *(f"`{key}`" for key in left)])


@cache
def _groups() -> dict[str, set[str]]:
    """Return the groups a pattern can name: of responses, families of feelings, and three whole lists."""
    groups: dict[str, set[str]] = {}
    for term in read_terms():
        if term.list in ("responses", "feelings"):
            groups.setdefault(term.group, set()).add(term.key)
        elif term.list == "context":
            groups.setdefault("what else was in the room", set()).add(term.key)
        elif term.list == "treated" and term.polarity == "D":
            groups.setdefault("treated as less", set()).add(term.key)
    return {name: members for name, members in groups.items() if len(members) > 1}


if __name__ == "__main__":
    PAGE.write_text(vocabulary_page(), encoding="utf-8")
