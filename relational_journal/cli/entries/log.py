"""`rj log`: its options and their help, as the command-line library reads them."""

# Annotations are read by Typer at run time; as text each would be compiled again at every start.
from typing import Annotated

import typer

Many = list[str]


def log(
    text: Annotated[
        Many | None, typer.Argument(metavar="[TEXT]...", help="The moment; - reads standard input.")
    ] = None,
    when: Annotated[str | None, typer.Option(help="When it was: yesterday 6pm, 2026-11-02 18:30, 2 Nov …")] = None,
    with_: Annotated[Many | None, typer.Option("--with", metavar="NAME", help="With whom; repeatable.")] = None,
    tag: Annotated[Many | None, typer.Option(metavar="KEY", help="A tag, as if typed at the end; repeatable.")] = None,
    tone: Annotated[str, typer.Option(help="connection, disconnection, mixed or ordinary.")] = "",
    private: Annotated[bool, typer.Option("--private", help="Only for me: never on a summary.")] = False,
    share: Annotated[bool, typer.Option("--share", help="Its words may stand on a summary.")] = False,
    story_only: Annotated[bool, typer.Option("--story-only", help="Told, never counted.")] = False,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="It was about keeping safe.")] = False,
    break_: Annotated[bool, typer.Option("--break", help="A break, whatever its tone.")] = False,
    repairs: Annotated[str, typer.Option(metavar="ID", help="The break this moment mends.")] = "",
    kind: Annotated[str, typer.Option(help="moment, memory, picture, experiment, session or lookback.")] = "",
    minute: Annotated[bool, typer.Option("--minute", help="Ask the one-minute questions.")] = False,
    five: Annotated[bool, typer.Option("--five", help="Ask the five-minute questions.")] = False,
    editor: Annotated[bool, typer.Option("-e", help="Write in the editor.")] = False,
    read: Annotated[bool, typer.Option("--read", help="Keep what the words seem to say, without asking.")] = False,
    json: Annotated[bool, typer.Option("--json", help="The entry as JSON.")] = False,
) -> None:
    """Log a moment: `[WHEN:] words with @people and +tags anywhere`. Without words it asks."""
    from relational_journal.cli.entries.log_moment import log_moment

    log_moment(
        text or (),
        when=when,
        with_=with_ or (),
        tag=tag or (),
        tone=tone,
        private=private,
        share=share,
        story_only=story_only,
        unsafe=unsafe,
        break_=break_,
        repairs=repairs,
        kind=kind,
        minute=minute,
        five=five,
        editor=editor,
        read=read,
        json=json,
    )
