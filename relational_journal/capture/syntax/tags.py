"""Parse one written tag into its meaning (docs/entry-format.md)."""

from typing import TYPE_CHECKING, NamedTuple

from relational_journal.capture.syntax.marks import PREFIXES, side_of
from relational_journal.errors import AmbiguousTag, WordingError
from relational_journal.model import SIDES
from relational_journal.vocabulary.special import good_answer, good_forms, setting_of, tone_of

if TYPE_CHECKING:
    from relational_journal.vocabulary.load import Vocabulary

POSITIONS = frozenset({"they-had-more", "i-had-more", "about-equal", "it-shifted", "power-not-sure"})
# Somebody who writes +private expects it to be private, so these three work as tags too.
FLAGS = {"unsafe": "unsafe", "private": "private", "story-only": "story_only"}
_PREFIXED: dict[str, tuple[str, ...]] = {"before": ("responses", "feelings"), "after": ("responses", "feelings")}
_PREFIXED |= {"urge": ("moves",), "braced": ("responses",)}
_PREFIX_IS_FOR = {
    "before": "what they did and what you felt",
    "after": "what they did and what you felt",
    "urge": "something you felt the pull to do",
    "braced": "something they might have done",
}


class Meaning(NamedTuple):
    """What a tag means.

    `list` is the vocabulary list of the key (`own` for an own word that counts as nothing), or `tone`, `setting`,
    `flag`.
    `value` is the amount of a good thing, the side of a context, or the setting of a relationship. `how` is the way the
    key was found (vocabulary.load.Reading); `new` marks an own word not known before.
    """

    list: str
    key: str
    prefix: str = ""
    value: str | None = None
    how: str = ""


def read_tag(written: str, vocabulary: "Vocabulary", *, bare: bool = False) -> Meaning:
    """Return what a tag means; the first match wins.

    Args:
        written: the tag without its mark: `hurt`, `urge:pulled-back`, `gender:sub`, `more-zest`, `closer`.
        vocabulary: with the person's own words.
        bare: whether a good thing may come without more, same or less (to remove it).

    Raises:
        AmbiguousTag: several keys fit.
        WordingError: a good thing without more, same or less; a prefix or a side that does not fit the key.
    """
    head, _, tail = written.partition(":")
    if tail and head.lower() in PREFIXES:
        return _read_prefixed(head.lower(), tail, vocabulary)
    if tail:
        return _read_side(head, tail, vocabulary)
    word = written.lower()
    tone = tone_of(word)
    if tone:
        return Meaning("tone", tone)
    if word not in vocabulary.words:  # a person's own word comes before what these would read
        answer = read_good(word)
        if answer:
            return answer
        if word in FLAGS:
            return Meaning("flag", word)
        if setting_of(word):
            return Meaning("setting", "", value=word)
    meaning = _read_key(written, vocabulary)
    if meaning.list == "good" and not bare:
        raise bare_good_thing(written, meaning.key)
    return meaning


def _read_key(written: str, vocabulary: "Vocabulary", prefix: str = "") -> Meaning:
    """Return the key a word finds, or the own word it is; with a prefix, the first match among what fits it.

    Raises:
        AmbiguousTag: several keys fit.
    """
    found = vocabulary.read(written, _PREFIXED[prefix]) if prefix else vocabulary.read(written)
    if prefix and not found.keys:  # so that the error can say what the prefix does not go with
        found = vocabulary.read(written)
    keys = found.keys
    if len(keys) > 1:
        raise AmbiguousTag(f"{prefix}:{written}" if prefix else written, keys)
    if not keys:
        return Meaning("own", written.lower(), prefix, how="new")
    key = keys[0]
    where = vocabulary.slot_list(key) or "own"
    setting = vocabulary.group(key) if where == "kinds" else None
    return Meaning(where, key, prefix, setting, found.how)


def _read_prefixed(prefix: str, tail: str, vocabulary: "Vocabulary") -> Meaning:
    """Parse `before:hurt`, `urge:pulled-back`, `braced:they-rejected-me`.

    Raises:
        AmbiguousTag: several keys fit.
        WordingError: the prefix does not fit the key.
    """
    meaning = _read_key(tail, vocabulary, prefix)
    if meaning.list in ("own", *_PREFIXED[prefix]):
        return meaning
    fitting = [term.key for name in _PREFIXED[prefix] for term in vocabulary.list_of(name)]
    word = tail.lower()
    meant = next((key for key in fitting if word in key.split("-")), None)
    raise WordingError(
        f'"+{prefix}:{tail}" does not go together: {prefix}: is for {_PREFIX_IS_FOR[prefix]}',
        f"Did you mean +{prefix}:{meant}?" if meant else f"Write +{tail} alone, or another tag after {prefix}:.",
    )


def _read_side(head: str, tail: str, vocabulary: "Vocabulary") -> Meaning:
    """Parse `gender:subordinate`.

    Raises:
        AmbiguousTag: several keys fit.
        WordingError: the key has no sides, or there is no such side.
    """
    meaning = _read_key(head, vocabulary)
    if meaning.list != "context":
        raise WordingError(
            f'"+{head}:{tail}" does not go together: only what was in the room (gender, age …) has a side',
            f"Write +{head} alone.",
        )
    side = side_of(tail)
    if side is None:
        raise no_side(head, tail)
    return meaning._replace(value=side)


def no_side(head: str, tail: str) -> WordingError:
    """Return the error for an unknown side."""
    return WordingError(
        f'"{tail}" is not a side of +{head}',
        f"After the colon write {', '.join(SIDES[:-1])} or {SIDES[-1]}, or leave a space there.",
    )


def no_prefix(head: str, tail: str) -> WordingError:
    """Return the error for a word before a colon that is none of the four prefixes."""
    from relational_journal.text.slips import one_letter_off

    meant = next((prefix for prefix in PREFIXES if one_letter_off(head.lower(), prefix)), None)
    return WordingError(
        f'"+{head}:{tail}" does not go together: {head}: is none of {", ".join(f"{prefix}:" for prefix in PREFIXES)}',
        f"Did you mean +{meant}:{tail}?" if meant else f"Write +{head} with a space behind it, or two tags.",
    )


def read_good(word: str) -> Meaning | None:
    """Parse `more-zest`, `less-w`, `same-connection`: an answer about a good thing; None for other words.

    Raises:
        AmbiguousTag: the beginning fits two of the five.
    """
    answer = good_answer(word)
    if answer is None:
        return None
    if len(answer.keys) > 1:
        raise AmbiguousTag(word, tuple(f"{answer.amount}-{key.removeprefix('more-')}" for key in answer.keys))
    return Meaning("good", answer.keys[0], value=answer.amount)


def bare_good_thing(written: str, key: str) -> WordingError:
    """Return the error for one of the five without more, same or less."""
    more, same, less = good_forms(key)
    return WordingError(f'"+{written}" does not say whether it grew', f"Write +{more}, +{same} or +{less}.")


def read_tone(word: str) -> str:
    """Return the tone a word stands for.

    Raises:
        WordingError: it is no tone.
    """
    tone = tone_of(word)
    if tone is None:
        raise WordingError(f'"{word}" is not a tone', "Write connection, disconnection, mixed or ordinary.")
    return tone


def own_label(word: str) -> str:
    """Return the label of an own word until it gets another."""
    return word.replace("-", " ").replace("_", " ")
