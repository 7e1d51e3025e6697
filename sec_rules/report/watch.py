"""What fires in a watch, and what is withdrawn, as lines of text and of JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.answers.watch.firing import Firing
from sec_rules.answers.watch.state import Entry
from sec_rules.lang.lists import joined
from sec_rules.report.layout import SCHEMA_VERSION, json_line, page, wrapped

Json = dict[str, object]


def as_json(entry: Entry) -> str:
    """An entry as one line of JSON."""
    return json_line({"schema_version": SCHEMA_VERSION, **as_data(entry)})


def as_data(entry: Entry) -> Json:
    """An entry as data, without the schema version."""
    firing = entry.firing
    if entry.what == "withdrawn":
        named: Json = {"rule": firing.rule, "user": firing.user, "on": firing.on.isoformat()}
        return {"entry": entry.what, "id": firing.id, "event": entry.event, **named}
    latest: Json = {
        "day": None if firing.latest is None else firing.latest.isoformat(),
        "because": list(firing.latest_because),
        "says": firing.latest_says or None,
        "needs": list(firing.latest_needs),
    }
    return {
        "entry": entry.what,
        "id": firing.id,
        "event": firing.event,
        "rule": firing.rule,
        "user": firing.user,
        "on": firing.on.isoformat(),
        "question": firing.question,
        "outcome": firing.outcome,
        "undetermined": firing.undetermined,
        "because": list(firing.because),
        "standing": firing.standing,
        "text": firing.text,
        "needs": list(firing.needs),
        "doubts": [{"clause": clause, "doubt": unsure} for clause, unsure in firing.doubts],
        "was": firing.was,
        "was_because": list(firing.was_because),
        "direction": firing.direction,
        "year": firing.year,
        **({firing.counted: firing.years} if firing.counted else {}),
        "latest": latest if firing.latest is not None or firing.latest_needs else None,
        "says": says(firing),
    }


def as_text(entry: Entry) -> str:
    """An entry as text: a line that names it, a sentence, and its doubts."""
    firing = entry.firing
    lines = [wrapped(f"{firing.on} {firing.user}: {entry.what} {firing.id}")]
    if entry.what == "withdrawn":
        lines.append(wrapped(f"After event '{entry.event}' this follows no longer: {says(firing)}", "    "))
    else:
        lines.append(wrapped(f"{says(firing)} Caused by event '{firing.event}'.", "    "))
        lines.extend(wrapped(f"Doubt on {clause}: {unsure}", "    ") for clause, unsure in firing.doubts)
    return page(lines)


_CHANGED: Final = {
    "threshold_crossed": "A threshold is crossed",
    "party_changed": "The User is of another category of Party",
    "code_changed": "The Code has changed",
    "year_begun": "Another year is counted",
}


def says(firing: Firing) -> str:
    """What fired, in a sentence or two."""
    return " ".join(_says(firing))


def _says(firing: Firing) -> Iterator[str]:
    match firing.rule:
        case "assessment_due":
            yield f"The assessment of {firing.year} falls due: {_answer(firing)}."
        case "assessment_late":
            yield f"The assessment of {firing.year} is late: {_answer(firing)}."
        case changed if changed in _CHANGED:
            was = f"{firing.was or 'not determined'}{_by(firing.was_because)}"
            if firing.said:
                yield f"{_changed_in(firing)}: the answer is {_answer(firing)}; it would have been {was}."
                return
            of = "" if firing.year is None else f", of {firing.year},"
            yield f"{_CHANGED[changed]}: the next assessment{of} is {_answer(firing)}; it would have been {was}."
        case duty:
            yield f"{firing.said or duty}: {_answer(firing)}."
    if firing.latest is not None:
        yield f"The latest day is {firing.latest}{_by(firing.latest_because)}."
    elif firing.latest_needs:
        yield f"The latest day is not known without {joined(firing.latest_needs)}."


def _changed_in(firing: Firing) -> str:
    return _CHANGED[firing.rule].replace("The Code", f"The text of {firing.said}")


def _answer(firing: Firing) -> str:
    if firing.outcome is None:
        needs = f", for want of {joined(firing.needs)}" if firing.needs else ""
        return f"not determined{needs}"
    return f"{firing.outcome}{_by(firing.because)}"


def _by(labels: tuple[str, ...]) -> str:
    return f" by {joined(labels)}" if labels else ""
