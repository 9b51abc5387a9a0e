"""Make docs/picture.svg, the picture of the README, from what the program prints: `python docs/picture.py`.

Plain text in a box; colours follow the reader's light or dark preference, and no font is fetched.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

COMMAND = ("patterns",)
LINES = 34
NOW = "2026-11-22T18:40"


def printed() -> list[str]:
    """What `rj patterns` prints at 80 columns on the fictional journal."""
    with tempfile.TemporaryDirectory() as name:
        environment = os.environ | {
            "RJ_NOW": NOW,
            "COLUMNS": "80",
            "HOME": name,
            "LANG": "C.UTF-8",
            "TZ": "Europe/Berlin",
        }
        rj = [sys.executable, "-m", "relational_journal"]
        kept = Path(name) / "demo"
        subprocess.run([*rj, "demo", "--keep", str(kept)], env=environment, check=True, capture_output=True)
        journal = next(kept.rglob("*.db"))
        done = subprocess.run(
            [*rj, "--journal", str(journal), *COMMAND], env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout.splitlines()[:LINES]


def svg(lines: list[str]) -> str:
    """The lines as a picture, with the text itself as its description for a screen reader."""
    height = 20 * len(lines) + 58
    rows = "\n".join(
        f'<text x="20" y="{54 + 20 * number}" xml:space="preserve">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 {height}" role="img" aria-labelledby="t">
<title id="t">rj patterns, on the fictional journal</title>
<style>
  rect {{ fill: #fbfaf7; stroke: #d9d5cc; }}
  text {{ fill: #2b2a28; font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }}
  .command {{ fill: #6a675f; }}
  @media (prefers-color-scheme: dark) {{
    rect {{ fill: #1e1d1b; stroke: #3b3935; }}
    text {{ fill: #e9e6df; }}
    .command {{ fill: #a5a198; }}
  }}
</style>
<rect x="0.5" y="0.5" width="739" height="{height - 1}" rx="8"/>
<text class="command" x="20" y="28">$ rj {" ".join(COMMAND)}</text>
{rows}
</svg>
"""


if __name__ == "__main__":
    target = Path(__file__).with_name("picture.svg")
    target.write_text(svg(printed()), encoding="utf-8")
    print(target)
