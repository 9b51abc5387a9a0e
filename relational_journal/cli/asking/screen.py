"""Ask a question on a terminal that can redraw. Importing this imports prompt_toolkit."""

from __future__ import annotations

import contextlib
import signal
import sys
from select import select
from time import monotonic
from typing import Any, Generic, TypeVar

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.input import create_input
from prompt_toolkit.input.typeahead import get_typeahead, store_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from relational_journal.cli.asking import habit, hangup, keyboard
from relational_journal.cli.asking.drawing import Drawing
from relational_journal.cli.asking.line_reader import PASTE_SECONDS
from relational_journal.cli.asking.transcript import has_styles
from relational_journal.forms.question import Answered, Incomplete, Question, Reply, Skipped

T = TypeVar("T")
# Esc begins the codes of arrow keys; the rest follows within these seconds, or it was Esc alone.
_ESCAPE_SECONDS = 0.06
_ENTERS = ("c-m", "c-j")
# A letter and an Enter this close together were pasted or sent by a program: nobody types so fast.
_PASTE_SECONDS = 0.02


class Screen(Generic[T]):
    """One question on the terminal while it is being asked."""

    def __init__(self, question: Question[T]) -> None:
        self.question = question
        initial = question.initial
        self.buffer = Buffer(multiline=question.has_lines, document=Document(initial, len(initial)))
        self.buffer.on_text_changed += lambda _: question.on_typed()
        self._typed_at = 0.0  # the time of the last letter
        self._is_pasted = False
        self.app = self._application()

    def ask(self) -> Reply[T]:
        """Show the question until it is answered or left."""
        output = self.app.output
        # The terminal echoed what was typed during start-up on this line, so it is erased and drawn again.
        output.write_raw("\r")
        output.erase_down()
        try:
            with hangup.waking(self._wake):
                reply: Reply[T] = self.app.run(pre_run=self._begin, set_exception_handler=False)
        except (OSError, EOFError):
            # The terminal went away before or without a hang-up.
            hangup.terminal_is_gone()
            return self._interrupted()
        return reply

    def _begin(self) -> None:
        """Set up on the event loop, before anything is drawn."""
        loop = self.app.loop
        assert loop is not None
        # Otherwise asyncio would print an error in drawing, and the question would wait on.
        loop.set_exception_handler(lambda _, context: self._fail(context))
        if hangup.has_come():
            self._leave()
        elif habit.is_expected():
            self._drop_habit()

    def _drop_habit(self) -> None:
        """Skip an Enter that is waiting already, since it was typed before this question was shown."""
        waiting = [*get_typeahead(self.app.input), *self.app.input.read_keys()]
        if waiting and waiting[0].key in _ENTERS:
            del waiting[0]
            habit.take()
        store_typeahead(self.app.input, waiting)

    def _wake(self) -> None:
        """End the question on the event loop, where nothing is half done; called by the signal handler."""
        if self.app.loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop and the question have just ended
                self.app.loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        if self.app.future is not None and not self.app.future.done():
            typed = keyboard.typed_ahead()  # otherwise the shell would get it
            if self.question.has_field:
                self.buffer.insert_text(typed)
            self.app.exit(result=self._interrupted())

    def _fail(self, context: dict[str, Any]) -> None:
        """End the question with an error raised in a callback of the loop, such as drawing."""
        error = context.get("exception") or RuntimeError(context.get("message"))
        if self.app.future is not None and not self.app.future.done():
            self.app.exit(exception=error)

    def _interrupted(self) -> Reply[T]:
        return Reply("interrupted", self.question.kept(self.buffer.text))

    def _application(self) -> Application[Any]:
        drawing = Drawing(self.question, self.buffer)
        output = create_output(stdout=sys.stderr)
        if isinstance(output, Vt100_Output):
            output.enable_cpr = False  # asking for the cursor position would cost a round trip
        styles = {"dim": "dim", "bold": "bold", "reverse": "reverse"} if has_styles() else {"reverse": "reverse"}
        app: Application[Any] = Application(
            layout=drawing.layout(),
            key_bindings=self._keys(),
            style=Style.from_dict(styles),
            include_default_pygments_style=False,
            input=create_input(sys.stdin),
            output=output,
            erase_when_done=True,
            before_render=lambda _: drawing.look(),
        )
        app.ttimeoutlen = _ESCAPE_SECONDS
        app.timeoutlen = _ESCAPE_SECONDS / 2
        return app

    def _keys(self) -> KeyBindings:
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
            if habit.take():
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
            habit.take()
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
        """Return whether this Enter was pasted with more after it, so that it ends a line and not the answer.

        Bracketed paste needs no guess. Without it, the rest of a paste is waiting already or comes
        at once, while keys typed by hand after an Enter are not there yet.
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
        habit.take()
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
        habit.take()
        outcome = self.question.on_key(key, self.buffer.text)
        if outcome is not None:
            if isinstance(outcome, Answered) or (isinstance(outcome, Incomplete) and outcome.is_answer):
                habit.answer_at_once()
            self._settle(outcome)
        elif self.question.has_field:
            self._typed_at = monotonic()
            self.buffer.insert_text(key)

    def _settle(self, outcome: Answered[T] | Skipped | Incomplete) -> None:
        if isinstance(outcome, Answered):
            self.app.exit(result=Reply("answered", outcome.value))
        elif isinstance(outcome, Skipped):
            self.app.exit(result=Reply("skipped"))
        else:
            if outcome.typed is not None:
                self._put(outcome.typed)
            self.question.note = outcome.note

    def _put(self, typed: str) -> None:
        """Set the text of the field, with the cursor at its end."""
        self.buffer.document = Document(typed, len(typed))
