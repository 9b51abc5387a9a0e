"""Make docs/page.*, the page for the session of the fictional journal in all its forms: `python docs/make_pages.py`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

NOW = "2026-11-22T18:40"
FORMS = {"txt": "text", "md": "md", "html": "html", "pdf": "pdf", "json": "json"}


def make(folder: Path) -> list[Path]:
    """Write the page in every form into `folder`, from the journal of `rj demo`."""
    with tempfile.TemporaryDirectory() as name:
        environment = os.environ | {"RJ_NOW": NOW, "HOME": name, "LANG": "C.UTF-8", "TZ": "Europe/Berlin"}
        environment = {key: value for key, value in environment.items() if key not in ("LC_ALL", "LC_PAPER")}
        rj = [sys.executable, "-m", "relational_journal"]
        kept = Path(name) / "demo"
        subprocess.run([*rj, "demo", "--keep", str(kept)], env=environment, check=True, capture_output=True)
        journal = str(next(kept.rglob("*.db")))
        made = []
        for suffix, form in FORMS.items():
            target = folder / f"page.{suffix}"
            subprocess.run(
                [*rj, "--journal", journal, "summary", "--yes", "--force", "--format", form, "--output", str(target)],
                env=environment,
                check=True,
                capture_output=True,
            )
            target.chmod(0o644)
            made.append(target)
        return made


if __name__ == "__main__":
    for page in make(Path(__file__).parent):
        print(page)
