"""Questions before and after the page on a terminal: people's roles, safety, and where the page goes."""

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
    """Ask for the role of each person on the page who has none, one key each; return whether any was given.

    Esc ends the questions; a person without a role stays "someone".

        Raises:
            KeyboardInterrupt: Ctrl-C.
    """
    from relational_journal.cli.output import hint
    from relational_journal.text.safe import one_line

    is_said = False
    names = page.unknown_people[:_MOST_ASKED]
    if len(names) > 1:
        hint(f"{len(names)} people have no role on the page yet; Esc leaves the rest as someone.")
    for name in names:
        value = _asked(Letter(f"Who is {one_line(name)}?", _ROLES, skipping="someone"))
        if value is None:
            break
        if value:
            journal.people.edit(name, relationship=value)
            role = next(word.label for word in _ROLES if word.value == value)
            hint(one_line(f'{name}: {role}, kept in the journal; rj people edit "{name}" says otherwise.'))
            is_said = True
    return is_said


def ask_about_safety() -> bool:
    """Ask whether the page may hold one line about not being safe; return the answer.

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
    """Ask where the page goes; return `pdf`, `html` or `text` (to a file), `show` or `not`.

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
    """Return the value of the letter typed; "" for Enter, None for Esc."""
    from relational_journal.cli.asking import keyboard, prompter

    reply = prompter.ask(question)
    keyboard.release()
    if reply.how == "interrupted":
        raise KeyboardInterrupt
    if reply.how == "ended":
        return None
    return reply.value or ""
