"""A watch over events: each is taken in, and what fires by it, or follows no longer, is given out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Final, cast

from sec_rules import _files
from sec_rules._files import Input
from sec_rules.answers.watch.events import LONGEST_LINE, Event, from_data, from_line
from sec_rules.answers.watch.firing import ByDurable, ByReference, Engine, EngineName, Firing, Watch
from sec_rules.answers.watch.history import check
from sec_rules.answers.watch.state import Entry, State
from sec_rules.engine import durable
from sec_rules.engine.code import Code
from sec_rules.errors import DocumentError, EventError, UsageError
from sec_rules.lang.rulebooks import Rulebook

Events = str | PathLike[str] | IO[bytes] | Iterable[Mapping[str, object]]
__all__ = ["Entry", "Events", "Firing", "Watching", "watch"]

_ENGINES: Final[Mapping[str, Engine]] = {"python": ByReference(), "durable": ByDurable()}


class Watching:
    """A watch that is going on, with its state. `EventError` and `ExtraError` where it cannot begin."""

    def __init__(self, code: Code, state: State, engine: EngineName | None = None) -> None:
        chosen = engine or ("durable" if durable.is_installed() else "python")
        if chosen not in _ENGINES:
            raise UsageError(f"'engine' should be 'python' or 'durable', got {chosen!r}.")
        if chosen == "durable":
            durable.require()
        self._state, self.rulebook = state, code.rulebook
        self._watch = Watch(code, _ENGINES[chosen])

    def take(self, event: Event) -> None:
        """Takes an event in: all that comes of it is noted, or nothing. `EventError` where it cannot be taken."""
        with self._state.one_event():
            before = self._state.digest(event.id)
            if before == event.digest:
                return
            if before is not None:
                raise EventError(
                    f"an event '{event.id}' that says something else was read before; a correction has an id of its "
                    f'own and "corrects": "{event.id}".'
                )
            if event.kind == "day":
                self._day_comes(event)
            else:
                self._happens(event)

    def given_out(self) -> Iterator[Entry]:
        """What was noted and not given out before, in order. Each is noted as given once the next is asked for."""
        for entry in self._state.not_given():
            yield entry
            self._state.gave(entry.number)

    def waiting(self) -> int:
        """How many events are of a day that has not come."""
        return self._state.waiting()

    def _day_comes(self, event: Event) -> None:
        assert event.on is not None
        reached = self._state.reached
        if reached is not None and event.on <= reached:
            raise EventError(f"the day {event.on} does not come after {reached}, which has come; days go forward only.")
        self._state.day_comes(event.on, event.id)
        self._state.add(event)
        for user in self._state.woken(event.on):
            self._go_on(user, None if reached is None else date.fromordinal(reached.toordinal() + 1), event)

    def _happens(self, event: Event) -> None:
        first, place = event.on, None
        if event.corrects:
            place, was_on = self._place(event)
            first = min((d for d in (was_on, event.on) if d is not None), default=None)
        self._state.add(event, place)
        check(self._state.history(event.user), self.rulebook)
        if first is not None:
            self._go_on(event.user, first, event)

    def _place(self, event: Event) -> tuple[int, date | None]:
        found = self._state.corrected(event.corrects)
        if found is None:
            raise EventError(f"it corrects '{event.corrects}', which is no event that was read.")
        place, user, kind, was_on = found
        if kind == "day":
            raise EventError(f"'{event.corrects}' says that a day has come, which cannot be taken back.")
        if user != event.user:
            raise EventError(
                f"it is about '{event.user}' and corrects an event about '{user}'; cancel that one, and give this as "
                "an event of its own."
            )
        if event.kind not in ("cancel", kind):
            raise EventError(
                f"it is of kind '{event.kind}' and corrects one of kind '{kind}'; cancel that one instead."
            )
        return place, was_on

    def _go_on(self, user: str, first: date | None, event: Event) -> None:
        """Works out what fires for a User from a day on to the day reached, and notes it."""
        history, reached = self._state.history(user), self._state.reached
        first = first or min((e.on for e in history), default=reached)
        if reached is None or first is None or first > reached:
            wakes = [e.on for e in history if reached is None or e.on > reached]
            self._state.wake(user, self._earlier(user, min(wakes, default=None)))
            return
        firings, wake = self._watch.firings(user, history, first, reached, self._state.days(first))
        self._state.put(user, first, firings, event.id)
        self._state.wake(user, wake)

    def _earlier(self, user: str, day: date | None) -> date | None:
        known = self._state.wakes(user)
        return min((d for d in (day, known) if d is not None), default=None)


def watch(
    code: Code, events: Events, *, state: str | PathLike[str] | None = None, engine: EngineName | None = None
) -> Iterator[Entry]:
    """What fires as events come in, and what is withdrawn since it follows no longer.

    `events` are a path, an open binary file with one JSON object a line, or mappings. `state` is the file in which the
    watch is kept from one time to the next; without it the watch is kept in memory and begins anew each time. `engine`
    is durable_rules where it is installed, else plain Python; both fire alike. An entry that was given out is noted as
    such when the next is asked for, so that each is given at least once however the process ends; one that is given
    again has the same `number`.

    Raises `EventError` for an event that cannot be taken or a state that cannot be used, `DocumentError` for a file
    that cannot be read, `ExtraError` where the engine is not installed.
    """
    path = None if state is None else Path(fspath(state))
    if path is not None and isinstance(events, (str, PathLike)):
        _files.refuse_inputs(path, [Input(Path(fspath(events)), "the file of events")])
    with State(path, code) as kept:
        yield from follow(Watching(code, kept, engine), events)


def follow(watching: Watching, events: Events) -> Iterator[Entry]:
    """What was not given out before, and what comes of each event; raises as `watch` does."""
    yield from watching.given_out()
    for where, event in _read(events, watching.rulebook):
        with _at(where):
            watching.take(event)
        yield from watching.given_out()


def _read(events: Events, of: Rulebook) -> Iterator[tuple[str, Event]]:
    """The events, each with where it stands."""
    if isinstance(events, (str, PathLike)):
        name = fspath(events)
        try:
            with open(name, "rb") as file:
                yield from _in_lines(file, f" of '{name}'", of)
        except OSError as error:
            raise DocumentError(f"'{name}' cannot be read: {error.strerror or error}.") from None
    elif isinstance(events, Mapping) or not isinstance(events, Iterable):
        raise UsageError(f"Events should be a path, an open file or mappings one after the other, got {type(events)}.")
    elif hasattr(events, "readline"):
        yield from _in_lines(cast(IO[bytes], events), "", of)
    else:
        for number, given in enumerate(events, 1):
            with _at(f"Event {number}"):
                if not isinstance(given, Mapping):
                    raise EventError(f"it should be a mapping, got {type(given).__name__}.")
                event = from_data(given, of)
            yield f"Event {number}", event


def _in_lines(file: IO[bytes], where: str, of: Rulebook) -> Iterator[tuple[str, Event]]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if line.strip():
            with _at(f"Line {number}{where}"):
                event = from_line(line, of)
            yield f"Line {number}{where}", event


@contextmanager
def _at(where: str) -> Iterator[None]:
    """Says of what cannot be taken where it stands."""
    try:
        yield
    except EventError as error:
        raise EventError(f"{where}: {error}") from None
