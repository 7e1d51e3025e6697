"""Findings of which a check is sure in a text that is not held; of the others it says nothing, unless all are wanted.

In the Code it is known which terms are defined, which provisions stand and what they are called. In another text that
is only known of what the text shows, which may be an extract, a form to be filled in, or words that amend others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve

from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.lang.citations import clause_of, read
from sec_rules.review.findings import Finding, Severity

# What rests on terms, levels or references that another text may give elsewhere, or calls otherwise.
_NEVER: Final = frozenset({"DT501", "DT503", "DT504", "DT508", "NU302", "NU303", "NU304", "XR403", "XR405", "XR408"})
# What rests on numbers and marks that stand in the text amended, where a text amends others.
_AMENDED: Final = ("DT503", "DT506", "LI601", "LI603", "NU3", "TY103", "TY105", "XR4", "AM9", "QT702")
_AMENDS: Final = frozenset({"act", "instrument", "eu"})
_TEMPLATE: Final = 3
_FILLED_IN: Final = re.compile(r"[_\s\[\]().xX]*|[{<].*[}>]")
_QUOTES: Final = "\u201c\u201d\u2018\u2019\"'"
_DUTY: Final = re.compile(r"\b(?:shall|must|may|will|is|are|has|have|does|do)\b")
# A list that lacks its first number may be a part of one.
_FROM_THE_START: Final = re.compile(r"has no \((?:1|[aiA])\)")
_MOST_OF_A_TITLE: Final = 16
# More spaces at fault than this, and the text is set so.
_HABIT: Final = 12


def sure(findings: Sequence[Finding], draft: Draft, *, strict: bool) -> tuple[Finding, ...]:
    """The findings of which the checks are sure; all of them in a text of the Code, and where `strict` wants them."""
    if strict or draft.scheme.of_the_code:
        return tuple(findings)
    blanks = sum(f.code in ("PH201", "PH202") for f in findings)
    return tuple(_spaces_once((f for f in findings if _is_sure(f, draft, blanks)), draft))


def _spaces_once(findings: Iterable[Finding], draft: Draft) -> Iterator[Finding]:
    """The findings, spaces that are a habit of the text put together: at the ends, behind full stops, or throughout."""
    given = tuple(findings)
    spaces = [f for f in given if f.code == "TY101"]
    habitual = spaces if len(spaces) > _HABIT else [f for f in spaces if _behind_a_stop(f, draft)]
    habit = set(map(id, habitual)) if len(habitual) > 1 else set()
    said = False
    for finding in given:
        if id(finding) not in habit:
            yield finding
        elif not said:
            said = True
            message = f"The text has spaces like this one in {len(habitual)} places: {finding.message}"
            yield evolve(finding, severity=Severity.NOTE, message=message)


def _behind_a_stop(finding: Finding, draft: Draft) -> bool:
    """Whether spaces stand behind a full stop or its like, or end a paragraph."""
    provision = draft.layout(finding.view).find(finding.clause)
    if provision is None:
        return False
    before, after = provision.text[: finding.start], provision.text[finding.end :]
    return before.endswith((".", "?", "!", ":", ";")) or not after or after.startswith("\n")


def _is_sure(finding: Finding, draft: Draft, blanks: int) -> bool:
    code = finding.code
    if code == "TY101":
        # A box to be ticked has spaces in it.
        return "\t" not in finding.snippet and "inside a bracket" not in finding.message
    if code in _NEVER or (draft.scheme.name in _AMENDS and code.startswith(_AMENDED)):
        return False
    if code in ("PH201", "PH202"):
        # A form has places to be filled in, and brackets round what may be left out.
        return _FILLED_IN.fullmatch(finding.snippet) is None and blanks <= _TEMPLATE
    if code.startswith("NU"):
        return _is_numbered(finding.clause) and _FROM_THE_START.search(finding.message) is None
    if code == "TY103":
        return finding.snippet not in _QUOTES
    if code == "TY105":
        label = clause_of(finding.clause)
        clause = draft.layout(View.ACCEPTED).find(label)
        ends = clause is not None and any(
            _ends_a_sentence(p, finding) for p in clause.walk() if p.label == finding.clause
        )
        return ends and _is_numbered(finding.clause)
    return True


def _is_numbered(label: str) -> bool:
    """Whether a provision has a number of its own, and not its place for one."""
    found = read(clause_of(label))
    return found is not None and not found.section[:1].islower() and (not found.section or len(found.numbers) > 1)


def _ends_a_sentence(provision: Provision, finding: Finding) -> bool:
    """Whether the words that have no end are a sentence, and not a heading or a line of a table below one."""
    last = next((source for source in provision.sources if finding.start in source), None)
    if last is None or last.paragraph.cell is not None:
        return False
    words = last.words_in(provision.text)
    return bool(_DUTY.search(words)) and len(words.split()) > (0 if finding.snippet[:1] in ",;." else _MOST_OF_A_TITLE)
