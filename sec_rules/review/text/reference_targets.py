"""Which provision each reference of a view leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from attrs import frozen

from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import clause_of, parent_of, path_of, read
from sec_rules.lang.steps import steps_of
from sec_rules.review.text.cross_references import Expression, Target, expressions
from sec_rules.review.text.provision_index import ProvisionIndex
from sec_rules.span import Span

# From how many references with one word that find nothing, and of how many in all, the word is of another text.
_FEWEST: Final = 3
_SHARE: Final = 5
_FIRSTS: Final = frozenset({"a", "aa", "i", "1", "0"})


@frozen
class Cited:
    """A reference, the provision it stands in, and the full label of what it names ("G8.44(c)").

    `ranged` is true where it begins or ends a range ("(a) to (c)"); `own` where it names a paragraph without a clause.
    """

    provision: Provision
    expression: Expression
    target: Target
    label: str
    ranged: bool
    own: bool


def citations(layout: Layout) -> Iterator[Cited]:
    """Every reference in a view, in order."""
    return iter(layout.once(_citations, layout))


def _citations(layout: Layout) -> tuple[Cited, ...]:
    return tuple(cited for provision in layout.walk() for cited in cited_in(layout, provision))


def cited_in(layout: Layout, provision: Provision) -> Iterator[Cited]:
    """Every reference in one provision's own text."""
    for expression in expressions(provision.text, of_the_code=layout.of_the_code):
        targets = expression.targets
        for i, target in enumerate(targets):
            ranged = target.through or (i + 1 < len(targets) and targets[i + 1].through)
            own = not target.clause and expression.of[:1] in ("", "(")
            yield Cited(provision, expression, target, label_cited(layout, provision, expression, target), ranged, own)


def label_cited(layout: Layout, provision: Provision, expression: Expression, target: Target) -> str:
    """The full label of what a reference in a provision names."""
    if target.clause:
        return _in_its_section(layout, provision, target.clause) + target.path
    clause = clause_of(provision.label)
    if expression.of[:1] not in ("", "("):
        return expression.of + target.path
    if expression.of:
        return clause + expression.of + target.path
    return next((label for label in _nearby(provision, target) if layout.find(label)), clause + target.path)


def _in_its_section(layout: Layout, provision: Provision, clause: str) -> str:
    """The clause that a number names: below the letter of a Section, "paragraph 1.2" is K1.2 of that Section."""
    own = read(clause_of(provision.label))
    lettered = own is not None and len(own.section) == 1 and clause[:1].isdigit()
    if own is None or not lettered or layout.of_the_code or layout.find(clause) is not None:
        return clause
    return f"{own.within}, {own.section}{clause}" if own.within else own.section + clause


def _nearby(provision: Provision, target: Target) -> Iterator[str]:
    """Where a step may stand: a paragraph is looked for from the clause down, a sub-paragraph from here up."""
    chain = [provision.label]
    while parent := parent_of(chain[-1]):
        chain.append(parent)
    if not target.word.lower().startswith("sub"):
        chain.reverse()
    yield from (label + target.path for label in chain)


def finds(index: ProvisionIndex, cited: Cited) -> bool:
    """Whether what a reference names is there."""
    return index.has(cited.label) if path_of(cited.label) else index.clause(clause_of(cited.label))


def is_of_another(index: ProvisionIndex) -> Callable[[str], bool]:
    """Which level words of a text, as they stand before references, are those of another that it speaks of.

    Notes on an Act number their own paragraphs and say "section 4(6)" of the Act; a deed annexed to a contract has
    clauses of its own. Where of all that is cited with a word as much as a fifth, and no less than three, is not there,
    that word does not name what this text numbers. The Code's own references name their Section: of them none is such.
    """
    if index.layout.of_the_code:
        return lambda word: False
    there: Counter[str] = Counter()
    lacking: Counter[str] = Counter()
    for cited in citations(index.layout):
        (there if finds(index, cited) else lacking)[level(cited.target.word)] += 1
    of_another = {word for word, n in lacking.items() if n >= _FEWEST and n * _SHARE >= n + there[word]}
    return lambda word: level(word) in of_another


def begins_late(clause: Provision) -> bool:
    """Whether the paragraphs of a clause do not begin with a first one, so that some of them may stand elsewhere."""
    steps = [steps_of(path_of(child.label)) for child in clause.children]
    return bool(steps) and bool(steps[0]) and steps[0][-1].strip("()").lower() not in _FIRSTS


def level(word: str) -> str:
    """A level word as one, in small letters: "Clauses" as "clause"."""
    return word.lower().removesuffix("s")


def was_there(before: ProvisionIndex, cited: Cited) -> bool:
    """Whether what a reference names stood in the text before the changes."""
    clause, path = clause_of(cited.label), path_of(cited.label)
    if path:
        return before.layout.find(cited.label) is not None
    return before.layout.find(clause) is not None or clause in before.held


def words_of(cited: Cited) -> Span:
    """The place of one reference, its level word included where it is the first after it."""
    first = cited.expression.targets[0] is cited.target
    alone = len(cited.expression.targets) == 1
    start = cited.expression.word_start if first else cited.target.start
    return Span(start, cited.expression.end if alone else cited.target.end)
