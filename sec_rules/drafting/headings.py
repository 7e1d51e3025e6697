"""Headings below which nothing stands that bears on a question: whatever scope such a heading gives, it gives to that.

"Notice of fieldwork" over two clauses on notices may say of which notices they speak, and for whom. No assessment hangs
on it, so long as it is no more than a heading: words that themselves tell, deny, except or put off something are no
heading, whatever stands below them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from sec_rules.documents.document import ViewedParagraph
from sec_rules.drafting.beside_rules import matters
from sec_rules.drafting.given_anew import place_of
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.grammar.far import is_risky
from sec_rules.drafting.grammar.foreign import is_foreign
from sec_rules.drafting.grammar.tagging import Tagged, tagged
from sec_rules.drafting.layout.provisions import Layout
from sec_rules.lang.citations import clause_of
from sec_rules.rulebook.procedure import procedure

_MOST_WORDS: Final = 12
_LONGEST_NUMBER: Final = 2
_ENDED: Final = re.compile(r"[.;?!,]\s*$")
# The number of a heading, or of the part that it opens: "2.", "Part 2:", "B.".
_NUMBERED: Final = re.compile(
    r"^[\"\u201c\s]*(?:(?:part|chapter|annex)\s+)?(?:\d{1,2}|[A-Z])\s*[.:)\u2013\u2014-]\s+", re.I
)
# With one of these a few words say something, or say it of somebody whom the questions ask of.
_SAYS: Final = frozenset(
    (
        *("MODALS", "BE", "HAVE", "DO", "NOT", "NONE", "NOTHING", "ONLY", "EXCEPT", "NEVER", "FIGURE", "KINDS"),
        *("COUNTED", "OFTEN", "HOW_OFTEN", "HOW_MANY", "SUBJECT_TO", "WITHOUT_PREJUDICE", "IN_CASE", "WHICH", "WHEN"),
        *("OUTCOMES", "REFERENCE", "SOME_IN_A_ROW", "PRONOUNS"),
    )
)
_OF_SOMEBODY: Final = frozenset(("USERS", "ASSESSORS"))
_SAYS_WHEN: Final = frozenset(
    (
        *("year", "years", "yearly", "annual", "until", "till", "from", "since", "pending", "commencement", "expiry"),
        *("cessation", "sunset", "invitation", "all"),
    )
)
# What ends or begins so denies what it is said of: "unnecessary", "free", "meter-less".
_DENIES: Final = re.compile(r"(?:un(?!der|i)|non-)[a-z-]{3,}|[a-z-]+(?:less|-free)|free|exempt|optional|voluntary")


@frozen
class _Below:
    """What of a document stands at which of its paragraphs, from its beginning to its end."""

    clauses: Sequence[tuple[int, str]]
    loose: Sequence[ViewedParagraph]
    instructions: Sequence[int]

    def bears_on_nothing(self, behind: int, foreign: Container[str]) -> bool:
        """Whether a clause stands behind a place, and all that stands there is shown to bear on nothing."""
        labels = [label for place, label in self.clauses if place >= behind]
        beside = (p.text for p in self.loose if place_of(p) >= behind)
        return (
            bool(labels)
            and all(label in foreign for label in labels)
            and not any(place >= behind for place in self.instructions)
            and all(map(is_foreign, beside))
        )


def with_foreign_told(
    layouts: Sequence[Layout], reads: Iterable[ReadClause], answering: frozenset[str]
) -> tuple[Layout, ...]:
    """The layouts of one view, the last of which is as the document has it, their headings told that are harmless.

    `reads` are the clauses as they were read, and `answering` the labels of those that answer a question.
    """
    foreign = {read.label for read in reads if not matters(read, answering)}
    over = over_what_is_foreign(layouts[-1], foreign)
    return tuple(evolve(layout, over_foreign=over) for layout in layouts)


def over_what_is_foreign(layout: Layout, foreign: Container[str]) -> frozenset[tuple[str, str]]:
    """The headings, each as its place and its text, below which all is shown to bear on nothing.

    `foreign` are the labels of the clauses that are shown so. How far a heading reaches is not known, so all that
    stands behind it counts as below it.
    """
    below = _Below(
        tuple(_places(layout)),
        tuple(p for p in layout.loose if not p.heading),
        tuple(map(place_of, layout.instructed)),
    )
    return frozenset(
        name_of(heading)
        for heading in _headings(layout)
        if is_bare(heading.text) and below.bears_on_nothing(place_of(heading), foreign)
    )


def name_of(heading: ViewedParagraph) -> tuple[str, str]:
    """By what a heading is known in each layout of a view."""
    return heading.place, heading.text.strip()


def _headings(layout: Layout) -> Iterable[ViewedParagraph]:
    return (h for h in (*layout.headed, *layout.above) if h.heading and h.spans)


def _places(layout: Layout) -> Iterator[tuple[int, str]]:
    """The clauses that stand in the document itself, each with the last of its paragraphs."""
    for provision in layout.provisions:
        places = [place_of(source.paragraph) for part in provision.walk() for source in part.sources]
        if places:
            yield max(places), clause_of(provision.label)


def is_bare(text: str) -> bool:
    """Whether words are no more than a heading: they tell nothing, and deny, except and put off nothing."""
    plain = _NUMBERED.sub("", text.strip()).strip('"\u201c\u201d* ')
    words = [each for each in tagged(plain, wide=True) if "APART" not in each.tags]
    if not words or len(words) > _MOST_WORDS or _ENDED.search(plain):
        return False
    return all(_is_of_a_heading(words, at) for at in range(len(words)))


def _is_of_a_heading(words: Sequence[Tagged], at: int) -> bool:
    each = words[at]
    if each.tags & _SAYS or each.small in _SAYS_WHEN or _DENIES.fullmatch(each.small):
        return False
    if each.small.startswith(tuple(procedure()["MAY_CHANGE"])) or is_risky(each):
        return False
    if "TO" in each.tags and _is_act(words[at + 1 : at + 2]):
        return False  # "to resume"
    if each.text.isdigit() and len(each.text) > _LONGEST_NUMBER:
        return False
    if each.tags & _OF_SOMEBODY:
        # "Complaints by Users", "the assessor's papers"; "Users at rest" would say something of them.
        return at == len(words) - 1 and at > 0 and bool(_led(words, at).tags & {"PREPOSITIONS"})
    return True


def _is_act(behind: Sequence[Tagged]) -> bool:
    return any((word.is_verb("") or "WORD" in word.tags) and not word.is_noun for word in behind)


def _led(words: Sequence[Tagged], at: int) -> Tagged:
    """The word before a phrase of one word and its article."""
    before = words[at - 1]
    return words[at - 2] if before.small in ("the", "an", "a") and at > 1 else before
