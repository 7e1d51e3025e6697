"""A consultation with its cases run, as text and as data."""

from __future__ import annotations

from collections.abc import Iterator

from sec_rules.answers.consultations import Consultation, Point, Respondent
from sec_rules.report.layout import page, wrapped

Json = dict[str, object]


def as_text(given: Consultation) -> str:
    """The report of `consultation`: each respondent, each point, the answer and what it rests on."""
    verdict = wrapped(f"{given.title}: {_verdict(given)}.")
    return page((verdict, *(line for r in given.respondents for line in _respondent(r))))


def _verdict(given: Consultation) -> str:
    points, unanswered = given.points, given.unanswered
    if unanswered:
        of = "the one point" if points == 1 else f"{unanswered} of {points} points"
        return f"{of} {'is' if unanswered == 1 else 'are'} not answered"
    return f"{'the one point is' if points == 1 else f'all {points} points are'} answered by cases that hold"


def _respondent(given: Respondent) -> Iterator[str]:
    yield ""
    objectives = f", naming General SEC Objectives {' and '.join(given.objectives)}" if given.objectives else ""
    who = f" ({given.category}, {given.position}{objectives})" if given.category else ""
    yield wrapped(f"{given.name}{who}", "  ", "")
    for point in given.points:
        yield from _point(point)


def _point(point: Point) -> Iterator[str]:
    yield wrapped(f"raised: {point.raised}", "    ", "  ")
    yield wrapped(f"answer: {point.answer}", "    ", "  ")
    if not point.results:
        yield "    FAILS  no case answers it"
    for result in point.results:
        first, *rest = result.says
        verdict = "noted" if result.kind == "outside" else "holds" if result.holds else "FAILS"
        yield wrapped(f"{verdict}  {first}", "           ", "    ")
        yield from (wrapped(said, "             ", "           ") for said in rest)


def as_data(given: Consultation) -> Json:
    """`consultation --json`, without the schema version."""
    return {
        "title": given.title,
        "holds": given.holds,
        "respondents": [
            {
                "name": r.name,
                "category": r.category,
                "position": r.position,
                "objectives": list(r.objectives),
                "points": [
                    {
                        "raised": p.raised,
                        "answer": p.answer,
                        "holds": p.holds,
                        "cases": [{"kind": c.kind, "holds": c.holds, "says": list(c.says)} for c in p.results],
                    }
                    for p in r.points
                ],
            }
            for r in given.respondents
        ],
    }
