"""What the extras `excel`, `pdf` and `serve` are for, done once with what is installed; run by .ci/run in the wheel.

The tests that mirror each module do more, with the newest of everything. Needs nothing but the package and its extras.
"""

from __future__ import annotations

import asyncio
import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import sec_rules
from sec_rules.cli import main
from sec_rules.page.serving import application

_COLUMNS = ("supplier_party", "network_party", "domestic_premises", "non_domestic_premises", "years_since_initial")


def workbook(*rows: tuple[object, ...]) -> bytes:
    """A workbook of one sheet with those cells."""
    cells = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": _relationship("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="'
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Users" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relationship("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return file.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def _relationship(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        "</Relationships>"
    )


def pdf(line: str) -> bytes:
    """A PDF of one page with one line on it."""
    content = f"BT /F1 11 Tf 40 700 Td ({line}) Tj ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    made, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj{each}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer<</Root 1 0 R/Size {len(objects) + 1}>>\nstartxref\n{len(made)}\n%%EOF"
    return f"{made}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def served() -> int:
    """The status with which the page is served."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "raw_path": b"/", "root_path": "", "scheme": "http"}
    headers = [(b"host", b"127.0.0.1:8000")]
    more = {"query_string": b"", "headers": headers, "server": ("127.0.0.1", 8000), "http_version": "1.1"}
    asyncio.run(application(8000, "token")({**scope, **more}, receive, send))
    return int(sent[0]["status"])


def run() -> None:
    """Does each once."""
    with tempfile.TemporaryDirectory() as folder:
        users, out = Path(folder, "users.xlsx"), Path(folder, "out.csv")
        users.write_bytes(workbook(_COLUMNS, (True, False, 250_001, 0, 1)))
        assert main(["assess", "--portfolio", str(users), "--on", "2020-01-01", "--out", str(out), "--quiet"]) == 0
        assert "FULL" in out.read_text()
    review = sec_rules.check(sec_rules.open_draft(pdf("Amend G8.41: for 250,000 substitute 300,000."), "draft.pdf"))
    assert "300,000" in review.draft.document.paragraphs[0].text, review.draft.document.paragraphs
    assert served() == 200


if __name__ == "__main__":
    run()
