"""A rulebook: what an engine, a reader and a report have to know of one code, as one value.

The Smart Energy Code is the first. Another has facts, units, outcomes and questions of its own, the phrases by which
its text speaks of them, and the clauses that are held of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Protocol, runtime_checkable

from attrs import field, frozen

from sec_rules.lang.clauses import Clause, Version
from sec_rules.lang.deadlines import CountedDay, Deadlines
from sec_rules.lang.expressions import Condition, Count, Figure, YesNo, years_among
from sec_rules.lang.formulas import facts_in, formula
from sec_rules.lang.provenance import Evidence, Standing, TextSource, Words
from sec_rules.lang.rules import Defines, Outcome, Question
from sec_rules.lang.terminals import Terminals
from sec_rules.lang.watched import Watched, answers_watched

Fact = YesNo | Count


@runtime_checkable
class StatedInvariant(Protocol):
    """An invariant, as far as a Code knows of it."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    def stated_for(self, question: Question, day: date) -> bool:
        """Whether it is stated for that question on that day."""
        ...


@frozen
class Assumption:
    """A statement that facts are taken to satisfy: its name, the words, the condition, the evidence.

    `leaves_out` are the cases that it leaves out of account, as a sentence names them; "" where they have no name.
    """

    name: str
    says: str
    holds: Condition
    evidence: Evidence
    leaves_out: str = field(default="", kw_only=True)


@frozen
class Unit:
    """A unit in which a text gives a figure: "MW" is 1,000 of the unit "kW" in which a fact is counted.

    `name` is as the text writes it, and so are the `others`; `of` is the unit of the facts, `scale` how many of that
    it is. One written before its figure, such as "£", stands `before`.
    """

    name: str
    of: str
    scale: int = 1
    others: tuple[str, ...] = field(default=(), kw_only=True)
    before: bool = field(default=False, kw_only=True)

    @property
    def spelled(self) -> tuple[str, ...]:
        """Every way in which a text writes it."""
        return (self.name, *self.others)


@frozen
class Says:
    """The phrases by which a text speaks of a fact, or imposes an outcome.

    Of a count they are nouns ("employees"), and `verbs` are what stands before so many of them ("employs"); of a fact
    that is yes or no what it is that is so, either a kind of User ("a supplier") or a statement ("is listed"), of which
    `denied` are the opposites, for a kind what all others are called; of an outcome, what is imposed ("an energy
    audit").
    """

    of: Fact | Outcome
    phrases: tuple[str, ...]
    verbs: tuple[str, ...] = field(default=(), kw_only=True)
    denied: tuple[str, ...] = field(default=(), kw_only=True)


@frozen
class NamedFigure:
    """A figure that a text calls by a name, with its value from each day on, newest first."""

    name: str
    values: tuple[tuple[date, int], ...]
    label: str
    evidence: tuple[Evidence, ...] = ()

    def clause(self) -> Clause:
        """The figure as a clause that defines it, a version for each value."""
        return Clause(label=self.label, title=self.name, versions=tuple(self._version(*each) for each in self.values))

    def _version(self, day: date, value: int) -> Version:
        return Version(
            in_force=day,
            brought_in_by=f"the figure of {day}",
            words=Words(str(day), "", TextSource.OWN, text=f"{self.name} is {value:,}."),
            standing=Standing.RECONSTRUCTED,
            evidence=self.evidence,
            rules=(Defines(name=self.name, amount=Figure(value)),),
            by_hand="a figure of the rulebook",
        )


@frozen(kw_only=True, repr=False)
class Rulebook:
    """What is declared of one code. The first of its `questions` is asked where none is named.

    `called` is what a sentence calls it, "the Code"; where none is given, its title. `text_called` is what the text is
    called that is held of it, beside which a draft is put.
    `user` is what its text calls those whom it binds, `parties` the kinds of them. `facts_besides` are
    facts that it may count and that no question is asked with. `words` are the phrases of facts and
    outcomes, `duties` those by which an outcome is imposed ("shall conduct"), `qualifiers` words that belong to a
    defined term and say nothing more. `numbering` names the scheme by which its text numbers its provisions
    (`sec-rules check --profile` knows them). Where `written` is given it is the text that is held, in the phrases of
    the rulebook, from `held_since` on; `clauses` are those that are declared. `watched` is what `sec-rules watch` looks
    out for; where it is not given, the answer to the first question. `terminals` is for what phrases of the grammar
    itself stand, where the text speaks in those. `counted_days` are counted from days that people know, and `deadlines`
    say by when what falls due must be done; without them there is no latest day.
    """

    name: str
    title: str
    # Where it is not given, a rulebook that is evolved with another title is called by that.
    _called: str = ""
    questions: tuple[Question, ...]
    user: tuple[str, ...] = ("User",)
    parties: tuple[YesNo, ...] = ()
    facts_besides: tuple[Fact, ...] = ()
    units: tuple[Unit, ...] = ()
    words: tuple[Says, ...] = ()
    duties: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    numbering: str = "numbered"
    figures: tuple[NamedFigure, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    invariants: tuple[StatedInvariant, ...] = ()
    clauses: tuple[Clause, ...] = ()
    written: str = ""
    text_called: str = "the text held"
    held_since: date = date(2017, 1, 1)
    evidence: tuple[Evidence, ...] = ()
    terminals: Terminals = field(factory=Terminals)
    counted_days: tuple[CountedDay, ...] = ()
    deadlines: Deadlines | None = None
    _watched: Watched | None = None

    def __repr__(self) -> str:
        return f"<Rulebook {self.name}: {self.title}>"

    @cached_property
    def watched(self) -> Watched:
        """What is looked out for as events come in."""
        return self._watched or answers_watched(self.question)

    @property
    def called(self) -> str:
        """What a sentence calls it."""
        return self._called or self.title

    @property
    def question(self) -> Question:
        """The question that is asked where none is named."""
        return self.questions[0]

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts with which its questions are asked, each once."""
        return tuple(dict.fromkeys(fact for question in self.questions for fact in question.facts))

    @cached_property
    def every_fact(self) -> Mapping[str, Fact]:
        """Every fact by name: those with which its questions are asked, and those that its text may count besides."""
        return {fact.name: fact for fact in (*self.facts, *self.facts_besides)}

    @property
    def measures(self) -> tuple[str, ...]:
        """The units in which its text measures facts, of which there may be parts that no whole number tells."""
        counted = dict.fromkeys(fact.unit for fact in self.facts if isinstance(fact, Count))
        return tuple(unit for unit in counted if any(each.of == unit for each in self.units))

    @cached_property
    def years(self) -> Count | None:
        """The fact that counts the years from an anchor, where there is one."""
        return years_among(self.facts)


def bearing_on(facts: Collection[str], among: Iterable[Assumption]) -> tuple[Assumption, ...]:
    """The assumptions that say something of these facts, given by name, or of facts that they tie to these."""
    reads = {a: facts_in(formula(a.holds)) for a in among}
    known = set(facts)
    while more := {name for read in reads.values() if not read.isdisjoint(known) for name in read} - known:
        known |= more
    return tuple(a for a, read in reads.items() if not read.isdisjoint(known))
