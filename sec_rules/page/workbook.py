"""The first sheet of an Excel workbook, a .xlsx file, as rows of texts: what its cells show, dates as 2019-02-28.

For a portfolio in a browser, where no library for workbooks is to be had. A workbook is a package of XML parts, as a
Word file is, and is opened within the same limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from xml.etree.ElementTree import Element

from sec_rules.documents.word.package import Package, open_package
from sec_rules.errors import DocumentError, PortfolioError

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})[0-9]+")
# Formats of dates that are known by number, and what makes one of a format that a file gives itself.
_DATES: Final = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
# Day 60 of the older calendar is the 29th of February 1900, which there was not; later days count from here.
_DAY_NOUGHT, _LATER_DAY_NOUGHT = date(1899, 12, 30), date(1904, 1, 1)
_FIRST_SURE: Final = 61
_MOST_COLUMNS: Final = 16_384


def first_sheet(data: bytes, name: str) -> Iterator[list[str]]:
    """The rows of the first sheet, each as long as its last filled cell; a row left out comes as an empty one.

    Raises `PortfolioError` for what is no workbook, or has a cell that shows an error.
    """
    try:
        package = open_package(data, name)
        if not package.has("xl/workbook.xml"):
            raise PortfolioError(f"{name} is no Excel workbook; save it as .xlsx or as CSV.")
        yield from _rows(package)
    except DocumentError as error:
        raise PortfolioError(f"{name} cannot be read as an Excel workbook, so save it as CSV. {_why(error)}") from None


def _why(error: DocumentError) -> str:
    """What stood against it, where that is not said of Word documents."""
    said = str(error)
    return "" if "Word" in said or ".docx" in said else said


def _rows(package: Package) -> Iterator[list[str]]:
    workbook = package.root("xl/workbook.xml")
    sheets = list(_all(workbook, "sheet"))
    if not sheets:
        raise PortfolioError(f"{package.name} has no sheet.")
    own = next((value for key, value in sheets[0].attrib.items() if key.endswith("}id")), "")
    part = next((r.target for r in package.relations("xl/workbook.xml") if r.id == own), "")
    if not package.has(part):
        raise PortfolioError(f"{package.name} does not hold its first sheet.")
    shared, dated = _shared(package), _dated(package)
    later = any(e.get("date1904") in ("1", "true") for e in _all(workbook, "workbookPr"))
    nought = _LATER_DAY_NOUGHT if later else _DAY_NOUGHT
    last = 0
    for row in _all(package.root(part), "row"):
        number = _number(row.get("r"), last + 1)
        yield from ([] for _ in range(min(number - last - 1, _MOST_COLUMNS)))
        last = number
        yield _cells(row, package.name, shared, dated, nought)


def _cells(row: Element, name: str, shared: Sequence[str], dated: Sequence[bool], nought: date) -> list[str]:
    found: list[str] = []
    for cell in _all(row, "c"):
        column = _column(cell.get("r", ""), len(found))
        text = _text(cell, name, shared, dated, nought)
        if column < _MOST_COLUMNS and text:
            found.extend("" for _ in range(column - len(found)))
            found[column:] = [text]
    return found


def _text(cell: Element, name: str, shared: Sequence[str], dated: Sequence[bool], nought: date) -> str:
    kind = cell.get("t", "n")
    value = next((e.text or "" for e in _all(cell, "v")), "")
    match kind:
        case "inlineStr":
            return "".join(map(_in_runs, _all(cell, "is")))
        case "s":
            index = _number(value, -1)
            return shared[index] if 0 <= index < len(shared) else ""
        case "b":
            return "true" if value == "1" else "false"
        case "e":
            raise PortfolioError(f"{name} shows the error {value} in cell {cell.get('r', '')}; mend it there.")
        case "str" | "d":
            return value
    style = _number(cell.get("s"), 0)
    return _as_number(value, nought if style < len(dated) and dated[style] else None)


def _as_number(value: str, nought: date | None) -> str:
    """A number as a person writes it: whole ones by their digits; a date by the calendar. What is none stays."""
    try:
        number = float(value)
        whole = int(number)
    except (ValueError, OverflowError):
        return value
    if number != whole or abs(whole) >= 10**15:
        return value
    if nought is not None and whole >= _FIRST_SURE:
        try:
            return (nought + timedelta(days=whole)).isoformat()
        except OverflowError:
            return value
    return str(whole)


def _shared(package: Package) -> list[str]:
    """The texts that cells share."""
    part = package.related("xl/workbook.xml", "sharedStrings")
    return [] if part is None else [_in_runs(entry) for entry in _all(package.root(part), "si")]


def _in_runs(entry: Element) -> str:
    """The text of an entry, without the readings of characters that stand over it."""
    over = {id(text) for reading in _all(entry, "rPh") for text in _all(reading, "t")}
    return "".join(text.text or "" for text in _all(entry, "t") if id(text) not in over)


def _dated(package: Package) -> list[bool]:
    """Of each style of cells, whether it shows a number as a date."""
    part = package.related("xl/workbook.xml", "styles")
    if part is None:
        return []
    root = package.root(part)
    own = {_number(e.get("numFmtId"), -1): e.get("formatCode", "") for e in _all(root, "numFmt")}
    styles = next(_all(root, "cellXfs"), None)
    return [] if styles is None else [_is_date(_number(e.get("numFmtId"), 0), own) for e in _all(styles, "xf")]


def _is_date(number: int, own: Mapping[int, str]) -> bool:
    return any(sign in "ymd" for sign in _QUOTED.sub("", own[number]).casefold()) if number in own else number in _DATES


def _all(element: Element, tag: str) -> Iterator[Element]:
    for namespace in (_MAIN, _STRICT):
        yield from element.iter(namespace + tag)


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else default


def _column(reference: str, default: int) -> int:
    """The column of a cell, from 0; that after the last one where the cell does not say."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return default
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1
