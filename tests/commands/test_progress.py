"""What is shown at a terminal while something takes long, and that nothing is shown elsewhere."""

import io
import time

import pytest

from sec_rules._files import whole
from sec_rules.commands import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.01)


def test_a_terminal_is_shown_how_long_it_takes_and_how_much_is_written(monkeypatch, impatient, tmp_path):
    terminal = Terminal()
    monkeypatch.setattr(progress.sys, "stderr", terminal)
    target = tmp_path / "o.csv"
    with whole(target, inputs=()) as partial:
        partial.write_bytes(b"x" * 3_000_000)
        with progress.waiting("Assessing", target):
            time.sleep(0.2)
    assert "Assessing: 0 s, 3 MB written" in terminal.getvalue()
    # What was shown is wiped off again.
    assert terminal.getvalue().endswith("\r\033[K")


@pytest.mark.parametrize(("stream", "quiet"), [(io.StringIO(), False), (Terminal(), True)])
def test_nothing_is_shown_on_a_pipe_or_where_it_is_not_wanted(monkeypatch, impatient, stream, quiet):
    monkeypatch.setattr(progress.sys, "stderr", stream)
    with progress.waiting("Assessing", quiet=quiet):
        time.sleep(0.1)
    assert stream.getvalue() == ""


def test_what_is_quick_is_not_shown(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(progress.sys, "stderr", terminal)
    with progress.waiting("Assessing"):
        pass
    assert terminal.getvalue() == ""
