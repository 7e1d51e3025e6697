"""Numbers of provisions in real draft Bills and instruments, against those a mature converter reads in them.

    pytest tests/benchmarks/test_numbering_of_legislation.py --benchmark-only -s

Prints every disagreement and the score; beside it, in the same run, the score of LibreOffice's text export where that
program is installed. The corpus lies beside the checkout (`../shared/corpus/legislation`); without it nothing is run.
A provision of the converter is held to be right where its label, or that of the group of labels that open one text
("2.", "(1)"), is what stands before that text in the document.
"""

from __future__ import annotations

import difflib
import itertools
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import define, frozen
from lxml import etree
from pytest_benchmark.fixture import BenchmarkFixture

from sec_rules.documents.document import View
from sec_rules.documents.readers.docx import read_docx

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "legislation"
SOFFICE = shutil.which("soffice")
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
ASIDE = {AKN + "authorialNote"}
TEXT = {AKN + name for name in ("p", "heading", "subheading", "th", "td", "docTitle", "longTitle")}
LABEL = re.compile(
    r"^[\s\u201c\"\u2018\u2014\u2013-]*(?:(?:part|chapter|schedule|rhan|pennod|"
    r"atodlen)\s+[\w.]+(?=\s*[\t\u2014\u2013-]|\s*$)|"
    r"\(?[0-9]{1,4}[a-z]{0,2}[.)]*|\(?[a-z]{1,5}[.)])(?=[\s\u2014\u2013\u201c(-]|$)",
    re.IGNORECASE,
)
# Why the converter reads something else than Word shows, for the documents in which it does.
EXPLAINED = {
    "BlockListTest1": "the converter passes over empty numbered paragraphs, which Word counts, and writes ab after aa, "
    "where Word writes bb; LibreOffice prints what is printed here",
    "quoted-structures-end-on-same-line": "the number typed in the document is (3); the converter puts (1)",
    "quoted-text-and-defined-terms": "the numbers typed in the document are other ones; the converter puts (1)",
    "body-only1": "the converter counts no number that a LISTNUM field shows, or begins again after it",
    "_test4": "the converter counts no number that a LISTNUM field shows, or begins again after it",
    "field-codes": "the converter begins again after a LISTNUM field",
    "scpubb/test1": "the heading has no number in the document; the converter takes one from the text before",
    "wsi/test1": "a reference in the margin stands between the number and the heading",
}
# The converter's own: signs of unnumbered lists.
SIGNS = re.compile(r"^[\W_]*$")


@frozen
class Truth:
    """The labels that open one text, and that text."""

    labels: tuple[str, ...]
    text: str


@define
class Score:
    """How many labels are right, and what is to be said of the others."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def share(self) -> float:
        return self.right / max(1, self.right + self.wrong)


def canon(text: str) -> str:
    return re.sub(r"[^\w()]", "", text).casefold()


def tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def words(element: etree._Element) -> str:
    if element.tag in ASIDE:
        return element.tail or ""
    inside = "".join(words(c) for c in element)
    return (element.text or "") + inside + (element.tail or "")


def truths(path: Path) -> list[Truth]:
    """The provisions of a document as the converter has them, in order."""
    found: list[Truth] = []
    waiting: list[str] = []
    text: list[str] = []

    def close() -> None:
        key = canon("".join(text))
        if waiting and key:
            found.append(Truth(tuple(waiting), key))
            waiting.clear()
        text.clear()

    def walk(element: etree._Element) -> None:
        if not isinstance(element.tag, str) or element.tag == AKN + "meta":
            return
        if element.tag == AKN + "num":
            close()
            label = " ".join((element.text or "").split() + "".join(words(c) for c in element).split())
            if not SIGNS.match(label):
                waiting.append(label)
            return
        if element.tag in TEXT:
            close()
        text.append(element.text or "")
        for child in element:
            if child.tag not in ASIDE:
                walk(child)
            text.append(child.tail or "")

    walk(etree.fromstring(path.read_bytes()))
    close()
    return found


def bare(text: str) -> tuple[str, str]:
    """The labels typed at the head of a text, and the text without them."""
    labels: list[str] = []
    while (match := LABEL.match(text)) and len(match.group()) < len(text):
        labels += tokens(match.group())
        text = text[match.end() :]
    return " ".join(labels), canon(text)


def paired(given: list[Truth], lines: list[str]) -> Iterator[tuple[Truth, int | None]]:
    """Each provision and the line on which its text stands: in order, by label and text, then in between by text."""
    width = 24
    split = [bare(line) for line in lines]
    both = [f"{' '.join(t for x in truth.labels for t in tokens(x))}|{truth.text[:width]}" for truth in given]
    shown = [f"{label}|{text[:width]}" for label, text in split]
    at = {-1: -1, len(given): len(lines)} | _matched(both, shown, 0, 0)
    keys, texts = [t.text[:width] for t in given], [text[:width] for _, text in split]
    fixed = sorted(at.items())
    for (a, b), (c, d) in itertools.pairwise(fixed):
        at |= _matched(keys[a + 1 : c], texts[b + 1 : d], a + 1, b + 1)
    for i, truth in enumerate(given):
        yield truth, at.get(i)


def _matched(one: list[str], two: list[str], first: int, second: int) -> dict[int, int]:
    matcher = difflib.SequenceMatcher(None, one, two, autojunk=False)
    blocks = matcher.get_matching_blocks()
    return {first + a + i: second + b + i for a, b, size in blocks for i in range(size)}


def shown_before(lines: list[str], at: int, text: str) -> list[str]:
    """The tokens that stand before a text: on its line, and on the lines just above."""
    line = lines[at]
    key = text[:24]
    end = next((i for i in range(len(line)) if canon(line[i:]).startswith(key)), 0)
    # The first place at which the text can begin is the last that leaves all of it.
    while end + 1 < len(line) and canon(line[end + 1 :]).startswith(key):
        end += 1
    above = [t for i in range(max(0, at - 4), at) if len(lines[i]) < 400 for t in tokens(lines[i])]
    return above + tokens(line[:end])


def is_right(truth: Truth, shown: list[str]) -> bool:
    """Whether the labels stand right before the text; those of groups above it, somewhere before them."""
    for label in reversed(truth.labels):
        wanted = tokens(label)
        if shown[-len(wanted) :] == wanted:
            shown = shown[: -len(wanted)]
        elif len(truth.labels) > 1 or (wanted and wanted[0].isalpha() and len(wanted[0]) > 3):
            joined = " ".join(shown)
            if f" {' '.join(wanted)} " not in f" {joined} ":
                return False
            shown = joined[: joined.rindex(" ".join(wanted))].split()
        else:
            return False
    return True


def ours(path: Path) -> list[str]:
    document = read_docx(path.read_bytes(), path.name, formatting_is_redline=False)
    return [f"{p.number or ''} {p.text}".strip() for p in document.view(View.ACCEPTED)]


def libre_office(paths: list[Path], work: Path) -> dict[Path, list[str]]:
    """The lines of LibreOffice's export as text, numbers and all."""
    found: dict[Path, list[str]] = {}
    for folder in sorted({p.parent for p in paths}):
        here = [p for p in paths if p.parent == folder]
        out = work / folder.name
        command = [str(SOFFICE), "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to"]
        subprocess.run(
            [*command, "txt:Text (encoded):UTF8", "--outdir", str(out), *map(str, here)],
            capture_output=True, timeout=600, check=False,
        )  # fmt: skip
        for path in here:
            text = out / (path.stem + ".txt")
            if text.exists():
                found[path] = text.read_text(encoding="utf-8-sig").splitlines()
    return found


def score(path: Path, lines: list[str], lines_out: list[str] | None = None) -> Score:
    result = Score()
    for truth, at in paired(truths(path.with_suffix(".xml")), lines):
        if at is None:
            result.missing += 1
            if lines_out is not None:
                lines_out.append(f"  not found  {' '.join(truth.labels)}  {truth.text[:50]}")
            continue
        shown = shown_before(lines, at, truth.text)
        if is_right(truth, shown):
            result.right += 1
        else:
            result.wrong += 1
            if lines_out is not None:
                lines_out.append(f"  {' '.join(truth.labels):12}  not  {' '.join(shown[-4:]):24}  {lines[at][:60]!r}")
    return result


def total(scores: list[Score]) -> Score:
    return Score(sum(s.right for s in scores), sum(s.wrong for s in scores), sum(s.missing for s in scores))


@pytest.mark.benchmark(group="numbering of legislation")
def test_labels_of_draft_legislation(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    paths = sorted(p for p in CORPUS.glob("*/*.docx") if p.with_suffix(".xml").exists())
    if not paths:
        pytest.skip("There is no corpus of legislation beside the checkout.")
    lines = benchmark.pedantic(lambda: {p: ours(p) for p in paths}, rounds=1)
    scores: list[Score] = []
    for path in paths:
        lines_out: list[str] = []
        scores.append(score(path, lines[path], lines_out))
        if lines_out:
            name = f"{path.parent.name}/{path.stem}"
            because = EXPLAINED.get(path.stem) or EXPLAINED.get(name) or "not explained"
            print(f"\n{name}: {because if scores[-1].wrong else 'the converter has its text in another place'}")
            print("\n".join(lines_out))
    mine = total(scores)
    print(f"\nsec-rules    {mine.right} right, {mine.wrong} wrong, {mine.missing} not found: {mine.share:.2%}")
    if SOFFICE is not None:
        theirs = total([score(p, found) for p, found in libre_office(paths, tmp_path).items()])
        print(
            f"LibreOffice  {theirs.right} right, {theirs.wrong} wrong, {theirs.missing} not found: {theirs.share:.2%}"
        )
    assert mine.share >= 0.98
