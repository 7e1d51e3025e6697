"""What respondents to a consultation raised, as data in `legal_text/consultations/`, and the cases that answer, run.

A case says what should be found; running it gives what was found, with the clause and the numbers, and whether that is
what it says.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import frozen

from sec_rules.analysis.comparison import Change, differences
from sec_rules.analysis.invariants import prove
from sec_rules.answers.reasons import reasons
from sec_rules.answers.schedule import Plan, schedule
from sec_rules.documents.readers import open_draft
from sec_rules.drafting.draft import hold_against
from sec_rules.engine.code import Code
from sec_rules.engine.legal_text import folder
from sec_rules.engine.linking import Ruleset, facts_of
from sec_rules.engine.solver import Solver
from sec_rules.errors import CodeError, SecRulesError, UsageError
from sec_rules.lang import Count
from sec_rules.lang.formulas import Formula, shifted
from sec_rules.review.review import check

Case = Mapping[str, Any]


@frozen
class Result:
    """A case that was run: whether it holds, and what was found, a sentence each."""

    kind: str
    holds: bool
    says: tuple[str, ...]


@frozen
class Point:
    """What was raised, our answer, and the cases it rests on, run."""

    raised: str
    answer: str
    results: tuple[Result, ...]

    @property
    def holds(self) -> bool:
        """Whether there is a case, and every case holds."""
        return bool(self.results) and all(result.holds for result in self.results)


@frozen
class Respondent:
    """Who responded, as what, with what position, naming which objectives, and the points raised."""

    name: str
    category: str
    position: str
    objectives: tuple[str, ...]
    points: tuple[Point, ...]


@frozen
class Consultation:
    """A consultation with every case run."""

    title: str
    respondents: tuple[Respondent, ...]

    @property
    def points(self) -> int:
        """How many points were raised."""
        return sum(len(respondent.points) for respondent in self.respondents)

    @property
    def unanswered(self) -> int:
        """How many points have no case, or one that does not hold."""
        return sum(not point.holds for respondent in self.respondents for point in respondent.points)

    @property
    def holds(self) -> bool:
        """Whether every point has a case and every case holds."""
        return not self.unanswered


def names() -> tuple[str, ...]:
    """The consultations that are held."""
    return tuple(sorted(path.stem for path in (folder() / "consultations").glob("*.toml")))


def read(name: str) -> dict[str, Any]:
    """A consultation as data. `UsageError` for one that is not held, `CodeError` for one that is no TOML."""
    if name not in names():
        raise UsageError(f"No consultation '{name}' is held; held are {', '.join(names())}.")
    try:
        return tomllib.loads((folder() / "consultations" / f"{name}.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CodeError(f"legal_text/consultations/{name}.toml is no TOML: {error}.") from None


def run(name: str, code: Code, command: Callable[[str], tuple[int, str]], only: str = "") -> Consultation:
    """A consultation with every case run; `command` runs a command line and gives its status and output.

    `only` is a part of the name of those respondents who are wanted. `UsageError` where nobody's name has it.
    """
    held = read(name)
    wanted = [respondent for respondent in held["respondent"] if only.casefold() in respondent["name"].casefold()]
    if not wanted:
        among = ", ".join(respondent["name"] for respondent in held["respondent"])
        raise UsageError(f"No respondent's name has '{only}' in it; they are {among}.")
    respondents = tuple(_respondent(respondent, code, command) for respondent in wanted)
    return Consultation(str(held["title"]), respondents)


def _respondent(respondent: Case, code: Code, command: Callable[[str], tuple[int, str]]) -> Respondent:
    points = tuple(
        Point(point["raised"], point["answer"], tuple(run_case(case, code, command) for case in point.get("case", ())))
        for point in respondent.get("point", ())
    )
    objectives = tuple(respondent.get("objectives", ()))
    return Respondent(
        respondent["name"], respondent.get("category", ""), respondent.get("position", ""), objectives, points
    )


def run_case(case: Case, code: Code, command: Callable[[str], tuple[int, str]]) -> Result:
    """One case, run. A case that cannot be run does not hold, and says why."""
    kind = str(case.get("kind"))
    try:
        if kind == "command":
            return _command(case, command)
        if kind not in _KINDS:
            raise UsageError(f"'{kind}' is no kind of case; known are {', '.join((*_KINDS, 'command'))}.")
        return _KINDS[kind](case, code)
    except KeyError as error:
        return Result(kind, False, (f"The case does not say its {error}.",))
    except SecRulesError as error:
        return Result(kind, False, (f"The case cannot be run: {error}",))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _code_and_day(case: Case, code: Code) -> tuple[Code, date]:
    if "draft" not in case:
        return code, _day(case["on"])
    draft = hold_against(open_draft(str(folder() / "drafts" / case["draft"])), code)
    return draft.proposed, draft.on


def _ask(case: Case, code: Code) -> Result:
    """The answer to a question, with its clause, numbers and doubts."""
    question = code.questions[case["question"]] if "question" in case else code.rulebook.question
    asked, on = _code_and_day(case, code)
    answer = asked.ask(question, case["facts"], on=on)
    outcome = answer.outcome.name if answer.outcome else None
    doubted = "doubt" not in case or any(case["doubt"] in unsure for _, unsure in answer.doubts)
    holds = (outcome, answer.because) == (case["outcome"], tuple(case["because"])) and doubted
    where = f"in {case['draft']}" if "draft" in case else f"on {on}"
    standing = f" ({answer.standing.value})" if answer.standing else ""
    by = " and ".join(answer.because)
    says = [f"{_facts_in_words(case['facts'])}: {outcome or answer.undetermined} by {by}, {where}{standing}."]
    says += [f"{sums}." for sums in reasons(asked, answer).arithmetic]
    says += [f"Doubt on {clause}: {unsure}" for clause, unsure in answer.doubts]
    return Result("ask", holds, tuple(says))


def _facts_in_words(facts: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {_value(value)}" for name, value in facts.items())


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _compare(case: Case, code: Code) -> Result:
    """What changes for whom between two days, or between a day and a draft."""
    question = code.rulebook.question
    old = code.ruleset(question, _day(case["from"]))
    proposed, on = _code_and_day({"on": case.get("to"), **case}, code)
    found = differences(old, proposed.ruleset(question, on))
    directions = sorted({change.direction for change in found.changes})
    where = case.get("where", "")
    holds = (
        not found.because and directions == sorted(case["directions"]) and any(where in c.where for c in found.merged)
    )
    name = case.get("draft", case.get("to"))
    says = [f"From {case['from']} to {name}: {', '.join(directions) or 'nothing changes'}."]
    return Result("compare", holds, (*says, *(_change(change) for change in found.merged)))


def _change(change: Change) -> str:
    return (
        f"{change.was} -> {change.becomes}: {change.where} (was by {', '.join(change.was_because)}, is by "
        f"{', '.join(change.because)})."
    )


def _invariant(case: Case, code: Code) -> Result:
    """An invariant, proved on a day."""
    on, question = _day(case["on"]), code.questions[case["question"]]
    (verdict,) = prove(code.ruleset(question, on), code.facts(on, question), (case["invariant"],))
    assumed = "assumption" not in case or case["assumption"] in verdict.assumptions
    needs = f" It needs the assumption {', '.join(verdict.assumptions)}." if verdict.assumptions else ""
    proved = "Proved" if verdict.holds else "Not so"
    return Result("invariant", verdict.holds is True and assumed, (f"{proved} on {on}: {verdict.message}{needs}",))


def _no_matter(case: Case, code: Code) -> Result:
    """That no value of a fact changes an answer, since no clause in force reads it."""
    ruleset = code.ruleset(code.rulebook.question, _day(case["on"]))
    fact = code.rulebook.every_fact[case["fact"]]
    holds = fact.name not in facts_of(ruleset)
    reads = "no clause reads it" if holds else "some clause reads it"
    return Result("no matter", holds, (f"{fact.name} changes no answer on {case['on']}: {reads}.",))


def _same(case: Case, code: Code) -> Result:
    """That so much more of one count answers as so much more of another, whatever the facts are."""
    ruleset = code.ruleset(code.rulebook.question, _day(case["on"]))
    one, two = (_steps(case[which], code) for which in ("one", "two"))
    holds = _alike(ruleset, one, two)
    said = f"{_more(one)} and {_more(two)} more give the same answer, whatever the facts are"
    return Result("same", holds, (f"{'Proved' if holds else 'Not so'}, on {case['on']}: {said}.",))


def _steps(given: Mapping[str, int], code: Code) -> dict[Count, int]:
    found = {code.rulebook.every_fact[name]: by for name, by in given.items()}
    return {fact: by for fact, by in found.items() if isinstance(fact, Count)}


def _more(steps: Mapping[Count, int]) -> str:
    return " and ".join(f"{by:,} {fact.short}" for fact, by in steps.items())


def _alike(ruleset: Ruleset, one: Mapping[Count, int], two: Mapping[Count, int]) -> bool:
    solver = Solver(ruleset.question.facts)
    pairs: Iterator[tuple[Formula, Formula]] = ((shifted(b.when, one), shifted(b.when, two)) for b in ruleset.branches)
    return all(solver.equivalent(first, second) for first, second in pairs)


def _finding(case: Case, code: Code) -> Result:
    """A finding of a check, at its place."""
    result = check(open_draft(str(folder() / "drafts" / case["draft"])), code, code.rulebook.question)
    found = [r for r in result.findings if (r.code, r.clause) == (case["code"], case["clause"])]
    says = tuple(f"{r.code} at {r.clause}, characters {r.start} to {r.end}: {r.message}" for r in found)
    return Result("finding", bool(found), says or (f"No {case['code']} at {case['clause']}.",))


def _citation(case: Case, code: Code) -> Result:
    """Where a citation leads, and how it may be read."""
    target, _, redirect = code.resolve(case["cited"])
    readings = tuple(f"{r.leads_to}: {r.says}." for r in redirect.readings) if redirect else ()
    return Result("citation", str(target) == case["leads_to"], (f"{case['cited']} leads to {target}.", *readings))


def _schedule(case: Case, code: Code) -> Result:
    """The years ahead of a User."""
    plan = Plan(facts=case["facts"], initial=_day(case["initial"]), start=_day(case["start"]), years=case["years"])
    years = schedule(code, plan)
    outcomes = [str(year.answer.outcome.name) if year.answer.outcome else "undetermined" for year in years]
    by_year = "; ".join(
        f"{year.on.year} {o} ({' '.join(year.answer.because)})" for year, o in zip(years, outcomes, strict=True)
    )
    return Result("schedule", outcomes == case["outcomes"], (f"{_facts_in_words(case['facts'])}: {by_year}.",))


def _outside(case: Case, code: Code) -> Result:
    """Recorded, and outside what rules can test."""
    return Result("outside", True, ("Outside what rules can test.",))


_KINDS: Final[Mapping[str, Callable[[Case, Code], Result]]] = {
    "ask": _ask,
    "compare": _compare,
    "invariant": _invariant,
    "no matter": _no_matter,
    "same": _same,
    "finding": _finding,
    "citation": _citation,
    "schedule": _schedule,
    "outside": _outside,
}


def _command(case: Case, command: Callable[[str], tuple[int, str]]) -> Result:
    """A command line, its exit status, and words of its output."""
    status, output = command(case["command"])
    found = " ".join(output.split())
    holds = status == case["status"] and case["says"] in found
    says = case["says"] if holds else f"{found[:200]} (exit status {status})"
    return Result("command", holds, (f"sec-rules {case['command']}", says))
