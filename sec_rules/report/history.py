"""The invariants on every day, as text and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sec_rules.analysis.invariants.history import History, Regime
from sec_rules.analysis.invariants.verdicts import STATES
from sec_rules.lang.lists import joined
from sec_rules.report.as_json import invariants
from sec_rules.report.layout import page, wrapped

Json = dict[str, object]


def as_text(given: History) -> str:
    """The report of `prove --throughout`: each question, each of its regimes, each invariant."""
    lines = [wrapped(_verdict(given))]
    question = ""
    for proved in given.regimes:
        regime = proved.regime
        if regime.question.name != question:
            question = regime.question.name
            lines += ["", wrapped(f"{question}: {regime.question.asks}", "  ", "")]
        until = f"to {regime.last}" if regime.last else "on"
        lines.append(
            wrapped(f"{regime.first} {until}: {'; '.join(regime.brought_in_by) or _nothing(regime)}", "      ", "  ")
        )
        if not proved.stated:
            lines.append(f"    not stated before {regime.question.first_day}")
            continue
        for verdict in proved.verdicts:
            lines.extend(_lines(verdict.holds, verdict.statement, [f.message for f in verdict.failures]))
        lines.extend(_lines(not proved.drift, "Nothing changes within these days.", [proved.drift]))
    return page(lines)


def _lines(holds: bool | None, statement: str, ways: Iterable[str]) -> Iterator[str]:
    """What came of one proof, and the ways in which it fails, each with its smallest case."""
    yield wrapped(f"{_state(holds)}  {statement}", "      ", "    ")
    # One's own are told by their sentence, which stands above.
    yield from (wrapped(way.removeprefix(statement).strip(), "        ", "      - ") for way in ways if way)


def _verdict(given: History) -> str:
    failing, unclaimed = given.each.count(False), given.each.count(None)
    counted = [
        f"{number} {one if number == 1 else more}"
        for number, one, more in ((failing, "fails", "fail"), (unclaimed, "is not claimed", "are not claimed"))
        if number
    ]
    if counted:
        among = sum(not all(proved.each) for proved in given.regimes)
        periods = f"{among} of {len(given.regimes)} period{'s' * (len(given.regimes) != 1)}"
        return f"{STATES[given.state]}. Of {len(given.each)} proofs {joined(counted)}, in {periods}."
    return (
        "Proved. Every invariant holds on every day on which it is stated, and nothing changes on a day on which no "
        f"clause does; proved of {given.text}."
    )


def _nothing(regime: Regime) -> str:
    return "a doubt begins or ends" if regime.begun else "no clause answers yet"


def _state(holds: bool | None) -> str:
    return {True: "holds", False: "FAILS", None: "not claimed"}[holds]


def as_data(given: History) -> Json:
    """`prove --throughout --json`, without the schema version."""
    return {
        "state": given.state,
        "regimes": [
            {
                "question": p.regime.question.name,
                "from": p.regime.first.isoformat(),
                "to": p.regime.last.isoformat() if p.regime.last else None,
                "brought_in_by": list(p.regime.brought_in_by),
                "steady": not p.drift,
                "drift": p.drift or None,
                "invariants": invariants(p.verdicts),
            }
            for p in given.regimes
        ],
    }
