"""Redlines in Word as drafters make them, each with what its writer intended.

`base` is the Code it stands on, `means` what the clauses that it changes mean then (as in clauses.toml), `gone` the
clauses that end, `status` what is said of a clause, `finds` the codes found, `unread` what can no longer be read.
"""

from __future__ import annotations

import runpy
from pathlib import Path

from attrs import field, frozen

from sec_rules.engine import legal_text
from sec_rules.loading import load

_w = runpy.run_path(str(Path(__file__).with_name("word.py")))
run, runs, inserted, deleted, taken_back = (_w[n] for n in ("run", "runs", "inserted", "deleted", "taken_back"))
paragraph, clause, new_clause, old_clause = (_w[n] for n in ("paragraph", "clause", "new_clause", "old_clause"))
moved, moved_clause, lines, tabbed = (_w[n] for n in ("moved", "moved_clause", "lines", "tabbed"))
row, table, field_code, by, text_box = (_w[n] for n in ("row", "table", "field_code", "by", "text_box"))
controlled, commented, limbs = (_w[n] for n in ("controlled", "commented", "limbs"))
with_limb, without_b = _w["with_limb"], _w["without_b"]
numbered, numbering = _w["numbered"], _w["numbering"]

NEW, MID, OLD = "2019-02-28", "2019-02-27", "2018-11-28"
FULL, VERIFICATION, SELF = (
    "Full User Security Assessment",
    "Verification User Security Assessment",
    "User Security Self-Assessment",
)


def held(label: str, old: bool = False) -> str:
    """The words of a clause, the newest or the oldest."""
    found = load().clause(f"G8.{label}")
    text = legal_text.words_of(found, found.versions[-1 if old else 0])
    return text.strip()


def change(text: str, old: str, new: str) -> str:
    """The text with one replacement marked."""
    assert old in text, old
    return text.replace(old, f"{{~~{old}~>{new}~~}}" if new else f"{{--{old}--}}", 1)


def raw(text: str, old: str, xml: str) -> str:
    """The text with runs in the place of some words."""
    assert old in text, old
    return text.replace(old, f"{{!!{xml}!!}}", 1)


@frozen
class Redline:
    """One redline, and what it should be read as."""

    name: str
    body: str
    base: str = NEW
    means: dict[str, dict[str, str]] = field(factory=dict)
    gone: tuple[str, ...] = ()
    status: dict[str, str] = field(factory=dict)
    finds: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    header: str = ""


C41, C42, C44, C45, C47 = (held(n) for n in ("41", "42", "44", "45", "47"))
O41, O43, O46 = held("41", old=True), held("43"), held("46")
R41, R42 = change(C41, "250,000", "200,000"), change(C42, "250,000", "200,000")
LOWER = {
    "G8.41": {"FULL": "supplier and d + 5*n > 200000"},
    "G8.42": {"VERIFICATION SELF FULL": "supplier and d + 5*n <= 200000"},
}
OWN = {
    "G8.41": {"FULL": "supplier and d > 250000"},
    "G8.42": {"VERIFICATION SELF FULL": "supplier and d <= 250000"},
}
THIRD = (
    "G8.44A Where a User is a Network Party and the number of Domestic Premises exceeds 1,000,000, it shall be subject "
    f"to a {FULL} in each year after the year of its initial {FULL}."
)
HUGE = {"G8.44A": {"FULL": "network and net > 1000000"}}
FIGURE = deleted("250,000") + inserted("200,000")
HEAD45, *LIMBS45 = C45.split("\n\n")


def both(first: str, second: str = R42, split: int = 0) -> str:
    """G8.41 and G8.42 in marked text."""
    return clause(first, split) + clause(second, split)


def lower(name: str, body: str, header: str = "") -> Redline:
    """A redline that puts 200,000 for 250,000 in G8.41 and G8.42, in whatever way Word has it."""
    return Redline(name, body, means=LOWER, header=header)


FORMAT = '<w:b/><w:rPrChange w:id="9" w:author="A" w:date="2018-09-03T10:00:00Z"><w:rPr/></w:rPrChange>'
TAGGED = (
    f'<w:proofErr w:type="spellStart"/><w:smartTag w:element="place">{run("Supplier")}</w:smartTag>'
    '<w:bookmarkStart w:id="3" w:name="x"/><w:r><w:lastRenderedPageBreak/><w:t xml:space="preserve"> Party</w:t></w:r>'
    '<w:bookmarkEnd w:id="3"/>'
)
SECTION = f"<w:p><w:pPr><w:sectPr><w:sectPrChange {by()}><w:sectPr/></w:sectPrChange></w:sectPr></w:pPr></w:p>"


def swapped() -> str:
    """G8.47 with the assessments of (a) and (b) moved into each other's places."""
    head, (a, b, c, d) = lines(C47)[0], limbs(C47)
    a = raw(a, VERIFICATION, moved(VERIFICATION, "From") + moved(SELF, "To"))
    b = raw(b, SELF, moved(SELF, "From") + moved(VERIFICATION, "To"))
    return "".join(paragraph(runs(x)) for x in (head, a, b, c, d))


def moved_and_changed() -> str:
    """G8.45 moved behind, its figure changed on the way."""
    before, after = tabbed(HEAD45).split("250,000")
    head = paragraph(moved(before, "To") + deleted("250,000") + inserted("100,000") + moved(after, "To"), mark="moveTo")
    rest = "".join(paragraph(moved(tabbed(x), "To"), mark="moveTo") for x in LIMBS45)
    return moved_clause(C45, "From") + clause(C44) + head + rest


def deleted_field() -> str:
    """The reference to G8.42, which is a field, struck out of G8.43."""
    code_ = '<w:r><w:delInstrText xml:space="preserve"> REF _Ref1 </w:delInstrText></w:r>'
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    gone = run("G8.42", tag="w:delText")
    struck = f"<w:del {by()}>{run(' and ', tag='w:delText')}{marks[0]}{code_}{marks[1]}{gone}{marks[2]}</w:del>"
    return clause(raw(O43, " and G8.42", struck).replace("Sections G8.41", "Section{--s--} G8.41"))


A42 = numbered(C42)
COUNTED = "".join(numbered(C41)) + "".join(A42[:3])
SELF_AGAIN = paragraph(inserted(f"in the next following year, to a {SELF};"), numbering(1), "ins")
CARRIED = paragraph(runs(C42.split("\n\n")[4][4:].replace("to (c)", "to ({~~c~>d~~})")), numbering(1))
STRUCK = run("250,000", '<w:strike/><w:color w:val="FF0000"/>') + run(
    "200,000", '<w:u w:val="single"/><w:color w:val="FF0000"/>'
)

REDLINES = (
    lower("labels that Word computes", "".join(numbered(R41) + numbered(R42))),
    Redline(
        "a limb inserted, labels computed, reference carried on",
        COUNTED + SELF_AGAIN + A42[3] + CARRIED,
        means={"G8.42": {"VERIFICATION SELF SELF FULL": "supplier and d + 5*n <= 250000"}},
    ),
    Redline(
        "a limb inserted, labels computed, reference left behind",
        COUNTED + SELF_AGAIN + "".join(A42[3:]),
        means={
            "G8.42": {
                "VERIFICATION": "supplier and d + 5*n <= 250000 and (year == 1 or year >= 5 and year % 3 == 2)",
                "SELF": "supplier and d + 5*n <= 250000 and (year in (2, 3) or year >= 5 and year % 3 != 2)",
                "FULL": "supplier and d + 5*n <= 250000 and year == 4",
            }
        },
    ),
    lower("a redline by formatting only", both(raw(C41, "250,000", STRUCK), raw(C42, "250,000", STRUCK))),
    lower("runs split in the middle of words", both(R41, split=7)),
    lower(
        "the figure changed character by character",
        both(
            C41.replace("250,000", "2{--5--}{++0++}0,000"), C42.replace("250,000", "{--2--}{++2++}{--5--}{++0++}0,000")
        ),
    ),
    lower(
        "the figure changed by three authors, one inside the other's insertion",
        both(raw(C41, "250,000", deleted("250,000") + taken_back("300,000", "A", "B") + inserted("200,000", "B"))),
    ),
    lower(
        "a hyperlink round a defined term",
        both(raw(R41, "Supplier Party", f'<w:hyperlink w:anchor="sp">{run("Supplier Party")}</w:hyperlink>')),
    ),
    lower(
        "the figure changed inside a hyperlink",
        both(raw(C41, "250,000", f'<w:hyperlink w:anchor="x">{FIGURE}</w:hyperlink>')),
    ),
    lower(
        "label and words in two cells of a table",
        table(
            row((paragraph(run("G8.41")), paragraph(runs(R41[6:])))), row((paragraph(run("G8.42")), clause(R42[6:])))
        ),
    ),
    lower(
        "a table within a table",
        table(row((paragraph(""), table(row((paragraph(run("G8.41")), paragraph(runs(R41[6:]))))) + paragraph(""))))
        + clause(R42),
    ),
    Redline(
        "a text box, a header and a footer that begin with labels",
        text_box("G8.45 Draft for discussion") + both(R41),
        header="G8.42 Where a User is DRAFT",
        unread=("header 1",),
    ),
    lower(
        "a cover page and instructions above the clauses",
        "".join(
            (
                paragraph(run("SECMP0099 Legal text"), '<w:pStyle w:val="Title"/>'),
                paragraph(run("About this document")),
                paragraph(run("These changes have been redlined against Section G version 6.1.")),
                paragraph(run("Amend Section G8.41 as follows:")),
                clause(R41),
                paragraph(run("Amend Section G8.42 as follows:")),
                clause(R42),
            )
        ),
    ),
    lower(
        "headings of Sections A and G, a table of definitions",
        "".join(
            (
                paragraph(run("Section A: Definitions"), '<w:pStyle w:val="Heading1"/>'),
                table(
                    row((paragraph(run("Weighted Premises")), paragraph(run("has the meaning given in Section G8."))))
                ),
                paragraph(run("Section G: Security"), '<w:pStyle w:val="Heading1"/>'),
                paragraph(run("Supplier Parties"), '<w:pStyle w:val="Heading2"/>'),
                both(R41),
            )
        ),
    ),
    lower("a comment on the figure", both(raw(C41, "250,000", commented(FIGURE)))),
    lower(
        "content controls round a clause and round a figure",
        controlled(clause(R41)) + clause(raw(C42, "250,000", controlled(FIGURE))),
    ),
    lower(
        "label and words in paragraphs of their own",
        "".join((paragraph(run("G8.41")), paragraph(runs(R41[6:])), paragraph(run("G8.42")), clause(R42[6:]))),
    ),
    lower(
        "labels split over runs and followed by a no-break space",
        "".join(
            (
                paragraph(run("G8") + run(".4") + run("1") + run("\t") + runs(R41[6:])),
                paragraph(run("G") + run("8.42", "<w:b/>") + run("\u00a0") + runs(R42.split("\n\n")[0][6:])),
                *(paragraph(runs(x)) for x in limbs(R42)),
            )
        ),
    ),
    lower(
        "a clause struck out and typed again in its paragraph",
        paragraph(deleted(tabbed(C41)) + inserted(tabbed(C41.replace("250,000", "200,000")))) + clause(R42),
    ),
    lower(
        "a clause struck out and typed again in the next paragraph",
        old_clause(C41) + new_clause(C41.replace("250,000", "200,000")) + clause(R42),
    ),
    lower(
        "limbs with line breaks between them in one paragraph",
        clause(R41) + paragraph(runs(tabbed(R42.replace("\n\n", "\n")))),
    ),
    lower(
        "no-break hyphens and spaces",
        both(
            R41.replace("Non-Domestic", "Non\u2011Domestic").replace("Supplier Party", "Supplier\u00a0Party"),
            R42.replace("Self-Assessment", "Self\u2011Assessment"),
        ),
    ),
    lower("a soft hyphen", both(R41.replace("Premises", "Prem\u00adises"))),
    lower(
        "line breaks within a clause", both(R41.replace(" exceeds", "\nexceeds").replace("and the sum", "and\nthe sum"))
    ),
    lower("smart tags, proof marks, bookmarks, page breaks", both(raw(R41, "Supplier Party", TAGGED))),
    lower(
        "a footnote reference",
        both(raw(R41, "Supplier Party", run("Supplier Party") + '<w:r><w:footnoteReference w:id="2"/></w:r>')),
    ),
    lower("hidden text", both(raw(R41, "Supplier Party", run("Supplier Party") + run(" (a note)", "<w:vanish/>")))),
    lower("a change of the section's properties", SECTION + both(R41)),
    lower(
        "an inserted tab and an empty insertion",
        paragraph(run("G8.41") + f"<w:ins {by()}><w:r><w:tab/></w:r></w:ins><w:ins {by()}/>" + runs(R41[6:]))
        + clause(R42),
    ),
    lower(
        "whole clauses without tracked changes",
        both(C41.replace("250,000", "200,000"), C42.replace("250,000", "200,000")),
    ),
    lower(
        "a label in bold with a full stop, without tracked changes",
        "".join(
            (
                paragraph(run("G8.41.", "<w:b/>") + run("\t" + C41[6:].replace("250,000", "200,000"))),
                clause(C42.replace("250,000", "200,000")),
            )
        ),
    ),
    lower(
        "amending instructions in Word",
        "".join(
            (
                paragraph(run("Legal text of SECMP0099"), '<w:pStyle w:val="Heading1"/>'),
                paragraph(run("In Section G8.41, for \u201c250,000\u201d substitute \u201c200,000\u201d.")),
                paragraph(run("In Section G8.42, for \u201c250,000\u201d substitute \u201c200,000\u201d.")),
            )
        ),
    ),
    Redline("changes of formatting only", clause(C44, properties=FORMAT), status={"G8.44": "unchanged"}),
    Redline(
        "capitals and spaces only", clause(C41.replace("Where a", "{~~Where a~>WHERE  a~~}")), status={"G8.41": "words"}
    ),
    Redline(
        "a clause moved",
        moved_clause(C45, "To") + clause(C44) + moved_clause(C45, "From"),
        status={"G8.45": "unchanged"},
    ),
    Redline(
        "a clause moved and changed on the way",
        moved_and_changed(),
        means={"G8.45": {"VERIFICATION SELF FULL": "network and net <= 100000"}},
    ),
    Redline(
        "phrases moved from limb to limb",
        swapped(),
        means={"G8.47": {"SELF VERIFICATION FULL": "not supplier and not network"}},
    ),
    Redline(
        "a clause inserted, its mark too",
        clause(C44) + new_clause(THIRD) + clause(C45),
        means=HUGE,
        status={"G8.44A": "added", "G8.44": "unchanged"},
    ),
    Redline(
        "a clause inserted as Word does it: the mark before is the inserted one",
        "".join(
            (
                clause(C44.rpartition("\n\n")[0]),
                paragraph(runs(lines(C44)[-1]), mark="ins"),
                paragraph(inserted(tabbed(THIRD))),
            )
        ),
        means=HUGE,
    ),
    Redline(
        "a row inserted with a clause in it",
        table(
            row((paragraph(run("G8.44")), clause(C44[6:]))),
            row((paragraph(inserted("G8.44A"), mark="ins"), paragraph(inserted(THIRD[7:]), mark="ins")), "ins"),
        ),
        means=HUGE,
    ),
    Redline(
        "an instruction above an inserted clause",
        paragraph(run("Insert new Section G8.44A as follows:")) + new_clause(THIRD),
        means=HUGE,
    ),
    Redline(
        "an instruction above a clause, without tracked changes",
        paragraph(run("After Section G8.44 insert the following new Section G8.44A:")) + clause(THIRD),
        means=HUGE,
    ),
    Redline(
        "a clause struck out, its marks too",
        clause(C44) + old_clause(C45),
        gone=("G8.45",),
        status={"G8.45": "deleted"},
    ),
    Redline(
        "a clause struck out as Word does it: the mark before is struck too",
        "".join(
            (
                clause(C44.rpartition("\n\n")[0]),
                paragraph(runs(lines(C44)[-1]), mark="del"),
                *(paragraph(deleted(x), mark="del") for x in lines(C45)[:-1]),
                paragraph(deleted(lines(C45)[-1])),
            )
        ),
        gone=("G8.45",),
    ),
    Redline(
        "a row struck out with a clause in it",
        table(
            row((paragraph(run("G8.44")), clause(C44[6:]))),
            row((paragraph(deleted("G8.45"), mark="del"), old_clause(C45[6:])), "del"),
        ),
        gone=("G8.45",),
    ),
    Redline(
        "a limb inserted, the rest renumbered by hand",
        with_limb(C44, f"(c)\tin the next following year, to a {SELF};"),
        means={"G8.44": {"VERIFICATION VERIFICATION SELF FULL": "network and net > 250000"}},
    ),
    Redline(
        "a limb struck out, the rest renumbered by hand",
        without_b(C42),
        means={"G8.42": {"VERIFICATION FULL": "supplier and d + 5*n <= 250000"}},
    ),
    Redline(
        "a limb struck out with the mark of the one before",
        without_b(C47, "del"),
        means={"G8.47": {"VERIFICATION FULL": "not supplier and not network"}},
    ),
    Redline(
        "a clause renumbered",
        paragraph(runs("G8.4{~~5~>6~~}\t" + HEAD45[6:])) + clause("\n\n".join(LIMBS45)),
        gone=("G8.45",),
        means={"G8.46": {"VERIFICATION SELF FULL": "network and net <= 250000"}},
    ),
    Redline(
        "an exception inserted at the end",
        clause(C41[:-1] + "{++, except where the number of Non-Domestic Premises is fewer than 10++}."),
        means={"G8.41": {"FULL": "supplier and d + 5*n > 250000 and not n < 10"}},
    ),
    Redline(
        "neither ... nor struck out",
        clause(
            C47.replace(
                "neither a Supplier Party nor a Network Party",
                "{--neither --}a Supplier Party{-- nor a Network Party--}",
            )
        ),
        means={"G8.47": {"VERIFICATION SELF FULL": "supplier"}},
    ),
    Redline(
        "Non- struck out",
        clause(C41.replace("Non-Domestic", "{--Non---}Domestic")),
        means={"G8.41": {"FULL": "supplier and 6*d > 250000"}},
    ),
    Redline(
        "equality struck out",
        clause(C45.replace("equal to or less", "{--equal to or --}less")),
        means={"G8.45": {"VERIFICATION SELF FULL": "network and net < 250000"}},
    ),
    Redline(
        "old words of no version held",
        clause(C41.replace("250,000", "{~~240,000~>200,000~~}")),
        means={"G8.41": LOWER["G8.41"]},
        finds=("AM906",),
    ),
    Redline(
        "references as fields, on the text of 2018",
        clause(
            change(
                raw(
                    raw(O43, "G8.41", field_code("G8.41")),
                    "G8.42",
                    f'<w:fldSimple w:instr=" REF x ">{run("G8.42")}</w:fldSimple>',
                ),
                "shall be deemed to include",
                "shall exclude",
            )
        ),
        base=OLD,
        means=OWN,
    ),
    Redline("a field struck out", deleted_field(), base=OLD, means={"G8.42": OWN["G8.42"]}),
    Redline(
        "SECMP0044: the clauses on Shared Resources struck out",
        clause(O41) + old_clause(O43) + old_clause(O46),
        base=OLD,
        means=OWN
        | {
            "G8.44": {"VERIFICATION VERIFICATION FULL": "network and net > 250000"},
            "G8.45": {"VERIFICATION SELF FULL": "network and net <= 250000"},
        },
    ),
    Redline(
        "words struck out for Not used",
        paragraph(runs(f"G8.43\t{{--{O43[6:]}--}}{{++Not used.++}}")),
        base=OLD,
        means=OWN,
    ),
)
