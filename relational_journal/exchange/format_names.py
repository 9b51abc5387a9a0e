"""The names of the formats, without what reads or writes them: completion needs no more."""

from __future__ import annotations

AUTO = "auto"
# In the order in which `auto` tries them: those that are told by more come first.
FOREIGN = ("dayone", "daylio", "journey", "tui-journal", "mini-diary", "jrnl", "markdown", "csv")
IMPORTS = (AUTO, "jsonl", *sorted(FOREIGN))
EXPORTS = ("jsonl", "csv", "md", "jrnl")
