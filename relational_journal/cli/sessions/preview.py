"""Choose the lines of the page on a terminal: leave out, add, and never show."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from relational_journal.cli.sessions.preview_command import HELP, Typed, read
from relational_journal.cli.sessions.preview_lines import parts_of, says_what_is_wanted, why_not, with_its_words
from relational_journal.forms.page_chooser import PREVIEW, PageChooser, PagePart
from relational_journal.report.document.items import names

if TYPE_CHECKING:
    from relational_journal.forms.question import Question
    from relational_journal.journal.journal import Journal
    from relational_journal.model import Entry, Query
    from relational_journal.report.document.document import Report
    from relational_journal.report.session_page.page import Page
    from relational_journal.report.session_page.page_material import Choices

MOST_OFFERED = 15
_HANG = 13
_QUESTION = "Leave out?"
_KEYS = "numbers, never N, add or ?; Enter goes on, Esc writes nothing"
_KEYS_OF_CHOOSER = (
    "arrows move, space leaves out or brings back, f folds, p shows the page; or type numbers, never N, add, ?; "
    "Enter goes on, Esc writes nothing"
)


_ENDED_AFTER_A_CHANGE = "No page was written. What you said never to show, or to show again, stays so: again lists it."


class Preview:
    """One run of the chooser. Every line keeps the number it was first shown with, whatever is added or removed.

    What is never to be shown is stored at once. Words that are added are shared permanently when the page is written,
        and not at all if it is not.

        Args:
    page: the page these choices produce.
    left_out: numbers of the lines that are left out at the start.
    """

    def __init__(
        self, journal: Journal, choices: Choices, query: Query, page: Page, left_out: Collection[int] = ()
    ) -> None:
        self.journal = journal
        self.choices = choices
        self.query = query
        self.added: frozenset[str] = frozenset()
        self.kept: frozenset[str] = frozenset()
        # Collected and printed below the page, since what is printed before it scrolls away.
        self.notes: list[str] = []
        # Words that may be names not in the journal: those on the page now, and those already noted.
        self.unknown: tuple[str, ...] = ()
        self.announced: set[str] = set()
        self.page = page
        self.names = names(page.report)
        self.numbers: dict[str, int] = {}
        self._number_lines()
        self.left = frozenset(self.names[number - 1] for number in left_out)
        self.has_changed = False
        self.chooser: PageChooser | None = None

    def run(self) -> Page | None:
        """Run the chooser; return the page to write, or None if Esc was pressed.

        Raises:
            KeyboardInterrupt: Ctrl-C.
        """
        from relational_journal.cli.asking import keyboard, prompter
        from relational_journal.cli.output import hint

        self._say_what_the_page_cannot_know()
        self._drop_to_fit()
        self._draw()
        while True:
            self._say_what_may_be_a_name()
            self._print_notes()
            reply = prompter.ask(self._question())
            keyboard.release()
            if reply.how == "interrupted":
                raise KeyboardInterrupt
            if reply.how == "ended":
                hint(_ENDED_AFTER_A_CHANGE if self.has_changed else "Nothing was written.")
                return None
            if reply.how == "answered" and reply.value:
                if reply.value == PREVIEW:
                    self._show()
                elif self._does(read(reply.value, max(self.numbers.values(), default=0))):
                    self._draw()
                continue
            # Lines brought back may not fit: what is dropped in their place is shown before Enter writes the page.
            if self._drop_to_fit():
                self._draw()
                continue
            self._choose_for_good()
            return self.page.without(self._numbers(self.left))

    def _question(self) -> Question[str]:
        """Return the question that lists the page on one screen; if it cannot redraw, one where numbers are typed."""
        from relational_journal.cli.asking import keyboard

        # Nothing is redrawn there: the page is printed, and its lines are chosen by number.
        if keyboard.is_plain():
            from relational_journal.forms.question import Text

            asked = Text(_QUESTION, hint=_KEYS)
            # A command is nothing to save as a draft if the terminal is closed.
            asked.has_words = False
            return asked
        from relational_journal.cli.output import height

        chooser = PageChooser(
            _QUESTION,
            self._parts_shown(),
            is_left_out=lambda number: self._name_of(number) in self.left,
            toggle=self._toggle,
            rows=height(),
            hint=_KEYS_OF_CHOOSER,
        )
        if self.chooser is not None:
            # The screen is made anew after each command; what was folded, and the pointer, stay.
            chooser.folded = self.chooser.folded
            chooser.at = min(self.chooser.at, len(chooser.places()) - 1)
        chooser.notes = [*self.notes]
        self.notes.clear()
        self.chooser = chooser
        return chooser

    def _parts_shown(self) -> list[PagePart]:
        report, self.unknown = self._with_possible_names_marked()
        return parts_of(report, [self.numbers[name] for name in self.names])

    def _number_lines(self) -> None:
        """Give the next number to every line that has none."""
        for name in self.names:
            # A line that is gone keeps its number too: a number must never come to mean another line.
            self.numbers.setdefault(name, len(self.numbers) + 1)

    def _name_of(self, number: int) -> str:
        """Return the name of the line with a number; "" if the line is gone."""
        return next((name for name in self.names if self.numbers[name] == number), "")

    def _toggle(self, number: int) -> None:
        names = {self._name_of(number)} - {""}
        # A line that is brought back is kept when the page is made to fit; one left out is not.
        self.kept = self.kept - names | (self.left & names)
        self.left = self.left ^ names

    def _show(self) -> None:
        """Show the page as it would be written, in the pager."""
        from relational_journal.cli.output import page
        from relational_journal.cli.sessions.save_page import drawn_here

        page(drawn_here(self.page.without(self._numbers(self.left)).report))

    def _does(self, typed: Typed) -> bool:
        """Do what was typed; return whether the page changed."""
        gone = [number for number in typed.numbers if typed.verb != "again" and not self._name_of(number)]
        if gone:
            self.notes.append(f"There is no line {gone[0]} any more.")
            return False
        if typed.verb == "leave":
            for number in typed.numbers:
                self._toggle(number)
            return True
        if typed.verb == "never":
            return self._never(typed)
        if typed.verb == "add":
            parts = self._add_parts(typed.parts)
            return self._add(typed.words) or parts if typed.words else parts or self._offer()
        if typed.verb == "again":
            return self._again(typed.numbers) if typed.numbers else self._list_what_is_never_shown()
        self.notes.append(typed.words[0] if typed.words else HELP)
        return False

    # What stands on it

    def _make_anew(self) -> None:
        from dataclasses import replace

        choices = replace(self.choices, shared=self.choices.shared | self.added)
        self.page = self.journal.summary(choices=choices, query=self.query)
        self.names = names(self.page.report)
        self._number_lines()

    def _numbers(self, names: Collection[str]) -> frozenset[int]:
        return frozenset(number for number, name in enumerate(self.names, 1) if name in names)

    def _draw(self) -> None:
        """Print the page with its numbers if the terminal cannot redraw; otherwise the question shows it."""
        from relational_journal.cli.asking import keyboard
        from relational_journal.cli.output import out
        from relational_journal.cli.sessions.save_page import drawn_here

        report, self.unknown = self._with_possible_names_marked()
        if not keyboard.is_plain():
            return
        drawn = drawn_here(
            report,
            numbered=True,
            left_out=self._numbers(self.left),
            labels=[self.numbers[name] for name in self.names],
        )
        out(f"{drawn}\n")

    def _drop_to_fit(self) -> bool:
        """Leave out what does not fit on one sheet and say so; return whether anything was left out."""
        from relational_journal.report.page_fit import format_items, items_to_drop

        over = items_to_drop(self.page, self._numbers(self.left), kept=self._numbers(self.kept))
        if not over:
            return False
        self.left |= {self.names[number - 1] for number in over}
        labels = [self.numbers[name] for name in self.names]
        self.notes.append(f"To keep to one sheet this is left out: {format_items(self.page.report, over, labels)}.")
        self.notes.append("A number typed again brings its line back, in place of others.")
        return True

    def _print_notes(self) -> None:
        """Print the notes below the page; the list on one screen shows them itself."""
        from textwrap import wrap

        from relational_journal.cli.asking import keyboard
        from relational_journal.cli.output import hint, width
        from relational_journal.cli.sessions.save_page import describe_cut_lines

        if not keyboard.is_plain():
            self.notes += describe_cut_lines(self.page, self._numbers(self.left))
            return

        for note in (*describe_cut_lines(self.page, self._numbers(self.left)), *self.notes):
            for line in note.splitlines():
                # A wrapped line of a list continues below its words, not below the column of what to type.
                for each in wrap(line, width() - 1, subsequent_indent=" " * _HANG if line[:1] == " " else ""):
                    hint(each)
        self.notes.clear()

    def _say_what_the_page_cannot_know(self) -> None:
        """Note what is left out already, and what the page cannot leave out by itself."""
        from relational_journal.cli.sessions.exclusions import describe_exclusions

        if not says_what_is_wanted(self.page.report) and "today" not in self.choices.leave:
            self.notes.append("It does not say what you want from today: rj session before asks.")
        if count := self.page.private:
            those = "1 private moment is" if count == 1 else f"{count} private moments are"
            self.notes.append(f"{those} left out, of every word and number.")
        if count := len(describe_exclusions(self.journal)):
            those = "1 thing is" if count == 1 else f"{count} things are"
            self.notes.append(f"{those} never shown, as you said: again lists what.")
        if self.choices.names != "nickname":
            self.notes.append("Names that were never entered as people cannot be hidden: look for them.")

    def _with_possible_names_marked(self) -> tuple[Report, tuple[str, ...]]:
        """Return the page with the words marked that may be names not in the journal."""
        from relational_journal.report.document.possible_names import PossibleNames, mark_possible_names
        from relational_journal.vocabulary.everyday_words import everyday_names, is_everyday_word

        known = self.page.names_shown
        if self.choices.names == "nickname":
            # With nicknames on the page every known name may stand there.
            known |= {name for person in self.journal.people.all() for name in (person.name, *person.also)}
        return mark_possible_names(self.page.report, PossibleNames(known, everyday_names(), is_everyday_word))

    def _say_what_may_be_a_name(self) -> None:
        """Note the marked words once, although they are marked each time the page is drawn."""
        new = [word for word in self.unknown if word not in self.announced]
        if new:
            self.announced.update(new)
            those = "are no names the journal knows" if len(new) > 1 else "is no name the journal knows"
            self.notes.append(
                f"Look once at what is marked [so?]: {', '.join(new)} {those}. rj people add NAME hides a name."
            )

    # Adding

    def _offer(self) -> bool:
        """List what could be added to the page."""
        from relational_journal.cli.entries.show_entries import list_lines
        from relational_journal.cli.output import out, width

        offered = [entry for entry in self.page.could_add if entry.uid not in self.added]
        if not offered:
            self.notes.append("All words of these days are there already; add ID brings those of any other moment.")
            return False
        shown = offered[:MOST_OFFERED]
        rows = [with_its_words(entry) for entry in shown]
        out("\n".join(list_lines(self.journal, rows, columns=min(width(), 100), today=self.journal.now().date())))
        more = f"; {len(offered) - len(shown)} earlier ones are in rj list" if len(offered) > len(shown) else ""
        self.notes.append(f"add {shown[0].id} puts in the words of {shown[0].id}, and so on{more}.")
        return False

    def _add_parts(self, parts: Collection[str]) -> bool:
        """Add whole parts of the page that are off."""
        from dataclasses import replace

        if not parts:
            return False
        include, leave = self.choices.include.union(parts), self.choices.leave.difference(parts)
        self.choices = replace(self.choices, include=include, leave=leave)
        self._make_anew()
        there = {section.key for section in self.page.report.sections} | {"therapist"}
        if there.isdisjoint(parts):
            self.notes.append("Nothing was noted for that part.")
        return True

    def _add(self, idents: Sequence[str]) -> bool:
        from relational_journal.errors import JournalError
        from relational_journal.text.safe import one_line

        new: list[Entry] = []
        for ident in idents:
            try:
                new.append(self.journal.find(ident))
            except JournalError as error:
                self.notes.append(one_line(f"{error.sentence}. {error.next_step}"))
                return False
        for entry in [entry for entry in new if entry.private]:
            instead = f"rj edit {entry.id} --no-private changes that"
            self.notes.append(f"{entry.id} is only for you, and stands on no page: {instead}.")
            new.remove(entry)
        before = frozenset(self.names)
        self.added |= {entry.uid for entry in new}
        self._make_anew()
        for entry in new:
            names = {name for name in self.names if entry.uid in name}
            self.left -= names
            # If one sheet does not hold everything, what was asked for is dropped last.
            self.kept |= names
            if not names:
                # Nothing of it is on the page, so it must not be shared when the page is written.
                self.added -= {entry.uid}
                self.notes.append(why_not(entry, self.journal.people.safety()))
            elif names <= before:
                self.notes.append(f"{entry.id} stands there, with all that it says.")
        return bool(new)

    def _choose_for_good(self) -> None:
        """Share the added words that are on the page permanently, as one change."""
        from relational_journal.model import replace

        begun: int | None = None
        for uid in sorted(self.added):
            entry = self.journal.find(uid)
            named = [name for name in self.names if uid in name]
            words = [name for name in named if name.startswith("words:")] or named
            # Words added and then left out again were not chosen.
            if not entry.share and not self.left.issuperset(words):
                self.journal.replace(replace(entry, share=True), verb="share", continues=begun)
                begun = begun or self.journal.last_change

    # Never

    def _never(self, typed: Typed) -> bool:
        """Keep lines, moments or whole parts off this page and every future one."""
        from dataclasses import replace

        from relational_journal.cli.sessions.exclusions import keep_off

        names = [self._name_of(number) for number in typed.numbers]
        self.has_changed = True
        said = keep_off(self.journal, names, typed.parts)
        unchosen = {name.removeprefix("words:") for name in names}
        self.added -= unchosen
        # What was added or included in this run would otherwise bring the line back at once.
        self.choices = replace(
            self.choices, shared=self.choices.shared - unchosen, include=self.choices.include.difference(typed.parts)
        )
        self._make_anew()
        self.notes += said
        return True

    def _again(self, numbers: Sequence[int]) -> bool:
        """Show again what was never to be shown."""
        from relational_journal.cli.sessions.exclusions import bring_back

        self.has_changed = True
        self.notes += bring_back(self.journal, numbers)
        self._make_anew()
        return True

    def _list_what_is_never_shown(self) -> bool:
        from relational_journal.cli.sessions.exclusions import describe_exclusions

        never = [f"{at:>3} {each}" for at, each in enumerate(describe_exclusions(self.journal), 1)]
        self.notes += [*never, "again 1 brings the first of these back, and so on."] if never else ["There is nothing."]
        return False
