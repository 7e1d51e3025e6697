"""Where words that are not read attach, and what they leave open of the rule: the least that holds every such way."""

from __future__ import annotations

import hashlib

import pytest

from sec_rules.drafting.grammar.clause_reader import MOST_OPEN, ReadClause
from sec_rules.drafting.grammar.open_words import open_id
from sec_rules.drafting.grammar.text_reader import read_text
from sec_rules.lang import Answers, Count, Deems, Open, OpenCount, Outcome, Repeats, Undetermined, YesNo
from sec_rules.lang.traversal import of_rule, walk
from sec_rules.rulebook.facts import domestic_premises, supplier_party
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION

G841 = (
    "G8.41 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the number "
    "of Non-Domestic Premises exceeds 250,000, it shall be subject to a Full User Security Assessment in each year "
    "after the year of its initial Full User Security Assessment."
)
G842 = (
    "G8.42 Where a User is a Supplier Party, it shall be subject:\n\n"
    "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification User "
    "Security Assessment;\n\n"
    "(b) in the immediately following year, to a User Security Self-Assessment;\n\n"
    "(c) in the next following year, to a Full User Security Assessment; and\n\n"
    "(d) in each year thereafter, to a category of security assessment which repeats the annual sequence of "
    "paragraphs (a) to (c)."
)
HEAD, TAIL = "User Security Assessment;", "paragraphs (a) to (c)"


def read(words: str) -> ReadClause:
    (clause,) = read_text(words)
    return clause


def answers(words: str) -> Answers:
    """The rule of a clause with what its words leave open."""
    clause = read(words)
    assert clause.openings
    (rule,) = clause.bounded
    assert isinstance(rule, Answers)
    return rule


def still_read(rule: Answers) -> set[str]:
    """The names of the facts on which the rule hangs whatever the words mean."""
    numbers = [node for node in of_rule(rule) if isinstance(node, OpenCount)]
    stood_for = [node for number in numbers for node in walk(number.of)]
    facts = [node for node in of_rule(rule) if type(node) in (Count, YesNo) and node not in stood_for]
    return {fact.name for fact in facts if isinstance(fact, (Count, YesNo))} - {"years_since_initial"}


NAMES = {"supplier_party", "domestic_premises", "non_domestic_premises"}


@pytest.mark.parametrize(
    ("old", "new", "facts"),
    [
        ("a Supplier", "a dormant Supplier", {"domestic_premises", "non_domestic_premises"}),
        ("Party and", "Party in Scotland and", set()),
        ("of Domestic", "of vacant Domestic", {"supplier_party", "non_domestic_premises"}),
        ("Domestic Premises and", "Domestic Premises in Scotland and", {"supplier_party"}),
        ("of Non-Domestic", "of rural Non-Domestic", {"supplier_party", "domestic_premises"}),
        ("a Full", "a partial Full", NAMES),
        ("Where", "In Scotland, where", set()),
        ("Premises exceeds", "Premises in Wales exceeds", {"supplier_party"}),
        ("Security Assessment.", "Security Assessment by agreement.", set()),
    ],
)
def test_the_least_that_holds_every_way_is_open_and_the_rest_is_read(old: str, new: str, facts: set[str]) -> None:
    text = new.join(G841.rsplit(old, 1)) if old.endswith(".") else G841.replace(old, new, 1)
    assert still_read(answers(text)) == facts


@pytest.mark.parametrize(
    ("words", "narrow"),
    [
        ("holding a gas licence", True),
        ("incorporated in Scotland", True),
        ("in Scotland", False),
        ("barring small ones", False),
        ("acting jointly for others", False),
        ("of good standing", False),
    ],
)
def test_a_participle_behind_the_party_narrows_it_and_nothing_else_does(words: str, narrow: bool) -> None:
    rule = answers(G841.replace("Party and", f"Party {words} and"))
    assert (supplier_party in list(of_rule(rule))) is narrow


def test_a_party_that_is_denied_is_not_narrowed_by_what_stands_behind_it() -> None:
    rule = answers(
        "G8.47 Where a User is not a Supplier Party holding a gas licence, it shall be subject to a User Security "
        "Self-Assessment in each year."
    )
    assert not any(type(node) is YesNo for node in of_rule(rule))


def test_an_outcome_that_is_not_read_leaves_its_limb_open_and_the_others_as_they_are() -> None:
    rule = answers(G842.replace("a User Security Self-Assessment", "a Security Health Check"))
    assert [limb.outcome for limb in rule.limbs if isinstance(limb.outcome, Outcome)] == [VERIFICATION, FULL]
    (open_limb,) = (limb for limb in rule.limbs if isinstance(limb.outcome, Undetermined))
    assert open_limb.label == "(b)"
    assert isinstance(rule.limbs[3].outcome, Repeats)
    assert [limb.label for limb in rule.limbs if any(isinstance(n, Open) for n in (limb.when, *_parts(limb.when)))] == [
        "(b)"
    ]


def _parts(condition: object) -> tuple[object, ...]:
    return getattr(condition, "conditions", ())


@pytest.mark.parametrize("instead", ["such assessment as the Panel may direct", "what other paragraphs say", "any"])
def test_an_outcome_that_may_speak_of_other_limbs_leaves_the_sentence_unread(instead: str) -> None:
    clause = read(G842.replace("a User Security Self-Assessment", instead))
    assert (clause.bounded, [s.bears for s in clause.sentences]) == ((), [True])


def test_words_beside_the_year_of_a_limb_leave_every_limb_open_whose_year_may_be_counted_from_it() -> None:
    rule = answers(G842.replace("following year, to a User", "following year in Wales, to a User"))
    assert all(isinstance(limb.when, Open) for limb in rule.limbs)
    assert [limb.outcome for limb in rule.limbs[:3]] == [VERIFICATION, SELF, FULL]
    assert len({limb.when for limb in rule.limbs}) == 4


def test_words_at_the_end_of_the_last_limb_may_govern_the_whole_and_those_of_another_its_limb_alone() -> None:
    within = answers(G842.replace("Self-Assessment;", "Self-Assessment by video;"))
    assert within.applies == supplier_party
    assert [isinstance(limb.when, Open) for limb in within.limbs] == [False, True, False, False]
    whole = answers(G842.replace(f"{TAIL}.", f"{TAIL} in Wales."))
    assert isinstance(whole.applies, Open)
    assert all(isinstance(limb.when, Open) for limb in whole.limbs)


@pytest.mark.parametrize(("verb", "own"), [("include", False), ("exclude", True)])
def test_what_is_counted_in_or_out_in_open_words_is_a_number_beside_the_count(verb: str, own: bool) -> None:
    clause = read(
        f"G8.43 For the purposes of Section G8.41, the number of Domestic Premises shall {verb} Domestic Premises in "
        "Wales for which it is the Responsible Supplier."
    )
    (rule,) = clause.bounded
    assert isinstance(rule, Deems)
    (part,) = rule.includes
    assert isinstance(part, OpenCount)
    assert (part.narrows, rule.excludes) == (own, (domestic_premises,) if own else ())


@pytest.mark.parametrize(
    "text",
    [
        "G8.41 Subject to Section G8.44 in Wales, where a User is a Supplier Party, it shall be subject to a User "
        "Security Self-Assessment in each year.",
        "G8.41 Notwithstanding Section G8.44, where a User is a Supplier Party, it shall be subject to a User Security "
        "Self-Assessment in each year by agreement.",
    ],
)
def test_words_that_may_change_what_gives_way_to_what_may_do_anything(text: str) -> None:
    assert [opening.kind for opening in read(text).openings] == ["sentence"]


def test_the_same_words_twice_in_a_clause_are_two_places() -> None:
    clause = read(
        G841.replace("of Domestic", "of vacant Domestic").replace("of Non-Domestic", "of vacant Non-Domestic")
    )
    assert len({opening.id for opening in clause.openings}) == 2


def test_more_open_words_than_are_stated_leave_the_clause_unread_and_say_so() -> None:
    few, many = ("".join(f" {'abcdefghij'[n % 10] * 4}" for n in range(count)) for count in (MOST_OPEN, 100))
    assert not read(G841.replace("Party and", f"Party{few} and")).too_many
    clause = read(G841.replace("Party and", f"Party{many} and"))
    assert clause.too_many == "100 of its words are not read, more than 50"
    assert not clause.executable


def test_a_thousand_open_words_in_one_sentence_are_given_up_at_once_and_said_so() -> None:
    clause = read(G841.replace("Party and", f"Party{' abcd' * 1_000} and"))
    assert not clause.executable
    assert [s.why for s in clause.sentences] == ["a sentence of more than 160 phrases is not read"]


@pytest.mark.parametrize(("occurrence", "named"), [(0, "sentence|G8.41|a b"), (1, "sentence|G8.41|a b|1")])
def test_the_id_of_an_open_place_is_made_of_its_words_and_of_how_often_they_stood_before(
    occurrence: int, named: str
) -> None:
    wanted = hashlib.sha256(named.encode()).hexdigest()[:8]
    # Twice, since what is made for the words is kept.
    assert [open_id("sentence", "G8.41", text, occurrence) for text in ("a  b", "a b")] == [wanted, wanted]
