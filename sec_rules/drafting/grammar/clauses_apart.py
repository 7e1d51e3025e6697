"""The clauses of a sentence that stand for themselves: those joined by "and", and the sentence without its fronted case.

What stands in front of a sentence ("Where an invoice is late, ...") says when something is to be done, and does nothing.
"""

from __future__ import annotations

import re
from typing import Final

from sec_rules.drafting.grammar.chunks import Chunk, chunks
from sec_rules.drafting.grammar.tagging import Tagged, tagged

_FRONTED: Final = re.compile(
    r"(?:Where|If|When|Whenever|Once|After|Before|Upon|On|Unless|Until|So long as|As soon as|In the event that|"
    r"In the event of|In case|Should|At|Within|During|While|In judging|In considering)\b",
)
_MODAL: Final = r"(?:shall|must|may|will|should|is to|are to|need not|can|cannot)"
_NAMES: Final = r"(?:(?:[A-Z][\w-]*|[a-z][\w'-]*) ){0,5}"
# "and the User shall", behind which a clause of its own begins.
_JOINED: Final = re.compile(
    rf"(?:;|,)? (?:and|but) (?=(?:the|a|an|its|their|each|every|any|that|those|these|such|no|it|they|Users?|neither|"
    rf"[A-Z]\w+) {_NAMES}{_MODAL}\b)|; (?=(?:[a-zA-Z][\w'-]* ){{1,7}}{_MODAL}\b)"
)


def clauses_of(text: str) -> list[str]:
    """The clauses of a sentence, each as one of its own; a case in front of it apart."""
    return _apart(_without_case(text.strip()))


def _without_case(text: str) -> str:
    if not _FRONTED.match(text):
        return text
    start = f"If{text[6:]}" if text.startswith("Should ") else text
    for comma in re.finditer(",", start):
        case, rest = start[: comma.start()], start[comma.end() :].strip()
        if _is_a_case(case) and _begins_a_clause(rest):
            return rest[:1].upper() + rest[1:]
    return start


def _is_a_case(case: str) -> bool:
    """Whether nothing is told in it but a case."""
    words = [each for each in tagged(case, wide=True) if each.text != "."]
    found = chunks(words)
    if any(each.tags & {"MODALS", "REFERENCE", "FIGURE"} for each in words):
        return False
    return all(chunk.sub for chunk in found if chunk.finite) and not any(c.kind == "other" for c in found)


def _begins_a_clause(rest: str) -> bool:
    """Whether somebody or something stands first, and "shall" behind it before any comma."""
    words = [each for each in tagged(rest, wide=True) if each.text != "."]
    found = chunks(words)
    first = next((i for i, chunk in enumerate(found) if chunk.finite and not chunk.sub), -1)
    return (
        first > 0
        and found[0].kind == "phrase"
        and found[first].kind == "modal"
        and not any(_separates(chunk, words) for chunk in found[:first])
    )


def _separates(chunk: Chunk, words: list[Tagged]) -> bool:
    return chunk.kind == "apart" and words[chunk.start].text == ","


def _apart(text: str) -> list[str]:
    """The clauses joined by "and" or a semicolon that have somebody and a "shall" of their own."""
    parts: list[str] = []
    at = 0
    for joint in _JOINED.finditer(text):
        if not re.search(rf"\b{_MODAL}\b", text[at : joint.start()]):
            continue
        parts.append(text[at : joint.start()].strip())
        at = joint.end()
    parts.append(text[at:].strip())
    return [part[:1].upper() + part[1:] for part in parts if part]
