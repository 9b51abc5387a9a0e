"""Questions to a person at a terminal: draws the kinds of `asked.py` and reads keys; the only one to know how.

Drawn on stderr, in place, without mouse or another screen; an answered question stays as one calm line. Styles only
repeat what the words say: no colour, so light and dark terminals and NO_COLOR read alike.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from select import select
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from relational_journal.cli.asking import hangup, keyboard
from relational_journal.cli.asking.line_prompter import ask_plain
from relational_journal.cli.asking.line_reader import PASTE_SECONDS
from relational_journal.cli.asking.transcript import cells, columns, has_styles, leave
from relational_journal.cli.output import hint
from relational_journal.cli.reply import Reply
from relational_journal.forms.key_questions import Letter, Word
from relational_journal.forms.question import Done, Line, Question, Skip, Stay, View, folded

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout import Layout

T = TypeVar("T")
# An Enter this soon after a key that answered by itself was typed out of habit, before the next question was read.
_HABIT_SECONDS = 0.5
_answered_at: float | None = None  # when the last key came that answered by itself; None once another has come
# Esc begins the codes of arrow keys; what follows comes within these seconds, or it was Esc alone.
_ESCAPE_SECONDS = 0.06
_ENTERS = ("c-m", "c-j")
# A letter and an Enter this close together were pasted, or sent by a program: no finger is so quick.
_PASTE_SECONDS = 0.02


def ask(question: Question[T]) -> Reply[T]:
    """Ask one question and leave it as a calm line.

    Where the terminal is closed meanwhile, the words in the field are kept as a draft.
    """
    if keyboard.is_plain():
        reply, typed = ask_plain(question)
    else:
        hangup.watch()
        keyboard.hold()
        sys.stderr.flush()
        screen = _Screen(question)
        reply = screen.ask()
        typed = screen.buffer.text
    if hangup.has_come() and reply.how == "interrupted":
        return _hung_up(question, typed)
    if not keyboard.is_plain() and (reply.how in ("answered", "skipped") or reply.value is not None):
        leave(question, reply.value)
    return reply


def _hung_up(question: Question[T], typed: str) -> Reply[T]:
    """End a question by a hang-up: words in its field are no answer yet, and are kept as a draft."""
    if not question.has_words:
        return Reply("interrupted", question.kept(typed))
    if question.is_worth_keeping(typed):
        from relational_journal.cli.drafts import keep_words

        hint(keep_words(typed))
    return Reply("interrupted")


def ask_yes(label: str) -> bool:
    """Yes or no; Enter and Esc are no.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    reply = ask(Letter(label, (Word("y", "yes", "yes"), Word("n", "no", "no"))))
    keyboard.release()
    if reply.how == "interrupted":
        raise KeyboardInterrupt
    return reply.value == "yes"


class _Screen(Generic[T]):
    """One question on the terminal while it is asked."""

    def __init__(self, question: Question[T]) -> None:
        self.question = question
        self.shown = View([], "", "", [])
        self._typed_at = 0.0  # when the last letter came
        self._is_pasted = False
        self.app = self._application()

    def ask(self) -> Reply[T]:
        """Show the question until it is answered or left."""
        output = self.app.output
        # What was typed while the program started stands on this line, drawn by the terminal: it is drawn anew.
        output.write_raw("\r")
        output.erase_down()
        try:
            with hangup.waking(self._wake):
                reply: Reply[T] = self.app.run(pre_run=self._begin, set_exception_handler=False)
        except (OSError, EOFError):
            # The terminal was taken away before, or without, a hang-up.
            hangup.terminal_is_gone()
            return self._interrupted()
        return reply

    def _begin(self) -> None:
        """On the event loop, before anything is drawn."""
        loop = self.app.loop
        assert loop is not None
        loop.set_exception_handler(lambda _, context: self._fail(context))
        if hangup.has_come():
            self._leave()
        elif _answered_at is not None:
            self._drop_habit()

    def _drop_habit(self) -> None:
        """Pass over an Enter that is waiting already, since it was typed before this question was shown."""
        from prompt_toolkit.input.typeahead import get_typeahead, store_typeahead

        waiting = [*get_typeahead(self.app.input), *self.app.input.read_keys()]
        if waiting and waiting[0].key in _ENTERS:
            del waiting[0]
            _take_habit()
        store_typeahead(self.app.input, waiting)

    def _wake(self) -> None:
        """Called by the handler of a signal: the question ends on the loop, where nothing is half done."""
        if self.app.loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has just ended, and with it the question
                self.app.loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        if self.app.future is not None and not self.app.future.done():
            typed = keyboard.typed_ahead()  # or the shell would have it
            if self.question.has_field:
                self.buffer.insert_text(typed)
            self.app.exit(result=self._interrupted())

    def _fail(self, context: dict[str, Any]) -> None:
        """An error in something the loop called, as drawing: the question ends with it."""
        error = context.get("exception") or RuntimeError(context.get("message"))
        if self.app.future is not None and not self.app.future.done():
            self.app.exit(exception=error)

    def _interrupted(self) -> Reply[T]:
        return Reply("interrupted", self.question.kept(self.buffer.text))

    def _application(self) -> Application[Any]:
        from prompt_toolkit.application import Application
        from prompt_toolkit.input import create_input
        from prompt_toolkit.output import create_output
        from prompt_toolkit.output.vt100 import Vt100_Output
        from prompt_toolkit.styles import Style

        output = create_output(stdout=sys.stderr)
        if isinstance(output, Vt100_Output):
            output.enable_cpr = False  # Asking the terminal where the cursor is costs a round trip each question.
        styles = {"dim": "dim", "bold": "bold", "reverse": "reverse"} if has_styles() else {"reverse": "reverse"}
        app: Application[Any] = Application(
            layout=self._layout(),
            key_bindings=self._keys(),
            style=Style.from_dict(styles),
            include_default_pygments_style=False,
            input=create_input(sys.stdin),
            output=output,
            erase_when_done=True,
            before_render=lambda _: self._look(),
        )
        app.ttimeoutlen = _ESCAPE_SECONDS
        app.timeoutlen = _ESCAPE_SECONDS / 2
        return app

    # Drawing

    def _layout(self) -> Layout:
        from prompt_toolkit.buffer import Buffer
        from prompt_toolkit.document import Document
        from prompt_toolkit.filters import Condition
        from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, VSplit, Window
        from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl

        question = self.question
        initial = question.initial
        self.buffer: Buffer = Buffer(multiline=question.has_lines, document=Document(initial, len(initial)))
        self.buffer.on_text_changed += lambda _: question.on_typed()
        above = FormattedTextControl(lambda: _joined(self.shown.above), focusable=not question.has_field)
        below = FormattedTextControl(lambda: _joined([*self._right_below(), *self.shown.below]))
        parts: list[Any] = [
            ConditionalContainer(
                Window(above, dont_extend_height=True, wrap_lines=True), Condition(lambda: bool(self.shown.above))
            ),
            ConditionalContainer(
                Window(below, dont_extend_height=True, wrap_lines=True),
                Condition(lambda: bool(self._right_below() or self.shown.below)),
            ),
        ]
        if not question.has_field:
            return Layout(HSplit(parts), focused_element=above)
        field = BufferControl(self.buffer, input_processors=self._processors())
        right = FormattedTextControl(lambda: self._right_beside())
        before = FormattedTextControl(lambda: self.shown.before)
        line = VSplit(
            [
                ConditionalContainer(
                    Window(before, dont_extend_width=True, dont_extend_height=True, height=1),
                    Condition(lambda: not question.has_lines),
                ),
                Window(
                    field,
                    wrap_lines=question.has_lines,
                    dont_extend_height=True,
                    get_line_prefix=(lambda number, wrapped: "  " if number or wrapped else "> ")
                    if question.has_lines
                    else None,
                ),
                Window(right, dont_extend_width=True, dont_extend_height=True, height=1),
            ]
        )
        return Layout(HSplit([parts[0], line, parts[1]]), focused_element=field)

    def _processors(self) -> list[Any]:
        from prompt_toolkit.filters import Condition
        from prompt_toolkit.layout.processors import (
            AfterInput,
            ConditionalProcessor,
            Processor,
            Transformation,
            TransformationInput,
        )

        from relational_journal.text.safe import safe

        class Harmless(Processor):
            """Direction overrides shown as a sign: they would reverse the line."""

            def apply_transformation(self, given: TransformationInput) -> Transformation:
                return Transformation([(part[0], safe(part[1])) for part in given.fragments])

        processors: list[Any] = [Harmless()]
        empty = Condition(lambda: not self.buffer.text and bool(self.shown.empty))
        processors.append(ConditionalProcessor(AfterInput(lambda: self.shown.empty, style="class:dim"), empty))
        return processors

    def _look(self) -> None:
        """How the question stands now; looked at once for each time it is drawn."""
        self.shown = self.question.view(self.buffer.text, columns())

    def _right_beside(self) -> str:
        """What the letters mean, at the right edge; empty where there is no room for it."""
        right = self.shown.right
        return f"  {right} " if right and self._has_room(right) else ""

    def _right_below(self) -> list[Line]:
        right = self.shown.right
        rows = folded(right, columns() - 7) if right and not self._has_room(right) else []
        return [[("", f"    {' ' if number else '='} {row}")] for number, row in enumerate(rows)]

    def _has_room(self, right: str) -> bool:
        return cells(self.shown.before) + cells(self.buffer.text) + cells(right) + 4 <= columns()

    # Keys

    def _keys(self) -> KeyBindings:
        from prompt_toolkit.application import get_app
        from prompt_toolkit.filters import Condition
        from prompt_toolkit.key_binding import KeyBindings
        from prompt_toolkit.keys import Keys

        keys = KeyBindings()
        question, buffer = self.question, self.buffer
        is_empty = Condition(lambda: not question.has_field or not buffer.text)

        def end(how: str) -> None:
            value = question.kept(buffer.text) if how in ("ended", "interrupted") else None
            get_app().exit(result=Reply(how, value))

        @keys.add("escape")
        def _end(event: KeyPressEvent) -> None:
            end("ended")

        @keys.add("c-d", filter=is_empty)
        def _end_of_input(event: KeyPressEvent) -> None:
            end("ended")

        @keys.add("c-c")
        @keys.add("<sigint>")
        def _interrupt(event: KeyPressEvent) -> None:
            end("interrupted")

        @keys.add("c-z", filter=Condition(lambda: hasattr(signal, "SIGTSTP")))
        def _pause(event: KeyPressEvent) -> None:
            event.app.suspend_to_background()

        @keys.add("c-b")
        def _back(event: KeyPressEvent) -> None:
            if not question.on_back():
                end("back")

        @keys.add("c-m")
        @keys.add("c-j")
        def _enter(event: KeyPressEvent) -> None:
            if _take_habit():
                return
            if question.has_lines and buffer.text.strip() and self._goes_on():
                buffer.insert_text("\n")
            else:
                self._settle(question.on_enter(buffer.text.rstrip("\n") if self._is_pasted else buffer.text))

        @keys.add("up")
        @keys.add("s-tab")
        def _up(event: KeyPressEvent) -> None:
            self._arrow(-1, buffer)

        @keys.add("down")
        @keys.add("tab")
        def _down(event: KeyPressEvent) -> None:
            self._arrow(1, buffer)

        @keys.add("backspace", filter=is_empty)
        def _erase(event: KeyPressEvent) -> None:
            _take_habit()
            question.on_erase()

        @keys.add(Keys.Any)
        def _key(event: KeyPressEvent) -> None:
            self._typed(event.data)

        @keys.add(Keys.BracketedPaste)
        def _paste(event: KeyPressEvent) -> None:
            if question.has_field:
                pasted = event.data.replace("\r\n", "\n").replace("\r", "\n")
                buffer.insert_text(pasted if question.has_lines else " ".join(pasted.split("\n")))

        if question.has_lines:

            @keys.add("escape", "c-m")
            def _new_line(event: KeyPressEvent) -> None:
                buffer.insert_text("\n")

        return keys

    def _goes_on(self) -> bool:
        """Whether this Enter was pasted with more behind it: then it ends a line, and not the answer.

        A terminal that marks what is pasted needs no guess. Elsewhere the rest of a paste is waiting already, or comes
        at once; what is typed by hand after an Enter is not there yet.
        """
        waiting = self.app.key_processor.input_queue
        if not waiting and sys.platform != "win32":
            if monotonic() - self._typed_at < _PASTE_SECONDS:
                select([self.app.input.fileno()], [], [], PASTE_SECONDS)
            self.app.key_processor.feed_multiple(self.app.input.read_keys())
        goes_on = bool(waiting) and (waiting[0].key in (*_ENTERS, "c-i") or waiting[0].data.isprintable())
        self._is_pasted = self._is_pasted or goes_on
        return goes_on

    def _arrow(self, step: int, buffer: Buffer) -> None:
        _take_habit()
        recalled = self.question.recalled(step, buffer.text)
        if recalled is not None:
            self._put(recalled)
        elif not self.question.has_lines:
            self.question.on_arrow(step, buffer.text)
        elif step < 0:
            buffer.cursor_up()
        else:
            buffer.cursor_down()

    def _typed(self, key: str) -> None:
        if not key.isprintable():
            return
        _take_habit()
        outcome = self.question.on_key(key, self.buffer.text)
        if outcome is not None:
            if isinstance(outcome, Done) or (isinstance(outcome, Stay) and outcome.is_answer):
                _answer_at_once()
            self._settle(outcome)
        elif self.question.has_field:
            self._typed_at = monotonic()
            self.buffer.insert_text(key)

    def _settle(self, outcome: Done[T] | Skip | Stay) -> None:
        if isinstance(outcome, Done):
            self.app.exit(result=Reply("answered", outcome.value))
        elif isinstance(outcome, Skip):
            self.app.exit(result=Reply("skipped"))
        else:
            if outcome.typed is not None:
                self._put(outcome.typed)
            self.question.note = outcome.note

    def _put(self, typed: str) -> None:
        """Let the field read so, the cursor at its end."""
        from prompt_toolkit.document import Document

        self.buffer.document = Document(typed, len(typed))


def _answer_at_once() -> None:
    """Remember that a key has just answered by itself."""
    global _answered_at
    _answered_at = monotonic()


def _take_habit() -> bool:
    """Whether an Enter now is one typed out of habit: a key that answered by itself has just come before it."""
    global _answered_at
    was, _answered_at = _answered_at, None
    return was is not None and monotonic() - was < _HABIT_SECONDS


def _joined(lines: list[Line]) -> StyleAndTextTuples:
    """Lines as the fragments the library draws."""
    fragments: StyleAndTextTuples = []
    for number, line in enumerate(lines):
        if number:
            fragments.append(("", "\n"))
        for style, text in line:
            fragments.append(
                ("[SetCursorPosition]", "") if style == "cursor" else (f"class:{style}" if style else "", text)
            )
    return fragments
