"""Word documents made for tests from the XML of their parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
KINDS = {
    "styles": "styles",
    "numbering": "numbering",
    "comments": "comments",
    "footnotes": "footnotes",
    "settings": "settings",
}
Make = Callable[..., bytes]


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def made(body: str, others: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A package whose body is that XML; each further part by its kind, without its root: styles="<w:style .../>"."""
    roots = {"footnotes": "footnotes", "comments": "comments"}
    types = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{WORD}{KINDS[kind]}+xml"/>' for kind in parts)
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for i, kind in enumerate(parts, 1)
    )
    given = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{HEAD}<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f"{HEAD}<Relationships "
        f'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
    }
    given |= {f"word/{k}.xml": f"{HEAD}<w:{roots.get(k, k)} {W}>{v}</w:{roots.get(k, k)}>" for k, v in parts.items()}
    return zipped({**given, **(others or {})})


@pytest.fixture(scope="session")
def make() -> Make:
    """Makes a package from the XML of its body and parts."""
    return made


@pytest.fixture(scope="session")
def pack() -> Callable[[Mapping[str, str | bytes]], bytes]:
    """Makes a zip archive of parts."""
    return zipped
