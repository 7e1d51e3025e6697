"""Answers as records: whether this version of the package answers the same, and if not, what made the difference."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, Literal

from attrs import frozen

from sec_rules import _files
from sec_rules.engine.answer import Answer
from sec_rules.engine.code import Code
from sec_rules.engine.ranges import Range
from sec_rules.engine.validation import admit
from sec_rules.errors import DocumentError, SecRulesError
from sec_rules.lang import DAY, Count, Question, Version, YesNo
from sec_rules.lang.citations import clause_of

Kind = Literal["correction", "words", "standing", "amendment", "added", "removed"]
# A record is a page; what is longer is something else.
LONGEST: Final = 5_000_000


@frozen
class ClauseRecord:
    """A clause as it stood when a question was answered: its version, hashes of its rule and of its words, standing."""

    clause: str
    in_force: str
    brought_in_by: str
    rule: str
    words: str
    standing: str


@frozen
class Difference:
    """How a clause that bears on the question differs from that of a record, and whether it is one that decides."""

    clause: str
    kind: Kind
    says: str
    decides: bool


@frozen
class Replayed:
    """A record asked again. `same` is whether outcome, provisions and reasons for having none are the same."""

    question: str
    on: date
    was: str | None
    becomes: str | None
    was_because: tuple[str, ...]
    because: tuple[str, ...]
    was_version: str
    version: str
    same: bool
    differences: tuple[Difference, ...]
    explained: bool


def clauses_of(code: Code, question: Question, on: date) -> tuple[ClauseRecord, ...]:
    """The clauses that bear on a question on a day, as a record keeps them."""
    bearing = {clause.label for clause in code.bearing_on(question)}
    return tuple(_record(c.label, v) for c, v in code.standing(on) if c.label in bearing)


def _record(label: str, version: Version) -> ClauseRecord:
    rule = hashlib.sha256(repr(version.rules).encode()).hexdigest()[:16]
    day, by = version.in_force.isoformat(), str(version.brought_in_by)
    return ClauseRecord(label, day, by, rule, version.words.sha256[:16], version.standing.value)


def read(path: str) -> dict[str, object]:
    """A record from a file. `DocumentError` where it is none."""
    file = Path(path)
    try:
        if file.stat().st_size > LONGEST:
            raise DocumentError(f"'{path}' is too long for a record of an answer.")
        record = json.loads(_files.read(file).decode())
    except OSError as error:
        raise DocumentError(f"'{path}' cannot be read: {error.strerror or error}.") from None
    except ValueError:
        raise DocumentError(f"'{path}' is no JSON; a record is what 'sec-rules assess --json' gives.") from None
    missing = [key for key in ("question", "on", "facts", "outcome", "because") if key not in _mapping(record, path)]
    if missing:
        raise DocumentError(f"'{path}' is no record of an answer; it has no {', '.join(missing)}.")
    if record.get("schema_version", 2) != 2:
        raise DocumentError(f"'{path}' has schema_version {record['schema_version']!r}; this version reads 2.")
    return dict(record)


def _mapping(record: object, path: str) -> Mapping[str, object]:
    if not isinstance(record, dict):
        raise DocumentError(f"'{path}' is no record of an answer; it should be one JSON object.")
    return record


def replay(code: Code, record: Mapping[str, object]) -> Replayed:
    """A record asked again of a Code. Raises `DocumentError` for one that cannot be, else as `Code.ask` does."""
    question = question_of(code, str(record["question"]))
    try:
        on = date.fromisoformat(str(record["on"]))
        because = tuple(str(label) for label in _list(record["because"]))
    except ValueError:
        raise DocumentError(f"The record is of '{record['on']}', which is no day.") from None
    answer = code.ask(question, facts_of(record, code), on=on)
    became = answer.outcome.name if answer.outcome else None
    was = None if record["outcome"] is None else str(record["outcome"])
    differences, explained = _differences(code, question, on, record, answer, because)
    return Replayed(
        question=question.name,
        on=on,
        was=was,
        becomes=became,
        was_because=because,
        because=answer.because,
        was_version=str(record.get("version", "an earlier version")),
        version=answer.version,
        same=(was, because) == (became, answer.because) and record.get("undetermined") == answer.undetermined,
        differences=differences,
        explained=explained,
    )


def question_of(code: Code, name: str) -> Question:
    """The question that a record asks of a Code. `DocumentError` where it is none."""
    known = code.questions
    if name not in known:
        raise DocumentError(
            f"The record asks '{name}', which is no question; known are {', '.join(known)}. Where it "
            "is one of your own, give the Code that has it (in Python: code=...)."
        )
    return known[name]


def admitted(record: Mapping[str, object], code: Code, on: date) -> dict[str, bool | int]:
    """The facts of a record as an answer has them, checked. Those that only a draft asks for stay as they are."""
    given, every = facts_of(record, code), code.every_fact
    known = {name: every[name] for name in given if name in every}
    plain = admit({name: given[name] for name in known}, known, on, code.rulebook.assumptions)
    others = {name: value for name, value in given.items() if name not in known and isinstance(value, (bool, int))}
    return {name: value for name in given for some in (plain, others) if (value := some.get(name)) is not None}


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise DocumentError("The record's 'because' should be a list of provisions.")
    return value


def facts_of(record: Mapping[str, object], code: Code) -> dict[str, object]:
    """The facts of a record as a question is asked with them. `DocumentError` for what is none."""
    given = record["facts"]
    ranges = record.get("ranges") or {}
    if not isinstance(given, dict) or not isinstance(ranges, dict):
        raise DocumentError("The record's facts should be an object of names and values.")
    known = code.every_fact
    facts: dict[str, object] = {name: _value(name, value, known.get(name)) for name, value in given.items()}
    for name, ends in ranges.items():
        try:
            facts[name] = Range(int(ends["from"]), int(ends["to"]))
        except (TypeError, KeyError, ValueError):
            raise DocumentError(f"The record's range of {name} should have whole numbers 'from' and 'to'.") from None
        except SecRulesError as error:
            raise DocumentError(f"The record's range of {name}: {error}") from None
    return facts


def _value(name: str, value: object, fact: YesNo | Count | None) -> object:
    if isinstance(fact, Count) and fact.unit == DAY and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise DocumentError(f"The record's {name} is '{value}', which is no day.") from None
    return value


def _differences(
    code: Code, question: Question, on: date, record: Mapping[str, object], answer: Answer, because: tuple[str, ...]
) -> tuple[tuple[Difference, ...], bool]:
    """How the clauses differ from those of the record, and whether the record keeps them at all."""
    kept = record.get("clauses")
    if not isinstance(kept, list):
        return (), False
    try:
        old = {str(c["clause"]): ClauseRecord(**c) for c in kept}
    except (TypeError, KeyError):
        raise DocumentError("The record's 'clauses' are not as this version writes them.") from None
    new = {c.clause: c for c in clauses_of(code, question, on)}
    decisive = {clause_of(label) for label in (*because, *answer.because)}
    found = (_differ(label, old.get(label), new.get(label), label in decisive) for label in dict.fromkeys((*old, *new)))
    return tuple(d for some in found for d in some), True


def _differ(label: str, old: ClauseRecord | None, new: ClauseRecord | None, decides: bool) -> Iterator[Difference]:
    if old is None and new is not None:
        yield Difference(label, "added", f"{label} is held now: {new.brought_in_by}, from {new.in_force}.", decides)
    elif new is None and old is not None:
        yield Difference(label, "removed", f"{label}, held then from {old.in_force}, is not held now.", decides)
    elif old is not None and new is not None and old != new:
        if old.in_force != new.in_force:
            message = (
                f"{label} is of another version: then of {old.in_force}, now of {new.in_force} ({new.brought_in_by})."
            )
            yield Difference(label, "amendment", message, decides)
        elif old.rule != new.rule:
            message = f"The rule of {label} from {new.in_force} was corrected since the record was made."
            yield Difference(label, "correction", message, decides)
        elif old.words != new.words:
            yield Difference(label, "words", f"The words of {label} differ; its rule is the same.", False)
        else:
            message = f"The standing of {label} was {old.standing} and is {new.standing}; its rule is the same."
            yield Difference(label, "standing", message, False)
