"""The state of a watch in SQLite: the events in their order, what fired, and what was given out of it.

Every event is taken in one transaction, so that a process that is killed leaves the state as it was before the event or
as it is after it. An event that was read before is passed over. What fired is noted down once under an id that its
cause determines, and what follows no longer is noted as withdrawn.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any as Untyped
from typing import Final, Literal

from attrs import asdict, frozen

from sec_rules._shown import Shown
from sec_rules.answers.watch.events import Event
from sec_rules.answers.watch.firing import Firing
from sec_rules.answers.watch.history import Happened
from sec_rules.engine.code import Code
from sec_rules.errors import EventError
from sec_rules.rulebook.usual import USUAL

# Raised whenever the tables, or what is noted in them, are others than before.
VERSION: Final = 2
_MARK: Final = "sec-rules watch"

_TABLES: Final = (
    "CREATE TABLE about (key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE events (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, "
    "user TEXT NOT NULL, day INTEGER, kind TEXT NOT NULL, data TEXT NOT NULL, place INTEGER NOT NULL, "
    "stands INTEGER NOT NULL)",
    "CREATE INDEX of_user ON events (user, day, place) WHERE stands",
    "CREATE INDEX in_place ON events (place)",
    "CREATE TABLE days (day INTEGER PRIMARY KEY, id TEXT NOT NULL)",
    "CREATE TABLE users (user TEXT PRIMARY KEY, wake INTEGER) WITHOUT ROWID",
    "CREATE INDEX woken ON users (wake)",
    "CREATE TABLE firings (id TEXT PRIMARY KEY, user TEXT NOT NULL, day INTEGER NOT NULL, stands INTEGER NOT NULL, "
    "data TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX fired_on ON firings (user, day)",
    "CREATE TABLE entries (number INTEGER PRIMARY KEY, what TEXT NOT NULL, firing TEXT NOT NULL, event TEXT NOT NULL)",
)

What = Literal["fired", "withdrawn"]


@frozen
class Entry(Shown):
    """A firing as it is given out: that it `fired`, or that it is `withdrawn`.

    `number` counts the entries of a watch, over restarts too. `event` is the event after which it came about or follows
    no longer; the one that caused what fired is `firing.event`, which is the "event" of the JSON of what fired.
    """

    number: int
    what: What
    firing: Firing
    event: str


class State:
    """The state of one watch; a context that lets go of its file at the end. Without a file it is kept in memory."""

    def __init__(self, path: Path | None, code: Code) -> None:
        self._called = "the state" if path is None else f"'{path}'"
        try:
            self._base = sqlite3.connect(":memory:" if path is None else path, timeout=0, isolation_level=None)
        except sqlite3.Error as error:
            raise EventError(f"{self._called} cannot be opened as the state of a watch: {error}.") from None
        try:
            self._open(fingerprint(code))
        except BaseException:
            self._base.close()
            raise

    def __enter__(self) -> State:
        return self

    def __exit__(self, *raised: object) -> None:
        self._base.close()

    def _open(self, code: str) -> None:
        with self._told():
            # Held until the end, so that no second watch takes events in between.
            self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
            if self._base.execute("PRAGMA journal_mode = WAL").fetchone()[0] not in ("wal", "memory"):
                self._base.execute("PRAGMA synchronous = FULL")
            else:
                self._base.execute("PRAGMA synchronous = NORMAL")
            self._base.execute("BEGIN EXCLUSIVE")
            found = {name for (name,) in self._base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not found:
                for table in _TABLES:
                    self._base.execute(table)
                about = {"mark": _MARK, "version": VERSION, "code": code, "given": 0}
                self._base.executemany("INSERT INTO about VALUES (?, ?)", about.items())
            self._base.execute("COMMIT")
        if found:
            self._check(found, code)

    def _check(self, found: set[str], code: str) -> None:
        with self._told():
            about = dict(self._base.execute("SELECT key, value FROM about")) if "about" in found else {}
        if about.get("mark") != _MARK:
            raise EventError(f"{self._called} is a database, but not the state of a watch; give another file.")
        if about.get("version") != VERSION:
            raise EventError(
                f"{self._called} is of version {about.get('version')} of the state, and this version of "
                f"sec-rules keeps version {VERSION}; give a new file and read the events again."
            )
        if about.get("code") != code:
            raise EventError(
                f"{self._called} was kept by other clauses than those that answer now; give a new file and read the "
                "events again."
            )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite cannot do, in a sentence."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            said = str(error)
            if "locked" in said or "busy" in said:
                raise EventError(f"{self._called} is held by another watch; one at a time can use it.") from None
            if "not a database" in said:
                raise EventError(
                    f"{self._called} is no state of a watch; give another file, or one that is not there."
                ) from None
            raise EventError(f"{self._called} cannot be used as the state of a watch: {said}.") from None

    @contextmanager
    def one_event(self) -> Iterator[None]:
        """All that is noted within it is kept, or nothing of it."""
        with self._told():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    # Days.

    @property
    def reached(self) -> date | None:
        """The last day that has come."""
        (day,) = self._base.execute("SELECT max(day) FROM days").fetchone()
        return None if day is None else date.fromordinal(day)

    def days(self, first: date) -> tuple[tuple[date, str], ...]:
        """The events that days have come, from a day on."""
        found = self._base.execute("SELECT day, id FROM days WHERE day >= ? ORDER BY day", (first.toordinal(),))
        return tuple((date.fromordinal(day), id) for day, id in found)

    def day_comes(self, day: date, event: str) -> None:
        """Notes that a day has come."""
        self._base.execute("INSERT INTO days VALUES (?, ?)", (day.toordinal(), event))

    # Events.

    def digest(self, id: str) -> str | None:
        """The hash of the event of that id; None where there is none."""
        found = self._base.execute("SELECT digest FROM events WHERE id = ?", (id,)).fetchone()
        return None if found is None else str(found[0])

    def add(self, event: Event, place: int | None = None) -> None:
        """Notes an event, in the place of the one that it corrects where it corrects one."""
        day = None if event.on is None else event.on.toordinal()
        stands = event.kind not in ("day", "cancel")
        values = (event.id, event.digest, event.user, day, event.kind, json.dumps(event.data), place, stands)
        (number,) = self._base.execute("SELECT coalesce(max(number), 0) + 1 FROM events").fetchone()
        if place is not None:
            self._base.execute("UPDATE events SET stands = 0 WHERE place = ?", (place,))
        self._base.execute(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, coalesce(?, ?), ?)",
            (number, *values[:6], place, number, values[7]),
        )

    def corrected(self, id: str) -> tuple[int, str, str, date | None] | None:
        """The place, the User and the kind of an event that is corrected, and the day of what stands in its place."""
        found = self._base.execute("SELECT place, user FROM events WHERE id = ?", (id,)).fetchone()
        if found is None:
            return None
        place, user = found
        (kind,) = self._base.execute("SELECT kind FROM events WHERE number = ?", (place,)).fetchone()
        day = self._base.execute("SELECT day FROM events WHERE place = ? AND stands", (place,)).fetchone()
        return place, user, kind, None if day is None else date.fromordinal(day[0])

    def history(self, user: str) -> tuple[Happened, ...]:
        """The events of a User in their order, corrections in the places of what they correct."""
        found = self._base.execute(
            "SELECT e.day, e.place, first.id, e.kind, e.data FROM events e JOIN events first ON first.number = e.place "
            "WHERE e.user = ? AND e.stands ORDER BY e.day, e.place",
            (user,),
        )
        return tuple(
            Happened(date.fromordinal(d), place, id, kind, json.loads(data)) for d, place, id, kind, data in found
        )

    # Users.

    def woken(self, day: date) -> tuple[str, ...]:
        """The Users for whom something comes about on a day or before, in the order of their names."""
        found = self._base.execute("SELECT user FROM users WHERE wake <= ? ORDER BY user", (day.toordinal(),))
        return tuple(user for (user,) in found.fetchall())

    def wake(self, user: str, day: date | None) -> None:
        """Notes the day on which something comes about next for a User."""
        self._base.execute("INSERT OR REPLACE INTO users VALUES (?, ?)", (user, day and day.toordinal()))

    def wakes(self, user: str) -> date | None:
        """The day on which something comes about next for a User; None where nothing does."""
        found = self._base.execute("SELECT wake FROM users WHERE user = ?", (user,)).fetchone()
        return None if found is None or found[0] is None else date.fromordinal(found[0])

    def waiting(self) -> int:
        """How many events are of a day that has not come."""
        (number,) = self._base.execute(
            "SELECT count(*) FROM events WHERE stands AND day > (SELECT coalesce(max(days.day), 0) FROM days)"
        ).fetchone()
        return int(number)

    # What fired.

    def put(self, user: str, first: date, firings: Iterable[Firing], event: str) -> None:
        """Notes what fires for a User from a day on; what was noted of those days and fires no longer is withdrawn."""
        stood = self._base.execute(
            "SELECT id, stands FROM firings WHERE user = ? AND day >= ? ORDER BY day, id", (user, first.toordinal())
        ).fetchall()
        firing = {found.id: found for found in firings}
        for id in (id for id, stands in stood if stands and id not in firing):
            self._base.execute("UPDATE firings SET stands = 0 WHERE id = ?", (id,))
            self._enter("withdrawn", id, event)
        known = dict(stood)
        for id, found in firing.items():
            if known.get(id):
                continue
            data = json.dumps(asdict(found), default=date.isoformat)
            self._base.execute(
                "INSERT OR REPLACE INTO firings VALUES (?, ?, ?, 1, ?)", (id, user, found.on.toordinal(), data)
            )
            self._enter("fired", id, event)

    def _enter(self, what: What, id: str, event: str) -> None:
        self._base.execute("INSERT INTO entries (what, firing, event) VALUES (?, ?, ?)", (what, id, event))

    def not_given(self) -> Iterator[Entry]:
        """What was noted and not yet given out, in order."""
        (given,) = self._base.execute("SELECT value FROM about WHERE key = 'given'").fetchone()
        found = self._base.execute(
            "SELECT entries.number, what, event, data FROM entries JOIN firings ON firings.id = firing "
            "WHERE entries.number > ? ORDER BY entries.number",
            (given,),
        ).fetchall()
        return (Entry(number, what, _firing(json.loads(data)), event) for number, what, event, data in found)

    def gave(self, number: int) -> None:
        """Notes that all up to an entry was given out."""
        with self._told():
            self._base.execute("UPDATE about SET value = ? WHERE key = 'given'", (number,))


def _firing(data: dict[str, object]) -> Firing:
    for name in ("on", "latest"):
        value = data[name]
        data[name] = date.fromisoformat(value) if isinstance(value, str) else None
    for name in ("because", "needs", "was_because", "latest_because", "latest_needs"):
        data[name] = tuple(_list(data[name]))
    data["doubts"] = tuple((clause, unsure) for clause, unsure in _list(data["doubts"]))
    # What was noted down before it was noted how years are called is of the usual rulebook.
    counted = "" if USUAL.years is None else USUAL.years.name
    return Firing(**{"counted": counted, **data})  # type: ignore[arg-type]


def _list(value: object) -> list[Untyped]:
    assert isinstance(value, list)
    return value


def fingerprint(code: Code) -> str:
    """A hash of all that a Code answers by."""
    said = [
        (c.label, c.ceased, [(v.in_force, v.standing, v.rules, v.doubts) for v in c.versions]) for c in code.clauses
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]
