"""How the legal text of a modification is laid out: what stands around it, and definitions in tables.

Covers and what is said about the document, lists of contents, page numbers, and the note that says against which
version the changes were marked. They are left out of the provisions, whatever labels they name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve

from sec_rules._patterns import compiled
from sec_rules.documents.document import ViewedParagraph
from sec_rules.lang.citations import CLAUSE, SECTION
from sec_rules.lang.number_words import MONTHS
from sec_rules.rulebook.procedure import procedure

# Headings of parts that speak about the document and end where the next heading stands.
_ABOUT: Final = compiled(
    r"^\s*(?:\d+\.?\s+)?(?:about this document|(?:table of )?contents|document (?:control|history|purpose)|"
    r"version history|revision history|purpose of this document|how to read this document|"
    r"legal text(?: changes)? overview|what (?:is|are) the proposed changes?)\s*:?\s*$",
    re.IGNORECASE,
)
_LISTS: Final = compiled(r"^\s*(?:\d+\.?\s+)?(?:table of )?contents\s*:?\s*$", re.IGNORECASE)
_NUMBER: Final = compiled(r"^[\W\d_]+")
# A line of contents ends in the number of a page after a leader or a tab; a long title has a line before.
_CONTENTS: Final = compiled(
    r"^(?:.{1,200}\n)?.{1,200}?(?:\t+|[ \u00a0]*(?:\.[ \u00a0]?){4,}|\u2026{2,})[ \u00a0]*\d{1,3}[ \u00a0]*$"
)
# The number of a page, and the mark that a converter sets between two: "{12}------".
_PAGE: Final = compiled(r"^\s*(?:(?:page\s+)?\d{1,4}(?:\s+of\s+\d{1,4})?|\{\d{1,4}\}-{5,})\s*$", re.IGNORECASE)
_REDLINED: Final = compiled(
    r"^\s*\[?(?:these|the|all)?\s*(?:proposed\s+|following\s+|legal text\s+)*(?:changes|amendments|drafting|text)\b"
    r".{0,80}?\b(?:redlined|red-lined|marked(?:[ -]up)?|drafted|shown|tracked|based)\b"
    r".{0,40}?\b(?:against|on|from)\b\s+"
    r"(?P<base>[^.\]]*?\b(?:version|v)\s*\.?\s*\d[\w.]*[^\]]*?)[.\]]*\s*$",
    re.IGNORECASE | re.DOTALL,
)
# A clause of some length is legal text, even where no heading ended what is said about the document.
_CLAUSE: Final = compiled(rf"^\s*(?:Section\s+)?{CLAUSE}\b(?=.{{80}})", re.DOTALL)
# What stands over the changes to a text and does nothing by itself.
_LEADS_IN: Final = compiled(
    rf"^(?:\d{{1,3}}[A-Z]?\s*\.?\s*[\u2014\u2013-]\s*)?(?:\(\d{{1,2}}\)\s*)?"
    rf"(?:(?:amend(?:ments? (?:of|to))? )?(?:the )?(?:smart energy code|code|(?:this )?section (?:{CLAUSE}|{SECTION}))"
    r"(?: \([^()]*\))?(?: of the (?:smart energy )?code)?"
    r"(?: (?:is|are|shall be|to be) amended)?"
    r"(?: as (?:follows|(?:set out|shown|specified) (?:below|in (?:the|this) (?:following )?table(?: below)?))"
    r"| in accordance with the (?:following table|table(?: below)?)"
    r"| in accordance with (?:this (?:paragraph|article)|paragraphs? \(\d\) (?:to|and) \(\d\)))?"
    r"(?:,? with effect from (?:the|its) implementation date(?: of (?:this|the) modification)?)?"
    rf"|(?:proposed )?(?:changes|amendments) to section (?:{CLAUSE}|{SECTION})(?: \([^()]*\))?"
    r"(?: are)? (?:set out|shown|given) below"
    r"|(?:the )?following (?:changes|amendments|modifications)(?: are| shall be)?(?: made| proposed)?"
    rf"(?: to (?:the (?:smart energy )?code|section (?:{CLAUSE}|{SECTION})))?"
    r"(?: in consequence of [^.;,\d]{1,80})?"
    r"|(?:(?:now )?this (?:deed|instrument) (?:further )?(?:witnesseth|provides) that |it is hereby agreed that )?"
    r"(?:the )?(?:clauses|sections|paragraphs|provisions)"
    r" (?:(?:hereinafter|hereunder|below) (?:numbered|set out|following)|set out below)"
    r" (?:shall|are to|do) (?:stand|be substituted|have effect|apply)"
    r" (?:in (?:lieu|place|substitution|the place|the stead) (?:of|for)|for) those"
    r" (?:(?:heretofore|formerly|previously|now|hitherto) )?(?:bearing|having|of) the (?:like|same) numbers?"
    r")\W*$",
    re.IGNORECASE,
)
# The same over new clauses, each with its own number.
_ADDS_BELOW: Final = compiled(
    r"^(?:\d{1,3}\.?\s+)?after (?:the last of )?(?:the|those) (?:sections|clauses|provisions)"
    r"(?: amended| replaced| shown)?(?: above)?,? (?:there (?:is|are|shall be) )?insert(?:ed)?"
    r"(?: the)?(?: following)?(?: new)? (?:sections?|clauses?|provisions?)\W*$",
    re.IGNORECASE,
)
# In these a line on the document would say something of a provision: that one stands for another, or is no more.
_OF_A_PROVISION: Final = compiled(
    rf"\b(?:is|are|as|reads?) (?:sections? |clauses? )?{CLAUSE}|\bnot\b(?! (?:yet|shown|marked|changed)\b)",
    re.IGNORECASE,
)
_ORDERED: Final = compiled(r"\b(?:is|are|be|been)\b", re.IGNORECASE)
_BY_WHEN: Final = compiled(r"\bby close of business on \w+day\b", re.IGNORECASE)
# The number of a modification, before what the document is: "DCP 430 Legal Drafting".
_MODIFICATION: Final = compiled(r"^\W*[A-Z]{1,5}[ -]?\d{2,4}[A-Z]?\b(?!\.)")
# Of which clauses it speaks: "the assessment clauses that it alters".
_OF_THOSE_CLAUSES: Final = compiled(
    r"\bassessment (?=(?:clauses|sections|provisions)\b)|\bthat it (?:alters|changes|amends)\b", re.IGNORECASE
)
_LABELS: Final = compiled(rf"\b(?:SEC|{CLAUSE}|{SECTION}(?<=\d))\b")
_AS_IT_WOULD_READ: Final = compiled(
    r"\bas (?:it|they) (?:would|will) (?:read|stand)"
    r"(?: if the (?:modification|proposal|change) (?:is|were) (?:approved|made))?",
    re.IGNORECASE,
)
_LONG_NUMBER: Final = compiled(r"\d{3}")
_NOTED: Final = compiled(r"[A-Za-z][\w-]*")
_DAY: Final = compiled(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>\d{{4}})\b", re.IGNORECASE
)


def operative(paragraphs: Iterable[ViewedParagraph]) -> Iterator[ViewedParagraph]:
    """The paragraphs that may be legal text, headings among them."""
    given = tuple(paragraphs)
    about = False
    said: Counter[str] | None = None
    for paragraph in given:
        text = paragraph.text
        if _ABOUT.match(text):
            about, said = True, Counter(map(_said, given)) if _LISTS.match(text) else None
        elif about and (paragraph.heading or _CLAUSE.match(f"{paragraph.number or ''} {text}")):
            about = False
        elif about and said is not None and paragraph.operative and text.strip() and not _aside(text):
            about = _lists(paragraph, said)
        if not about and paragraph.operative and (not _aside(text) or _is_number_in_a_cell(paragraph)):
            yield paragraph


def _is_number_in_a_cell(paragraph: ViewedParagraph) -> bool:
    """Whether what looks like the number of a page stands in a table, where it is none."""
    return paragraph.cell is not None and _PAGE.match(paragraph.text) is not None


def is_furniture(paragraph: ViewedParagraph) -> bool:
    """Whether a paragraph of any text is a line of contents or the number of a page."""
    return paragraph.cell is None and _aside(paragraph.text)


def _lists(paragraph: ViewedParagraph, said: Counter[str]) -> bool:
    """Whether a list of contents goes on: with words that stand elsewhere too, and have not stood in it before.

    `said` counts the lines of the document by their words; those met are taken out of it.
    """
    return said.pop(_said(paragraph), 0) > 1


def _said(paragraph: ViewedParagraph) -> str:
    """The words of a line without the number before it, to be looked for elsewhere."""
    return " ".join(_NUMBER.sub("", paragraph.text).casefold().split())


def _aside(text: str) -> bool:
    return bool(_CONTENTS.match(text) or _PAGE.match(text) or redlined_against(text))


def leads_in(text: str) -> bool:
    """Whether a line only leads in to changes ("Amend Section G8 as follows:"), and makes none."""
    return _LEADS_IN.match(text.strip()) is not None or adds_below(text)


def adds_below(text: str) -> bool:
    """Whether a line says no more than that the clauses below it are added."""
    return _ADDS_BELOW.match(text.strip()) is not None


def notes_the_document(text: str) -> bool:
    """Whether a line says no more than what the document is and how its changes are shown: "Legal text, marked"."""
    if _NO_PART.fullmatch(text.strip()):
        return True
    named = _LABELS.sub(" ", _BY_WHEN.sub(" ", _OF_THOSE_CLAUSES.sub(" ", _MODIFICATION.sub(" ", text))))
    named = _AS_IT_WOULD_READ.sub(" ", named)
    words = {word.casefold() for word in _NOTED.findall(named)}
    if not words or _OF_A_PROVISION.search(text) or _LONG_NUMBER.search(named):
        return False
    # A title may name a change that a sentence would make.
    known = procedure()["OF_A_DOCUMENT"] if _ORDERED.search(text) else procedure()["OF_A_DOCUMENT"] | _TITLED
    return all(word in known or len(word) == 1 for word in words)


# What a note says of itself; a text that is said to be no part of the Code would be another matter.
_NO_PART: Final = compiled(
    r"\W*(?:this|these) (?:(?:drafting|explanatory|cover(?:ing)?|drafter's) )?notes? "
    r"(?:(?:is|are|does|do) not (?:form )?(?:a )?|forms? no )part of (?:the|this) "
    r"(?:legal text|legal drafting|code|modification|amendment)\W*",
    re.IGNORECASE,
)


def announces_what_is_below(text: str) -> bool:
    """Whether a line only says which clauses are replaced or added below it."""
    words = {word.casefold() for word in _NOTED.findall(_LABELS.sub(" ", text))}
    known = procedure()["OF_A_DOCUMENT"] | _ANNOUNCED
    return _BELOW.search(text) is not None and all(word in known or len(word) == 1 for word in words)


_BELOW: Final = compiled(
    r"\b(?:(?:as )?(?:set out|shown|given) below|as follows|by the following)\b"
    r"|^the following (?:text|clauses|sections)\b",
    re.IGNORECASE,
)
_ANNOUNCED: Final = frozenset(
    ("replacing", "replaced", "replaces", "replace", "adding", "added", "inserting", "inserted", "substituting")
)
_TITLED: Final = frozenset(("substituted", "inserted"))


def redlined_against(text: str) -> str | None:
    """What a note says the changes were marked against ("Section G version 5.20"); None where it is no such note."""
    if len(text) > 400:
        return None
    match = _REDLINED.match(text)
    return " ".join(match["base"].split()).rstrip(".") if match is not None else None


# A definition that stands by itself, and its term.
_DEFINES: Final = compiled(
    r"\s*[\"\u201c](?P<term>[A-Z][^\"\u201c\u201d()]{1,60}?)\s?[\"\u201d],?\s+(?:means|shall mean)\b", re.IGNORECASE
)
_MEANS: Final = compiled(
    r"\s*(?:means|shall mean|has the (?:same )?meaning|shall have the meaning|is defined in)\b", re.IGNORECASE
)
_QUOTED: Final = compiled(r"^\s*[\"\u201c\u2018'].*[\"\u201d\u2019']\s*:?\s*$", re.DOTALL)


def with_definitions(paragraphs: Iterable[ViewedParagraph]) -> Iterator[ViewedParagraph]:
    """The paragraphs, each row of a table of definitions as one: the term, put in quotation marks, and its meaning."""
    term: ViewedParagraph | None = None
    for paragraph in paragraphs:
        if term is not None and _same_row(term, paragraph) and _MEANS.match(paragraph.text):
            yield _defined(term, paragraph)
            term = None
            continue
        if term is not None:
            yield term
            term = None
        if paragraph.cell is not None and paragraph.cell[2:] == (0, 2) and 0 < len(paragraph.text.split()) <= 15:
            term = paragraph
        else:
            yield paragraph
    if term is not None:
        yield term


def _same_row(one: ViewedParagraph, two: ViewedParagraph) -> bool:
    return one.cell is not None and two.cell is not None and one.cell[:2] == two.cell[:2] and two.cell[2] == 1


def _defined(term: ViewedParagraph, meaning: ViewedParagraph) -> ViewedParagraph:
    term = term.cut(0, len(term.text.rstrip()))
    opening, closing = ("", " ") if _QUOTED.match(term.text) else ("\u201c", "\u201d ")
    return put_together(opening, term, closing, meaning)


def put_together(*parts: str | ViewedParagraph) -> ViewedParagraph:
    """Paragraphs as one, with words between them that stand nowhere in the document."""
    text = ""
    given: list[tuple[int, ViewedParagraph]] = []
    for part in parts:
        if isinstance(part, ViewedParagraph):
            given.append((len(text), part))
        text += part if isinstance(part, str) else part.text
    return evolve(
        given[-1][1],
        text=text,
        stretches=tuple(s.shifted(by) for by, part in given for s in part.stretches),
        spans=tuple(s.shifted(by) for by, part in given for s in part.spans),
        place=given[0][1].place,
        touched=any(part.touched for _, part in given),
        number=None,
        level=None,
    )


def defined_term(text: str) -> str:
    """The term that a paragraph defines which begins with it; "" for any other."""
    match = _DEFINES.match(text)
    return match["term"] if match is not None else ""


def stated_base(paragraphs: Iterable[ViewedParagraph]) -> str | None:
    """What the document says its changes were marked against; None where it says nothing."""
    return next((base for p in paragraphs if (base := redlined_against(p.text)) is not None), None)


def day_named(text: str) -> tuple[int, int, int] | None:
    """The day that a text names, as year, month and day; None where it names none."""
    match = _DAY.search(text)
    if match is None:
        return None
    return int(match["year"]), MONTHS.index(match["month"].casefold()) + 1, int(match["day"])
