"""Answers as JSON: the shapes of the contract, byte-stable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath

from sec_rules.analysis.comparison import Change
from sec_rules.analysis.invariants import Failure, Proof, Verdict
from sec_rules.analysis.plane.impact import Effects
from sec_rules.analysis.programmes import Programme, ProgrammeGroup
from sec_rules.answers.explanation import Explained
from sec_rules.answers.listing import Listing
from sec_rules.documents.document import View
from sec_rules.drafting.draft import ShownClause
from sec_rules.drafting.grammar.choices import Several
from sec_rules.drafting.grammar.settlements import Settlement
from sec_rules.drafting.open_places import OpenPlace
from sec_rules.engine.answer import Answer
from sec_rules.engine.english.rules import rule_in_words
from sec_rules.lang import Evidence, Version
from sec_rules.report import days
from sec_rules.report.layout import SCHEMA_VERSION as SCHEMA_VERSION
from sec_rules.report.layout import json_object
from sec_rules.report.ledger import totals
from sec_rules.report.portfolio import moved_as_json
from sec_rules.review.cards import Card
from sec_rules.review.comparison import Comparison
from sec_rules.review.decisions import Judged
from sec_rules.review.effect.conformance import Conformance
from sec_rules.review.findings import Check, Finding
from sec_rules.review.refusal import Refusal
from sec_rules.review.since import Since
from sec_rules.review.summary import Summary
from sec_rules.review.together import Together

Json = dict[str, object]


def dumps(answer: Mapping[str, object]) -> str:
    """One JSON object, the same bytes for the same answer."""
    return json_object({"schema_version": SCHEMA_VERSION, **answer})


def checked(given: Summary) -> Json:
    """`check --format json`, without the schema version."""
    result, draft = given.result, given.result.draft
    document, cause_of = draft.document, given.cause_of
    return {
        "draft": {
            "name": document.name,
            "sha256": document.sha256,
            "format": document.format,
            "revisions": document.revisions,
            "taken_for": draft.scheme.name,
            "title": given.title,
        },
        "on": draft.on.isoformat(),
        "base_on": draft.base_on.isoformat(),
        "base_because": draft.base_because,
        "notes": list(document.notes),
        "clauses": [_clause(s) for s in draft.shown],
        "cards": [_card(card) for card in given.cards],
        "findings": [finding(r) | {"cause": cause_of.get(r.id)} for r in result.findings],
        "faults": [{"code": f.code, "message": f.message} for f in result.faults],
        "off": list(result.off),
        "hidden": {"known": result.hidden.known, "passed_over": result.hidden.passed_over},
        "not_held": [{"cited": label, "in": list(places)} for label, places in result.not_held],
        "open": [_open(place) for place in (*draft.open, *draft.settled)],
        "assumptions": list(draft.assumed),
        "ledger": totals(tuple(draft.books.ledger(view) for view in View)),
        "invariants": _invariants_by_cause(given),
        "changes": list(_changes_by_cause(given)),
        "changes_because": result.because or None,
        "kinds": programmes(given.effects),
        "does": list(given.does),
        "wrong": list(given.wrong),
        "not_read": list(given.unread),
        "not_checked": list(given.unchecked),
        "beside": list(given.beside),
        "days": days.as_json(given.days, given.latest),
        "decisions": [_decision(each) for each in given.decisions.all],
        "since": None if given.since is None else _since(given.since),
        "portfolio": None if given.moved is None else moved_as_json(given.moved),
        "state": result.state,
        "verdict": result.verdict,
    }


def _decision(given: Judged) -> Json:
    made = given.decision
    return {
        "about": made.about,
        "decided": made.decided,
        "because": made.because,
        "by": made.by,
        "on": made.on.isoformat(),
        "draft": made.draft,
        "version": made.version,
        "way": made.way or None,
        "reconfirmed_by": made.reconfirmed_by or None,
        "reconfirmed_on": made.reconfirmed_on.isoformat() if made.reconfirmed_on else None,
        "standing": given.standing,
        "why": given.why or None,
    }


def _since(given: Since) -> Json:
    return {
        "draft": given.old,
        "mends": list(given.mends),
        "adds": list(given.adds),
        "leaves": list(given.leaves),
        "unsure": list(given.unsure),
        "no_longer": list(given.no_longer),
        "newly": list(given.newly),
        "notes": list(given.beside),
    }


def _invariants_by_cause(given: Summary) -> list[Json]:
    """The invariants, each failure with the card that it is on; null where it follows from no edit of the draft."""
    verdicts = given.result.verdicts
    told = invariants(verdicts, tuple(place.id for place in given.result.draft.open))
    for one, verdict in zip(told, verdicts, strict=True):
        causes = (next((c.id for c in given.cards if f in c.failures), None) for f in verdict.failures)
        one["failures"] = [_failure(f) | {"cause": cause} for f, cause in zip(verdict.failures, causes, strict=True)]
    return told


def _changes_by_cause(given: Summary) -> Iterator[Json]:
    found = given.result.changes or ()
    for told, change in zip(changes(found), found, strict=True):
        yield told | {"cause": next((card.id for card in given.cards if change in card.each_change), None)}


def _card(card: Card) -> Json:
    at = card.leading
    return {
        "id": card.id,
        "severity": card.severity.value,
        "provisions": list(card.provisions),
        "says": list(card.says),
        "follows": list(card.follows),
        "smallest": card.smallest or None,
        "intended": card.intended or None,
        "redline": [
            {"provision": label, "runs": [{"text": run.text, "mark": run.mark.value} for run in runs]}
            for label, runs in card.redline
        ],
        "who": [_group(group) for group in card.who],
        "findings": [finding.id for finding in card.findings],
        "codes": list(card.codes),
        "at": {
            "clause": at.clause,
            "view": at.view.value,
            "start": at.start,
            "end": at.end,
            "snippet": at.snippet,
            "place": at.place,
        },
    }


def _open(place: OpenPlace) -> Json:
    return {
        "id": place.id,
        "kind": place.kind,
        "place": place.place,
        "clause": place.clause or None,
        "view": place.view.value,
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "why": place.why,
        "settled": _settlement(place.settled) if place.settled is not None else None,
    }


def _settlement(given: Settlement) -> Json:
    same_as = {given.way.replace("-", "_"): given.other} if given.other else {}
    value = {} if given.value is None else {"value": given.value}
    return {"as": given.way, "because": given.because, "by": given.by, **same_as, **value}


def programmes(given: Effects) -> list[Json]:
    """Groups of Users, year by year: what falls due now and then."""
    return [_group(row.group) for row in given.rows]


def _group(group: ProgrammeGroup) -> Json:
    return {
        "where": group.where,
        "witness": {name: value for name, value in group.witness.items() if name != group.counted},
        "now": _programme(group.now),
        "then": _programme(group.becomes),
        "direction": group.direction or None,
    }


def _programme(programme: Programme) -> Json:
    """Outcomes by year: those of the first years, then those that come over and over; null is no single answer."""
    sides = {"first": programme.first, "then_over_and_over": programme.cycle}
    return {name: [due.outcome.name if due.outcome else None for due in dues] for name, dues in sides.items()}


def compared(given: Comparison) -> Json:
    """`compare --json`, without the schema version."""
    return {
        "from": given.old,
        "to": given.new,
        "state": given.state,
        "verdict": given.verdict,
        "overall": given.overall.verdict if given.overall else None,
        "changes_because": given.found.because or None,
        "changes": changes(given.found.changes),
        "kinds": programmes(given.effects),
        "later_days": [
            {
                "from": day.isoformat(),
                "changes_because": each.found.because or None,
                "changes": changes(each.found.changes),
            }
            for day, each in given.later
        ],
        "renamed": list(given.renamed),
        "assumptions": list(given.assumed),
    }


def _clause(shown: ShownClause) -> Json:
    read = shown.read
    return {
        "label": shown.label,
        "status": shown.status,
        "executable": shown.executable,
        "outside": shown.outside,
        "unmarked": [{"file": each.file, "code": each.code} for each in shown.unmarked],
        "reads_as": " ".join((*map(rule_in_words, read.rules), *read.assumed_of_discretion)) if read else "",
        "readings": [_several(each) for each in read.several] if read else [],
        "unread": [
            {"provision": p.provision, "start": p.start, "end": p.end, "text": text} for p, text in shown.unread
        ],
    }


def _several(given: Several) -> Json:
    """The ways in which words of a clause can be read, and the first User for whom they differ; null where none is."""
    place, found = given.place, given.differing
    differ = None if found is None else {"who": found.who, "witness": dict(found.witness), "due": list(found.due)}
    return {
        "provision": place.provision,
        "start": place.start,
        "end": place.end,
        "text": given.text,
        "ways": list(given.readings),
        "differ": differ,
    }


def finding(finding: Finding) -> Json:
    """One finding."""
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity.value,
        "clause": finding.clause,
        "view": finding.view.value,
        "start": finding.start,
        "end": finding.end,
        "snippet": finding.snippet,
        "message": finding.message,
        "known": finding.known,
        "accepted": finding.accepted or None,
        "accepted_by": finding.accepted_by or None,
        "related": [{"clause": r.clause, "start": r.start, "end": r.end} for r in finding.related],
        "fix": {"safe": finding.fix.safe, "replacement": finding.fix.replacement} if finding.fix else None,
        "place": finding.place,
    }


def proof(given: Proof) -> Json:
    """`prove --json`, without the schema version."""
    return {
        "on": given.on.isoformat(),
        "later_days": [day.isoformat() for day in given.later],
        "without": list(given.without),
        "state": given.state,
        "invariants": invariants(given.verdicts),
    }


def invariants(verdicts: Sequence[Verdict], unread: Sequence[str] = ()) -> list[Json]:
    """The invariants, each with what came of it; `unread` are the open places, on which what is not claimed depends."""
    return [
        {
            "invariant": v.invariant,
            "question": v.question,
            "kind": v.kind,
            "holds": v.holds,
            "statement": v.statement,
            "message": v.message,
            "witness": _witness(v),
            "clauses": list(v.clauses),
            "assumptions": list(v.assumed),
            "depends_on": list(v.depends_on or unread) if v.holds is None else [],
            "failures": [_failure(f) for f in v.failures],
        }
        for v in verdicts
    ]


def _witness(verdict: Verdict) -> Json | None:
    """The smallest case; where it depends on open words, that in which it fails and that in which it holds."""
    if not verdict.may_fail:
        return dict(verdict.witness) if verdict.witness is not None else None
    fails = next((f.witness for f in verdict.may_fail if f.witness is not None), None)
    return {"fails": fails, "holds": verdict.may_hold}


def _failure(failure: Failure) -> Json:
    return {
        "kind": failure.kind,
        "where": failure.where,
        "witness": failure.witness,
        "cases": [dict(case) for case in failure.cases],
        "grown": {"fact": failure.grown[0], "to": failure.grown[1]} if failure.grown else None,
        "clauses": list(failure.clauses),
        "limbs": list(failure.labels),
        "message": failure.message,
    }


def changes(given: Sequence[Change]) -> list[Json]:
    """What changes for whom."""
    return [
        {
            "question": c.question,
            "where": c.where,
            "was": c.was,
            "becomes": c.becomes,
            "direction": c.direction,
            "doubts": [{"clause": clause, "doubt": unsure} for clause, unsure in c.doubts],
            "was_because": list(c.was_because),
            "because": list(c.because),
            "witness": dict(c.witness),
            "depends_on": list(c.depends_on),
        }
        for c in given
    ]


def answered(answer: Answer) -> Json:
    """`assess --json`, without the schema version."""
    return {
        "question": answer.question,
        "on": answer.on.isoformat(),
        "facts": {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in answer.facts_as_given.items()
        },
        "outcome": answer.outcome.name if answer.outcome else None,
        "undetermined": answer.undetermined,
        "because": list(answer.because),
        "standing": answer.standing.value if answer.standing else None,
        "text": answer.text,
        "needs": list(answer.needs),
        "depends_on": list(answer.depends_on),
        "doubts": [{"clause": clause, "doubt": unsure} for clause, unsure in answer.doubts],
        "assumptions": list(answer.assumptions),
        "ruleset": answer.ruleset,
        "version": answer.version,
    }


def explained(answer: Explained) -> Json:
    """`explain --json`, without the schema version."""
    return {
        "citation": answer.cited,
        "leads_to": answer.leads_to,
        "readings": [
            {"leads_to": r.leads_to, "says": r.says, "evidence": [_evidence(e) for e in r.evidence]}
            for r in answer.readings
        ],
        "title": answer.title,
        "versions": [
            {
                **_version(v.version, v.until),
                "current": v.current,
                "words": v.words,
                "reads_as": v.reads_as,
            }
            for v in answer.versions
        ],
    }


def _version(version: Version, until: date | None) -> Json:
    return {
        "in_force": version.in_force.isoformat(),
        "until": until.isoformat() if until else None,
        "brought_in_by": str(version.brought_in_by),
        "standing": version.standing.value,
        "evidence": [_evidence(e) for e in version.evidence],
        "transition": {"says": version.transition.says, "governs": version.transition.governs}
        if version.transition
        else None,
        "by_hand": version.by_hand or None,
        "doubts": [
            {
                "unsure": d.unsure,
                "first_day": d.first_day.isoformat() if d.first_day else None,
                "last_day": d.last_day.isoformat() if d.last_day else None,
                "evidence": [_evidence(e) for e in d.evidence],
            }
            for d in version.doubts
        ],
    }


def _evidence(evidence: Evidence) -> Json:
    return {"source": evidence.source.title, "supports": evidence.supports, "mark": evidence.mark.value}


def check(given: Check) -> Json:
    """A drafting check: `explain XR402 --json`, without the schema version."""
    return {
        "code": given.code,
        "title": given.title,
        "severity": given.severity.value,
        "fix": given.fix.value,
        "scope": given.scope.value,
        "on": given.on,
        "why": given.why,
        "bad": given.bad,
        "good": given.good,
    }


def refusal(given: Refusal) -> Json:
    """A draft among several that was not checked, and why."""
    return {"draft": PurePath(given.path).name, "because": given.because}


def combined(given: Together) -> Json:
    """Several drafts together."""
    return {
        "drafts": list(given.names),
        "state": given.state,
        "base_on": given.base_on.isoformat(),
        "collisions": [
            {"clause": label, "drafts": list(names), "order_matters": label in given.order_matters}
            for label, names in given.collisions
        ],
        "order_matters": bool(given.order_matters),
        "invariants": invariants(given.verdicts),
        "changes": changes(given.found.changes),
        "changes_because": given.found.because or None,
        "otherwise": [
            {"last": name, "changes": changes(found.changes), "changes_because": found.because or None}
            for name, found in given.otherwise
        ],
    }


def listed(given: Listing) -> Json:
    """`list --json`, without the schema version."""
    return {
        "on": given.on.isoformat() if given.on else None,
        "clauses": [
            {
                "label": listed.clause.label,
                "title": listed.clause.title,
                "versions": [
                    {
                        "in_force": each.first.isoformat(),
                        "until": each.until.isoformat() if each.until else None,
                        "standing": each.version.standing.value,
                        "brought_in_by": str(each.version.brought_in_by),
                    }
                    for each in listed.versions
                ],
            }
            for listed in given.clauses
        ],
    }


def conformance(given: Conformance) -> Json:
    """Whether a draft does exactly what is stated of it."""
    return {
        "name": given.name,
        "state": given.state,
        "claims": given.claims,
        "exact": given.exact,
        "because": given.because or None,
        "stated": [
            {
                "change": claim.number,
                "who": claim.who,
                "years": claim.years or None,
                "was": None if claim.was is None else claim.was.name,
                "becomes": None if claim.becomes is None else claim.becomes.name,
                "by": list(claim.by),
            }
            for claim in given.stated
        ],
        "strays": [
            {
                "kind": s.kind,
                "claim": s.claim,
                "where": s.where,
                "was": s.was,
                "becomes": s.becomes,
                "because": list(s.because),
                "witness": dict(s.witness),
                "message": s.message,
            }
            for s in given.strays
        ],
    }
