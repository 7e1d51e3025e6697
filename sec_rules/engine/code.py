"""The Code: its clauses found, dated and linked, and asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

import sec_rules
from sec_rules._shown import Shown
from sec_rules.engine.answer import Answer, given_by
from sec_rules.engine.evaluation import Engine, Regime, check_engine
from sec_rules.engine.linking import Ruleset, link
from sec_rules.engine.own_clauses import admitted, facts_of, questions_of
from sec_rules.errors import CitationError, CodeError, DayError, wrong_kind
from sec_rules.lang import Answers, Clause, Count, Deems, Defines, Question, Redirects, Unread, Version, YesNo
from sec_rules.lang.citations import Label, nearest, order, parse, read, two_readings
from sec_rules.lang.rulebooks import Rulebook, StatedInvariant
from sec_rules.lang.traversal import facts_of_rules
from sec_rules.rulebook.usual import USUAL

if TYPE_CHECKING:
    from sec_rules import Entry, Events

HELD_FROM: Final = date(2017, 1, 1)
# The last day that is counted, as a fact is.
HELD_TO: Final = date(2199, 12, 31)


def _in_order(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    return tuple(sorted(clauses, key=lambda c: order(c.label)))


@frozen(repr=False)
class Code(Shown):
    """Clauses, each with its versions, in the order of their labels, and `invariants` of one's own that are stated of
    them; `rulebook` is what is declared of the code whose clauses they are. A value: compared, hashed, copied and
    pickled by those alone; what has been worked out from them is kept beside and left behind.
    """

    clauses: tuple[Clause, ...] = field(converter=_in_order)
    invariants: tuple[StatedInvariant, ...] = field(default=())
    rulebook: Rulebook = field(default=USUAL)
    _rulesets: dict[tuple[str, date], Ruleset] = field(factory=dict, init=False, eq=False, repr=False)
    _regimes: dict[tuple[str, date], Regime] = field(factory=dict, init=False, eq=False, repr=False)
    _earlier: dict[date, Code] = field(factory=dict, init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        seen: set[str] = set()
        for clause in self.clauses:
            if clause.label in seen:
                raise CodeError(f"Two clauses carry the label {clause.label}.")
            seen.add(clause.label)
            days = [v.in_force for v in clause.versions]
            if not days or days != sorted(set(days), reverse=True):
                raise CodeError(f"The versions of {clause.label} should run from the newest to the oldest day.")

    def __repr__(self) -> str:
        if not self.clauses:
            return "<Code without clauses>"
        first, last = self.clauses[0].label, self.clauses[-1].label
        return f"<Code of {len(self.clauses)} clauses, {first} to {last}>"

    def __reduce__(self) -> tuple[type[Code], tuple[object, ...]]:
        own = () if self.rulebook is USUAL else (self.rulebook,)
        return Code, (self.clauses, self.invariants, *own)

    @property
    def questions(self) -> dict[str, Question]:
        """Every question by name: those of the rulebook, and those that clauses of one's own answer besides."""
        return dict(self._questions)

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return questions_of(self.clauses, self.rulebook)

    @property
    def every_fact(self) -> dict[str, YesNo | Count]:
        """Every fact by name: those of the rulebook, and those that clauses of one's own read besides."""
        return dict(self._every_fact)

    @cached_property
    def _every_fact(self) -> dict[str, YesNo | Count]:
        return facts_of(self.clauses, self.rulebook)

    def with_clauses(self, clauses: Iterable[Clause], *, invariants: Iterable[StatedInvariant] = ()) -> Code:
        """This Code with clauses of one's own beside its own, their questions, facts and outcomes with them.

        `invariants` are proved and tested with those that are declared. Raises `ArgumentError` for what is no clause or
        no invariant; `CodeError` for a label, a question or a fact that is known already and is another.
        """
        own = admitted(clauses, self.clauses, self.rulebook)
        stated = tuple(invariants)
        for one in stated:
            if not isinstance(one, StatedInvariant):
                raise wrong_kind("invariants", "invariants of sec_rules.notation.Invariant", one)
        names = {one.name for one in (*self.invariants, *stated)}
        if len(names) < len(self.invariants) + len(stated):
            raise CodeError("Two invariants have one name; give each its own.")
        return Code((*self.clauses, *own), (*self.invariants, *stated), self.rulebook)

    def clause(self, label: str) -> Clause:
        """The clause of that label; `CitationError` with the nearest ones where there is none."""
        for clause in self.clauses:
            if clause.label == label:
                return clause
        near = ", ".join(nearest(label, (c.label for c in self.clauses)))
        raise CitationError(f"{label} is not held; the nearest provisions held are {near}.")

    def cited(self, text: str) -> Label:
        """The provision that a person means. `CitationError`, with the nearest label, where the text is no citation."""
        try:
            return parse(text)
        except CitationError as error:
            own = read(text.strip())
            if own is not None and any(clause.label == own.clause for clause in self.clauses):
                return own
            near = "" if two_readings(text) else self._meant("_".join(text.split()))
            raise CitationError(f"{error} Did you mean {near}?" if near else str(error)) from None

    def _meant(self, text: str) -> str:
        """The label that a text begins with or comes near to, with its Section or without; "" where there is none."""
        labels = {c.label.partition(".")[2]: c.label for c in self.clauses} | {c.label: c.label for c in self.clauses}
        begun = [label for label in labels if text.startswith(label)]
        found = [max(begun, key=len)] if begun else get_close_matches(text, labels, n=1)
        return labels[found[0]] if found else ""

    def resolve(self, citation: str | Label) -> tuple[Label, Clause, Redirects | None]:
        """Where a citation leads: the provision, its clause, and the redirect that was followed, if any.

        Raises `CitationError` for what is no citation, is not held, or names a limb that the clause never had.
        """
        cited = self.cited(citation) if isinstance(citation, str) else citation
        clause = self.clause(cited.clause)
        redirect = next((r for r in clause.versions[0].rules if isinstance(r, Redirects)), None)
        if redirect is not None:
            target = parse(redirect.to)
            return target, self.clause(target.clause), redirect
        limbs = limbs_of(clause)
        if cited.path and cited.path not in limbs:
            known = f"it has {', '.join(limbs)}" if limbs else "it has no paragraphs"
            raise CitationError(f"{clause.label} has no paragraph {cited.path}; {known}.")
        return cited, clause, None

    def standing(self, on: date) -> tuple[tuple[Clause, Version], ...]:
        """The clauses that stand on a day, each with its version. `DayError` before the Code is held."""
        check_day(on)
        return tuple((c, v) for c in self.clauses if (v := c.on(on)) is not None)

    def ruleset(self, question: Question, on: date) -> Ruleset:
        """What bears on a question on a day, linked."""
        key = (question.name, on)
        if key not in self._rulesets:
            since = self._unchanged_since(on, question)
            first = self._linked(question, on) if on == since else self.ruleset(question, since)
            self._rulesets[key] = first if on == since else evolve(first, day=on)
        return self._rulesets[key]

    def _linked(self, question: Question, on: date) -> Ruleset:
        return link(question, on, self.standing(on), self.rulebook.assumptions)

    def _unchanged_since(self, on: date, question: Question) -> date:
        """The first day from which on to this one no version and no doubt that concerns a question began or ended."""
        check_day(on)
        clauses = [c for c in self.clauses if _concerns(c, question)]
        days = {HELD_FROM, *(c.ceased for c in clauses if c.ceased is not None)}
        for version in (v for c in clauses for v in c.versions):
            days.add(version.in_force)
            for doubt in version.doubts:
                days.add(doubt.first_day or HELD_FROM)
                days.add(HELD_FROM if doubt.last_day is None else doubt.last_day + timedelta(days=1))
        return max(day for day in days if day <= on)

    def facts(self, on: date, question: Question) -> dict[str, YesNo | Count]:
        """The facts that can be given, by name: those of the question, and decisions that a draft rests on."""
        known = {fact.name: fact for fact in question.facts}
        extra = facts_of_rules(r for _, v in self.standing(on) for r in v.rules if bears(r, question))
        return known | {f.name: f for f in extra if f.name not in known}

    def bearing_on(self, question: Question) -> tuple[Clause, ...]:
        """The clauses that in some version answer the question, or supply what its clauses count."""
        return tuple(c for c in self.clauses if any(bears(r, question) for v in c.versions for r in v.rules))

    def newest_day(self, question: Question) -> date:
        """The day on which the newest version of the clauses that bear on the question began."""
        return max((v.in_force for c in self.bearing_on(question) for v in c.versions), default=HELD_FROM)

    def last_common_day(self, spans: Iterable[Iterable[tuple[date, date | None]]]) -> date | None:
        """The last day that lies in one span of each group; spans run to the day before their end.

        An end of None is open; where every group is open at the end the day is that of the newest version.
        """
        bearing = self.bearing_on(self.rulebook.question)
        days = {d for c in bearing for v in c.versions for d in (v.in_force - timedelta(days=1), v.in_force)}
        days |= {c.ceased - timedelta(days=1) for c in bearing if c.ceased}
        groups = [tuple(g) for g in spans]
        fits = [
            d
            for d in days
            if d >= HELD_FROM and all(any(a <= d and (b is None or d < b) for a, b in g) for g in groups)
        ]
        return max(fits, default=None)

    def as_of(self, on: date) -> Code:
        """The Code as it stood on a day, with nothing in it that commences later."""
        check_day(on)
        if on not in self._earlier:
            self._earlier[on] = Code(
                tuple(
                    evolve(c, versions=tuple(v for v in c.versions if v.in_force <= on), ceased=None, ceased_by="")
                    for c in self.clauses
                    if c.on(on) is not None
                ),
                self.invariants,
                self.rulebook,
            )
        return self._earlier[on]

    def with_draft(self, changed: Iterable[Clause], *, deleted: Iterable[str] = (), on: date) -> Code:
        """The Code of the day before `on` with drafted clauses in it from `on`, and the deleted ones gone.

        Each of `changed` carries one version, in force from `on`.
        """
        return self.as_of(on - timedelta(days=1)).replacing(changed, deleted=deleted, on=on)

    def replacing(self, changed: Iterable[Clause], *, deleted: Iterable[str] = (), on: date) -> Code:
        """This Code with other clauses in the place of those of their labels from a day on.

        Raises `CodeError` for a clause that had ceased before: `with_draft` starts from the Code of one day.
        """
        changed, deleted = tuple(changed), tuple(deleted)
        if not changed and not deleted:
            return self
        held = {c.label: c for c in self.clauses}
        for clause in changed:
            old = held.get(clause.label)
            if old is not None and old.ceased is not None and old.ceased < on:
                raise CodeError(f"{old.label} ceased on {old.ceased}; a clause cannot cease and begin again on {on}.")
            earlier = tuple(v for v in old.versions if v.in_force < on) if old else ()
            held[clause.label] = evolve(
                clause, title=clause.title or (old.title if old else ""), versions=(*clause.versions, *earlier)
            )
        for label in deleted:
            old = held.get(label)
            if old is not None and (old.ceased is None or on < old.ceased):
                held[label] = evolve(old, ceased=on, ceased_by="the draft")
        return Code(tuple(held.values()), self.invariants, self.rulebook)

    def ask(self, question: Question, facts: Mapping[str, object], *, on: date, engine: Engine = "python") -> Answer:
        """The answer to a question about one User on a day, with the clause it rests on.

        Facts are given by name; what is not given (or None) is missing, never zero and never no. A count may be
        given as a `Range`, a day as a `date`, and a value that has a name by it. Raises
        `FactError` for facts that cannot be, `DayError` for a day on which the Code is not held, `ExtraError`
        where the engine is not installed, `EngineError` where it disagrees with the reference.
        """
        regime = self.regime(question, on)
        if engine == "python":
            return given_by(regime.answer(facts, on), self)
        check_engine(engine)
        return given_by(regime.confirmed(facts, on, self.ruleset(question, on)), self)

    def watch(
        self, events: Events, *, state: str | PathLike[str] | None = None, engine: Engine | None = None
    ) -> Iterator[Entry]:
        """What fires as events come in, and what is withdrawn; `sec_rules.watch` with this Code, which see."""
        return sec_rules.watch(self, events, state=state, engine=engine)

    def regime(self, question: Question, on: date) -> Regime:
        """The ruleset of a question on a day, ready to be asked again and again."""
        try:
            return self._regimes.get((question.name, on)) or self._regime(question, on)
        except (AttributeError, TypeError):
            check_question(question)
            check_day(on)
            raise

    def _regime(self, question: Question, on: date) -> Regime:
        since = self._unchanged_since(on, question)
        first = self._regimes.get((question.name, since)) or Regime(
            self.ruleset(question, since), self.facts(since, question)
        )
        self._regimes[question.name, since] = self._regimes[question.name, on] = first
        return first


def bears(rule: object, question: Question) -> bool:
    """Whether a rule answers the question, or supplies what the clauses that answer it count."""
    if isinstance(rule, Answers):
        return rule.question == question
    return question.takes_amounts and isinstance(rule, (Deems, Defines, Unread))


def _concerns(clause: Clause, question: Question) -> bool:
    """Whether a clause may bear on a question: not where all it ever does is to answer others."""
    rules = [rule for version in clause.versions for rule in version.rules]
    return not rules or any(not isinstance(rule, Answers) or rule.question == question for rule in rules)


def limbs_of(clause: Clause) -> tuple[str, ...]:
    """The labels of the limbs of a clause, over all its versions, in order."""
    rules = (r for v in clause.versions for r in v.rules if isinstance(r, Answers))
    return tuple(dict.fromkeys(limb.label for rule in rules for limb in rule.limbs if limb.label))


def check_code(code: object) -> None:
    """Refuses with `ArgumentError` what is no Code."""
    if not isinstance(code, Code):
        raise wrong_kind("code", "a Code, such as sec_rules.load() gives", code)


def check_question(question: object) -> None:
    """Refuses with `ArgumentError` what is no question."""
    if not isinstance(question, Question):
        raise wrong_kind("question", "a Question, such as sec_rules.assessment", question)


def check_day(on: date) -> None:
    """Refuses with `DayError` a day on which the Code is not held, and what is no date."""
    if not isinstance(on, date) or isinstance(on, datetime):
        raise DayError(f"'on' should be a date, got {on!r}.")
    if on < HELD_FROM:
        raise DayError(f"The Code is held from {HELD_FROM}, by convention; {on} is earlier.")
    if on > HELD_TO:
        raise DayError(f"Days are counted up to {HELD_TO}; {on} is later.")
