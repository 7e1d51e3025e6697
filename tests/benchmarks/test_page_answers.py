"""Every draft of the tests and the corpus answered by the page as by the command: the same JSON to the byte,
or the same refusal; and mutated XML, read the same.

Run by hand: `DRAFTS=65 TEXTS=20000 pytest tests/benchmarks/test_page_answers.py -s`. DRAFTS is how many drafts are
taken, evenly from all there are, TEXTS how many texts are mutated; MORE names a folder of more drafts, such as PDF
files, PAGE a page that is built already. Node is needed.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sec_rules.cli import main
from tests.benchmarks.mutated_xml import sums
from tests.page.built import built

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "legal_text" / "drafts", ROOT / "tests" / "quality", ROOT.parent / "shared" / "corpus",
           ROOT.parent / "shared" / "cases")  # fmt: skip
FORMS = (".docx", ".md", ".txt", ".pdf")
DRIVER = Path(__file__).with_name("answering.mjs")


# Every draft takes minutes, so that a run of all tests is not the place.
pytestmark = pytest.mark.skipif(not {"DRAFTS", "TEXTS"} <= set(os.environ), reason="run by hand, with DRAFTS and TEXTS")


def drafts() -> list[Path]:
    more = [Path(os.environ["MORE"])] if os.environ.get("MORE") else []
    every = sorted(p for folder in (*FOLDERS, *more) for p in folder.rglob("*") if p.suffix in FORMS and p.is_file())
    most = int(os.environ["DRAFTS"])
    return every[:: max(1, len(every) // most)]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("node") is None:
        pytest.skip("Node is not installed")
    return built(tmp_path_factory.mktemp("page"))


def test_the_page_answers_every_draft_as_the_command_does(page: Path, tmp_path: Path) -> None:
    paths, listed = drafts(), tmp_path / "drafts"
    listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    differing: list[str] = []
    refused = 0
    with subprocess.Popen(["node", str(DRIVER), str(page), str(listed)], stdout=subprocess.PIPE, text=True) as runtime:
        assert runtime.stdout is not None
        for path, line in zip(paths, runtime.stdout, strict=True):
            told = json.loads(line)
            assert told.pop("path") == str(path)
            refused += "refused" in told
            if told != commanded(path, tmp_path):
                differing.append(str(path))
    print(f"\n{len(paths)} drafts, {refused} of them refused; {len(differing)} answered otherwise: {differing}")
    assert differing == []


def commanded(path: Path, folder: Path) -> dict[str, str]:
    """What the command says of a draft that lies in a folder of its own, with nothing beside it."""
    with copied(path, folder) as draft:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(["check", str(draft), "--no-config", "--json"])
        if status in (0, 1):
            return {"sha256": hashlib.sha256(out.getvalue().encode()).hexdigest()}
        return {"refused": err.getvalue().removeprefix("sec-rules: ").rstrip("\n")}


@contextlib.contextmanager
def copied(path: Path, folder: Path) -> Iterator[Path]:
    own = folder / "own"
    own.mkdir()
    yield Path(shutil.copy(path, own))
    shutil.rmtree(own)


def test_mutated_xml_is_read_by_the_page_as_by_the_command(page: Path, tmp_path: Path) -> None:
    number, parts = int(os.environ["TEXTS"]), tmp_path / "parts.zip"
    with zipfile.ZipFile(parts, "w") as packed:
        for path in (p for p in drafts() if p.suffix == ".docx" and zipfile.is_zipfile(p)):
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    if entry.filename.endswith((".xml", ".rels")) and 200 < entry.file_size < 30_000:
                        packed.writestr(f"{len(packed.namelist()):05}", archive.read(entry))
    module = Path(__file__).with_name("mutated_xml.py")
    command = ["node", str(DRIVER.with_name("mutating.mjs")), str(page), str(module), str(parts), str(number)]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split("\n")[:number]
    expected = list(sums(str(parts), number))
    differing = [each for each, (one, two) in enumerate(zip(expected, told, strict=True)) if one != two]
    read = sum(each.startswith("read") for each in expected)
    print(f"\n{number:,} texts, {read:,} read and {number - read:,} refused; read otherwise: {differing[:20]}")
    assert differing == []
