"""Real texts of other kinds than the Code: none refused, their labels right, and quiet where nothing is wrong.

    pytest tests/benchmarks/test_published_texts.py --benchmark-only -s

Prints what was refused, how many labels the layout has right (against the numbers that a mature converter reads in
draft legislation), and the findings in ten pages by code. `judged_findings.csv` holds findings judged by hand: where
each stands, and whether it is true, false or useless, and why; those judged false are not to be found again. Of texts
that do not lie here it names the public repository and the file. The corpus lies beside the checkout
(`../shared/corpus`); without it nothing is run.
"""

from __future__ import annotations

import csv
import itertools
import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree
from pytest_benchmark.fixture import BenchmarkFixture

from sec_rules.documents.document import View
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.layout.any_text import lay_out_any
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.loading import load
from sec_rules.review.review import Review, check
from sec_rules.rulebook.questions import assessment
from sec_rules.span import Span
from tests.benchmarks import test_numbering_of_legislation as numbering

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
JUDGED = Path(__file__).with_name("judged_findings.csv")
WORDS_A_PAGE = 300
# Those judged false that are still found.
STILL_FALSE = 20
# The share of whole paths that the layout has at least as the converter has them.
PATHS_RIGHT = 0.99
# How many paths of a document the converter has otherwise than its page, the layout having them right, and why it has.
CONVERTER_WRONG = {
    "uksi/dco1": (94, "it nests each Work of the schedule below the last item of the Work before: 2/b/b/ix/e/b/a/i"),
    "nipubb/testImage": (24, "it has no numbers for the sections of the part"),
    "nipubb/quoted-text-and-defined-terms": (7, "the numbers typed in the document are other ones; it puts (1)"),
    "scpubb/body-only1": (6, "it counts no number that a LISTNUM field shows, or begins again after it"),
    "ssi/_test4": (4, "it counts no number that a LISTNUM field shows, or begins again after it"),
    "wsi/field-codes": (4, "it leaves out a number typed behind another, or begins again after a LISTNUM field"),
    "wsi/blank-lines-cy": (3, "it leaves out (1) of 2(1)(a), typed behind the number of the regulation"),
    "uksi/BlockListTest1": (2, "it passes over empty numbered paragraphs, and writes ac where Word writes cc"),
}


def published() -> list[Path]:
    found = sorted(p for p in (CORPUS / "published").glob("*.*") if p.name != "SOURCES.md")
    if not found:
        pytest.skip("There is no corpus of published texts beside the checkout.")
    return found


def lines_of(layout: Layout, places: dict[str, int]) -> list[str]:
    """The provisions and headings as a page would show them, in the order of the document."""
    rows: list[tuple[int, str]] = []
    headed = {p.place for p in layout.headed}
    tops = {top.place for top in layout.provisions}
    for top in layout.provisions:
        for p in top.walk():
            label = p.step.rpartition(", ")[2].removeprefix("paragraph ").removeprefix("Article ")
            texts = [(s.paragraph.place, s.words_in(p.text)) for s in p.sources]
            titled = p is top and p.place in headed
            own = texts.pop(0)[1] if texts and texts[0][0] == p.place and not titled else ""
            rows.append((places.get(p.place, 0), f"{label} {p.heading if titled else own}".strip()))
            rows.extend((places.get(place, 0), text) for place, text in texts)
    rows.extend((places.get(p.place, 0), f"{p.number or ''} {p.text}") for p in layout.headed if p.place not in tops)
    return [row[1] for row in sorted(rows, key=lambda row: row[0])]


@pytest.mark.benchmark(group="published texts")
def test_labels_of_the_layout(benchmark: BenchmarkFixture) -> None:
    paths = sorted(p for p in numbering.CORPUS.glob("*/*.docx") if p.with_suffix(".xml").exists())
    if not paths:
        pytest.skip("There is no corpus of legislation beside the checkout.")

    def scored() -> numbering.Score:
        scores = []
        for path in paths:
            view = read_docx(path.read_bytes(), path.name, formatting_is_redline=False).view(View.ACCEPTED)
            places = {p.place: i for i, p in reversed(list(enumerate(view)))}
            scores.append(numbering.score(path, lines_of(lay_out_any(view, View.ACCEPTED), places)))
        return numbering.total(scores)

    found = benchmark.pedantic(scored, rounds=1)
    print(f"\nlabels  {found.right} right, {found.wrong} wrong, {found.missing} not found: {found.share:.2%}")
    assert found.share >= 0.99


Placed = tuple[tuple[str, ...], str]
QUOTED, TABLE = numbering.AKN + "quotedStructure", "{http://www.w3.org/1999/xhtml}table"
GROUP = re.compile(r"(?:part|chapter|schedule|rhan|pennod|atodlen|annex|appendix)\b", re.IGNORECASE)
# So many signs of a text tell it from others.
WIDTH = 24


def paths_of_the_converter(path: Path) -> list[Placed]:
    """The provisions with words of their own as the converter has them, each with the numbers from its clause down.

    What stands in quoted text is another text's; Parts and Schedules are no level of a path. In tables it counts each
    cell for itself, so that a number there has no path to compare.
    """
    found: list[Placed] = []

    def walk(element: etree._Element, above: tuple[str, ...]) -> None:
        if not isinstance(element.tag, str) or element.tag in (QUOTED, TABLE, numbering.AKN + "meta"):
            return
        number = element.find(numbering.AKN + "num")
        if number is not None:
            label = " ".join(numbering.words(number).split())
            if GROUP.match(label):
                above = ()
            elif (tokens := numbering.tokens(label)) and not numbering.SIGNS.match(label):
                above = (*above, tokens[-1])
                words = numbering.canon(_own_words(element))[:WIDTH]
                found.extend([(above, words)] if words else [])
        for child in element:
            walk(child, above)

    walk(etree.fromstring(path.read_bytes()), ())
    return found


def _own_words(element: etree._Element) -> str:
    """The words of a provision before the first provision, heading or quotation in it."""
    text = ""
    for child in element:
        if child.tag in (numbering.AKN + "num", numbering.AKN + "heading", numbering.AKN + "subheading"):
            continue
        if not isinstance(child.tag, str) or child.find(numbering.AKN + "num") is not None or child.tag == QUOTED:
            break
        text += numbering.words(child)
        if text.strip():
            break
    return text


def paths_of_the_layout(layout: Layout) -> list[Placed]:
    """The provisions with words outside tables as they are laid out, each with the numbers of its label."""
    outside = (p for p in layout.walk() if not any(s.paragraph.cell for s in p.sources[:1]))
    return [(_numbers(p.label), key) for p in outside if (key := numbering.canon(_before_any_other(p))[:WIDTH])]


def _before_any_other(provision: Provision) -> str:
    """The own words of a provision before the first that stands below it, as the converter's are taken."""
    first = itertools.takewhile(lambda part: isinstance(part, Span), provision.order)
    return "".join(part.words_in(provision.text) for part in first if isinstance(part, Span))


def _numbers(label: str) -> tuple[str, ...]:
    """The numbers of a label, each level one, without the part of the text that it stands in.

    What has its place for a number ("paragraph 12") has none.
    """
    own = label.rpartition(", ")[2]
    clause, paren, steps = own.partition("(")
    counted = [] if clause[:1].islower() else numbering.tokens(clause)[-1:]
    return tuple(counted + numbering.tokens(paren + steps))


def compared(truth: Sequence[Placed], ours: Sequence[Placed]) -> tuple[numbering.Score, list[str]]:
    """How many paths are right, and each that is not, the two put side by side by their words in order."""
    score, wrong = numbering.Score(), []
    both = [["/".join(path) + "|" + key for path, key in side] for side in (truth, ours)]
    at = {-1: -1, len(truth): len(ours)} | numbering._matched(both[0], both[1], 0, 0)
    fixed = sorted(at.items())
    for (a, b), (c, d) in itertools.pairwise(fixed):
        keys = [key for _, key in truth[a + 1 : c]], [key for _, key in ours[b + 1 : d]]
        at |= numbering._matched(keys[0], keys[1], a + 1, b + 1)
    for i, (path, key) in enumerate(truth):
        if i not in at:
            score.missing += 1
        elif ours[at[i]][0] == path:
            score.right += 1
        else:
            score.wrong += 1
            wrong.append(f"{'/'.join(path)}  not  {'/'.join(ours[at[i]][0])}  {key}")
    return score, wrong


@pytest.mark.benchmark(group="published texts")
def test_paths_of_the_layout(benchmark: BenchmarkFixture) -> None:
    paths = sorted(p for p in numbering.CORPUS.glob("*/*.docx") if p.with_suffix(".xml").exists())
    if not paths:
        pytest.skip("There is no corpus of legislation beside the checkout.")

    def scored() -> dict[str, tuple[numbering.Score, list[str]]]:
        found = {}
        for path in paths:
            name = f"{path.parent.name}/{path.stem}"
            view = read_docx(path.read_bytes(), path.name, formatting_is_redline=False).view(View.ACCEPTED)
            ours = paths_of_the_layout(lay_out_any(view, View.ACCEPTED))
            score, wrong = compared(paths_of_the_converter(path.with_suffix(".xml")), ours)
            score.wrong = max(0, score.wrong - CONVERTER_WRONG.get(name, (0, ""))[0])
            found[name] = score, wrong
        return found

    results = benchmark.pedantic(scored, rounds=1)
    for name, (_, wrong) in results.items():
        print("\n".join((f"\n{name}: {len(wrong)}", *(f"  {line}" for line in wrong[:12]))) if wrong else "", end="")
    found = numbering.total([score for score, _ in results.values()])
    print(f"\npaths  {found.right} right, {found.wrong} wrong, {found.missing} not found: {found.share:.2%}")
    assert found.share >= PATHS_RIGHT


@pytest.mark.benchmark(group="published texts")
def test_findings_in_published_texts(benchmark: BenchmarkFixture) -> None:
    paths, code = published(), load()
    results: dict[str, Review] = benchmark.pedantic(
        lambda: {p.name: check(open_draft(p), code, assessment) for p in paths}, rounds=1
    )
    words = sum(len(p.text.split()) for r in results.values() for p in r.draft.document.paragraphs)
    pages = words / WORDS_A_PAGE
    counts = Counter((f.code, f.severity.value) for r in results.values() for f in r.findings)
    print(f"\n{len(results)} texts, {pages:,.0f} pages, none refused; findings in ten pages:")
    for (name, severity), count in sorted(counts.items()):
        print(f"  {name} {severity:8} {10 * count / pages:6.2f}")
    assert len(false_again(results)) <= STILL_FALSE


def false_again(results: dict[str, Review]) -> list[dict[str, str]]:
    """The findings in these texts that were judged false and are found again; printed with the verdicts on them."""
    spoken = {(name, f.code, f.clause, str(f.start)) for name, r in results.items() for f in r.findings}
    with JUDGED.open(encoding="utf-8", newline="") as file:
        judged = [row for row in csv.DictReader(file) if row["file"] in results]
    again = [row for row in judged if (row["file"], row["code"], row["clause"], row["start"]) in spoken]
    false = [row for row in again if row["verdict"] == "false"]
    verdicts = Counter(row["verdict"] for row in judged)
    print(f"judged: {dict(verdicts)}; of those false {len(false)} are still found")
    print("\n".join(f"  {row['file']} {row['code']} {row['clause']}: {row['why']}" for row in false))
    return false


@pytest.mark.benchmark(group="published texts")
def test_findings_in_legislation(benchmark: BenchmarkFixture) -> None:
    paths, code = sorted(numbering.CORPUS.glob("*/*.docx")), load()
    if not paths:
        pytest.skip("There is no corpus of legislation beside the checkout.")
    results: dict[str, Review] = benchmark.pedantic(
        lambda: {f"legislation/{p.parent.name}/{p.name}": check(open_draft(p), code, assessment) for p in paths},
        rounds=1,
    )
    counts = Counter((f.code, f.severity.value) for r in results.values() for f in r.findings)
    print(f"\n{len(results)} documents, none refused: {dict(counts)}")
    assert not any(severity == "error" for _, severity in counts)
    assert len(false_again(results)) <= 1


@pytest.mark.benchmark(group="published texts")
def test_two_hundred_pages(benchmark: BenchmarkFixture) -> None:
    text = "\n\n".join(
        f"{n // 20 + 1}.{n % 20 + 1} The buyer of the goods shall pay lot {n} within 30 days of its invoice, "
        f"save where clause {n // 20 + 1}.1 applies; and the seller keeps a record of it." for n in range(900)
    )  # fmt: skip
    text, code = " ".join(text.split(" ")[:25_600]), load()
    before = time.process_time()
    benchmark.pedantic(lambda: check(read_markdown(text, "long.md"), code, assessment), rounds=1)
    spent = time.process_time() - before
    print(f"\n{len(text.split()):,} words in {spent:.2f} s of processor time")
    assert spent < 2


def test_judged_findings_say_where_and_why() -> None:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        judged = list(csv.DictReader(file))
    assert len(judged) >= 300
    assert {row["verdict"] for row in judged} <= {"true", "false", "useless"}
    assert all(row["why"] and Span(int(row["start"]), int(row["end"])) for row in judged)
