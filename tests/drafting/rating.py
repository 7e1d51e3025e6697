"""Drafts by others, rated: right, its error missed, said to be unread in part, or claimed otherwise than was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from sec_rules.documents.readers import open_draft
from sec_rules.drafting.draft import Draft
from sec_rules.engine.linking import Ruleset
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment
from tests.drafting.test_drafts_of_others import HELD, NAMES, cases, meant, said

Rating = Literal["right", "missed", "said", "claimed"]
_SHOWS: Final = frozenset(("error", "warning"))
_WRITTEN_OUT: Final = 9
_NOTHING: Final = frozenset((None, "NONE", "EXEMPT"))


def rated(entry: Mapping[str, Any], path: Path) -> Rating:
    """How one draft is read, which is written to `path` first.

    It is "right" where everything in it is read, the rules give what was meant at every case, and a deliberate error
    is reported ("missed" where that is not); "said" where something is told to be unread, or nothing is claimed.
    """
    path.write_text(entry["text"].strip("\n") + "\n", encoding="utf-8")
    on = date.fromisoformat(str(entry["day"])) if entry.get("day") else None
    result = check(open_draft(str(path)), load(), assessment, on=on)
    draft = result.draft
    ruleset = draft.proposed.ruleset(assessment, draft.on)
    unread = bool(draft.failed or draft.open or ruleset.left_open)
    reported = [f for f in result.findings if f.severity.value in _SHOWS and not f.code.startswith("EX00")]
    if not unread and as_meant(entry, draft, ruleset):
        return "right" if reported or not entry["error"] else "missed"
    return "said" if unread or result.state in ("not-all-read", "nothing-read") else "claimed"


def as_meant(entry: Mapping[str, Any], draft: Draft, ruleset: Ruleset) -> bool:
    """Whether the rules give what was meant of the clauses changed, beside those that the draft leaves alone."""
    touched = {s.label for s in draft.shown if s.status != "as in force"} | set(draft.deleted)
    # Of one outcome that two sentences give, the second is told apart by a number behind it.
    own = [{re.sub(r"#.*", "", cycle): when} for cycle, when in entry["means"].items()]
    held = HELD.get(str(draft.base_on), HELD["2019-02-28"])
    beside = [means for label, means in held.items() if label not in touched]
    decided = [name for name in draft.proposed.facts(draft.on, assessment) if name not in NAMES.values()]
    # Nine outcomes are those of the first nine years, and say nothing of later ones.
    last = _WRITTEN_OUT if any(len(cycle.split()) == _WRITTEN_OUT for means in own for cycle in means) else None
    for case in cases(own):
        if last is not None and case["year"] > last:
            continue
        facts = {fact: case[name] for name, fact in NAMES.items()} | dict.fromkeys(decided, case["decided"])
        answers = {meant([means], case) for means in (*own, *beside)} - {None}
        # Two that answer alike may be one sentence of meaning that restates what a clause left alone says.
        wanted = {meant([*own, *beside], case), *(answers if len(answers) == 1 else ())}
        got = said(ruleset, facts)
        if got not in wanted and not (got in _NOTHING and wanted & _NOTHING):
            return False
    return True
