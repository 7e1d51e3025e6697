"""What the page asks and what it is told: requests and answers as JSON, with the bytes of files beside them.

The page keeps what a person has on the screen and sends all that a request needs; nothing is kept here between two
requests but what makes the next one quick. What the commands refuse is refused by the same sentence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import evolve, frozen

from sec_rules._version import __version__
from sec_rules.documents.readers import open_draft
from sec_rules.documents.word.annotation import AUTHOR
from sec_rules.errors import PortfolioError, SecRulesError, UnsettledLookError, UsageError
from sec_rules.loading import load
from sec_rules.page.asking import asked_of, rows_of, years_ahead
from sec_rules.page.checked import Checked, Request, Step, checked, code_of
from sec_rules.page.fixes import mended
from sec_rules.page.screen import screen
from sec_rules.review.acceptance import as_row, read_baseline
from sec_rules.review.decision_record import SUFFIX, added, parsed, unsettled
from sec_rules.review.decisions import BASELINE, CONFIRMED, Decision, Tied
from sec_rules.review.editing import Words, changed
from sec_rules.review.effect.writing import Row, written

Json = dict[str, object]


@frozen
class Answer:
    """An answer: what is told, and files, each with the name under which it is saved."""

    says: Json
    files: tuple[tuple[str, bytes], ...] = ()


def prepare() -> None:
    """Loads the Code, before the first check is asked for."""
    load()


def answered(request: str, files: Sequence[bytes], step: Step) -> tuple[str, list[bytes]]:
    """The answer to a request of the page, and the bytes of the files that go with it, by number.

    `step` is told what is being done. What is refused is an answer too: `{"refused": SENTENCE}`, with `"asks": "look"`
    where it is refused until somebody says whether the look of words is a change.
    """
    try:
        answer = _answer(json.loads(request), [bytes(file) for file in files], step)
    except UnsettledLookError as error:
        return json.dumps({"refused": str(error), "asks": "look"}), []
    except SecRulesError as error:
        return json.dumps({"refused": str(error)}), []
    names = [name for name, _ in answer.files]
    return json.dumps({**answer.says, "files": names}), [data for _, data in answer.files]


def _answer(asked: Request, files: Sequence[bytes], step: Step) -> Answer:
    work = _WORK.get(asked.get("do", ""))
    if work is None:
        raise UsageError(f"The page asked for {asked.get('do')!r}, which this version does not know.")
    return work(asked, files, step)


def _check(asked: Request, files: Sequence[bytes], step: Step) -> Answer:
    found = checked(asked, files, step)
    step("Working out who is affected")
    reports = [_report(found, which, asked, files) for which in range(len(found.results))]
    return Answer({"reports": reports, "together": _together(found)})


def _together(found: Checked) -> Json | None:
    """What the drafts do together, where they are one modification, as the report draws it."""
    if found.combined is None:
        return None
    from sec_rules.report import as_html

    return {"state": found.combined.state, "drawn": as_html.together(found.combined)}


def _report(found: Checked, which: int, asked: Request, files: Sequence[bytes]) -> Json:
    """What the page shows of a draft; with a portfolio, also how many of its Users each card moves."""
    return screen(found, which) | {"users": _users(found, which, asked["users"], files) if asked.get("users") else None}


def _users(found: Checked, which: int, users: Request, files: Sequence[bytes]) -> Json:
    given = found.summary(which)
    try:
        told = found.counted(which, files[users["file"]], users["name"])
    except PortfolioError as error:
        # A portfolio that does not fit one draft is no reason to say nothing of the draft.
        return {"refused": str(error)}
    counted = evolve(given, moved=told.moved)
    cards = {card.id: {"says": counted.rows_of(card), "names": told.names.get(card.id, ())} for card in given.cards}
    return {"says": " ".join(told.moved.overall), "cards": cards}


def _change(asked: Request, files: Sequence[bytes], _: Step) -> Answer:
    """The draft with words of it changed."""
    name, data = asked["name"], files[0]
    words = Words(asked["start"], asked["end"], asked["paragraph"])
    document = open_draft(data, name, formatting_is_redline=asked.get("look"))
    return Answer({}, ((name, changed(data, document, words, asked["put"], by=_name(asked))),))


def _name(asked: Request) -> str:
    """Under whose name a change is tracked: that of the person, or where none is given that of the program."""
    return str(asked.get("by") or "").strip() or AUTHOR


def _fix(asked: Request, files: Sequence[bytes], step: Step) -> Answer:
    """The draft with the fixes of some findings made."""
    found, which = checked(asked, files, step), asked.get("which", 0)
    result = found.results[which]
    data = mended(found.files[which], result, frozenset(asked["findings"]), by=_name(asked))
    return Answer({}, ((result.draft.document.name, data),))


def _give(asked: Request, files: Sequence[bytes], step: Step) -> Answer:
    # What writes reports is loaded when the first one is asked for.
    from sec_rules.page.giving import given

    found = checked(asked, files, step)
    step("Writing the file")
    return Answer({}, given(asked, found, files))


def _decide(asked: Request, files: Sequence[bytes], step: Step) -> Answer:
    """The record of a draft with what somebody decided of a card, an open place or the baseline added to it."""
    found, which = checked(asked, files, step), asked.get("which", 0)
    given = found.summary(which)
    tied = Tied.of(given.result, given.cards)
    about = asked["about"]
    if about != BASELINE and about not in tied.things:
        raise UsageError("What is decided of is not in the draft any more.")
    made = Decision(
        about=about,
        decided=CONFIRMED if about == BASELINE else asked["decided"],
        because=asked.get("because", ""),
        by=asked["by"],
        on=date.fromisoformat(asked["dated"]),
        draft=given.result.draft.document.sha256,
        version=__version__,
        says=tied.says(about),
        way=asked.get("way", ""),
        ties=tied.ties(about),
    )
    text = added(found.records[which], (made,))
    parsed(text, f"{found.stem(which)}{SUFFIX}")
    return Answer({"text": text})


def _unsettle(asked: Request, _: Sequence[bytes], __: Step) -> Answer:
    """A record without the settlement of an open place."""
    return Answer({"text": unsettled(asked["record"], asked["about"])})


def _part(asked: Request, files: Sequence[bytes], step: Step) -> Answer:
    """A part of the report: the line of days, or the decision plane."""
    from sec_rules.report import as_html

    given = checked(asked, files, step).summary(asked.get("which", 0))
    if asked["part"] == "days":
        step("Working out from when which text governs whom")
        return Answer({"drawn": as_html.time(given)})
    step("Drawing the decision plane")
    return Answer({"drawn": as_html.plane(given)})


def _baseline(asked: Request, _: Sequence[bytes], __: Step) -> Answer:
    """What a baseline accepts, as the page keeps it."""
    return Answer({"accepted": [as_row(one) for one in read_baseline(asked["text"], "The file of what was accepted")]})


def _state(asked: Request, _: Sequence[bytes], __: Step) -> Answer:
    """The changes of a form as the text of a statement of effect."""
    rows = [
        Row(row["who"].strip(), row["years"], row["was"], row["becomes"], tuple(row.get("by", ())))
        for row in asked["rows"]
    ]
    return Answer({"text": written(rows)})


def _rulebook(asked: Request, files: Sequence[bytes], _: Step) -> Answer:
    """By what drafts are checked: what it is called, and whether that is a rulebook of one's own."""
    return Answer({"title": code_of(asked, files).rulebook.title, "own": bool(asked.get("rulebook"))})


def _ask(asked: Request, files: Sequence[bytes], step: Step) -> Answer:
    found = checked(asked, files, step)
    return Answer({"sides": asked_of(found.results[asked.get("which", 0)], asked["facts"])})


def _schedule(asked: Request, files: Sequence[bytes], step: Step) -> Answer:
    found = checked(asked, files, step)
    years = years_ahead(found.results[asked.get("which", 0)], asked["facts"])
    return Answer({"years": list(rows_of(years))})


_WORK: Final[Mapping[str, Callable[[Request, Sequence[bytes], Step], Answer]]] = {
    "check": _check,
    "decide": _decide,
    "unsettle": _unsettle,
    "give": _give,
    "change": _change,
    "fix": _fix,
    "part": _part,
    "baseline": _baseline,
    "state": _state,
    "ask": _ask,
    "schedule": _schedule,
    "rulebook": _rulebook,
}
