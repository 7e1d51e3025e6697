"""How each kind of value shows itself: as data, as JSON, as the command prints it, and what its JSON looks like."""

from __future__ import annotations

import json as standard_json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any, Final

from attrs import asdict, evolve, frozen

from sec_rules.analysis.atlas import Atlas
from sec_rules.analysis.atlas_table import table
from sec_rules.analysis.comparison import Change
from sec_rules.analysis.invariants import Verdict
from sec_rules.answers.listing import listing
from sec_rules.answers.reasons import reasons as reasons_of
from sec_rules.answers.records import clauses_of, question_of
from sec_rules.answers.watch.state import Entry
from sec_rules.api.schemas import DIALECT, schema_of
from sec_rules.engine.answer import Answer, code_of, code_read_with, record_of
from sec_rules.engine.code import Code, check_code
from sec_rules.engine.reasons import Reasons
from sec_rules.errors import DocumentError, UsageError
from sec_rules.loading import load
from sec_rules.report import as_json, as_table, as_text
from sec_rules.report import reasons as reasons_report
from sec_rules.report import watch as watch_report
from sec_rules.report.layout import PLAIN, Ink, json_line, json_object, page, wrapped
from sec_rules.report.shapes.answers import AnswerShape
from sec_rules.report.shapes.code import AtlasShape, CodeShape
from sec_rules.report.shapes.findings import FindingShape
from sec_rules.report.shapes.outcomes import ChangeShape, VerdictShape
from sec_rules.report.shapes.reviews import ComparisonShape, ReviewShape
from sec_rules.report.shapes.watching import EntryShape
from sec_rules.review.comparison import Comparison
from sec_rules.review.findings import Finding
from sec_rules.review.review import Review
from sec_rules.review.summary import summarised

Data = dict[str, Any]


@frozen
class _Form:
    """The data of a kind of value and how a command prints it; whether that is a whole answer of a command, which says
    by which version of the JSON it is written; and how the data are written as text.
    """

    data: Callable[[Any], Mapping[str, Any]]
    text: Callable[[Any], str]
    shape: type
    whole: bool = True
    written: Callable[[Data], str] = json_object


# Answers.


def code_behind(answer: Answer) -> Code:
    """The Code that gave an answer. `UsageError` where that is another than the one held, and did not come along."""
    known = code_of(answer)
    if isinstance(known, Code):
        return known
    read_with = code_read_with(answer)
    code = read_with if isinstance(read_with, Code) else load()
    asked = code.questions.get(answer.question)
    if asked is not None:
        again = code.ask(asked, {**answer.facts, **answer.ranges}, on=answer.on)
        if evolve(again, years=answer.years) == answer:
            return code
    raise UsageError(
        f"The answer to {answer.question} on {answer.on} was not given by the Code that this version of the package "
        "holds, so what it rests on is not known here; ask the Code that gave it again, or read its JSON with that "
        "Code: Answer.from_json(text, code=code)."
    )


def reasons(answer: Answer) -> Reasons:
    """Why an answer is what it is."""
    return reasons_of(code_behind(answer), answer, answer.ranges)


def answer_data(answer: Answer) -> Data:
    """An answer with its reasons as data, without the schema version."""
    record = record_of(answer)
    if record is not None:
        return {name: value for name, value in standard_json.loads(record).items() if name != "schema_version"}
    code = code_behind(answer)
    clauses = clauses_of(code, question_of(code, answer.question), answer.on)
    return {
        **as_json.answered(answer),
        **({"years": answer.years} if answer.years else {}),
        "reasons": reasons_report.as_data(reasons(answer)),
        "clauses": [asdict(clause) for clause in clauses],
        **({"ranges": reasons_report.ranges_as_data(answer.ranges)} if answer.ranges else {}),
    }


def answer_text(answer: Answer, ink: Ink = PLAIN) -> str:
    """An answer with its reasons as the command prints it."""
    lines = (*reasons_report.ranges_as_lines(answer.ranges), *reasons_report.as_lines(reasons(answer)))
    return as_text.answered(answer, answer.years, ink, lines)


# Every kind of value.


def _verdict_text(verdict: Verdict) -> str:
    holds = {True: "holds", False: "fails", None: "not decided"}[verdict.holds]
    return page((holds, wrapped(verdict.message if verdict.holds is False else verdict.statement, "  ")))


def _finding_text(found: Finding) -> str:
    return page((f"{found.clause}  {found.code} {found.severity.value}", wrapped(found.message, "  ")))


_FORMS: Final[Mapping[type, _Form]] = {
    Answer: _Form(answer_data, answer_text, AnswerShape),
    Atlas: _Form(
        lambda atlas: as_table.as_json(table(atlas)), lambda atlas: as_table.as_text(table(atlas)), AtlasShape
    ),
    Change: _Form(
        lambda change: as_json.changes((change,))[0],
        lambda change: page(as_text.changes((change,))),
        ChangeShape,
        whole=False,
    ),
    Code: _Form(
        lambda code: as_json.listed(listing(code, None)),
        lambda code: as_text.listed(listing(code, None)),
        CodeShape,
    ),
    Comparison: _Form(as_json.compared, as_text.compared, ComparisonShape),
    Entry: _Form(watch_report.as_data, watch_report.as_text, EntryShape, written=json_line),
    Finding: _Form(as_json.finding, _finding_text, FindingShape, whole=False),
    Review: _Form(
        lambda review: as_json.checked(summarised(review)),
        lambda review: as_text.checked(summarised(review, unchanged=False)),
        ReviewShape,
    ),
    Verdict: _Form(lambda verdict: as_json.invariants((verdict,))[0], _verdict_text, VerdictShape, whole=False),
}


def data(value: object) -> Data:
    """The value as plain data: what its JSON holds."""
    form = _FORMS[type(value)]
    version = {"schema_version": as_json.SCHEMA_VERSION} if form.whole else {}
    # By way of JSON, so that nothing in it is shared with the value.
    found: Data = standard_json.loads(standard_json.dumps({**version, **form.data(value)}))
    return found


def json(value: object) -> str:
    """The value as JSON, the same bytes for the same value."""
    return _FORMS[type(value)].written(data(value))


def html(value: object) -> str:
    """The value as the command prints it, for a notebook."""
    return f"<pre>{escape(_FORMS[type(value)].text(value))}</pre>"


def schema(kind: type) -> Data:
    """The JSON schema of the data of a kind of value."""
    return {"$schema": DIALECT, **schema_of(_FORMS[kind].shape)}


def read(kind: type, given: str | bytes | Data, code: object = None) -> Answer:
    """The answer of which that is the JSON, or its data, by the names that the Code knows, or that of `load()`."""
    assert kind is Answer, "of the kinds of values an answer alone is read again"
    from sec_rules.api.reading import answer_from

    if code is not None:
        check_code(code)
    return answer_from(given, code if isinstance(code, Code) else load())


def core_schema(kind: type) -> Any:
    """What pydantic needs: how such a value is taken (as it is, or by its data) and written (as its data)."""
    from pydantic_core import core_schema as of

    def taken(given: Any) -> Any:
        if isinstance(given, kind):
            return given
        if kind is not Answer or not isinstance(given, dict):
            raise ValueError(f"should be an {kind.__name__}, or the data of one where that can be read again")
        try:
            return read(kind, given)
        except DocumentError as error:
            raise ValueError(str(error)) from None

    return of.no_info_plain_validator_function(taken, serialization=of.plain_serializer_function_ser_schema(data))
