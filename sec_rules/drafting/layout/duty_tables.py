"""Tables of duties: each row read as the paragraph that it stands for, with the head of its column.

A row says in which case ("More than 250,000", under "Domestic Premises") or of whom ("Any other User"), and what falls
due: in one cell, or in a cell for each year ("Year 1"). The sentence above the table says to whom and that it must; a
table below another is no such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_lowercase
from typing import Final

from attrs import evolve

from sec_rules._patterns import compiled
from sec_rules.documents.document import ViewedParagraph
from sec_rules.drafting.layout.front_matter import put_together
from sec_rules.drafting.layout.tables import Rows, by_tables
from sec_rules.drafting.layout.tables import plain as _plain
from sec_rules.lang.number_words import ORDINALS
from sec_rules.lang.steps import INLINE_STEP

_NTH: Final = "|".join(ORDINALS)
_ORDINAL: Final = compiled(
    rf"(?:the )?(?:(?:{_NTH}|\d(?:st|nd|rd|th))(?: such)? year|(?:(?:immediately|next) )?(?:following|next) year)",
    re.IGNORECASE,
)
_YEAR: Final = compiled(r"year (?:\d|one|two|three|four|five|six)", re.IGNORECASE)
_DUTY: Final = compiled(
    r"(?:(?:required|applicable) )?(?:(?:category|type|kind) of )?(?:user )?(?:security )?(?:assurance )?assessments?"
    r"(?: (?:required|due|to be undergone))?|category|duty|requirement|obligation",
    re.IGNORECASE,
)
_AMOUNT: Final = compiled(
    r"(?:(?:its|the|their) )?(?P<number>(?:total |aggregate )?(?:number|sum|total)s? of )?"
    r".{0,60}\b(?:premises|sum|total|score)",
    re.IGNORECASE,
)
_ROW: Final = compiled(r"(?:band|row|tier|item|entry|no\.?|line)?", re.IGNORECASE)
_RANGE: Final = compiled(r"[\d,]+ ?(?:to|-|\u2013) ?[\d,]+")
_COMPARED: Final = compiled(
    r"(?:more|fewer|less|greater|over|under|above|below|up to|at least|at most|not|no|exceed|does|do|is|are|between"
    r"|from|equal|\d).*",
    re.IGNORECASE,
)
_USERS: Final = compiled(r"(?:(?:description|class|kind|type|category) of )?(?:users?|part(?:y|ies))", re.IGNORECASE)
_USER: Final = compiled(
    r"(?P<other>(?:any|every|each|all) other (?:users?|(?:supplier|network) part(?:y|ies))$)"
    r"|(?:(?:an?|any|each|every) )?(?:users?|(?:supplier|network) part)",
    re.IGNORECASE,
)
_SHORT: Final = compiled(r"(?P<self>self[- ]assessment)|(?:full|verification)", re.IGNORECASE)
_NONE: Final = compiled(r"none|no assessment|nil", re.IGNORECASE)
_MOST_DIGITS: Final = 2
_STEPS: Final = ("i", "ii", "iii", "iv", "v", "vi")


def with_rows_as_limbs(
    paragraphs: Iterable[ViewedParagraph],
) -> tuple[tuple[ViewedParagraph, ...], tuple[ViewedParagraph, ...]]:
    """The paragraphs, each row of a table of duties as a paragraph of a list; and the heads read with those rows."""
    found: list[ViewedParagraph] = []
    heads: list[ViewedParagraph] = []
    for run, table in by_tables(paragraphs):
        lead = found[-1] if found and found[-1].cell is None else None
        limbs = _limbs(table) if table and lead is not None else []
        if not limbs or lead is None:
            found += run
            continue
        end = len(lead.text.rstrip(" .:"))
        found[-1] = evolve(lead.cut(0, end), text=lead.text[:end] + ":")
        found += limbs
        heads += (lead.cut(end, len(lead.text)), *table[0])
    return tuple(found), tuple(heads)


def _limbs(table: Rows) -> list[ViewedParagraph]:
    """The rows of a table of duties as paragraphs of a list; none where it is another table."""
    head, *rows = table
    kinds = [_kind(cell.text, [row[k].text for row in rows if len(row) == len(head)]) for k, cell in enumerate(head)]
    due = [kind for kind in kinds if kind in ("year", "duty")]
    fits = kinds.count("case") + kinds.count("who") == 1 and kinds.count("row") <= 1 and due and None not in kinds
    if not fits or "duty" in due[1:] or (due[0] == "duty" and len(due) > 1) or len(rows) > len(ascii_lowercase):
        return []
    if not rows or len(due) > len(_STEPS) or any(len(row) != len(head) for row in rows):
        return []
    return [
        limb
        for number, row in enumerate(rows)
        for limb in _row(ascii_lowercase[number], kinds, head, row, len(rows) - 1 - number)
    ]


def _kind(head: str, cells: Sequence[str]) -> str | None:
    """What the column under a head holds; None where that is not known."""
    plain = _plain(head)
    if _YEAR.fullmatch(plain) or _ORDINAL.fullmatch(plain):
        return "year"
    if _DUTY.fullmatch(plain):
        return "duty"
    if _ROW.fullmatch(plain) and all(map(_numbers_a_row, cells)):
        return "row"
    compared = all(_COMPARED.fullmatch(_plain(cell)) for cell in cells)
    if cells and compared and _AMOUNT.fullmatch(plain):
        return "case"
    return "who" if cells and _USERS.fullmatch(plain) and all(_USER.match(_plain(cell)) for cell in cells) else None


def _numbers_a_row(cell: str) -> bool:
    """Whether a cell only numbers its row; "NI" may say where the row holds."""
    plain = _plain(cell)
    return (plain.isdecimal() and len(plain) <= _MOST_DIGITS) or bool(re.fullmatch(INLINE_STEP, f"({plain.lower()})"))


def _row(
    step: str, kinds: Sequence[str | None], head: Sequence[ViewedParagraph], row: Sequence[ViewedParagraph], left: int
) -> list[ViewedParagraph]:
    """A row as one paragraph of a list, with one below it for each year; `left` are the rows behind it."""
    cell = dict(zip(kinds, row, strict=True))
    band = ("row ", cell["row"], ": ") if "row" in cell else ()
    opening = (f"({step}) ", *band, *_case(head, kinds, cell))
    joint = "; and" if left == 1 else ";" if left else "."
    if "duty" in cell:
        return [put_together(*opening, ", to ", *_due(cell["duty"]), joint)]
    years = [k for k, kind in enumerate(kinds) if kind == "year"]
    found = [put_together(*opening, ":")]
    for number, k in enumerate(years):
        ends = ("; and" if number == len(years) - 2 else ";") if number < len(years) - 1 else joint
        found.append(put_together(f"({_STEPS[number]}) in {_year(head[k].text)}, to ", *_due(row[k]), ends))
    return found


def _case(
    head: Sequence[ViewedParagraph], kinds: Sequence[str | None], cell: Mapping[str | None, ViewedParagraph]
) -> tuple[str | ViewedParagraph, ...]:
    """In which case what stands in a row falls due."""
    if "who" in cell:
        who = _USER.match(_plain(cell["who"].text))
        return ("" if who is not None and who["other"] else "in the case of ", cell["who"])
    amount = _plain(head[kinds.index("case")].text)
    if _numbered(amount):
        amount = amount[:1].lower() + amount[1:]
    its = "" if re.match(r"(?:its|the|their)\b", amount) else "the " if _numbered(amount) else "its "
    ranges = ("from ",) if _RANGE.fullmatch(_plain(cell["case"].text)) else ()
    # A cell may begin with a capital as a sentence does, which a colon allows.
    says = re.match(r"(?:exceed|does|do|is|are)", cell["case"].text.strip())
    joint = ":" if cell["case"].text.lstrip()[:1].isupper() else "" if says else " are"
    return (f"where {its}{amount}{joint} ", *ranges, cell["case"])


def _numbered(amount: str) -> bool:
    match = _AMOUNT.fullmatch(amount)
    return match is not None and match["number"] is not None


def _year(head: str) -> str:
    plain = _plain(head)
    return plain if _YEAR.fullmatch(plain) or plain.casefold().startswith("the ") else f"the {plain}"


def _due(cell: ViewedParagraph) -> tuple[str | ViewedParagraph, ...]:
    """What a cell says falls due, in full words where it says it in short ("Full")."""
    end = len(cell.text.rstrip(" .;"))
    bare = cell.cut(0, end) if _plain(cell.text) else cell
    if _NONE.fullmatch(_plain(cell.text)):
        return ("no security assessment: ", bare)
    short = _SHORT.fullmatch(_plain(cell.text))
    if short is None:
        return (bare,)
    return ("a User Security ", bare) if short["self"] else ("a ", bare, " User Security Assessment")
