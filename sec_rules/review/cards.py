"""Cards: what a report says of a draft, one for each cause, with all that follows from it.

Findings, failed invariants and changed outcomes that come from one edit of the draft are one card. An edit is a place
in which a rule is changed; edits that together bring about one change, as of a figure in both of two twin clauses, are
one cause. What is wrong with words alone is a card of its own, one for all findings on the same words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping, Sequence
from typing import Final

from attrs import frozen

from sec_rules._patterns import compiled
from sec_rules.analysis.comparison import Change
from sec_rules.analysis.invariants import Failure
from sec_rules.analysis.programmes import ProgrammeGroup
from sec_rules.lang.citations import clause_of
from sec_rules.lang.formulas import Any, Formula
from sec_rules.lang.lists import joined
from sec_rules.review.findings import Finding, Severity
from sec_rules.review.findings.failures import failed, said_in
from sec_rules.review.text.edited import Replaced
from sec_rules.review.text.redline import Run

CHANGED: Final = "PR005"
# The finding on two thresholds, which is why a gap or an overlap is there.
THRESHOLDS: Final = "QT701"
_FURTHER: Final = "PR006"
# The finding on one quantity with two figures.
_ONE_QUANTITY: Final = "QT702"
_FIGURE: Final = compiled(r"(?<![\w.])\d[\d,]*\d\b(?!\.)")


@frozen(kw_only=True)
class Card:
    """One cause, and all that follows from it.

    `faults` are sentences on what is wrong; `from_what` are those on what would apply to whom, each with the one on
    what applies so far, "" where there is none; `follows` are others, for a reader who wants all. `deciding` quotes the
    words on which it turns whom a fault concerns, "" where a finding says them. `provisions` are the labels of what is
    edited, or of where the words stand, and `redline` is what is edited in each, by its label. `replaced` are the words
    taken out and put in there.
    `changes` are those without their doubts told apart, `each_change` all. `smallest` is the smallest case, "" where
    nobody is concerned; it is one of what the first `smallest_after` sentences say. `intended` says that the effect is
    the one stated of the draft, "" where that is not known. `leading` is the finding at whose words the card stands;
    `findings` are all.
    """

    provisions: tuple[str, ...]
    severity: Severity
    faults: tuple[str, ...] = ()
    deciding: str = ""
    from_what: tuple[tuple[str, str], ...] = ()
    follows: tuple[str, ...] = ()
    smallest: str = ""
    smallest_after: int = 1
    redline: tuple[tuple[str, tuple[Run, ...]], ...] = ()
    replaced: tuple[Replaced, ...] = ()
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    each_change: tuple[Change, ...] = ()
    failures: tuple[Failure, ...] = ()
    who: tuple[ProgrammeGroup, ...] = ()
    intended: str = ""
    leading: Finding

    @property
    def id(self) -> str:
        """Stable while the cause stays in the same provisions, or the words found are the same."""
        of = ("edit", *self.provisions) if self.is_of_edits else (self.leading.id,)
        return hashlib.sha256("\x1f".join(of).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @property
    def is_of_edits(self) -> bool:
        """Whether its cause is what the draft changes in rules, and not words at fault by themselves."""
        return bool(self.redline or self.changes)

    @property
    def when(self) -> Formula:
        """What the facts of those meet whom it moves."""
        return Any(tuple(change.when for change in self.changes))

    @property
    def without(self) -> Formula:
        """What the facts of those meet who had a single answer and would have none."""
        lost = (c.when for c in self.changes if c.becomes is None and c.was is not None and not c.depends_on)
        return Any(tuple(lost))

    @property
    def where(self) -> str:
        """Its provisions as a sentence names them; "The draft" where it has none."""
        return joined(self.provisions) or "The draft"

    @property
    def newly(self) -> tuple[str, ...]:
        """The sentences on what would apply, without those on what applies so far."""
        return tuple(would for would, _ in self.from_what)

    @property
    def says(self) -> tuple[str, ...]:
        """What is wrong, then what changes for whom."""
        return (*self.faults, *self._decides, *self.effects)

    @property
    def _decides(self) -> tuple[str, ...]:
        return (self.deciding,) if self.deciding else ()

    @property
    def told(self) -> tuple[str, ...]:
        """What it says, with the smallest case behind the sentences of which it is one."""
        case = (f"Smallest case: {self.smallest}.",) if self.smallest else ()
        return (*self.says[: self.smallest_after], *case, *self.says[self.smallest_after :])

    @property
    def is_accepted(self) -> bool:
        """Whether somebody accepts all that was found."""
        return bool(self.findings) and all(finding.accepted for finding in self.findings)

    @property
    def accepted(self) -> tuple[str, ...]:
        """Who accepts what was found, and why, in sentences; with the codes where it is not all of it."""
        by_reason: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            if finding.accepted:
                by_reason.setdefault((finding.accepted_by, finding.accepted), []).append(finding)
        return tuple(self._accepted(found, *reason) for reason, found in by_reason.items())

    def _accepted(self, found: Sequence[Finding], by: str, because: str) -> str:
        codes = joined(tuple(dict.fromkeys(finding.code for finding in found)))
        begins = "Accepted" if len(found) == len(self.findings) else f"{codes} accepted"
        return f"{begins} by {by}: {because.rstrip('.')}."

    @property
    def effects(self) -> tuple[str, ...]:
        """What changes for whom: what would apply, each time with what applies so far behind it."""
        return tuple(said for pair in self.from_what for said in pair if said)

    @property
    def wrong(self) -> tuple[str, ...]:
        """What somebody should look at for more than what changes for whom, gravest first."""
        told = {f.message: None for f in sorted(self.findings, key=gravest) if _is_wrong(f) and not self._tells(f)}
        more = (m for m in told if m not in self.faults and not any(said_in((m,), f) for f in self.failures))
        return (*self.faults, *self._decides, *more)

    def _tells(self, finding: Finding) -> bool:
        """Whether the words on which a fault turns are quoted with both figures of a finding on one quantity."""
        figures = _FIGURE.findall(finding.message) if finding.code == _ONE_QUANTITY else []
        return bool(figures) and all(figure in self.deciding for figure in figures)

    def is_named_by(self, sentence: str) -> bool:
        """Whether a sentence on an overlap begins with the clauses that overlap, the one edited among them."""
        own = {clause_of(label) for label in self.provisions}
        return any(
            f.kind == "overlap" and own <= set(f.clauses) and sentence.startswith(joined(f.clauses))
            for f in self.failures
        )

    def wrong_by_kind(self, where: str, without: Container[str] = ()) -> tuple[str, ...]:
        """What is wrong in lines that name their provisions: one of each kind, with where there is more of it.

        `where` are the provisions of the card in words; what the checks found whose codes are in `without` is left out.
        """
        left_out = {f.message for f in self.findings if f.code in without}
        wrong = [said for said in self.wrong if said not in left_out]
        if not self.is_of_edits and len(wrong) > 1:
            gone = where.endswith("(deleted)")
            adjusted = f"{where}, and the rest is not adjusted. As amended" if gone else where
            return (f"{adjusted}: {' '.join(wrong)}",)
        kinds = {f.message: (f.code, f.clause) for f in self.findings} | {
            failed(f, self.findings): (f"{f.kind} {number}", "") for number, f in enumerate(self.failures)
        }
        alike: dict[str, list[str]] = {}
        for said in wrong:
            alike.setdefault(kinds.get(said, (said, ""))[0], []).append(said)
        return tuple(self._line(said, kinds, where) for said in alike.values())

    def _line(self, alike: Sequence[str], kinds: Mapping[str, tuple[str, str]], where: str) -> str:
        first, *others = alike
        clause = kinds.get(first, ("", ""))[1]
        # What is found elsewhere, beside an edit here, has its own place.
        clause = clause if first != self.wrong[0] or clause not in self.provisions else ""
        at = tuple(dict.fromkeys(kinds.get(said, ("", ""))[1] for said in others))
        there = f"likewise {joined(at)}" if all(at) and clause not in at else f"and {len(others)} more like it"
        if not clause and set(at) <= set(self.provisions):
            there = "the others likewise"
        cause = "This is because " if self.failures and kinds.get(first, ("", ""))[0] == THRESHOLDS else ""
        named = (
            bool(cause)
            or first == self.deciding
            or first.startswith(f"{clause or where} ")
            or (where == self.where and self.is_named_by(first))
        )
        head = "" if named else f"{clause or where}: "
        return f"{head}{cause}{first}{f' ({there})' if others else ''}"

    @property
    def doubts(self) -> tuple[tuple[str, str], ...]:
        """What is unsure of the text before or after for some of those concerned, with the clause, each once."""
        return tuple(dict.fromkeys(doubt for change in self.changes for doubt in change.doubts))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the checks that found something, those of the gravest findings first."""
        return tuple(dict.fromkeys(f.code for f in sorted(self.findings, key=gravest)))


def _is_wrong(finding: Finding) -> bool:
    """Whether a finding says more than what changes for whom, or what is merely observed of the text so far."""
    observed = finding.code == _FURTHER and finding.severity is Severity.NOTE
    return finding.code != CHANGED and not observed and not finding.accepted


def gravest(finding: Finding) -> int:
    """By which findings are sorted, the gravest first."""
    return finding.severity.rank


# Cards.
