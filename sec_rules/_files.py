"""Files written whole or not at all, never over what is read nor over what somebody edited, and files read: the one
place of the package that writes files.

An answer that is written carries a mark by which it is known again as it was written: the hash of its bytes as an
extended attribute of the file, where the system keeps those, and for a Word file or a page, which go by post and are
edited, inside it: in the comment of its archive, in the last line of the page. A file that carries no mark, or another
than its bytes give, is somebody's own.
"""

from __future__ import annotations

import filecmp
import hashlib
import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from attrs import frozen

from sec_rules.errors import DocumentError, UsageError

ENDING: Final = ".partial"
# Of a long name so much stands in that of the partial file, so that this is not too long for a folder.
_MOST_OF_A_NAME: Final = 40
_ATTRIBUTE: Final = "user.sec-rules.sha256"
# Of a longer file only its beginning is hashed, beside its length and the time at which it was written.
_HASHED: Final = 1 << 26
# As many links in a row as a system follows.
_MOST_LINKS: Final = 40
# The names of what a process has open, by its number: in `/dev` of this one, in `/proc` of the one that is named.
_OPENED: Final = re.compile(
    r"/dev/(?P<standard>stdin|stdout|stderr)|/(?:dev|proc/(?P<process>\d+)(?:/task/\d+)?)/fd/(?P<number>\d+)"
)
_STANDARD: Final = ("stdin", "stdout", "stderr")
_PAGE: Final = b"<!doctype html>"
_ARCHIVE: Final = b"PK\x03\x04"
# The record that ends an archive: its signature, and its length without a comment, of which its last two bytes tell.
_END_OF_ARCHIVE: Final = b"PK\x05\x06"
_END_LENGTH: Final = 22
_SEALED_ARCHIVE: Final = re.compile(rb"sec-rules wrote this: sha256 ([0-9a-f]{64})\Z")
_SEALED_PAGE: Final = re.compile(rb"<!-- sec-rules wrote this: sha256 ([0-9a-f]{64}) of what stands above -->\n\Z")


@frozen
class Input:
    """A file that is read, or a folder of which every file may be, and what it is called in a message: "the draft"."""

    path: Path
    called: str


def read(path: Path, *, most: int | None = None) -> bytes:
    """What is in a file, of which at most `most` bytes are read.

    Raises `DocumentError` for what is no file, such as a pipe or a device, which might never end, or a link to one;
    `OSError` where it cannot be read.
    """
    # A pipe that nobody writes to is opened at once this way, and not waited for.
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(opened, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise _no_file(path)
        return file.read() if most is None else file.read(most)


def refuse_streams(paths: Iterable[Path]) -> None:
    """Raises `DocumentError` for a pipe or a device among what is to be read as files, or a link to one."""
    for path in paths:
        with suppress(OSError):
            mode = path.stat().st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                raise _no_file(path)


def _no_file(path: Path) -> DocumentError:
    return DocumentError(f"'{path}' is a pipe or a device and no file, so it is not read.")


@frozen
class Written:
    """What is to be written, and where: never over one of the inputs, and over a file that is not as this program
    wrote it only with `over_edited`.
    """

    target: Path
    data: bytes
    inputs: tuple[Input, ...] = ()
    over_edited: bool = True


def write(target: Path, data: bytes, *, inputs: Iterable[Input], over_edited: bool = True) -> None:
    """Writes a file whole or not at all; a pipe or a device is written to as it is.

    Raises `UsageError` where it is one of the inputs, or (unless `over_edited`) a file that is not as this program
    wrote it; `DocumentError` where it cannot be written.
    """
    write_all([Written(target, data, tuple(inputs), over_edited)])


def write_all(files: Sequence[Written]) -> None:
    """Writes several files, all of them or none; raises as `write` does."""
    with ExitStack() as stack:
        targets = [stack.enter_context(_replacing(f.target, f.inputs, over_edited=f.over_edited)) for f in files]
        for target, file in zip(targets, files, strict=True):
            target.fill(file.data)
        _replace_all(targets)


@contextmanager
def whole(target: Path, *, inputs: Iterable[Input], over_edited: bool = True) -> Iterator[Path]:
    """A name in the target's folder to write under; what is there becomes the target, if the end is reached.

    Each writer has a name of its own, so that of two at one time the later replaces what the earlier wrote whole.
    Raises as `write` does.
    """
    with _replacing(target, tuple(inputs), over_edited=over_edited) as replaced:
        yield replaced.partial
        _replace_all([replaced])


def written_so_far(target: Path) -> int:
    """How many bytes this process has written of a file that is not whole yet; 0 where it has not begun."""
    real = _real(target)
    begins = f"{real.name[:_MOST_OF_A_NAME]}.{os.getpid()}-"
    size = 0
    with suppress(OSError):
        for path in real.parent.iterdir():
            if path.name.startswith(begins) and path.name.endswith(ENDING):
                size = max(size, path.stat().st_size)
    return size


def make_folder(folder: Path) -> None:
    """Makes a folder, and those above it, where there is none. `DocumentError` where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DocumentError(f"The folder '{folder}' cannot be made: {error.strerror or error}.") from None


# What is not written over.


def refuse_inputs(target: Path, inputs: Iterable[Input]) -> None:
    """Raises `UsageError` where the target is one of the inputs, under whatever name: a link to it is it as well."""
    for given in inputs:
        if not _is(target, given.path):
            continue
        if given.path.is_dir():
            raise UsageError(f"'{target}' is in {given.called}, where nothing is written over; give another file.")
        named = "" if target == given.path else f" ('{given.path}')"
        raise UsageError(
            f"'{target}' is {given.called} itself{named}, which is never written over; give another file to write to."
        )


def _is(target: Path, path: Path) -> bool:
    try:
        real, other = target.resolve(), path.resolve()
        if real == other or (path.is_dir() and target.exists() and other in real.parents):
            return True
        return target.samefile(path)
    except (OSError, RuntimeError):
        # One of them is not there, or leads to itself, so that it is not read either.
        return False


def as_written(target: Path) -> bool:
    """Whether nothing of somebody's own would be lost by writing over: no file is there, an empty one, or one that this
    program wrote and nobody changed since; or what is no file, and is not replaced. Where it cannot be told it is not.
    """
    try:
        return (
            _is_stream(target)
            or target.is_dir()
            or target.stat().st_size == 0
            or _attribute(target) == _digest(target)
            or _is_sealed(target)
        )
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _attribute(path: Path) -> str:
    try:
        return os.getxattr(path, _ATTRIBUTE).decode("ascii", "replace")
    except (AttributeError, OSError):
        # The system, or its file system, keeps no such attributes, or the file has none.
        return ""


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        digest = hashlib.sha256(file.read(_HASHED))
        about = os.fstat(file.fileno())
    if about.st_size > _HASHED:
        digest.update(f"{about.st_size} {about.st_mtime_ns}".encode())
    return digest.hexdigest()


def sealed(data: bytes) -> bytes:
    """A Word file or a page with a mark in it by which it is known as it was written; anything else, and what has such
    a mark, as it is.
    """
    if _SEALED_PAGE.search(data, max(0, len(data) - 200)) or _SEALED_ARCHIVE.search(data, max(0, len(data) - 200)):
        return data
    if data.startswith(_ARCHIVE) and data[-_END_LENGTH : -_END_LENGTH + 4] == _END_OF_ARCHIVE:
        comment = f"sec-rules wrote this: sha256 {hashlib.sha256(data).hexdigest()}".encode()
        return data[:-2] + len(comment).to_bytes(2, "little") + comment
    if data[: len(_PAGE)].lower() == _PAGE:
        data = data if data.endswith(b"\n") else data + b"\n"
        mark = f"<!-- sec-rules wrote this: sha256 {hashlib.sha256(data).hexdigest()} of what stands above -->\n"
        return data + mark.encode()
    return data


def _is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        begins = file.read(len(_PAGE))
        if not begins.startswith(_ARCHIVE) and begins.lower() != _PAGE:
            return False
        data = begins + file.read()
    mark = _SEALED_ARCHIVE.search(data, max(0, len(data) - 200))
    if mark is not None:
        rest = data[: mark.start() - 2] + b"\0\0"
    else:
        mark = _SEALED_PAGE.search(data, max(0, len(data) - 200))
        if mark is None:
            return False
        rest = data[: mark.start()]
    return hashlib.sha256(rest).hexdigest().encode() == mark[1]


def free_names(targets: Iterable[Path]) -> tuple[Path, ...]:
    """The targets, or where one of them is somebody's own, all of them under the first number under which none is."""
    wanted = tuple(targets)
    number = 1
    while True:
        found = wanted if number == 1 else tuple(_numbered(path, number) for path in wanted)
        if all(map(as_written, found)):
            return found
        number += 1


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}-{number}{path.suffix}")


# How a file is replaced.


@frozen
class _Replaced:
    """A file that is to be replaced by what is written under the name of `partial`; `real` is where links lead to.

    A stream, which is a pipe or a device, is written to when all is there.
    """

    given: Path
    real: Path
    partial: Path
    stream: bool
    over_edited: bool

    def fill(self, data: bytes) -> None:
        try:
            self.partial.write_bytes(data)
        except OSError as error:
            raise _not_written(self.given, error) from None

    def refuse_edited(self) -> None:
        """Raises `UsageError` where something would be lost that somebody else wrote."""
        if self.over_edited or as_written(self.given):
            return
        with suppress(OSError):
            if filecmp.cmp(self.partial, self.real, shallow=False):
                return
        raise UsageError(
            f"'{self.given}' is there and is not as sec-rules wrote it, so it is not written over; give another file "
            "to write to, or say --overwrite."
        )

    def replace(self) -> None:
        try:
            if self.stream:
                with self.partial.open("rb") as written, _stream(self.given) as stream:
                    shutil.copyfileobj(written, stream)
                return
            os.replace(self.partial, self.real)
        except OSError as error:
            raise _not_written(self.given, error) from None
        _folder_to_disk(self.real.parent)


@contextmanager
def _replacing(target: Path, inputs: tuple[Input, ...], *, over_edited: bool) -> Iterator[_Replaced]:
    refuse_inputs(target, inputs)
    with ExitStack() as stack:
        try:
            replaced = _begun(target, stack, over_edited=over_edited)
        except OSError as error:
            raise _not_written(target, error) from None
        yield replaced


def _begun(target: Path, stack: ExitStack, *, over_edited: bool) -> _Replaced:
    """The file and an empty one beside it, which is gone at the end; that for a stream is in a folder of its own."""
    stream = _is_stream(target)
    if not stream and target.is_dir():
        raise IsADirectoryError("it is a folder")
    real = target if stream else _real(target)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) if stream else real.parent
    partial = folder / f"{real.name[:_MOST_OF_A_NAME]}.{os.getpid()}-{secrets.token_hex(4)}{ENDING}"
    stack.callback(_remove, partial)
    _begin(partial, real)
    return _Replaced(target, real, partial, stream, over_edited)


def _replace_all(targets: Iterable[_Replaced]) -> None:
    """All that is written takes its place, or where one cannot none of the files does."""
    files = sorted(targets, key=lambda target: target.stream)
    for target in files:
        target.refuse_edited()
        try:
            _to_disk(target.partial)
        except OSError as error:
            raise _not_written(target.given, error) from None
    with ExitStack() as gone, ExitStack() as undo:
        for target in files:
            gone.callback(_remove, _aside(target))
            if target is not files[-1] and not target.stream:
                _keep_aside(target)
            target.replace()
            if not target.stream:
                undo.callback(_restore, target)
        undo.pop_all()


def _aside(target: _Replaced) -> Path:
    return target.partial.with_suffix(".before" + ENDING)


def _keep_aside(target: _Replaced) -> None:
    """Gives the file as it was, where one was there, a second name by which it can come back."""
    try:
        with suppress(FileNotFoundError):
            try:
                os.link(target.real, _aside(target))
            except (AttributeError, OSError):
                shutil.copy2(target.real, _aside(target))
    except OSError as error:
        raise _not_written(target.given, error) from None


def _restore(target: _Replaced) -> None:
    with suppress(OSError):
        if _aside(target).exists():
            os.replace(_aside(target), target.real)
        else:
            _remove(target.real)


def _begin(partial: Path, real: Path) -> None:
    """Makes the partial file, by a name that nothing has, with the permissions of the file that it will replace."""
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o666))
    try:
        before = real.stat()
    except FileNotFoundError:
        return
    if not stat.S_ISREG(before.st_mode):
        return
    if not os.access(real, os.W_OK):
        raise PermissionError("it may only be read")
    with suppress(AttributeError, OSError):
        os.chown(partial, before.st_uid, before.st_gid)
    partial.chmod(stat.S_IMODE(before.st_mode) & 0o777)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _real(target: Path) -> Path:
    """Where a name leads to, which is what is replaced: a link stays a link."""
    return Path(os.path.realpath(target))


def _is_stream(target: Path) -> bool:
    """Whether a name is that of a pipe or a device, or of what a process has open, none of which can be replaced."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return False
    return _opened(target) is not None or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _stream(target: Path) -> BinaryIO:
    """A stream to write to as it is. What a process has open is gone on with: opened anew by its name, a file would be
    emptied of what others wrote to it, as a log is, or written over from its beginning.
    """
    opened = _opened(target)
    if opened is None:
        return target.open("wb")
    process, number = opened
    return os.fdopen(os.dup(number), "wb") if process == os.getpid() else target.open("ab")


def _opened(target: Path) -> tuple[int, int] | None:
    """The process that has open what is of that name, or what a link of that name leads to, and under which number."""
    for path in _led_through(target):
        found = _OPENED.fullmatch(path)
        if found is not None:
            number = found["number"] or _STANDARD.index(found["standard"])
            return int(found["process"] or os.getpid()), int(number)
    return None


def _led_through(target: Path) -> Iterator[str]:
    """A name, and where it is that of a link each name that it leads to; folders by their own names, not by links."""
    path = target
    for _ in range(_MOST_LINKS):
        path = Path(os.path.realpath(path.parent)) / path.name
        yield str(path)
        if not path.is_symlink():
            return
        path = path.parent / path.readlink()


def _to_disk(path: Path) -> None:
    """What was written is marked as it stands, and outlasts a loss of power before it takes the place of another."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    with suppress(AttributeError, OSError):
        os.setxattr(path, _ATTRIBUTE, _digest(path).encode())


def _folder_to_disk(folder: Path) -> None:
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _not_written(target: Path, error: OSError) -> DocumentError:
    return DocumentError(f"'{target}' cannot be written: {error.strerror or error}.")
