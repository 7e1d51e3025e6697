"""Extracts: clauses of which a draft shows only a part. What "[...]" stands for is unchanged, never deleted.

So is the rest of a clause of which paragraphs are shown alone, without the words that they go on from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from attrs import evolve

from sec_rules._patterns import compiled
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.lang.citations import CLAUSE
from sec_rules.lang.steps import STEP
from sec_rules.span import Span

_UNCHANGED: Final = (
    r"(?:omitted|unchanged|unaltered|unamended|no change|not (?:shown|reproduced|changed|altered|amended)"
    r"|as (?:now|at present|existing|in force))"
)
# Of what it is said; a word that could say more, as that a paragraph is deleted, is not among them.
_OF_WHAT: Final = (
    rf"(?:(?:{STEP}|the|this|other|remaining|rest|remainder|text|wording|opening|words|and|to|of|in|between|all|both"
    r"|is|are|remains?|stays?|stand|otherwise|which|that|not (?:shown|set out)(?= )|(?:sub-)?paragraphs?"
    rf"|sections?|clauses?|{CLAUSE})[,;]?\s*)*"
)
# What says that the rest of a clause stands as it is.
SAYS_THE_REST_STANDS: Final = rf"{_OF_WHAT}(?:{_UNCHANGED}|not modified)"
# What a document has in the place of words that it leaves out.
_LEFT_OUT: Final = (
    r"(?:\[\s*)?(?:\.\s?){3,}(?:\s*\])?|(?:\[\s*)?\u2026+(?:\s*\])?|(?:\[\s*)?(?:\*\s?){2,}\]?"
    rf"|\[\s*{_OF_WHAT}{_UNCHANGED}\.?\s*\]|\(\s*{_OF_WHAT}{_UNCHANGED}\.?\s*\)"
)
_MARK: Final = compiled(_LEFT_OUT, re.IGNORECASE)
_OMISSION: Final = compiled(
    rf"\s*(?:(?:(?:,|and|to)\s*)+{STEP}\s*)*(?:{_LEFT_OUT})\s*[.;,]?\s*(?:and|or)?\s*"
    rf"|\s*\(?(?:the )?(?:(?:other|remaining) )?paragraphs? {_OF_WHAT}{_UNCHANGED}\.?\)?\s*",
    re.IGNORECASE,
)


def stands_for_text(text: str) -> bool:
    """Whether a line only says that text is left out here: [...], an ellipsis, three stars."""
    return _OMISSION.fullmatch(text) is not None


def _leaves_out(line: str) -> bool:
    """Whether a line leaves out words at its beginning or end, or between others."""
    return stands_for_text(line) or _MARK.search(line) is not None


def omits(provision: Provision) -> bool:
    """Whether the document leaves out some of a provision, at whatever depth."""
    return begins_within(provision) or any(_leaves_out(line) for p in provision.walk() for line in _lines(p))


def begins_within(provision: Provision) -> bool:
    """Whether a clause is shown from one of its paragraphs on, without the words that all of them go on from."""
    return not provision.partial and bool(provision.children) and not provision.text.strip()


def _lines(provision: Provision) -> list[str]:
    return [x.words_in(provision.text) for x in provision.order if isinstance(x, Span)]


def joined(provisions: Iterable[Provision]) -> tuple[Provision, ...]:
    """The clauses with part-extracts of one clause put together, in the place of the first."""
    by_label: dict[str, Provision] = {}
    rest: list[Provision] = []
    for provision in provisions:
        first = by_label.get(provision.label)
        if first is None:
            by_label[provision.label] = provision
        elif omits(first) or omits(provision):
            by_label[provision.label] = _together(first, provision)
        else:
            rest.append(provision)
    return (*by_label.values(), *rest)


def _together(one: Provision, two: Provision) -> Provision:
    """Two extracts of one clause: the second's text, unless it says that text is left out, and its paragraphs."""
    shift = len(one.text) + 1 if one.text else 0
    parts = [p.shifted(shift) if isinstance(p, Span) else p for p in two.order]
    moved = [s.shifted(shift) for s in two.sources]
    stretches = [s.shifted(shift) for s in two.stretches]
    return evolve(
        one,
        text=f"{one.text}\n{two.text}" if one.text else two.text,
        order=(*one.order, *parts),
        sources=(*one.sources, *moved),
        stretches=(*one.stretches, *stretches),
        changed=one.changed or two.changed,
    )


def filled(given: Provision, held: Provision, other: Provision | None = None) -> Provision:
    """A clause with what it leaves out put in from the words held.

    `other` is the clause in the other view: what stands there is not left out but put in or taken out.
    """
    if not omits(given) or (begins_within(given) and other is not None and not omits(other)):
        return given
    if begins_within(given) and not _steps(given) & _steps(held):
        # Its sub-sections are those of a clause put otherwise: "(1) This Section applies where ...".
        return given
    given = _with_lines_filled(given, held, other)
    known = _steps(given) | (_steps(other) if other is not None else set())
    lines = [x for x in given.order if isinstance(x, Span)]
    words = [(x, x.words_in(given.text)) for x in lines]
    kept = [x for x, line in words if line.strip() and not stands_for_text(line)]
    shown = {c.step: c for c in given.children}
    if any(step in shown for x in lines if x not in kept for step in _PATHS.findall(x.words_in(given.text))):
        # A paragraph that is said to be as it was, and is given anew.
        return given
    order: list[Span | Provision] = []
    text, sources = given.text, given.sources
    if kept:
        order.extend(kept[:1])
    else:
        # Nothing of the clause's own words is shown: they are the words held.
        opening = next((x for x in held.order if isinstance(x, Span)), None)
        if opening is not None:
            text = opening.words_in(held.text)
            order.append(Span(0, len(text)))
            sources = ()
    below = {c.step: c for c in held.children}
    children = [filled(c, below[c.step], _child(other, c.step)) if c.step in below else c for c in shown.values()]
    order.extend(_in_order(children, held.children, known))
    order.extend(x for x in kept[1:])
    return evolve(given, text=text, order=tuple(order), sources=sources, omits=True)


_PATHS: Final = compiled(STEP)


def _with_lines_filled(given: Provision, held: Provision, other: Provision | None) -> Provision:
    """A provision, words left out of its own lines put in from those of the words held."""
    lines = [x.words_in(given.text) for x in given.order if isinstance(x, Span)]
    beside = [x.words_in(other.text) for x in other.order if isinstance(x, Span)] if other is not None else []
    told = beside if len(beside) == len(lines) else lines
    whole = [_with_words(*each, _lines(held)) for each in zip(lines, told, strict=True)]
    if whole == lines:
        return given
    order: list[Span | Provision] = []
    end, number = 0, 0
    for part in given.order:
        if isinstance(part, Span):
            order.append(Span(end, end + len(whole[number])))
            end, number = end + len(whole[number]) + 1, number + 1
        else:
            order.append(part)
    return evolve(given, text="\n".join(whole), order=tuple(order), sources=(), stretches=())


def _with_words(line: str, told: str, held: Sequence[str]) -> str:
    """A line with the words that it leaves out, as they stand between those it shows in one of the lines held.

    `told` is the line in the other view: what it shows may be what stands in the words held. A line of which that is
    not settled stays as it is.
    """
    if stands_for_text(line) or not _MARK.search(line):
        return line
    shown = _pieces(line)
    if len(shown) == 2 and not shown[1] and shown[0].endswith((":", "\u2014")):
        return shown[0]  # what is left out stands in the paragraphs below
    for pieces in (shown, _pieces(told)):
        found = [gaps for each in held if len(pieces) == len(shown) and (gaps := _gaps(pieces, each)) is not None]
        if len(found) == 1:
            return "".join(part for pair in zip(shown, (*found[0], ""), strict=True) for part in pair)
    return line


def _pieces(line: str) -> list[str]:
    return [" ".join(piece.split()) for piece in _MARK.split(line)]


def _gaps(pieces: Sequence[str], held: str) -> tuple[str, ...] | None:
    """What stands between pieces in a line held; None where they are not all there, or might stand in two places."""
    held = " ".join(held.split())
    found = [re.fullmatch(gap.join(map(re.escape, pieces)), held) for gap in ("(.*?)", "(.*)")]
    first, last = found
    return first.groups() if first is not None and last is not None and first.groups() == last.groups() else None


def _child(provision: Provision | None, step: str) -> Provision | None:
    return next((c for c in provision.children if c.step == step), None) if provision is not None else None


def _steps(provision: Provision) -> set[str]:
    return {c.step for c in provision.children}


def _in_order(shown: Sequence[Provision], held: Sequence[Provision], known: set[str]) -> list[Provision]:
    """The paragraphs shown, and after its predecessor each one held that is not known to the document."""
    out = list(shown)
    for i, paragraph in enumerate(held):
        if paragraph.step in known:
            continue
        before = {p.step for p in held[:i]}
        at = max((j + 1 for j, p in enumerate(out) if p.step in before), default=0)
        out.insert(at, paragraph)
    return out
