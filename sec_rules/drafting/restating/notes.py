"""A note or a title read from end to end as what it says of a change, and held against the draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve

from sec_rules.drafting.restating.agreement import agrees
from sec_rules.drafting.restating.changes import Changes
from sec_rules.drafting.restating.scopes import Scope, scope_of
from sec_rules.drafting.restating.statements import CONTENT, Statement, halves, parts, statement
from sec_rules.drafting.restating.words import Token, UnknownWordError, tokens

_SENTENCE: Final = re.compile(r"(?<=[.;?!])[*_\"\u201d\u2019)]*\s+(?=[*_(\"\u201c]*[A-Z0-9])")
_LONGEST: Final = 1_000
# Which version of the document it is: "Version 0.4", "draft 3".
_VERSION: Final = re.compile(
    r"\b(?:draft|version|issue|revision)\s+(?:no\.?\s*)?\d{1,2}(?:\.\d{1,2})*\b(?!,\d)|\bv\.?\s?\d{1,2}(?:\.\d{1,2})*\b",
    re.IGNORECASE,
)
# What a note is marked as, and of which paragraph of the draft it speaks.
_MARKED: Final = re.compile(
    r"^\W*(?:(?:explanatory|drafting|cover(?:ing)?|drafter's) notes?|notes?(?: (?:to|for) (?:readers|reviewers))?)"
    r"(?: \((?:this is )?not (?:a )?part of the (?:legal text|code|text|modification|draft)\))?\s*[:.\u2013\u2014-]\s+"
    r"(?:paragraph \d{1,2}(?: (?:above|below))? (?:means|provides|has the effect) that )?",
    re.IGNORECASE,
)
# What is said to be no law, as a note may be; words in italics, or a figure, would be another law by it.
_DISOWNS: Final = re.compile(
    r"\b(?:is|are|has|have|be|being|as|carry|carries)\b.*\b(?:"
    r"operative|legal (?:effect|force|text)|indicative|illustrat\w+|"
    r"part of the (?:legal )?text|for (?:information|guidance|reference))\b",
    re.IGNORECASE,
)
_DISOWNED: Final = re.compile(
    r"^\W*(?:(?:this|these|the|all) )?(?:(?:explanatory|drafting|cover(?:ing)?|marginal|side) )?"
    r"(?:notes?|headings?|titles?|footnotes?|commentary|comments?|annotations?|sheet|page|paper|summary|introduction|it)"
    r"(?: (?:above|below|in the margin))?,? (?:is|are|has|have|carr(?:y|ies))\b",
    re.IGNORECASE,
)
NOT_SHOWN: Final = "is not shown to be what the draft does"
# Before a word of reporting stands who reports, or that he has; a restriction ("suppliers that asked") has neither.
_REPORTING: Final = frozenset(
    ("have", "has", "had", "as", "been", "was", "were", "is", "are", "also", "and", "not", "be")
)


def why_it_is_no_note(text: str, changes: Changes) -> str:
    """Why a note is not shown to say only what the draft does; "" where it is shown."""
    if len(text) > _LONGEST or not text.strip():
        return "it is too long for a note" if text.strip() else "it holds no words"
    scope: Scope | None = None
    told: Statement | None = None
    for sentence in _SENTENCE.split(_MARKED.sub("", _VERSION.sub(" ", text).strip())):
        try:
            given = tokens(sentence)
        except UnknownWordError as error:
            return f"'{error}' may say more than the draft does"
        if _DISOWNS.search(sentence) and not _DISOWNED.match(sentence):
            return "it may say which words are no law"
        if not _reports(given):
            return "it tells of what somebody asked or said"
        scope = scope and evolve(scope, pairs=scope.parties)
        said, named = tuple(parts(given)), False
        for at, part in enumerate(said):
            if _of_an_earlier_draft(part):
                continue
            if at + 1 < len(said) and (whom := _only_whom(part, changes)) is not None:
                scope, named = whom, True
                continue
            senses = {token.sense for token in part}
            if named and (not senses & CONTENT - _WHOM or senses & {"PARTY", "LABEL"}):
                return f"'{' '.join(t.text for t in part)}' {NOT_SHOWN}"
            named = False
            found = _held(part, changes, scope, told)
            if found is None:
                return f"'{' '.join(t.text for t in part)}' {NOT_SHOWN}"
            scope, told = found
    return ""


def _held(
    part: Sequence[Token], changes: Changes, scope: Scope | None, told: Statement | None
) -> tuple[Scope | None, Statement | None] | None:
    """Of whom a part of a sentence speaks, and what it says, where that is so; None where it is not."""
    said = statement(part)
    said.after = told
    if said.has("NOT") and (said.says_something or not said.has("OPINION")):
        return None
    if _in_a_group(part) or not _shown_as_it_is(part) or _done_by_somebody(part, said):
        return None
    if not said.says_something:
        return None if said.not_placed else (scope, told)
    found = scope_of(said, changes, scope)
    if found is not None and agrees(said, found, changes):
        return found, said
    if said.has("OPINION") and not said.has("FORMER"):
        # What is found heavy, or low, is what there was.
        said.senses |= {"FORMER"}
        found = scope_of(said, changes, scope)
        if found is not None and agrees(said, found, changes):
            return found, said
    for one, two in halves(part) if not said.has("ALIKE", "BOTH") else ():
        if any(not statement(half).senses & CONTENT - _WHOM for half in (one, two)):
            continue
        first = _held(one, changes, scope, told)
        second = _held(two, changes, *first) if first is not None else None
        if second is not None:
            return second
    return None


def _only_whom(part: Sequence[Token], changes: Changes) -> Scope | None:
    """The clauses of those of whom the rest of a sentence speaks: "Large networks: no change"."""
    said = statement(part)
    if said.not_placed or said.restricted or not said.says_something or (said.senses & CONTENT) - _WHOM - {"NUMBER"}:
        return None
    known = said.senses <= _WHOM | {
        "NUMBER",
        "FILLER",
        "ABOUT",
        "ABOVE",
        "BELOW",
        "AT_MOST",
        "AT_LEAST",
        "OR_LESS",
        "OR_MORE",
    }
    return scope_of(said, changes, None) if known and (said.parties or said.bounds) else None


def _of_an_earlier_draft(part: Sequence[Token]) -> bool:
    """Whether a part says how many classes or figures a draft had that is not this one."""
    content = {token.sense for token in part} & CONTENT
    return any(token.sense == "EARLIER_DRAFT" for token in part) and content <= {
        "NUMBER",
        "BAND",
        "CLASS",
        "FIGURE",
        "CLAUSE",
    }


def _in_a_group(part: Sequence[Token]) -> bool:
    """Whether a group of companies may be meant, not one of those that the draft parts: "those in their group"."""
    return any(
        two.sense == "CLASS"
        and two.text.startswith("group")
        and (one.sense == "PARTY" or one.text in ("a", "their", "its", "same", "one's", "whose"))
        for one, two in pairwise(part)
    )


def _shown_as_it_is(part: Sequence[Token]) -> bool:
    """Whether what is put in is said to be shown as put in, and what is taken out as taken out."""
    text = ""
    for token in part:
        if token.sense in ("TEXT_IN", "TEXT_OUT"):
            text = token.sense.rpartition("_")[2]
        elif token.sense in ("SHOWN_IN", "SHOWN_OUT") and token.sense.rpartition("_")[2] != text:
            return False
    return True


def _done_by_somebody(part: Sequence[Token], said: Statement) -> bool:
    """Whether something is done by those who only report: "as adjusted by the Panel"."""
    somebody = any(t.sense == "REPORTS" and t.text not in _OURSELVES for t in part)
    return somebody and said.says_something and not said.has("REPORTED")


_WHOM: Final = frozenset(
    ("PARTY", "LABEL", "LARGE", "SMALL", "MIDDLE", "LOWEST", "HIGHEST", "CLAUSE", "CLASS", "ASSESSMENT")
)
_OURSELVES: Final = frozenset(("we", "drafter", "drafters", "proposer", "proposers", "reader", "readers"))


def _reports(given: Sequence[Token]) -> bool:
    """Whether each word by which something is reported says who reports it, or that it was reported."""
    return all(token.sense != "REPORTED" or _is_reporting(given, at) for at, token in enumerate(given))


def _is_reporting(given: Sequence[Token], at: int) -> bool:
    before = given[at - 1] if at else None
    # "Suppliers are asked by the Panel to ..." tells somebody what to do.
    if any(token.sense == "TO" for token in given[at + 1 : at + 6]):
        return False
    if given[at].text.endswith(" of"):
        return any(token.sense == "REPORTS" for token in given[at + 1 : at + 4])
    by = any(token.text == "by" for token in given[at + 1 : at + 3])
    if by and not any(token.sense == "REPORTS" for token in given[at + 2 : at + 7]):
        return False
    if before is None or not (by or before.sense in ("REPORTS", "NOT") or before.text in _REPORTING):
        return False
    return all(token.text not in ("that", "which", "who", "those") for token in _just_before(given, at))


def _just_before(given: Sequence[Token], at: int) -> Iterator[Token]:
    yield from given[max(0, at - 3) : at]
