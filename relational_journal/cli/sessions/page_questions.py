"""What is asked around the page at a terminal: who somebody is, about safety, and what becomes of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relational_journal.forms.key_questions import Letter, Word

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal
    from relational_journal.report.session_page.page import Page

SAVE_AS = {"p": "pdf", "h": "html", "t": "text"}
SHOW, NOT = "show", "not"
_MOST_ASKED = 9
_ROLES = (
    Word("p", "partner", "partner"),
    Word("f", "friend", "friend"),
    Word("a", "parent", "parent"),
    Word("s", "sibling", "sibling"),
    Word("k", "child", "child"),
    Word("c", "colleague", "colleague"),
    Word("m", "manager", "manager"),
    Word("x", "ex-partner", "former partner"),
    Word("t", "therapist", "therapist"),
)


def ask_roles(journal: Journal, page: Page) -> bool:
    """Ask who the people of the page are whose role is not said, one key each; return whether any was said.

    Esc asks no further; whoever is left unsaid stays "someone".

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    from relational_journal.cli.output import hint
    from relational_journal.text.safe import one_line

    is_said = False
    for name in page.unknown_people[:_MOST_ASKED]:
        value = _asked(Letter(f"Who is {one_line(name)}?", _ROLES, skipping="someone"))
        if value is None:
            break
        if value:
            journal.people.edit(name, relationship=value)
            told = next(word.label for word in _ROLES if word.value == value)
            hint(one_line(f'{name}: {told}, kept in the journal; rj people edit "{name}" says otherwise.'))
            is_said = True
    return is_said


def ask_about_safety() -> bool:
    """Ask whether something about not being safe stands on the page; return whether one line does.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    choices = (
        Word("n", "no", "not on the page"),
        Word("l", "line", "one line"),
        Word("m", "myself", "I will say it myself"),
    )
    value = _asked(Letter("Something about not being safe with someone?", choices, skipping="not on the page"))
    return value == "line"


def ask_what_becomes_of_it() -> str:
    """Ask what is to be done with the page: `pdf`, `html`, `text` (to a file), `show` or `not`.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    choices = (
        Word("p", "pdf", "PDF"),
        Word("h", "html", "HTML"),
        Word("t", "text", "text"),
        Word("s", SHOW, "show"),
        Word("n", NOT, "not"),
    )
    value = _asked(Letter("Save as", choices, skipping="show"))
    return NOT if value is None else value or SHOW


def _asked(question: Letter) -> str | None:
    """The value of the letter; "" if Enter was pressed, None if Esc was."""
    from relational_journal.cli.asking import keyboard, prompter

    reply = prompter.ask(question)
    keyboard.release()
    if reply.how == "interrupted":
        raise KeyboardInterrupt
    if reply.how == "ended":
        return None
    return reply.value or ""
