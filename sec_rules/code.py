"""The Code: its clauses found, dated and linked, and asked."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final, Literal

from attrs import evolve, field, frozen

from sec_rules import __version__, clauses, words
from sec_rules.assumptions import ASSUMPTIONS
from sec_rules.backends.python import FactValue, holds
from sec_rules.citation import Citation, nearest, order, parse
from sec_rules.errors import CitationError, CodeError, DayError, UsageError
from sec_rules.facts import BY_NAME
from sec_rules.finding import Finding
from sec_rules.gate import admit
from sec_rules.lang import Answers, Clause, Count, Question, Redirects, Undetermined, Version, YesNo
from sec_rules.linking import Branch, Law, link
from sec_rules.nodes import facts_of_rules

HELD_FROM: Final = date(2017, 1, 1)
Engine = Literal["python", "durable"]


@frozen
class Code:
    """Clauses, each with its versions, in the order of their labels."""

    clauses: tuple[Clause, ...]
    _laws: dict[tuple[str, date], Law] = field(factory=dict, init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "clauses", tuple(sorted(self.clauses, key=lambda c: order(c.label))))
        seen: set[str] = set()
        for clause in self.clauses:
            if clause.label in seen:
                raise CodeError(f"Two clauses carry the label {clause.label}.")
            seen.add(clause.label)
            days = [v.in_force for v in clause.versions]
            if not days or days != sorted(set(days), reverse=True):
                raise CodeError(f"The versions of {clause.label} should run from the newest to the oldest day.")

    def clause(self, label: str) -> Clause:
        """The clause of that label; `CitationError` with the nearest ones where there is none."""
        for clause in self.clauses:
            if clause.label == label:
                return clause
        near = ", ".join(nearest(label, (c.label for c in self.clauses)))
        raise CitationError(f"{label} is not held; the nearest provisions held are {near}.")

    def resolve(self, citation: str | Citation) -> tuple[Citation, Clause, Redirects | None]:
        """Where a citation leads: the provision, its clause, and the redirect that was followed, if any.

        Raises `CitationError` for what is no citation, is not held, or names a limb that the clause never had.
        """
        cited = parse(citation) if isinstance(citation, str) else citation
        clause = self.clause(cited.clause)
        redirect = next((r for v in clause.versions for r in v.rules if isinstance(r, Redirects)), None)
        if redirect is not None:
            target = parse(redirect.to)
            return target, self.clause(target.clause), redirect
        limbs = limbs_of(clause)
        if cited.path and "".join(cited.path) not in limbs:
            known = f"it has {', '.join(limbs)}" if limbs else "it has no paragraphs"
            raise CitationError(f"{clause.label} has no paragraph {''.join(cited.path)}; {known}.")
        return cited, clause, None

    def standing(self, on: date) -> tuple[tuple[Clause, Version], ...]:
        """The clauses that stand on a day, each with its version. `DayError` before the Code is held."""
        check_day(on)
        return tuple((c, v) for c in self.clauses if (v := c.on(on)) is not None)

    def law(self, question: Question, on: date) -> Law:
        """What bears on a question on a day, linked."""
        key = (question.name, on)
        if key not in self._laws:
            self._laws[key] = link(question, on, self.standing(on))
        return self._laws[key]

    def facts(self, on: date) -> dict[str, YesNo | Count]:
        """The facts that can be given, by name: those of every question, and decisions that a draft rests on."""
        extra = facts_of_rules(r for _, v in self.standing(on) for r in v.rules)
        return BY_NAME | {f.name: f for f in extra if f.name not in BY_NAME}

    def newest_day(self) -> date:
        """The day on which the newest version began."""
        return max(v.in_force for c in self.clauses for v in c.versions)

    def last_common_day(self, spans: Iterable[Iterable[tuple[date, date | None]]]) -> date | None:
        """The last day that lies in one span of each group; spans run to the day before their end.

        An end of None is open; where every group is open at the end the day is that of the newest version.
        """
        days = {d for c in self.clauses for v in c.versions for d in (v.in_force - timedelta(days=1), v.in_force)}
        days |= {c.ceased - timedelta(days=1) for c in self.clauses if c.ceased}
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
        return Code(
            tuple(
                evolve(c, versions=tuple(v for v in c.versions if v.in_force <= on), ceased=None, ceased_by="")
                for c in self.clauses
                if c.on(on) is not None
            )
        )

    def with_draft(self, changed: Iterable[Clause], *, deleted: Iterable[str] = (), on: date) -> Code:
        """The Code of the day before `on` with drafted clauses in it from `on`, and the deleted ones gone.

        Each of `changed` carries one version, in force from `on`.
        """
        return self.as_of(on - timedelta(days=1)).replacing(changed, deleted=deleted, on=on)

    def replacing(self, changed: Iterable[Clause], *, deleted: Iterable[str] = (), on: date) -> Code:
        """This Code with other clauses in the place of those of their labels from a day on."""
        held = {c.label: c for c in self.clauses}
        for clause in changed:
            old = held.get(clause.label)
            earlier = tuple(v for v in old.versions if v.in_force < on) if old else ()
            held[clause.label] = evolve(
                clause, title=clause.title or (old.title if old else ""), versions=(*clause.versions, *earlier)
            )
        for label in deleted:
            if label in held:
                held[label] = evolve(held[label], ceased=on, ceased_by="the draft")
        return Code(tuple(held.values()))

    def ask(self, question: Question, facts: Mapping[str, object], *, on: date, engine: Engine = "python") -> Finding:
        """The answer to a question about one User on a day, with the clause it rests on.

        Facts are given by name; what is not given (or None) is missing, never zero and never no. Raises
        `FactError` for facts that cannot be, `DayError` for a day on which the Code is not held, `ExtraError`
        where the engine is not installed, `EngineError` where it disagrees with the reference.
        """
        admitted = admit(facts, self.facts(on))
        law = self.law(question, on)
        answers: tuple[Branch, ...] | None = answering(law, admitted)
        if engine == "durable":
            from sec_rules.backends.durable import confirm

            confirm(law, admitted, answers)
        elif engine != "python":
            raise UsageError(f"'{engine}' is no engine; known are python and durable.")
        if answers is None:
            from sec_rules.partial import settle

            return self._finding(law, admitted, *settle(law, admitted, self.facts(on)), partial=True)
        why = None if len(answers) == 1 else _why(law, admitted, answers)
        return self._finding(law, admitted, answers, why, ())

    def _finding(
        self,
        law: Law,
        facts: Mapping[str, FactValue],
        answers: tuple[Branch, ...],
        why: str | None,
        needs: tuple[str, ...],
        *,
        partial: bool = False,
    ) -> Finding:
        outcome = answers[0].outcome if answers and why is None else None
        if isinstance(outcome, Undetermined):
            why = outcome.why
            outcome = None
        deciding = list(dict.fromkeys(b.clause for b in answers))
        standing = {c.label: (c, v) for c, v in self.standing(law.day)}
        first = standing[deciding[0]] if deciding else None
        return Finding(
            question=law.question.name,
            on=law.day,
            facts=dict(facts),
            outcome=outcome,
            undetermined=why,
            because=tuple(dict.fromkeys(c for b in answers for c in b.cites)),
            standing=first[1].standing if first else None,
            text=text_reference(*first) if first else None,
            needs=needs,
            doubts=doubts_met(law, facts, deciding),
            assumptions=tuple(a.name for a in ASSUMPTIONS) if partial else (),
            law=_hash([standing[label][1] for label in deciding]),
            version=__version__,
        )


def answering(law: Law, facts: Mapping[str, FactValue]) -> tuple[Branch, ...] | None:
    """The branches that answer, by the reference; None where a missing fact may matter."""
    verdicts = [(branch, holds(branch.when, facts)) for branch in law.branches]
    if any(verdict is None for _, verdict in verdicts):
        return None
    return tuple(branch for branch, verdict in verdicts if verdict)


def doubts_met(law: Law, facts: Mapping[str, FactValue], deciding: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The doubts on the deciding clauses whose condition the facts meet, or may meet where some are missing."""
    labels = set(deciding)
    return tuple(
        (d.clause, d.doubt.unsure) for d in law.doubts if d.touches & labels and holds(d.when, facts) is not False
    )


def _why(law: Law, facts: Mapping[str, FactValue], answers: tuple[Branch, ...]) -> str:
    if answers:
        return f"{len(answers)} provisions answer at once: {', '.join(' with '.join(b.cites) for b in answers)}."
    applying = [r.clause for r in law.rules if holds(r.applies, facts)]
    if applying:
        return f"{' and '.join(applying)} applies, but none of its paragraphs covers this year."
    return "No clause answers for these facts."


def text_reference(clause: Clause, version: Version) -> str:
    """Where a version's words stand, such as "legal_text/g8/g8_41.md#2019-02-28"."""
    if version.words.heading.startswith("draft "):
        return f"{version.words.heading.removeprefix('draft ')}#{clause.label}"
    return f"{words.file_of(clause.label)}#{version.words.heading}"


def _hash(versions: Iterable[Version]) -> str:
    text = "\n".join(f"{v.in_force} {v.rules!r}" for v in versions)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def limbs_of(clause: Clause) -> tuple[str, ...]:
    """The labels of the limbs of a clause, over all its versions, in order."""
    rules = (r for v in clause.versions for r in v.rules if isinstance(r, Answers))
    return tuple(dict.fromkeys(limb.label for rule in rules for limb in rule.limbs if limb.label))


def check_day(on: date) -> None:
    """Refuses with `DayError` a day on which the Code is not held, and what is no date."""
    if not isinstance(on, date) or isinstance(on, datetime):
        raise DayError(f"'on' should be a date, got {on!r}.")
    if on < HELD_FROM:
        raise DayError(f"The Code is held from {HELD_FROM}, by convention; {on} is earlier.")


def _modules() -> Iterator[str]:
    for section in pkgutil.iter_modules(clauses.__path__, clauses.__name__ + "."):
        package = importlib.import_module(section.name)
        for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            yield module.name


@cache
def load() -> Code:
    """The Code as this package holds it: every clause module that is there."""
    found: list[Clause] = []
    for name in _modules():
        clause = getattr(importlib.import_module(name), "CLAUSE", None)
        if not isinstance(clause, Clause):
            raise CodeError(f"The module {name} should export CLAUSE.")
        found.append(clause)
    return Code(tuple(found))
