"""A headless Chromium that opens pages for tests and benchmarks."""

from __future__ import annotations

import html as escaping
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

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
)
# Scripts that wait for a time get it at once.
_PATIENT: Final = "--virtual-time-budget=20000"
PHONE, LAPTOP, A4 = (390, 844), (1280, 800), (794, 1123)


@dataclass(frozen=True)
class Browser:
    """A headless Chromium that opens pages, each in a profile of its own."""

    program: str

    def run(self, page: Path, *options: str, size: tuple[int, int] = LAPTOP) -> subprocess.CompletedProcess[str]:
        """Opens a page."""
        own = (f"--user-data-dir={page.parent / 'profile'}", f"--window-size={size[0]},{size[1]}")
        command = [self.program, *_QUIET, _PATIENT, *own, *options, page.as_uri()]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    def evaluated(self, page: Path, scripts: str, size: tuple[int, int] = LAPTOP) -> object:
        """What scripts leave in `window.answer`, on a copy of a page whose content policy is taken out to let them.

        A window cannot be as narrow as a phone, so the copy is shown in a frame of that size.
        """
        text = _without_policy(page)
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

    def opening(self, page: Path, size: tuple[int, int] = LAPTOP) -> tuple[float, float]:
        """Opens a page: seconds until something was painted, and until all was loaded and laid out.

        On a copy of the page with a script at its end, by the clock that the browser gives its pages.
        """
        copy = page.with_name("timed.html")
        copy.write_text(_without_policy(page).replace("</body>", f"{_TIMED}</body>"), encoding="utf-8")
        own = (f"--user-data-dir={page.parent / 'profile'}", f"--window-size={size[0]},{size[1]}")
        command = [self.program, *_QUIET, *own, "--dump-dom", copy.as_uri()]
        dom = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
        timed = re.search(r'data-opened="([\d.]+)" data-painted="([\d.]+)"', dom)
        assert timed is not None, dom[-2_000:]
        return float(timed[2]) / 1_000, float(timed[1]) / 1_000


def _without_policy(page: Path) -> str:
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))


_TIMED: Final = """<script>addEventListener('load', () => {
    const root = document.documentElement;
    root.dataset.opened = root.scrollHeight && performance.now();
    const painted = performance.getEntriesByName('first-contentful-paint')[0];
    root.dataset.painted = painted ? painted.startTime : root.dataset.opened; });</script>"""
_SENT: Final = "<script>(async () => parent.postMessage(JSON.stringify(await window.answer), '*'))();</script>"
_RECEIVED: Final = """<script>addEventListener('message', found => {
    const out = document.createElement('pre'); out.id = 'answer'; out.textContent = found.data;
    document.body.append(out); });</script>"""


def found() -> Browser | None:
    """The browser on the path; None where there is none."""
    program = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return None if program is None else Browser(program)
