"""Drafts of many clauses that all change, with a finding and more in each."""

from __future__ import annotations

from functools import cache
from typing import Final

import sec_rules
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.review.findings.conventions import Conventions
from sec_rules.review.review import Review, check
from sec_rules.review.selection import Selection
from sec_rules.rulebook.questions import assessment

CLAUSES: Final = 2_000
_CLAUSE: Final = (
    "G{section}.{number} Each User shall retain for {{--{old}--}}{{++{new}++}} months a record "
    "{{--about--}}{{++of of++}} each security incident that it has reported under Section G8, "
    "and of the steps that it took in response.\n"
)


@cache
def large(clauses: int = CLAUSES) -> Review:
    """A draft of so many clauses, checked."""
    text = "\n".join(
        _CLAUSE.format(section=9 + n // 900, number=1 + n % 900, old=n + 1, new=n + 2) for n in range(clauses)
    )
    # Otherwise one note speaks for all that is found again and again.
    each = Selection(conventions=Conventions(strict=True))
    return check(read_markdown(text, "large.md"), sec_rules.load(), assessment, selection=each)
