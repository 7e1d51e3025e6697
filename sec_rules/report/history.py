"""The invariants on every day, as text and as data."""

from __future__ import annotations

from sec_rules.analysis.invariants.history import History, Regime
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
        first = regime.question.first_day
        if first is not None and regime.first < first:
            lines.append(f"    not stated before {first}")
            continue
        lines.extend(wrapped(f"{_state(v.holds)}  {v.statement}", "      ", "    ") for v in proved.verdicts)
        lines.append(f"    {_state(proved.steady)}  Nothing changes within these days.")
    return page(lines)


def _verdict(given: History) -> str:
    if given.failing:
        return f"Fault. {given.failing} of {len(given.regimes)} {'fails' if given.failing == 1 else 'fail'}."
    return (
        "Proved. Every invariant holds on every day on which it is stated, and nothing changes on a day on which no "
        "clause does; proved of our restatement."
    )


def _nothing(regime: Regime) -> str:
    return "a doubt begins or ends" if regime.begun else "no clause answers yet"


def _state(holds: bool | None) -> str:
    return {True: "holds", False: "FAILS", None: "not claimed"}[holds]


def as_data(given: History) -> Json:
    """`prove --throughout --json`, without the schema version."""
    return {
        "state": "fault" if given.failing else "proved",
        "regimes": [
            {
                "question": p.regime.question.name,
                "from": p.regime.first.isoformat(),
                "to": p.regime.last.isoformat() if p.regime.last else None,
                "brought_in_by": list(p.regime.brought_in_by),
                "steady": p.steady,
                "invariants": [
                    {"invariant": v.invariant, "holds": v.holds, "statement": v.statement} for v in p.verdicts
                ],
            }
            for p in given.regimes
        ],
    }
