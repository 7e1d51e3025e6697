"""Lists of paragraphs: the items, how each ends, what joins them, what stands before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from attrs import frozen

from sec_rules._patterns import compiled
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.lang.citations import stands_in
from sec_rules.lang.steps import follows
from sec_rules.review.text.provision_index import not_used, omits
from sec_rules.span import Span

Joint = Literal["", "and", "or", "and/or"]
# It begins where nothing before it could be its beginning too, and gives no sign back; so it is linear.
_END: Final = compiled(
    r"(?<![\"\u201d\u2019)\]])(?:(?<!\s)|(?=[\"\u201d\u2019)\].;,:]))(?P<before>[\"\u201d\u2019)\]]*+)(?P<mark>[;,.:]?)"
    r"(?P<close>[\"\u201d\u2019)\]]*)\s*+(?P<joint>\b(?:and\s*/\s*or|and|or|but)\b)?\s*(?P<after>[,;:]?)\s*$",
    re.IGNORECASE,
)
_BEGINS: Final = compiled(r"\s*(?P<joint>and\s*/\s*or|and|or)\b(?!\s+either)", re.IGNORECASE)


@frozen
class Item:
    """One item of a list.

    `tail` is the provision in which it ends (itself, or the last below it), `end` the place there of the mark and the
    joining word. `mark` is ";", ",", "." or "". `begins` is the joining word with which it begins.
    """

    provision: Provision
    tail: Provision
    end: Span
    mark: str
    joint: Joint
    begins: Joint
    plain: bool


@frozen
class ListOf:
    """Items that stand together below a provision; `lead` is the text before them, `closing` the text after them.

    `omitting` is true where the draft says that it leaves items out. `after` is the last item of the list above that
    goes on here, below words in between.
    """

    parent: Provision
    items: tuple[Item, ...]
    lead: str
    closing: Span | None
    omitting: bool
    after: Provision | None = None


def lists(top: Provision) -> Iterator[ListOf]:
    """The lists of a clause, at every depth."""
    for provision in top.walk():
        yield from _lists_of(provision)


def _lists_of(parent: Provision) -> Iterator[ListOf]:
    run: list[Provision] = []
    lead = ""
    omitting = False
    after: Provision | None = None
    for part in parent.order:
        if isinstance(part, Provision):
            run.append(part)
            continue
        words = part.words_in(parent.text)
        if omits(words):
            omitting = True
            continue
        if run:
            yield ListOf(parent, tuple(map(_item, run)), lead, part, omitting, _goes_on(after, run[0]))
            run, omitting, after = [], False, run[-1]
        lead = words
    if run:
        yield ListOf(parent, tuple(map(_item, run)), lead, None, omitting, _goes_on(after, run[0]))


def _goes_on(after: Provision | None, first: Provision) -> Provision | None:
    """The last item above, where a list goes on with its number."""
    return after if after is not None and follows(after.step, first.step) else None


def _item(provision: Provision) -> Item:
    tail, part = _tail(provision)
    words = part.words_in(tail.text)
    match = _END.search(words)
    assert match is not None, "the pattern matches at the end of any text"
    start = part.start + (match.start("mark") if match["mark"] else match.start())
    begins = _BEGINS.match(provision.text)
    return Item(
        provision,
        tail,
        Span(start, part.start + len(words.rstrip())),
        match["mark"],
        _joint(match["joint"]),
        _joint(begins["joint"] if begins else None),
        not not_used(provision) and not omits(provision.text),
    )


_JOINTS: Final[dict[str, Joint]] = {"and": "and", "or": "or", "and/or": "and/or"}


def _joint(word: str | None) -> Joint:
    return _JOINTS.get(re.sub(r"\s", "", word or "").casefold(), "")


def _tail(provision: Provision) -> tuple[Provision, Span]:
    last = provision.order[-1] if provision.order else Span(0, len(provision.text))
    return _tail(last) if isinstance(last, Provision) else (provision, last)


def lead_of(top: Provision, provision: Provision) -> str:
    """The words before a provision that its sentence begins with: the leads of the lists in which it stands."""
    words: list[str] = []
    current = top
    while current is not provision:
        inside = ((i, x) for i, x in enumerate(current.order) if isinstance(x, Provision))
        at = next((i for i, x in inside if stands_in(provision.label, x.label)), None)
        if at is None:
            break
        before = [x.words_in(current.text) for x in current.order[:at] if isinstance(x, Span)]
        words.append(before[-1] if before else "")
        below = current.order[at]
        assert isinstance(below, Provision), "just looked for among provisions"
        current = below
    return " ".join(words)


def own_sentences(provision: Provision) -> Iterator[Span]:
    """Where the sentences of a provision's own text stand, part by part."""
    for part in provision.order:
        if not isinstance(part, Span):
            continue
        start = part.start
        for stop in re.finditer(r"[.?!](?=\s+[\"\u201c(]?[A-Z])|\n\s*\n", part.words_in(provision.text)):
            yield Span(start, part.start + stop.end())
            start = part.start + stop.end()
        if provision.text[start : part.end].strip():
            yield Span(start, part.end)
