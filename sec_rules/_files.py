"""Files written whole or not at all, and never over what is read: the one place of the package that writes files."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from attrs import frozen

from sec_rules.errors import DocumentError, UsageError

ENDING: Final = ".partial"
# Of a long name so much stands in that of the partial file, so that this is not too long for a folder.
_MOST_OF_A_NAME: Final = 40


@frozen
class Input:
    """A file that is read, or a folder of which every file may be, and what it is called in a message: "the draft"."""

    path: Path
    called: str


def write(target: Path, data: bytes, *, inputs: Iterable[Input]) -> None:
    """Writes a file whole or not at all.

    Raises `UsageError` where it is one of the inputs, `DocumentError` where it cannot be written.
    """
    with whole(target, inputs=inputs) as partial:
        try:
            partial.write_bytes(data)
        except OSError as error:
            raise _not_written(target, error) from None


@contextmanager
def whole(target: Path, *, inputs: Iterable[Input]) -> Iterator[Path]:
    """A name in the target's folder to write under; what is there becomes the target, if the end is reached.

    Each writer has a name of its own, so that of two at one time the later replaces what the earlier wrote whole.
    Raises `UsageError` where the target is one of the inputs, `DocumentError` where it cannot be written.
    """
    refuse_inputs(target, inputs)
    _refuse_what_is_no_file(target)
    own = f"{target.name[:_MOST_OF_A_NAME]}.{os.getpid()}-{secrets.token_hex(4)}{ENDING}"
    partial = target.with_name(own)
    try:
        yield partial
        try:
            _to_disk(partial)
            os.replace(partial, target)
        except OSError as error:
            raise _not_written(target, error) from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def written_so_far(target: Path) -> int:
    """How many bytes this process has written of a file that is not whole yet; 0 where it has not begun."""
    begins = f"{target.name[:_MOST_OF_A_NAME]}.{os.getpid()}-"
    size = 0
    with suppress(OSError):
        for path in target.parent.iterdir():
            if path.name.startswith(begins) and path.name.endswith(ENDING):
                size = max(size, path.stat().st_size)
    return size


def make_folder(folder: Path) -> None:
    """Makes a folder, and those above it, where there is none. `DocumentError` where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DocumentError(f"The folder '{folder}' cannot be made: {error.strerror or error}.") from None


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


def _refuse_what_is_no_file(target: Path) -> None:
    """A folder cannot be replaced, and a device, such as /dev/null, should not be."""
    try:
        other = target.exists() and not target.is_file()
    except OSError as error:
        raise _not_written(target, error) from None
    if other:
        raise DocumentError(f"'{target}' cannot be written: it is there, and is no file.")


def _to_disk(path: Path) -> None:
    """What was written outlasts a loss of power, before it takes the place of what was there."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _not_written(target: Path, error: OSError) -> DocumentError:
    return DocumentError(f"'{target}' cannot be written: {error.strerror or error}.")
