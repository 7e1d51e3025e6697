"""AM902: a change against the base words that is not tracked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from sec_rules.documents.document import View
from sec_rules.drafting.layout.held_words import held_provision
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.engine.legal_text import words_of
from sec_rules.lang import Standing
from sec_rules.review.findings import Case, Check, Finding, FixKind, Found, Scope, Severity, finding
from sec_rules.review.text.provision_index import omits


def _look(case: Case, check: Check) -> Iterator[Finding]:
    draft = case.draft
    if not draft.document.is_redline or draft.document.base:
        return
    for shown in draft.shown:
        if shown.before is None or shown.held is None or shown.held.standing is not Standing.VERBATIM:
            continue
        official = held_provision(shown.label, words_of(draft.base.clause(shown.label), shown.held))
        if official is None or any(omits(line) for line in shown.before.provision.whole.split("\n")):
            continue
        there = {p.label: p.text for p in official.walk()}
        for provision in shown.before.provision.walk():
            if provision.label in there:
                yield from (
                    finding(check, provision, f, view=View.ORIGINAL)
                    for f in _differing(provision, there[provision.label])
                )


def _differing(provision: Provision, official: str) -> Iterator[Found]:
    """The words that stand unmarked where the official text has others."""
    here, there = _words(provision.text), _words(official)
    compared = SequenceMatcher(None, [w for w, *_ in here], [w for w, *_ in there], autojunk=False)
    for tag, a, b, c, d in compared.get_opcodes():
        if tag == "equal" or not here:
            continue
        start, end = (here[a][1], here[b - 1][2]) if b > a else (here[max(0, a - 1)][1], here[max(0, a - 1)][2])
        words = " ".join(w for w, *_ in there[c:d])
        said = f"has '{words}' here" if words else "has nothing here"
        if b == a:
            said = f"has '{words}' after this"
        yield Found(start, end, f"This is not marked as a change, and the text in force {said}.")


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(m.group(), m.start(), m.end()) for m in re.finditer(r"\S+", text)]


CHECK: Final = Check(
    code="AM902",
    title="a change against the base words that is not tracked",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.CHANGES,
    why=(
        "A change that no mark shows is not seen by those who are asked to approve it. Reported only against official "
        "words: adopted ones, or those of a file given with the draft."
    ),
    bad=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a "
        "{~~Verification~>Full~~} User Security Assessment;\n"
        "\n"
        "(b) in the «second» following year, to a User Security Self-Assessment;\n"
        "\n"
        "(c) in the next following year, to a Full User Security Assessment; and\n"
        "\n"
        "(d) in each year thereafter, to a category of security assessment which repeats the annual sequence of "
        "paragraphs (a) to (c)."
    ),
    good=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a "
        "{~~Verification~>Full~~} User Security Assessment;\n"
        "\n"
        "(b) in the immediately following year, to a User Security Self-Assessment;\n"
        "\n"
        "(c) in the next following year, to a Full User Security Assessment; and\n"
        "\n"
        "(d) in each year thereafter, to a category of security assessment which repeats the annual sequence of "
        "paragraphs (a) to (c)."
    ),
    look=_look,
)
