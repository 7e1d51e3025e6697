"""Why the files of a portfolio cannot be read, or their answers not be written, in a sentence."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sec_rules.errors import DocumentError

# What polars says of a file, and how the sentence ends that tells it.
_SAID: Final = {
    "must end with PAR1": "it does not end as such a file does, so it is cut off or of another kind",
    "invalid utf-8": "it is not text in UTF-8",
}
_FULL: Final = ("No space left on device", "There is not enough space on the disk", "Disk quota exceeded")


def unreadable(given: str, kind: str, files: Iterable[Path], error: Exception) -> DocumentError:
    """The error to raise for what polars or the system said while those files were read and answers written."""
    said = (str(error).strip().splitlines() or [type(error).__name__])[0]
    if any(words in said for words in _FULL):
        return DocumentError(f"The answers of '{given}' could not be written: there is no space left on the disk.")
    why = next((why for words, why in _SAID.items() if words in said), None)
    if "more fields than" in said:
        why = _too_long(files)
    if why is not None:
        return DocumentError(f"'{given}' cannot be read as {kind}: {why}.")
    if isinstance(error, OSError) and error.strerror:
        said = error.strerror
    return DocumentError(f"'{given}' cannot be read as {kind}, or the answers not written: {said.rstrip('.')}.")


def _too_long(files: Iterable[Path]) -> str:
    """The first row with more fields than there are columns."""
    for file in files:
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as text:
            lines = csv.reader(text)
            columns = len(next(lines))
            for number, fields in enumerate(lines, 1):
                if len(fields) > columns:
                    return f"row {number:,} of {file.name} has {len(fields)} fields, but there are {columns} columns"
    return "a row has more fields than there are columns"
