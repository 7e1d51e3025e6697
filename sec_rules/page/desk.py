"""What the page asks and what it is told: requests and answers as JSON, with the bytes of files beside them.

The page keeps what a person has on the screen and sends all that a request needs; nothing is kept here between two
requests but what makes the next one quick. What the commands refuse is refused by the same sentence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any as Untyped
from typing import Final

from attrs import asdict, frozen

from sec_rules._files import sealed
from sec_rules.documents.comparison import compared
from sec_rules.documents.readers import open_draft
from sec_rules.drafting.grammar.settlements import settled, settlement
from sec_rules.errors import SecRulesError, UsageError
from sec_rules.loading import load
from sec_rules.page.editing import Words, changed
from sec_rules.page.screen import screen
from sec_rules.page.users import moved
from sec_rules.report import as_docx, as_html, as_json
from sec_rules.review.acceptance import Accepted, accept, written_baseline
from sec_rules.review.comments import placed, placed_in_new
from sec_rules.review.review import Review, Together, check, together
from sec_rules.review.summary import Summary, consequences, summarised
from sec_rules.rulebook.questions import QUESTIONS

Json = dict[str, object]
Step = Callable[[str], object]
_QUESTION: Final = QUESTIONS["assessment"]
# Who accepted is said in the reason itself.
_RECORD: Final = "the record of decisions"


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

    `step` is told what is being done. What is refused is an answer too: `{"refused": SENTENCE}`.
    """
    try:
        answer = _answer(json.loads(request), [bytes(file) for file in files], step)
    except SecRulesError as error:
        return json.dumps({"refused": str(error)}), []
    names = [name for name, _ in answer.files]
    return json.dumps({**answer.says, "files": names}), [data for _, data in answer.files]


def _answer(asked: Mapping[str, Untyped], files: Sequence[bytes], step: Step) -> Answer:
    match asked.get("do"):
        case "check":
            return _checked(asked, files, step)
        case "give":
            return _given(asked, files, step)
        case "change":
            return _changed(asked, files)
        case other:
            raise UsageError(f"The page asked for {other!r}, which this version does not know.")


def _results(asked: Mapping[str, Untyped], files: Sequence[bytes], step: Step) -> list[Review]:
    """The drafts of a request, each checked as the command would."""
    settlements = settled((tuple(settlement(text, _RECORD) for text in asked.get("settled", ())),))
    accepted = tuple(Accepted(**row) for row in asked.get("accepted", ()))
    on = date.fromisoformat(asked["on"]) if asked.get("on") else None
    found: list[Review] = []
    for draft in asked["drafts"]:
        step(f"{draft['name']} is read")
        document = open_draft(files[draft["file"]], draft["name"], formatting_is_redline=asked.get("look"))
        if asked.get("against"):
            older = asked["against"]
            document = compared(open_draft(files[older["file"]], older["name"]), document)
        step(f"{draft['name']} is checked and proved")
        result = check(document, load(), _QUESTION, on=on, settled=settlements)
        found.append(accept(result, accepted, name=_RECORD))
    return found


def _together(asked: Mapping[str, Untyped], results: Sequence[Review]) -> Together | None:
    return together(results, _QUESTION) if len(results) > 1 and asked.get("how") == "one" else None


def _checked(asked: Mapping[str, Untyped], files: Sequence[bytes], step: Step) -> Answer:
    results = _results(asked, files, step)
    combined = _together(asked, results)
    step("whom it concerns is worked out")
    reports = [_report(summarised(result), asked, files) for result in results]
    return Answer(
        {
            "reports": reports,
            "together": as_json.combined(combined) if combined is not None else None,
        }
    )


def _report(given: Summary, asked: Mapping[str, Untyped], files: Sequence[bytes]) -> Json:
    """What the page shows of a draft; with a portfolio, also how many of its Users each card moves."""
    users = asked.get("users")
    found = moved(given, files[users["file"]], users["name"]) if users else None
    return screen(given) | {"users": None if found is None else asdict(found)}


def _changed(asked: Mapping[str, Untyped], files: Sequence[bytes]) -> Answer:
    """The draft with words of it changed."""
    name, data = asked["name"], files[0]
    words = Words(asked["start"], asked["end"], asked["paragraph"])
    document = open_draft(data, name, formatting_is_redline=asked.get("look"))
    return Answer({}, ((name, changed(data, document, words, asked["put"])),))


def _given(asked: Mapping[str, Untyped], files: Sequence[bytes], step: Step) -> Answer:
    """A file made of the drafts: the commented Word file, the report, the answer as data, the record of decisions."""
    results = _results(asked, files, step)
    combined = _together(asked, results)
    stem = PurePath(results[0].draft.document.name).stem
    step("the file is written")
    match asked.get("what"):
        case "docx":
            first = results[asked.get("which", 0)]
            data = files[asked["drafts"][asked.get("which", 0)]["file"]]
            stem = PurePath(first.draft.document.name).stem
            told = summarised(first, unchanged=False)
            found = placed(told, data) if first.draft.document.format == "docx" else placed_in_new(told)
            return Answer({}, ((f"{stem}.reviewed.docx", sealed(as_docx.dumps(found))),))
        case "html":
            page = as_html.several([consequences(r) for r in results], combined)
            return Answer({}, ((f"{stem}.report.html", sealed(page.encode("utf-8", "replace"))),))
        case "json":
            return Answer({}, ((f"{stem}.json", as_data(results, combined).encode()),))
        case "record":
            text = written_baseline(results, tuple(Accepted(**row) for row in asked.get("accepted", ())), "")
            return Answer({}, ((f"{stem}.decisions.json", text.encode()),))
        case other:
            raise UsageError(f"The page asked for a file of the kind {other!r}, which this version does not know.")


def as_data(results: Sequence[Review], combined: Together | None) -> str:
    """The JSON of `check`, byte for byte."""
    reports = [as_json.checked(summarised(result)) for result in results]
    return as_json.dumps({"reports": reports, "together": as_json.combined(combined)} if combined else reports[0])
