"""Numbers that Word computes, each rule on a document made for it, expected labels written by hand.

LibreOffice, where it is installed, is asked for the same documents' markup view; what it is known to do otherwise than
Word is named.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import field, frozen

from sec_rules.documents.document import View
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.word.number_counters import Counter, Item
from sec_rules.documents.word.number_formats import written
from sec_rules.documents.word.numbering import Level, Numbering

Make = Callable[..., bytes]
SOFFICE = shutil.which("soffice")
WHO = 'w:id="9" w:author="Drafter" w:date="2020-01-01T00:00:00Z"'


def lvl(depth: int, text: str, form: str = "decimal", start: int | None = 1, more: str = "") -> str:
    begin = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{depth}">{begin}<w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def abstract(identity: int, *levels: str, head: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{identity}"><w:multiLevelType w:val="multilevel"/>{head}'
        f"{''.join(levels)}</w:abstractNum>"
    )


def num(identity: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def start_at(depth: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def numbered(of: int | None, depth: int | None = None, inserted: bool = False) -> str:
    level = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    identity = "" if of is None else f'<w:numId w:val="{of}"/>'
    return f"<w:numPr>{level}{identity}{f'<w:ins {WHO}/>' if inserted else ''}</w:numPr>"


def p(
    text: str, of: int | None = None, depth: int | None = None, *, style: str = "", mark: str = "", props: str = "",
    revised: str = "",
) -> str:  # fmt: skip
    """A paragraph; `mark` says what happens to its end, `revised` to its text: "ins" or "del"."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    list_ = numbered(of, depth) if of is not None or depth is not None else ""
    end = f"<w:rPr><w:{mark} {WHO}/></w:rPr>" if mark else ""
    tag = "delText" if revised == "del" else "t"
    run = f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>' if text else ""
    run = f"<w:{revised} {WHO}>{run}</w:{revised}>" if revised else run
    return f"<w:p><w:pPr>{named}{list_}{end}{props}</w:pPr>{run}</w:p>"


def style(
    identity: str, of: int | None = None, depth: int | None = None, based: str = "", kind: str = "paragraph"
) -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    list_ = numbered(of, depth) if of is not None or depth is not None else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{identity}"/>{base}'
        f"<w:pPr>{list_}</w:pPr></w:style>"
    )


CLAUSES = abstract(0, lvl(0, "G8.%1", start=41), lvl(1, "(%2)", "lowerLetter"), lvl(2, "(%3)", "lowerRoman"))


@frozen
class Case:
    """Paragraphs whose text is the label they must have in the markup view; the other views where they differ."""

    name: str
    body: str
    numbering: str
    markup: list[str | None]
    styles: str = ""
    original: list[str | None] | None = None
    accepted: list[str | None] | None = None
    libre_office_differs: str = field(default="")


def each(*given: tuple[int | None, int | None], of: int = 1) -> str:
    return "".join(p(f"text {i}", of if a is None else a, b) for i, (a, b) in enumerate(given))


def levels(*depths: int) -> str:
    return each(*((None, d) for d in depths))


CASES = [
    Case(
        "levels, and deeper ones that begin again",
        levels(0, 1, 1, 2, 2, 1, 0, 1),
        CLAUSES + num(1, 0),
        ["G8.41", "(a)", "(b)", "(i)", "(ii)", "(c)", "G8.42", "(a)"],
    ),
    Case(
        "two lists of one abstract list share its counters",
        each((1, 0), (2, 0), (1, 0)),
        CLAUSES + num(1, 0) + num(2, 0),
        ["G8.41", "G8.42", "G8.43"],
    ),
    Case(
        "a list starts anew at its first item only",
        each((1, 0), (2, 0), (2, 0), (1, 0)),
        CLAUSES + num(1, 0) + num(2, 0, start_at(0, 1)),
        ["G8.41", "G8.1", "G8.2", "G8.3"],
        libre_office_differs="it goes on with the counter of the first list",
    ),
    Case(
        "an empty paragraph that only ends a section has no number",
        p("text 0", 1, 0) + p("", 1, 0, props="<w:sectPr/>") + p("text 1", 1, 0),
        CLAUSES + num(1, 0),
        ["G8.41", None, "G8.42"],
        libre_office_differs="it counts so too, but prints no line for the end of the section",
    ),
    Case(
        "a list that first appears deeper does not start the levels above anew",
        each((1, 0), (1, 0), (2, 1), (2, 1), (2, 0)),
        CLAUSES + num(1, 0) + num(2, 0, start_at(0, 1) + start_at(1, 3)),
        ["G8.41", "G8.42", "(c)", "(d)", "G8.43"],
        libre_office_differs="it starts the level above anew",
    ),
    Case(
        "several levels in one label, in legal style",
        levels(0, 1, 2),
        abstract(0, lvl(0, "%1.", "upperRoman", start=4), lvl(1, "%1.%2"), lvl(2, "%1.%2.%3", more="<w:isLgl/>"))
        + num(1, 0),
        ["IV.", "IV.1", "4.1.1"],
        libre_office_differs="it has no legal style",
    ),
    Case(
        "a level that never restarts",
        levels(0, 1, 1, 0, 1),
        abstract(0, lvl(0, "%1."), lvl(1, "(%2)", more='<w:lvlRestart w:val="0"/>')) + num(1, 0),
        ["1.", "(1)", "(2)", "2.", "(3)"],
        libre_office_differs="it restarts after every higher level",
    ),
    Case(
        "a level that restarts only after the first one",
        levels(0, 1, 2, 1, 2, 0, 1, 2),
        abstract(0, lvl(0, "%1."), lvl(1, "(%2)"), lvl(2, "[%3]", more='<w:lvlRestart w:val="1"/>')) + num(1, 0),
        ["1.", "(1)", "[1]", "(2)", "[2]", "2.", "(1)", "[1]"],
        libre_office_differs="it restarts after every higher level",
    ),
    Case(
        "a list number of nought switches the style's off",
        p("one", style="Clause") + p("two", 0, style="Clause") + p("three", style="Clause"),
        CLAUSES + num(1, 0),
        ["G8.41", None, "G8.42"],
        styles=style("Clause", 1),
    ),
    Case(
        "list and level from the style, the level linked to it",
        p("one", style="Clause") + p("two", style="Limb") + p("three", style="Sub") + p("four", style="Limb"),
        abstract(
            0,
            lvl(0, "G8.%1", start=41, more='<w:pStyle w:val="Clause"/>'),
            lvl(1, "(%2)", "lowerLetter", more='<w:pStyle w:val="Limb"/>'),
            lvl(2, "(%3)", "lowerRoman"),
        )
        + num(1, 0),
        ["G8.41", "(a)", "(i)", "(b)"],
        libre_office_differs="it does not look at the style that a level names",
        styles=style("Clause", 1) + style("Limb", 1) + style("Sub", 1, 2),
    ),
    Case(
        "list from the style it is based on, level of its own",
        p("one", style="N1") + p("two", style="N2") + p("three", style="N3"),
        CLAUSES + num(1, 0),
        ["G8.41", "(a)", "(i)"],
        styles=style("N1", 1) + style("N2", None, 1, "N1") + style("N3", None, 2, "N2"),
    ),
    Case(
        "a level in the paragraph over the style's",
        p("one", style="N1") + p("two", None, 1, style="N1"),
        CLAUSES + num(1, 0),
        ["G8.41", "(a)"],
        styles=style("N1", 1),
    ),
    Case(
        "a level put in the place of another",
        each((2, 0), (2, 1)),
        CLAUSES + num(2, 0, '<w:lvlOverride w:ilvl="1">' + lvl(1, "%2)", "upperLetter", 3) + "</w:lvlOverride>"),
        ["G8.41", "C)"],
    ),
    Case(
        "a list that stands for another through a numbering style",
        each((1, 0), (1, 1)),
        abstract(0, head='<w:numStyleLink w:val="Legal"/>')
        + abstract(1, lvl(0, "G%1."), lvl(1, "(%2)", "lowerLetter"), head='<w:styleLink w:val="Legal"/>')
        + num(1, 0)
        + num(2, 1),
        ["G1.", "(a)"],
        styles=style("Legal", 2, kind="numbering"),
    ),
    Case(
        "a deeper level first",
        levels(1, 1, 2),
        abstract(0, lvl(0, "%1."), lvl(1, "%1.%2"), lvl(2, "%1.%2.%3")) + num(1, 0),
        ["1.1", "1.2", "1.2.1"],
    ),
    Case(
        "no number in a level, and bullets, are no label",
        levels(0, 1, 2, 3),
        abstract(0, lvl(0, "%1."), lvl(1, "", "none"), lvl(2, "\u2022", "bullet"), lvl(3, "Note", "none")) + num(1, 0),
        ["1.", None, None, "Note"],
        libre_office_differs="it prints the bullet",
    ),
    Case(
        "an empty paragraph counts",
        levels(0) + p("", 1, 0) + p("text", 1, 0),
        CLAUSES + num(1, 0),
        ["G8.41", "G8.42", "G8.43"],
    ),
    Case(
        "an inserted clause counts in the markup and accepted views only",
        p("one", 1, 0) + p("new", 1, 0, mark="ins", revised="ins") + p("two", 1, 0),
        CLAUSES + num(1, 0),
        ["G8.41", "G8.42", "G8.43"],
        original=["G8.41", "G8.42"],
        accepted=["G8.41", "G8.42", "G8.43"],
    ),
    Case(
        "a deleted clause counts in the markup and original views only",
        p("one", 1, 0) + p("old", 1, 0, mark="del", revised="del") + p("two", 1, 0),
        CLAUSES + num(1, 0),
        ["G8.41", "G8.42", "G8.43"],
        original=["G8.41", "G8.42", "G8.43"],
        accepted=["G8.41", "G8.42"],
    ),
    Case(
        "one deleted and one inserted: one clause has three numbers",
        p("new", 1, 0, mark="ins", revised="ins") + p("old", 1, 0, mark="del", revised="del") + p("here", 1, 0),
        CLAUSES + num(1, 0),
        ["G8.41", "G8.42", "G8.43"],
        original=["G8.41", "G8.42"],
        accepted=["G8.41", "G8.42"],
    ),
    Case(
        "a numbering that the draft puts on, and one that it takes off",
        p("one", 1, 0)
        + f"<w:p><w:pPr>{numbered(1, 0, inserted=True)}</w:pPr><w:r><w:t>on</w:t></w:r></w:p>"
        + p("off", props=f"<w:pPrChange {WHO}><w:pPr>{numbered(1, 0)}</w:pPr></w:pPrChange>")
        + p("two", 1, 0),
        CLAUSES + num(1, 0),
        ["G8.41", "G8.42", None, "G8.43"],
        original=["G8.41", None, "G8.42", "G8.43"],
        accepted=["G8.41", "G8.42", None, "G8.43"],
    ),
    Case(
        "numbers that a field counts inside a paragraph",
        p("x", 1, 0).replace(
            "<w:t xml:space=\"preserve\">x</w:t>",
            '<w:t>\u2014</w:t><w:fldChar w:fldCharType="begin"/><w:instrText> LISTNUM "Seq1" \\l 2 </w:instrText>'
            '<w:fldChar w:fldCharType="end"/><w:t xml:space="preserve"> text</w:t>',
        )
        + p("two", 1, 1),
        abstract(0, lvl(0, "%1."), lvl(1, "(%2)"), head='<w:name w:val="seq1"/>') + num(1, 0),
        ["1.", "(2)"],
        libre_office_differs="it does not count fields of lists",
    ),
    Case(
        "a list that is not there, and one whose abstract list is not",
        p("one", 7, 0) + p("two", 2, 0) + p("three", 1, 0),
        CLAUSES + num(1, 0) + num(2, 99),
        [None, None, "G8.41"],
        libre_office_differs="it makes a list up",
    ),
    Case(
        "a level that is not defined shows nothing",
        levels(0, 4),
        CLAUSES + num(1, 0),
        ["G8.41", None],
        libre_office_differs="it makes a level up",
    ),
    Case(
        "an unknown format is a decimal",
        levels(0, 0),
        abstract(0, lvl(0, "(%1)", "klingon")) + num(1, 0),
        ["(1)", "(2)"],
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_the_labels_of_each_view(case: Case, make: Make) -> None:
    document = read_docx(make(case.body, numbering=case.numbering, styles=case.styles), "case.docx")
    for view, expected in (
        (View.MARKUP, case.markup),
        (View.ORIGINAL, case.original or case.markup),
        (View.ACCEPTED, case.accepted or case.markup),
    ):
        shown = [p.number for p in document.view(view)]
        assert shown == expected, view


def test_a_format_that_is_not_known_is_noted(make: Make) -> None:
    case = CASES[-1]
    document = read_docx(make(case.body, numbering=case.numbering, styles=""), "case.docx")
    assert document.notes == ("Numbers of the format 'klingon' were written as decimals.",)


def test_a_number_that_a_field_counts_stands_in_the_text(make: Make) -> None:
    case = next(c for c in CASES if "a field counts" in c.name)
    document = read_docx(make(case.body, numbering=case.numbering, styles=""), "case.docx")
    assert [p.text for p in document.view(View.ACCEPTED)] == ["\u2014(1) text", "two"]


def test_a_clause_between_one_deleted_and_one_inserted_has_a_number_for_each_view(make: Make) -> None:
    case = next(c for c in CASES if "three numbers" in c.name)
    body = case.body.replace("new</w:t>", "new</w:t></w:r></w:ins><w:ins><w:r><w:t>er</w:t>")
    document = read_docx(make(p("first", 1, 0, mark="del", revised="del") + body, numbering=case.numbering), "x.docx")
    here = [next(q.number for q in document.view(view) if q.text == "here") for view in View]
    assert here == ["G8.43", "G8.44", "G8.42"]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (54, "upperLetter", "BBB"),
        (7, "decimalZero", "07"),
        (11, "ordinal", "11th"),
        (22, "ordinal", "22nd"),
        (21, "ordinalText", "Twenty-first"),
        (40, "ordinalText", "Fortieth"),
        (112, "cardinalText", "One hundred twelve"),
        (5, "none", ""),
        (0, "lowerRoman", ""),
        (3, "klingon", None),
    ],
)
def test_a_number_is_written_as_word_writes_it(value: int, form: str, expected: str | None) -> None:
    assert written(value, form) == expected


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed.")
def test_libre_office_prints_the_same_labels(make: Make, tmp_path: Path) -> None:
    asked = [c for c in CASES if not c.libre_office_differs]
    for i, case in enumerate(asked):
        (tmp_path / f"{i}.docx").write_bytes(make(case.body, numbering=case.numbering, styles=case.styles))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [str(SOFFICE), "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
        + [str(tmp_path / f"{i}.docx") for i in range(len(asked))],
        capture_output=True, timeout=300, check=True,
    )  # fmt: skip
    differing = {}
    for i, case in enumerate(asked):
        lines = (tmp_path / f"{i}.txt").read_text(encoding="utf-8-sig").splitlines()
        printed = [
            re.sub(r"\s*(?:text \d*|one|two|three|four|new|old|here|on|off|text)\s*$", "", x).strip() for x in lines
        ]
        if [x or None for x in printed] != case.markup:
            differing[case.name] = printed
    assert differing == {}


def test_legal_style_keeps_a_nought_before_a_figure_and_turns_letters_into_figures() -> None:
    levels = {0: Level(8, "upperLetter", "%1"), 1: Level(1, "decimalZero", "%1.%2", legal=True)}
    counter = Counter({1: Numbering(1, levels)})
    assert [counter.next(Item(1, depth)) for depth in (0, 1, 1)] == ["H", "8.01", "8.02"]


def test_a_field_that_names_a_list_counts_that_list_and_one_without_a_name_that_of_its_paragraph() -> None:
    own = Numbering(1, {0: Level(1, "decimal", "%1."), 1: Level(1, "lowerLetter", "(%2)")})
    named = Numbering(2, {0: Level(1, "upperLetter", "%1)")}, name="other")
    counter = Counter({1: own, 2: named})
    assert counter.next(Item(1, 0)) == "1."
    assert [counter.inside(Item(1, 0), "Other", None, None) for _ in range(2)] == ["A)", "B)"]
    assert [counter.inside(Item(1, 0), "", None, None) for _ in range(2)] == ["(a)", "(b)"]
