"""A question put to the ruleset of some days: by generated source where facts are complete, else by the reference."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from attrs import define, field

from sec_rules._version import __version__
from sec_rules.engine import legal_text
from sec_rules.engine.answer import Answer, of_case
from sec_rules.engine.calendar_years import counted
from sec_rules.engine.linking import Branch, LinkedDoubt, Ruleset, facts_of, left_open
from sec_rules.engine.ranges import NO_RANGES, Range, ranges_in
from sec_rules.engine.reference import FactValue, holds
from sec_rules.engine.validation import admit
from sec_rules.errors import UsageError
from sec_rules.lang import Count, TextSource, Undetermined, Version, YesNo
from sec_rules.lang.formulas import formula
from sec_rules.lang.rulebooks import bearing_on

if TYPE_CHECKING:
    from sec_rules.engine.compiled import Given
    from sec_rules.engine.results import Settled
    from sec_rules.engine.settlement import Came, Settlement
    from sec_rules.engine.traces import Values, Work

Engine = Literal["python", "durable"]
Fields = dict[str, object]

# Making source takes as long as some fifty answers of the reference, and most processes ask once.
ASKED_BEFORE_MAKING: Final = 2
# Answers of the solver that are kept, where the table cannot tell.
MOST_BY_SOLVER: Final = 1_024


def _none_yet(facts: object) -> None:
    """In the place of generated source that has not been made, or cannot be: it knows no facts."""


@define(eq=False)
class Regime:
    """The ruleset of a question over days on which nothing of it changes, ready to be asked again and again.

    `ruleset` is that of the first of those days, `known` the facts that can be given.
    """

    ruleset: Ruleset
    known: Mapping[str, YesNo | Count]
    _number: Callable[[object], int | None] = field(default=_none_yet, init=False)
    _fields: list[Fields | None] = field(factory=list, init=False)
    _made: Callable[[int], Fields] = field(init=False)
    _reads: Callable[[object], Given | None] = field(default=_none_yet, init=False)
    _settlement: Settlement | None = field(default=None, init=False)
    _settled: Callable[[int, Values], Fields | None] = field(init=False)
    _by_solver: Callable[[tuple[tuple[str, FactValue], ...], tuple[tuple[str, Range], ...]], Settled] | None = field(
        default=None, init=False
    )
    _assumed: tuple[str, ...] = field(default=(), init=False)
    _asked: int = field(default=0, init=False)

    def answer(self, facts: Mapping[str, object], on: date) -> Answer:
        """The answer on one of the days; raises as `Code.ask` does."""
        number = self._number(facts)
        if number is not None:
            return of_case(self._fields[number] or self._made(number), dict(facts), on)
        given = self._reads(facts)
        if given is not None:
            shape, plain, values = given
            found = self._settled(shape, values)
            if found is not None:
                if plain:
                    return of_case(found, dict(facts), on)
                return of_case(found, _known(facts), on, ranges_in(facts))
        return self._by_reference(facts, on)

    def _by_reference(self, facts: Mapping[str, object], on: date) -> Answer:
        self._asked += 1
        if self._asked == ASKED_BEFORE_MAKING:
            self._generate()
        facts, years = counted(facts, self.known, on)
        admitted = admit(facts, self.known, on, self.ruleset.assumptions)
        return self._answer(admitted, answering(self.ruleset, admitted), on, ranges_in(facts), years)

    def confirmed(self, facts: Mapping[str, object], on: date, ruleset: Ruleset) -> Answer:
        """The answer of the reference, which durable_rules has confirmed; `ruleset` is that of the day."""
        from sec_rules.engine.durable import confirm

        facts, years = counted(facts, self.known, on)
        admitted = admit(facts, self.known, on, self.ruleset.assumptions)
        answers = answering(ruleset, admitted)
        confirm(ruleset, admitted, answers)
        return self._answer(admitted, answers, on, years=years)

    def _generate(self) -> None:
        from sec_rules.engine.compiled import generate

        generated = generate(self.ruleset, self.known)
        if generated is None:
            return
        cases = generated.cases
        fields: list[Fields | None] = [None] * len(cases)

        def made(number: int) -> Fields:
            case = cases[number]
            why = None if len(case.answers) == 1 else why_none(case.answers, case.applying, self.ruleset)
            fields[number] = found = answer_fields(self.ruleset, case.answers, case.doubts, why)
            return found

        self._fields, self._made, self._number = fields, made, generated.number

    def _answer(
        self,
        facts: Mapping[str, FactValue],
        answers: tuple[Branch, ...] | None,
        on: date,
        within: Mapping[str, Range] = NO_RANGES,
        years: str = "",
    ) -> Answer:
        if answers is None:
            return of_case(self._with_missing(facts, within), dict(facts), on, within, years)
        applying = tuple(r.clause for r in self.ruleset.rules if not answers and holds(r.applies, facts))
        why = None if len(answers) == 1 else why_none(answers, applying, self.ruleset)
        doubts = doubts_met(self.ruleset, facts, (branch.clause for branch in answers))
        return of_case(answer_fields(self.ruleset, answers, doubts, why), dict(facts), on, within, years)

    def _with_missing(self, facts: Mapping[str, FactValue], within: Mapping[str, Range]) -> Fields:
        """What is said with facts missing that may matter: by the table, or by the solver where that cannot tell."""
        if self._by_solver is None:
            self._make_table()
        if self._settlement is not None:
            shape, values = self._settlement.given(facts, within)
            found = self._settled(shape, values)
            if found is not None:
                return found
        assert self._by_solver is not None
        answers, why, needs = self._by_solver(tuple(facts.items()), tuple(within.items()))
        doubts = doubts_met(self.ruleset, facts, (branch.clause for branch in answers))
        return answer_fields(self.ruleset, answers, doubts, why, needs, self._assumed)

    def _make_table(self) -> None:
        from sec_rules.engine.compiled import reader
        from sec_rules.engine.groups import NotSaid
        from sec_rules.engine.settlement import Settlement
        from sec_rules.engine.traces import Traces

        @lru_cache(MOST_BY_SOLVER)
        def by_solver(facts: tuple[tuple[str, FactValue], ...], within: tuple[tuple[str, Range], ...]) -> Settled:
            from sec_rules.engine.missing_facts import settle

            return settle(self.ruleset, dict(facts), self.known, dict(within))

        self._by_solver = by_solver
        assumptions = self.ruleset.assumptions
        bearing = bearing_on(facts_of(self.ruleset), assumptions)
        self._assumed = tuple(assumption.name for assumption in bearing)
        try:
            settlement = self._settlement = Settlement(
                self.ruleset, self.known, [formula(a.holds) for a in bearing], [formula(a.holds) for a in assumptions]
            )
        except NotSaid:
            return

        def work(shape: int) -> Work[Fields | None]:
            came = yield from settlement.work(shape)
            return None if came is None else self._came(came)

        self._settled = Traces(work).of
        self._reads = reader(settlement.read, self.known)

    def _came(self, came: Came) -> Fields:
        answers, why, needs = came.settled
        if not came.by_reference:
            return answer_fields(self.ruleset, answers, came.doubts, why, needs, self._assumed)
        why = None if len(answers) == 1 else why_none(answers, came.applying, self.ruleset)
        return answer_fields(self.ruleset, answers, came.doubts, why)


def _known(facts: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in facts.items() if value is not None and not isinstance(value, Range)}


def answer_fields(
    ruleset: Ruleset,
    answers: tuple[Branch, ...],
    doubts: Iterable[LinkedDoubt],
    why: str | None,
    needs: tuple[str, ...] = (),
    assumptions: tuple[str, ...] = (),
) -> Fields:
    """The fields of an Answer but for facts and day. `why` says why there is no answer, and is None where there is."""
    why = left_open(answers) or why
    outcome = answers[0].outcome if answers and why is None else None
    if isinstance(outcome, Undetermined):
        why = outcome.why
        outcome = None
    if why is not None and not answers and not needs:
        why = " ".join((why, *(f"{label} was not read as a rule." for label, _ in ruleset.unread)))
    decisive = tuple(dict.fromkeys(branch.clause for branch in answers))
    versions = {rule.clause: rule.version for rule in ruleset.rules if rule.clause in decisive}
    first = versions[decisive[0]] if decisive else None
    return {
        "question": ruleset.question.name,
        "outcome": outcome,
        "undetermined": why,
        "because": tuple(dict.fromkeys(cited for branch in answers for cited in branch.cites)),
        "standing": first.standing if first else None,
        "text": text_reference(decisive[0], first) if first else None,
        "needs": needs,
        "depends_on": _depends_on(ruleset, answers, settled=outcome is not None or bool(needs)),
        "doubts": tuple((d.clause, d.doubt.unsure) for d in doubts),
        "assumptions": (*assumptions, *ruleset.assumed),
        "ruleset": _hash(versions[label] for label in decisive),
        "version": __version__,
    }


def _depends_on(ruleset: Ruleset, answers: Iterable[Branch], *, settled: bool) -> tuple[str, ...]:
    """The open places on which it depends what is answered; where nobody answers, all that may answer instead."""
    ids = dict.fromkeys(id for branch in answers for id in branch.depends)
    return () if settled else tuple(ids) or (ruleset.open if ruleset.unread else ())


def answering(ruleset: Ruleset, facts: Mapping[str, FactValue]) -> tuple[Branch, ...] | None:
    """The branches that answer, by the reference; None where a missing fact may matter."""
    verdicts = [(branch, holds(branch.when, facts)) for branch in ruleset.branches]
    if any(verdict is None for _, verdict in verdicts):
        return None
    return tuple(branch for branch, verdict in verdicts if verdict)


def doubts_met(ruleset: Ruleset, facts: Mapping[str, FactValue], decisive: Iterable[str]) -> tuple[LinkedDoubt, ...]:
    """The doubts on the decisive clauses whose condition the facts meet, or may meet where some are missing."""
    labels = set(decisive)
    return tuple(d for d in ruleset.doubts if d.touches & labels and holds(d.when, facts) is not False)


def why_none(answers: tuple[Branch, ...], applying: Iterable[str], ruleset: Ruleset | None = None) -> str:
    """Why there is no single answer: several do, nobody does, or it depends on words that were not read.

    `applying` are the clauses that apply where nobody answers. With the `ruleset`, also that no clause answers yet.
    """
    if why := left_open(answers):
        return why
    if answers:
        return f"{len(answers)} provisions answer at once: {', '.join(' with '.join(b.cites) for b in answers)}."
    clauses = " and ".join(applying)
    if clauses:
        return f"{clauses} applies, but none of its paragraphs covers this year."
    first = ruleset.question.first_day if ruleset is not None else None
    if ruleset is not None and first is not None and ruleset.day < first:
        return f"No clause held answers this before {first}."
    return "No clause answers for these facts."


def text_reference(label: str, version: Version) -> str | None:
    """Where a version's words stand, such as "legal_text/g8/g8_41.md#2019-02-28"; None where that is in no file."""
    words = version.words
    match words.source:
        case TextSource.DRAFT:
            return f"{words.heading}#{label}"
        case TextSource.OFFICIAL:
            return f"adopted/{words.heading}#{label}"
        case TextSource.RESTATED:
            return f"{legal_text.file_of(label)}#{words.heading}"
        case TextSource.OWN:
            return None


def _hash(versions: Iterable[Version]) -> str:
    text = "\n".join(f"{v.in_force} {v.rules!r}" for v in versions)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def check_engine(engine: str) -> None:
    """Refuses with `UsageError` an engine there is not."""
    if engine not in ("python", "durable"):
        raise UsageError(f"'{engine}' is no engine; known are python and durable.")
