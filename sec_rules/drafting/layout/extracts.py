"""Extracts: clauses of which a draft shows only a part. What "[...]" stands for is unchanged, never deleted.

So is the rest of a clause of which paragraphs are shown alone, without the words that they go on from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from attrs import evolve

from sec_rules.drafting.layout.provisions import Provision
from sec_rules.span import Span

_OMISSION: Final = re.compile(
    r"\s*(?:\[\s*)?(?:\.\s?){3,}(?:\s*\])?\s*|\s*\[?\s*\u2026+\s*\]?\s*|\s*(?:\*\s?){3,}\s*|"
    r"\s*\[\s*(?:text|wording|paragraphs?|clauses?|rest)\b[^\]]*\b"
    r"(?:omitted|unchanged|not (?:shown|reproduced))\s*\]\s*",
    re.IGNORECASE,
)


def stands_for_text(text: str) -> bool:
    """Whether a line only says that text is left out here: [...], an ellipsis, three stars."""
    return _OMISSION.fullmatch(text) is not None


def omits(provision: Provision) -> bool:
    """Whether the document leaves out some of a provision, at whatever depth."""
    return begins_within(provision) or any(stands_for_text(line) for p in provision.walk() for line in _lines(p))


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
    known = _steps(given) | (_steps(other) if other is not None else set())
    lines = [x for x in given.order if isinstance(x, Span)]
    words = [(x, x.words_in(given.text)) for x in lines]
    kept = [x for x, line in words if line.strip() and not stands_for_text(line)]
    shown = {c.step: c for c in given.children}
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
