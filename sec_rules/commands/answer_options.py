"""An answer about one User with why it is so, as several commands tell it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import asdict, frozen

if TYPE_CHECKING:
    from sec_rules.engine.answer import Answer
    from sec_rules.engine.code import Code
    from sec_rules.report.as_text import Ink


@frozen
class GivenAnswer:
    """An answer as data, without the schema version, and the lines that say in text what it rests on."""

    answer: Answer
    years: str
    data: Mapping[str, object]
    lines: tuple[str, ...]

    def text(self, ink: Ink) -> str:
        """The answer as text."""
        from sec_rules.report import as_text

        return as_text.answered(self.answer, self.years, ink, self.lines)


def given_answer(code: Code, answer: Answer, facts: Mapping[str, object], years: str = "") -> GivenAnswer:
    """The answer to a question with its reasons; `years` says how the years were counted, where they were."""
    from sec_rules.answers.reasons import reasons
    from sec_rules.answers.records import clauses_of
    from sec_rules.engine.ranges import ranges_in
    from sec_rules.report import as_json
    from sec_rules.report import reasons as reasons_report
    from sec_rules.rulebook.questions import QUESTIONS

    within = ranges_in(facts)
    found = reasons(code, answer, within)
    clauses = clauses_of(code, QUESTIONS[answer.question], answer.on)
    data = as_json.answered(answer) | ({"years": years} if years else {})
    data |= {"reasons": reasons_report.as_data(found), "clauses": [asdict(c) for c in clauses]}
    if within:
        data["ranges"] = reasons_report.ranges_as_data(within)
    return GivenAnswer(answer, years, data, (*reasons_report.ranges_as_lines(within), *reasons_report.as_lines(found)))


def years_counted(initial: date | None, facts: dict[str, object], on: date) -> str:
    """Puts in the years since the initial assessment, where its day is given; a sentence on how they were counted."""
    if initial is None:
        return ""
    from sec_rules.answers.calendar_years import since

    found = since(initial, on)
    facts["years_since_initial"] = found.years
    return found.says
