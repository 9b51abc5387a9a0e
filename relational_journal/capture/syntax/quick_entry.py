"""Parse the one-line syntax `[WHEN:] words with @people and +tags anywhere` (docs/entry-format.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from relational_journal.capture.syntax.draft import Draft, Notice, Options
from relational_journal.capture.syntax.fields import Fields
from relational_journal.capture.syntax.marks import find_marks
from relational_journal.capture.syntax.mentions import given_name
from relational_journal.capture.syntax.reader import Reader
from relational_journal.capture.syntax.story import in_story_order, two_turns
from relational_journal.capture.syntax.tags import Meaning, read_tone
from relational_journal.errors import NothingToLog, WordingError
from relational_journal.model import BREAKS, KINDS, Entry, Person

if TYPE_CHECKING:
    from relational_journal.capture.dates.conventions import Conventions
    from relational_journal.capture.dates.when import TextDate
    from relational_journal.vocabulary.load import Vocabulary

_NO_OPTIONS = Options()


def read_moment(
    text: str,
    *,
    now: datetime,
    vocabulary: Vocabulary,
    people: Sequence[Person],
    options: Options = _NO_OPTIONS,
    chosen: Mapping[str, str] | None = None,
    ask: bool = False,
    past: bool = True,
    allow_empty: bool = False,
    conventions: Callable[[], Conventions] | None = None,
    dated: Mapping[str, str | None] | None = None,
) -> Draft:
    """Read a moment from what was typed.

    Args:
        text: as typed. It is stored unchanged, except for a `WHEN:` at its beginning.
        now: the present, with its offset; the `when` of a moment that gives none.
        vocabulary: with the person's own words.
        people: everyone known.
        options: those of `rj log`.
        chosen: a tag as written → the key it means, if several keys fit.
        ask: leave out tags that fit several keys and list them in `Draft.unsettled` instead of raising; and raise
            DoubtfulDate for two numbers that may be a date (`10/10: `) instead of leaving them as words with a hint.
        past: whether to refuse a date in the future.
        allow_empty: whether there may be neither words nor a tag.
        conventions: how to read what a date leaves open; called only if there is a date.
        dated: answers about doubtful dates: the words → a `when`, or None for words that are no date.

    Raises:
        AmbiguousTag: several keys fit a tag.
        UnreadableDate, DoubtfulDate, FutureDate: from `options.when`, or the WHEN: of the text.
        NothingToLog: there are neither words nor a tag.
        WordingError: a tag, a name or an option cannot be read.
    """
    check_text(text)
    _check(options)
    reader = Reader(vocabulary, people, chosen=chosen, ask=ask)
    when = None
    if options.when is not None or ":" in text:  # without a colon no WHEN: can stand in front
        found = _when(text, options, now, past=past, ask=ask, conventions=conventions, dated=dated)
        when, text = found.when, found.rest
        if found.maybe:
            reader.notices.append(may_be_a_date(found.maybe))
    tags, named = reader.text(text)
    meanings = [meaning for _, meaning in tags]
    for written in option_tags(options.tags):
        meaning = reader.tag(written)
        if meaning:
            meanings.append(meaning)
    if options.tone is not None:
        meanings.append(Meaning("tone", read_tone(options.tone), how="option"))
    named += [reader.person(given_name(name)) for name in options.with_]
    moment = Entry(
        when=when or now.isoformat(timespec="seconds"),
        text=text,
        kind=options.kind,
        people=tuple(dict.fromkeys(named)),
        break_status=options.break_status,
        unsafe=options.unsafe,
        private=options.private,
        share=options.share,
        story_only=options.story_only,
    )
    if not (allow_empty or text.strip() or meanings or _says_something(moment)):
        raise NothingToLog("there is nothing to log yet", 'Write a few words or a tag, such as "Tea with @Sam +c".')
    reader.relate(moment.people, meanings)
    return reader.draft(_filled(moment, meanings, reader))


def _filled(moment: Entry, meanings: Sequence[Meaning], reader: Reader) -> Entry:
    """Return the moment with every tag in its field."""
    fields = Fields(moment, reader.vocabulary)
    for slot, meaning in in_story_order(meanings):
        replaced = fields.put(slot, meaning)
        if replaced and meaning.how != "option":  # a --tone is meant to replace the one in the text
            reader.notices.append(second_answer(replaced, meaning, reader.vocabulary))
    between = two_turns(meanings, reader.vocabulary)
    if between:
        reader.notices.append(between)
    return fields.on(moment)


def may_be_a_date(words: str) -> Notice:
    """Return the hint that numbers which may be a date were left as words."""
    return Notice("maybe-date", f'"{words}" was left as words; if it is a date: rj edit --when "{words}"')


def second_answer(replaced: str, meaning: Meaning, vocabulary: Vocabulary) -> Notice:
    """Return the hint that the last of two answers to one question was kept."""
    kept = (
        f"{meaning.value} {vocabulary.label(meaning.key)}" if meaning.list == "good" else meaning.value or meaning.key
    )
    return Notice("second", f"Both {replaced} and {kept} are said; the last one is kept: {kept}")


def option_tags(given: Sequence[str]) -> list[str]:
    """Return the tags of `--tag`, each with or without its mark.

    Raises:
        WordingError: one is no tag.
    """
    tags = []
    for value in given:
        words = value.split()
        if len(words) > 1 and not all(word[0] in "+#" for word in words):
            words = ["-".join(words)]  # --tag "said what I felt"
        for word in words or [""]:  # an empty --tag is refused below like any other that is no tag
            written = word.lstrip("+#")
            marks = find_marks(f"+{written}")
            if len(marks) != 1 or marks[0].name != written:
                raise WordingError(f'"{value[:40]}" is not a tag', "Write it like hurt, went-silent or before:hurt.")
            tags.append(written)
    return tags


def _when(
    text: str,
    options: Options,
    now: datetime,
    *,
    past: bool,
    ask: bool,
    conventions: Callable[[], Conventions] | None,
    dated: Mapping[str, str | None] | None,
) -> TextDate:
    """Return the moment's `when` and the text without it; with `--when` the text stays whole.

    Raises:
        UnreadableDate, DoubtfulDate, FutureDate: as in when.read_when and when.find_when.
    """
    from relational_journal.capture.dates.conventions import Conventions
    from relational_journal.capture.dates.when import TextDate, find_when, read_when

    habits = conventions() if conventions else Conventions()
    if options.when is not None:
        said = (dated or {}).get(options.when)
        return TextDate(said or read_when(options.when, now=now, past=past, conventions=habits), text)
    return find_when(text, now=now, past=past, conventions=habits, ask=ask, meant=dated)


def check_text(text: str) -> None:
    """Refuse a text that cannot be stored.

    Raises:
        WordingError: it contains bytes that are no text.
    """
    try:
        text.encode()  # bytes that are not UTF-8 arrive from the command line as lone surrogates
    except UnicodeEncodeError as error:
        raise WordingError(
            "the text holds bytes that are not UTF-8", "Type it anew, or save the file as UTF-8."
        ) from error


def _check(options: Options) -> None:
    """Refuse options with unknown words.

    Raises:
        WordingError: names the word.
    """
    if options.kind not in KINDS:
        raise WordingError(f'"{options.kind}" is not a kind of entry', f"Write {', '.join(KINDS[:-1])} or {KINDS[-1]}.")
    if options.break_status not in (None, *BREAKS):
        raise WordingError(
            f'"{options.break_status}" is not what can become of a break',
            f"Write {', '.join(BREAKS[:-1])} or {BREAKS[-1]}.",
        )


def _says_something(moment: Entry) -> bool:
    """Whether the options alone make an entry: its kind, a break, or that it was not safe."""
    return moment.kind != "moment" or moment.break_status is not None or moment.unsafe
