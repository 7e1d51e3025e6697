"""Readers: a file as a `Document`, whatever form it has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sec_rules._files import read
from sec_rules.documents.document import Document
from sec_rules.errors import DocumentError

if TYPE_CHECKING:
    from sec_rules.documents.word.package import Limits

# No draft of legal text is larger; what is would only exhaust the memory.
LARGEST: Final = 50_000_000


def open_draft(
    path: str | Path, *, limits: Limits | None = None, formatting_is_redline: bool | None = None
) -> Document:
    """The draft in a file: .docx, .md, .txt or .pdf. `DocumentError` in one sentence where there is none to read.

    The limits, and whether struck and underlined text is a change, are for Word files; see `read_docx`.
    """
    file = Path(path)
    form = file.suffix.lower()
    if form not in _READERS:
        known = ", ".join(_READERS)
        raise DocumentError(f"{file.name}: a draft is a {known} file; '{form or 'no ending'}' is not known.")
    return _READERS[form](_bytes(file), file.name, limits, formatting_is_redline)


def _bytes(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise DocumentError(f"{file.name} is a folder; a draft is a file.")
        size = file.stat().st_size
        if size > LARGEST:
            raise DocumentError(f"{file.name} has {size:,} bytes; a draft has at most {LARGEST:,}.")
        data = read(file, most=LARGEST)
    except FileNotFoundError:
        raise DocumentError(f"There is no file '{file}'.") from None
    except OSError as error:
        raise DocumentError(f"{file.name} cannot be read: {error.strerror or error}.") from None
    if not data:
        raise DocumentError(f"{file.name} is empty.")
    return data


_Reader = Callable[[bytes, str, "Limits | None", bool | None], Document]


def _word(data: bytes, name: str, limits: Limits | None, formatting_is_redline: bool | None) -> Document:
    from sec_rules.documents.readers.docx import read_docx
    from sec_rules.documents.word.package import DEFAULT

    return read_docx(data, name, limits=limits or DEFAULT, formatting_is_redline=formatting_is_redline)


def _pdf(data: bytes, name: str, limits: Limits | None, formatting_is_redline: bool | None) -> Document:
    from sec_rules.documents.readers.pdf import read_pdf

    return read_pdf(data, name)


def _text(form: str) -> _Reader:
    def read(data: bytes, name: str, limits: Limits | None, formatting_is_redline: bool | None) -> Document:
        from sec_rules.documents.readers.markdown import read_markdown

        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise DocumentError(f"{name} is not text in UTF-8: byte {error.start} does not fit.") from None
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
