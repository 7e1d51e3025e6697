"""AM906: the redline's old words mean something else than the version held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft, ShownClause
from sec_rules.drafting.layout.front_matter import day_named, stated_base
from sec_rules.engine.english.numerals import in_full
from sec_rules.errors import DayError
from sec_rules.review.findings import Case, Check, Finding, FixKind, Found, Scope, Severity, finding
from sec_rules.review.findings.anchors import differing
from sec_rules.review.findings.places import at_start


def _look(case: Case, check: Check) -> Iterator[Finding]:
    draft = case.draft
    yield from _stated(draft, check)
    for shown in draft.shown:
        if draft.document.is_redline:
            yield from _unmarked(draft, shown, check)
        if shown.mismatch is None or shown.before is None:
            continue
        provision = shown.before.provision
        message = (
            f"The document's old words of {shown.label} do not mean what the version held on {in_full(draft.base_on)} "
            f"means: {shown.mismatch}. The document's are taken as the existing text."
        )
        place = differing(shown)
        there = next((p for p in provision.walk() if place and p.label == place.provision), None)
        if place is None or there is None:
            yield finding(check, provision, at_start(provision, message), view=View.ORIGINAL)
        else:
            yield finding(check, there, Found(place.start, place.end, message), view=View.ORIGINAL)


def _unmarked(draft: Draft, shown: ShownClause, check: Check) -> Iterator[Finding]:
    """Words that differ from those held though no mark shows that they were changed, beside them."""
    if shown.after is None:
        return
    held, whose = draft.held_as, draft.base.rulebook.called
    for each in shown.unmarked:
        message = (
            f"{each.beside(held)}, and the change is not marked. {whose[:1].upper()}{whose[1:]}'s words were taken as "
            "the existing text, the file's as the proposed text. If the draft was marked against another text, compare "
            "it with that one (--against)."
        )
        place = each.place_in(shown.after.provision)
        if place is None:
            yield finding(check, shown.after.provision, at_start(shown.after.provision, message), view=View.ACCEPTED)
        else:
            provision, at = place
            yield finding(check, provision, Found(at.start, at.end, message), view=View.ACCEPTED)


def _stated(draft: Draft, check: Check) -> Iterator[Finding]:
    """What the document says its changes are marked against, where that is another text than the base taken."""
    stated = stated_base(draft.document.view(View.MARKUP))
    if stated is None:
        return
    message = ""
    named = re.search(r"\bSection\s+([A-Z])\b", stated)
    shown = {s.label[0] for s in draft.shown}
    if named is not None and shown and named[1] not in shown:
        message = f"it shows clauses of Section {', '.join(sorted(shown))}"
    elif (day := day_named(stated)) is not None:
        message = _other_version(draft, day)
    if message:
        whole = f"The document says that its changes are marked against {stated}, but {message}."
        yield Finding(0, 0, check.code, check.severity, "", View.MARKUP, stated, whole)


def _other_version(draft: Draft, named: tuple[int, int, int]) -> str:
    """How the clauses that stood on a day named differ from those of the base; "" where they do not."""
    try:
        day = date(*named)
        then = {c.label: v for c, v in draft.base.standing(day)}
    except (ValueError, DayError):
        return ""
    now = {c.label: v for c, v in draft.base.standing(draft.base_on)}
    differing = [s.label for s in draft.shown if then.get(s.label) != now.get(s.label)]
    if not differing:
        return ""
    return f"{', '.join(differing)} did not then stand as on {in_full(draft.base_on)}, the base taken"


CHECK: Final = Check(
    code="AM906",
    title="old words that mean something else than the version held",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.CHANGES,
    why="A redline against another text than the one in force amends what is not there.",
    bad=(
        "G8.41 Where a User is a Supplier Party and the number of Domestic Premises for which it is the "
        "Responsible Supplier «exceeds {--200,000»--}{++300,000++}, it shall be subject to a Full User Security "
        "Assessment in each year after the year of its initial Full User Security Assessment."
    ),
    good=(
        "G8.41 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the "
        "number of Non-Domestic Premises exceeds {~~250,000~>300,000~~}, it shall be subject to a Full User "
        "Security Assessment in each year after the year of its initial Full User Security Assessment."
    ),
    look=_look,
)
