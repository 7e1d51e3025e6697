"""A text of any kind as a document of amending instructions would have it.

The text is the older of two documents, the instructions are the newer. They are read and carried out as those are that
amend the Code; a document that gives the text anew is none of instructions, and is compared with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve, frozen

from sec_rules.documents.document import Document, View, ViewedParagraph
from sec_rules.drafting.amendments import Failed, carried_out
from sec_rules.drafting.layout.any_text import lay_out_any
from sec_rules.drafting.layout.instructions import (
    Act,
    Edit,
    Instruction,
    Placing,
    Renumbering,
    Scope,
    Transposition,
    instruction,
)
from sec_rules.drafting.layout.provisions import Layout, Provision, unplaced
from sec_rules.drafting.layout.stand_ins import StoodIn, stand_in, stood_in
from sec_rules.lang.citations import Range, clause_of, parent_of, path_of
from sec_rules.lang.steps import steps_of
from sec_rules.span import Span

# A document that has this share of the paragraphs of a text gives it anew.
_GIVEN_ANEW: Final = 0.3
_OPENS: Final = " \t\"\u201c\u2018'"


@frozen
class AmendedText:
    """A text before and after the instructions of a document, those that could not be carried out, and all of them."""

    before: Layout
    after: Layout
    failed: tuple[Failed, ...]
    instructions: tuple[Instruction, ...]


@frozen
class _Given:
    """An instruction, and the paragraphs below it that hold the text which it puts somewhere."""

    instruction: Instruction
    paragraph: ViewedParagraph
    below: tuple[ViewedParagraph, ...] = ()


def amended_text(older: Document, newer: Document) -> AmendedText | None:
    """The older document amended by the newer; None where that gives no instructions to amend it."""
    old, new = older.view(View.ACCEPTED), newer.view(View.ACCEPTED)
    if _is_given_anew(old, new):
        return None
    layout = lay_out_any(old, View.ACCEPTED)
    base = evolve(layout, provisions=tuple(map(unplaced, layout.provisions)))
    found = list(_instructions(p for p in new if p.text.strip()))
    if not any(base.find(act.at) is not None for each in found for act in each.instruction.acts):
        return None
    provisions = list(base.provisions)
    for each in found:
        for act in each.instruction.acts:
            if isinstance(act, Placing):
                _put_in(provisions, act, tuple(_parts(act, each)))
    instructions = tuple(each.instruction for each in found)
    with_them = evolve(
        base, provisions=tuple(provisions), instructions=instructions, instructed=tuple(g.paragraph for g in found)
    )
    after, failed = carried_out(with_them, {})
    before = evolve(base, view=View.ORIGINAL)
    return AmendedText(before, evolve(after, headed=(), put_aside=()), failed, instructions)


def instructions_of(paragraphs: Iterable[ViewedParagraph]) -> tuple[Instruction, ...]:
    """The amending instructions among the paragraphs of a text of any kind that are understood."""
    return tuple(g.instruction for g in _instructions(paragraphs) if g.instruction.understood and g.instruction.acts)


def _is_given_anew(old: Sequence[ViewedParagraph], new: Sequence[ViewedParagraph]) -> bool:
    texts = {" ".join(p.text.split()) for p in old if p.text.strip()}
    again = texts & {" ".join(p.text.split()) for p in new}
    return len(again) >= _GIVEN_ANEW * len(texts)


# Reading.


def _instructions(paragraphs: Iterable[ViewedParagraph]) -> Iterator[_Given]:
    """The instructions in order, each with what stands below it."""
    waiting: _Given | None = None
    within: Scope | None = None
    done: tuple[Edit, ...] = ()
    for paragraph in paragraphs:
        found = _instruction(paragraph.text, within, done)
        if found is None or (waiting is not None and not found.acts):
            if waiting is not None and _wants_text(waiting.instruction):
                waiting = evolve(waiting, below=(*waiting.below, paragraph))
            continue
        if waiting is not None:
            yield waiting
        waiting, within = _Given(found, paragraph), found.scope
        edits = tuple(act for act in found.acts if isinstance(act, Edit))
        done = edits if found.understood and len(edits) == len(found.acts) else ()
    if waiting is not None:
        yield waiting


def _wants_text(given: Instruction) -> bool:
    return any(isinstance(act, Placing) and act.words is None for act in given.acts)


def _instruction(text: str, within: Scope | None, done: tuple[Edit, ...]) -> Instruction | None:
    """The instruction that a paragraph gives, its labels those of the text; None where it gives none."""
    stood = stood_in(text, () if within is None else tuple(end for r in within.ranges for end in (r.first, r.last)))
    found = instruction(stood.text, None, done)
    if (found is None or not found.understood) and within is not None:
        inside = evolve(within, ranges=tuple(_ends(r, lambda label: stand_in(label, stood)) for r in within.ranges))
        found = instruction(stood.text, inside, done) or found
    if found is None:
        return None
    acts = tuple(_of_the_text(act, stood, text) for act in found.acts)
    scope = found.scope
    if scope is not None:
        scope = evolve(scope, ranges=tuple(_ends(r, stood.label) for r in scope.ranges))
    return Instruction(text, acts, scope, _as_written(found.left, stood, text))


def _ends(of: Range, change: Callable[[str], str]) -> Range:
    return Range(change(of.first), change(of.last))


def _of_the_text(act: Act, stood: StoodIn, text: str) -> Act:
    """An act on a text that was read with stand-ins, as one on the text itself."""
    at = stood.label(act.at)
    match act:
        case Placing():
            replaces = tuple(_ends(r, stood.label) for r in act.replaces)
            words = None if act.words is None else _as_written(act.words, stood, text)
            return evolve(act, at=at, replaces=replaces, words=words)
        case Renumbering():
            return evolve(act, at=at, pairs=tuple((stood.label(one), stood.label(two)) for one, two in act.pairs))
        case Transposition():
            return evolve(act, at=at)
        case Edit():
            return evolve(act, at=at, to=stood.label(act.to), given=stood.span(act.given))
    return evolve(act, at=at, to=stood.label(act.to))


def _as_written(words: str, stood: StoodIn, text: str) -> str:
    """Words of a text that was read with stand-ins, as it has them."""
    at = stood.text.find(words) if words else -1
    return stood.span(Span(at, at + len(words))).words_in(text) if at >= 0 else words


# The text that an instruction gives.


def _put_in(provisions: list[Provision], act: Placing, given: Sequence[Provision]) -> None:
    """Puts what is given for an act where it is found: a whole clause beside the one it names, a part behind all."""
    labels = [p.label for p in provisions]
    clause = clause_of(act.at)
    at = labels.index(clause) if clause in labels else len(labels)
    last = len(labels) - 1 - labels[::-1].index(clause) if clause in labels else at
    for each in reversed(given):
        if each.partial:
            provisions.append(each)
        else:
            provisions.insert(at if act.where == "before" else last + 1, each)


def _parts(act: Placing, each: _Given) -> Iterator[Provision]:
    """The provisions that an instruction gives, whole clauses or parts of the one that it names."""
    if act.words is not None:
        paragraphs = tuple(ViewedParagraph(line, (), False, each.paragraph.place) for line in act.words.split("\n"))
    else:
        paragraphs = tuple(_unquoted(each.below))
    tops = lay_out_any(paragraphs, View.ACCEPTED).provisions
    for_act = act if act.replaces else None
    if not path_of(act.at) and tops and not _by_place(tops[0]):
        prefix = act.at.rpartition(", ")[0]
        within = f"{prefix}, " if prefix else ""
        yield from (evolve(_relabelled(top, within + top.label), given_for=for_act) for top in tops)
        return
    steps = [child for top in tops for child in top.children]
    words = "\n".join(top.text for top in tops if top.text.strip())
    if not steps and not words:
        return
    beside = act.where in ("after", "before", "for") and bool(path_of(act.at))
    parent = parent_of(act.at) if beside and (steps or act.where != "for") else act.at
    if act.where == "for" and not path_of(act.at):
        yield _chain(act.at, _relabelled_all(steps, act.at), words, for_act, partial=False)
        return
    placed = _relabelled_all(steps, parent)
    if act.where in ("after", "before") and placed:
        first = evolve(placed[0], beside=(act.where, steps_of(path_of(act.at))[-1])) if beside else placed[0]
        behind = (evolve(two, beside=("after", one.step)) for one, two in pairwise(placed))
        placed = (first, *behind)
    yield _chain(parent, placed, words, for_act, partial=True)


def _unquoted(paragraphs: Sequence[ViewedParagraph]) -> Iterator[ViewedParagraph]:
    """Paragraphs of new text without the quotation marks round them."""
    for i, paragraph in enumerate(paragraphs):
        text = paragraph.text
        start = len(text) - len(text.lstrip(_OPENS)) if text.lstrip()[:1] in '"\u201c\u2018' else 0
        end = len(text)
        ends = text.rstrip(" .;,")
        if i == len(paragraphs) - 1 and ends[-1:] in ('"', "\u201d", "\u2019"):
            end = len(ends) - 1
        yield paragraph if (start, end) == (0, len(text)) else paragraph.cut(start, max(start, end))


def _by_place(top: Provision) -> bool:
    return top.label[:1].islower()


def _chain(
    label: str, children: tuple[Provision, ...], words: str, for_act: Placing | None, *, partial: bool
) -> Provision:
    """The clause of a label, with only the way down to it, and there what is given."""
    steps = steps_of(path_of(label))
    order = (*((Span(0, len(words)),) if words else ()), *children)
    inner = Provision(label, steps[-1] if steps else label, words, order, (), "", True, partial=partial)
    for depth in range(len(steps) - 1, -1, -1):
        above = clause_of(label) + "".join(steps[:depth])
        inner = Provision(above, steps[depth - 1] if depth else above, "", (inner,), (), "", True, partial=True)
    return evolve(inner, given_for=for_act)


def _relabelled_all(steps: Iterable[Provision], parent: str) -> tuple[Provision, ...]:
    return tuple(_relabelled(step, parent + step.step) for step in steps)


def _relabelled(provision: Provision, label: str) -> Provision:
    """A provision that is new in a text, and all below it, under another label."""
    order = tuple(_relabelled(x, label + x.step) if isinstance(x, Provision) else x for x in provision.order)
    step = provision.step if path_of(label) else label
    return evolve(provision, label=label, step=step, order=order, changed=True)
