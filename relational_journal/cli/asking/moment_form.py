"""Ask about a moment: the sentence, then the sets of ten seconds, one minute and five."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from relational_journal.cli.asking import form_runner, hangup, keyboard
from relational_journal.cli.asking.transcript import columns, say
from relational_journal.forms.form import Field, FieldUpdate, Form
from relational_journal.forms.question import Text
from relational_journal.forms.sentence import OfferedDraft, Sentence
from relational_journal.model import Entry, Query

if TYPE_CHECKING:
    from datetime import date

    from relational_journal.forms.question import Question
    from relational_journal.journal.journal import Journal

_SENTENCE = "What happened?"
_HOW = "one line; @name for people, +word for tags, or just words"
_HARD = 3  # disconnections in a row, or hard entries in a day, after which it may be enough (docs/safety.md)


class SentenceGiven(NamedTuple):
    """The sentence typed, "" for Enter alone; and the name of the draft it came from, or ""."""

    words: str
    draft: str = ""


def ask_sentence(journal: Journal) -> SentenceGiven | None:
    """Ask what happened, and offer the drafts of earlier runs.

        Returns:
    The words; None if Esc ended it. Words that were not sent are stored as a draft.

        Raises:
            KeyboardInterrupt: Ctrl-C.
    """
    hangup.watch()
    keyboard.hold()
    question = Sentence(_SENTENCE, hint=_HOW, heading=False, drafts=_drafts(journal))
    _show(question)
    from relational_journal.cli.asking import prompter

    while True:
        reply = prompter.ask(question)
        if reply.how != "back":
            break
    if reply.how in ("answered", "skipped"):
        # The keyboard is not released: what is typed while this is stored is the next answer.
        return SentenceGiven(reply.value or "", question.taken.name if question.taken and reply.value else "")
    keyboard.release()
    if reply.value and question.is_worth_keeping(reply.value):
        _keep(reply.value)
    elif reply.value:
        say("The draft stays as it was.")
    if reply.how == "interrupted":
        raise KeyboardInterrupt
    return None


def ask_about(journal: Journal, moment: Entry, level: str, *, new: bool = True, reads: bool = True) -> Entry:
    """Ask what the moment does not say yet, storing each answer as it is given.

        Args:
            journal: open for writing.
    moment: as stored; with an empty uid it does not exist yet, and the first answer creates it.
            level: `ten`, `minute` or `five`; each holds the ones before.
    new: it was stored just now: the answers join that change, so that one undo removes all of them, and
                Ctrl-B at the first question returns to the words.
    reads: first offer what the words seem to say, unless the person has switched that off.

        Returns:
    The moment with its answers; with an empty uid if there are none.

        Raises:
            KeyboardInterrupt: Ctrl-C; what was answered is kept.
    """
    form = _asked(journal, moment, level, new=new, reads=reads)[0]
    if form.moment.uid:
        _say_what_eases(journal)
    return form.moment


def ask_in_turn(journal: Journal, moment: Entry, level: str, *, stop: str) -> tuple[Entry, bool]:
    """Ask about one of several entries in a row, as `ask_about` does.

        Args:
    stop: what Esc does, as a phrase for the person.

        Returns:
            The moment with its answers, and whether the person stopped there.
    """
    form, how = _asked(journal, moment, level, new=False, reads=True, stop=stop)
    return form.moment, how != "done"


def _asked(journal: Journal, moment: Entry, level: str, *, new: bool, reads: bool, stop: str = "") -> tuple[Form, str]:
    """Run the form of a moment; return the form and how it ended."""
    from relational_journal.cli.asking import reading_back
    from relational_journal.forms.field_factory import fields_of
    from relational_journal.forms.journal_options import JournalOptions
    from relational_journal.forms.own_questions import with_own
    from relational_journal.forms.person_field import new_people
    from relational_journal.vocabulary.question_sets import SETS

    room = JournalOptions(journal, width=columns())
    reading = reading_back.field_of(room) if reads else None
    asks: list[Field] = [_Sentence(journal)] if new else []
    asks += [reading] if reading else []
    asks += new_people(room, moment) if new else []
    asks += fields_of(with_own(journal, SETS[level]).steps, room)
    form = Form(journal, moment, asks, continues=journal.last_change if new else None)
    if new:
        form.answer_given(0, moment.text)
        say(f"  Saved as {moment.id}." if moment.uid else "", form_runner.how_to_go_on())
    else:
        from relational_journal.cli.feedback import headline

        labels = [
            headline(moment, journal.now().date()),
            *(journal.vocabulary.inline_label(key) for key in moment.moves),
        ]
        say(" · ".join(labels))
        say("", form_runner.how_to_go_on(stop=stop) if stop else form_runner.how_to_go_on())
    how = form_runner.run(form, first=1 if new else 0)
    reading_back.learn(room, reading, form, by_hand_before=Entry(when=moment.when) if new and reads else moment)
    if not form.moment.uid:
        say("Nothing was said, nothing is kept.")
    elif how == "interrupted":
        say(f"Kept as {form.moment.id}.")
    if how == "interrupted":
        raise KeyboardInterrupt
    if how == "done" and not form.has_asked():
        say(f"{moment.id} has an answer to all of these.")
    return form, how


def _keep(words: str) -> None:
    """Save words that were not stored as a draft, and print where."""
    from relational_journal.cli.drafts import keep_words

    say(keep_words(words))


def _show(question: Text) -> None:
    """Print the label before the prompt library is loaded, so that the person can begin to type at once."""
    from relational_journal.cli.asking.transcript import columns, drawn

    for line in question.heading_lines(columns()):
        say(drawn(line))


def _say_what_eases(journal: Journal) -> None:
    """Print after three hard entries that it may be enough, or offer to log something small and good."""
    latest = list(journal.entries(Query(kinds=("moment",), limit=_HARD)))
    if len(latest) < _HARD or any(moment.tone != "disconnection" for moment in latest):
        return
    today = journal.now().date().isoformat()
    if all(moment.written[:10] == today for moment in latest):
        say("Three hard ones today. That may be enough for today; you can also go on.")
    else:
        say("Three hard ones in a row. If you like, log something small and good, or something plain.")


def _drafts(journal: Journal) -> tuple[OfferedDraft, ...]:
    """Return the drafts that hold words, newest first."""
    today = journal.now().date()
    # The name holds the time; a folder before it would sort first.
    found = sorted(journal.drafts.all().items(), key=lambda draft: draft[0].rpartition("/")[2], reverse=True)
    return tuple(OfferedDraft(name, _when_kept(name, today), words) for name, words in found if words.strip())


def _when_kept(name: str, today: date) -> str:
    """Return the day and time in a draft's name, `2026-11-22-1840.txt`; the name itself if it holds none."""
    from datetime import datetime

    from relational_journal.report.document.entry_text import format_when

    try:
        kept = datetime.strptime(name.rpartition("/")[2][:15], "%Y-%m-%d-%H%M")
    except ValueError:
        return name
    return format_when(kept.isoformat(), today)


class _Sentence(Field):
    """The field of the words themselves, for when the person goes back to them."""

    stands_again = True

    def __init__(self, journal: Journal) -> None:
        self.journal = journal

    def is_said(self, moment: Entry) -> bool:
        """Return True: it is only reached by going back."""
        return True

    def question(self, moment: Entry) -> Question[Any]:
        """Return the question that holds the words, to be changed."""
        return Text(_SENTENCE, hint=_HOW)

    def put(self, moment: Entry, answer: str) -> FieldUpdate:
        """Return the moment with these words: tags and names new in them are added, those that left them removed."""
        from relational_journal.capture.syntax.edited_text import reread_text

        if answer == moment.text:
            return FieldUpdate(moment)
        draft = reread_text(
            moment, answer, vocabulary=self.journal.vocabulary, people=self.journal.people.all(), ask=True
        )
        return FieldUpdate(draft.moment, draft.new_people, draft.changed_people, draft.new_words)
