"""EX001: a sentence that is not executable, with the furthest point read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.documents.document import View
from sec_rules.drafting.amendments import Failed
from sec_rules.drafting.grammar.advice import advice
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.grammar.own_words import own_words
from sec_rules.drafting.grammar.parser import shortened
from sec_rules.drafting.grammar.sentence_reader import UnreadSentence
from sec_rules.drafting.layout.instructions import Edit
from sec_rules.review.findings import Case, Check, Finding, FixKind, Found, Scope, Severity, finding


def _look(case: Case, check: Check) -> Iterator[Finding]:
    draft = case.draft
    own = own_words(draft.base.rulebook) is not None
    for shown in draft.shown:
        if shown.after is None:
            continue
        unchanged = shown.status == "unchanged"
        for sentence in shown.after.sentences:
            if sentence.bears_on_nothing:
                continue
            place = sentence.place
            provision = next(p for p in shown.after.provision.walk() if p.label == place.provision)
            message = f"This sentence is not read as a rule ('{sentence.text}'): {sentence.why}."
            if sentence.bears and not unchanged:
                message = " ".join(filter(None, (message, _advice(shown.after, sentence, own), _cost(case))))
            yield finding(check, provision, Found(place.start, place.end, message), known=unchanged)
        if shown.after.blocked and shown.label not in {c for f in draft.failed for c in f.clauses}:
            message = f"{shown.label} is not read as a rule: {shown.after.blocked}."
            yield finding(check, shown.after.provision, Found(0, 0, message))
    for failed in draft.failed:
        if not (isinstance(failed.act, Edit) and failed.official):
            yield _instruction(failed, check)
    for unread in draft.open:
        if unread.kind == "outcome" or (unread.kind in ("sentence", "object") and not unread.clause):
            why = unread.why[:1].upper() + unread.why[1:].rstrip(".")
            message = f"This is not read ({unread.place}): '{shortened(unread.text, 90)}'. {why}."
            yield Finding(
                unread.start,
                unread.end,
                check.code,
                check.severity,
                unread.clause,
                View.ACCEPTED,
                unread.text,
                message,
                place=unread.place,
            )


def _cost(case: Case) -> str:
    """What an unread sentence costs: it may do anything to the question."""
    return f"Until it is read, nothing is proved of any User's {case.question.due}."


def _advice(read: ReadClause, sentence: UnreadSentence, own: bool) -> str:
    heard = next((said for said, place in read.heard if place == sentence.place), None)
    return advice(heard, sentence.whole, own=own) if heard is not None else ""


def _instruction(failed: Failed, check: Check) -> Finding:
    text = failed.instruction.text
    message = f"This instruction was not carried out: {failed.why}."
    if isinstance(failed.act, Edit):
        message += " The words held are our restatement, not the official ones."
    return Finding(
        0, len(text), check.code, check.severity, failed.act.at if failed.act else "", View.ACCEPTED, text, message
    )


CHECK: Final = Check(
    code="EX001",
    title="a sentence that is not executable",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why="What cannot be read as a rule is not proved; it is listed so that nobody takes silence for proof.",
    bad="G8.41 Such Users «as» the Panel thinks fit shall undergo such assessment as it may direct.",
    good=(
        "G8.41 Where a User is a Supplier Party, it shall be subject to a Full User Security Assessment in each year."
    ),
    look=_look,
)
