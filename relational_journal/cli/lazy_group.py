"""A group of commands with a default: `rj people` is `rj people list`."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup


class GroupWithDefault(TyperGroup):
    """A group that passes words which name none of its commands to `list` (hidden from its help)."""

    default = "list"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the default in front unless a command or help is named."""
        if not args or (args[0] not in self.commands and args[0] not in ("-h", "--help")):
            args = [self.default, *args]
        return super().parse_args(ctx, args)
