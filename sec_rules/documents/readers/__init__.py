"""Readers: a file as a `Document`, whatever form it has."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from sec_rules._files import read
from sec_rules.documents.document import Document
from sec_rules.errors import DocumentError, wrong_kind

if TYPE_CHECKING:
    from sec_rules.documents.word.limits import Limits

# Where a draft comes from.
Source = str | os.PathLike[str] | bytes | IO[bytes] | IO[str] | Document

# No draft of legal text is larger; what is would only exhaust the memory.
LARGEST: Final = 50_000_000
# How the name begins of the file that Word keeps beside a document that is open.
_LOCK: Final = "~$"
# And of the one that other word processors keep.
_OTHER_LOCK: Final = ".~lock."
_TAKEN: Final = "a draft is a .docx, .md, .txt or .pdf file"
# How like a name must be to one that there is, of 1.
_NEAR: Final = 0.8
_OF_WORD_PROCESSORS: Final = frozenset({".doc", ".docm", ".dot", ".dotx", ".fodt", ".odt", ".pages", ".rtf", ".wpd"})


def open_draft(
    source: Source,
    name: str | None = None,
    *,
    limits: Limits | None = None,
    formatting_is_redline: bool | None = None,
) -> Document:
    """A draft: the path of a .docx, .md, .txt or .pdf file, its bytes, an open file, or a document that is open.

    `name` is how it is called in reports, and its ending says of what form bytes are; without one that is seen from
    the bytes, and what is neither Word nor PDF is text. The limits are for Word files; whether struck and underlined
    text is a change, for these and for PDF: see `read_docx` and `read_pdf`. Raises `DocumentError` in one sentence
    where there is none to read.
    """
    if isinstance(source, Document):
        return source
    if isinstance(source, (str, os.PathLike)):
        file = Path(source)
        if file.is_dir():
            raise DocumentError(f"{file.name or file} is a folder; a draft is a file.")
        called = file.name if name is None else name
        form = _form_of(called, given_as_text=not os.path.exists(file))
        return _READERS[form](_bytes(file), called, limits, formatting_is_redline)
    data = _contents(source)
    called = name or _name_of(source) or f"draft{_form_by_look(data)}"
    form = _form_of(called)
    return _READERS[form](_checked(data, called), called, limits, formatting_is_redline)


def _form_of(name: str, *, given_as_text: bool = False) -> str:
    form = Path(name).suffix.lower()
    if form not in _READERS or name.startswith(_LOCK):
        raise DocumentError(_not_read(name, form, given_as_text=given_as_text))
    return form


def _contents(source: object) -> bytes:
    """What is in bytes, or in an open file from where it stands on."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source)
    read = getattr(source, "read", None)
    if not callable(read):
        raise wrong_kind("draft", "a path, bytes, an open file or a Document", source)
    data = read(LARGEST + 1)
    return data.encode("utf-8") if isinstance(data, str) else bytes(data)


def _name_of(source: object) -> str:
    """The name of an open file; "" where it has none that is one."""
    name = getattr(source, "name", None)
    return Path(name).name if isinstance(name, str) and Path(name).suffix else ""


def _form_by_look(data: bytes) -> str:
    return ".docx" if data.startswith(b"PK\x03\x04") else ".pdf" if data.startswith(b"%PDF-") else ".md"


def _checked(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST:
        raise DocumentError(f"{name} has more than {LARGEST:,} bytes, which a draft has at most.")
    if not data:
        raise DocumentError(f"{name} is empty.")
    return data


def _not_read(name: str, form: str, *, given_as_text: bool) -> str:
    """Why a file is no draft, and what to do; where there is no such file, the words of one may have been given."""
    if name.startswith(_LOCK):
        return (
            f"{name} is the file by which Word marks a document that is open; give the document itself, whose name "
            f"begins after the '{_LOCK}'."
        )
    if form in _OF_WORD_PROCESSORS:
        return f"{name} is not read: open it in a word processor, save it as .docx, and give that file."
    if name.startswith(_OTHER_LOCK):
        return f"{name} is the file by which a word processor marks a document that is open; give the document itself."
    if not form:
        then = " From Python, text is given as bytes, and a day as a `date`." if given_as_text else ""
        return f"{name} has no ending that says of what form it is; {_TAKEN}.{then}"
    return f"{name} is not read: {_TAKEN}, not {form}."


def too_large(name: str, size: int) -> str:
    """The sentence with which a file of so many bytes is refused."""
    return f"{name} has {size:,} bytes; a draft has at most {LARGEST:,}."


def _bytes(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise DocumentError(too_large(file.name, size))
        data = read(file, most=LARGEST)
    except FileNotFoundError:
        raise DocumentError(_not_there(file)) from None
    except OSError as error:
        raise DocumentError(f"{file.name} cannot be read: {error.strerror or error}.") from None
    return _checked(data, file.name)


def _not_there(file: Path) -> str:
    """That there is no such file, with the one in its folder whose name is nearest."""
    said = f"There is no file '{file}'"
    if any(sign in file.name for sign in "*?"):
        return f"{said}: no file there is called so."
    if not file.parent.is_dir():
        return f"{said}, and no folder '{file.parent}'."
    with suppress(OSError):
        near = get_close_matches(file.name, os.listdir(file.parent), n=1, cutoff=_NEAR)
        return f"{said}; did you mean {near[0]}?" if near else f"{said}."
    return f"{said}."


_Reader = Callable[[bytes, str, "Limits | None", bool | None], Document]


def _word(data: bytes, name: str, limits: Limits | None, formatting_is_redline: bool | None) -> Document:
    from sec_rules.documents.readers.docx import read_docx
    from sec_rules.documents.word.limits import DEFAULT

    return read_docx(data, name, limits=limits or DEFAULT, formatting_is_redline=formatting_is_redline)


def _pdf(data: bytes, name: str, limits: Limits | None, formatting_is_redline: bool | None) -> Document:
    from sec_rules.documents.readers.pdf import read_pdf

    return read_pdf(data, name, formatting_is_redline=formatting_is_redline)


def _not_utf_8(data: bytes, name: str, at: int) -> str:
    """Why a text is not read, and how it is saved so that it is."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    what = "is text in UTF-16" if wide else f"is not text in UTF-8 (byte {at} does not fit)"
    return f"{name} {what}: save it as UTF-8, which editors offer as the encoding, or save the document as .docx."


def _text(form: str) -> _Reader:
    def read(data: bytes, name: str, limits: Limits | None, formatting_is_redline: bool | None) -> Document:
        from sec_rules.documents.readers.markdown import read_markdown

        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise DocumentError(_not_utf_8(data, name, error.start)) from None
        if "\x00" in text:
            raise DocumentError(f"{name} is not text: it holds bytes that no text has.")
        if not text.strip():
            raise DocumentError(f"{name} holds no text.")
        return read_markdown(text, name, form=form)

    return read


_READERS: Final[dict[str, _Reader]] = {
    ".docx": _word,
    ".md": _text("md"),
    ".txt": _text("txt"),
    ".pdf": _pdf,
}
