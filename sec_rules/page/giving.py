"""The files that the page gives, made of checked drafts; what nobody confirmed is named in them and in their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from attrs import evolve

from sec_rules._files import sealed
from sec_rules.errors import PortfolioError, UsageError
from sec_rules.page.asking import years_ahead
from sec_rules.page.checked import Checked, Request
from sec_rules.page.questions import unconfirmed
from sec_rules.report import as_docx, as_html, as_json, note_as_docx
from sec_rules.report.schedule import as_calendar
from sec_rules.review.acceptance import baseline_of
from sec_rules.review.comments import Placed, placed, placed_in_new
from sec_rules.review.decision_record import SUFFIX as RECORD_SUFFIX
from sec_rules.review.effect.statement import SUFFIX
from sec_rules.review.moved import Moved
from sec_rules.review.note import note_on
from sec_rules.review.summary import consequences, decided

Files = tuple[tuple[str, bytes], ...]


def given(asked: Request, found: Checked, files: Sequence[bytes]) -> Files:
    """The file that a request asks for, with the name under which it is saved. `UsageError` for one there is not.

    Of Users among the `files` the Word file, the note and the report have how many each card moves, never who they are.
    """
    which = asked.get("which", 0)
    left = unconfirmed(asked.get("unconfirmed", ()))
    # What was made of a draft that was changed here never lies over what belongs to the file that was put in.
    own = found.stem(which) + (".changed" if asked.get("changed") else "")
    stem = own + (".unconfirmed" if left else "")
    match asked.get("what"):
        case "docx":
            commented = _placed(found, which, left, _moved(asked, found, which, files))
            return ((f"{stem}.reviewed.docx", sealed(as_docx.dumps(commented))),)
        case "html":
            pairs = enumerate(zip(found.results, found.conformances, strict=True))
            told = [
                evolve(
                    decided(consequences(r, conformance=c), found.record_of(i)), moved=_moved(asked, found, i, files)
                )
                for i, (r, c) in pairs
            ]
            page = as_html.several(told, found.combined, caution=left)
            return ((f"{stem}.report.html", sealed(page.encode("utf-8", "replace"))),)
        case "json":
            return ((f"{stem}.json", as_data(found, which).encode()),)
        case "record":
            return tuple(_decisions(found, which, stem))
        case "note":
            noted = note_on(evolve(found.summary(which), moved=_moved(asked, found, which, files)))
            return ((f"{stem}.note.docx", sealed(note_as_docx.dumps(noted))),)
        case "effect":
            text = found.statements[which]
            if text is None:
                raise UsageError("Nothing is stated yet of what the draft is meant to do.")
            return ((f"{stem}{SUFFIX}", text.encode()),)
        case "draft":
            return ((own + PurePath(found.results[which].draft.document.name).suffix, found.files[which]),)
        case "ics":
            years = years_ahead(found.results[which], asked["facts"])
            return ((f"{stem}.schedule.ics", as_calendar(years).encode()),)
        case other:
            raise UsageError(f"The page asked for a file of the kind {other!r}, which this version does not know.")


def _moved(asked: Request, found: Checked, which: int, files: Sequence[bytes]) -> Moved | None:
    """How many Users the cards of a draft move; None where none were given, or they are refused, as the page says."""
    users = asked.get("users")
    try:
        return found.counted(which, files[users["file"]], users["name"]).moved if users else None
    except PortfolioError:
        return None


def _decisions(found: Checked, which: int, stem: str) -> Iterator[tuple[str, bytes]]:
    """The record of decisions, and what was accepted as a baseline."""
    if found.records[which]:
        yield f"{stem}{RECORD_SUFFIX}", found.records[which].encode()
    if found.accepted[which]:
        yield f"{stem}.accepted.json", baseline_of(found.accepted[which]).encode()
    if not found.accepted[which] and not found.records[which]:
        raise UsageError("Nothing is decided yet of this draft.")


def _placed(found: Checked, which: int, left: str, moved: Moved | None) -> Placed:
    told = evolve(found.summary(which), moved=moved)
    if told.result.draft.document.format == "docx":
        return placed(told, found.files[which], caution=left)
    return placed_in_new(told, caution=left)


def as_data(found: Checked, which: int = 0) -> str:
    """The JSON of `check`, byte for byte: of one modification all its parts, of options that one."""
    if found.combined is None:
        return as_json.dumps(_report(found, which))
    reports = [_report(found, number) for number in range(len(found.results))]
    return as_json.dumps({"reports": reports, "together": as_json.combined(found.combined)})


def _report(found: Checked, which: int) -> dict[str, object]:
    told = found.summary_left(which)
    intended = {"intended": as_json.conformance(told.conformance)} if told.conformance else {}
    return as_json.checked(told) | intended
