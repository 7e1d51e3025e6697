"""A headless Chromium, and axe-core in it, for tests that skip where they are not installed.

apt-get install chromium        or any Chromium or Chrome on the path
npm install --global axe-core   or the variable AXE_CORE with the path of axe.min.js
"""

from __future__ import annotations

import html as escaping
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Nothing that the browser does on its own account.
_QUIET: Final = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--hide-scrollbars",
    "--virtual-time-budget=20000",
)
PHONE, LAPTOP, A4 = (390, 844), (1280, 800), (794, 1123)


@dataclass(frozen=True)
class Browser:
    """A headless Chromium that opens pages, each in a profile of its own."""

    program: str

    def run(self, page: Path, *options: str, size: tuple[int, int] = LAPTOP) -> subprocess.CompletedProcess[str]:
        """Opens a page."""
        own = (f"--user-data-dir={page.parent / 'profile'}", f"--window-size={size[0]},{size[1]}")
        command = [self.program, *_QUIET, *own, *options, page.as_uri()]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    def evaluated(self, page: Path, scripts: str, size: tuple[int, int] = LAPTOP) -> object:
        """What scripts leave in `window.answer`, on a copy of a page whose content policy is taken out to let them.

        A window cannot be as narrow as a phone, so the copy is shown in a frame of that size.
        """
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))
        copy, frame = page.with_name("copy.html"), page.with_name("frame.html")
        copy.write_text(text.replace("</body>", f"<script>{scripts}</script>{_SENT}</body>"), encoding="utf-8")
        wide, high = size
        frame.write_text(
            f'<iframe src="copy.html" width="{wide}" height="{high}"></iframe>{_RECEIVED}', encoding="utf-8"
        )
        dom = self.run(frame, "--dump-dom", size=(wide + 60, high + 60)).stdout
        found = re.search(r'<pre id="answer">(.*?)</pre>', dom, re.DOTALL)
        assert found is not None, dom[-2_000:]
        return json.loads(escaping.unescape(found[1]))


_SENT: Final = "<script>(async () => parent.postMessage(JSON.stringify(await window.answer), '*'))();</script>"
_RECEIVED: Final = """<script>addEventListener('message', found => {
    const out = document.createElement('pre'); out.id = 'answer'; out.textContent = found.data;
    document.body.append(out); });</script>"""


@pytest.fixture(scope="session")
def browser() -> Browser:
    """The browser; a test that asks for it is skipped where there is none."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium is installed")
    return Browser(found)


@pytest.fixture(scope="session")
def axe_core() -> str:
    """The source of axe-core; a test that asks for it is skipped where there is none."""
    candidates = [os.environ.get("AXE_CORE", "")]
    npm = shutil.which("npm")
    if npm:
        root = subprocess.run([npm, "root", "--global"], capture_output=True, text=True, check=False).stdout.strip()
        candidates.append(f"{root}/axe-core/axe.min.js")
    found = next((Path(c) for c in candidates if c and Path(c).is_file()), None)
    if found is None:
        pytest.skip("axe-core is not installed: npm install --global axe-core, or set AXE_CORE to axe.min.js")
    return found.read_text(encoding="utf-8").replace("</script", "<\\/script")
