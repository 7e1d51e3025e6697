"""Lines of 80 columns."""

from __future__ import annotations

import re
import textwrap
from datetime import date
from typing import Final

from sec_rules.review.findings import Finding

WIDTH: Final = 80


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """A paragraph with its later lines indented; words and hyphens stay whole."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def in_full(day: date) -> str:
    """A day as the Code writes it: 28 February 2019."""
    return f"{day.day} {day:%B %Y}"


def line_of(finding: Finding) -> int | None:
    """The line on which the provision of a finding begins; None for a document without lines."""
    match = re.fullmatch(r"line (\d+)", finding.place)
    return int(match[1]) if match else None
