"""Pages of PDF, made by hand for tests: words where they are put, and lines through and under them."""

from __future__ import annotations

from collections.abc import Sequence

# The widths of a font in which every character is half as wide as high.
_HALVES = " ".join(["500"] * 224)
FONT = f"<< /Type /Font /Subtype /Type1 /BaseFont /Made /FirstChar 32 /Widths [{_HALVES}] >>"


def pdf(*pages: str, font: str = FONT, more: Sequence[str] = (), annotations: str = "") -> bytes:
    """A PDF whose pages draw that, in a font called F1; `more` are further objects, numbered from 4 on."""
    count = len(pages)
    first = 4 + len(more)
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(count))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>", font, *more]
    resources = "<< /Font << /F1 3 0 R >>" + (" /XObject << /X1 4 0 R >>" if more else "") + " >>"
    for i, drawn in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * i + 1} 0 R "
            f"/Resources {resources} {annotations} >>"
        )
        objects.append(f"<< /Length {len(drawn.encode('latin-1'))} >>\nstream\n{drawn}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def words(text: str, x: float, y: float, *, colour: str = "0 g") -> str:
    """Words that begin there, in the size 10."""
    return f"{colour} BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def lines(*items: tuple[str, float], top: float = 780, step: float = 14) -> str:
    """Words and how far to the right they begin, line below line."""
    return "".join(words(text, left, top - step * i) for i, (text, left) in enumerate(items))


def struck(text: str, x: float, y: float) -> str:
    """Words with a thin box through them, as Word draws it."""
    return words(text, x, y, colour="1 0 0 rg") + f"1 0 0 rg {x} {y + 2.8} {5 * len(text)} 0.6 re f\n"


def underlined(text: str, x: float, y: float, *, colour: str = "0 0 1") -> str:
    """Words with a line under them, as a word processor draws it."""
    line = f"{colour} RG 0.5 w {x} {y - 1.2} m {x + 5 * len(text)} {y - 1.2} l S\n"
    return words(text, x, y, colour=f"{colour} rg") + line
