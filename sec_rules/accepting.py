"""Findings that somebody accepts, each with a reason: from a baseline, or from a comment in the document itself.

A comment says "sec-rules: ignore TY101 because the table is taken over as it stands"; it is about findings of that code
in the paragraphs it stands on. A baseline names findings by their stable id; one of a proof is accepted only while it
says the same. An acceptance without a reason is a finding, as is one that meets none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from sec_rules.checking import Checked
from sec_rules.drafting.checks.ig901 import CHECK as NO_REASON
from sec_rules.drafting.checks.ig902 import CHECK as MEETS_NONE
from sec_rules.drafting.document import Aside, View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.remarks import Check, Remark, in_order
from sec_rules.drafting.word.anchoring import places
from sec_rules.errors import UsageError

SCHEMA_VERSION: Final = 1
_IGNORE: Final = re.compile(
    r"^\s*sec-rules\s*:?\s*(?:please\s+)?ignore\s+(?P<codes>[A-Z]{2}\d{3}(?:\s*(?:,|and|&)\s*[A-Z]{2}\d{3})*)"
    r"\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BECAUSE: Final = re.compile(
    r"^[\s,;:.\u2013\u2014-]*(?:because\b|since\b|reason\b)?[\s,;:.\u2013\u2014-]*", re.IGNORECASE
)

_FIRST_WORDS: Final = re.compile(r"(?:\S+\s+){0,6}\S+")


@frozen
class Accepted:
    """One finding of a baseline."""

    id: str
    code: str
    clause: str
    snippet: str
    message: str
    because: str

    def meets(self, remark: Remark) -> bool:
        """Whether it is this finding; what a proof says must be the same too."""
        return self.id == remark.id and (not self.code.startswith("PR") or self.message == remark.message)


@frozen
class Ignore:
    """What a comment in the document says is to be ignored: codes, and why ("" where it does not say)."""

    codes: tuple[str, ...]
    because: str
    aside: Aside


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
    fields = ("id", "code", "clause", "snippet", "message", "because")
    if not isinstance(row, dict) or not all(isinstance(row.get(f, ""), str) for f in fields) or not row.get("id"):
        raise UsageError(f"{name}: finding {number} should have an 'id' and a 'because', and texts for both.")
    return Accepted(**{f: row.get(f, "") for f in fields})


def written_baseline(results: Iterable[Checked], before: Sequence[Accepted], because: str) -> str:
    """A baseline of all findings; those accepted before keep their reason, others get the one given."""
    rows: dict[str, Accepted] = {}
    for result in results:
        for remark in (*result.remarks, *result.accepted):
            if remark.code in (NO_REASON.code, MEETS_NONE.code) or (remark.accepted and not _in(before, remark)):
                continue
            reason = next((b.because for b in before if b.meets(remark)), "") or because
            rows[remark.id] = Accepted(remark.id, remark.code, remark.clause, remark.snippet, remark.message, reason)
    data = {
        "schema_version": SCHEMA_VERSION,
        "accepted": [
            {
                "id": r.id,
                "code": r.code,
                "clause": r.clause,
                "snippet": r.snippet,
                "message": r.message,
                "because": r.because,
            }
            for r in sorted(rows.values(), key=lambda r: (r.clause, r.code, r.id))
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _in(before: Sequence[Accepted], remark: Remark) -> bool:
    return any(b.meets(remark) for b in before)


def accept(
    result: Checked, baseline: Sequence[Accepted] = (), *, name: str = "the baseline", everything: bool = False
) -> Checked:
    """The result with the findings accepted that the baseline or a comment names; `everything` shows those too."""
    ignores = tuple(ignored(result.draft))
    if not ignores and not baseline:
        return result
    by_ignore = {i: _reached(result.draft, result.remarks, ignore) for i, ignore in enumerate(ignores)}
    reasons = dict(_reasons(result.remarks, baseline, ignores, by_ignore))
    taken = tuple(evolve(r, accepted=reasons[r.id]) for r in result.remarks if r.id in reasons)
    left = [r for r in result.remarks if r.id not in reasons]
    said = [
        *_of_ignores(result.draft, ignores, by_ignore),
        *(_of_baseline(b, name, result.remarks) for b in baseline if _odd(b, result.remarks)),
    ]
    heard = (r for r in said if r.code not in result.off)
    remarks = in_order((*left, *heard, *(taken if everything else ())))
    count = len(taken)
    told = f"; {count} {'finding is' if count == 1 else 'findings are'} accepted" if count else ""
    return evolve(result, remarks=remarks, accepted=taken, verdict=result.verdict.removesuffix(".") + told + ".")


def _reasons(
    remarks: Sequence[Remark],
    baseline: Sequence[Accepted],
    ignores: Sequence[Ignore],
    by_ignore: Mapping[int, frozenset[str]],
) -> Iterator[tuple[str, str]]:
    for remark in remarks:
        because = next((b.because for b in baseline if b.because.strip() and b.meets(remark)), "")
        if not because:
            because = next((g.because for i, g in enumerate(ignores) if g.because and remark.id in by_ignore[i]), "")
        if because:
            yield remark.id, because


# Comments.


def ignored(draft: Draft) -> Iterator[Ignore]:
    """What the comments of a document say is to be ignored."""
    for aside in draft.document.asides:
        match = _IGNORE.match(aside.text) if aside.kind == "comment" else None
        if match is not None:
            codes = tuple(code.upper() for code in re.findall(r"[A-Za-z]{2}\d{3}", match["codes"]))
            yield Ignore(codes, _BECAUSE.sub("", match["rest"]).strip(), aside)


def _reached(draft: Draft, remarks: Sequence[Remark], ignore: Ignore) -> frozenset[str]:
    """The findings of its codes in the paragraphs on which a comment stands."""
    first, last = ignore.aside.start[0], ignore.aside.end[0]
    return frozenset(
        r.id for r in remarks if r.code in ignore.codes and any(first <= s.paragraph <= last for s in places(draft, r))
    )


def _of_ignores(draft: Draft, ignores: Sequence[Ignore], by_ignore: Mapping[int, frozenset[str]]) -> Iterator[Remark]:
    for i, ignore in enumerate(ignores):
        codes = ", ".join(ignore.codes)
        who = f"A comment of {ignore.aside.author}" if ignore.aside.author else "A comment"
        if not ignore.because:
            message = f"{who} at {ignore.aside.place} ignores {codes} and does not say why."
            yield _remark(draft, NO_REASON, ignore.aside, message)
        elif not by_ignore[i]:
            message = f"{who} at {ignore.aside.place} ignores {codes}, which is not found there."
            yield _remark(draft, MEETS_NONE, ignore.aside, message)


def _remark(draft: Draft, check: Check, aside: Aside, message: str) -> Remark:
    """A finding at the words a comment stands on."""
    for provision in (p for top in draft.accepted.provisions for p in top.walk()):
        for source in provision.sources:
            if any(s.paragraph == aside.start[0] for s in source.paragraph.spans):
                words = _FIRST_WORDS.match(provision.text, source.start, source.end)
                end = words.end() if words else source.end
                snippet = provision.text[source.start : end]
                return Remark(
                    check.code, check.severity, provision.label, View.ACCEPTED, source.start, end, snippet, message
                )
    return Remark(check.code, check.severity, "", View.ACCEPTED, 0, 0, aside.snippet, message)


# Baselines.


def _odd(accepted: Accepted, remarks: Sequence[Remark]) -> bool:
    return not any(accepted.meets(r) for r in remarks) or not accepted.because.strip()


def _of_baseline(accepted: Accepted, name: str, remarks: Sequence[Remark]) -> Remark:
    met = any(accepted.meets(r) for r in remarks)
    if met:
        message = f"{name} accepts {accepted.code} in {accepted.clause or 'the draft'} and does not say why."
        return Remark(
            NO_REASON.code, NO_REASON.severity, accepted.clause, View.ACCEPTED, 0, 0, accepted.snippet, message
        )
    changed = any(accepted.id == r.id for r in remarks)
    why = "which now says something else" if changed else "which is not found any more"
    message = f"{name} accepts {accepted.code} in {accepted.clause or 'the draft'}, {why}."
    return Remark(MEETS_NONE.code, MEETS_NONE.severity, accepted.clause, View.ACCEPTED, 0, 0, accepted.snippet, message)
