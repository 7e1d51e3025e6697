"""What a Code gives besides answers: proofs, the atlas, the years ahead, deadlines, clauses, exports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal

from sec_rules.analysis.atlas import Atlas, atlas_of
from sec_rules.analysis.invariants import Verdict, invariant_named, prove_all, stated_of
from sec_rules.answers.growth import given as growth_given
from sec_rules.answers.schedule import Plan, Year
from sec_rules.answers.schedule import schedule as years_of
from sec_rules.api.arguments import check_asked, check_dates_if_given, check_number, texts
from sec_rules.engine import deadlines
from sec_rules.engine.code import Code, check_code, check_day
from sec_rules.errors import EngineError, UsageError, wrong_kind
from sec_rules.lang import Outcome, Question
from sec_rules.lang.lists import joined

if TYPE_CHECKING:
    # What these bring in is loaded only where it is asked for.
    from sec_rules.answers.explanation import Explained

Target = Literal["sql", "dmn", "json", "markdown"]
_TARGETS = ("sql", "dmn", "json", "markdown")


def prove(code: Code, question: Question, *, on: date, invariants: Iterable[str] = ()) -> tuple[Verdict, ...]:
    """What comes of each invariant that is stated for a question and a day, of the Code as it stands on that day.

    `invariants` are the names of those that are wanted, where not all are. Raises `UsageError` for a name that is no
    invariant's, `DayError` for a day on which the Code is not held.
    """
    check_asked(code, question, on)
    stated = stated_of(code)
    wanted = [invariant_named(name, stated) for name in texts("invariants", invariants)]
    return prove_all(code, question, on, invariants=wanted or stated)


def atlas(code: Code, question: Question, *, on: date) -> Atlas:
    """Every kind of User there can be on a day, in cells that exclude each other, each with its answer.

    Raises `DayError` for a day on which the Code is not held, `EngineError` where there are more cells than can be
    worked out within the stated budget.
    """
    check_asked(code, question, on)
    return atlas_of(code, question, on=on)


def schedule(
    code: Code,
    facts: Mapping[str, object],
    *,
    initial_assessment: date | None = None,
    on: date,
    years: int = 6,
    growth: Iterable[str] = (),
    previous_began: date | None = None,
    fieldwork_ended: date | None = None,
) -> tuple[Year, ...]:
    """The years ahead for one User: which assessment falls due in each, why, and by when.

    The first year is that of `on`; the years since the initial assessment are counted from its day, which is left out
    where a rulebook of one's own counts no years. `growth` says how counts grow, as the command takes it
    ("domestic_premises=10%", or the path of a CSV of counts by year).
    `previous_began` and `fieldwork_ended` are as for `latest`; they count for the year after theirs, or for the first
    year where that is later. Raises `UsageError` for years or growth that cannot be, else as `Code.ask` does.
    """
    check_code(code)
    check_day(on)
    check_number("years", years)
    check_dates_if_given(initial_assessment=initial_assessment)
    check_dates_if_given(previous_began=previous_began, fieldwork_ended=fieldwork_ended)
    plan = Plan(
        facts=facts,
        initial=initial_assessment,
        start=on,
        years=years,
        growth=growth_given(texts("growth", growth), code.facts(on, code.rulebook.question)),
        previous_began=previous_began,
        fieldwork_ended=fieldwork_ended,
    )
    return years_of(code, plan)


def latest(
    code: Code,
    category: Outcome | str,
    years: int,
    *,
    on: date,
    previous_began: date | None = None,
    fieldwork_ended: date | None = None,
) -> deadlines.Latest:
    """By when an assessment of that category (`sec_rules.FULL`, or "FULL") must be done in the year of `on`.

    `years` counts from the year of the initial assessment; `previous_began` is the day on which the previous assessment
    began, `fieldwork_ended` the last day of the fieldwork of the second year. Raises as `Code.ask` does.
    """
    check_code(code)
    check_day(on)
    check_dates_if_given(previous_began=previous_began, fieldwork_ended=fieldwork_ended)
    named = category.name if isinstance(category, Outcome) else category
    known = {"previous_began": previous_began, "fieldwork_ended": fieldwork_ended}
    return deadlines.latest(code, named, years, on=on, known=known)


def explain(code: Code, citation: str, *, on: date | None = None) -> Explained:
    """What there is to say of a provision, cited as people write it ("G8.42(b)"): words, rule in words, versions.

    Versions that stand on `on` (else the newest) are marked current. Raises `CitationError` where the citation leads
    nowhere, `DayError` for a day on which the Code is not held.
    """
    from sec_rules.answers import explanation

    check_code(code)
    if not isinstance(citation, str):
        raise wrong_kind("citation", "a citation as text, such as 'G8.42(b)'", citation)
    if on is not None:
        check_day(on)
    return explanation.explain(code, citation, on=on)


def export(
    code: Code, question: Question, to: Target, *, on: date, dialect: str = "duckdb", table: str = "users"
) -> str:
    """The rules of a question on a day for another engine, as text: "sql", "dmn", "json" or, to be read, "markdown".

    `dialect` and `table` are of SQL. "json" is the whole tree of the clauses of the day, whatever they bear on. Raises
    `UsageError` for a target or a dialect there is not, `EngineError` where not all of the rules was read.
    """
    check_asked(code, question, on)
    if to not in _TARGETS:
        raise UsageError(f"'{to}' is nothing that the rules are written as; known are {', '.join(_TARGETS)}.")
    if to == "json":
        from sec_rules.answers.export.tree import to_json

        return to_json(code, on)
    ruleset = code.ruleset(question, on)
    if ruleset.unread:
        unread = joined(f"{label} ({why})" for label, why in ruleset.unread)
        raise EngineError(f"What is exported would not be the whole ruleset, because not all was read: {unread}")
    return _written(atlas_of(code, question, on=on), to, dialect, table)


def _written(found: Atlas, to: Target, dialect: str, table: str) -> str:
    if to == "dmn":
        from sec_rules.answers.export.dmn import to_dmn

        return to_dmn(found).decode()
    if to == "markdown":
        from sec_rules.answers.export.markdown import to_markdown
        from sec_rules.report.layout import visible

        # A table is to be read; what is for other engines stays as it is.
        return visible(to_markdown(found))
    from sec_rules.answers.export.sql import dialects, to_sql

    named = dialect.lower()
    if named not in dialects():
        raise UsageError(f"'{dialect}' is no dialect; known are {', '.join(dialects())}.")
    return to_sql(found, named, table)
