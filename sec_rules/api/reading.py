"""Answers read again from the JSON that they give."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any, TypeVar

from cattrs import BaseValidationError, Converter, transform_error
from cattrs.strategies import configure_union_passthrough

from sec_rules.answers.records import admitted, question_of
from sec_rules.engine.answer import Answer, read_with
from sec_rules.engine.code import Code
from sec_rules.engine.ranges import Range
from sec_rules.errors import DocumentError
from sec_rules.lang import Outcome, Question, Standing
from sec_rules.report.shapes.answers import AnswerShape

T = TypeVar("T")


def answer_from(data: str | bytes | dict[str, Any], code: Code) -> Answer:
    """The answer of which that is the JSON or the data, by the names of a Code. `DocumentError` where it is none."""
    record = data if isinstance(data, dict) else _parsed(data)
    shape = _structured(record)
    try:
        on = date.fromisoformat(shape["on"])
    except ValueError:
        raise DocumentError(f"The answer is of '{shape['on']}', which is no day.") from None
    answer = Answer(
        question=shape["question"],
        on=on,
        facts=admitted(record, code, on),
        outcome=_outcome(question_of(code, shape["question"]), shape["outcome"]),
        undetermined=shape["undetermined"],
        because=tuple(shape["because"]),
        standing=Standing(shape["standing"]) if shape["standing"] else None,
        text=shape["text"],
        needs=tuple(shape["needs"]),
        depends_on=tuple(shape.get("depends_on", ())),
        doubts=tuple((each["clause"], each["doubt"]) for each in shape["doubts"]),
        assumptions=tuple(shape["assumptions"]),
        ruleset=shape["ruleset"],
        version=shape["version"],
        ranges={
            name: Range(given["from"], given["to"], given["because"] or "")
            for name, given in shape.get("ranges", {}).items()
        },
        years=shape.get("years", ""),
    )
    return read_with(answer, json.dumps(record), code)


def _parsed(text: str | bytes) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except (TypeError, ValueError):
        raise DocumentError(
            "That is no JSON; an answer's is what `to_json` and 'sec-rules assess --json' give."
        ) from None
    if not isinstance(record, dict):
        raise DocumentError("That is no answer; it should be one JSON object.")
    return record


def _structured(record: dict[str, Any]) -> AnswerShape:
    if record.get("schema_version", 2) != 2:
        raise DocumentError(f"The answer has schema_version {record['schema_version']!r}; this version reads 2.")
    try:
        return _converter().structure(record, AnswerShape)
    except BaseValidationError as error:
        problems = "; ".join(transform_error(error, "answer"))
        raise DocumentError(f"That is no answer: {problems}.") from None


@cache
def _converter() -> Converter:
    """What checks each value for its type, and changes none."""
    converter = Converter()
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly)
    configure_union_passthrough(str | int | bool | None, converter)
    return converter


def _exactly(value: Any, kind: type[T]) -> T:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _outcome(asked: Question, name: str | None) -> Outcome | None:
    if name is None:
        return None
    try:
        return asked.outcome(name)
    except KeyError:
        known = ", ".join(outcome.name for outcome in asked.outcomes)
        raise DocumentError(f"'{name}' is no outcome of {asked.name}; known are {known}.") from None
