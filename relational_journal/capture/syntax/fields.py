"""The fields of a moment while it is filled or changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from relational_journal.capture.syntax.tags import FLAGS, POSITIONS, Meaning
from relational_journal.errors import WordingError
from relational_journal.model import KEY_LISTS, Entry, replace

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

_LISTS = (*KEY_LISTS, "people", "own")
_FACTS = ("first", "felt_before", "wishes", "moves", "after", "felt_after", "power", "treated", "own")
_PULLS = ("urges", "braced")
_PREFIXED = {
    "before": ("first", "felt_before"),
    "after": ("after", "felt_after"),
    "urge": ("urges",),
    "braced": ("braced",),
}


class Fields:
    """A moment's fields, open for change; `on` writes them back."""

    def __init__(self, moment: Entry, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        # as dicts, so that a thousand tags cost only a thousand look-ups
        self.lists: dict[str, dict[str, None]] = {name: dict.fromkeys(getattr(moment, name)) for name in _LISTS}
        self.tone = moment.tone
        self.setting = moment.setting
        self.good = dict(moment.good)
        self.context = dict(moment.context)
        self.flags = {name: bool(getattr(moment, name)) for name in FLAGS.values()}

    def put(self, slot: str, meaning: Meaning) -> str | None:
        """Fill in one tag; `slot` is its list, or "" for a field of another shape.

        Returns:
            The earlier answer that this one replaces, in words, or None.

        Raises:
            WordingError: there is a second power position.
        """
        if slot:
            if slot == "power":
                self._refuse_second_position(meaning.key)
            self.lists[slot].setdefault(meaning.key)
            return None
        before: str | None = None
        if meaning.list == "tone":
            before, self.tone = self.tone, meaning.key
            return before if before != self.tone else None
        if meaning.list in ("setting", "kinds"):
            before, self.setting = self.setting, meaning.value
            return before if before != self.setting else None
        if meaning.list == "good":
            before = self.good.get(meaning.key)
            self.good[meaning.key] = meaning.value or ""
            return f"{before} {self._vocabulary.label(meaning.key)}" if before not in (None, meaning.value) else None
        if meaning.list == "context":
            if meaning.value or meaning.key not in self.context:  # a bare +gender keeps the side given before
                self.context[meaning.key] = meaning.value
        elif meaning.list == "flag":
            self.flags[FLAGS[meaning.key]] = True
        return None

    def _refuse_second_position(self, key: str) -> None:
        """Allow one position at most; uses of power may be any."""
        if self._vocabulary.counts_as(key) not in POSITIONS:
            return
        for held in self.lists["power"]:
            if held != key and self._vocabulary.counts_as(held) in POSITIONS:
                raise WordingError(
                    f'"+{key}" is a second power position besides "{held}"',
                    "Keep one of them; +it-shifted says that it changed.",
                )

    def put_in_order(self, slot: str, key: str, later: Iterable[str]) -> None:
        """Put a key into a list before the first of the keys that come later in the story."""
        keys = [held for held in self.lists[slot] if held != key]
        follow = frozenset(later)
        at = next((number for number, held in enumerate(keys) if held in follow), len(keys))
        self.lists[slot] = dict.fromkeys((*keys[:at], key, *keys[at:]))

    def holds(self, key: str) -> bool:
        """Whether the key is in any field."""
        return key in self.keys()

    def keys(self) -> dict[str, None]:
        """Return every key of the moment, in the order of the fields."""
        listed = (key for slot in (*_FACTS, *_PULLS) for key in self.lists[slot])
        return dict.fromkeys((*listed, *self.good, *self.context))

    def take_from(self, slots: Iterable[str], key: str) -> bool:
        """Remove a key from these lists; return whether it was in one."""
        held = [slot for slot in slots if key in self.lists[slot]]
        for slot in held:
            del self.lists[slot][key]
        return bool(held)

    def take(self, meaning: Meaning) -> bool:
        """Remove what is meant from its field, urges and braced last; return whether it was there."""
        if meaning.list == "tone":
            was, self.tone = self.tone, None if self.tone == meaning.key else self.tone
            return was != self.tone
        if meaning.list in ("setting", "kinds"):
            was, self.setting = self.setting, None if self.setting == meaning.value else self.setting
            return was != self.setting
        if meaning.list == "flag":
            was_set, self.flags[FLAGS[meaning.key]] = self.flags[FLAGS[meaning.key]], False
            return was_set
        if meaning.key in self.good and meaning.value in (None, self.good[meaning.key]):
            del self.good[meaning.key]
            return True
        if meaning.key in self.context and meaning.value in (None, self.context[meaning.key]):
            del self.context[meaning.key]
            return True
        if meaning.prefix:
            return self.take_from(_PREFIXED[meaning.prefix], meaning.key)
        return self.take_from(_FACTS, meaning.key) or self.take_from(_PULLS, meaning.key)

    def on(self, moment: Entry) -> Entry:
        """Return the moment with these fields."""
        changed: dict[str, Any] = {name: tuple(keys) for name, keys in self.lists.items()}
        changed |= self.flags
        return replace(moment, tone=self.tone, setting=self.setting, good=self.good, context=self.context, **changed)
