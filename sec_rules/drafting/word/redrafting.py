"""A draft that is no Word file as one: its clauses with tracked changes from the base."""

from __future__ import annotations

from attrs import evolve

from sec_rules.drafting.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.laying import lay_out
from sec_rules.drafting.readers.docx import read_docx
from sec_rules.drafting.redline import redlines
from sec_rules.drafting.word.making import made


def redrafted(draft: Draft) -> tuple[bytes, Draft]:
    """The bytes of a .docx file with the clauses of a draft, and the draft with its provisions placed in that file."""
    data = made(redlines(draft).values(), draft.document.name)
    document = read_docx(data, draft.document.name)
    original, accepted = (lay_out(document.view(v), v) for v in (View.ORIGINAL, View.ACCEPTED))
    return data, evolve(draft, document=document, original=original, accepted=accepted)
