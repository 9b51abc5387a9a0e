"""Parse the notation of phrases into a regular expression and the words that a matching text must contain.

A phrase is words separated by spaces. `(a|b c)` is any of these, `[a|b]` any of these or nothing, `word*` the
beginning of a word, `*` any one word, `<name>` a list of words, `...` up to three words of any kind. NAME is a name,
NUMBER a number, YEAR a year, `<kin>` a relationship.

The expressions match texts as `tokens.sentences` writes them: each word followed by its marks and a space. Marks are
`@` a known name, `^` a capital letter, `%` a relationship, `,` the end of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_END = "[,%@^]* "
_ANY = rf"\w+{_END}"
_SPECIAL = {
    "NAME": rf"\w+[@^]{_END}(?:\w+[@^]{_END})?",
    "NUMBER": rf"(?:\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty){_END}",
    "YEAR": rf"(?:19|20)\d\d{_END}",
    "...": rf"(?:{_ANY}){{0,3}}",
    "*": _ANY,
    "<kin>": rf"\w+%{_END}",
}
_PIECE = re.compile(r"\s*(\.\.\.|<[a-z-]+>|\)\*|[()\[\]|]|\*|[^\s()\[\]|*<>]+\*?)")
MOST_NEEDED = 4


class NotationError(ValueError):
    """A phrase that cannot be parsed; the message contains the phrase."""


class Phrase(NamedTuple):
    """A parsed phrase."""

    pattern: str
    # A matching text has a word of each set: a word, or a prefix written `word*`. The rarest come first.
    needs: tuple[frozenset[str], ...]


class _Node(NamedTuple):
    """A part of a phrase.

    `needs` is as in Phrase; `word` is the expression of a single word without what may follow it, else "".
    """

    pattern: str
    needs: tuple[frozenset[str], ...] = ()
    word: str = ""


def parse(phrase: str, words: Mapping[str, Sequence[str]], cost: Mapping[str, float]) -> Phrase:
    """Parse a phrase.

    Args:
        phrase: in the notation above.
        words: the lists that `<name>` refers to.
        cost: of searching for a frequent word.

    Raises:
        NotationError: the phrase cannot be parsed, or it contains no word to search for.
    """
    node = _Reader(phrase, words, cost).alternatives(end="")
    if not node.needs:
        raise NotationError(f"nothing to look for in: {phrase}")
    return Phrase(node.pattern, node.needs)


def pattern_of(phrase: str, words: Mapping[str, Sequence[str]]) -> str:
    """Return the regular expression of a phrase that is only looked for after another phrase was found.

    Raises:
        NotationError: the phrase cannot be parsed.
    """
    return _Reader(phrase, words, {}).alternatives(end="").pattern


class _Reader:
    """A parser of one phrase."""

    def __init__(self, phrase: str, words: Mapping[str, Sequence[str]], cost: Mapping[str, float]) -> None:
        self.phrase = phrase
        self.words = words
        self.cost = cost
        self.pieces: list[str] = _PIECE.findall(phrase)
        if "".join(self.pieces) != re.sub(r"\s", "", phrase):
            raise NotationError(f"cannot be read: {phrase}")
        self.at = 0

    def alternatives(self, end: str) -> _Node:
        """Parse parts separated by `|`, up to the closing bracket."""
        ends = (")", ")*") if end == ")" else (end,)
        parts = [self._sequence(ends)]
        while self._peek() == "|":
            self.at += 1
            parts.append(self._sequence(ends))
        if self._peek() not in ends:
            raise NotationError(f"a bracket is not closed in: {self.phrase}")
        self.at += 1
        return self._any_of(parts)

    def _peek(self) -> str:
        return self.pieces[self.at] if self.at < len(self.pieces) else ""

    def _sequence(self, ends: Sequence[str]) -> _Node:
        """Parse parts in sequence; of the words they need, the rarest few are enough."""
        nodes: list[_Node] = []
        while self._peek() not in ("|", "", *ends):
            nodes.append(self._part())
        if not nodes:
            raise NotationError(f"an empty part in: {self.phrase}")
        if len(nodes) == 1:
            return nodes[0]
        needs = sorted({need for node in nodes for need in node.needs}, key=self._cost)
        return _Node("".join(node.pattern for node in nodes), tuple(needs[:MOST_NEEDED]))

    def _part(self) -> _Node:
        piece = self.pieces[self.at]
        self.at += 1
        if piece == "(":
            node = self.alternatives(")")
            return self._beginnings(node) if self.pieces[self.at - 1] == ")*" else node
        if piece == "[":
            return _Node(f"(?:{self.alternatives(']').pattern})?")
        if piece in _SPECIAL:
            return _Node(_SPECIAL[piece])
        if piece.startswith("<"):
            if piece[1:-1] not in self.words:
                raise NotationError(f"no list {piece} in: {self.phrase}")
            listed = self.words[piece[1:-1]]
            return self._any_of([_Reader(word, self.words, self.cost).alternatives("") for word in listed])
        if piece in (")", ")*", "]", "|"):
            raise NotationError(f"a bracket too many in: {self.phrase}")
        return self._word(piece)

    def _word(self, word: str) -> _Node:
        """Parse one word, or with a star at its end a prefix."""
        expression = re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")
        need = frozenset((word,))
        return _Node(expression + _END, (need,), expression)

    def _beginnings(self, node: _Node) -> _Node:
        """Turn alternatives of single words into prefixes."""
        if not node.word:
            raise NotationError(f"only words can be beginnings in: {self.phrase}")
        expression = rf"{node.word}\w*"
        needs = tuple(frozenset(f"{word.rstrip('*')}*" for word in need) for need in node.needs)
        return _Node(expression + _END, needs, expression)

    def _any_of(self, nodes: Sequence[_Node]) -> _Node:
        """Combine alternatives: the rarest word of each is needed, and none if one alternative needs none."""
        if len(nodes) == 1:
            return nodes[0]
        together = frozenset().union(*(node.needs[0] for node in nodes)) if all(node.needs for node in nodes) else None
        needs = (together,) if together else ()
        single = [node.word for node in nodes]
        if all(single):
            expression = f"(?:{'|'.join(single)})"
            return _Node(expression + _END, needs, expression)
        words = [word for word in single if word]
        parts = [node.pattern for node in nodes if not node.word]
        if words:
            parts.insert(0, f"(?:{'|'.join(words)}){_END}")
        return _Node(f"(?:{'|'.join(parts)})", needs)

    def _cost(self, need: frozenset[str]) -> tuple[float, list[str]]:
        """Return the cost of searching for one of these: frequent words cost most, then many words, then short ones."""
        return sum(self.cost.get(word.rstrip("*"), 0.1) + 1 / len(word) for word in need), sorted(need)
