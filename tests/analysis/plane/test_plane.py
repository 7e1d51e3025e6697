"""The decision plane, programmes and worked examples: each place in them checked against the Code itself."""

from __future__ import annotations

import itertools
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sec_rules
from sec_rules.analysis.comparison import differences
from sec_rules.analysis.plane.geometry import Point, Ring, area
from sec_rules.analysis.plane.impact import Axes, Effects, axes_named, effects
from sec_rules.analysis.plane.plane import Plane, _round_number, planes
from sec_rules.analysis.programmes import programmes_of
from sec_rules.cli import main
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.engine.code import Code
from sec_rules.engine.linking import Ruleset
from sec_rules.errors import UsageError
from sec_rules.lang import ALWAYS, Answers, Clause, Count, Limb, Outcome, Question, Standing, Version, Words
from sec_rules.report import as_html
from sec_rules.review.comparison import Comparison
from sec_rules.review.review import Review, check
from sec_rules.rulebook.facts import BY_NAME, network_party, network_premises, shared_network_premises, supplier_party
from sec_rules.rulebook.questions import assessment

DRAFT = Path(__file__).resolve().parents[3] / "legal_text" / "drafts" / "secmp0059.docx"
CODE = sec_rules.load()
AXES = assessment.drawn[0]
AT_THE_FIGURE = 'In Section G8.41, for "exceeds 250,000" substitute "is 250,000 or more".\n'


def effects_of(result: Review) -> Effects:
    """What follows from a draft."""
    draft = result.draft
    return effects(
        draft.base.ruleset(assessment, draft.base_on),
        draft.proposed.ruleset(assessment, draft.on),
        clauses=[c.label for c in draft.changed],
    )


SECMP0059 = check(open_draft(str(DRAFT)), CODE, assessment)
FOUND = effects_of(SECMP0059)
PLANE = FOUND.drawings[0].plane


def asked(facts: dict[str, object], year: int, *, proposed: bool) -> str | None:
    """The outcome by the Code itself, without any of what is tested here."""
    draft = SECMP0059.draft
    code, on = (draft.proposed, draft.on) if proposed else (draft.base, draft.base_on)
    answer = code.ask(assessment, facts | {"years_since_initial": year}, on=on)
    return answer.outcome.name if answer.outcome else None


def supplier(domestic: int, non_domestic: int) -> dict[str, object]:
    return dict(PLANE.facts) | {"domestic_premises": domestic, "non_domestic_premises": non_domestic}


def in_ring(point: Point, ring: Ring) -> bool:
    """Whether a point lies in a polygon, by counting the edges to the right of it."""
    x, y = point
    crossed = 0
    for (a, b), (c, d) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (b > y) != (d > y):
            crossed += x < a + (y - b) * (c - a) / (d - b)
    return crossed % 2 == 1


# Who falls to be assessed how, from the two texts: at or below 250,000 is small, and five times the second count is
# added as proposed.
@pytest.mark.parametrize(
    ("domestic", "non_domestic", "now", "becomes"),
    [
        (
            250_000,
            0,
            "Verification, Self-Assessment, Full, repeating",
            "Verification, Self-Assessment, Full, repeating",
        ),
        (250_001, 0, "Full every year", "Full every year"),
        (0, 50_000, "Verification, Self-Assessment, Full, repeating", "Verification, Self-Assessment, Full, repeating"),
        (0, 50_001, "Verification, Self-Assessment, Full, repeating", "Full every year"),
        (
            100_000,
            30_000,
            "Verification, Self-Assessment, Full, repeating",
            "Verification, Self-Assessment, Full, repeating",
        ),
        (100_000, 30_001, "Verification, Self-Assessment, Full, repeating", "Full every year"),
        (249_999, 1, "Verification, Self-Assessment, Full, repeating", "Full every year"),
        (200_000, 40_000, "Verification, Self-Assessment, Full, repeating", "Full every year"),
    ],
)
def test_the_region_of_a_supplier_is_what_the_two_texts_say(
    domestic: int, non_domestic: int, now: str, becomes: str
) -> None:
    found = PLANE.region_of(domestic, non_domestic)
    assert found is not None
    assert (found.now.in_words, found.becomes.in_words) == (now, becomes)


NEAR = st.one_of(st.integers(0, 300_000), st.integers(249_990, 250_010), st.integers(0, 6))
NEAR_FIFTH = st.one_of(st.integers(0, 60_000), st.integers(49_995, 50_005), st.integers(0, 3))


@settings(max_examples=60)
@given(NEAR, NEAR_FIFTH, st.integers(1, 12))
def test_the_region_of_any_supplier_says_what_the_code_answers(domestic: int, non_domestic: int, year: int) -> None:
    found = PLANE.region_of(domestic, non_domestic)
    assert found is not None
    facts = supplier(domestic, non_domestic)
    for programme, proposed in ((found.now, False), (found.becomes, True)):
        outcome = programme.in_year(year).outcome
        assert (outcome.name if outcome else None) == asked(facts, year, proposed=proposed)


@settings(max_examples=60)
@given(NEAR.filter(bool), NEAR_FIFTH.filter(bool))
def test_a_supplier_lies_in_the_polygon_of_its_area_and_in_no_other(domestic: int, non_domestic: int) -> None:
    point = (Fraction(domestic), Fraction(non_domestic))
    if not (point[0] < PLANE.whole.frame.right and point[1] < PLANE.whole.frame.top):
        return
    shapes = [s for s in PLANE.whole.shapes if sum(in_ring(point, ring) for ring in s.rings) % 2]
    assert [s.region for s in shapes] == [PLANE.region_of(domestic, non_domestic)]


def test_the_polygons_make_up_the_plane() -> None:
    covered = sum(area(ring) for shape in PLANE.whole.shapes for ring in shape.rings)
    assert covered == area(PLANE.whole.frame.ring)


def test_the_boundaries_are_the_lines_of_the_two_texts() -> None:
    (now,), (proposed,) = PLANE.whole.now, PLANE.whole.proposed
    assert {x for x, _ in now} == {250_000 + Fraction(1, 2)}
    assert all(x + 5 * y == 250_000 + Fraction(1, 2) for x, y in proposed)
    assert (PLANE.whole.frame.left, PLANE.whole.frame.bottom) == (0, 0)


def test_each_boundary_figure_has_a_cell_of_its_own() -> None:
    cells = PLANE.cells
    assert [s.in_words(10**9) for s in cells.across] == ["0", "1 to 249,999", "exactly 250,000", "250,001 and more"]
    assert [s.in_words(10**9) for s in cells.up] == ["50,001 and more", "exactly 50,000", "1 to 49,999", "0"]


@pytest.mark.parametrize("up", range(4))
@pytest.mark.parametrize("across", range(4))
def test_a_cell_names_the_regions_that_somebody_in_it_lies_in(up: int, across: int) -> None:
    wide, high = PLANE.cells.across[across], PLANE.cells.up[up]
    some = [
        PLANE.region_of(x, y)
        for x in {wide.first, wide.last, (wide.first + wide.last) // 2}
        for y in {high.first, high.last, (high.first + high.last) // 2}
    ]
    named = PLANE.cells.regions[up][across]
    assert {a.letter for a in some if a} == {a.letter for a in named}


def test_the_insets_show_the_users_round_each_corner() -> None:
    assert [view.at for view in PLANE.insets] == [(250_000, 0), (0, 50_000)]
    for view in PLANE.insets:
        for point, found in view.users:
            assert found == PLANE.region_of(int(point[0]), int(point[1]))
        assert view.at in [point for point, _ in view.users]


def test_exactly_the_figure_is_a_region_of_its_own_where_the_draft_makes_it_one() -> None:
    result = check(read_markdown(AT_THE_FIGURE, "at.md"), CODE, assessment)
    (drawing,) = effects_of(result).drawings
    unsettled = [a for a in drawing.plane.regions if a.unsettled]
    assert len(unsettled) == 1
    on_the_line = [(250_000, 0), (0, 50_000), (100_000, 30_000)]
    assert all(drawing.plane.region_of(x, y) == unsettled[0] for x, y in on_the_line)
    assert drawing.plane.region_of(249_999, 0) != unsettled[0]


def test_the_pairs_of_programmes_take_in_everybody_once() -> None:
    found = programmes_of(
        *(c.ruleset(assessment, d) for c, d in ((CODE, date(2019, 2, 27)), (CODE, date(2019, 2, 28))))
    )
    nobody = {f.name: 0 for f in (*AXES, network_premises, shared_network_premises)}
    for flags in ((True, False), (False, True), (False, False)):
        facts = nobody | {"supplier_party": flags[0], "network_party": flags[1], "shared_supplier_premises": 0}
        assert sum(pair.takes_in(facts) for pair in found.pairs) == 1


def test_the_years_of_each_group_are_what_the_code_answers_for_its_smallest_case() -> None:
    assert len(FOUND.rows) == 6
    for row in FOUND.rows:
        facts: dict[str, object] = {k: v for k, v in row.group.witness.items() if k != "years_since_initial"}
        for year, (now, becomes) in enumerate(row.years, 1):
            assert (now.outcome and now.outcome.name) == asked(facts, year, proposed=False)
            assert (becomes.outcome and becomes.outcome.name) == asked(facts, year, proposed=True)


def test_who_changes_is_who_compare_says_changes() -> None:
    said = {(c.was, c.becomes) for c in SECMP0059.merged}
    told = {
        (now.outcome and now.outcome.name, becomes.outcome and becomes.outcome.name)
        for row in FOUND.rows
        for now, becomes in row.years
        if now != becomes
    }
    assert told == said
    assert [told.direction for told in FOUND.changed] == ["heavier", "heavier"]


def test_the_examples_stand_below_at_and_above_each_boundary_of_what_changes() -> None:
    at = [tuple(int(e.facts[c.name]) for c in AXES) for s in FOUND.spots for e in s.examples if e.place == "at"]
    assert at == [(250_000, 0), (0, 50_000), (100_000, 30_000)]
    assert [e.sum for e in FOUND.spots[2].examples] == [
        "100,000 + 5 × 29,999 = 249,995",  # noqa: RUF001
        "100,000 + 5 × 30,000 = 250,000",  # noqa: RUF001
        "100,000 + 5 × 30,001 = 250,005",  # noqa: RUF001
    ]
    for spot in FOUND.spots:
        for example in spot.examples:
            facts: dict[str, object] = {k: v for k, v in example.facts.items() if k != "years_since_initial"}
            outcome = example.pair.becomes.in_year(1).outcome
            assert (outcome and outcome.name) == asked(facts, 1, proposed=True)


def test_other_pairs_of_counts_can_be_drawn() -> None:
    across, up = axes_named("network-premises, shared_network_premises", BY_NAME)
    old, new = (CODE.ruleset(assessment, d) for d in (date(2017, 1, 1), date(2019, 2, 28)))
    (plane,) = planes(programmes_of(old, new), across, up)
    assert plane.party == "Network Parties"
    both = plane.region_of(200_000, 50_001)
    assert both is not None
    assert both.changes


def test_a_region_in_which_nobody_can_lie_is_not_listed() -> None:
    # With no shared premises, nobody leaves the large suppliers in 2019.
    old, new = (CODE.ruleset(assessment, d) for d in (date(2018, 11, 28), date(2019, 2, 28)))
    (plane,) = planes(programmes_of(old, new), *AXES)
    assert "no shared supplier premises" in plane.given
    assert [a.letter for a in plane.regions] == [s.region.letter for s in plane.whole.shapes]
    assert len(plane.regions) == 3


def test_a_pair_on_which_nothing_turns_is_said_not_to_be_drawn() -> None:
    ruleset = CODE.ruleset(assessment, date(2020, 1, 1))
    found = effects(ruleset, ruleset, clauses=[], axes=(shared_network_premises, AXES[0]))
    assert isinstance(found.drawings[0].plane, Plane)
    found = effects(
        ruleset, ruleset, clauses=[], axes=axes_named("shared_network_premises,shared_supplier_premises", BY_NAME)
    )
    assert found.drawings == ()
    assert "no answer turns on" in found.undrawn


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("", "'' names no two counts; write two of domestic_premises, non_domestic_premises"),
        ("domestic_premises", "'domestic_premises' names no two counts; write two of domestic_premises"),
        ("domestic_premises,", "'domestic_premises,' names no two counts; write two of"),
        ("domestic_premises,domestic-premises", "'domestic_premises' is named twice; the plane needs two counts"),
        ("domestic_premises,network_premisses", "'network_premisses' is no fact that can be drawn; did you mean net"),
        ("a,domestic_premises", "'a' is no fact that can be drawn; write two of domestic_premises"),
        ("domestic_premises,supplier_party", "'supplier_party' is no number of something, and so no axis; write two"),
        (
            "domestic_premises,years_since_initial",
            "'years_since_initial' is no axis: each region of the plane shows all",
        ),
        ("domestic_premises,network_premises,non_domestic_premises", "names no two counts; write two of domestic"),
    ],
)
def test_what_names_no_two_counts_is_refused_and_the_reason_told(given: str, says: str) -> None:
    with pytest.raises(UsageError) as refused:
        axes_named(given, BY_NAME)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    "command", [["check", str(DRAFT)], ["compare", "2019-02-27", "2019-02-28"], ["explain", "G8.41"]]
)
def test_every_command_that_draws_takes_a_pair_and_refuses_what_is_none(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    page = [*command, "--format", "html", "--plane", "non_domestic_premises,domestic_premises"]
    assert main(page) == 0
    assert "\u2191 Domestic Premises" in capsys.readouterr().out
    assert main([*page[:-1], "domestic_premises,supplier_party"]) == 2
    assert "'supplier_party' is no number of something" in capsys.readouterr().err


# Another question.

LATE = Count("days_late", "days after the latest day", "days", short="days late")
FAULTS = Count("faults", "faults found", "faults", short="faults found")
LIGHT, HEAVY = Outcome("LIGHT", "nothing follows", 1), Outcome("HEAVY", "a further look follows", 2)
FOLLOWS = Question("follows", "What follows from an assessment?", (LIGHT, HEAVY), (LATE, FAULTS))
PARTIES = {party.name: party for party in (supplier_party, network_party)}


def follows(figure: int, weigh: Count = LATE) -> Ruleset:
    """A ruleset by which days and faults, two for one, lead to a further look beyond a figure."""
    heavy = (weigh + 2 * FAULTS).exceeds(figure)
    on = date(2019, 2, 28)
    clauses = (
        Clause(
            label=label,
            title="what follows",
            versions=(
                Version(
                    in_force=on,
                    brought_in_by="a test",
                    words=Words("none", ""),
                    standing=Standing.PROPOSED,
                    evidence=(),
                    rules=(Answers(question=FOLLOWS, applies=when, limbs=(Limb("", ALWAYS, outcome),)),),
                ),
            ),
        )
        for label, when, outcome in (("G9.1", heavy, HEAVY), ("G9.2", ~heavy, LIGHT))
    )
    return Code(tuple(clauses)).ruleset(FOLLOWS, on)


@pytest.mark.parametrize("axes", [None, (FAULTS, LATE)])
def test_another_question_is_drawn_of_its_own_counts_for_all_users_and_without_years(axes: Axes | None) -> None:
    facts = PARTIES | {LATE.name: LATE, FAULTS.name: FAULTS}
    found = effects(follows(10), follows(20), facts, clauses={"G9.1"}, axes=axes)
    (drawing,) = found.drawings
    plane = drawing.plane
    assert plane.party == "Users"
    assert {plane.across, plane.up} == {LATE, FAULTS}
    assert not found.yearly
    for late, faults in itertools.product((0, 1, 9, 10, 11, 19, 20, 21), range(12)):
        here = plane.region_of(*((late, faults) if plane.across == LATE else (faults, late)))
        assert here is not None
        told = tuple(p.in_words for p in (here.now, here.becomes))
        assert told == tuple((HEAVY if late + 2 * faults > figure else LIGHT).title for figure in (10, 20))
    page = as_html.compared(Comparison("one", "two", FOLLOWS, differences(follows(10), follows(20)), found))
    assert '<span class="chip w1">nothing follows</span>' in page
    assert '<span class="chip w3">a further look follows</span>' in page
    assert "every year" not in page
    assert "Year 1" not in page


def test_a_question_that_reads_one_count_or_days_of_the_calendar_is_not_drawn_and_that_is_said() -> None:
    on = Count("assessed_on", "the day of the assessment", "day", short="day of the assessment")
    found = effects(follows(10, on), follows(20, on), PARTIES | {on.name: on, FAULTS.name: FAULTS}, clauses={"G9.1"})
    assert found.drawings == ()
    assert found.undrawn == "Not drawn: the answer turns on fewer than two counts."
    assert len(found.rows) == 3


def test_nothing_is_worked_out_of_a_draft_that_was_not_read() -> None:
    words = "G8.41 Such Users as the Panel thinks fit shall undergo a Full User Security Assessment as it may direct.\n"
    found = effects_of(check(read_markdown(words, "unread.md"), CODE, assessment))
    assert found.rows == ()
    assert found.drawings == ()
    assert "G8.41" in found.because


@pytest.mark.parametrize(
    ("least", "ends"), [(1, 1), (7, 8), (10, 10), (11, 12), (99, 100), (101, 120), (287_500, 300_000), (900_001, 10**6)]
)
def test_an_axis_ends_at_a_round_number(least: int, ends: int) -> None:
    assert _round_number(Fraction(least)) == ends
