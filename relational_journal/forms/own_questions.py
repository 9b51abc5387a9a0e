"""The person's own questions: a small TOML in the settings, asked after those of a set and stored under `answers`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from relational_journal.errors import WordingError
from relational_journal.vocabulary.question_sets import SETS, Guided, Step, answer_steps
from relational_journal.vocabulary.spelling import kebab

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal

SETTING = "questions"
MOST = 5
_MOST_CHOICES = 9  # each is chosen by one key
_LONGEST = 200
_LONGEST_CHOICE = 24
EXAMPLE = """\
# Up to five questions of your own for each set, asked after its own questions.
# Sets: minute, five, week, before, after, memory, picture, experiment.
#
# [[minute]]
# asks = "How did my voice sound?"
# choices = ["soft", "flat", "loud"]      # without it: free words
#
# [[week]]
# asks = "What did I do for nobody but myself?"
# key = "for-myself"                      # without it: from the words
"""
_SETS = ("minute", "five", "week", "before", "after", "memory", "picture", "experiment")


def read_questions(text: str) -> dict[str, tuple[Step, ...]]:
    """Parse the person's own questions from TOML.

    Returns:
        Set → its questions, for sets that have any.

    Raises:
        WordingError: it is no valid TOML or contains something that is no question; names the set and the number.
    """
    import tomllib

    try:
        tables: Mapping[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(f"this is not TOML: {error}") from error
    unknown = next((name for name in tables if name not in _SETS), None)
    if unknown is not None:
        raise _wrong(f'"{unknown}" is not a set of questions', f"There are {', '.join(_SETS)}.")
    found: dict[str, tuple[Step, ...]] = {}
    for name, rows in tables.items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise _wrong(f'"{name}" holds no list of questions', f"Each begins with [[{name}]] on a line of its own.")
        if len(rows) > MOST:
            raise _wrong(f'"{name}" has {len(rows)} questions, and {MOST} is the most')
        found[name] = tuple(_step(name, number, row) for number, row in enumerate(rows, 1))
    _refuse_twice(found)
    return {name: steps for name, steps in found.items() if steps}


def own_questions(journal: Journal) -> dict[str, tuple[Step, ...]]:
    """Return the person's own questions; none if the stored text can no longer be read."""
    text = journal.settings.get(SETTING, "")
    if not text:
        return {}
    try:
        return read_questions(text)
    # A set must still be asked if the person's own questions cannot be read.
    except WordingError:
        return {}


def with_own(journal: Journal, guided: Guided) -> Guided:
    """Return a set with the person's own questions at its end; five minutes include those of one minute."""
    own = own_questions(journal)
    names = {"five": ("minute", "five"), "experiment-afterwards": ()}.get(guided.key, (guided.key,))
    return guided._replace(steps=(*guided.steps, *(step for name in names for step in own.get(name, ()))))


def wording_of_own(journal: Journal, kind: str) -> dict[str, str]:
    """Map keys to the wording of the person's own questions for a kind of entry."""
    own = own_questions(journal)
    return {step.key: step.asks for name, steps in own.items() if SETS[name].kind == kind for step in steps}


def _step(name: str, number: int, row: Mapping[str, Any]) -> Step:
    """Parse one question.

    Raises:
        WordingError: it is not valid.
    """
    where = f"question {number} of {name}"
    unknown = next((key for key in row if key not in ("asks", "key", "choices")), None)
    if unknown is not None:
        raise _wrong(f'{where} has "{unknown}"', "A question has asks, and may have choices and key.")
    asks = row.get("asks")
    if not isinstance(asks, str) or not asks.strip() or len(asks) > _LONGEST or not _is_line(asks):
        raise _wrong(f"{where} does not ask anything", f'As asks = "…", one line of at most {_LONGEST} letters.')
    key = row.get("key", kebab(asks)[:40].strip("-"))
    if not isinstance(key, str) or not key or key != kebab(key) or not key[0].isalpha():
        raise _wrong(f'{where} has an invalid key: "{str(key)[:40]}"', 'Letters, digits and "-", as "for-myself".')
    if any(step.key == key for step in answer_steps(SETS[name].kind)):
        raise _wrong(f'"{key}" is the key of another question already', "Give yours a key of its own.")
    choices = row.get("choices", [])
    if not isinstance(choices, list) or len(choices) == 1 or len(choices) > _MOST_CHOICES:
        raise _wrong(f"{where} has invalid choices", f"Two to {_MOST_CHOICES} words, or leave them out.")
    words = tuple(kebab(choice) if isinstance(choice, str) else "" for choice in choices)
    if any(not word or len(word) > _LONGEST_CHOICE for word in words) or len(set(words)) < len(words):
        raise _wrong(f"{where} has an invalid choice, or one twice", f"Each at most {_LONGEST_CHOICE} letters.")
    return Step(key, asks.strip(), "choice" if words else "text", choices=words)


def _refuse_twice(found: Mapping[str, tuple[Step, ...]]) -> None:
    """Refuse two questions with the same key for one kind of entry."""
    seen: set[tuple[str, str]] = set()
    for name, steps in found.items():
        for step in steps:
            if (SETS[name].kind, step.key) in seen:
                raise _wrong(f'"{step.key}" is the key of two questions', "Give one of them another.")
            seen.add((SETS[name].kind, step.key))


def _is_line(text: str) -> bool:
    return all(letter.isprintable() for letter in text)


def _wrong(sentence: str, next_step: str = "rj settings questions example shows what it looks like.") -> WordingError:
    return WordingError(sentence, next_step)
