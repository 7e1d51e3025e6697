"""What a draft changes of the rules, place by place, and which of these changes lie behind what happens to a User."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import evolve, frozen

from sec_rules.drafting import sides
from sec_rules.drafting.draft import Draft, ShownClause
from sec_rules.engine.evaluation import answering
from sec_rules.engine.linking import Branch, Ruleset
from sec_rules.lang import Answers, Limb, Question, Rule
from sec_rules.lang.citations import clause_of

Facts = Mapping[str, bool | int]


@frozen
class Edit:
    """A place in which a draft changes a rule: a clause's condition, where `limb` is "", or one of its limbs.

    A clause that is put in, taken out or not read as a rule is one place.
    """

    clause: str
    limb: str = ""

    @property
    def label(self) -> str:
        """The label of the clause or limb, such as "G8.42(b)"."""
        return self.clause + self.limb


def edits(draft: Draft) -> tuple[Edit, ...]:
    """The places in which a draft changes rules of clauses that it shows, in the order of the document."""
    changed = (s for s in draft.shown if s.status in ("changed", "added", "deleted") and not s.outside)
    return tuple(edit for shown in changed for edit in _of_clause(shown))


def _of_clause(shown: ShownClause) -> tuple[Edit, ...]:
    before = shown.before.rules if shown.before is not None else shown.held.rules if shown.held is not None else ()
    after = shown.after.rules if shown.after is not None else ()
    found: tuple[Edit, ...] = ()
    if shown.status == "changed" and before and after:
        found = tuple(Edit(shown.label, limb) for limb in _limbs(before, after))
    return found or (Edit(shown.label),)


def _limbs(before: Sequence[Rule], after: Sequence[Rule]) -> Iterator[str]:
    """The limbs that say something else than before, and "" where something else of the clause does.

    A list that becomes one sentence, or a sentence that becomes a list, is one change of the whole clause.
    """
    old, new = _by_label(before), _by_label(after)
    if any(old) is not any(new):
        yield ""
        return
    if _besides(before) != _besides(after):
        yield ""
    yield from (label for label in dict.fromkeys((*old, *new)) if label and old.get(label) != new.get(label))
    if old.get("") != new.get("") and _besides(before) == _besides(after):
        yield ""


def _besides(rules: Iterable[Rule]) -> list[object]:
    """What rules say but for their limbs."""
    return [evolve(rule, limbs=()) if isinstance(rule, Answers) else rule for rule in rules]


def _by_label(rules: Iterable[Rule]) -> dict[str, list[tuple[object, object]]]:
    found: dict[str, list[tuple[object, object]]] = {}
    limbs: Iterable[Limb] = (limb for r in rules if isinstance(r, Answers) for limb in r.limbs)
    for limb in limbs:
        found.setdefault(limb.label, []).append((limb.outcome, limb.when))
    return found


@frozen(slots=False)
class Edits:
    """The places in which a draft changes rules, with the rulesets before and after, by which they are told apart."""

    each: tuple[Edit, ...]
    old: Ruleset
    new: Ruleset

    @classmethod
    def of(cls, draft: Draft, question: Question) -> Edits:
        """Those of a draft, for one question."""
        old, new = sides.rulesets(draft, question)
        return cls(edits(draft), old, new)

    @cached_property
    def _elsewhere(self) -> tuple[Edit, ...]:
        """The changes of clauses that answer nothing themselves, such as of what a count takes in; else all of them."""
        answer = {rule.clause for ruleset in (self.old, self.new) for rule in ruleset.rules}
        return tuple(edit for edit in self.each if edit.clause not in answer) or self.each

    def behind(self, cases: Iterable[Facts]) -> tuple[Edit, ...]:
        """The changes without which at least one of these cases would be answered as before; none where all are."""
        found = {edit: None for facts in cases for edit in self._behind(facts)}
        return tuple(edit for edit in self.each if edit in found)

    def _behind(self, facts: Facts) -> Iterator[Edit]:
        before, after = _by_clause(answering(self.old, facts)), _by_clause(answering(self.new, facts))
        differ = [label for label in dict.fromkeys((*before, *after)) if before.get(label) != after.get(label)]
        found = [edit for label in differ for edit in self._in_clause(label, before, after)]
        yield from found or (self._elsewhere if differ else ())

    def _in_clause(self, label: str, before: _Answers, after: _Answers) -> list[Edit]:
        """The changes of one clause that bear on what it answers before and after."""
        own = [edit for edit in self.each if edit.clause == label]
        if (label in before) is not (label in after):
            return [edit for edit in own if not edit.limb] or own
        cited = {cite for answers in (before, after) for cites, _ in answers[label] for cite in cites}
        return [edit for edit in own if edit.limb and edit.label in cited] or own

    def gone(self, label: str) -> tuple[Edit, ...]:
        """The change by which a provision went: that of it, or of the clause in which it stood."""
        exact = tuple(edit for edit in self.each if edit.label == label)
        return exact or tuple(edit for edit in self.each if edit.label == clause_of(label))


_Answers = dict[str, list[tuple[tuple[str, ...], object]]]


def _by_clause(answers: Iterable[Branch] | None) -> _Answers:
    """What each clause answers, by which provisions."""
    found: _Answers = {}
    for branch in answers or ():
        found.setdefault(branch.clause, []).append((branch.cites, branch.outcome))
    return found
