"""The notation phrases are written in: parse one into a regular expression and the words it cannot do without.

A phrase is words with a space between them. `(a|b c)` is any of these, `[a|b]` any of these or nothing, `word*` a
beginning of a word, `*` any one word, `<name>` a list of words, `...` up to three words of any kind. NAME is a name,
NUMBER a number, YEAR a year, `<kin>` a relationship.

The expressions match texts as `tokens.sentences` writes them: words with a space after each, and between a word and its
space its marks: `@` a known name, `^` a capital letter, `%` a relationship, `,` the end of a clause.
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
    """A phrase that cannot be read; the message holds the phrase."""


class Phrase(NamedTuple):
    """A phrase, ready to be matched."""

    pattern: str
    # A text that matches has a word of each: a word, or a beginning written `word*`. The rarest come first.
    needs: tuple[frozenset[str], ...]


class _Node(NamedTuple):
    """A part of a phrase.

    `needs` are as in Phrase; `word` is the expression without what may follow it, if the part is one word.
    """

    pattern: str
    needs: tuple[frozenset[str], ...] = ()
    word: str = ""


def parse(phrase: str, words: Mapping[str, Sequence[str]], cost: Mapping[str, float]) -> Phrase:
    """Read a phrase.

    Args:
        phrase: in the notation above.
        words: the lists that `<name>` refers to.
        cost: of looking for a word, for those that are frequent.

    Raises:
        NotationError: the phrase cannot be read, or no word can be looked for.
    """
    node = _Reader(phrase, words, cost).alternatives(end="")
    if not node.needs:
        raise NotationError(f"nothing to look for in: {phrase}")
    return Phrase(node.pattern, node.needs)


def pattern_of(phrase: str, words: Mapping[str, Sequence[str]]) -> str:
    """The regular expression of a phrase that is only looked for in texts in which another was found.

    Raises:
        NotationError: the phrase cannot be read.
    """
    return _Reader(phrase, words, {}).alternatives(end="").pattern


class _Reader:
    """A reader of one phrase."""

    def __init__(self, phrase: str, words: Mapping[str, Sequence[str]], cost: Mapping[str, float]) -> None:
        self.phrase = phrase
        self.words = words
        self.cost = cost
        self.pieces: list[str] = _PIECE.findall(phrase)
        if "".join(self.pieces) != re.sub(r"\s", "", phrase):
            raise NotationError(f"cannot be read: {phrase}")
        self.at = 0

    def alternatives(self, end: str) -> _Node:
        """Parts separated by `|`, up to the bracket that ends them."""
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
        """Parts one after another; of what they need, the few words that are rarest."""
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
        """One word, or with a star at its end a beginning of one."""
        expression = re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")
        need = frozenset((word,))
        return _Node(expression + _END, (need,), expression)

    def _beginnings(self, node: _Node) -> _Node:
        """Alternatives of single words, each as a beginning of a word."""
        if not node.word:
            raise NotationError(f"only words can be beginnings in: {self.phrase}")
        expression = rf"{node.word}\w*"
        needs = tuple(frozenset(f"{word.rstrip('*')}*" for word in need) for need in node.needs)
        return _Node(expression + _END, needs, expression)

    def _any_of(self, nodes: Sequence[_Node]) -> _Node:
        """One of several parts: it needs the rarest word of each, and none if one of them needs none."""
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
        """How much it costs to look for one of these: common words cost most, then many, then short ones."""
        return sum(self.cost.get(word.rstrip("*"), 0.1) + 1 / len(word) for word in need), sorted(need)
