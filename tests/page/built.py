"""The page as one file, for the tests and benchmarks that drive it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sec_rules.cli import main
from tests.report.chromium import found


def skip_unless_driven() -> None:
    """Skips where the page cannot be driven in a Chromium."""
    if not os.environ.get("PLAYWRIGHT") or shutil.which("node") is None or found() is None:
        pytest.skip("no PLAYWRIGHT with the folder of playwright-core, no Node or no Chromium")


def built(folder: Path) -> Path:
    """The page that PAGE names, or one that is built into the folder."""
    if os.environ.get("PAGE"):
        return Path(os.environ["PAGE"])
    page = folder / "sec-rules.html"
    assert main(["page", "--out", str(page), "--quiet"]) == 0
    return page
