"""The state of a watch: kept whole whatever happens, once under its id, given out at least once, for one at a time."""

import sqlite3
from datetime import date

import pytest

from sec_rules.answers.watch import state as kept
from sec_rules.answers.watch.events import from_data
from sec_rules.answers.watch.state import State, fingerprint
from sec_rules.answers.watch.watching import Watching, follow, watch
from sec_rules.engine.code import Code
from sec_rules.errors import EventError
from sec_rules.rulebook.smart_energy_code import SMART_ENERGY_CODE
from tests.answers.watch.streams import CODE, SMALL, day, entries, facts, initial, standing

STREAM = (facts("2018-06-01", **SMALL), initial(began="2018-05-01"), day("2019-01-05"), day("2020-01-05"))


class Killed(BaseException):
    """The process ends here."""


def test_what_is_kept_goes_on_where_it_ended(tmp_path):
    file = tmp_path / "state.db"
    first = entries(*STREAM[:3], state=file)
    again = entries(*STREAM, state=file)
    assert (*first, *again) == entries(*STREAM)
    assert entries(*STREAM, state=file) == ()


def test_a_process_that_is_killed_at_any_point_loses_nothing_and_records_nothing_twice(tmp_path):
    corrected = facts(
        "2018-06-01", corrects=from_data(STREAM[0], SMART_ENERGY_CODE).id, **SMALL | {"domestic_premises": 900_000}
    )
    stream = (*STREAM, corrected)
    whole = entries(*stream)
    assert [e.what for e in whole].count("withdrawn") >= 2
    for number in range(2, 75, 6):
        file = tmp_path / f"{number}.db"
        given = [*killed(stream, file, number), *entries(*stream, state=file)]
        assert {e.number: e for e in given} == {e.number: e for e in whole}
        assert standing(sorted({e.number: e for e in given}.values(), key=lambda e: e.number)) == standing(whole)


def killed(stream, file, statements):
    """What was given out by a watch that is killed after so many statements to its base."""
    given = []
    left = [statements]

    def count(statement):
        left[0] -= 1
        if left[0] == 0:
            raise Killed

    state = State(file, CODE)
    base = state._base
    state._base = _Counted(base, count)
    try:
        for entry in follow(Watching(CODE, state, "python"), stream):
            given.append(entry)
    except Killed:
        pass
    base.close()
    return given


class _Counted:
    """A base of which each statement is counted, and some is the last."""

    def __init__(self, base, count):
        self._base, self._count = base, count

    def execute(self, statement, *values):
        if statement == "ROLLBACK":
            return self._base.execute(statement)
        self._count(statement)
        return self._base.execute(statement, *values)


def test_what_was_given_out_is_noted_only_once_the_next_is_asked_for(tmp_path):
    file = tmp_path / "state.db"
    stopped = watch(CODE, STREAM, state=file, engine="python")
    first = next(stopped)
    stopped.close()
    assert next(watch(CODE, STREAM, state=file, engine="python")) == first


def test_one_watch_at_a_time_uses_a_state(tmp_path):
    file = tmp_path / "state.db"
    with State(file, CODE), pytest.raises(EventError, match=r"state\.db' is held by another watch; one at a time"):
        State(file, CODE)
    State(file, CODE).__exit__()


def test_a_state_of_another_version_or_of_other_clauses_is_refused(tmp_path, monkeypatch):
    file = tmp_path / "state.db"
    entries(*STREAM, state=file)
    with pytest.raises(EventError, match="was kept by other clauses than those that answer now; give a new file"):
        State(file, CODE.as_of(date(2018, 1, 1)))
    monkeypatch.setattr(kept, "VERSION", 3)
    with pytest.raises(
        EventError, match=r"is of version 2 of the state, and this version of sec-rules keeps version 3"
    ):
        State(file, CODE)


def test_what_is_no_state_is_refused_and_left_as_it_is(tmp_path):
    text, other = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("These are notes, and there are enough of them to be no empty file.\n" * 30, encoding="utf-8")
    with pytest.raises(EventError, match=r"notes\.txt' is no state of a watch; give another file"):
        State(text, CODE)
    assert text.read_text(encoding="utf-8").startswith("These are notes")
    base = sqlite3.connect(other)
    base.execute("CREATE TABLE mine (x)")
    base.commit()
    base.close()
    with pytest.raises(EventError, match="is a database, but not the state of a watch"):
        State(other, CODE)
    with pytest.raises(EventError, match="cannot be opened as the state of a watch"):
        State(tmp_path / "nowhere" / "state.db", CODE)


def test_an_event_that_is_refused_leaves_the_state_as_it_was(tmp_path):
    file = tmp_path / "state.db"
    bad = facts("2018-07-01", network_party=True)
    with pytest.raises(EventError):
        entries(*STREAM[:2], bad, state=file)
    assert entries(*STREAM[2:], state=file) == entries(*STREAM)


def test_the_hash_of_a_code_is_that_of_what_it_answers_by():
    assert fingerprint(CODE) == fingerprint(Code(tuple(reversed(CODE.clauses))))
    assert fingerprint(CODE) != fingerprint(CODE.with_draft([], deleted=["G8.41"], on=date(2021, 1, 1)))
