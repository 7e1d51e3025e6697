"""Lists within a sentence."""

from __future__ import annotations

from collections.abc import Iterable


def joined(parts: Iterable[str], last: str = " and ", comma: str = ", ") -> str:
    """Such as "one, two and three"."""
    *others, end = list(parts) or [""]
    return f"{comma.join(others)}{last}{end}" if others else end
