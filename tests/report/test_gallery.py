"""The pictures of the README: those that the script takes, no others, and small."""

from __future__ import annotations

import runpy
from pathlib import Path

GALLERY = Path(__file__).resolve().parents[1] / "gallery"


def test_the_pictures_are_those_that_the_script_takes() -> None:
    named = {f"{name}.png" for name, *_ in runpy.run_path(str(GALLERY / "make.py"))["PICTURES"]}
    assert {path.name for path in GALLERY.glob("*.png")} == named


def test_the_pictures_are_pictures_and_small() -> None:
    for path in GALLERY.glob("*.png"):
        assert path.read_bytes().startswith(b"\x89PNG\r\n")
        assert path.stat().st_size < 200_000
