"""What is to be said at which words of a Word file: the findings of a draft placed in it, and the fixes to be made."""

from __future__ import annotations

from attrs import frozen

from sec_rules.documents.document import Document
from sec_rules.documents.word.locations import Stretch
from sec_rules.review.findings import Finding
from sec_rules.review.fixes.new_document import redrafted
from sec_rules.review.fixes.word import Fixed, fixes
from sec_rules.review.fixes.word_locations import places
from sec_rules.review.review import Checked

_NO_FIXES = Fixed((), (), frozenset())


@frozen
class Placed:
    """The bytes of a Word file, its text as it was read, the findings with their places in it, and the fixes."""

    data: bytes
    document: Document
    findings: tuple[tuple[Finding, tuple[Stretch, ...]], ...]
    fixed: Fixed


def placed(result: Checked, data: bytes, *, fix: bool = False, unsafe: bool = False) -> Placed:
    """The findings of a draft in its own file, a .docx; with `fix` its safe fixes, with `unsafe` all of them."""
    draft = result.draft
    fixed = fixes(draft, result.findings, unsafe=unsafe) if fix or unsafe else _NO_FIXES
    return Placed(data, draft.document, tuple((f, places(draft, f)) for f in result.findings), fixed)


def placed_in_new(result: Checked) -> Placed:
    """The findings of a draft that is no Word file in one made of its clauses, with tracked changes from the base."""
    data, shown = redrafted(result.draft)
    return Placed(data, shown.document, tuple((f, places(shown, f)) for f in result.findings), _NO_FIXES)
