"""What kind of text a document is, told from its words and its numbers, or named by a profile."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from attrs import evolve, frozen

from sec_rules._patterns import compiled
from sec_rules.documents.document import ViewedParagraph
from sec_rules.drafting.layout.amendment_tables import with_rows_as_instructions
from sec_rules.drafting.layout.extract_leads import with_leads_as_labels
from sec_rules.drafting.layout.instructions import Scope, instruction
from sec_rules.drafting.layout.labels import clause_label, head_of, section_of
from sec_rules.lang.citations import scan
from sec_rules.lang.heads import Head, Kind
from sec_rules.lang.rulebooks import Rulebook


@frozen
class Scheme:
    """How one kind of text numbers its provisions and speaks of them.

    `says` is what a report calls the text; `levels` are what it calls a provision at each level, from the clause down.
    `named` finds the words by which such a text shows itself. It is `held` where a rulebook holds such a text.
    """

    name: str
    says: str
    levels: tuple[str, ...]
    named: str = ""
    held: bool = False

    @property
    def of_the_code(self) -> bool:
        """Whether a text of it is held, and is read as rules: the Smart Energy Code's own, or a rulebook's."""
        return self.held or self.name == "sec"


CODE: Final = Scheme("sec", "the Smart Energy Code", ("Section", "paragraph", "sub-paragraph"))
_CLAUSE: Final = ("clause", "paragraph", "sub-paragraph")
_PARAGRAPH: Final = ("paragraph", "sub-paragraph", "sub-paragraph")
OTHERS: Final = (
    Scheme("sec-schedule", "a Schedule or an Appendix of the Smart Energy Code", _PARAGRAPH),
    Scheme("sec-section", "a Section of the Smart Energy Code", CODE.levels),
    Scheme(
        "bsc", "the Balancing and Settlement Code", _PARAGRAPH,
        r"(?i:Balancing and Settlement Code)|\bBSC(?:Co)?\b",
    ),
    Scheme(
        "dcusa", "the Distribution Connection and Use of System Agreement", _CLAUSE,
        r"(?i:Distribution,? Connection and Use of System)|\bDCUSA\b",
    ),
    Scheme("rec", "the Retail Energy Code", _PARAGRAPH, r"(?i:Retail Energy Code)|\bRECCo\b"),
    Scheme(
        "unc", "the Uniform Network Code", _PARAGRAPH,
        r"(?i:Uniform Network Code|Transportation Principal Document)|\bUNC\b|\bTPD\b",
    ),
    Scheme(
        "cusc", "the Connection and Use of System Code", _PARAGRAPH,
        r"(?i:\bConnection and Use of System Code)|\bCUSC\b",
    ),
    Scheme("grid", "the Grid Code", _PARAGRAPH, r"\b(?:Grid Code|GRID CODE)\b"),
    Scheme("distribution", "the Distribution Code", _PARAGRAPH, r"\b(?:Distribution Code|DISTRIBUTION CODE)\b"),
    Scheme(
        "licence", "the conditions of a licence", ("condition", "paragraph", "sub-paragraph"),
        r"\b(?:[Ss]tandard|[Ss]pecial)(?: [Ll]icence)? [Cc]onditions?\b|\b(?:[Ee]lectricity|[Gg]as|[Ss]upply|"
        r"[Gg]eneration|[Tt]ransmission|[Dd]istribution|[Tt]ransporters?) [Ll]icence\b|\bOfgem\b",
    ),
    Scheme(
        "instrument", "a statutory instrument", ("regulation", "paragraph", "sub-paragraph"),
        r"STATUTORY (?:INSTRUMENTS|RULES)|Statutory Instrument|OFFERYNNAU STATUDOL|\d\.\s?\u2014\s?\(1\)",
    ),
    Scheme(
        "act", "an Act or a Bill", ("section", "subsection", "paragraph"),
        r"\bA\s*BILL\b|BE IT ENACTED|\bAn Act (?:of|to)\b|This (?:Act|Bill) may be cited|Bill \[AS INTRODUCED\]",
    ),
    Scheme(
        "eu", "a regulation or directive of the European Union", ("Article", "paragraph", "point"),
        r"European Parliament and of the Council|EUROPEAN PARLIAMENT",
    ),
    Scheme("contract", "a contract or terms", _CLAUSE),
    Scheme("numbered", "a text with numbered paragraphs", _PARAGRAPH),
    Scheme("plain", "a text without clause numbers, its paragraphs numbered in order", ("paragraph",)),
)  # fmt: skip
SCHEMES: Final = {scheme.name: scheme for scheme in (CODE, *OTHERS)}

# By these words a text shows that it is of the Smart Energy Code.
_OF_THE_CODE: Final = compiled(
    r"Smart Energy Code|\bSEC(?:Co)?\b|\bSECMP|\bMP\d{3}\b|Smart Meter|\bDCC\b|User Security|User Role|"
    r"Communications Hub|Self-Service Interface|(?:Supplier|Network) Part(?:y|ies)|Responsible Supplier|"
    r"Domestic Premises|Independent Security Assurance|Assurance Status|Security Sub-Committee"
)
_HELD: Final = ("G8.", "G5.")
_AGREES: Final = compiled(r"\b(?:[Aa]greement|[Ll]icen[sc]e|[Tt]erms|[Cc]ontract(?:or)?|[Pp]art(?:y|ies))\b")
_SCHEDULED: Final = compiled(r"^\s*(?:SEC\s+)?(?:Schedule|Appendix|Annex)\s+[A-Z0-9]{1,3}\b", re.IGNORECASE)

_QUOTED: Final = compiled(r"\s*[\"\u201c\u2018']\s*G\d")
_SECTION: Final = compiled(r"^\s*SECTION\s+[A-Z]\b")


def scheme_of(paragraphs: Iterable[ViewedParagraph]) -> Scheme:
    """The scheme of a text, as its words and numbers show it.

    It is the Code's where its provisions have labels like G8.41, or it instructs to amend such a one, and it shows
    itself as the Code's by more than a label that other codes have too.
    """
    lines = [p for p in paragraphs if p.operative and p.text.strip()]
    text = "\n".join(p.text for p in lines)
    return CODE if _is_the_code(lines, text) else other_scheme(lines)


def scheme_held(rulebook: Rulebook) -> Scheme | None:
    """How the text of a rulebook numbers its provisions; None of the first rulebook, whose text shows itself."""
    if rulebook.numbering == CODE.name:
        return None
    return evolve(SCHEMES[rulebook.numbering], says=rulebook.title, held=True)


def other_scheme(paragraphs: Iterable[ViewedParagraph]) -> Scheme:
    """The scheme of a text that is none of the Code's Sections."""
    lines = [p for p in paragraphs if p.operative and p.text.strip()]
    text = "\n".join(p.text for p in lines)
    heads = [head for p in lines if p.cell is None and (head := head_of(p)) is not None]
    return _other(lines, heads, text)


def _is_the_code(lines: Sequence[ViewedParagraph], text: str) -> bool:
    labels = [found[0] for p in with_leads_as_labels(lines)[0] if (found := clause_label(p)) is not None]
    own = any(label.startswith(_HELD) for label in labels)
    marked = _OF_THE_CODE.search(text) is not None
    if labels:
        longer = sum(
            1 for p in lines if (h := head_of(p)) is not None and h.kind is Kind.LETTERED and len(h.numbers) > 2
        )
        if longer > len(labels) and not own:
            return False
        return marked or (own and not _rivals(lines, text))
    if marked and any(p.cell for p in lines) and any(p.heading and section_of(p.text) == "A" for p in lines):
        # The definitions of the Code, in a table and without a label.
        return True
    rows = with_rows_as_instructions(lines)[0]
    # What stands at the beginning of a quotation is given to be put in.
    amended = [
        str(label)
        for text in (text for p in rows for text in dict.fromkeys((p.text, *p.text.split("\n"))))
        if (cited := [x.label for x in scan(text)])
        and (instruction(text, Scope(())) is not None or instruction(text) is not None or _QUOTED.match(text))
        for label in cited
    ]
    return any(label.startswith(_HELD) for label in amended) or (bool(amended) and (marked or not _rivals(lines, text)))


def _rivals(lines: Sequence[ViewedParagraph], text: str) -> bool:
    """Whether a text shows itself as another code's, by its name at the head or again and again."""
    head = "\n".join(p.text for p in lines[:12])
    return any(
        scheme.named and (re.search(scheme.named, head) is not None or len(re.findall(scheme.named, text)) > 2)
        for scheme in OTHERS
    )


def _other(lines: Sequence[ViewedParagraph], heads: Sequence[Head], text: str) -> Scheme:
    """The scheme among the others by whose words a text shows itself most; by its numbers where it shows none."""
    kinds = Counter(head.kind for head in heads)
    head = "\n".join(p.text for p in lines[:40])
    if _OF_THE_CODE.search(text) is not None and any(_SCHEDULED.match(p.text) for p in lines[:6]):
        return SCHEMES["sec-schedule"]
    if _OF_THE_CODE.search(text) is not None and any(_SECTION.match(p.text) for p in lines[:6]):
        return SCHEMES["sec-section"]
    if any(h.section == "Condition " for h in heads):
        return SCHEMES["licence"]
    shown = {s.name: _strength(s, head, text) for s in OTHERS if s.named}
    best = max(shown, key=lambda name: shown[name])
    if shown[best]:
        return SCHEMES[best]
    clauses = sum(kinds[kind] for kind in Kind if kind not in (Kind.STEP, Kind.BULLET))
    if not clauses:
        return SCHEMES["plain"]
    agrees = len(_AGREES.findall(text))
    return SCHEMES["contract" if agrees >= 5 and agrees >= len(text) / 1_000 else "numbered"]


def _strength(scheme: Scheme, head: str, text: str) -> int:
    """How plainly a text shows itself as one of a scheme; 0 where it may only speak of such texts."""
    at_head, throughout = len(re.findall(scheme.named, head)), len(re.findall(scheme.named, text))
    often = throughout >= 5 and throughout >= len(text) / 8_000
    return at_head * 3 + throughout if at_head or often else 0
