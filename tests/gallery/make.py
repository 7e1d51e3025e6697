"""Takes the pictures in this folder: the report on SECMP0059 in a headless Chromium, as readers see it.

    python tests/gallery/make.py

Needs a Chromium, or Chrome, on the path.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sec_rules
from sec_rules.documents.readers import open_draft
from sec_rules.report import as_html
from sec_rules.review.review import check
from sec_rules.review.summary import consequences
from sec_rules.rulebook.questions import assessment

HERE = Path(__file__).resolve().parent
DRAFT = HERE.parent.parent / "legal_text" / "drafts" / "secmp0059.docx"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
LAPTOP, PHONE = (1200, 700), (390, 780)
PICTURES = (
    ("first-screen", "light.html", LAPTOP),
    ("clauses", "light.html#clauses", LAPTOP),
    ("plane", "light.html#plane", LAPTOP),
    ("years", "light.html#years", LAPTOP),
    ("phone", "light.html", PHONE),
)
# Without these a part of a page that was scrolled to may be taken before it is painted.
PAINTED = ("--run-all-compositor-stages-before-draw", "--disable-checker-imaging", "--disable-partial-raster")
# A picture of a window begins at the head of its page; a page in a frame is scrolled to its anchor first.
FRAME = '<body style="margin:0"><iframe src="{}" width="{}" height="{}" style="border:0"></iframe></body>'


def pictures(folder: Path) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """The name of each picture, the address to open, and the size; pages are written into a folder."""
    text = as_html.checked(consequences(check(open_draft(str(DRAFT)), sec_rules.load(), assessment)))
    (folder / "light.html").write_text(text, encoding="utf-8")
    for name, target, (wide, high) in PICTURES:
        frame = folder / f"{name}.frame.html"
        frame.write_text(FRAME.format(target, wide, high), encoding="utf-8")
        yield f"{name}.png", frame.as_uri(), (wide, high)


def main() -> int:
    """Takes every picture."""
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        print("No Chromium is on the path.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        for name, address, (wide, high) in pictures(Path(folder)):
            options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
            options += [f"--user-data-dir={folder}/profile", f"--window-size={wide},{high}"]
            options += [f"--screenshot={HERE / name}", "--virtual-time-budget=5000", *PAINTED]
            subprocess.run([browser, *options, address], check=True, capture_output=True)
            print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
