"""Make docs/page.*, the page for the session of the fictional journal in all its forms: `python docs/make_pages.py`.

Another folder may be named: `python docs/make_pages.py FOLDER`. tests/report/test_docs_page.py holds that those in docs
are what the program makes today.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

NOW = "2026-11-22T18:40"
FORMS = {"txt": "text", "md": "md", "html": "html", "pdf": "pdf", "json": "json"}


def make(folder: Path) -> list[Path]:
    """Write the page in every form into `folder`, from the journal of `rj demo`.

    It sets the clock, home, language and time zone of this process, and is therefore run as one of its own.
    """
    with tempfile.TemporaryDirectory() as home:
        os.environ.update({"RJ_NOW": NOW, "HOME": home, "LANG": "C.UTF-8", "TZ": "Europe/Berlin"})
        for name in ("LC_ALL", "LC_PAPER", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "RJ_JOURNAL"):
            os.environ.pop(name, None)
        time.tzset()
        kept = Path(home) / "demo"
        _rj("demo", "--keep", str(kept))
        journal = str(next(kept.rglob("*.db")))
        made = []
        for suffix, form in FORMS.items():
            target = folder / f"page.{suffix}"
            _rj("--journal", journal, "summary", "--yes", "--force", "--format", form, "--output", str(target))
            target.chmod(0o644)
            made.append(target)
        return made


def _rj(*words: str) -> None:
    """Run a command in this process, its own output thrown away."""
    from contextlib import redirect_stdout
    from io import BytesIO, TextIOWrapper

    from relational_journal.cli.app import run

    with redirect_stdout(TextIOWrapper(BytesIO(), encoding="utf-8")):
        left = run(list(words))
    if left:
        raise SystemExit(f"rj {words[0]} ended with {left}")


if __name__ == "__main__":
    for page in make(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent):
        print(page)
