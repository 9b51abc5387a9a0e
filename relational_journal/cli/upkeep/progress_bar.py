"""Progress bar on stderr for commands that read or write a whole journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress_bar(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar that disappears when done; nothing if stderr is not a terminal.

    Args:
        what: the activity in a word.
        total: the count at which it is done.
    """
    import sys

    if not total or not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    # Rich's default red and green would have no meaning here.
    bar = BarColumn(style="dim", complete_style="bold", finished_style="bold", pulse_style="dim")
    columns = TextColumn("{task.description}", style="none"), bar, TextColumn("{task.percentage:>3.0f} %", style="none")
    with Progress(*columns, console=Console(stderr=True, highlight=False), transient=True) as shown:
        task = shown.add_task(what, total=total)
        yield lambda done: shown.update(task, completed=done)
