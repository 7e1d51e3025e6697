"""The line of days of a draft, and the latest days that it moves, as text and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sec_rules.lang.lists import joined
from sec_rules.report.layout import wrapped
from sec_rules.review.days import LineOfDays
from sec_rules.review.latest_days import LatestDay, Moves

Json = dict[str, object]


def as_text(line: LineOfDays | None, moves: Sequence[Moves]) -> Iterator[str]:
    """Lines of at most 80 characters; none where there is nothing to say."""
    if line is not None:
        yield wrapped(line.because, "  ")
        yield from (wrapped(said, "    ", "  - ") for said in line.sentences)
        if line.beside:
            yield wrapped("Of time the draft also says, from which nothing was taken:", "  ")
            yield from (wrapped(said, "    ", "  - ") for said in line.beside)
    for number, move in enumerate(moves):
        if not number:
            yield wrapped(
                f"Latest day of the assessment that falls due in {move.year}, for the smallest example:", "  "
            )
        yield wrapped(f"{joined(move.provisions) or 'The draft'}: {move.example}.", "    ", "  - ")
        yield wrapped(f"Under the existing text: {move.now.in_words}.", "      ", "    ")
        yield wrapped(f"Under the draft: {move.then.in_words}.", "      ", "    ")
        yield wrapped(move.says, "    ")
    doubts = dict.fromkeys(doubt for move in moves for doubt in move.doubts)
    yield from (wrapped(f"Doubt on {clause}: {unsure}", "    ", "  ") for clause, unsure in doubts)


def as_json(line: LineOfDays | None, moves: Sequence[Moves]) -> Json | None:
    """The line and the latest days; null where the draft changes nothing of which either could be said."""
    if line is None:
        return None
    return {
        "commences": None if line.commences is None else line.commences.isoformat(),
        "known": line.known,
        "checked_on": line.checked_on.isoformat(),
        "because": line.because,
        "stretches": [
            {
                "when": each.when,
                "from": None if each.first is None else each.first.isoformat(),
                "until": None if each.last is None else each.last.isoformat(),
                "checked": each.checked,
                "governs": [
                    {
                        "whom": one.whom,
                        "text": one.text,
                        "provisions": list(one.provisions),
                        "says": one.says,
                        "because": one.because or None,
                    }
                    for one in each.governs
                ],
            }
            for each in line.stretches
        ],
        "beside": list(line.beside),
        "latest": [_moves(move) for move in moves],
    }


def _moves(given: Moves) -> Json:
    turns = None
    if given.turns_at is not None:
        turns = {
            "on": given.turns_on,
            "at": given.turns_at.isoformat(),
            "before": given.way_before,
            "from": given.way_from,
        }
    return {
        "card": given.card,
        "provisions": list(given.provisions),
        "example": given.example,
        "year": given.year,
        given.counted: given.years,
        "now": _day(given.now),
        "then": _day(given.then),
        "way": given.way,
        "turns": turns,
        "says": given.says,
    }


def _day(given: LatestDay) -> Json:
    return {
        "outcome": given.outcome,
        "day": None if given.day is None else given.day.isoformat(),
        "says": given.says,
        "because": list(given.because),
        "needs": list(given.needs),
        "doubts": [{"clause": clause, "doubt": unsure} for clause, unsure in given.doubts],
    }
