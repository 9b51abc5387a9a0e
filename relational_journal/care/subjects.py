"""Find the subject of a phrase: the writer, another person, a thing, or people in general."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from relational_journal.care.tokens import MARKS

_NEAR = 14  # words before a phrase in which its subject is looked for


def joined(patterns: Sequence[str]) -> str:
    """Join patterns that each begin at a word into one expression."""
    return f"(?<= )(?:{'|'.join(patterns)})"


class Subjects:
    """The words of one language that show who the subject is.

    Args:
        rules: `i`, `they`, `generic`, `prepositions`, `adverbs`, `said` as expressions.
        things: words for what cannot act.
    """

    def __init__(self, rules: Mapping[str, Sequence[str]], things: Collection[str]) -> None:
        self._rules = rules
        self._things = frozenset(things)

    def of(self, ahead: str, said: str) -> str:
        """Find out whose act a phrase is.

        Args:
            ahead: the sentence before the phrase.
            said: the phrase itself, which may begin with its own subject.

        Returns:
            `i`, `they`, `thing`, `generic`, `none` if only adverbs precede it, or `other`.
        """
        if own := self._own(said):
            return own
        tokens = ahead.split()[-_NEAR:]
        is_next = True  # only adverbs between this word and the phrase
        for at in range(len(tokens) - 1, -1, -1):
            token = tokens[at]
            text = f" {token} "
            if self._is("i", text):
                return "i"
            if self._is("they", text) or _is_marked(token, "@^%"):
                if not self._is_object(tokens, at):
                    return "they"
                is_next = False
                continue
            if self._is("generic", text):
                return "generic"
            if token.rstrip(MARKS) in self._things and is_next:
                return "thing"
            if not self._is("adverbs", text) and not self._is(
                "adverbs", f" {' '.join(tokens[max(0, at - 1) : at + 1])} "
            ):
                is_next = False
        return "none" if is_next else "other"

    def is_reported(self, ahead: str, said: str) -> bool:
        """Whether another person says it about themselves.

        `she said i want to die`, with or without quotation marks.
        """
        tokens = [token for token in ahead.split() if token.rstrip(MARKS) not in ("that", "i", "am", "always")]
        before = f" {' '.join(tokens[-7:])} "
        for match in re.finditer(joined(self._rules["said"]) + "$", before):
            rest = before[: match.start()].split()
            return any(self._is("they", f" {token} ") or _is_marked(token, "@^%") for token in rest[-3:])
        return False

    def begins_anew(self, between: str) -> bool:
        """Whether these words contain a subject, so that a negation before them does not reach further."""
        tokens = between.split()
        return any(self._is("i", f" {t} ") or self._is("they", f" {t} ") or _is_marked(t, "@^") for t in tokens)

    def _own(self, said: str) -> str:
        first = said.split()[0]
        if self._is("i", f" {first} "):
            return "i"
        return "they" if self._is("they", f" {first} ") or _is_marked(first, "@%") else ""

    def _is_object(self, tokens: Sequence[str], at: int) -> bool:
        """Whether a name or relationship follows a preposition or the like: `with my mum`."""
        if not _is_marked(tokens[at], "@^%"):
            return False
        begin = at
        while begin and (_is_marked(tokens[begin - 1], "@^%") or tokens[begin - 1] in _DETERMINERS):
            begin -= 1
        ahead = f" {' '.join(tokens[max(0, begin - 2) : begin])} "
        return re.search(joined(self._rules["prepositions"]) + "$", ahead) is not None

    def _is(self, rule: str, text: str) -> bool:
        patterns = self._rules[rule]
        return bool(patterns) and _whole(tuple(patterns)).fullmatch(text) is not None


def _is_marked(token: str, marks: str) -> bool:
    """Whether a word has one of these marks."""
    return any(mark in marks for mark in token[-3:])


_DETERMINERS = frozenset("my our his her their the a an this that".split())


@cache
def _whole(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(" " + joined(patterns))
