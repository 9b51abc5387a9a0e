"""axe-core on a page of HTML, in a Chromium of this machine."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.support.readers import CHROMIUM, in_chromium

_PACKAGE = find_spec("axe_playwright_python")
AXE = Path(str(_PACKAGE.origin)).parent / "axe.min.js" if _PACKAGE else None
needs_axe = pytest.mark.skipif(CHROMIUM is None or AXE is None, reason="needs a Chromium, and the test packages")


def found_by_axe(source: str, folder: Path, theme: str, width: int) -> dict[str, Any]:
    """What axe says of a page: how many rules pass, and which do not, with the places."""
    from urllib.parse import unquote

    assert AXE is not None
    source = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", source)
    run = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    script = (
        f"<script>{AXE.read_text(encoding='utf-8')}</script>\n"
        "<script>onload = () => "
        + run
        + ".then(found => { const told = document.createElement('pre'); told.id = 'found';"
        "told.textContent = encodeURIComponent(JSON.stringify({passes: found.passes.length, "
        "violations: found.violations.map(v => [v.id, v.nodes.map(n => n.target.join(' '))]), "
        "incomplete: found.incomplete.map(v => v.id)})); document.body.append(told); })</script>"
    )
    checked = folder / "checked.html"
    checked.write_text(source.replace("</body>", script + "</body>"), encoding="utf-8")
    shown = in_chromium(
        checked,
        *(f"--window-size={width},3000", "--virtual-time-budget=20000", "--dump-dom"),
        f"--blink-settings=preferredColorScheme={1 if theme == 'light' else 0}",
    )
    report = re.search(r'<pre id="found">([^<]*)</pre>', shown)
    assert report is not None
    found: dict[str, Any] = json.loads(unquote(report[1]))
    return found
