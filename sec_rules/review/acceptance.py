"""Findings that somebody accepts, each with a reason: from a baseline, or from a comment in the document itself.

A comment says "sec-rules: ignore TY101 because the table is taken over as it stands"; it is about findings of that code
in the paragraphs it stands on. It accepts only where the settings let comments do so: otherwise whoever drafts would
judge the draft. A baseline names findings by their stable id; one of a proof is accepted only while it
says the same. An acceptance without a reason is a finding, as is one that meets none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import evolve, frozen

from sec_rules._patterns import compiled
from sec_rules.documents.document import Aside, View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.grammar.settlements import Settlement
from sec_rules.engine.english.numerals import in_full
from sec_rules.errors import UsageError
from sec_rules.lang.lists import joined
from sec_rules.review.checks.acceptance_without_reason import CHECK as NO_REASON
from sec_rules.review.checks.unmatched_acceptance import CHECK as MEETS_NONE
from sec_rules.review.findings import Check, Finding, in_order
from sec_rules.review.fixes.word_locations import places
from sec_rules.review.review import Review
from sec_rules.review.settling import settling_comments

SCHEMA_VERSION: Final = 1
_FIELDS: Final = ("id", "code", "clause", "snippet", "message", "because", "by", "on")
_IGNORE: Final = compiled(
    r"^\s*sec-rules\s*:?\s*(?:please\s+)?ignore\s+(?P<codes>[A-Z]{2}\d{3}(?:\s*(?:,|and|&)\s*[A-Z]{2}\d{3})*)"
    r"\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BECAUSE: Final = compiled(
    r"^[\s,;:.\u2013\u2014-]*(?:because\b|since\b|reason\b)?[\s,;:.\u2013\u2014-]*", re.IGNORECASE
)

_FIRST_WORDS: Final = compiled(r"(?:\S+\s+){0,6}\S+")


@frozen
class Accepted:
    """One finding of a baseline; `by` and `on` say who accepts it and when (2026-11-29), "" where that is not said."""

    id: str
    code: str
    clause: str
    snippet: str
    message: str
    because: str
    by: str = ""
    on: str = ""

    @property
    def whose(self) -> str:
        """On whose word it is accepted, and when; "" where that is not said."""
        return f"{self.by} on {in_full(date.fromisoformat(self.on))}" if self.by and self.on else self.by

    def meets(self, finding: Finding) -> bool:
        """Whether it is this finding; what a proof says must be the same too."""
        return self.id == finding.id and (not self.code.startswith("PR") or self.message == finding.message)


@frozen
class Ignore:
    """What a comment in the document says is to be ignored: codes, and why ("" where it does not say)."""

    codes: tuple[str, ...]
    because: str
    aside: Aside

    @property
    def who(self) -> str:
        """Whose word it is, and where it stands."""
        author = f" of {self.aside.author}" if self.aside.author else ""
        return f"a comment{author} at {self.aside.place}"


def read_baseline(text: str, name: str) -> tuple[Accepted, ...]:
    """The findings of a baseline. `UsageError` where it is none."""
    try:
        given = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{name} is no baseline: it is not JSON ({error}).") from None
    if not isinstance(given, dict) or given.get("schema_version") != SCHEMA_VERSION:
        raise UsageError(f"{name} is no baseline of schema version {SCHEMA_VERSION}.")
    rows = given.get("accepted")
    if not isinstance(rows, list):
        raise UsageError(f"{name} is no baseline: it has no list 'accepted'.")
    return tuple(_row(row, i, name) for i, row in enumerate(rows, 1))


def _row(row: object, number: int, name: str) -> Accepted:
    if not isinstance(row, dict) or not all(isinstance(row.get(f, ""), str) for f in _FIELDS) or not row.get("id"):
        raise UsageError(f"{name}: finding {number} should have an 'id' and a 'because', and texts for both.")
    if row.get("on") and not _is_day(row["on"]):
        raise UsageError(f"{name}: finding {number} should have for 'on' a day such as 2026-11-29, got '{row['on']}'.")
    return Accepted(**{f: row.get(f, "") for f in _FIELDS})


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def written_baseline(results: Iterable[Review], before: Sequence[Accepted], because: str) -> str:
    """A baseline of all findings; those accepted before keep their reason, others get the one given."""
    rows: dict[str, Accepted] = {}
    for result in results:
        for finding in (*result.findings, *result.accepted):
            if finding.code in (NO_REASON.code, MEETS_NONE.code) or (finding.accepted and not _in(before, finding)):
                continue
            kept = next((b for b in before if b.meets(finding) and b.because), None)
            by, on = (kept.by, kept.on) if kept else ("", "")
            reason = kept.because if kept else because
            rows[finding.id] = Accepted(
                finding.id, finding.code, finding.clause, finding.snippet, finding.message, reason, by, on
            )
    return baseline_of(rows.values())


def baseline_of(given: Iterable[Accepted]) -> str:
    """A baseline of findings."""
    rows = [as_row(one) for one in sorted(given, key=lambda r: (r.clause, r.code, r.id))]
    return json.dumps({"schema_version": SCHEMA_VERSION, "accepted": rows}, ensure_ascii=False, indent=2) + "\n"


def as_row(accepted: Accepted) -> dict[str, str]:
    """A finding of a baseline as it is written; who accepts it and when only where that is said."""
    row = {name: getattr(accepted, name) for name in _FIELDS}
    return {name: text for name, text in row.items() if text or name not in ("by", "on")}


def _in(before: Sequence[Accepted], finding: Finding) -> bool:
    return any(b.meets(finding) for b in before)


def accept(
    result: Review,
    baseline: Sequence[Accepted] = (),
    *,
    name: str = "the baseline",
    comments: bool = False,
    everything: bool = False,
) -> Review:
    """The result with the findings accepted that the baseline names, or with `comments` a comment in the document;
    `everything` shows those too.
    """
    ignores = tuple(ignored(result.draft))
    unsettled = tuple(_of_unheeded(result.draft, heeded=result.settle_by_comment))
    if not ignores and not baseline and not result.draft.unmet and not unsettled:
        return result
    by_ignore = {i: _reached(result.draft, result.findings, ignore) for i, ignore in enumerate(ignores)}
    heeded = {i: reached for i, reached in by_ignore.items() if comments and ignores[i].because}
    reasons = dict(_reasons(result.findings, baseline, name, ignores, heeded))
    taken = tuple(_accepted(r, *reasons[r.id]) for r in result.findings if r.id in reasons)
    left = [r for r in result.findings if r.id not in reasons]
    said = [
        *_of_ignores(result.draft, ignores, by_ignore, comments=comments),
        *(_of_baseline(b, name, result.findings) for b in baseline if _odd(b, result.findings)),
        *map(_of_settlement, result.draft.unmet),
        *unsettled,
    ]
    heard = (r for r in said if r.code not in result.off)
    findings = in_order((*left, *heard, *(taken if everything else ())))
    count = len(taken)
    by = joined(tuple(dict.fromkeys(r.accepted_by for r in taken)))
    accepted = f"; {count} {'finding is' if count == 1 else 'findings are'} accepted by {by}" if count else ""
    return evolve(result, findings=findings, accepted=taken, verdict=result.verdict.removesuffix(".") + accepted + ".")


def _reasons(
    findings: Sequence[Finding],
    baseline: Sequence[Accepted],
    name: str,
    ignores: Sequence[Ignore],
    heeded: Mapping[int, frozenset[str]],
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Why a finding is accepted, and by whose word, by its id."""
    for finding in findings:
        kept = ((b.because, b.whose or name) for b in baseline if b.because.strip() and b.meets(finding))
        said = ((ignores[i].because, ignores[i].who) for i, reached in heeded.items() if finding.id in reached)
        because = next(kept, None) or next(said, None)
        if because is not None:
            yield finding.id, because


def _accepted(finding: Finding, because: str, by: str) -> Finding:
    return evolve(finding, accepted=because, accepted_by=by)


# Comments.


def ignored(draft: Draft) -> Iterator[Ignore]:
    """What the comments of a document say is to be ignored."""
    for aside in draft.document.asides:
        match = _IGNORE.match(aside.text) if aside.kind == "comment" else None
        if match is not None:
            codes = tuple(code.upper() for code in re.findall(r"[A-Za-z]{2}\d{3}", match["codes"]))
            yield Ignore(codes, _BECAUSE.sub("", match["rest"]).strip(), aside)


def _reached(draft: Draft, findings: Sequence[Finding], ignore: Ignore) -> frozenset[str]:
    """The findings of its codes in the paragraphs on which a comment stands."""
    first, last = ignore.aside.start[0], ignore.aside.end[0]
    return frozenset(
        r.id for r in findings if r.code in ignore.codes and any(first <= s.paragraph <= last for s in places(draft, r))
    )


def _of_ignores(
    draft: Draft, ignores: Sequence[Ignore], by_ignore: Mapping[int, frozenset[str]], *, comments: bool
) -> Iterator[Finding]:
    for i, ignore in enumerate(ignores):
        ignores_codes = f"{ignore.who[:1].upper()}{ignore.who[1:]} ignores {', '.join(ignore.codes)}"
        if not ignore.because:
            yield _finding(draft, NO_REASON, ignore.aside, f"{ignores_codes} and does not say why.")
        elif not by_ignore[i]:
            yield _finding(draft, MEETS_NONE, ignore.aside, f"{ignores_codes}, which is not found there.")
        elif not comments:
            message = f"{ignores_codes}, which the settings do not let a comment do (accept-by-comment = true does)."
            yield _finding(draft, MEETS_NONE, ignore.aside, message)


def _finding(draft: Draft, check: Check, aside: Aside, message: str) -> Finding:
    """A finding at the words a comment stands on."""
    for provision in (p for top in draft.accepted.provisions for p in top.walk()):
        for source in provision.sources:
            if any(s.paragraph == aside.start[0] for s in source.paragraph.spans):
                words = _FIRST_WORDS.match(provision.text, source.start, source.end)
                end = words.end() if words else source.end
                snippet = provision.text[source.start : end]
                return Finding(
                    source.start, end, check.code, check.severity, provision.label, View.ACCEPTED, snippet, message
                )
    return Finding(0, 0, check.code, check.severity, "", View.ACCEPTED, aside.snippet, message)


def _of_settlement(unmet: Settlement) -> Finding:
    message = f"{unmet.by} settles {unmet.id} as {unmet.way}, and no open place of that name can be settled so."
    return Finding(0, 0, MEETS_NONE.code, MEETS_NONE.severity, "", View.ACCEPTED, unmet.id, message)


def _of_unheeded(draft: Draft, *, heeded: bool) -> Iterator[Finding]:
    """Of comments that settle nothing: they do not say why, or the settings do not let them."""
    for aside, one in settling_comments(draft.document):
        settles = f"{one.by[:1].upper()}{one.by[1:]} settles {one.id} as {one.way}"
        if not one.because:
            yield _finding(draft, NO_REASON, aside, f"{settles} and does not say why, so that it settles nothing.")
        elif not heeded:
            message = f"{settles}, which the settings do not let a comment do (settle-by-comment = true does)."
            yield _finding(draft, MEETS_NONE, aside, message)


# Baselines.


def _odd(accepted: Accepted, findings: Sequence[Finding]) -> bool:
    return not any(accepted.meets(r) for r in findings) or not accepted.because.strip()


def _of_baseline(accepted: Accepted, name: str, findings: Sequence[Finding]) -> Finding:
    met = any(accepted.meets(r) for r in findings)
    if met:
        message = f"{name} accepts {accepted.code} in {accepted.clause or 'the draft'} and does not say why."
        return Finding(
            0, 0, NO_REASON.code, NO_REASON.severity, accepted.clause, View.ACCEPTED, accepted.snippet, message
        )
    changed = any(accepted.id == r.id for r in findings)
    why = "which now says something else" if changed else "which is not found any more"
    message = f"{name} accepts {accepted.code} in {accepted.clause or 'the draft'}, {why}."
    return Finding(
        0, 0, MEETS_NONE.code, MEETS_NONE.severity, accepted.clause, View.ACCEPTED, accepted.snippet, message
    )
