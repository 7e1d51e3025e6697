"""Phrases that somebody teaches: each stands for one that is read already, and why.

A phrase that is taught is an assumption of the check that uses it, and every result that rests on it names it.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from sec_rules.drafting.grammar.lexicon import SILENT, Lexeme, Lexicon
from sec_rules.errors import UsageError

_NO_PHRASE = frozenset(("WORD", "STOP", "LB", "RB", *SILENT))


@frozen
class Taught:
    """A phrase, the known phrase that it stands for, why, and where that is said."""

    phrase: str
    means: str
    because: str
    by: str

    def __attrs_post_init__(self) -> None:
        if not any(found.kind == "WORD" or found.kind.endswith("_SHORT") for found in _read(self.phrase)):
            raise UsageError(f"'{self.phrase}' is read already, so nothing can be taught of it.")
        known = [found for found in _read(self.means) if found.kind not in SILENT]
        if len(known) != 1 or known[0].kind in _NO_PHRASE:
            raise UsageError(
                f"'{self.means}' is no phrase that is read, so '{self.phrase}' cannot stand for it; give one such as "
                "'Full User Security Assessment', 'exceeds' or 'Domestic Premises', and nothing beside it."
            )
        if not self.because.strip(" ."):
            raise UsageError(f"'{self.phrase}' is taught without a reason; give one as 'because'.")

    @property
    def lexeme(self) -> Lexeme:
        """The known phrase, as it is found in a text."""
        return next(found for found in _read(self.means) if found.kind not in SILENT)

    def stands_in(self, text: str) -> bool:
        """Whether the phrase stands in a text."""
        return _pattern(self.phrase).search(text) is not None

    def ends(self, text: str, start: int, end: int) -> int:
        """Where the phrase ends that begins at a place of a text, with the article before it; -1 where none does."""
        found = _pattern(self.phrase).match(text, start, end)
        return found.end() if found is not None else -1

    def says(self, clause: str) -> str:
        """The assumption in a sentence, about the words of a clause."""
        return f"'{self.phrase}' in {clause} is read as '{self.means}', because {self.because.rstrip('.')} ({self.by})."


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    return re.compile(rf"(?<!\w)(?:(?:an?|the|another|such)\s+)?{words}(?!\w)", re.IGNORECASE)


@cache
def _read(phrase: str) -> tuple[Lexeme, ...]:
    return tuple(Lexicon().lexemes(phrase, 0, len(phrase)))
