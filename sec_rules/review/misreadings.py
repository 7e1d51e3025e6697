"""Where it is likelier that a text was misread than that it is wrong, in a text that is not held.

A fault stands among much that is right: a number twice in a row that goes on, a bracket that nothing near it closes.
Where what is found has nothing right about it, or is found again and again, the layout is another than was taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import parent_of, path_of, read, together
from sec_rules.lang.steps import follows, steps_of
from sec_rules.review.checks.missing_conjunction import FIRST_STEPS
from sec_rules.review.findings import Finding, Severity

# What several codes say of one kind of thing, and what the note on all of it calls it.
_KINDS: Final = {
    "NU301": "numbers that seem to be off",
    "NU305": "numbers that seem to be off",
    "XR401": "references that seem to find nothing",
    "XR402": "references that seem to find nothing",
    "TY103": "brackets or quotation marks that seem to stand alone",
}
# More of one kind than this, and than one in so many words, and the text is read otherwise than it is meant.
_MOST: Final = 3
_WORDS_EACH: Final = 6_000
# What does not rest on the layout is written so only where there is much more of it.
_MANY: Final = 12
# How many provisions further on a text may close what it opens, as brackets round whole clauses do.
_NEAR: Final = 12
_CLOSES: Final = {"(": ")", "[": "]", "{": "}", "\u201c": "\u201d"}
# In a row of so many numbers that go on by ones, one more may be off than the one that is looked at.
_LONG_ROW: Final = 5


def is_off_in_a_row(label: str, row: Sequence[str], *, moved: bool = False) -> bool:
    """Whether the numbers around one go on by ones but for it: it stands twice, lacks the one before, or is `moved`.

    A row of which much more is off was not counted as it was read; nor was one that begins again with its first number,
    or that stands inside a longer one which goes on with the number: 5, 5.1, 1, 2, 3, 6.
    """
    beside = _run(label, row)
    if _goes_on_from_before(label, row, beside):
        return False
    steps = [last_step(each) for each in beside]
    if moved:
        rest, step = [each for each in steps if each != last_step(label)], last_step(label)
        return any(goes_on([*rest[:i], step, *rest[i:]]) for i in range(len(rest) + 1))
    at = [i for i, each in enumerate(beside) if each == label]
    again = at[1:] != [i + 1 for i in at[:-1]] and last_step(label) in FIRST_STEPS
    twice = {one for one, times in Counter(beside).items() if times > 1} - {label}
    breaks = {i for i, pair in enumerate(pairwise(steps)) if not goes_on(pair)}
    going_on = len(steps) - 1 - len(breaks)
    elsewhere = breaks - {place for i in at for place in (i - 1, i)}
    return going_on > 0 and len(elsewhere) * _LONG_ROW <= going_on and not again and not twice


def _goes_on_from_before(label: str, row: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether a number is the next behind one that stands before the row it was counted with."""
    found, begins = read(label), row.index(beside[0]) if beside else 0
    before = [other for other in map(read, row[:begins]) if other is not None]
    alike = [
        o for o in before if found is not None and (o.section, o.numbers[:-1]) == (found.section, found.numbers[:-1])
    ]
    return any(goes_on((f"({other.numbers[-1]})", last_step(label))) for other in alike)


def _run(label: str, row: Sequence[str]) -> Sequence[str]:
    """The labels in a row around one that are counted with it."""
    if path_of(label) or label not in row:
        return row
    first = row.index(label)
    last = first + 1
    while first and together(row[first - 1], label):
        first -= 1
    while last < len(row) and together(row[last], label):
        last += 1
    return row[first:last]


def last_step(label: str) -> str:
    """The last number of a label as a step: (b) of 1.2(b), (2A) of 1.2A."""
    if path := path_of(label):
        return (steps_of(path) or ("",))[-1]
    found = read(label)
    return f"({found.numbers[-1]})" if found is not None and found.numbers else "(0)"


def row_of(label: str, layout: Layout) -> tuple[Provision, ...]:
    """The provisions that stand side by side with one, in their order."""
    parent = layout.find(parent_of(label)) if path_of(label) else None
    return tuple(layout.provisions if parent is None else parent.children)


def goes_on(steps: Sequence[str]) -> bool:
    """Whether steps go on by ones."""
    return all(one != two and follows(one, two) for one, two in pairwise(steps))


def without_partners(findings: Sequence[Finding], draft: Draft) -> Iterator[Finding]:
    """The findings without marks that are each other's: one opens, and the other closes not far behind.

    A form has brackets round whole clauses; and a page that is read in another order than it is printed in has its
    brackets apart, however far.
    """
    places = {p.label: i for i, p in enumerate(draft.accepted.walk())}
    near = len(places) if draft.document.format == "pdf" else _NEAR
    opened: list[Finding] = []
    paired: set[int] = set()
    marks = [f for f in findings if f.code == "TY103" and f.clause in places]
    for finding in sorted(marks, key=lambda f: (places[f.clause], f.start)):
        if finding.snippet in _CLOSES:
            opened.append(finding)
            continue
        partner = next((o for o in reversed(opened) if _CLOSES[o.snippet] == finding.snippet), None)
        if partner is not None and places[finding.clause] - places[partner.clause] <= near:
            opened.remove(partner)
            paired |= {id(partner), id(finding)}
    yield from (f for f in findings if id(f) not in paired)


def without_floods(findings: Sequence[Finding], draft: Draft) -> Iterator[Finding]:
    """The findings; of one kind that stands in the text again and again, one note that speaks for all."""
    words = sum(len(p.text.split()) for p in draft.document.paragraphs)
    counts = Counter(_kind(f) for f in findings if f.severity is not Severity.NOTE)
    layout = frozenset(_KINDS.values())
    flooded = {k for k, n in counts.items() if n > max(_MOST if k in layout else _MANY, words // _WORDS_EACH)}
    said: set[str] = set()
    for finding in findings:
        kind = _kind(finding)
        if finding.severity is Severity.NOTE or kind not in flooded:
            yield finding
        elif kind not in said:
            said.add(kind)
            yield _one_for_all(finding, [f for f in findings if f is not finding and _kind(f) == kind], kind)


def _kind(finding: Finding) -> str:
    return _KINDS.get(finding.code, finding.code)


def _one_for_all(finding: Finding, others: Sequence[Finding], kind: str) -> Finding:
    what = kind if kind != finding.code else f"places that {kind} finds wrong"
    message = (
        f"The text has {len(others) + 1} {what}, which is more than slips of the pen: it is laid out or written in "
        f"a way that was not read as it is meant. This is the first; --strict shows each: {finding.message}"
    )
    return evolve(
        finding, severity=Severity.NOTE, message=message, alike=tuple(evolve(f, fix=None) for f in others), fix=None
    )
