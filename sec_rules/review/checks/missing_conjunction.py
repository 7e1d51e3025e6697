"""LI601: no "and" or "or" before the last item, or both in one list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.steps import follows
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.definitions import definitions
from sec_rules.review.text.lists import Item, ListOf, lists

# Words before a list that say by themselves how its items are joined.
_SAID: Final = compiled(
    r"\b(?:any|either|each|every|all|both|one or more|at least one|any one|any "
    r"two|whichever|some)\s+(?:or\s+(?:more|all)\s+)?of\b"
    r"|\b(?:whichever|earliest|latest|earlier|later|greater|lesser|higher|lower)\b",
    re.IGNORECASE,
)

# What a list begins with.
FIRST_STEPS: Final = ("(1)", "(a)", "(i)", "(A)", "(I)")
# The end of an item within what is read as one.
_GOES_ON: Final = compiled(r";\s*(?:and|or)?\s*\n", re.IGNORECASE)
_BUT: Final = compiled(r"\bbut\s*$", re.IGNORECASE)
# A definition in single quotation marks, as an item of a list gives one.
_DEFINES: Final = compiled(r"\W*['\u2018][^'\u2018\u2019]{1,80}['\u2019]\s+(?:means?|includes?|has\b|refers?\b|is\b)")
_LAST_SENTENCE: Final = compiled(r"(?<=[.?!])\s+(?=[A-Z])")


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for clause in layout.provisions:
        given = list(lists(clause))
        # The last items of lists that go on below words in between.
        going_on = {id(found.after) for found in given if found.after is not None}
        followed = {id(item.provision) for found in given for item in found.items[:-1]}
        for found in given:
            if not found.omitting and len(found.items) > 1:
                ended = id(found.items[-1].provision) not in going_on
                # In the Code what stands between two items that do not follow each other is deleted; in another text
                # it may not have been read.
                whole = draft.scheme.of_the_code
                enclosed = whole and id(found.parent) in followed
                yield from _in_list(found, ended=ended and (whole or _follows_its_last(found)), enclosed=enclosed)


def _follows_its_last(found: ListOf) -> bool:
    """Whether the last item of a list has the number that comes after that of the item before it."""
    plain = [item for item in found.items if item.plain]
    return len(plain) < 2 or follows(plain[-2].provision.step, plain[-1].provision.step)


def _in_list(found: ListOf, *, ended: bool, enclosed: bool) -> Iterator[tuple[Provision, Found]]:
    items = [i for i in found.items if i.plain]
    # Where an item is a number alone, its words stand elsewhere.
    if len(items) < 2 or not all(i.tail.text.strip() for i in items):
        return
    *others, last = items
    if any(definitions(i.provision) or _DEFINES.match(i.provision.text) for i in items):
        return
    joints = [i.joint or j.begins for i, j in pairwise(items)]
    said = {j for j in joints if j}
    if len(said - {"and/or"}) > 1:
        kept = joints[-1] or next(j for j in joints[::-1] if j)
        i = next(i for i, j in enumerate(joints) if j and j != kept)
        yield _at(others[i], "The list joins its items with 'and' and with 'or'.")
    elif ended and not joints[-1] and _expects(others, last, found, enclosed=enclosed):
        yield _at(
            others[-1], f"There is no 'and' or 'or' between {others[-1].provision.step} and {last.provision.step}."
        )


def _expects(others: Sequence[Item], last: Item, found: ListOf, *, enclosed: bool) -> bool:
    """Whether a list wants a joining word before its last item.

    The end of a list that is `enclosed` in an item followed by others is the end of that item, whose joining word it
    has: "(i) one thing; (ii) another; or (b) a third".
    """
    closing = found.closing.words_in(found.parent.text).rstrip() if found.closing is not None else ""
    # Where few of the items end with a mark, the list has none to join them by.
    marked = sum(item.mark in (";", ",") for item in others)
    if others[-1].mark not in (";", ",", "") or 2 * marked < len(others) or not marked:
        return False
    # What ends as the items before the last do is none: the list goes on in words that were not read as its items.
    unended = closing.endswith(";") or (not closing and last.mark == others[-1].mark == ";")
    below = last.provision.children[:1]
    if (
        _BUT.search(others[-1].tail.text)
        or (not enclosed and (last.joint or unended))
        or _GOES_ON.search(last.tail.text)
        or any(p.step not in FIRST_STEPS for p in below)
    ):
        return False
    return not _SAID.search(_LAST_SENTENCE.split(found.lead)[-1])


def _at(item: Item, message: str) -> tuple[Provision, Found]:
    text = item.tail.text
    start = min(item.end.start, len(text.rstrip()) - 1)
    end = max(item.end.end, start + 1)
    return item.tail, Found(start, end, message)


CHECK: Final = Check(
    code="LI601",
    title='no "and" or "or" before the last item of a list, or both in it',
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why="Whether all items must be met or any one of them is the rule itself.",
    bad=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification "
        "User Security Assessment;\n"
        "\n"
        "(b) in the immediately following year, to a User Security Self-Assessment«;»\n"
        "\n"
        "(c) in the next following year, to a Full User Security Assessment."
    ),
    good=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification "
        "User Security Assessment;\n"
        "\n"
        "(b) in the immediately following year, to a User Security Self-Assessment; and\n"
        "\n"
        "(c) in the next following year, to a Full User Security Assessment."
    ),
    look=whole_draft(_look),
)
