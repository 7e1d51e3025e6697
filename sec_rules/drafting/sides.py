"""What answers a question before a draft and after it, each on its own day."""

from __future__ import annotations

from sec_rules.drafting.draft import Draft
from sec_rules.engine.linking import Ruleset
from sec_rules.lang import Count, Question, YesNo


def rulesets(draft: Draft, question: Question) -> tuple[Ruleset, Ruleset]:
    """What bears on a question on the base day, and on the day of the draft as proposed."""
    return draft.base.ruleset(question, draft.base_on), draft.proposed.ruleset(question, draft.on)


def facts(draft: Draft, question: Question) -> dict[str, YesNo | Count]:
    """The facts that can be given on either side, by name."""
    return draft.base.facts(draft.base_on, question) | draft.proposed.facts(draft.on, question)
