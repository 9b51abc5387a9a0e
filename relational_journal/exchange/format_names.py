"""The names of the formats, in a module of their own because completion needs no more than these."""

from __future__ import annotations

AUTO = "auto"
# In the order in which `auto` tries them: those recognised by the most marks come first.
FOREIGN = ("dayone", "daylio", "journey", "tui-journal", "mini-diary", "jrnl", "markdown", "csv")
IMPORTS = (AUTO, "jsonl", *sorted(FOREIGN))
EXPORTS = ("jsonl", "csv", "md", "jrnl")
