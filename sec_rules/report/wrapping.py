"""Lines of 80 columns."""

from __future__ import annotations

import textwrap
from typing import Final

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
