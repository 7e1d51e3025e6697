"""Citations as people write them, the order of labels, and the labels that a text refers to."""

import random
import re

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from sec_rules.errors import CitationError
from sec_rules.lang.citations import Label, label_range, nearest, order, parse, ranges, references, scan
from sec_rules.lang.steps import Series, spelled

CAPITALS = st.text("ABCYZ", max_size=3)
STEP = st.one_of(
    st.builds("({}{})".format, st.integers(1, 99), CAPITALS.map(lambda s: s[:2])),
    st.text("abcihjvxyz", min_size=1, max_size=4).map("({})".format),
    st.integers(1, 49).map(lambda n: spelled(((0, n),), Series.ROMANS)),
    st.text("ABIVZ", min_size=1, max_size=3).map("({})".format),
)


def labels():
    """Labels of every kind: numbered and inserted clauses, and paragraphs of them."""
    steps = st.lists(STEP, max_size=3).map(tuple)
    number = st.builds("{}{}".format, st.integers(1, 998), CAPITALS)
    return st.builds(Label, st.sampled_from("AGH"), st.tuples(st.integers(1, 99).map(str), number), steps)


def sibling_steps():
    """Two steps that may stand side by side."""
    return st.tuples(STEP, STEP)


WRITTEN = [
    # The four forms of the contract.
    ("G8.41", Label("G", ("8", "41"))),
    ("Section G8.42(b)", Label("G", ("8", "42"), steps=("(b)",))),
    ("G8.42 (b)", Label("G", ("8", "42"), steps=("(b)",))),
    ("G8.44C", Label("G", ("8", "44C"))),
    # What people write besides.
    ("Section G8.42 (b)", Label("G", ("8", "42"), steps=("(b)",))),
    ("Sections G8.42", Label("G", ("8", "42"))),
    ("section g8.42(b)", Label("G", ("8", "42"), steps=("(b)",))),
    ("SECTION G8.42", Label("G", ("8", "42"))),
    ("Clause G8.42", Label("G", ("8", "42"))),
    ("Condition G8.42", Label("G", ("8", "42"))),
    ("g8.42", Label("G", ("8", "42"))),
    ("g8.44C", Label("G", ("8", "44C"))),
    ("  G8.42  ", Label("G", ("8", "42"))),
    (" section G8.42 ", Label("G", ("8", "42"))),
    ("G 8.42", Label("G", ("8", "42"))),
    ("G8. 42", Label("G", ("8", "42"))),
    ("Section\u00a0G8.42\u00a0(b)", Label("G", ("8", "42"), steps=("(b)",))),
    ("G8.42(b)(ii)", Label("G", ("8", "42"), steps=("(b)", "(ii)"))),
    ("G8.42 (b) (ii)", Label("G", ("8", "42"), steps=("(b)", "(ii)"))),
    ("G8.44AA(a)", Label("G", ("8", "44AA"), steps=("(a)",))),
    ("H14.2", Label("H", ("14", "2"))),
]


@pytest.mark.parametrize(("written", "meant"), WRITTEN)
def test_a_citation_is_read_as_people_write_it(written, meant):
    assert parse(written) == meant


@pytest.mark.parametrize(("written", "meant"), WRITTEN)
def test_what_is_written_back_is_read_the_same(written, meant):
    assert parse(str(meant)) == meant


def test_a_capital_suffix_and_a_paragraph_are_two_things():
    assert parse("G8.44C") != parse("G8.44(c)")
    assert str(parse("Section G8.44 (c)")) == "G8.44(c)"


def test_a_small_suffix_may_be_either_and_is_sent_back():
    with pytest.raises(CitationError) as refused:
        parse("G8.44c")
    assert str(refused.value) == "'G8.44c' may be the clause G8.44C or the paragraph G8.44(c); write which."


@pytest.mark.parametrize(
    "written",
    """|  |G8|8.42|GG8.42|G8.42(|G8.42()|G8.42)b(|G8.42 b|G8.4242|G8.42ABCD|G8.44abcd|G8.42(b)x|assessment|G8,42
    |G8.42(b) to (d)|G8.41 and G8.42|Article G8.42|G8.-1""".replace("\n    ", "").split("|"),
)
def test_what_is_no_citation_is_refused_with_what_one_looks_like(written):
    with pytest.raises(CitationError) as refused:
        parse(written)
    assert str(refused.value) == (
        f"'{written}' is no citation this Code knows; write it like G8.42, G8.42(b) or 'Section G8.42 (b)'."
    )


IN_ORDER = [
    "F9.99",
    "G7.16",
    "G8.9",
    "G8.41",
    "G8.44",
    "G8.44ZA",
    "G8.44A",
    "G8.44AZA",
    "G8.44AA",
    "G8.44AB",
    "G8.44B",
    "G8.44C",
    "G8.45",
]
IN_ORDER += ["G8.100", "G10.1", "H1.10", "the annual table"]


def test_labels_stand_in_the_order_of_the_code():
    shuffled = random.Random(0).sample(IN_ORDER, len(IN_ORDER))
    assert shuffled != IN_ORDER
    assert sorted(shuffled, key=order) == IN_ORDER


@pytest.mark.parametrize(
    ("label", "near"),
    [
        ("G8.48", ("G8.47", "G8.45", "G8.44")),
        ("G8.40", ("G8.41", "G8.42", "G8.44")),
        ("G8.44B", ("G8.44", "G8.45", "G8.42")),
        ("H8.41", ("G8.41", "G8.42", "G8.44")),
    ],
)
def test_the_nearest_labels_are_those_with_the_nearest_numbers(label, near):
    assert nearest(label, ["G8.41", "G8.42", "G8.44", "G8.45", "G8.47"]) == near


def test_a_label_of_the_same_section_is_nearer_than_the_same_number_of_another():
    assert nearest("G8.42", ["H2.42", "G8.45", "G9.42"]) == ("G8.45", "G9.42", "H2.42")


REFERENCES = [
    ("Section G8.41", ("G8.41",)),
    ("Sections G8.41 and G8.42", ("G8.41", "G8.42")),
    ("Sections G8.41, G8.43 and G8.45", ("G8.41", "G8.43", "G8.45")),
    ("Sections G8.41 or G8.42", ("G8.41", "G8.42")),
    ("Sections G8.41 to G8.44", ("G8.41", "G8.42", "G8.43", "G8.44")),
    ("Sections G8.41 to G8.42", ("G8.41", "G8.42")),
    ("Sections G8.39, G8.41 to G8.43 and G8.47", ("G8.39", "G8.41", "G8.42", "G8.43", "G8.47")),
    ("Sections G8.41 to G8.43, and Sections G8.45 to G8.47", tuple(f"G8.{n}" for n in (41, 42, 43, 45, 46, 47))),
    # One reference named twice, and one that begins like another.
    ("G8.41, G8.42 and G8.41", ("G8.41", "G8.42")),
    ("G8.4, G8.41 to G8.43", ("G8.4", "G8.41", "G8.42", "G8.43")),
    # Suffixes: whole numbers on the way are meant; what may have been inserted is not made up.
    ("Sections G8.42 to G8.44A", ("G8.42", "G8.43", "G8.44", "G8.44A")),
    ("Sections G8.44A to G8.46", ("G8.44A", "G8.45", "G8.46")),
    ("Sections G8.44A to G8.44C", ("G8.44A", "G8.44B", "G8.44C")),
    # Paragraphs.
    ("Section G8.42(a)", ("G8.42(a)",)),
    ("Section G8.42 (a) and Section G8.42 (b)", ("G8.42(a)", "G8.42(b)")),
    ("Sections G8.42(a) to G8.42(d)", ("G8.42(a)", "G8.42(b)", "G8.42(c)", "G8.42(d)")),
    ("Sections G8.42 (a) to G8.42 (c)", ("G8.42(a)", "G8.42(b)", "G8.42(c)")),
    ("Sections G8.42(1) to G8.42(3)", ("G8.42(1)", "G8.42(2)", "G8.42(3)")),
    ("Sections G8.42(1) to G8.42(b)", ("G8.42(1)", "G8.42(b)")),
    ("Section G8.42(a) to (c)", ("G8.42(a)", "G8.42(b)", "G8.42(c)")),
    ("Section G8.42(b)(ii)", ("G8.42(b)(ii)",)),
    ("Section G8.42(viii)", ("G8.42(viii)",)),
    ("Section G8.42 (xxviii).", ("G8.42(xxviii)",)),
    # A step that no list has is still no reference to the whole clause.
    ("Section G8.42(B)", ("G8.42(B)",)),
    ("Sections G8.42(i) to G8.42(iii)", ("G8.42(i)", "G8.42(ii)", "G8.42(iii)")),
    ("Sections G8.42(9) to G8.42(12)", ("G8.42(9)", "G8.42(10)", "G8.42(11)", "G8.42(12)")),
    ("Sections G8.42(aa) to G8.42(ac)", ("G8.42(aa)", "G8.42(ab)", "G8.42(ac)")),
    ("Sections G8.42(za) to G8.42(b)", ("G8.42(za)", "G8.42(a)", "G8.42(b)")),
    ("Section G8.42(b)(i) to Section G8.42(b)(iii)", ("G8.42(b)(i)", "G8.42(b)(ii)", "G8.42(b)(iii)")),
    # The ends stand for themselves where nothing lies between them.
    ("Sections G8.43 to G8.41", ("G8.43", "G8.41")),
    ("Sections G8.42(c) to G8.42(a)", ("G8.42(c)", "G8.42(a)")),
    ("Sections G8.49 to H1.2", ("G8.49", "H1.2")),
    ("G8.41 leads to G8.43", ("G8.41", "G8.43")),
    ("no reference at all", ()),
]


@pytest.mark.parametrize(("text", "labels"), REFERENCES)
def test_the_labels_that_a_text_refers_to(text, labels):
    assert references(text) == labels


RANGES = [
    ("Section G8.42(a) and (c)", ["G8.42(a)", "G8.42(c)"]),
    ("Section G8.42(a) to (c)", ["G8.42(a) to G8.42(c)"]),
    ("Section G8.42 (i) to (iii)", ["G8.42(i) to G8.42(iii)"]),
    ("Section G8.42(9) to (12)", ["G8.42(9) to G8.42(12)"]),
    ("Sections G8.41 to and including G8.43", ["G8.41 to G8.43"]),
    ("Section G8.42(a), and (c) to (e)", ["G8.42(a)", "G8.42(c) to G8.42(e)"]),
    ("Section G8.42(b)(i) to (iii)", ["G8.42(b)(i) to G8.42(b)(iii)"]),
    ("Section G8.42(b)(i) and (c)", ["G8.42(b)(i)", "G8.42(c)"]),
    ("Section G8.42(a)(i) and (b)(ii)", ["G8.42(a)(i)", "G8.42(b)(ii)"]),
    ("Sections G8.41 to G8.43 and G8.45(a) to (c)", ["G8.41 to G8.43", "G8.45(a) to G8.45(c)"]),
    # Steps go on a list of paragraphs only, and only behind a joining word.
    ("Section G8.42 and (c)", ["G8.42"]),
    ("Section G8.42(a) in respect of (c)", ["G8.42(a)"]),
    ("no reference", []),
]


@pytest.mark.parametrize(("text", "cited"), RANGES)
def test_steps_alone_go_on_a_list_or_end_a_range(text, cited):
    assert [str(each) for each in ranges(text)] == cited


STANDING = ("G8.42(za)", "G8.42(a)", "G8.42(aa)", "G8.42(b)", "G8.42(c)")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Section G8.42(a) to (b)", ("G8.42(a)", "G8.42(aa)", "G8.42(b)")),
        ("Section G8.42(za) to (a)", ("G8.42(za)", "G8.42(a)")),
        ("Section G8.42(c)", ("G8.42(c)",)),
        # An end that is not there, and a range that runs backwards.
        ("Section G8.42(a) to (d)", ()),
        ("Section G8.42(c) to (a)", ()),
    ],
)
def test_a_range_takes_in_what_was_inserted_between_its_ends(text, meant):
    (cited,) = ranges(text)
    assert cited.among(STANDING) == meant


def test_labels_are_found_where_they_stand_in_a_text():
    text = "Subject to Section G8.42 (b), and to G8. 44A (which see), SECMP0059.1 and SG8.41 apart."
    assert [(text[m.start : m.end], str(m.label)) for m in scan(text)] == [
        ("G8.42 (b)", "G8.42(b)"),
        ("G8. 44A", "G8.44A"),
    ]


def test_a_provision_stands_in_its_parent_and_a_clause_in_none():
    assert parse("G8.42(b)(ii)").parent == parse("G8.42(b)")
    assert parse("G8.42").parent is None


@pytest.mark.parametrize(
    ("inserted", "needed"),
    [("G8.44B", "G8.44A"), ("G8.44A", "G8.44"), ("G8.44AA", "G8.44A"), ("G8.44ZA", "G8.44A"), ("G8.44ZB", "G8.44ZA")],
)
def test_an_inserted_clause_presupposes_the_one_it_was_inserted_by(inserted, needed):
    assert parse(inserted).presupposes == parse(needed)


def test_what_is_numbered_and_not_inserted_presupposes_nothing():
    assert parse("G8.44").presupposes is None


# Every label that there can be.


@given(labels())
def test_what_is_spelled_is_parsed_as_the_same_label(label):
    assert parse(str(label)) == label
    assert [m.label for m in scan(f"Under Section {label}, a User")] == [label]


@given(labels(), labels(), labels())
def test_any_labels_stand_in_one_order(one, two, three):
    assert (one < two) + (two < one) + (one == two) == 1
    assert not (one < two and two < three) or one < three
    assert (order(str(one)) < order(str(two))) == (one < two)


@given(labels())
def test_a_provision_stands_behind_its_parent_and_before_the_next_clause(label):
    number = int(re.match(r"\d+", label.numbers[-1]).group())
    following = Label(label.section, (label.numbers[0], str(number + 1)))
    assert label < following
    assert label.parent is None or label.parent < label


@given(labels(), st.one_of(labels(), sibling_steps()))
def test_a_range_has_its_ends_in_it_and_is_in_order(one, other):
    first, last = (one, other) if isinstance(other, Label) else (evolve(one, steps=(*one.steps, s)) for s in other)
    meant = label_range(first, last)
    assert meant[0] == first
    assert meant[-1] == last
    # What was inserted ninth behind (i) is spelled (ii), and alone is taken for the roman number.
    romans = [re.search(r"\([ivxl]+\)$", str(label), re.IGNORECASE) for label in meant]
    of_romans = romans[0] is not None and romans[-1] is not None
    assume(of_romans or not any(roman and len(roman[0]) > 3 for roman in romans[1:-1]))
    assert last < first or list(meant) == sorted(set(meant))
    assert len(meant) <= 2 or all(first < between < last for between in meant[1:-1])
