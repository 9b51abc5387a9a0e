"""Offer commands, their parts and options, and the words that some of them choose from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from relational_journal import model
from relational_journal.cli.completion.offer import Offer

if TYPE_CHECKING:
    from relational_journal.cli.completion.line import Place

_WORDS: dict[str, tuple[str, ...]] = {
    "tones": model.TONES,
    "kinds": model.KINDS,
    "statuses": ("mended", "partly", "let-go", "not-safe-to-mend", "ended", "open"),
    "by": ("me", "them", "both"),
    "ties": model.LINKS,
    "name-forms": ("roles", "initials", "nickname"),
    "page-formats": ("text", "md", "html", "pdf", "json"),
    "picture-formats": ("text", "svg", "html", "pdf"),
    "polarities": ("C", "D", "N"),
    "safety": ("not-safe", "ordinary", "none"),
    "orders": ("name", "last", "moments"),
    "periods": ("day", "month"),
    "reflections": ("week", "memory", "picture", "experiment"),
    "shells": ("bash", "zsh", "fish"),
    "days": ("today", "yesterday", "last week", "last month"),
}


def static_offers(place: Place) -> Iterable[Offer]:
    """Return the words of a kind that needs no journal."""
    kind = place.kind
    if kind in _WORDS:
        return [Offer(word) for word in _WORDS[kind]]
    if kind in ("commands", "options"):
        return _commands() if kind == "commands" else _options(place.command)
    if kind in ("import-formats", "export-formats"):
        from relational_journal.exchange.format_names import EXPORTS, IMPORTS

        return [Offer(word) for word in (IMPORTS if kind == "import-formats" else EXPORTS)]
    if kind == "journals":
        from relational_journal.config import named_journals

        return [Offer(name, str(path)) for name, path in named_journals().items()]
    if kind == "sections":
        from relational_journal.report.session_page.page import ALL_SECTIONS

        return [Offer(word) for word in ALL_SECTIONS]
    if kind == "topics":
        from relational_journal.cli.insights.topics import TOPICS

        return [Offer(name, topic.question) for name, topic in TOPICS.items()]
    if kind == "guide-topics":
        from relational_journal.cli.learn.guide import TOPICS as GUIDE_TOPICS

        return [Offer(name) for name in GUIDE_TOPICS]
    if kind == "settings" or kind == "setting-values":
        from relational_journal.cli.upkeep.settings import SETTINGS

        if kind == "settings":
            return [Offer(name, row[0]) for name, row in SETTINGS.items()]
        return [Offer(value) for value in SETTINGS.get(place.words[0], ("", (), ""))[1]]
    return ()


def part_offers(command: str) -> list[Offer]:
    """Return the parts of a command, each with its summary."""
    return [Offer(name, _summary(part)) for name, part in _built(command).commands.items() if not part.hidden]


def _commands() -> list[Offer]:
    from relational_journal.cli.commands import COMMANDS

    return [Offer(name, row.summary) for section in COMMANDS.values() for name, row in section.items()]


def _options(command: str) -> list[Offer]:
    """Return the options of a command, or of the program itself; a short option only if it has no long form."""
    if not command:
        import typer

        from relational_journal.cli.command_line import app

        params = typer.main.get_command(app).params
    else:
        name, _, part = command.partition(" ")
        built = _built(name)
        params = (built.commands[part] if part else built).params
    offers = []
    for param in params:
        if param.param_type_name == "option":
            names = [*param.opts, *param.secondary_opts]
            long = [name for name in names if name.startswith("--")] or names
            offers += [Offer(name, getattr(param, "help", "") or "") for name in long]
    return [*offers, Offer("--help", "Show what the command takes.")]


def _built(command: str) -> Any:
    from relational_journal.cli.commands import build

    return build(command)


def _summary(command: Any) -> str:
    return str(command.get_short_help_str(60)) if command.help else ""
