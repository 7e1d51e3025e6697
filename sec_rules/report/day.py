"""Days as a person reads them."""

from __future__ import annotations

from datetime import date


def in_full(day: date) -> str:
    """A day as the Code writes it: 28 February 2019."""
    return f"{day.day} {day:%B %Y}"
