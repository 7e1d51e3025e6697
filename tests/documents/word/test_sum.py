"""The sum of what is read and what is listed is the document, as a counter that shares nothing with the reader has it.

It counts signs in the files of the package, by the standard library: no styles, no fields, no revisions.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sec_rules.documents.document import Document, View
from sec_rules.documents.readers.docx import read_docx

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT.parent / "shared" / "corpus"
# Every sixth is read; the rest at another offset, should one ever be doubted.
SAMPLE = [ROOT / "legal_text" / "drafts" / "secmp0059.docx", *sorted(CORPUS.rglob("*.docx"))[::6]]
PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
# What a header may hold that is nothing to read.
PAGE_NUMBERS = re.compile(r"(?:page|of|\d+|[-/|.,]|\s)*", re.IGNORECASE)


def local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def texts(element: ElementTree.Element) -> list[list[tuple[str, bool]]]:
    """The texts of each paragraph, and whether a field shows each; of two branches that of a Word of today."""
    found: list[list[tuple[str, bool]]] = [[]]
    depth = 0

    def below(parent: ElementTree.Element, at: int) -> None:
        nonlocal depth
        for child in parent:
            if local(child) == "Fallback" and any(local(c) == "Choice" for c in parent):
                continue
            if local(child) == "fldChar":
                what = next((v for k, v in child.attrib.items() if k.endswith("fldCharType")), "")
                depth += {"begin": 1, "end": -1}.get(what, 0)
            if local(child) in ("t", "delText") and child.text:
                found[at].append((child.text, depth > 0))
            inside = at
            if local(child) == "p":
                found.append([])
                inside = len(found) - 1
            simple = local(child) == "fldSimple"
            depth += simple
            below(child, inside)
            depth -= simple

    below(element, 0)
    return found


def held(data: bytes) -> Counter[str]:
    """The signs in the parts that a page shows, but for paragraphs of a header that only number pages."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in filter(PARTS.fullmatch, package.namelist()):
            margin = not name.startswith(("word/document", "word/footnotes", "word/endnotes"))
            for paragraph in texts(ElementTree.fromstring(package.read(name))):
                own = "".join(text for text, field in paragraph if not field)
                if not (margin and PAGE_NUMBERS.fullmatch(own)):
                    found += signs("".join(text for text, _ in paragraph))
    return found


def signs(text: str) -> Counter[str]:
    """The signs of a text without white space, each in its plain form."""
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))


def given(document: Document) -> Counter[str]:
    """The signs of all that was read or listed."""
    shown = [p.text for p in document.view(View.MARKUP)]
    return signs(" ".join((*shown, *(u.words for u in document.unread), *(u.words for u in document.unseen))))


def entered(document: Document, view: View) -> int:
    """How many signs of the file the readers give a place in a view, seen or not."""
    pieces = (p for q in document.paragraphs for p in q.pieces if p.mark.stands_in(view) and not p.computed)
    beside = (*document.unread, *document.furniture, *document.unseen)
    return sum(len("".join(p.text.split())) for p in pieces) + sum(each.signs_in(view) for each in beside)


@pytest.mark.parametrize("path", SAMPLE, ids=lambda p: p.stem)
def test_every_sign_of_a_real_document_is_read_or_listed(path: Path) -> None:
    data = path.read_bytes()
    document = read_docx(data, path.name, formatting_is_redline=False)
    assert held(data) - given(document) == Counter()
    assert document.counted == tuple(entered(document, view) for view in View)
