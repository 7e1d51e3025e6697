"""PDF as text only: what a page prints, without what only a Word file says.

A PDF that shows changes by lines through or under words is refused: its text alone fuses old and new words.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import define, evolve, field, frozen

from sec_rules.documents.counting import signs_of_text
from sec_rules.documents.document import Document, Unread
from sec_rules.errors import DocumentError, ExtraError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

CAUTION: Final = (
    "Read from a PDF as text only; tracked changes, comments, hidden text, the numbers of lists and the cells of "
    "tables cannot be known from it."
)
PAGES: Final = 2_000
_MARKED: Final = frozenset({"/StrikeOut", "/Underline", "/Squiggly", "/Caret"})
# How thin a line or box must be to be drawn through words, in points.
_THIN: Final = 2.0


@frozen
class _Rule:
    """A horizontal line on a page: from `left` to `right` at a height, in points."""

    left: float
    right: float
    height: float


@frozen
class _Words:
    """Words on a page: where they begin, their baseline, how large they are, and about how wide."""

    text: str
    left: float
    baseline: float
    size: float

    @property
    def right(self) -> float:
        """About where they end; the letters of a text are half as wide as high."""
        return self.left + 0.45 * self.size * len(self.text.strip())


@define
class _Page:
    """What is drawn on a page: words and horizontal lines."""

    words: list[_Words] = field(factory=list)
    rules: list[_Rule] = field(factory=list)
    at: tuple[float, float] | None = None

    def text(self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        """Words as they are drawn."""
        if text.strip() and text.strip("_ \n"):
            x, y = _through(cm, tm[4], tm[5])
            self.words.append(_Words(text, x, y, abs(size * (tm[3] or tm[1] or 1) * (cm[3] or 1)) or 10.0))

    def operation(self, operator: bytes, operands: Sequence[Any], cm: Sequence[float], tm: Sequence[float]) -> None:
        """A line or a thin box as it is drawn."""
        try:
            numbers = [float(o) for o in operands]
        except (TypeError, ValueError):
            return
        if operator == b"re" and len(numbers) == 4:
            x, y, width, height = numbers
            if abs(height) <= _THIN < abs(width):
                self._rule(cm, x, x + width, y + height / 2)
        elif operator == b"m" and len(numbers) == 2:
            self.at = (numbers[0], numbers[1])
        elif operator == b"l" and len(numbers) == 2 and self.at is not None:
            if abs(self.at[1] - numbers[1]) < 0.5 and abs(self.at[0] - numbers[0]) > _THIN:
                self._rule(cm, self.at[0], numbers[0], numbers[1])
            self.at = (numbers[0], numbers[1])

    def _rule(self, cm: Sequence[float], left: float, right: float, height: float) -> None:
        x, y = _through(cm, min(left, right), height)
        self.rules.append(_Rule(x, x + abs(right - left) * abs(cm[0] or 1), y))

    def marked(self) -> Iterator[tuple[str, str]]:
        """Words with a line through or right under them: what they say, and "struck" or "underlined"."""
        for words in self.words:
            for rule in self.rules:
                overlap = min(rule.right, words.right) - max(rule.left, words.left)
                if overlap < min(0.5 * words.size, 0.5 * (rule.right - rule.left)):
                    continue
                rise = (rule.height - words.baseline) / words.size
                if 0.14 <= rise <= 0.6:
                    yield words.text.strip(), "struck"
                elif -0.22 <= rise < 0.1 and rule.right - rule.left < 1.6 * (words.right - words.left) + words.size:
                    yield words.text.strip(), "underlined"


def _through(cm: Sequence[float], x: float, y: float) -> tuple[float, float]:
    return cm[0] * x + cm[2] * y + cm[4], cm[1] * x + cm[3] * y + cm[5]


def read_pdf(data: bytes, name: str) -> Document:
    """The text of a PDF as a `Document`, its caution said first.

    Raises `ExtraError` without the extra "pdf"; `DocumentError` for what is no PDF, is protected, holds no text (a
    scan), or has words that are struck or underlined.
    """
    from sec_rules.documents.readers.markdown import read_markdown

    reader = _opened(data, name)
    pages: list[list[str]] = []
    for number, page in enumerate(reader.pages, 1):
        try:
            pages.append(_lines(page, number, name))
        except DocumentError:
            raise
        except Exception as error:
            # The library raises whatever a broken page makes it stumble over.
            raise DocumentError(f"{name} is broken: page {number} cannot be read ({type(error).__name__}).") from None
    margins: list[str] = []
    text = "\n".join(line for page in _without_margins(pages, margins) for line in page)
    if not text.strip():
        raise DocumentError(f"{name} holds no text; a scanned page is only a picture of words.")
    document = read_markdown(text, name, form="pdf")
    repeated = tuple(Unread("margin", (line, line, line), "a margin", None) for line in margins)
    return evolve(
        document,
        sha256=hashlib.sha256(data).hexdigest(),
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


def _lines(page: PageObject, number: int, name: str) -> list[str]:
    for annotation in page.annotations or ():
        kind = annotation.get_object().get("/Subtype")
        if kind in _MARKED:
            raise DocumentError(
                f"{name} marks words on page {number} ({str(kind).lstrip('/')}), so its text alone is not what it "
                "proposes; give the Word file, or the clean text with --against."
            )
    drawn = _Page()
    text = page.extract_text(visitor_text=drawn.text, visitor_operand_before=drawn.operation)
    marked = next(drawn.marked(), None)
    if marked is not None:
        words, how = marked
        raise DocumentError(
            f"{name} has {how} words on page {number} ('{words[:40]}'), and the text of a PDF fuses old and new words; "
            "give the Word file, or the clean text with --against."
        )
    return text.split("\n")


def _without_margins(pages: list[list[str]], margins: list[str]) -> list[list[str]]:
    """The pages without what stands at the top or the bottom of most of them, which goes to the `margins`."""
    if len(pages) < 3:
        return pages
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:2], *page[-2:]) if line.strip()})
    repeated = {key for key, times in edges.items() if times >= 0.6 * len(pages)}
    out: list[list[str]] = []
    for page in pages:
        last = len(page) - 2
        at_edge = [(i < 2 or i >= last) and _key(line) in repeated for i, line in enumerate(page)]
        out.append([line for line, edge in zip(page, at_edge, strict=True) if not edge])
        margins.extend(line for line, edge in zip(page, at_edge, strict=True) if edge)
    return out


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))
