"""What a sentence of procedure only says aside: phrases that say little, citations, cases, years."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from sec_rules.drafting.grammar.followed import Act, Followed, Link
from sec_rules.drafting.grammar.groups import Group
from sec_rules.drafting.grammar.parts import ASKED, Names, Word
from sec_rules.rulebook.procedure import reaching

# What only says in which case, or of which sort, something harmless is.
_SAYS_LITTLE: Final = re.compile(
    r"\b of (?:that|this) kind\b|,? on that ground alone,?|,? by what means and by when\b"
    r"|,? (?:unless|save where|except where) (?:the|an|that) [A-Za-z]+(?:[ -][A-Za-z]+){0,3} "
    r"(?:has |have )?(?:otherwise )?(?:directs?|agrees?|agreed|requests?|consents?|consented)"
    r"(?: otherwise)?(?: in writing)?(?=[,.]|$)"
    r"|,? (?:from time to time|at all reasonable times|in good faith|free of charge|for the time being|where possible"
    r"|where practicable|(?:in so far as|so far as|where)(?: is| it is)?(?: reasonably)? practicable"
    r"|in whole or in part|for whatever reason|as the case may be|at any time|on the Website|in full|by hand"
    r"|as soon as (?:is )?(?:reasonably )?practicable|in general terms|in good time|without delay|if any)\b"
    r"|(?<=\bkept) under (?:constant |regular )?review\b|(?<=\bthem) under (?:constant |regular )?review\b"
    r"|(?:^|,? )(?:[Ss]ave|[Ee]xcept) as (?:the|this) (?:Code|Section(?: G8)?) otherwise (?:requires|provides|states),?"
    r"|(?<=\bused) (?:only|solely) for the purposes? of (?:this Section(?: G8)?|the Code)\b"
    r"|(?<=\buse it) (?:only|solely) for the purposes? of (?:this Section(?: G8)?|the Code)\b"
    r"| or otherwise(?=,|$)"
    # Whose a thing is, or who may choose it, says nothing of what it is.
    r"| of (?:its|their|his or her) (?:own|choosing|choice)(?= (?:to|in|at|on|for|and|or|by|with|from)\b|,|$)"
)
_ONCE_MORE: Final = re.compile(r"\s{2,}")


def without_asides(text: str) -> str:
    """A sentence without the phrases that say little of anything."""
    text = _AS_SECRET.sub(r"keep\1 confidential", text)
    text = _SECRETLY.sub("kept confidential", text)
    return _ONCE_MORE.sub(" ", _SAYS_LITTLE.sub("", text)).strip()


_AS_SECRET: Final = re.compile(r"\btreat((?: (?!as\b)[a-z]+){1,5}) as (?:strictly )?confidential\b")
_SECRETLY: Final = re.compile(r"\btreated as (?:strictly )?confidential\b")


_CITES: Final = frozenset(("under", "in accordance with", "pursuant to", "arising under", "in connection with"))
SPEAKS_FOR: Final = frozenset(("contact", "contacts", "point of contact", "individual", "individuals", "deputy"))


def is_cited(told: Followed, act: Act, link: Link) -> bool:
    """Whether a provision is only named as that by which something harmless is done, or of which it is."""
    head = told.head(link.thing)
    if "REFERENCE" not in head.tags:
        return False
    behind = told.names(link.behind) if link.behind is not None else frozenset[Names]()
    if link.by == "for the purposes of":
        return link.behind is not None and told.head(link.behind).small in SPEAKS_FOR
    return (link.by in _CITES or (link.by == "by" and act.opened == "past")) and not behind & (ASKED | {"soft"})


# By these a case is told in which something is to be done.
CASES: Final = frozenset(
    ("if", "where", "when", "before", "after", "once", "as soon as", "unless", "whenever", "wherever")
)


def is_case(told: Followed, act: Act) -> bool:
    """Whether an act is the case in which another is to be done, and no more: "where a report names a member"."""
    if act.opened not in CASES or act.verb.modal or act.joined or act.verb.form != "finite":
        return False
    if any(one.end == other.start for one, other in pairwise(act.objects)):
        return False
    start = act.verb.start
    main = [a for a in told.acts if a.opened == "" and a.verb.form == "finite"]
    later = min((a.verb.start for a in main if a.verb.start > start), default=-1)
    if later >= 0:
        return any(g.kind == "apart" for g in told.groups if act.verb.end <= g.start < later)
    opens = next((g for g in reversed(told.groups) if g.kind == "sub" and g.start < start), None)
    before = opens and next((g for g in reversed(told.groups) if g.end <= opens.start and g.kind != "adv"), None)
    place = before is not None and before.kind in ("noun", "apart") and act.opened in ("where", "when", "wherever")
    return bool(main) and not place


_YEARS: Final = frozenset(
    (
        "each",
        "every",
        "the",
        "a",
        "that",
        "any",
        "previous",
        "preceding",
        "calendar",
        "financial",
        "year",
        "years",
        "two",
    )
)


def tells_when_only(told: Followed, group: Group) -> bool:
    """Whether a year is named in which somebody does what is foreign to every question: "once in each year"."""
    words = told.within(group)
    before = told.words[group.start - 1] if group.start else None
    if before is None and words[0].small not in ("each", "every"):
        return False
    if before is not None and not _is_time_of(told, group, before):
        return False
    return _is_of_years(told, group) and is_of_foreign_things(told, group)


def _is_of_years(told: Followed, group: Group) -> bool:
    return all(w.small in _YEARS or w.small == "regulatory year" for w in told.within(group))


def is_of_foreign_things(told: Followed, group: Group) -> bool:
    """Whether a sentence is of foreign things alone, so that how often they are done, as a group says, is all one."""
    named = frozenset[Names]().union(
        *(told.names(g) for g in told.nouns if g is not group and not _is_of_years(told, g))
    )
    if "matter" in named or any(told.head(act.verb).grade in ("frees", "suffices") for act in told.acts):
        return False
    papers = any(told.head(g).small in reaching()["VERDICTS"] for g in told.nouns)
    if "user" in named and (papers or "assessor" in named):
        return False
    return not ("assessor" in named and any(_is_told_to_work(told, act) for act in told.acts))


def _is_time_of(told: Followed, group: Group, before: Word) -> bool:
    if before.small == "of":
        whole = next((g for g in told.nouns if g.end == group.start - 1), None)
        return whole is not None and told.head(whole).names == "time"
    if before.small in ("once", "twice", "times"):
        return True
    return before.small in _IN_TIME or (
        told.words[group.start].small in ("each", "every") and not before.may_be("prep")
    )


_IN_TIME: Final = frozenset(("in", "during", "within", "throughout", "over"))


def _is_told_to_work(told: Followed, act: Act) -> bool:
    named = frozenset[Names]().union(*(told.names(g) for g in act.subject))
    return "assessor" in named
