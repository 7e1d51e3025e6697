"""Files are written whole or not at all, two writers at once among them, and never over what is read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sec_rules._files import Input, make_folder, refuse_inputs, whole, write, written_so_far
from sec_rules.errors import DocumentError, UsageError

POSIX = pytest.mark.skipif(os.name != "posix", reason="links, pipes and modes as POSIX has them")


def test_what_is_written_takes_the_place_of_what_was_there(tmp_path):
    target = tmp_path / "o.json"
    target.write_bytes(b"a longer text that was there before")
    write(target, b"new", inputs=())
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def _interrupted(target):
    with whole(target, inputs=()) as partial:
        partial.write_bytes(b"half")
        raise KeyboardInterrupt


def test_where_the_end_is_not_reached_all_is_as_before(tmp_path):
    target = tmp_path / "o.json"
    target.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        _interrupted(target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


WRITER = """
import sys
from pathlib import Path
from sec_rules._files import write
for _ in range(40):
    write(Path(sys.argv[1]), sys.argv[2].encode() * 1_000_000, inputs=())
"""


def test_of_two_processes_that_write_one_file_each_reader_sees_one_whole(tmp_path):
    target = tmp_path / "o.json"
    write(target, b"a" * 1_000_000, inputs=())
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(target), letter]) for letter in "ab"]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        data = target.read_bytes()
        seen.add((len(data), data[:1] * len(data) == data))
    assert [writer.returncode for writer in writers] == [0, 0]
    assert seen == {(1_000_000, True)}
    assert list(tmp_path.iterdir()) == [target]


@POSIX
def test_a_file_may_be_read_by_those_by_whom_any_new_file_may(tmp_path):
    before = os.umask(0o027)
    try:
        write(tmp_path / "o.json", b"x", inputs=())
    finally:
        os.umask(before)
    assert (tmp_path / "o.json").stat().st_mode & 0o777 == 0o640


def test_a_name_as_long_as_a_name_can_be_is_written(tmp_path):
    write(tmp_path / ("ä" * 120 + ".json"), b"x", inputs=())
    assert [path.name for path in tmp_path.iterdir()] == ["ä" * 120 + ".json"]


@pytest.mark.parametrize("name", ["", "folder", "file/below", "gone/below", "x" * 300])
def test_what_cannot_be_written_is_said_and_nothing_is_left(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(DocumentError, match="cannot be written: "):
        write(tmp_path / name, b"x", inputs=())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


@POSIX
def test_a_pipe_or_device_is_not_replaced_by_a_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DocumentError, match="it is there, and is no file"):
        write(tmp_path / "pipe", b"x", inputs=())
    assert (tmp_path / "pipe").is_fifo()


def test_a_folder_is_made_with_those_above_it_or_said_not_to_be(tmp_path):
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(DocumentError, match="cannot be made"):
        make_folder(tmp_path / "file" / "c")


def test_what_is_being_written_can_be_measured(tmp_path):
    target = tmp_path / "o.csv"
    (tmp_path / "o.csv.1-00000000.partial").write_bytes(b"what another process left")
    assert written_so_far(target) == 0
    with whole(target, inputs=()) as partial:
        partial.write_bytes(b"12345")
        assert written_so_far(target) == 5
    assert written_so_far(target) == written_so_far(tmp_path / "gone" / "o.csv") == 0


# What is read is not written over.


def _spelt(draft: Path) -> Path:
    return draft.parent / ".." / draft.parent.name / draft.name


def _linked(draft: Path) -> Path:
    link = draft.with_name("symbolic")
    link.symlink_to(draft)
    return link


def _hard(draft: Path) -> Path:
    link = draft.with_name("hard")
    link.hardlink_to(draft)
    return link


def _below_a_link(draft: Path) -> Path:
    draft.with_name("elsewhere").symlink_to(draft.parent, target_is_directory=True)
    return draft.parent / "elsewhere" / draft.name


@POSIX
@pytest.mark.parametrize("named", [lambda draft: draft, _spelt, _linked, _hard, _below_a_link])
def test_an_input_is_refused_under_whatever_name(tmp_path, named):
    draft = tmp_path / "draft.docx"
    draft.write_bytes(b"the draft")
    target = named(draft)
    with pytest.raises(UsageError, match="is the draft itself"):
        write(target, b"a report", inputs=[Input(tmp_path / "other", "another"), Input(draft, "the draft")])
    # The other way round it is the same file, too: the input may be the link.
    with pytest.raises(UsageError, match="is the draft itself"):
        refuse_inputs(draft, [Input(target, "the draft")])
    assert draft.read_bytes() == target.read_bytes() == b"the draft"


def test_the_sentence_names_the_input_where_its_name_is_another(tmp_path):
    draft = tmp_path / "draft.docx"
    with pytest.raises(UsageError) as refused:
        refuse_inputs(_spelt(draft), [Input(draft, "the draft")])
    assert str(refused.value) == (
        f"'{_spelt(draft)}' is the draft itself ('{draft}'), which is never written over; give another file to write "
        "to."
    )


def test_a_file_in_a_folder_that_is_read_is_refused_and_a_new_one_is_not(tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "g8_41.md").write_bytes(b"G8.41")
    inputs = [Input(tmp_path / "words", "the folder of words")]
    with pytest.raises(UsageError, match="is in the folder of words, where nothing is written over"):
        write(tmp_path / "words" / "g8_41.md", b"x", inputs=inputs)
    write(tmp_path / "words" / "report.md", b"x", inputs=inputs)
    assert (tmp_path / "words" / "g8_41.md").read_bytes() == b"G8.41"


@POSIX
def test_a_name_that_leads_nowhere_is_no_input(tmp_path):
    (tmp_path / "circle").symlink_to("circle")
    write(tmp_path / "o.json", b"x", inputs=[Input(tmp_path / "gone", "a"), Input(tmp_path / "circle", "b")])
    assert (tmp_path / "o.json").read_bytes() == b"x"
