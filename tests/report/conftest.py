"""A headless Chromium, and axe-core in it, for tests that skip where they are not installed.

apt-get install chromium        or any Chromium or Chrome on the path
npm install --global axe-core   or the variable AXE_CORE with the path of axe.min.js
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.report.chromium import Browser, found


@pytest.fixture(scope="session")
def browser() -> Browser:
    """The browser; a test that asks for it is skipped where there is none."""
    program = found()
    if program is None:
        pytest.skip("no Chromium is installed")
    return program


@pytest.fixture(scope="session")
def axe_core() -> str:
    """The source of axe-core; a test that asks for it is skipped where there is none."""
    candidates = [os.environ.get("AXE_CORE", "")]
    npm = shutil.which("npm")
    if npm:
        root = subprocess.run([npm, "root", "--global"], capture_output=True, text=True, check=False).stdout.strip()
        candidates.append(f"{root}/axe-core/axe.min.js")
    source = next((Path(c) for c in candidates if c and Path(c).is_file()), None)
    if source is None:
        pytest.skip("axe-core is not installed: npm install --global axe-core, or set AXE_CORE to axe.min.js")
    return source.read_text(encoding="utf-8").replace("</script", "<\\/script")
