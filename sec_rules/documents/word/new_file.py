"""A new Word file of the body it is given: the least that Word opens, the same bytes for the same body."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from sec_rules.documents.word.elements import W

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"


_STYLES: Final = (
    f'{_HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" '
    'w:cs="Arial"/><w:sz w:val="20"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" '
    'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" '
    'w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
)

_PARTS: Final = {
    "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}styles+xml"/></Types>',
    "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}styles" Target="styles.xml"/></Relationships>',
    "word/styles.xml": _STYLES,
}


def packed(body: str, section: str = "<w:sectPr/>") -> bytes:
    """The bytes of a .docx file with that body, as XML; `section` says how its pages are."""
    document = f'{_HEAD}<w:document xmlns:w="{W}"><w:body>{body}{section}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**_PARTS, "word/document.xml": document}.items():
            archive.writestr(zipfile.ZipInfo(name), content.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def storable(text: str, *, keeping: str = "") -> str:
    """A text with the sign of an unknown one for each that XML has no place for; of control signs `keeping` stays."""
    return "".join(
        c if c in keeping or (c >= " " and not 0xD800 <= ord(c) < 0xE000 and c not in "\ufffe\uffff") else "\ufffd"
        for c in text
    )
