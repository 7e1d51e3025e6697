"""What is said of the worth of rules that leave this package."""

from __future__ import annotations

from sec_rules.engine.linking import Ruleset
from sec_rules.lang import TextSource


def disclaimer(ruleset: Ruleset) -> str:
    """That the rules are a restatement and no advice; rules that are all somebody's own restate nothing."""
    own = ruleset.rules and all(rule.version.words.source is TextSource.OWN for rule in ruleset.rules)
    return "Rules beside the Code, and not advice." if own else "A restatement, not the Code, and not advice."
