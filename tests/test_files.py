"""Files are written whole or not at all, two writers at once among them, and never over what is read."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sec_rules._files import (
    Input,
    Written,
    as_written,
    free_names,
    make_folder,
    read,
    refuse_inputs,
    refuse_streams,
    sealed,
    whole,
    write,
    write_all,
    written_so_far,
)
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
def test_a_pipe_or_a_link_to_one_is_written_to_and_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link"):
        reader = subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE)
        write(tmp_path / name, b"through a pipe", inputs=(), over_edited=False)
        assert reader.communicate(timeout=20)[0] == b"through a pipe"
    assert (tmp_path / "pipe").is_fifo()
    assert (tmp_path / "link").is_symlink()


@POSIX
def test_a_device_is_written_to_and_one_that_is_full_is_said(tmp_path):
    write(Path(os.devnull), b"x", inputs=())
    assert Path(os.devnull).is_char_device()
    if Path("/dev/full").exists():
        with pytest.raises(DocumentError, match="'/dev/full' cannot be written: No space left"):
            write(Path("/dev/full"), b"x", inputs=())


OUTPUTS = (
    *("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "{folder}/link", "{folder}/link to it"),
    # Of a thread, by a link to the folder, and of the process that started this one.
    *("/proc/thread-self/fd/1", "{folder}/opened/1", "/proc/{parent}/fd/{number}"),
)


@POSIX
@pytest.mark.parametrize("mode", ["wb", "ab"])
@pytest.mark.parametrize("name", OUTPUTS)
def test_the_output_of_a_process_is_gone_on_with_where_its_name_leads_to_a_file(tmp_path, name, mode):
    (tmp_path / "link").symlink_to("/dev/stdout")
    (tmp_path / "link to it").symlink_to("link")
    (tmp_path / "opened").symlink_to("/proc/self/fd")
    program = "import sys; from pathlib import Path; from sec_rules._files import write\n"
    program += "write(Path(sys.argv[1]), b'more', inputs=())"
    with (tmp_path / "log").open(mode) as out:
        out.write(b"before, ")
        out.flush()
        name = name.format(folder=tmp_path, parent=os.getpid(), number=out.fileno())
        told = [sys.executable, "-c", program, name]
        # Opened anew by its name the file would be emptied, and a new one in its place would be lost.
        assert subprocess.run(told, stdout=out, check=False).returncode == 0
        out.seek(0, os.SEEK_END)
        out.write(b", and after")
    assert (tmp_path / "log").read_bytes() == b"before, more, and after"


@POSIX
def test_an_output_that_is_closed_or_only_read_is_said(tmp_path):
    (tmp_path / "read").write_bytes(b"x")
    with (tmp_path / "read").open("rb") as only_read:
        name = f"/dev/fd/{only_read.fileno()}"
        with pytest.raises(DocumentError, match=f"'{name}' cannot be written: Bad file descriptor"):
            write(Path(name), b"new", inputs=())
    with pytest.raises(DocumentError, match=f"'{name}' cannot be written: "):
        write(Path(name), b"new", inputs=())
    assert (tmp_path / "read").read_bytes() == b"x"


@POSIX
def test_permissions_are_kept_and_a_link_stays_one(tmp_path):
    target = tmp_path / "o.json"
    write(target, b"old", inputs=())
    target.chmod(0o600)
    (tmp_path / "link").symlink_to(target)
    write(tmp_path / "link", b"new", inputs=())
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new", 0o600)
    assert (tmp_path / "link").is_symlink()


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write what may only be read")
def test_what_may_only_be_read_is_not_replaced(tmp_path):
    target = tmp_path / "o.json"
    write(target, b"old", inputs=())
    target.chmod(0o444)
    with pytest.raises(DocumentError, match="it may only be read"):
        write(target, b"new", inputs=())
    assert target.read_bytes() == b"old"


@POSIX
def test_no_link_that_somebody_laid_is_written_through(tmp_path, monkeypatch):
    victim = tmp_path / "victim"
    victim.write_bytes(b"another's")
    monkeypatch.setattr("secrets.token_hex", lambda size: "known")
    (tmp_path / f"o.json.{os.getpid()}-known.partial").symlink_to(victim)
    with pytest.raises(DocumentError, match="cannot be written: File exists"):
        write(tmp_path / "o.json", b"x", inputs=())
    assert victim.read_bytes() == b"another's"


def test_of_several_files_all_are_written_or_none(tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old " + name.encode())
    files = [Written(tmp_path / name, b"new") for name in ("new", "a", "b", "c")]
    replace, gone = os.replace, []

    def failing(source, target):
        if Path(target).name == "c" and not gone:
            gone.append(target)
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(DocumentError, match="No space left on device"):
        write_all(files)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old a", "b": b"old b"}
    write_all(files)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(
        ("new", "a", "b", "c"), b"new"
    )


@POSIX
def test_files_beside_pipes_and_devices_are_as_before_where_one_of_those_is_full(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE)
    ends = os.pipe()
    # A pipe that is not the last is neither read nor kept aside.
    names = (str(tmp_path / "pipe"), f"/dev/fd/{ends[1]}", os.devnull, str(tmp_path / "a"), "/dev/full")
    with pytest.raises(DocumentError, match="'/dev/full' cannot be written: "):
        write_all([Written(Path(name), b"new") for name in names])
    assert reader.communicate(timeout=20)[0] == b"new"
    assert os.read(ends[0], 9) == b"new"
    for end in ends:
        os.close(end)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "pipe"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_nothing_is_left_beside_a_file_that_cannot_take_its_place(tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old")

    def failing(source, target):
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(DocumentError, match="Permission denied"):
        write_all([Written(tmp_path / name, b"new") for name in ("a", "b")])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old", "b": b"old"}


# What somebody edited is not written over.

PAGE = b"<!DOCTYPE html>\n<html><body>a page</body></html>\n"


def _archive():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return held.getvalue()


def _without_attributes(monkeypatch):
    """As on a system that keeps none."""
    for name in ("getxattr", "setxattr"):
        monkeypatch.delattr(os, name, raising=False)


@pytest.mark.parametrize("data", [PAGE, _archive()])
def test_a_page_and_a_word_file_are_known_as_written_wherever_they_are_sent(tmp_path, monkeypatch, data):
    _without_attributes(monkeypatch)
    target = tmp_path / "sent"
    target.write_bytes(sealed(sealed(data)))
    assert as_written(target)
    assert target.read_bytes() == sealed(data)
    for edited in (sealed(data).replace(b"d", b"D", 1), sealed(data) + b"\n", data, sealed(data)[:-3]):
        target.write_bytes(edited)
        assert not as_written(target)
        with pytest.raises(UsageError, match="is there and is not as sec-rules wrote it"):
            write(target, b"new", inputs=(), over_edited=False)
        assert target.read_bytes() == edited


def test_a_sealed_archive_is_still_one():
    with zipfile.ZipFile(io.BytesIO(sealed(_archive()))) as archive:
        assert (archive.testzip(), archive.namelist()) == (None, ["word/document.xml"])


def test_what_has_no_place_for_a_mark_is_known_by_its_attribute_where_there_are_such(tmp_path):
    target = tmp_path / "o.csv"
    write(target, b"one", inputs=())
    if not hasattr(os, "getxattr") or not os.listxattr(target):
        pytest.skip("this system keeps no attributes of files")
    write(target, b"two", inputs=(), over_edited=False)
    assert target.read_bytes() == b"two"
    target.write_bytes(b"owt")
    with pytest.raises(UsageError, match="or say --overwrite"):
        write(target, b"three", inputs=(), over_edited=False)
    write(target, b"three", inputs=(), over_edited=True)
    assert target.read_bytes() == b"three"


def test_nothing_is_lost_with_an_empty_file_or_with_the_same_bytes(tmp_path, monkeypatch):
    _without_attributes(monkeypatch)
    target = tmp_path / "o.csv"
    target.touch()
    write(target, b"one", inputs=(), over_edited=False)
    write(target, b"one", inputs=(), over_edited=False)
    with pytest.raises(UsageError):
        write(target, b"two", inputs=(), over_edited=False)
    assert target.read_bytes() == b"one"


def test_files_that_go_together_take_the_first_number_under_which_none_is_somebodys_own(tmp_path):
    wanted = [tmp_path / "d.reviewed.docx", tmp_path / "d.report.html"]
    assert free_names(wanted) == tuple(wanted)
    wanted[1].write_bytes(b"edited")
    (tmp_path / "d.reviewed-2.docx").write_bytes(b"edited too")
    assert [path.name for path in free_names(wanted)] == ["d.reviewed-3.docx", "d.report-3.html"]


# What is no file is not read.


@POSIX
@pytest.mark.parametrize("name", ["pipe", "link to a pipe", "link to a device"])
def test_a_pipe_or_a_device_is_not_read(tmp_path, name):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link to a pipe").symlink_to("pipe")
    (tmp_path / "link to a device").symlink_to("/dev/zero")
    for look in (read, lambda path: refuse_streams([path])):
        with pytest.raises(DocumentError, match="is a pipe or a device and no file"):
            look(tmp_path / name)


def test_a_file_or_a_link_to_one_is_read_up_to_a_length(tmp_path):
    (tmp_path / "file").write_bytes(b"12345")
    assert (read(tmp_path / "file"), read(tmp_path / "file", most=3)) == (b"12345", b"123")
    refuse_streams([tmp_path, tmp_path / "file", tmp_path / "gone"])


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
