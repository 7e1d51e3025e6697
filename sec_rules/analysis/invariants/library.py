"""The invariants: what must hold of the Code, each declared once, for its days.

A formal invariant is one that any text should keep. A policy invariant is one that this text was meant to keep, by
what is published of it; a draft may mean to change it, and is then warned.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from sec_rules.analysis.invariants.amendments import before_commencement, under_other_numbers, within_a_span
from sec_rules.analysis.invariants.declarations import (
    Answered,
    Everywhere,
    ForEach,
    Growing,
    Invariant,
    Outcomes,
    Related,
    Somewhere,
    Standpoint,
    Unchanged,
    anyone,
    in_succession,
    two_users,
)
from sec_rules.analysis.invariants.monotonicity import growing
from sec_rules.engine.linking import Ruleset
from sec_rules.lang import Amount, Condition, Count, Outcome, YesNo
from sec_rules.lang.traversal import facts_of_rules
from sec_rules.rulebook.facts import (
    FACTS,
    domestic_premises,
    neither_supplier_nor_network,
    network_party,
    network_premises,
    non_domestic_premises,
    shared_network_premises,
    shared_supplier_premises,
    supplier_party,
    years_since_initial,
)
from sec_rules.rulebook.modifications import SECMP0044, SECMP0059
from sec_rules.rulebook.outcomes import FULL, SELF
from sec_rules.rulebook.questions import assessment
from sec_rules.rulebook.smart_energy_code import SMART_ENERGY_CODE

_SINCE_0044: Final = SECMP0044.implemented
_LAST_WITH_SHARED, _LAST_BEFORE = date(2018, 11, 28), date(2019, 2, 27)
_COUNTS: Final = tuple(fact for fact in FACTS if isinstance(fact, Count) and fact != years_since_initial)
_ALL_BUT_THE_YEAR: Final = tuple(fact for fact in FACTS if fact != years_since_initial)
_THRESHOLD: Final = 250_000


# What an invariant says of answers.


def _one(answers: Answered) -> bool:
    return len(answers) == 1


def _no_lighter(before: Outcome | None, after: Outcome | None) -> bool:
    return before is None or after is None or after.weight >= before.weight


def _among(label: str, answers: Answered) -> bool:
    return any(branch.label == label for branch in answers)


def _alike(outcomes: Outcomes) -> bool:
    return len(set(outcomes)) == 1


def _second_no_lighter(outcomes: Outcomes) -> bool:
    return _no_lighter(*outcomes)


def _one_is_full(outcomes: Outcomes) -> bool:
    return FULL in outcomes


def _not_all_self(outcomes: Outcomes) -> bool:
    return set(outcomes) != {SELF}


def _no_lighter_together(outcomes: Outcomes) -> bool:
    """Of the second half there are at least as many of each weight or more as of the first, years in any order."""
    weights = [0 if outcome is None else outcome.weight for outcome in outcomes]
    half = len(weights) // 2
    return all(a <= b for a, b in zip(sorted(weights[:half]), sorted(weights[half:]), strict=True))


# Relations that depend on what a ruleset of a question reads.


def _growing_over_three_years(ruleset: Ruleset) -> Iterator[tuple[str, Related]]:
    for count in growing(ruleset):
        own = frozenset((count.name,))
        users = (*(Standpoint(later=n) for n in range(3)), *(Standpoint(own, "'", n) for n in range(3)))

        def more(*users: Standpoint, count: Count = count) -> Condition:
            return users[len(users) // 2](count).exceeds(users[0](count))

        each_year = Related((users[0], users[3]), _second_no_lighter, more)
        yield count.short, Related(users, _no_lighter_together, more, each_year=each_year)


def _unread_facts(ruleset: Ruleset) -> Iterator[tuple[str, Related]]:
    read = set(facts_of_rules(rule.rule for rule in ruleset.rules))
    unread: tuple[YesNo | Count, ...] = tuple(fact for fact in ruleset.question.facts if fact not in read)
    if unread:
        names = ", ".join(fact.name for fact in unread)
        yield names, Related((Standpoint(), Standpoint(frozenset(f.name for f in unread), "'")), _alike, undecided=True)


# Relations of policy.

_WEIGHTED: Final = domestic_premises + 5 * non_domestic_premises


def _equal_in_weight(one: Standpoint, two: Standpoint) -> Condition:
    return one(_WEIGHTED).is_exactly(two(_WEIGHTED))


def _beside_neither(party: YesNo) -> Related:
    def where(one: Standpoint, two: Standpoint) -> Condition:
        return one(neither_supplier_nor_network) & two(party)

    return two_users(_ALL_BUT_THE_YEAR, where, _second_no_lighter)


def _equality(party: YesNo, amount: Amount, counts: tuple[Count, ...], threshold: int = _THRESHOLD) -> Related:
    """One at the threshold beside any below it, and one just above beside any further above."""

    def where(one: Standpoint, two: Standpoint) -> Condition:
        at = one(amount).is_exactly(threshold) & two(amount).is_at_most(threshold)
        above = one(amount).is_exactly(threshold + 1) & two(amount).exceeds(threshold)
        return party & (at | above)

    return two_users(counts, where, _alike)


def _threshold(
    who: str,
    party: YesNo,
    counts: tuple[Count, ...],
    amount: Amount,
    what: str,
    first: date | None = None,
    last: date | None = None,
) -> Invariant:
    until = "" if last is None else f"-until-{last}"
    return Invariant(
        f"equality-is-small-for-{who}{until}",
        f"A {' '.join(who.split('-')).title()} with exactly 250,000 {what} is assessed as one with fewer, and one "
        "with 250,001 as one with more.",
        _equality(party, amount, counts),
        first_day=first,
        last_day=last,
        rests_on='"250,000 or less" is small, as published',
        question=assessment.name,
        rulebook=SMART_ENERGY_CODE.name,
        at=partial(_equality, party, amount, counts),
    )


# The invariants.

EXACTLY_ONE_ANSWER: Final = Invariant(
    "exactly-one-answer", "Exactly one provision answers, whatever the facts.", Everywhere(_one), "formal"
)
MORE_NEVER_LIGHTER: Final = Invariant(
    "more-never-lighter",
    assessment.more,
    Growing(_no_lighter),
    rests_on=f"assurance is to be proportionate: a respondent to the consultation on {SECMP0059}",
)
EVERY_LIMB_CAN_APPLY: Final = Invariant(
    "every-limb-can-apply", "Every provision that answers can apply to somebody.", Somewhere(_among), "formal"
)
FIRST: Final = (EXACTLY_ONE_ANSWER, MORE_NEVER_LIGHTER, EVERY_LIMB_CAN_APPLY)

INVARIANTS: Final = (
    *FIRST,
    Invariant(
        "unread-facts-do-not-matter",
        "What no provision reads makes no difference.",
        ForEach(_unread_facts),
        "formal",
    ),
    Invariant(
        "nothing-changes-without-an-amendment",
        "Between two days with no amendment nothing changes.",
        Unchanged(within_a_span),
        "formal",
    ),
    Invariant(
        "nothing-changes-before-commencement",
        "What commences on a day changes nothing before it.",
        Unchanged(before_commencement),
        "formal",
    ),
    Invariant(
        "numbers-do-not-matter",
        "Other clause numbers change no answer.",
        Unchanged(under_other_numbers),
        "formal",
    ),
    Invariant(
        "more-never-lighter-over-three-years",
        "Over any three years together, more premises never mean fewer of the heavier assessments.",
        ForEach(_growing_over_three_years),
        rests_on="the sequences run over three years, as published",
        question=assessment.name,
        rulebook=SMART_ENERGY_CODE.name,
    ),
    Invariant(
        "full-in-any-three-years",
        "In any three years running there is a full assessment, however the counts change.",
        in_succession(3, _one_is_full, _COUNTS),
        rests_on="a full assessment every third year at the latest, as published",
        question=assessment.name,
        rulebook=SMART_ENERGY_CODE.name,
    ),
    Invariant(
        "never-two-self-assessments-running",
        "Nobody is left to self-assessments two years running, however the counts change.",
        in_succession(2, _not_all_self, _COUNTS),
        first_day=SECMP0059.implemented,
        rests_on=f"{SECMP0059} put a verification in the first year of Users that are neither, as published",
        question=assessment.name,
        rulebook=SMART_ENERGY_CODE.name,
    ),
    Invariant(
        "five-domestic-weigh-as-one-non-domestic",
        "Five Domestic Premises weigh as much as one Non-Domestic Premises.",
        two_users((domestic_premises, non_domestic_premises), _equal_in_weight, _alike),
        first_day=SECMP0059.implemented,
        rests_on=f"{SECMP0059}, by the consultation responses",
        question=assessment.name,
        rulebook=SMART_ENERGY_CODE.name,
    ),
    Invariant(
        "supplier-never-lighter-than-neither",
        "A Supplier Party is never assessed more lightly than a User that is neither Supplier nor Network Party.",
        _beside_neither(supplier_party),
        rests_on="the published tables of every year",
        question=assessment.name,
        rulebook=SMART_ENERGY_CODE.name,
    ),
    Invariant(
        "network-never-lighter-than-neither",
        "A Network Party is never assessed more lightly than a User that is neither Supplier nor Network Party.",
        _beside_neither(network_party),
        rests_on="the published tables of every year",
        question=assessment.name,
        rulebook=SMART_ENERGY_CODE.name,
    ),
    Invariant(
        "shared-resources-do-not-matter",
        "Premises of other Users on Shared Resources make no difference.",
        two_users((shared_supplier_premises, shared_network_premises), anyone, _alike),
        first_day=SECMP0044.implemented,
        rests_on=f"{SECMP0044.reference} (its day is unverified)",
        question=assessment.name,
        rulebook=SMART_ENERGY_CODE.name,
    ),
    _threshold(
        "supplier-party",
        supplier_party,
        (domestic_premises, shared_supplier_premises),
        domestic_premises + shared_supplier_premises,
        "Domestic Premises, its own and those on Shared Resources,",
        last=_LAST_WITH_SHARED,
    ),
    _threshold(
        "supplier-party",
        supplier_party,
        (domestic_premises,),
        domestic_premises,
        "Domestic Premises",
        SECMP0044.implemented,
        _LAST_BEFORE,
    ),
    _threshold(
        "supplier-party",
        supplier_party,
        (domestic_premises, non_domestic_premises),
        _WEIGHTED,
        "Domestic Premises plus five times Non-Domestic Premises",
        SECMP0059.implemented,
    ),
    _threshold(
        "network-party",
        network_party,
        (network_premises, shared_network_premises),
        network_premises + shared_network_premises,
        "Domestic Premises, its own and those on Shared Resources,",
        last=_LAST_WITH_SHARED,
    ),
    _threshold("network-party", network_party, (network_premises,), network_premises, "Domestic Premises", _SINCE_0044),
)
