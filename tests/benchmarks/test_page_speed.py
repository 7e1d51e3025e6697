"""How quick the page is, beside the command in the same run: until it is ready, a first check, an edit, a long draft.

Run by hand: `PLAYWRIGHT=... ROUNDS=3 pytest tests/benchmarks/test_page_speed.py -s`; each round starts the page and the
command anew. PAGE names a page that is built already; LONG=1 adds, once, a draft of 4,000 paragraphs, some 200 pages.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from sec_rules.page import desk
from tests.page.built import built, skip_unless_driven
from tests.report.chromium import found

ROOT = Path(__file__).resolve().parents[2]
DRAFT = ROOT / "legal_text" / "drafts" / "secmp0059.docx"
DRIVER = Path(__file__).with_name("page_speed.mjs")
THOUSANDS = (300, 310, 320, 330, 340)
ACTS = ("publish", "review", "keep a record of", "send to each Party", "approve", "consider", "report on", "maintain")
THINGS = (
    "the Security Controls Framework",
    "the User Security Assessment Methodology",
    "the annual budget of the Sub-Committee",
    "each notice given under this Section",
    "the list of accredited assessors",
    "the minutes of its meetings",
)
SENTENCE = (
    "{label} The Panel shall {act} {thing} within {days} Working Days of the day on which it is asked to do so by the "
    "Authority or by any Party, and shall give its reasons for what it then decides in the case numbered {i} of its "
    "register."
)

pytestmark = pytest.mark.skipif("ROUNDS" not in os.environ, reason="run by hand, with ROUNDS")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    skip_unless_driven()
    return built(tmp_path_factory.mktemp("page"))


def long_draft(folder: Path, paragraphs: int = 4_000) -> Path:
    """The SECMP0059 Word file with thousands of paragraphs of another Section behind its own, no two alike."""
    out = folder / "long.docx"
    with zipfile.ZipFile(DRAFT) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            data = given.read(name)
            if name == "word/document.xml":
                text = data.decode()
                more = range(paragraphs - text.count("<w:p>") - text.count("<w:p "))
                at = text.rindex("<w:sectPr") if "<w:sectPr" in text else text.rindex("</w:body>")
                data = (text[:at] + "".join(map(_paragraph, more)) + text[at:]).encode()
            made.writestr(name, data)
    return out


def _paragraph(i: int) -> str:
    label = f"H{1 + i // 200}.{1 + i % 200}"
    said = SENTENCE.format(label=label, act=ACTS[i % 8], thing=THINGS[i % 6], days=10 + i % 50, i=i)
    return f'<w:p><w:r><w:t xml:space="preserve">{said}</w:t></w:r></w:p>'


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def in_the_page(page: Path, users: Path | str = "", long: Path | str = "") -> dict[str, Any]:
    browser = found()
    assert browser is not None
    command = ["node", str(DRIVER), str(page), browser.program, str(DRAFT), str(users), str(long)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return told


def cold(draft: Path) -> float:
    """The command, from its start to its end."""
    command = [sys.executable, "-m", "sec_rules", "check", str(draft), "--no-config"]
    return seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=False, cwd=ROOT))


def warm(name: str, data: bytes, number: int) -> list[float]:
    """What the page asks for at an edit, answered by a Python that has checked the draft already.

    In each round, by its number, the figures are others: what was checked once is kept.
    """
    asked = {"drafts": [{"name": name, "file": 0}]}
    told, _ = answered({"do": "check", **asked}, data)
    times: list[float] = []
    for thousands in THOUSANDS:
        at, start, end = _figure(json.loads(told)["reports"][0])
        words = {"paragraph": at, "start": start, "end": end, "put": f"{thousands + number},000"}
        change = {"do": "change", "name": name, "by": "A. Person", **words}
        begun = time.perf_counter()
        data = answered(change, data)[1][0]
        told, _ = answered({"do": "check", **asked}, data)
        times.append(time.perf_counter() - begun)
    return times


def _figure(report: dict[str, Any]) -> tuple[int, int, int]:
    """Where the figure of G8.41 stands: its paragraph, and from where to where in it."""
    said = ("".join((p["number"], *(text for text, _ in p["runs"]))) for p in report["paragraphs"])
    number = next(i for i, text in enumerate(said) if text.startswith("G8.41"))
    paragraph = report["paragraphs"][number]
    at = 0
    for text, mark in paragraph["runs"]:
        if mark in ("kept", "inserted") and (place := text.find(",000")) >= 0:
            return number, at + place - 3, at + place + 4
        at += len(text)
    raise AssertionError(report)


def answered(request: dict[str, Any], data: bytes) -> tuple[str, list[bytes]]:
    told = desk.answered(json.dumps(request), [data], lambda _: None)
    assert "refused" not in json.loads(told[0]), told[0]
    return told


def test_the_page_is_as_quick_as_it_has_to_be(page: Path, tmp_path: Path) -> None:
    users = tmp_path / "users.csv"
    users.write_text(
        "name,supplier_party,domestic_premises\n" + "".join(f"U{n},yes,{250_000 + n}\n" for n in range(500))
    )
    cold(DRAFT)
    rounds = [(in_the_page(page, users), cold(DRAFT), median(warm(DRAFT.name, DRAFT.read_bytes(), number)))
              for number in range(int(os.environ["ROUNDS"]))]  # fmt: skip
    ready, first = (median(told[name] for told, _, _ in rounds) for name in ("ready", "first"))
    edit = median(median(told["edits"]) for told, _, _ in rounds)
    command, again = median(c for _, c, _ in rounds), median(w for _, _, w in rounds)
    memory = {when: max(told["megabytes"][when] for told, _, _ in rounds) for when in rounds[0][0]["megabytes"]}
    sizes = ", ".join(f"{when} {every:.0f} ({own:.0f} of its own)" for when, (every, own) in memory.items())
    print(f"\n{page.stat().st_size / 1e6:.1f} MB; ready {ready:.2f} s; first check {first:.2f} s, the command "
          f"{command:.2f} s: {first / command:.2f} times; an edit {edit:.2f} s, warm {again:.2f} s: {edit / again:.2f} "
          f"times; MB when {sizes}; load {os.getloadavg()[0]:.1f}; of each round: {rounds}")  # fmt: skip
    assert page.stat().st_size < 15_000_000
    assert ready < 4
    assert first < 3 * command
    assert edit < 5 * again
    assert max(every for every, _ in memory.values()) <= 300


@pytest.mark.skipif("LONG" not in os.environ, reason="takes minutes; run by hand, with LONG")
def test_a_long_draft_leaves_the_page_awake(page: Path, tmp_path: Path) -> None:
    long = long_draft(tmp_path)
    command = cold(long)
    told = in_the_page(page, long=long)
    print(f"\n{told['lines']:,} paragraphs: the command {command:.1f} s, the page {told['long']:.1f} s, still for "
          f"{told['longStill']:.2f} s at most; an edit {told['longEdit']:.1f} s, still for {told['editStill']:.2f} s; "
          f"printed in {told['printed'][1]:.1f} s, still for {told['printStill']:.2f} s; "
          f"{told['megabytes']} MB; stopped in {told['stopped'][0]:.2f} s; {told}")  # fmt: skip
    assert told["lines"] == 4_000
    assert max(told["longStill"], told["editStill"]) < 1
    assert len([step for step in told["steps"] if " clause " in step]) > 5
    assert told["stopped"][1] == "Stopped."
