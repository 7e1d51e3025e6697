"""PDF as text: what a page prints, without what only a Word file says.

A comparison shows its changes by lines through and under words; these are read as what they took out and put in.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from sec_rules.documents.counting import signs_of_text
from sec_rules.documents.document import Document, Unread
from sec_rules.documents.pdf.comparison_marks import marked, reading_of, text_of
from sec_rules.documents.pdf.drawing import UNKNOWN, Drawing, drawing_of, may_hold_lines
from sec_rules.documents.pdf.indents import Placed, indented, placed
from sec_rules.documents.pdf.line_numbers import without_line_numbers
from sec_rules.documents.pdf.marked_lines import Box, Drawn, Line, lines_of
from sec_rules.errors import DocumentError, ExtraError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

CAUTION: Final = (
    "Read from a PDF as text only; tracked changes, comments, hidden text, the numbers of lists and the cells of "
    "tables cannot be known from it."
)
COMPARED: Final = (
    "Read from a PDF that shows changes: struck words were read as taken out, underlined words as put in; comments, "
    "hidden text, the numbers of lists and the cells of tables cannot be known from it."
)
READ_AS_CHANGES: Final = (
    "Changes are shown by lines through and under words, without tracked changes: underlined words were read as "
    "inserted, struck words as deleted."
)
PAGES: Final = 2_000
_MARKED: Final = frozenset({"/StrikeOut", "/Underline", "/Squiggly", "/Caret"})
_SOFT: Final = "\u00ad"
# How many lines at the top or the bottom of a page may be its margin.
_DEEP: Final = 5
# So many words at the beginning or the end of the first or the last line of at least so large a share of the pages are
# a running head, whatever the rest of it says of the page: the number and the title of what stands there.
_RUNNING: Final = 3
_OFTEN: Final = 0.3
_FEWEST_PAGES: Final = 4
_LETTERS: Final = 15
# The share of characters that may stay unknown where words are read from where they stand.
_UNNAMED: Final = 0.02


@frozen
class _Page:
    """A page: its lines as text, and with what is drawn on their words where anything is."""

    lines: Placed
    drawn: tuple[Line, ...] | None


def read_pdf(data: bytes, name: str, *, formatting_is_redline: bool | None = None) -> Document:
    """The text of a PDF as a `Document`, its caution said first.

    Words that are struck through and words that are underlined are what a comparison took out and put in. Where only
    one kind of them is there, the document as it is has with it, as `by_look`, what it would be if they were changes;
    `formatting_is_redline` settles it. Raises `ExtraError` without the extra "pdf"; `DocumentError` for what is no PDF,
    is protected, holds no text (a scan), or marks words by annotations.
    """
    reader = _opened(data, name)
    pages: list[_Page] = []
    for number, page in enumerate(reader.pages, 1):
        try:
            pages.append(_page(page, number, name))
        except DocumentError:
            raise
        except Exception as error:
            # The library raises whatever a broken page makes it stumble over.
            raise DocumentError(f"{name} is broken: page {number} cannot be read ({type(error).__name__}).") from None
    # On a page a hyphen is seen, whatever sign of its font it is.
    texts = [[line.replace(_SOFT, "-") for line in page] for page in indented([page.lines for page in pages])]
    if not any(line.strip() for page in texts for line in page):
        raise DocumentError(f"{name} holds no text; a scanned page is only a picture of words.")
    sha256 = hashlib.sha256(data).hexdigest()
    plain = evolve(_document(texts, name), sha256=sha256)
    reading = reading_of([page.drawn for page in pages if page.drawn is not None])
    if formatting_is_redline is False or not reading.says_something:
        return plain
    lines = [
        [marked(x, reading) for x in page.drawn] if page.drawn else text
        for page, text in zip(pages, texts, strict=True)
    ]
    redline = _document(lines, name)
    redline = evolve(redline, sha256=sha256, caution=COMPARED, notes=(*redline.notes, READ_AS_CHANGES))
    alike = len(redline.paragraphs) == len(plain.paragraphs)
    return redline if formatting_is_redline or reading.is_sure or not alike else evolve(plain, by_look=redline)


def _document(pages: list[list[str]], name: str) -> Document:
    """The lines of pages as a document, without what stands at the top and the bottom of most of them."""
    from sec_rules.documents.readers.markdown import read_markdown

    margins: list[str] = []
    lines, numbers = without_line_numbers(_without_margins(pages, margins))
    margins.extend(numbers)
    text = "\n".join(line for page in lines for line in page)
    document = read_markdown(text, name, form="pdf")
    repeated = tuple(Unread("margin", (line, line, line), "a margin", None) for line in map(str.strip, margins))
    return evolve(
        document,
        caution=CAUTION,
        furniture=(*document.furniture, *repeated),
        counted=signs_of_text("\n".join(line for page in pages for line in page)),
    )


def _opened(data: bytes, name: str) -> PdfReader:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise ExtraError("Reading a PDF needs the extra 'pdf': pip install 'sec-rules[pdf]'.") from None
    # What is wrong with a file is said in one sentence, which is ours.
    noise = logging.getLogger("pypdf")
    if not noise.handlers:
        noise.addHandler(logging.NullHandler())
    if not data.lstrip()[:5] == b"%PDF-":
        raise DocumentError(f"{name} is no PDF.")
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise DocumentError(f"{name} is protected by a password; save it without one.")
        count = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError, IndexError):
        raise DocumentError(f"{name} is cut short or broken; it cannot be read as a PDF.") from None
    if count > PAGES:
        raise DocumentError(f"{name} has {count:,} pages; at most {PAGES:,} are read.")
    return reader


def _page(page: PageObject, number: int, name: str) -> _Page:
    links: list[Box] = []
    for each in page.annotations or ():
        annotation = each.get_object()
        kind = annotation.get("/Subtype")
        if kind in _MARKED:
            raise DocumentError(
                f"{name} marks words on page {number} ({str(kind).lstrip('/')}), so its text alone is not what it "
                "proposes; give the Word file, or the clean text with --against."
            )
        if kind == "/Link" and len(box := [float(n) for n in annotation.get("/Rect", ())]) == 4:
            links.append((min(box[::2]), min(box[1::2]), max(box[::2]), max(box[1::2])))
    drawing = drawing_of(page) if may_hold_lines(page) else Drawing()
    lines = lines_of(drawing, links) if drawing.rules else ()
    if all(words.drawn is Drawn.PLAIN for line in lines for words in line):
        return _Page(placed(page, drawing), None)
    if sum(c.text == UNKNOWN for c in drawing.characters) > _UNNAMED * len(drawing.characters):
        raise DocumentError(
            f"{name} has struck or underlined words on page {number}, and its fonts do not say which letters they are, "
            "so that old and new words cannot be told apart; give the Word file, or the clean text with --against."
        )
    return _Page(Placed(tuple((None, text_of(line)) for line in lines)), lines)


def _without_margins(pages: list[list[str]], margins: list[str]) -> list[list[str]]:
    """The pages without what stands at the top or the bottom of most of them, which goes to the `margins`."""
    if len(pages) < 2:
        return pages
    edges = Counter(key for page in pages for key in {*map(_key, (*page[:_DEEP], *page[-_DEEP:]))} if key)
    repeated = {key for key, times in edges.items() if times >= 0.6 * len(pages)} | _running_heads(pages)
    out: list[list[str]] = []
    for page in pages:
        edge = {*_at_edge(range(len(page)), page, repeated), *_at_edge(range(len(page))[::-1], page, repeated)}
        # Nothing stands between what goes on from one page to the next.
        kept = [i for i, line in enumerate(page) if i not in edge and line.strip()]
        out.append([page[i] for i in range(kept[0], kept[-1] + 1) if i not in edge] if kept else [])
        margins.extend(page[i] for i in sorted(edge))
    return out


def _running_heads(pages: Sequence[Sequence[str]]) -> set[str]:
    """The first and the last lines of pages that begin or end as those of many others do."""
    ends = [tuple(line for line in page if line.strip()) for page in pages]
    lines = [line for page in ends if page for line in {page[0], page[-1]}]
    counts = Counter(part for line in lines for part in _parts(line))
    least = max(_FEWEST_PAGES, _OFTEN * len(pages))
    return {_key(line) for line in lines if any(counts[part] >= least for part in _parts(line))}


def _parts(line: str) -> Iterator[tuple[int, str]]:
    """The words that a line begins with, and those that it ends with, of one that has more."""
    words = _key(line).split()
    if len(words) > _RUNNING:
        for at, part in enumerate((words[:_RUNNING], words[-_RUNNING:])):
            if sum(map(len, part)) >= _LETTERS and all(map(str.isalpha, part)):
                yield at, " ".join(part)


def _at_edge(numbers: Sequence[int], page: Sequence[str], repeated: Container[str]) -> Iterator[int]:
    """The lines from an edge of a page on that most pages have, one of the first two being another's all the same."""
    others = 0
    for i in numbers[:_DEEP]:
        if (key := _key(page[i])) in repeated:
            yield i
        elif key:
            others += 1
        if others > 1:
            return


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))
