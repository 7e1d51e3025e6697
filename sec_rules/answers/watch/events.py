"""An event as it is given, one JSON object a line, and as it is read: about whom, from which day, what it tells."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, Literal

from attrs import evolve, frozen

from sec_rules.engine.code import HELD_FROM, HELD_TO
from sec_rules.engine.validation import admit, spoken
from sec_rules.errors import EventError, FactError
from sec_rules.lang import Count
from sec_rules.lang.lists import joined
from sec_rules.lang.rulebooks import Rulebook

Kind = Literal["facts", "assessment", "status", "return", "day", "cancel"]
Data = Mapping[str, object]

# A longer line is no event.
LONGEST_LINE: Final = 1_000_000
LONGEST_NAME: Final = 200
# Assessments were held before the Code is held here.
_EARLIEST: Final = date(2010, 1, 1)

_KEYS: Final[Mapping[Kind, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "facts": (("user", "on", "facts"), ("id", "corrects")),
    "assessment": (("user", "on", "kind"), ("id", "corrects", "initial", "began", "fieldwork_ended", "year")),
    "status": (("user", "on", "status"), ("id", "corrects")),
    "return": (("user", "on"), ("id", "corrects")),
    "day": (("on",), ("id",)),
    "cancel": (("user", "corrects"), ("id",)),
}


@frozen(kw_only=True)
class Event:
    """Something that happened to a User on a day, or (without a User) a day that has come.

    `data` is what it tells, in values of JSON; `corrects` the id of the event whose place it takes. An event that
    cancels another has no day of its own.
    """

    id: str
    kind: Kind
    user: str = ""
    on: date | None
    data: Data
    corrects: str = ""

    @property
    def digest(self) -> str:
        """A hash of all that the event says but its id."""
        said = [self.kind, self.user, self.on and self.on.isoformat(), self.data, self.corrects]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def from_line(line: bytes, of: Rulebook) -> Event:
    """The event in a line of a file, in the terms of a rulebook. `EventError` with what is wrong of it."""
    if len(line) > LONGEST_LINE:
        raise EventError(f"it is longer than {LONGEST_LINE:,} bytes.")
    try:
        given = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise EventError("it is not text in UTF-8.") from None
    except json.JSONDecodeError as error:
        raise EventError(f"it is no JSON ({error.msg} at character {error.pos + 1}).") from None
    except (ValueError, RecursionError):
        raise EventError("it is no JSON that can be read: a number in it is too long, or it nests too deep.") from None
    if not isinstance(given, dict):
        raise EventError("it should be one JSON object.")
    return from_data(given, of)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise EventError(f"'{twice}' is given twice.")
    return found


def _no_constant(name: str) -> object:
    raise EventError(f"{name} is no number.")


def kinds_of(rulebook: Rulebook) -> tuple[Kind, ...]:
    """The kinds of events by which a rulebook can be told what happens."""
    watched = rulebook.watched
    needs = {"assessment": watched.yearly, "status": watched.status, "return": watched.returned}
    return tuple(kind for kind in _KEYS if needs.get(kind, watched) is not None)


def from_data(given: Mapping[str, object], of: Rulebook) -> Event:
    """The event that a mapping tells of, in the terms of a rulebook. `EventError` with what is wrong of it."""
    kinds = kinds_of(of)
    if "event" not in given:
        raise EventError(f"'event' should say what happened: {joined(kinds, ' or ')}.")
    kind = given["event"]
    if not isinstance(kind, str) or kind not in kinds:
        raise EventError(f"'event' should be {joined(kinds, ' or ')}, got {kind!r}.")
    _check_keys(kind, given)
    on = None if kind == "cancel" else _day("on", given["on"])
    if kind == "day" and on is not None and not HELD_FROM <= on <= HELD_TO:
        raise EventError(f"days are watched from {HELD_FROM} to {HELD_TO}; {on} is outside.")
    event = Event(
        id="",
        kind=kind,
        user=_name("user", given["user"]) if "user" in given else "",
        on=on,
        data=_DATA[kind](given, on, of),
        corrects=_name("corrects", given["corrects"]) if "corrects" in given else "",
    )
    return _with_id(event, given)


def _with_id(event: Event, given: Mapping[str, object]) -> Event:
    if "id" in given:
        return evolve(event, id=_name("id", given["id"]))
    return evolve(event, id=f"day {event.on}" if event.kind == "day" else event.digest[:16])


def _check_keys(kind: Kind, given: Mapping[str, object]) -> None:
    needed, may = _KEYS[kind]
    unknown = [name for name in given if name not in ("event", *needed, *may)]
    if unknown:
        raise EventError(
            f"'{unknown[0]}' is nothing that an event of kind '{kind}' has; it has {joined(needed + may)}."
        )
    missing = [name for name in needed if name not in given]
    if missing:
        raise EventError(f"an event of kind '{kind}' needs {joined(missing)}.")


def _name(key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_NAME:
        raise EventError(f"'{key}' should be a text of 1 to {LONGEST_NAME} characters, got {_short(value)}.")
    if any(0xD800 <= ord(c) <= 0xDFFF for c in value):
        raise EventError(f"'{key}' holds half of a character.")
    return value


def _short(value: object) -> str:
    said = repr(value)
    return said if len(said) <= 60 else f"{said[:57]}..."


def _day(key: str, value: object) -> date:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            found = date.fromisoformat(value)
            if _EARLIEST <= found <= HELD_TO:
                return found
            raise EventError(f"'{key}' should lie from {_EARLIEST} to {HELD_TO}, got {found}.")
    except ValueError:
        pass
    raise EventError(f"'{key}' should be a day such as 2020-01-31, got {_short(value)}.")


def _facts(given: Mapping[str, object], on: date | None, of: Rulebook) -> Data:
    facts = given["facts"]
    if not isinstance(facts, Mapping) or not facts:
        raise EventError("'facts' should be an object of names and values.")
    if of.years is not None and of.years.name in facts:
        raise EventError(f"'{of.years.name}' is counted as days pass{_in_place(of, of.years)}")
    try:
        admitted = admit(facts, of.watched.told, on, of.assumptions)
    except FactError as error:
        raise EventError(str(error)) from None
    ranges = [name for name, value in facts.items() if value is not None and name not in admitted]
    if ranges:
        raise EventError(f"'{ranges[0]}' should be one number, not a range.")
    return {name: admitted.get(name) for name in sorted(facts)}


def _in_place(of: Rulebook, years: Count) -> str:
    """What is told in the place of a count of years, behind the sentence that it is counted."""
    if years.anchor is None:
        return f", and {of.called} does not say from which; give that count an anchor."
    if of.watched.yearly is None:
        return f"; tell the day of {years.anchor.what} as '{years.anchor.given}'."
    return f"; tell of {years.anchor.what} in an event of kind 'assessment' with \"initial\": true."


def _assessment(given: Mapping[str, object], on: date | None, of: Rulebook) -> Data:
    yearly = of.watched.yearly
    assert on is not None
    assert yearly is not None
    kind, initial = given["kind"], given.get("initial", False)
    if kind not in yearly.kinds:
        raise EventError(f"'kind' should be {joined(yearly.kinds, ' or ')}, got {_short(kind)}.")
    if not isinstance(initial, bool):
        raise EventError(f"'initial' should be true or false, got {_short(initial)}.")
    if initial and kind != yearly.initial:
        raise EventError(f"the initial assessment is of the kind {yearly.initial}, not {kind}.")
    data: dict[str, object] = {"kind": kind, "initial": initial}
    for key in ("began", "fieldwork_ended"):
        if given.get(key) is not None:
            found = _day(key, given[key])
            if found > on:
                raise EventError(f"'{key}' is {found}, which is after the assessment of {on}.")
            data[key] = found.isoformat()
    year = given.get("year", on.year)
    if isinstance(year, bool) or not isinstance(year, int) or not on.year - 2 <= year <= on.year + 1:
        raise EventError(f"'year' should be the year that the assessment of {on} is for, got {_short(year)}.")
    if initial and year != on.year:
        raise EventError("the initial assessment is of the year in which it is held; leave 'year' out.")
    return data | {"year": year}


def _status(given: Mapping[str, object], on: date | None, of: Rulebook) -> Data:
    given_status = of.watched.status
    assert on is not None
    assert given_status is not None
    status = given["status"]
    place = spoken(given_status, status, on) if isinstance(status, str) else None
    if not isinstance(place, int):
        names = given_status.names_on(on)
        raise EventError(
            f"'status' should be a status as it is named on {on}: {joined(names, ' or ')}; got {_short(status)}."
        )
    return {"status": place}


def _nothing(given: Mapping[str, object], on: date | None, of: Rulebook) -> Data:
    return {}


_DATA: Final[Mapping[Kind, Callable[[Mapping[str, object], date | None, Rulebook], Data]]] = {
    "facts": _facts,
    "assessment": _assessment,
    "status": _status,
    "return": _nothing,
    "day": _nothing,
    "cancel": _nothing,
}
