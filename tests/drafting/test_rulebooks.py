"""Rulebooks other than the first: read in their own words, and refused where they contradict themselves."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from sec_rules.analysis.invariants import prove_all
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import hold_against
from sec_rules.drafting.rulebooks import code_of, contradictions
from sec_rules.engine.solver import Solver
from sec_rules.errors import CodeError
from sec_rules.lang import (
    Answers,
    Both,
    Count,
    Evidence,
    Mark,
    Outcome,
    Question,
    Source,
    YesNo,
)
from sec_rules.lang.formulas import formula
from sec_rules.lang.rulebooks import Assumption, NamedFigure, Rulebook, Says, Unit

demand = Count("demand", "the maximum demand of the site", "kW", short="maximum demand")
fee = Count("fee", "the yearly fee", "pence", short="pence of fee")
sites = Count("sites", "the sites of the customer", "sites", short="sites")
exporter = YesNo("exporter", "the customer is an exporter")
remote = YesNo("remote", "the site is remote")
afloat = YesNo("afloat", "the site is afloat")
METERED = Outcome("METERED", "a half-hourly meter", 2)
PROFILED = Outcome("PROFILED", "a profiled meter", 1)
metering = Question(
    "metering",
    "Which meter?",
    (PROFILED, METERED),
    facts=(demand, fee, sites, exporter, remote, afloat),
    takes_amounts=True,
)
REMOTE = ("is remote", "runs at night", "meter is sealed", "has a licence", "carries goods", "is moored")
BOOK = Rulebook(
    name="meters",
    title="the metering rules",
    questions=(metering,),
    user=("customer",),
    parties=(exporter,),
    units=(Unit("kW", "kW"), Unit("MW", "kW", 1000), Unit("£", "pence", 100, before=True), Unit("p", "pence")),
    words=(
        Says(demand, ("maximum demand", "demand")),
        Says(fee, ("yearly fee",)),
        Says(sites, ("sites",), verbs=("operates",)),
        Says(remote, REMOTE, denied=("is close by",)),
        # What is declared of one fact goes before what follows from a statement of another.
        Says(exporter, ("exporter",)),
        Says(afloat, ("is not moored",)),
        Says(METERED, ("half-hourly meter",)),
        Says(PROFILED, ("profiled meter", "exempt")),
    ),
    duties=("shall install", "must fit"),
)


def read(text: str, book: Rulebook = BOOK) -> tuple[Answers, ...]:
    draft = hold_against(read_markdown(text, "draft"), code_of(book))
    assert not draft.open, [(place.text, place.why) for place in draft.open]
    return tuple(r for s in draft.shown if s.after for r in s.after.bounded if isinstance(r, Answers))


CUSTOMER = "the customer shall install a half-hourly meter"
SHALL = "shall install a half-hourly meter"
READ = {
    f"Where the maximum demand exceeds 100 kW, {CUSTOMER}.": demand.exceeds(100),
    f"Where demand is 0.1 MW or less, {CUSTOMER}.": demand.is_at_most(100),
    f"Where demand is at most 1.5 MW, {CUSTOMER}.": demand.is_at_most(1500),
    f"A customer whose yearly fee exceeds £2.50 {SHALL}.": fee.exceeds(250),
    f"A customer whose yearly fee is not more than £1m {SHALL}.": fee.is_at_most(10**8),
    f"An exporter {SHALL}.": exporter,
    f"A customer which operates more than 3 sites {SHALL}.": sites.exceeds(3),
    f"A customer which is remote and has at least 5 sites {SHALL}.": remote & sites.is_at_least(5),
    f"A customer which is not remote {SHALL}.": ~remote,
    f"A customer which is close by {SHALL}.": ~remote,
    f"An exporter {SHALL} unless it is remote.": exporter & ~remote,
    f"A customer which does not run at night {SHALL}.": ~remote,
    f"A customer whose meter is not sealed {SHALL}.": ~remote,
    f"A customer which does not have a licence {SHALL}.": ~remote,
    f"A customer which does not carry goods {SHALL}.": ~remote,
    f"A customer which is not moored {SHALL}.": afloat,
    "A customer whose demand is between 1 kW and 2 kW (inclusive) is exempt.": demand.is_at_least(1)
    & demand.is_at_most(2),
}


@pytest.mark.parametrize("text", READ)
def test_a_provision_is_read_in_the_words_of_its_rulebook(text: str):
    (rule,) = read(f"1. {text}")
    said = formula(Both((rule.applies, ~rule.unless)))
    assert Solver(metering.facts).equivalent(said, formula(READ[text]))


@pytest.mark.parametrize(
    "text",
    [
        "Where the site is remote, the customer shall install a half-hourly meter.",
        "Where demand exceeds 100, the customer shall install a half-hourly meter.",
        "Where demand exceeds £100, the customer shall install a half-hourly meter.",
        "Where demand exceeds 0.5 kW, the customer shall install a half-hourly meter.",
        "Where the sites exceed 100 kW, the customer shall install a half-hourly meter.",
        "A Supplier Party shall install a half-hourly meter.",
        "A customer with more than 250,000 Domestic Premises shall install a half-hourly meter.",
        "Where demand exceeds 100 kW, the customer shall undergo a Full User Security Assessment.",
        "Where demand exceeds 100 kW, the customer shall not install a half-hourly meter.",
        "Where average demand exceeds 100 kW, the customer shall install a half-hourly meter.",
        "Where demand exceeds 100 kW in winter, the customer shall install a half-hourly meter.",
        "Where three times demand exceeds 100 kW in winter, the customer shall install a half-hourly meter.",
        "A customer shall keep a record.",
    ],
)
def test_what_a_rulebook_has_no_words_for_is_left_open(text: str):
    assert hold_against(read_markdown(f"1. {text}", "draft"), code_of(BOOK)).open


def test_a_figure_that_the_text_names_in_no_unit_is_left_open():
    text = """1. "Threshold" means 5.

2. A customer whose {} exceed the Threshold shall install a half-hourly meter."""
    assert hold_against(read_markdown(text.format("demand does not"), "draft"), code_of(BOOK)).open
    assert not hold_against(read_markdown(text.format("sites"), "draft"), code_of(BOOK)).open


def _of(**changes: object) -> str:
    return " ".join(contradictions(evolve(BOOK, **changes)))  # type: ignore[arg-type]


EVIDENCE = Evidence(Source("book", "the book"), "all of it", Mark.PUBLISHED)


def test_a_rulebook_that_fits_together_is_taken():
    assert list(contradictions(BOOK)) == []


def test_a_rulebook_that_contradicts_itself_is_refused_with_the_place():
    assert _of(parties=(exporter, exporter)) == "In its parties two have the name 'exporter'; give each its own."
    weighed = evolve(metering, outcomes=(evolve(PROFILED, weight=2), METERED))
    assert _of(questions=(weighed,)) == (
        "In the outcomes of the question 'metering' 'PROFILED' and 'METERED' have one weight, 2, so that none is the "
        "heavier; give each its own."
    )
    nobody = Assumption("nothing", "Nobody has a demand.", demand.exceeds(10) & demand.is_at_most(5), EVIDENCE)
    assert _of(assumptions=(nobody,)) == (
        "In its assumptions 'nothing' is one that nobody can meet, so that everything would be provable."
    )
    two = (
        Assumption("high", "It is high.", demand.exceeds(10), EVIDENCE),
        Assumption("low", "It is low.", demand.is_at_most(5), EVIDENCE),
    )
    assert "nobody can meet them together" in _of(assumptions=two)
    for phrase in ("exceeds", "and", "at least", "unless", "100"):
        said = _of(words=(*BOOK.words, Says(fee, (phrase,))))
        assert said.startswith(f"In the words of 'fee' '{phrase}' is an operator"), said
    assert _of(words=(*BOOK.words, Says(fee, ("sites",)))) == (
        "In its words the phrase 'sites' stands for fee and sites; one phrase says one thing."
    )
    assert "no fact is counted in that" in _of(units=(Unit("GB", "bytes"),))
    assert "is written for two" in _of(units=(Unit("kW", "kW"), Unit("KW", "kW", 2)))
    assert "is no scheme of numbers" in _of(numbering="runes")
    assert "asks nothing" in _of(questions=(evolve(metering, outcomes=(METERED,)),), words=())
    with pytest.raises(CodeError, match="The rulebook meters contradicts itself"):
        code_of(evolve(BOOK, parties=(exporter, exporter)))
    with pytest.raises(CodeError, match="In the text of the rulebook meters, 1 is not read whole"):
        code_of(evolve(BOOK, written="1. A customer shall keep a record."))


def test_a_named_figure_has_its_value_by_the_day():
    figure = NamedFigure("Metering Threshold", ((date(2020, 4, 1), 100), (date(2017, 1, 1), 70)), "Figure 1")
    text = """1. A customer whose sites exceed the Metering Threshold shall install a half-hourly meter.

2. A customer whose sites do not exceed the Metering Threshold is exempt."""
    code = code_of(evolve(BOOK, figures=(figure,), written=text))
    asked = {"sites": 80}
    assert code.ask(metering, asked, on=date(2020, 3, 31)).outcome == METERED
    assert code.ask(metering, asked, on=date(2020, 4, 1)).outcome == PROFILED


def test_an_assumption_of_a_rulebook_is_taken_for_granted_in_its_proofs():
    text = """1. An exporter shall install a half-hourly meter.

2. A customer which is remote must fit a profiled meter."""
    either = exporter & ~remote | ~exporter & remote
    apart = Assumption("apart", "A customer is an exporter or remote, and not both.", either, EVIDENCE)
    book = evolve(BOOK, written=text)
    on = date(2020, 1, 1)
    (without, *_) = prove_all(code_of(book), metering, on)
    (with_it, *_) = prove_all(code_of(evolve(book, assumptions=(apart,))), metering, on)
    assert (without.holds, with_it.holds) == (False, True)
    assert with_it.assumptions == ("apart",)


def test_what_its_own_text_leaves_to_somebody_is_assumed_by_every_answer():
    written = (
        "1. Where the maximum demand exceeds 100 kW, the customer shall install a half-hourly meter, unless the "
        "Authority directs otherwise."
    )
    answer = code_of(evolve(BOOK, written=written)).ask(metering, {"demand": 101}, on=date(2024, 1, 1))
    assert answer.outcome == METERED
    assert [said.partition(":")[0] for said in answer.assumptions] == ["1 holds unless the Authority directs otherwise"]
