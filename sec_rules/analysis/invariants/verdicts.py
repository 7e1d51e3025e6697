"""What came of an invariant: whether it holds, and if not, the ways in which it fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Literal

from attrs import frozen

from sec_rules._shown import Shown
from sec_rules.analysis.invariants.declarations import InvariantKind
from sec_rules.engine.decision_tree import Witness
from sec_rules.lang.rulebooks import Assumption

State = Literal["fault", "not-all-read", "nothing-read", "proved"]
# How each state is called where it leads a report.
STATES: Final[Mapping[State, str]] = {
    "fault": "Fault",
    "not-all-read": "Not all read",
    "nothing-read": "Not checked for effect",
    "proved": "Proved",
}


# How each is called that a draft has which was checked: it is proved to be so of what was read, and no more.
OF_A_DRAFT: Final[Mapping[State, str]] = {
    **STATES,
    "not-all-read": "Not fully interpreted",
    "proved": "No gap or conflict found in what was read",
}


def called(state: State, settled: int = 0, states: Mapping[State, str] = STATES) -> str:
    """How a state is called that rests on so many open places which somebody settled: "Proved on 2 assumptions"."""
    if state != "proved" or not settled:
        return states[state]
    on = f"on {settled} {'assumption' if settled == 1 else 'assumptions'}"
    return f"{states[state]}{',' if ' ' in states[state] else ''} {on}"


def read_together(states: Iterable[State]) -> State:
    """What was read of several drafts, of each of which it is said: nothing of none of them, all of all, or not all."""
    given = set(states)
    return "not-all-read" if len(given) > 1 else given.pop() if given else "proved"


@frozen(kw_only=True)
class Failure:
    """One way in which an invariant fails.

    `kind` is "gap", "overlap", "lighter", "never", "related" or "changed". `where` says of whom, in English;
    `witness` is the smallest case. `clauses` are the labels of the clauses involved (of a gap: those that apply and
    are silent or, where none applies, those that come nearest), `labels` those of their limbs. `grown` is, for
    "lighter", the count that grew, by name, and the least value to which it must grow for the answer to be lighter
    than that of the witness. `cases` are, for "related", the facts of every User in the order of the invariant, the
    witness first. `agreed` is, for "overlap", whether all that apply have the same outcome.
    """

    kind: str
    where: str
    witness: Witness | None
    clauses: tuple[str, ...]
    labels: tuple[str, ...]
    message: str
    grown: tuple[str, int] | None = None
    cases: tuple[Witness, ...] = ()
    agreed: bool = False

    @property
    def told_apart(self) -> tuple[Witness, ...]:
        """The facts of which the invariant speaks in the smallest case: of each User, and before and after growth."""
        if self.witness is None:
            return ()
        grown = ({**self.witness, self.grown[0]: self.grown[1]},) if self.grown else ()
        return (*(self.cases or (self.witness,)), *grown)


@frozen(kw_only=True)
class Verdict(Shown):
    """What came of an invariant. `holds` is None where it was not decided, and `statement` then says why.

    Where that depends on open words, `depends_on` are their places by id, `may_fail` the smallest ways in which it
    fails if they mean so, and `may_hold` the smallest facts of which it then depends on them whether it holds. `taken`
    are sentences on what was taken for granted in reading a draft.

    `assumptions` are the names of those that the proof cannot do without: the invariant fails without any one of
    them, and holds with no other. `witness` is the smallest case over all `failures`, `clauses` the labels of all
    clauses involved in them, and `declared` all that could be taken for granted.
    """

    invariant: str
    question: str
    holds: bool | None
    statement: str
    witness: Witness | None = None
    clauses: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    message: str
    failures: tuple[Failure, ...] = ()
    kind: InvariantKind = "formal"
    depends_on: tuple[str, ...] = ()
    may_fail: tuple[Failure, ...] = ()
    may_hold: Witness | None = None
    taken: tuple[str, ...] = ()
    declared: tuple[Assumption, ...] = ()

    def __repr__(self) -> str:
        holds = {True: "holds", False: "fails", None: "not decided"}[self.holds]
        return f"<Verdict on {self.invariant} of {self.question}: {holds}>"

    @property
    def assumed(self) -> tuple[str, ...]:
        """The assumptions as sentences, those among them that were made in reading a draft."""
        return (*(a.says for a in self.declared if a.name in self.assumptions), *self.taken)


@frozen(kw_only=True)
class Proof:
    """What came of the invariants of a day; `without` names the assumptions that were not taken for granted, `read`
    says what was read of a draft that is in the Code. `whole` are the units of measure in which only whole numbers were
    looked at, where there may be others; `text` is what the text is called of which it was proved. `later` are the
    later days from which a draft says other numbers; the verdicts are those of all days.
    """

    on: date
    without: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...]
    read: State = "proved"
    whole: tuple[str, ...] = ()
    text: str = "our restatement"
    later: tuple[date, ...] = ()

    @property
    def state(self) -> State:
        """The gravest that holds."""
        if self.failing:
            return "fault"
        return "not-all-read" if self.unclaimed and self.read == "proved" else self.read

    @property
    def settled(self) -> frozenset[str]:
        """What is assumed of open places of a draft, as somebody settled them."""
        always = {assumption.says for verdict in self.verdicts for assumption in verdict.declared}
        return frozenset(said for verdict in self.verdicts for said in verdict.assumed) - always

    @property
    def called(self) -> str:
        """How its state is called."""
        return called(self.state, len(self.settled))

    @property
    def failing(self) -> int:
        """How many of them fail."""
        return sum(v.holds is False for v in self.verdicts)

    @property
    def unclaimed(self) -> int:
        """Of how many nothing is claimed."""
        return sum(v.holds is None for v in self.verdicts)
