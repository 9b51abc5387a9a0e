"""Ask what a stored text meant if a tag or a name in it fits several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from relational_journal.cli.asking import keyboard
from relational_journal.cli.drafts import add_and_note
from relational_journal.forms.option_search import Option
from relational_journal.forms.picker import Picker
from relational_journal.model import replace

if TYPE_CHECKING:
    from relational_journal.capture.syntax.draft import Draft, Notice
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry
    from relational_journal.vocabulary.load import Vocabulary


def store_and_settle(
    journal: Journal,
    draft: Draft,
    reread: Callable[[Mapping[str, str]], Draft],
    *,
    repairs: str | None = None,
    stored_as: Callable[[int | None], None] = lambda number: None,
) -> tuple[Entry, Draft]:
    """Store a draft, then ask at the terminal what its tags and names mean; all of it is one change.

    Asked are a tag that fits several keys, a new own word with keys near it, and a new name that is one letter off
    a known one or begins it. Enter keeps the word or name as written, and leaves the tag out.

    Args:
        journal: open for writing.
        draft: read with `ask=True`.
        reread: a function that reads the text again, given tags as written → the keys they mean.
        repairs: as for `Journal.add`.
        stored_as: called with the moment's number once the words are in the journal.

    Returns:
        The moment, and the final draft; its notices cover only what was not asked.

    Raises:
        KeyboardInterrupt: on Ctrl-C; the moment is stored with what was settled, the rest as written.
    """
    words = {written: near for written, near in draft.near_words if near}
    people = _near_people(draft)
    if not (draft.unsettled or words or people):
        moment = add_and_note(journal, draft, repairs=repairs, stored_as=stored_as)
        return moment, draft
    # Stored before the first question, so that the words are safe however the asking ends.
    moment = add_and_note(journal, _without(draft, words, people), repairs=repairs, stored_as=stored_as)
    change = journal.last_change
    asking = _Asking()
    chosen: dict[str, str] = {}
    for written, keys in (*draft.unsettled, *words.items()):
        is_word = written in words
        label = f"+{written} is no word of the list. Did you mean" if is_word else f"+{written} could be several:"
        key = asking.one_of(label, _key_options(keys, journal.vocabulary), keeps=is_word)
        if key is not None:
            chosen[written] = key
    meant = {
        name: asking.one_of(f"{name} is new here. Did you mean", known, keeps=True) for name, known in people.items()
    }
    settled = _with_people(reread(chosen), meant)
    stored = settled._replace(moment=_on(moment, settled.moment), notices=_still_to_say(draft, settled, chosen, meant))
    moment = journal.replace(stored.moment, draft=stored, continues=change)
    keyboard.release()
    if asking.how == "interrupted":
        raise KeyboardInterrupt
    return moment, stored


class _Asking:
    """Numbered questions, asked until one is ended with Esc or Ctrl-C."""

    def __init__(self) -> None:
        self.how = ""

    def one_of(self, label: str, options: Sequence[Option], *, keeps: bool) -> str | None:
        """Ask for one of the options; return None for Enter, or without asking once the person has ended it."""
        from relational_journal.cli.asking import prompter

        if self.how in ("ended", "interrupted"):
            return None
        hint = "number; Enter keeps it as written" if keeps else "number; Enter leaves it out"
        while True:
            reply = prompter.ask(Picker(label, options, open_=True, hint=hint))
            if reply.how != "back":
                break
        self.how = reply.how
        return reply.value[0].value if reply.value else None


def _near_people(draft: Draft) -> dict[str, tuple[Option, ...]]:
    """Return each new name with the known people it may mean."""
    near: dict[str, tuple[Option, ...]] = {}
    for name, known in draft.near_people:
        near[name] = (*near.get(name, ()), Option(known, known))
    return near


def _key_options(keys: Sequence[str], vocabulary: Vocabulary) -> tuple[Option, ...]:
    terms = [(key, vocabulary.get(key)) for key in keys]
    return tuple(
        Option(key, term.label, term.shown, (term.key, *term.short)) if term else Option(key, key.replace("-", " "))
        for key, term in terms
    )


def _without(draft: Draft, words: Mapping[str, object], people: Mapping[str, object]) -> Draft:
    """Return the draft without what is still to be asked, so that a typing mistake makes no person or word."""
    moment = replace(
        draft.moment,
        people=tuple(name for name in draft.moment.people if name not in people),
        own=tuple(key for key in draft.moment.own if key not in words),
    )
    return draft._replace(
        moment=moment,
        new_people=tuple(person for person in draft.new_people if person.name not in people),
        new_words=tuple(word for word in draft.new_words if word.key not in words),
    )


def _with_people(draft: Draft, meant: Mapping[str, str | None]) -> Draft:
    """Return the draft with the people that were meant."""
    names = tuple(dict.fromkeys(meant.get(name) or name for name in draft.moment.people))
    found = {name for name, known in meant.items() if known}
    new = tuple(person for person in draft.new_people if person.name not in found)
    return draft._replace(moment=replace(draft.moment, people=names), new_people=new)


def _still_to_say(
    first: Draft, settled: Draft, chosen: Mapping[str, str], meant: Mapping[str, str | None]
) -> tuple[Notice, ...]:
    """Return the hints of both readings, without those about what was asked."""
    found = [name for name, known in meant.items() if known]
    settled_by = tuple(f"{name} is new here" for name in found) + tuple(f"+{word} is kept" for word in chosen)
    notices = dict.fromkeys((*first.notices, *settled.notices))
    return tuple(
        notice
        for notice in notices
        if not (meant and notice.kind == "near-person") and not notice.text.startswith(settled_by or ("\0",))
    )


def _on(stored: Entry, read: Entry) -> Entry:
    """Return the stored entry with the fields of a second reading of the same words."""
    same = ("uid", "id", "when", "written", "changed", "links")
    kept = {name: getattr(stored, name) for name in same}
    return replace(read, **kept)
