"""Log a moment from an argument, the editor, standard input or the questions. Save first, ask later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relational_journal.capture.syntax.draft import Draft, Options
    from relational_journal.cli.drafts import kept_on_failure
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry


def log_moment(
    text: Sequence[str],
    *,
    when: str | None = None,
    with_: Sequence[str] = (),
    tag: Sequence[str] = (),
    tone: str = "",
    private: bool = False,
    share: bool = False,
    story_only: bool = False,
    unsafe: bool = False,
    break_: bool = False,
    repairs: str = "",
    kind: str = "",
    minute: bool = False,
    five: bool = False,
    editor: bool = False,
    read: bool = False,
    json: bool = False,
) -> None:
    """Log a moment.

    Args:
        text: the words given with the command, "-" for standard input; without any they are asked for.
        when: the options of `rj log`, as those after it.
    """
    from relational_journal.capture.syntax.draft import Options
    from relational_journal.cli.context import kind_from, open_journal, tone_from
    from relational_journal.cli.drafts import kept_on_failure

    typed = None if editor else _typed(text)
    with kept_on_failure(" ".join(text) if editor else typed or "") as kept:
        asked_for_more = _further_questions(minute=minute, five=five)
        options = Options(
            when=when,
            with_=tuple(with_),
            tags=tuple(tag),
            tone=tone_from(tone) if tone else None,
            private=private,
            share=share,
            story_only=story_only,
            unsafe=unsafe,
            break_status="open" if break_ else None,
            kind=kind_from(kind) if kind else "moment",
        )
        ask_first = typed is None and not editor and _must_ask(options)
        with open_journal(create=True) as journal:
            if editor:
                from relational_journal.cli.entries.editor import written_in_editor

                journal.drafts.take_in()  # what an earlier editor left when it was killed
                typed = written_in_editor(" ".join(text), kept=kept)
            draft = ""
            if ask_first:
                from relational_journal.cli.asking.moment_form import ask_sentence

                sentence = ask_sentence(journal)
                if sentence is None:
                    return
                typed, draft = sentence
            kept.typed = typed or ""
            try:
                moment, notices = _store(journal, typed or "", options, repairs, ask_first, kept)
            finally:
                if draft and kept.is_stored:
                    # Only now: until its words were stored, the draft was their only copy.
                    journal.drafts.remove(draft)
            written, change = moment, journal.last_change
            moment = _read_and_ask(
                journal, moment, level=asked_for_more or "ten" * ask_first, keeps=read, in_editor=editor
            )
            if not moment.uid:
                return
            if (
                text
                and not editor
                and [*text] != ["-"]
                and journal.settings.get("told-about-shell-history", "") != "yes"
            ):
                journal.settings.set("told-about-shell-history", "yes", quietly=True)
                notices = [*notices, "Shells keep a history of what is typed; rj log alone, -e and - do not."]
            from relational_journal.cli.feedback import acknowledge

            acknowledge(journal, moment, notices, as_json=json)
            if read or not (asked_for_more or ask_first or _is_offered(in_editor=editor)):
                _learn(journal, written, change)
            if not json:
                from relational_journal.cli.entries.tie import offer_tie

                offer_tie(journal, moment)


def _read_and_ask(journal: Journal, moment: Entry, *, level: str, keeps: bool, in_editor: bool) -> Entry:
    """Offer what the words seem to say, then ask the questions of a set; with "" no set.

    A sentence given with the command is only read on request, because reading doubles the time the command takes.
    """
    if keeps and moment.uid:
        from relational_journal.cli.asking.reading_back import keep_reading

        moment = keep_reading(journal, moment)
    if level:
        from relational_journal.cli.asking.moment_form import ask_about

        return ask_about(journal, moment, level, reads=not keeps)
    if _is_offered(in_editor=in_editor) and not keeps:
        from relational_journal.cli.asking.reading_back import offer_reading

        return offer_reading(journal, moment)
    return moment


def _is_offered(*, in_editor: bool) -> bool:
    """Return whether the reading of what was written is offered after it."""
    from relational_journal.cli.output import can_ask

    return in_editor and can_ask()


def _learn(journal: Journal, written: Entry, change: int | None) -> None:
    """Learn from the tags among the words. Not to be called after questions, which have done so already."""
    from relational_journal.journal.learning import learn_by_hand
    from relational_journal.model import Entry

    learn_by_hand(journal, Entry(when=written.when), written, continues=change)


def _typed(text: Sequence[str]) -> str | None:
    """Return the words given with the command; None if they are still to be asked for."""
    if [*text] == ["-"]:
        return _from_standard_input()
    return " ".join(text) if text else None


def _from_standard_input() -> str:
    """Return all of standard input without its last line feed.

    Raises:
        WordingError: it is not UTF-8; its bytes are saved as they came.
    """
    from relational_journal.cli.drafts import kept_on_failure
    from relational_journal.cli.standard_input import read_all

    came = read_all()
    try:
        words = came.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        from relational_journal.errors import WordingError

        with kept_on_failure(came.decode("utf-8", "surrogateescape")):
            raise WordingError(
                f"what came in is not UTF-8 (byte {error.start + 1})", "Save it as UTF-8 and send it again."
            ) from error
    return words.removesuffix("\n").removesuffix("\r")


def _further_questions(*, minute: bool, five: bool) -> str:
    """Return the question set an option names; fail before anything is stored if nobody can be asked."""
    from relational_journal.cli.output import can_ask
    from relational_journal.errors import NeedsTerminal, WordingError

    if minute and five:
        raise WordingError("--minute and --five are two answers to one question", "--five asks what --minute asks too.")
    if (minute or five) and not can_ask():
        raise NeedsTerminal("there is no terminal to ask on", "Without --minute and --five it is logged as it is.")
    return "five" if five else "minute" if minute else ""


def _must_ask(options: Options) -> bool:
    """Return whether the sentence is still to be asked for.

    Raises:
        NeedsTerminal: nobody can be asked, and the options say nothing.
    """
    from relational_journal.cli.output import can_ask
    from relational_journal.errors import NeedsTerminal

    if can_ask():
        return True
    if options.tags or options.tone or options.with_:
        return False
    raise NeedsTerminal("no words were given, and there is no terminal to ask on", "rj log - reads them from a pipe.")


def _store(
    journal: Journal, typed: str, options: Options, repairs: str, empty_is_allowed: bool, kept: kept_on_failure
) -> tuple[Entry, list[str]]:
    """Store the moment; return it with the hints to print. On a terminal an ambiguous tag is asked about after saving.

    A moment that says nothing is not stored: its uid is empty, and the first answer creates it.
    """
    from relational_journal.capture.syntax.quick_entry import read_moment
    from relational_journal.cli.drafts import add_and_note
    from relational_journal.cli.output import can_ask

    asks = can_ask()

    def read(past: bool, dated: Mapping[str, str | None] | None, chosen: Mapping[str, str] | None = None) -> Draft:
        return read_moment(
            typed,
            now=journal.now(),
            vocabulary=journal.vocabulary,
            people=journal.people.all(),
            options=options,
            chosen=chosen,
            ask=asks,
            past=past,
            allow_empty=empty_is_allowed,
            conventions=journal.date_conventions,
            dated=dated,
        )

    if not asks:
        draft = read(True, None)
        moment = add_and_note(journal, draft, repairs=repairs or None, stored_as=kept.stored_as)
        return moment, notices_of(draft)
    from relational_journal.cli.asking.dates import settle_date
    from relational_journal.cli.asking.disambiguate import store_and_settle

    draft, past, dated = settle_date(journal, read, option=options.when)
    if empty_is_allowed and _says_nothing(draft.moment):
        from relational_journal.model import Link, replace

        link = (Link(journal.find(repairs).uid, "repairs"),) if repairs else ()
        return replace(draft.moment, links=link), []
    moment, draft = store_and_settle(
        journal,
        draft,
        lambda chosen: read(past, dated, chosen),
        repairs=repairs or None,
        stored_as=kept.stored_as,
    )
    return moment, notices_of(draft)


def _says_nothing(moment: Entry) -> bool:
    """Return whether it holds no words and nothing that was read from them, whatever its time and marks are."""
    from relational_journal.model import Entry, replace

    kept = {
        name: getattr(moment, name) for name in ("kind", "private", "share", "story_only", "unsafe", "break_status")
    }
    return replace(moment, text=moment.text.strip()) == Entry(when=moment.when, **kept)


def notices_of(draft: Draft | None) -> list[str]:
    """Return the hints of a reading, ready to print: what is new, and what the beginning of a word was read as."""
    if draft is None:
        return []
    read_as = [f"+{written} was read as {key}" for written, key in draft.readings]
    return [notice.text for notice in draft.notices] + read_as
