"""AM906: the redline's old words mean something else than the version held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from sec_rules.drafting.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.remarks import Case, Check, FixKind, Remark, Severity
from sec_rules.drafting.surroundings import day_named, stated_base
from sec_rules.errors import DayError


def _look(case: Case, check: Check) -> Iterator[Remark]:
    draft = case.draft
    yield from _stated(draft, check)
    for shown in draft.shown:
        if shown.mismatch is None or shown.before is None:
            continue
        text = shown.before.provision.text
        message = (
            f"The old words of {shown.label} mean something else than the version held on {draft.base_on}: "
            f"{shown.mismatch}. The document is believed."
        )
        end = min(len(text), 80)
        yield Remark(check.code, check.severity, shown.label, View.ORIGINAL, 0, end, text[:end], message)


def _stated(draft: Draft, check: Check) -> Iterator[Remark]:
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
        yield Remark(check.code, check.severity, "", View.MARKUP, 0, 0, stated, whole)


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
    return f"{', '.join(differing)} did not then stand as on {draft.base_on}, the base taken"


CHECK: Final = Check(
    code="AM906",
    title="old words that mean something else than the version held",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    why="A redline against another text than the one in force amends what is not there.",
    bad="a redline whose struck-out figure is 200,000 where the Code says 250,000",
    good="a redline against the text in force",
    look=_look,
)
