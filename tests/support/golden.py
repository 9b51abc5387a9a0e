"""Golden files: what a view showed when a person last looked at it, and agreed."""

from __future__ import annotations

import os
from pathlib import Path


def golden(path: Path, text: str) -> str:
    """What the file holds; with RJ_REFRESH_GOLDEN=1 it is written anew from the text given."""
    if os.environ.get("RJ_REFRESH_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    return path.read_text(encoding="utf-8").removesuffix("\n")
