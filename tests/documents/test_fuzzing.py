"""Two thousand files made wrong: each is read, or refused in a sentence, and nothing is lost on the way."""

from __future__ import annotations

import signal
import sys
import time
from collections import Counter

import pytest

from tests.documents import fuzzing
from tests.documents.word.conftest import zipped

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no clock of processor time to stop by.")
INPUTS = 2_000


def test_files_made_wrong_are_read_or_refused_in_a_sentence() -> None:
    counts: Counter[str] = Counter()
    found: list[str] = []
    for number in range(INPUTS):
        fuzzing.tried(number, counts, found)
    assert found == []
    assert counts["read"] + counts["refused"] == INPUTS
    # Each level makes files that are read and files that are not.
    for level, _, _ in fuzzing.LEVELS:
        assert min(counts[f"read, {level}"], counts[f"refused, {level}"]) > 20


@pytest.mark.parametrize("number", [90_341, 136_078, 146_884, 217_380, 291_416, 860_161])
def test_an_input_that_once_went_wrong_is_read_or_refused(number: int) -> None:
    counts: Counter[str] = Counter()
    found: list[str] = []
    fuzzing.tried(number, counts, found)
    assert (found, counts["read"] + counts["refused"]) == ([], 1)


@pytest.mark.parametrize(
    ("becomes", "counted"),
    [(ValueError("so"), "crashes"), (fuzzing.Hang(), "hangs")],
)
def test_what_goes_wrong_is_counted_with_its_number(
    becomes: Exception, counted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: object, **more: object) -> None:
        raise becomes

    monkeypatch.setattr(fuzzing, "open_draft", fails)
    counts: Counter[str] = Counter()
    found: list[str] = []
    fuzzing.tried(7, counts, found)
    assert counts[counted] == 1
    assert found[0].startswith("7 (XML)")


def test_an_archive_is_packed_as_python_packs_it() -> None:
    parts = {"word/document.xml": b"<a/>" * 900, "b": b"", "c.xml": bytes(range(256))}
    assert fuzzing.packed(parts) == zipped(parts)


@pytest.mark.parametrize(("by", "counted"), [(signal.SIGKILL, "crashes"), (signal.SIGPROF, "hangs")])
def test_an_input_that_ends_the_process_is_counted_and_those_around_it_too(
    by: signal.Signals, counted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends(number: int, counts: Counter[str], found: list[str]) -> None:
        if number == 7:
            signal.raise_signal(by)
        counts["inputs"] += 1

    monkeypatch.setattr(fuzzing, "tried", ends)
    kept = fuzzing.Kept(next=5)
    kept.run(6, time.monotonic() + 60)
    assert (kept.next, kept.counts["inputs"], kept.counts[counted]) == (11, 6, 1)
    assert kept.found == [f"7 ended the process by signal {int(by)}"]
