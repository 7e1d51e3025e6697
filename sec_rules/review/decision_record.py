"""A record of decisions as a file beside the draft, its name with `.decisions.toml` for the ending.

    [[decision]]
    about = "3b1f0c9a7d52"
    says = "G8.41: Supplier Parties whose ... would have a Full User Security Assessment every year."
    decided = "agreed"
    because = "the group asked for the lower figure"
    by = "Ann Other"
    on = 2026-11-29
    draft = "<SHA-256 of the draft>"
    version = "0.2.0"
    ties = { words = "...", definitions = "...", baseline = "...", consequences = "..." }

A decision is added at the end; nothing that stands in the file is ever changed, so two versions of it differ by what
was added, and what people write into it beside stays. What somebody decided last about a card is what counts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

from attrs import fields

from sec_rules import _files
from sec_rules.errors import UsageError
from sec_rules.review.decisions import BASELINE, CONFIRMED, KINDS, SETTLED, Decision, Record, Ties, settled_as
from sec_rules.review.effect.statement import quoted

SUFFIX: Final = ".decisions.toml"
_TEXTS: Final = ("about", "decided", "because", "by", "draft", "version")
_OTHER_TEXTS: Final = ("says", "way", "reconfirmed_by")
_KEYS: Final = (*_TEXTS, "on", *_OTHER_TEXTS, "reconfirmed_on", "ties")
_TIES: Final = tuple(field.name for field in fields(Ties))


def beside(draft: Path) -> Path:
    """Where the record of a draft's decisions lies, whether or not there is one."""
    return draft.parent / (draft.stem + SUFFIX)


def read_record(path: Path) -> Record:
    """The record in a file. `UsageError` with every problem in it, or where it cannot be read."""
    try:
        text = _files.read(path).decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"'{path}' cannot be read as a record of decisions: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"'{path}' is no record of decisions: it is not text in UTF-8.") from None
    return parsed(text, path.name)


def parsed(text: str, name: str) -> Record:
    """The record that a text is. `UsageError` with every problem in it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name} is no record of decisions: it is no TOML ({error}).") from None
    rows = data.get("decision", [])
    problems = [f"'{key}' is not known at the top; known is [[decision]]" for key in data if key != "decision"]
    if not isinstance(rows, list):
        problems, rows = [*problems, "'decision' should be written [[decision]], once for each"], []
    for number, row in enumerate(rows, 1):
        problems.extend(f"decision {number}: {problem}" for problem in _problems(row))
    if problems:
        raise UsageError(f"{name}: {'; '.join(problems)}.")
    return Record(name=name, decisions=tuple(map(_decision, rows)))


def _problems(row: object) -> Iterator[str]:
    if not isinstance(row, dict):
        yield "it should be a table"
        return
    yield from (f"'{key}' is not known; known are {', '.join(_KEYS)}" for key in row if key not in _KEYS)
    for key in (*_TEXTS, *_OTHER_TEXTS):
        value = row.get(key, "" if key in _OTHER_TEXTS else None)
        if not isinstance(value, str) or not (value.strip() or key in (*_OTHER_TEXTS, "because")):
            yield f"'{key}' should be given, in quotation marks"
    for key in ("on", *(("reconfirmed_on",) if "reconfirmed_on" in row else ())):
        if not isinstance(row.get(key), date) or isinstance(row.get(key), datetime):
            yield f"'{key}' should be a day, as 2026-11-29, without quotation marks"
    yield from _of_what(row)
    ties = row.get("ties")
    if ties is not None and not (
        isinstance(ties, dict) and sorted(ties) == sorted(_TIES) and all(isinstance(v, str) for v in ties.values())
    ):
        yield f"'ties' should be a table of {', '.join(_TIES)}"


def _of_what(row: Mapping[str, object]) -> Iterator[str]:
    """What does not fit in what is decided, of which thing."""
    about, decided, way = row.get("about"), row.get("decided"), row.get("way", "")
    kinds = (CONFIRMED,) if about == BASELINE else KINDS
    if isinstance(decided, str) and decided not in kinds:
        yield f"'decided' should be {' or '.join(kinds)}, got '{decided}'"
    if decided != CONFIRMED and isinstance(row.get("because"), str) and not str(row["because"]).strip():
        yield "'because' should give a reason"
    if way and decided != SETTLED:
        yield "'way' is for what is settled"
    elif isinstance(way, str) and way and isinstance(about, str):
        try:
            settled_as(about, way, "way")
        except UsageError as error:
            yield str(error).rstrip(".")


def _decision(row: Mapping[str, object]) -> Decision:
    day, again, ties = row["on"], row.get("reconfirmed_on"), row.get("ties")
    assert isinstance(day, date)
    texts = {key: str(row.get(key, "")) for key in (*_TEXTS, *_OTHER_TEXTS)}
    held = Ties(**{name: str(ties[name]) for name in _TIES}) if isinstance(ties, dict) else None
    return Decision(**texts, on=day, ties=held, reconfirmed_on=again if isinstance(again, date) else None)


def added(text: str, decisions: Iterable[Decision]) -> str:
    """The text of a record with decisions added at its end; all that stands there stays as it is."""
    newline = "\r\n" if "\r\n" in text else "\n"
    before = text if not text or text.endswith("\n") else text + newline
    parts = [newline.join(_written(decision)) + newline for decision in decisions]
    return before + (newline if before else "") + newline.join(parts)


def unsettled(text: str, about: str) -> str:
    """The text of a record without the settlements of an open place; what people wrote beside stays.

    Raises `UsageError` for what is no record.
    """
    decisions = parsed(text, "the record").decisions
    lines, begins = text.splitlines(keepends=True), []
    for number, line in enumerate(lines):
        # Within a text of several lines what stands before is no whole record.
        if line.lstrip().startswith("[[decision]]") and _is_toml("".join(lines[:number])):
            begins.append(number)
    if len(begins) != len(decisions):
        raise UsageError("The record is not written as this program writes it; take the settlement out of the file.")
    kept = lines[: begins[0]] if begins else lines
    for decision, begin, end in zip(decisions, begins, [*begins[1:], len(lines)], strict=False):
        gone = (decision.about, decision.decided) == (about, SETTLED)
        kept += [line for line in lines[begin:end] if not gone or line.startswith("#")]
    return "".join(kept)


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _written(decision: Decision) -> Iterator[str]:
    yield "[[decision]]"
    for key in ("about", "says", "decided", "way", "because", "by"):
        value = getattr(decision, key)
        if value or key not in ("says", "way"):
            yield f"{key} = {quoted(value)}"
    yield f"on = {decision.on.isoformat()}"
    if decision.reconfirmed_on is not None:
        yield f"reconfirmed_by = {quoted(decision.reconfirmed_by)}"
        yield f"reconfirmed_on = {decision.reconfirmed_on.isoformat()}"
    yield f"draft = {quoted(decision.draft)}"
    yield f"version = {quoted(decision.version)}"
    if decision.ties is not None:
        yield f"ties = {{ {', '.join(f'{name} = {quoted(getattr(decision.ties, name))}' for name in _TIES)} }}"
