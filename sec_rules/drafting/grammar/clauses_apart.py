"""The clauses of a sentence that stand for themselves: those joined by "and", and each without its fronted case.

What stands in front of a sentence ("Where an invoice is late, ...") says when something is to be done, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final

from sec_rules.drafting.grammar.far import is_risky_anywhere
from sec_rules.drafting.grammar.phrases import Sentence, widely
from sec_rules.drafting.grammar.tagging import Tagged

_FRONTED: Final = re.compile(
    r"(?:Where|If|When|Whenever|Once|After|Before|Upon|On|Unless|Until|So long as|As soon as|In the event that|"
    r"In the event of|In case|At|Within|During|While|In judging|In considering|In|For|With|Without|Following|Having)\b",
)
_NO_CASE: Final = frozenset(
    ("MODALS", "REFERENCE", "FIGURE", "OUTCOMES", "KINDS", "COUNTED", "NOTHING", "DUTIES", "NEVER", "CONSEQUENCE")
)


def clauses_of(text: str) -> list[str]:
    """The clauses of a sentence, each as one of its own; a case in front of it apart."""
    sentences = chain.from_iterable(map(_apart, _parted(_turned(text.strip()))))
    return [_without_case(clause) for clause in sentences]


def _parted(text: str) -> list[str]:
    """The sentences on either side of each semicolon, where each has somebody of whom something is told."""
    parts = [part.strip().removeprefix("and ") for part in text.split(";")]
    whole = [part[:1].upper() + part[1:] for part in parts if part]
    return whole if len(whole) > 1 and all(map(_tells_of_somebody, map(widely, whole))) else [text]


def _tells_of_somebody(s: Sentence) -> bool:
    told = next((i for i, chunk in enumerate(s.chunks) if chunk.finite and not chunk.sub), -1)
    return told != -1 and bool(s.subject(told))


def _turned(text: str) -> str:
    """A sentence with the case in front of it in its usual order: "Should it be late" is "If it is late"."""
    case, comma, rest = text.partition(",")
    if not case.startswith("Should "):
        return text
    plain = re.sub(r"\bbe\b", "is", re.sub(r"\bhave\b", "has", case.removeprefix("Should")))
    return f"If{plain.replace(' not is ', ' is not ')}{comma}{rest}"


def _written(words: Sequence[Tagged]) -> str:
    text = " ".join(each.text for each in words).replace(" ,", ",")
    return text[:1].upper() + text[1:]


def _without_case(text: str) -> str:
    if not _FRONTED.match(text):
        return text
    for comma in re.finditer(",", text):
        case, rest = text[: comma.start()], text[comma.end() :].strip()
        if text.startswith("Unless") and any(each.is_form_of("GOES") for each in widely(rest).words):
            return text
        if _is_a_case(widely(case)) and _begins_a_clause(widely(rest)):
            return rest[:1].upper() + rest[1:]
    return text


def _is_a_case(s: Sentence) -> bool:
    """Whether nothing is told in it but a case, and none that an assessment comes to be another by."""
    if any(each.tags & _NO_CASE or is_risky_anywhere(each) for each in s.words):
        return False
    if any(each.small in ("year", "years", "being") for each in s.words):
        return False
    return all(chunk.sub for chunk in s.chunks if chunk.finite) and not any(c.kind == "other" for c in s.chunks)


def _begins_a_clause(s: Sentence) -> bool:
    """Whether somebody or something stands first, and "shall" behind it before any comma."""
    first = next((i for i, chunk in enumerate(s.chunks) if chunk.finite and not chunk.sub), -1)
    if first < 1 or s.kind(0) != "phrase" or s.kind(first) != "modal":
        return False
    anaphoric = any(each.small in ("so", "this", "those", "such") for each in s.words)
    return not anaphoric and not any(c.kind in ("apart", "opens") for c in s.chunks[:first])


def _apart(text: str) -> list[str]:
    """The clauses joined by "and" or a semicolon, each with somebody of whom something is told."""
    s = widely(text)
    told = [i for i, chunk in enumerate(s.chunks) if chunk.finite and not chunk.sub]
    cuts = [cut for i in told[1:] if (cut := _joint_before(s, i)) > told[0]]
    if not cuts:
        return [text]
    starts, ends = [0, *cuts], [*cuts, len(s.chunks)]
    parts = (s.chunks[a:b] for a, b in zip(starts, ends, strict=True))
    spans = ([c for c in part if c.kind not in ("joint", "apart") or c is not part[0]] for part in parts)
    return [_written(_trimmed(s.words[part[0].start : part[-1].end])) for part in spans if part]


def _trimmed(words: Sequence[Tagged]) -> Sequence[Tagged]:
    """Words without the commas and joints at their ends."""
    while words and words[0].tags & {"APART", "CONJUNCTIONS"}:
        words = words[1:]
    while words and words[-1].tags & {"APART", "CONJUNCTIONS"}:
        words = words[:-1]
    return words


def _joint_before(s: Sentence, told: int) -> int:
    """Where the joint stands before the clause of which a verb is told of its own; -1 where it goes on with another."""
    subject = s.subject(told)
    if not subject:
        return -1
    first = min(s.place_of(chunk) for chunk in subject)
    before = s.before(first)
    return before if s.kind(before) in ("joint", "apart") else -1
