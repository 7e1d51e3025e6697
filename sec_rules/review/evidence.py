"""Whether a text that is not held shows that an error found in it is one, and no misreading of how it is laid out.

Of the Code it is known how it is numbered and cited. In another text an error is told as one only where the text
itself bears it out: the sentence round a bracket is read from its beginning to its end, the numbers beside a number
that stands twice go on by ones, other references by the same word find what they name, and a number in words has its
figures behind it elsewhere too. An error that the text does not bear out so is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.grammar import numbers
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import clause_of, parent_of, path_of, read
from sec_rules.review.checks.missing_conjunction import FIRST_STEPS
from sec_rules.review.checks.words_and_figures import NUMBER
from sec_rules.review.findings import Finding, Severity
from sec_rules.review.misreadings import goes_on, last_step, row_of
from sec_rules.review.text.provision_index import ProvisionIndex
from sec_rules.review.text.reference_targets import Cited, citations, finds, level, words_of

# A sentence has so many words at least, and some of these among them.
_WORDS: Final = 4
_SMALL: Final = compiled(r"\b(?:the|a|an|of|to|in|by|for|is|are|be|it|its|shall|must|may|will)\b", re.IGNORECASE)
_BEGINS: Final = compiled(r"\W*[A-Z]")
_ENDS: Final = compiled(r"(?:[.;:,!?][\"'\u2019\u201d)\]*_]*|\b(?:and|or|but))\s*$")
_PAIRS: Final = {"(": ")", "[": "]", "{": "}"}
# So many numbers are a row at least, one that stands twice counted once.
_ROW: Final = 3
# What nobody leaves in a form on purpose: words to those who draft it.
_TO_THE_DRAFTER: Final = compiled(
    r"\[?\s*(?:TBC|TBD|TBA|T\.B\.C\.|TODO|FIXME|\?{2,}|to be confirmed|lorem ipsum"
    r"|(?:draft(?:ing|er)?|editor|author|note|comment|query|check|legal|awaiting|pending)\b[^\]]*)\s*\]?:?",
    re.IGNORECASE,
)
_BLANK: Final = compiled(r"_{3,}|\[\s*(?:insert|enter|name|date|address|amount)\b", re.IGNORECASE)


def graded(findings: Sequence[Finding], draft: Draft) -> Iterator[Finding]:
    """The findings of a text that is not held, each error that the text does not bear out as a warning."""
    for finding in findings:
        shown = _SHOWN.get(finding.code)
        if finding.severity is Severity.ERROR and shown is not None and not shown(finding, draft):
            yield evolve(finding, severity=Severity.WARNING)
        else:
            yield finding


def _is_never_shown(finding: Finding, draft: Draft) -> bool:
    """Of what rests on how a sentence is read that no rulebook knows: thresholds may be of two things."""
    return False


def _is_in_a_whole_sentence(finding: Finding, draft: Draft) -> bool:
    """Whether a bracket without its partner stands in a paragraph that is one or more sentences from end to end, in
    which all else is closed that is opened.
    """
    provision = draft.layout(finding.view).find(finding.clause)
    words = "" if provision is None else paragraph_of(provision, finding)
    begun = _BEGINS.match(words) or path_of(finding.clause)
    if len(words.split()) < _WORDS or not (begun and _SMALL.search(words) and _ENDS.search(words)):
        return False
    return sum(_left_over(words, *pair) for pair in _PAIRS.items()) == 1


def paragraph_of(provision: Provision, finding: Finding) -> str:
    """The words of the paragraph in which a finding stands; "" in a cell of a table."""
    source = next((s for s in provision.sources if finding.start in s), None)
    return "" if source is None or source.paragraph.cell is not None else source.words_in(provision.text)


def _left_over(words: str, opens: str, closes: str) -> int:
    """How many brackets of a kind lack their partners in some words."""
    depth = lacking = 0
    for mark in words:
        if mark == opens:
            depth += 1
        elif mark == closes:
            lacking += depth == 0
            depth = max(0, depth - 1)
    return lacking + depth


def _is_in_a_row_that_goes_on(finding: Finding, draft: Draft) -> bool:
    """Whether a number that stands twice stands in a row that goes on by ones before and behind it, with words of its
    own each time.
    """
    layout = draft.layout(finding.view)
    row = row_of(finding.clause, layout)
    places = [i for i, p in enumerate(row) if p.label == finding.clause]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    twins = [row[i] for i in places]
    rest = [p for i, p in enumerate(row) if i != places[1] and _is_beside(p.label, finding.clause)]
    steps = [last_step(p.label) for p in rest]
    if len(steps) < _ROW or not goes_on(steps):
        return False
    return twins[0].text != twins[1].text and all(path_of(p.label) or _BEGINS.match(p.heading or p.text) for p in twins)


def _is_beside(label: str, other: str) -> bool:
    if path_of(label):
        return parent_of(label) == parent_of(other)
    one, two = read(label), read(other)
    return one is not None and two is not None and (one.section, one.numbers[:-1]) == (two.section, two.numbers[:-1])


def _is_among_those_found(finding: Finding, draft: Draft) -> bool:
    """Whether the row in which a provision would stand is read from its first number without a break, and other
    references by the same word to clauses numbered so find what they name. What cites a paragraph of a clause that is
    shown needs no others, nor does the only one of its kind.
    """
    layout = draft.layout(finding.view)
    index = ProvisionIndex(layout, draft)
    every = list(citations(layout))
    here = [c for c in every if c.provision.label == finding.clause and words_of(c).overlaps(finding)]
    lost = [c for c in here if not finds(index, c)]
    words = {level(c.target.word) for c in here}
    parts = {_section(c) for c in here}
    others = [c for c in every if level(c.target.word) in words and _section(c) in parts and c not in here]
    lacking = {c.label for c in others if index.clause(clause_of(c.label)) and not finds(index, c)}
    known = all(path_of(c.label) for c in lost) or not others or any(finds(index, c) for c in others)
    return known and lacking <= {c.label for c in here} and all(_is_of_a_row(c, layout) for c in lost)


def _section(cited: Cited) -> str:
    """The Section or the like, as the number of a clause names it: CC of CC.6.1.2, "" of 12.3."""
    found = read(clause_of(cited.label))
    return "" if found is None else found.section


def _is_of_a_row(cited: Cited, layout: Layout) -> bool:
    """Whether the provisions among which one would stand go on by ones from the first."""
    steps = [last_step(p.label) for p in row_of(cited.label, layout) if _is_beside(p.label, cited.label)]
    return len(steps) > 1 and steps[0] in FIRST_STEPS and goes_on(steps)


def _is_to_the_drafter(finding: Finding, draft: Draft) -> bool:
    """Whether a placeholder is a word to those who draft, in a text that has no places to be filled in."""
    if _TO_THE_DRAFTER.fullmatch(finding.snippet) is None:
        return False
    return not any(_BLANK.search(p.text) for p in draft.layout(finding.view).walk())


def _is_a_day_by_name(finding: Finding, draft: Draft) -> bool:
    """Whether a day that there is not is given with the name of its month, and is not the end of a period."""
    return re.search(r"[A-Za-z]{3}", finding.snippet) is not None and "ends before" not in finding.message


def _is_usual(finding: Finding, draft: Draft) -> bool:
    """Whether numbers have their figures behind them elsewhere too, so that what stands in brackets is no note."""
    found = (m.group() for p in draft.layout(finding.view).walk() for m in NUMBER.finditer(p.text))
    given = [numbers.read(words) for words in found if "(" in words]
    return any(number.other is None for number in given)


_SHOWN: Final[Mapping[str, Callable[[Finding, Draft], bool]]] = {
    "NU305": _is_in_a_row_that_goes_on,
    "PH201": _is_to_the_drafter,
    "QT701": _is_never_shown,
    "QT704": _is_usual,
    "QT705": _is_a_day_by_name,
    "TY103": _is_in_a_whole_sentence,
    "XR401": _is_among_those_found,
    "XR402": _is_among_those_found,
    "XR406": _is_among_those_found,
    "XR409": _is_never_shown,
}
