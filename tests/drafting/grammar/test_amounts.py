"""Amounts by name, formula and weight, in the many ways in which drafters give them; figures worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.analysis.invariants import answers_at
from sec_rules.drafting.grammar.text_reader import read_text
from sec_rules.engine.code import Code
from sec_rules.lang import Source
from sec_rules.rulebook.questions import assessment

S = "a User Security Self-Assessment"
F = "a Full User Security Assessment"
AFTER = "the year of its initial Full User Security Assessment"
RS = "for which it is the Responsible Supplier"
DAY = date(2020, 1, 1)


def due(words: str, party: str, domestic: int, other: int = 0) -> str:
    """What falls due by the words in the first year, by its first letter; "." for nothing; "?" where they are open."""
    code = Code(tuple(read.clause(DAY, "draft", Source("draft", "a draft")) for read in read_text(words)))
    ruleset = code.ruleset(assessment, DAY)
    if ruleset.left_open:
        return "?"
    facts: dict[str, int | bool] = dict.fromkeys(code.facts(DAY, assessment), 0)
    facts |= {"supplier_party": party == "supplier", "network_party": party == "network", "years_since_initial": 1}
    facts |= {"domestic_premises": domestic if party == "supplier" else 0, "non_domestic_premises": other}
    facts |= {"network_premises": domestic if party == "network" else 0}
    return "".join(getattr(answer.outcome, "name", "?")[0] for answer in answers_at(ruleset, facts)) or "."


def by(name: str) -> str:
    """Full above 250 of an amount, a self-assessment at or below it."""
    return (
        f"G8.41 A Supplier Party whose {name} exceeds 250 must undergo {F} in each year after {AFTER}.\n\n"
        f"G8.42 A Supplier Party whose {name} does not exceed 250 must undergo {S} in each such year.\n\n"
    )


YOU = (
    "G8.41 If you are a Supplier Party and your score is over 250, you have a Full User Security Assessment every "
    "year.\n\nG8.42 If you are a Supplier Party and your score is 250 or under, you have a User Security "
    "Self-Assessment every year.\n\n"
)
# Each makes one of Domestic Premises and five times the Non-Domestic Premises; full above 250 of that.
FIVE_TIMES = {
    "a formula under a name": by("Customer Score") + "In G8.41 and G8.42 the licensee's Customer Score is found as "
    "follows:\n\nCS = DP + (5 \u00d7 NDP)\n\nwhere DP is its Domestic Premises and NDP its Non-Domestic Premises.",
    "the latter weighted": by("Premises measure") + "Premises measure: the sum of Domestic Premises and Non-Domestic "
    "Premises, with each of the latter weighted by a factor of 5.",
    "a heading above it": by("Relevant Premises Total") + "Interpretation\n\nFor the purposes of this condition:\n\n"
    "Relevant Premises Total means the number of Domestic Premises plus five times the number of Non-Domestic "
    "Premises, "
    "being in either case premises for which the licensee is the Responsible Supplier.",
    "points": YOU + "Your score is one point for each Domestic Premises and five points for each Non-Domestic Premises "
    "you supply through smart meters.",
    "in relation to somebody": by("Assessed Portfolio") + '"Assessed Portfolio", in relation to a Supplier Party, '
    "means the total of (a) its Domestic Premises and (b) its Non-Domestic Premises multiplied by five.",
    "a symbol given by a formula": "G8.41 For the purposes of Section G8.42 the amount A in relation to a Supplier "
    "Party is given by the formula\u2014\n\nA = D + (5 \u00d7 N)\n\nwhere\u2014\n\nD is the number of Domestic "
    f"Premises, and N is the number of Non-Domestic Premises, {RS}.\n\nG8.42 If A is more than 250, the Supplier Party "
    f"must undergo {F} in each year after {AFTER}. If A is 250 or less, it must undergo {S} in each such year.",
    "two symbols at once": f"G8.41 A licensee that is a Supplier Party must undergo {F} in each year after its initial "
    "Full User Security Assessment if D + 5N is greater than 250.\n\nG8.42 Where D + 5N is 250 or below, the licensee "
    f"must undergo {S} in each such year.\n\nD and N are the numbers of Domestic and Non-Domestic Premises, "
    "respectively, for which the licensee is the Responsible Supplier.",
    "whereof": f"G8.41 Every User being a Supplier Party, the Reckoned Premises whereof shall surpass 250 in number, "
    f"shall in each and every year next ensuing {AFTER} submit itself to {F}.\n\nG8.42 Every User being a Supplier "
    "Party, the Reckoned Premises whereof shall not surpass the said number, shall submit itself in each such year to "
    f'{S}.\n\nAND in these clauses "Reckoned Premises" shall mean the Domestic Premises together with fivefold the '
    "Non-Domestic Premises of such Supplier Party.",
    "the said aggregate": "G8.41 IF the said User shall be a Supplier Party and the aggregate of its Domestic Premises "
    "and of five times its Non-Domestic Premises (being in either case premises whereof it is the Responsible "
    "Supplier) "
    "shall exceed 250 THEN the said User shall in each and every year next after that of its initial Full User "
    "Security "
    f"Assessment submit itself to {F}.\n\nG8.42 IF the said aggregate shall not exceed 250 THEN the said User shall "
    f"submit itself in each of the said years to {S}.",
    "a threshold with a name": "G8.41 A Supplier Party for which the number of Domestic Premises plus five times the "
    f"number of Non-Domestic Premises exceeds the Assessment Threshold must undergo {F} in each year after {AFTER}.\n\n"
    f"G8.42 Where that sum does not exceed the Assessment Threshold, the Supplier Party must undergo {S} in each such "
    "year.\n\nThe Assessment Threshold is 250.",
    "premises counted once and five times": "G8.41 Where a User is a Supplier Party for which the weighted total of "
    "premises (counting each Domestic Premises once and each Non-Domestic Premises five times) exceeds 250, it shall "
    f"be subject to {F} in each year after {AFTER}.\n\nG8.42 Where a User is a Supplier Party for which that total is "
    f"250 or less, it shall be subject to {S} in each such year.",
    "one counting as five": "G8.41 A Supplier Party with more than 250 premises (a Non-Domestic Premises counting as "
    f"five and a Domestic Premises as one) must undergo {F} in each year after {AFTER}.\n\nG8.42 A Supplier Party with "
    f"250 or fewer such premises must undergo {S} in each such year.",
}
# Full above 250 Domestic Premises of a Network Party.
OF_A_NETWORK = {
    "another word for premises": f"G8.44 A Network Party with more than 250 homes on its network has {F} each year.\n\n"
    f"G8.45 A Network Party with up to and including 250 homes on its network has {S} each year.\n\n"
    '("Homes" here are Domestic Premises.)',
    "a kind of Users and an amount in brackets": "G8.44 A Network Party (an Operator) whose Domestic Premises (its "
    f"Connections) exceed 250 must undergo {F} in each year after {AFTER}.\n\nG8.45 An Operator whose Connections do "
    f"not exceed 250 must undergo {S} in each such year.",
    "any other, in a definition": f"G8.44 A Large Network Party must undergo {F} in each year after {AFTER}.\n\n"
    f'G8.45 A Small Network Party must undergo {S} in each such year.\n\n"Large Network Party" means a Network Party '
    'with more than 250 Domestic Premises and "Small Network Party" means any other Network Party.',
    "premises that depend on it": "G8.44 If more than 250 Domestic Premises depend on you as a Network Party, you have "
    "a Full assessment every year.\n\nG8.45 If you are a Network Party and 250 or fewer depend on you, you do your own "
    "Self-Assessment every year.",
}
# A full assessment above 250 Domestic Premises of a Network Party, and nothing else, in one clause.
ABOVE = (
    "This paragraph applies to a Network Party for which the number of Domestic Premises exceeds 250. Such a Network "
    f"Party shall be subject to {F} in each year after {AFTER}.",
    "A Network Party falls within this Section if the number of Domestic Premises for which it is the Electricity "
    "Distributor and/or the Gas Transporter exceeds 250. A Network Party which falls within this Section shall be "
    "subject "
    f"to {F} in each year after {AFTER}.",
    f"Where the number of Domestic Premises connected to its network exceeds 250, a Network Party shall undergo {F} "
    "once "
    f"in every year after {AFTER}.",
    f"Provided that it has more than 250 Domestic Premises, a Network Party is to undergo {F} in each year after "
    f"{AFTER}.",
    "Whensoever the number of the Domestic Premises of a Network Party shall be found to exceed 250 the same Network "
    "Party "
    f"shall submit in every year after {AFTER} to {F}.",
    f"A Network Party the number of whose Domestic Premises is above 250 shall undergo in each year after {AFTER} {F}.",
    "You must have a Full User Security Assessment each year if you are a Network Party and you serve more than 250 "
    "Domestic Premises.",
    f"A Network Party must undergo {F} in each year after {AFTER} if the following condition is met. The condition is "
    "that the number of its Domestic Premises exceeds 250.",
    f"In respect of each Network Party with more than 250 Domestic Premises there shall be carried out {F} in each "
    "year "
    f"after {AFTER}.",
    "The licensee shall, where it is a Network Party and its Domestic Premises number more than 250, procure that "
    f"{F} is "
    f"carried out in respect of it in each year after {AFTER}.",
    "Where, in relation to a Network Party, the number of Domestic Premises exceeds 250, that Network Party shall be "
    f"subject to {F} in each year after {AFTER}.",
    f"For a Network Party whose Domestic Premises number more than 250, the assessment required is {F} in each year "
    "after "
    f"{AFTER}.",
    f'A large operator must undergo {F} in each year after {AFTER}. In this Section "large operator" means a Network '
    "Party "
    "with more than 250 Domestic Premises.",
    f"A Network Party must undergo an assessment in each year after {AFTER}. The assessment is—\n\n(a) in the case of "
    f"a Network Party with more than 250 Domestic Premises, {F};\n\n(b) in any other case, no assessment.",
)
# The same of a Supplier Party and its weighed sum.
ABOVE_A_SUM = (
    f"A Supplier Party shall be subject to {F} in each year after {AFTER} if its Score exceeds 250. A Supplier "
    "Party's Score "
    "is calculated by adding the number of its Domestic Premises to five times the number of its Non-Domestic "
    "Premises.",
    "Add up your Domestic Premises and five times your Non-Domestic Premises. If you are a Supplier Party and the "
    "total is "
    "more than 250, you need a Full User Security Assessment every year.",
    f"Where, in relation to a Supplier Party, D + (5 x N) exceeds 250, that Supplier Party shall be subject to {F} "
    "in each "
    f"year after {AFTER}, where: D = the number of Domestic Premises; and N = the number of Non-Domestic Premises, "
    "in each "
    "case for which it is the Responsible Supplier.",
    f"A Supplier Party must undergo {F} in each year after {AFTER} if the following condition is met. The condition "
    "is that "
    "the sum of the number of Domestic Premises and five multiplied by the number of Non-Domestic Premises for which "
    "it is "
    "the Responsible Supplier exceeds 250.",
)
# What does not settle the amount, the name or who is meant.
UNSETTLED = (
    by("Premises measure") + "Premises measure: the sum of Domestic Premises, Non-Domestic Premises and Domestic "
    "Premises, with each of the latter weighted by a factor of 5.",
    by("Score") + "Score means one point for each Domestic Premises and many points for each Non-Domestic Premises.",
    "G8.41 A Supplier Party with more than 250 premises (a Non-Domestic Premises counting as five) must undergo "
    f"{F} in each year after {AFTER}.",
    f"G8.41 A Supplier Party whose D + 5N exceeds 250 must undergo {F} in each year.\n\nD and N are the numbers of "
    "Domestic and Domestic Premises, respectively.",
    f"G8.44 A Small Network Party must undergo {S} in each year after {AFTER}.\n\n"
    '"Small Network Party" means any other Network Party.',
    f"G8.44 A Network Party with more than 250 homes on its network has {F} each year.\n\n"
    '"Homes" here are Domestic Premises in Scotland.',
    f"G8.44 A Network Party must undergo {F} in each year after {AFTER} if the following condition is met.",
    f"G8.44 A Network Party must undergo an assessment in the first year after {AFTER}. The assessment is {F}.",
    f"G8.44 The Non-Domestic Premises of a Network Party exceed 250. It must undergo {F} in each year after {AFTER}.",
    f"G8.44 Where the number of the Non-Domestic Premises of a Network Party shall exceed 250, it must undergo {F} "
    "in each "
    f"year after {AFTER}.",
    f"G8.44 A Network Party (a Large Operator) whose Domestic Premises exceed 250 must undergo {F} in each year after "
    f"{AFTER}.\n\nG8.45 A Large Operator must undergo {S} in each such year.",
    f"G8.41 A Supplier Party must undergo {F} in each year after {AFTER} if the Domestic Premises of a Network Party "
    "exceed "
    "250.",
    "G8.41 A Supplier Party whose Domestic Premises exceed 5 and whose Non-Domestic Premises exceed 7 must undergo "
    f"{F} in "
    f"each year after {AFTER}. If that number is not more than 5, it must undergo {S} in each such year.",
    f"G8.44 A Network Party (being an Operator) must undergo {F} in each year after {AFTER}. An Operator in Wales must "
    f"undergo {S} in each such year.",
)


@pytest.mark.parametrize("words", FIVE_TIMES.values(), ids=FIVE_TIMES)
def test_a_weighed_sum_is_what_its_words_make_it(words: str) -> None:
    figures = [(250, 0), (251, 0), (0, 50), (0, 51), (245, 1), (246, 1)]
    assert [due(words, "supplier", *figure) for figure in figures] == list("SFSFSF")
    assert due(words, "network", 999, 999) == "."


@pytest.mark.parametrize("words", OF_A_NETWORK.values(), ids=OF_A_NETWORK)
def test_premises_of_a_network_are_counted_by_whatever_name(words: str) -> None:
    assert [due(words, "network", figure) for figure in (250, 251)] == ["S", "F"]
    assert due(words, "supplier", 999) == "."


@pytest.mark.parametrize("words", ABOVE, ids=range(len(ABOVE)))
def test_a_figure_draws_its_line_where_the_words_say(words: str) -> None:
    found = [due(f"G8.44 {words}", "network", figure).strip("E") or "." for figure in (250, 251)]
    assert [*found, due(f"G8.44 {words}", "supplier", 999, 999)] == [".", "F", "."]


@pytest.mark.parametrize("words", ABOVE_A_SUM, ids=range(len(ABOVE_A_SUM)))
def test_a_sum_draws_its_line_where_the_words_say(words: str) -> None:
    figures = [(250, 0), (251, 0), (245, 1), (246, 1)]
    assert [due(f"G8.41 {words}", "supplier", *figure) for figure in figures] == list(".F.F")
    assert due(f"G8.41 {words}", "network", 999, 999) == "."


@pytest.mark.parametrize("words", UNSETTLED, ids=range(len(UNSETTLED)))
def test_a_name_or_weight_that_is_not_settled_leaves_the_clause_open(words: str) -> None:
    assert due(words, "supplier", 251) == "?"
