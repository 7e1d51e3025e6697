"""Fonts of a PDF: which characters the codes of a string are, and how wide each is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import field, frozen

# Widths where a font does not say them, in parts of its size.
_NARROW: Final = dict.fromkeys("iljtfI.,;:'|!()[] ", 0.28)
_WIDE: Final = dict.fromkeys("mwMW\u2014", 0.83)
_USUAL: Final = 0.52
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_SECTION: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf(?:char|range)", re.S)
_RANGE: Final = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.S)
_WIDEST_RANGE: Final = 65_536
# Names of glyphs that are not the letter they name.
_NAMES: Final = {
    "space": " ", "comma": ",", "period": ".", "hyphen": "-", "colon": ":", "semicolon": ";", "slash": "/",
    "parenleft": "(", "parenright": ")", "bracketleft": "[", "bracketright": "]", "quotesingle": "'", "quotedbl": '"',
    "quoteleft": "\u2018", "quoteright": "\u2019", "quotedblleft": "\u201c", "quotedblright": "\u201d",
    "endash": "\u2013", "emdash": "\u2014", "bullet": "\u2022", "section": "\u00a7", "ampersand": "&", "percent": "%",
    "sterling": "\u00a3", "Euro": "\u20ac", "fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl",
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "plus": "+", "equal": "=", "asterisk": "*", "question": "?", "exclam": "!", "at": "@",
    "underscore": "_", "less": "<", "greater": ">", "multiply": "\u00d7", "ellipsis": "\u2026", "minus": "\u2212",
}  # fmt: skip


@frozen
class Glyph:
    """One code of a string: its character ("" where nothing tells), its width in parts of the size, whether a blank."""

    text: str
    width: float
    blank: bool


@frozen
class Font:
    """How the strings of one font are read."""

    characters: Mapping[int, str]
    widths: Mapping[int, float]
    default: float | None
    bytes_a_code: int = 1
    encoding: str | None = field(default=None)

    def glyphs(self, string: bytes) -> Iterator[Glyph]:
        """The characters of a string, in order."""
        step = self.bytes_a_code
        for at in range(0, len(string) - step + 1, step):
            code = int.from_bytes(string[at : at + step])
            text = self.characters.get(code)
            if text is None:
                text = "" if self.encoding is None else bytes([code]).decode(self.encoding, "ignore")
            width = self.widths.get(code, self.default)
            if width is None:
                width = _NARROW.get(text, _WIDE.get(text, _USUAL))
            yield Glyph(text, width, step == 1 and code == 32)


def font_of(resource: Any) -> Font:
    """The font that a page's resources describe; what they do not say is guessed as Latin letters."""
    unicode = resource.get("/ToUnicode")
    characters = _mapped(unicode.get_object().get_data()) if hasattr(unicode, "get_object") else {}
    if resource.get("/Subtype") == "/Type0":
        inner = resource["/DescendantFonts"][0].get_object()
        widths = dict(_cid_widths(inner.get("/W")))
        return Font(characters, widths, float(inner.get("/DW", 1000)) / 1000, 2)
    encoding = resource.get("/Encoding")
    named = encoding.get_object() if hasattr(encoding, "get_object") else encoding
    differences = dict(_differences(named)) if hasattr(named, "get") else {}
    base = named.get("/BaseEncoding") if hasattr(named, "get") else named
    first = int(resource.get("/FirstChar", 0))
    scale = float(resource["/FontMatrix"][0]) if "/FontMatrix" in resource else 0.001
    widths = {first + i: float(w.get_object()) * scale for i, w in enumerate(resource.get("/Widths", ()))}
    codec = "mac_roman" if base == "/MacRomanEncoding" else "cp1252"
    return Font({**differences, **characters}, widths, None, 1, codec)


def _mapped(cmap: bytes) -> dict[int, str]:
    """The characters that a map to Unicode gives to codes."""
    found: dict[int, str] = {}
    for kind, body in _SECTION.findall(cmap):
        if kind == b"bfchar":
            codes = [bytes.fromhex(h.decode()) for h in _HEX.findall(body)]
            found |= {int.from_bytes(a): _text(b) for a, b in zip(codes[::2], codes[1::2], strict=False)}
            continue
        for low, high, start, listed in _RANGE.findall(body):
            first, last = int(b"".join(low.split()), 16), int(b"".join(high.split()), 16)
            if listed:
                texts = [_text(bytes.fromhex(h.decode())) for h in _HEX.findall(listed)]
                found |= {first + i: text for i, text in enumerate(texts)}
            elif start and last - first < _WIDEST_RANGE:
                text = _text(bytes.fromhex(start.decode()))
                found |= {
                    code: text[:-1] + chr(ord(text[-1]) + code - first) for code in range(first, last + 1) if text
                }
    return found


def _text(code: bytes) -> str:
    return code.decode("utf-16-be", "ignore") if len(code) > 1 else code.decode("latin-1")


def _cid_widths(listed: Any) -> Iterator[tuple[int, float]]:
    """The widths of a composite font: a code and the widths from there on, or two codes and one width."""
    items = [each.get_object() for each in listed.get_object()] if listed is not None else []
    at = 0
    while at + 1 < len(items):
        first = int(items[at])
        if isinstance(items[at + 1], list):
            yield from ((first + i, float(w.get_object()) / 1000) for i, w in enumerate(items[at + 1]))
            at += 2
        elif at + 2 < len(items):
            last = min(int(items[at + 1]), first + _WIDEST_RANGE)
            yield from ((code, float(items[at + 2]) / 1000) for code in range(first, last + 1))
            at += 3
        else:
            return


def _differences(encoding: Any) -> Iterator[tuple[int, str]]:
    """The characters of the codes that an encoding names by their glyphs."""
    code = 0
    for each in encoding.get("/Differences", ()):
        item = each.get_object()
        if isinstance(item, (int, float)):
            code = int(item)
            continue
        name = str(item).removeprefix("/")
        if len(name) == 1 or name in _NAMES:
            yield code, _NAMES.get(name, name)
        elif re.fullmatch(r"uni[0-9A-F]{4}", name):
            yield code, chr(int(name[3:], 16))
        else:
            yield code, ""
        code += 1
