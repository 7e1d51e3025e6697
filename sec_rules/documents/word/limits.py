"""What a Word document may take; apart from what reads one, so that other documents are read without it."""

from __future__ import annotations

from typing import Final

from attrs import fields, frozen

from sec_rules.errors import UsageError


@frozen
class Limits:
    """What a document may take: bytes unpacked in all, times its packed size, parts, tags in a part, paragraphs."""

    unpacked: int = 200_000_000
    ratio: int = 400
    parts: int = 5_000
    tags: int = 4_000_000
    paragraphs: int = 200_000

    @classmethod
    def given(cls, texts: tuple[str, ...]) -> Limits:
        """The limits with some of them given as "paragraphs=1000". `UsageError` for what is none."""
        known = {f.name for f in fields(cls)}
        values: dict[str, int] = {}
        for text in texts:
            name, _, value = text.partition("=")
            if name not in known or not value.isdecimal() or len(value) > 15 or not int(value):
                raise UsageError(f"--limit should be NAME=NUMBER with one of {', '.join(sorted(known))}, got '{text}'.")
            values[name] = int(value)
        return cls(**values)


DEFAULT: Final = Limits()
