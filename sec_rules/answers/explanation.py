"""A clause explained: its words, the rule in words, its versions and what they rest on."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from sec_rules.drafting.layout.held_words import held_provision
from sec_rules.engine.code import Code, check_day
from sec_rules.engine.english.rules import rule_in_words
from sec_rules.engine.legal_text import words_of
from sec_rules.lang import Answers, Clause, Reading, Redirects, Rule, TextSource, Version
from sec_rules.review.findings import Check


@frozen
class ExplainedVersion:
    """One version: its words, the rule in words, the first day it no longer stands, whether it stands on the day."""

    version: Version
    until: date | None
    words: str
    reads_as: str
    current: bool


@frozen
class Explained:
    """A citation, where it leads, and the versions of that provision, newest first.

    `readings` are those of a citation on record (`recorded`) that leads here; `note` the words of that citation.
    """

    cited: str
    leads_to: str
    readings: tuple[Reading, ...]
    recorded: str
    note: str
    title: str
    versions: tuple[ExplainedVersion, ...]


def explain(code: Code, citation: str, *, on: date | None = None) -> Explained:
    """What there is to say of a provision; versions that stand on `on` (else the newest) are marked current.

    Raises `CitationError` where the citation leads nowhere, `DayError` for a day on which the Code is not held.
    """
    if on is not None:
        check_day(on)
    cited = code.cited(citation)
    target, clause, redirect = code.resolve(cited)
    step = target.path
    current = clause.on(on or _newest_day(code))
    versions = tuple(
        ExplainedVersion(v, end, _words(clause, v, step), _reads_as(v, step), v is current)
        for v, _, end in clause.spans()
        if not step or _has_step(v, step)
    )
    recorded, readings = _recorded(code, str(target))
    note = words_of(code.clause(recorded), code.clause(recorded).versions[0]) if redirect else ""
    return Explained(str(cited), str(target), readings, recorded, note, clause.title, versions)


def _newest_day(code: Code) -> date:
    """The day on which the newest version of any clause began, whatever it bears on."""
    return max(version.in_force for clause in code.clauses for version in clause.versions)


def _recorded(code: Code, label: str) -> tuple[str, tuple[Reading, ...]]:
    """The citation on record that leads to a provision, and its readings; nothing where there is none."""
    for clause in code.clauses:
        for rule in clause.versions[0].rules:
            if isinstance(rule, Redirects) and rule.to == label:
                return clause.label, rule.readings
    return "", ()


def _has_step(version: Version, step: str) -> bool:
    return any(limb.label == step for r in version.rules if isinstance(r, Answers) for limb in r.limbs)


def _words(clause: Clause, version: Version, step: str) -> str:
    """The words of the version, or of one paragraph of it."""
    if version.words.source is TextSource.DRAFT:
        return ""
    text = words_of(clause, version)
    if not step or not text:
        return text
    provision = held_provision(clause.label + step, text)
    return f"{step} {provision.whole}" if provision else text


def _reads_as(version: Version, step: str) -> str:
    return " ".join(rule_in_words(_only(rule, step)) for rule in version.rules)


def _only(rule: Rule, step: str) -> Rule:
    """The rule with one limb left, where a limb is asked for."""
    from attrs import evolve

    if not step or not isinstance(rule, Answers):
        return rule
    return evolve(rule, limbs=tuple(limb for limb in rule.limbs if limb.label == step))


def explain_check(code: str) -> Check | None:
    """The drafting check of that code, as XR402; None where it is no check's."""
    from sec_rules.review.checks import all_checks

    return next((c for c in all_checks() if c.code == code.strip().upper()), None)
