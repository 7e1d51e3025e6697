"""Rulebooks other than the first: read in their own words, and refused where they contradict themselves."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from sec_rules.analysis.invariants import prove_all
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.contradictions import contradictions
from sec_rules.drafting.draft import hold_against
from sec_rules.drafting.rulebooks import code_of
from sec_rules.engine.solver import Solver
from sec_rules.errors import CodeError
from sec_rules.lang import (
    ALWAYS,
    Answers,
    Both,
    Clause,
    Condition,
    Count,
    Evidence,
    Limb,
    Mark,
    Named,
    Outcome,
    Question,
    Source,
    Standing,
    TextSource,
    Version,
    Words,
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
        Says(
            remote,
            ("is remote", "runs at night", "meter is sealed", "has a licence", "carries goods", "is moored"),
            denied=("is close by",),
        ),
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


LATER = date(2020, 1, 1)
FEES = Question("fees", "Which fee?", (Outcome("LOW", "a fee", 1), Outcome("HIGH", "b", 2)), facts=(fee,), noun="a fee")


def figure(*values: object, name: str = "Threshold", label: str = "T1") -> tuple[NamedFigure, ...]:
    return (NamedFigure(name, values, label),)  # type: ignore[arg-type]


def ruled(label: str, applies: Condition, outcome: Outcome = METERED, **more: object) -> Clause:
    rule = Answers(question=metering, applies=applies, limbs=(Limb("", ALWAYS, outcome),))
    version = Version(
        in_force=date(2017, 1, 1),
        brought_in_by="a paper",
        words=Words("2017-01-01", "", TextSource.OWN, text="As the rule says."),
        standing=Standing.VERBATIM,
        evidence=(EVIDENCE,),
        rules=(evolve(rule, **more),),
        by_hand="a test",
    )
    return Clause(label=label, title="Meters", versions=(version,))


REMOTE = "A customer which is remote shall install a half-hourly meter."
REFUSED: list[tuple[dict[str, object], str]] = [
    ({"questions": metering}, "Its questions should be a tuple, got Question(name='metering')"),
    ({"questions": ()}, "Its questions are none; give at least one."),
    ({"questions": ("metering",)}, "In its questions 'metering' is not a Question."),
    (
        {"questions": (evolve(metering, outcomes="METERED"),)},
        "In the question 'metering' the outcomes should be a tuple",
    ),
    (
        {"questions": (evolve(metering, facts=("demand",)),)},
        "In the question 'metering', in the facts, 'demand' is not a f",
    ),
    ({"questions": (metering, metering)}, "In its questions two have the name 'metering'; give each its own."),
    ({"questions": (evolve(metering, noun="meter"),)}, "the noun 'meter' has no article; write it as 'a meter'."),
    (
        {"questions": (metering, evolve(FEES, outcomes=(evolve(METERED, title="b"), PROFILED)))},
        "'METERED' is the name of two",
    ),
    (
        {"questions": (evolve(metering, more_never_lighter=(Count("zz", "", "z"),)),)},
        "more of 'zz' is never to be lighter",
    ),
    ({"parties": ("exporter",)}, "In its parties 'exporter' is not a YesNo."),
    ({"parties": (demand,)}, "In its parties Count(name='demand') is not a YesNo."),
    (
        {"parties": (YesNo("absent", "it is not there"),)},
        "'absent' is a fact that none of its questions is asked with.",
    ),
    (
        {"user": "customer"},
        "Its user should be a tuple, got 'customer'; for only one, write (text, ) with the comma.",
    ),
    ({"user": ()}, "What its users are called is not given; give at least one noun, such as 'customer'."),
    (
        {"user": ("exporter",)},
        "the phrase 'exporter' stands for exporter and whom it binds; one phrase says one thing.",
    ),
    ({"duties": "shall install"}, "Its duties should be a tuple, got 'shall install'"),
    ({"duties": ("half-hourly meter",)}, "the phrase 'half-hourly meter' stands for METERED and a duty"),
    ({"qualifiers": ("maximum demand",)}, "the phrase 'maximum demand' stands for a qualifier and demand"),
    ({"words": ("maximum demand",)}, "In its words 'maximum demand' is not a Says."),
    ({"words": (Says("demand", ("demand",)),)}, "In its words 'demand' is neither a fact nor an outcome."),  # type: ignore[arg-type]
    ({"words": (Says(demand, "demand"),)}, "In the words of 'demand' the phrases should be a tuple, got 'demand'"),  # type: ignore[arg-type]
    ({"words": (Says(demand, ()),)}, "In the words of 'demand' no phrase is given; give at least one."),
    ({"words": (Says(demand, ("  ",)),)}, "In the words of 'demand' a phrase is empty."),
    (
        {"words": (Says(demand, ("the",)),)},
        "In the words of 'demand' 'the' stands in every text and says nothing of its own",
    ),
    (
        {"words": (Says(demand, ("demand",), denied=("idle",)),)},
        "'idle' is to be its opposite, which only a fact has that",
    ),
    (
        {"words": (Says(remote, ("is remote",), verbs=("has",)),)},
        "'has' is to stand before so many of it, and it is no count",
    ),
    ({"words": (Says(remote, ("is remote",), denied=("is remote",)),)}, "stands for remote and remote denied"),
    (
        {"words": (Says(Count("zz", "", "z"), ("zeds",)),)},
        "In the words of 'zz' phrases are given, and no question has",
    ),
    ({"units": ("kW",)}, "In its units 'kW' is not a Unit."),
    ({"units": (Unit("MW", "kW", 0),)}, "In its units 'MW' is 0 of 'kW'; a scale is a whole number, 1 or more."),
    ({"units": (Unit("MW", "kW", 0.5),)}, "In its units 'MW' is 0.5 of 'kW'"),  # type: ignore[arg-type]
    (
        {"units": (Unit("", "kW"),)},
        "In its units '' is empty, or begins with a digit; spell it as the text does.",
    ),
    ({"units": (Unit("5s", "kW"),)}, "In its units '5s' is empty, or begins with a digit"),
    ({"figures": figure()}, "the values of 'Threshold' should run from the newest to the oldest day."),
    (
        {"figures": figure((LATER, 1.5))},
        "'Threshold' should give each value as a date and a whole number of 0 or more, got 1.5.",
    ),
    ({"figures": figure((LATER, -1))}, "a whole number of 0 or more, got -1."),
    ({"figures": figure((LATER, "abc"))}, "a whole number of 0 or more, got 'abc'."),
    ({"figures": figure(("2020-01-01", 5))}, "a whole number of 0 or more, got 5."),
    ({"figures": figure((date(1990, 1, 1), 5))}, "has a value from 1990-01-01; days are counted from 2017-01-01"),
    (
        {"figures": figure((LATER, 5), label="%")},
        "'Threshold' has the label '%', which is none; write one such as 3, F1 or 1.2.",
    ),
    (
        {"figures": figure((LATER, 5), name=" ")},
        "In its figures one has no name; give it the name that the text uses.",
    ),
    ({"figures": figure((LATER, 5), name="demand")}, "the phrase 'demand' stands for demand and the figure demand"),
    ({"name": ""}, "Its name should be a text, got ''."),
    ({"title": 3}, "Its title should be a text, got 3."),
    ({"written": 5}, "Its written text should be a text, got 5."),
    ({"held_since": "2020-01-01"}, "The day since which it is held should be a date, got '2020-01-01'."),
    ({"held_since": date(1990, 1, 1)}, "It is held since 1990-01-01; days are counted from 2017-01-01"),
    ({"evidence": ("a paper",)}, "In its evidence 'a paper' is not an Evidence."),
    ({"invariants": ("one answers",)}, "In its invariants 'one answers' is not an Invariant."),
    ({"assumptions": ("small",)}, "In its assumptions 'small' is not an Assumption."),
    (
        {"assumptions": (Assumption("zz", "Z.", YesNo("zz", "z"), EVIDENCE),)},
        "'zz' speaks of zz, with which no question",
    ),
    ({"clauses": ("1",)}, "In its clauses '1' is not a Clause."),
    ({"clauses": (ruled("1", remote), ruled("1", ~remote))}, "In its clauses and figures two carry the label 1."),
    (
        {"clauses": (ruled("1", remote, question=FEES),)},
        "In its clauses 1 answers the question 'fees', which is none of its",
    ),
    (
        {"clauses": (ruled("1", remote, Outcome("ZZ", "z", 9)),)},
        "In its clauses 1 has the outcome 'ZZ', which the question",
    ),
    ({"clauses": (ruled("1", YesNo("zz", "z")),)}, "In its clauses 1 speaks of 'zz', with which no question is asked."),
    (
        {"clauses": (ruled("1", demand.exceeds(Named("Limit"))),)},
        "1 speaks of the figure 'Limit', which nothing in the rulebook",
    ),
]


@pytest.mark.parametrize(("changes", "says"), REFUSED, ids=[says for _, says in REFUSED])
def test_what_a_rulebook_cannot_be_is_refused_with_the_place(changes: dict[str, object], says: str):
    assert says in _of(**changes)
    with pytest.raises(CodeError):
        code_of(evolve(BOOK, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"clauses": (ruled("1", remote, yields_to=("7",)),)},
            "7 is to come before or after another provision, but there is",
        ),
        (
            {"clauses": (ruled("1", remote, yields_to=("2",)), ruled("2", remote, yields_to=("1",)))},
            "1 and 2 are each to come",
        ),
        ({"written": f"1. Subject to paragraph 9, {REMOTE}"}, "9 is to come before or after another provision"),
        (
            {"written": f"1. {REMOTE}\n\n2. Subject to paragraph 1(3), {REMOTE}"},
            "1(3) is to come before or after another provision",
        ),
        ({"written": f"1. {REMOTE}\n\n1. {REMOTE}"}, "Two carry the label 1; give each its own."),
        ({"written": f"1. {REMOTE}", "clauses": (ruled("1", ~remote),)}, "Two carry the label 1; give each its own."),
    ],
)
def test_provisions_that_contradict_each_other_are_refused(changes: dict[str, object], says: str):
    with pytest.raises(CodeError, match="The provisions of the rulebook meters contradict each other") as refused:
        code_of(evolve(BOOK, **changes))  # type: ignore[arg-type]
    assert says in str(refused.value)


_LARGE = "a customer whose demand exceeds 100 kW shall install a half-hourly meter."
_EVERY = "a customer shall install a profiled meter."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (_LARGE, f"Subject to paragraph (1), {_EVERY}"),
        (_LARGE, f"Subject to regulation 8(1), {_EVERY}"),
        (_LARGE, f"Subject to sub-paragraph (1), {_EVERY}"),
        (f"Notwithstanding paragraph (2), {_LARGE}", _EVERY),
        (f"Despite subsection (2), {_LARGE}", _EVERY),
    ],
)
def test_one_part_of_a_provision_comes_before_another_of_it(first: str, second: str):
    text = f"8.\u2014(1) {first[0].upper()}{first[1:]}\n\n(2) {second[0].upper()}{second[1:]}"
    code = code_of(evolve(BOOK, written=text, numbering="instrument"))
    facts = {"fee": 0, "sites": 1, "exporter": False, "remote": False, "afloat": False}
    on = date(2020, 1, 1)
    answers = [code.ask(metering, facts | {"demand": demand}, on=on) for demand in (100, 101)]
    assert [(a.outcome, a.because) for a in answers] == [(PROFILED, ("8(2)",)), (METERED, ("8(1)",))]


@pytest.mark.parametrize("cited", ["paragraph (3)", "paragraphs (1) to (3)", "paragraph (a)"])
def test_a_part_that_is_not_there_or_not_told_is_refused(cited: str):
    text = f"8.\u2014(1) {_LARGE[0].upper()}{_LARGE[1:]}\n\n(2) Subject to {cited}, {_EVERY}"
    with pytest.raises(CodeError, match=r"8\(3\) is to come before|8 is not read whole"):
        code_of(evolve(BOOK, written=text, numbering="instrument"))


def test_what_is_asked_by_the_name_of_a_question_of_the_code_is_held_to_none_of_its_invariants():
    asked = evolve(metering, name="assessment")
    code = code_of(evolve(BOOK, questions=(asked,), written=f"1. {REMOTE}"))
    names = {verdict.invariant for verdict in prove_all(code, asked, date(2024, 1, 1))}
    assert "exactly-one-answer" in names
    assert not names & {"full-in-any-three-years", "five-domestic-weigh-as-one-non-domestic"}


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
