"""Instructions carried out: where the provisions come to stand."""

from __future__ import annotations

import pytest

from sec_rules.documents.document import View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.amendments import carried_out
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.lang import Answers
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

DRAFT = """In Section G8.44, for "exceeds 250,000" substitute "exceeds 200,000".

In Section G8.45, for "is equal to or less than 250,000" substitute "is equal to or less than 200,000".

After Section G8.45 insert:

G8.45A Not used.
"""


def test_a_clause_changed_by_an_instruction_stands_where_its_label_puts_it_beside_one_that_is_given() -> None:
    result = check(read_markdown(DRAFT, "draft.md"), load(), assessment)
    assert [p.label for p in result.draft.accepted.provisions] == ["G8.44", "G8.45", "G8.45A"]
    assert "NU302" not in {r.code for r in result.findings}


@pytest.mark.parametrize(("opens", "closes"), [('"', '"'), ("\u201c", "\u201d")])
def test_the_marks_round_new_text_are_no_part_of_it_whichever_way_they_are_typed(opens: str, closes: str) -> None:
    text = (
        "After Section G8.47 insert:\n\n"
        f"{opens}G8.47A Each Network Party shall:\n\n(a) keep a record of its premises; and\n\n"
        f'(b) show it as the "Register" to the Panel.{closes}\n'
    )
    document = read_markdown(text, "draft.md")
    layout = lay_out(document.view(View.ACCEPTED), View.ACCEPTED)
    (clause,) = layout.provisions
    assert clause.text == "Each Network Party shall:"
    assert clause.whole.endswith('show it as the "Register" to the Panel.')
    assert not [r for r in check(document, load(), assessment).findings if r.code in ("TY103", "EX002")]


def _after(draft: str) -> tuple[list[str], list[str]]:
    """The provisions as they come to stand, and the instructions that were not carried out."""
    result = check(read_markdown(draft, "draft.md"), load(), assessment)
    failed = [r.message for r in result.findings if "not carried out" in r.message]
    return [p.label for p in result.draft.accepted.walk()], failed


def test_a_paragraph_that_is_not_there_is_reported_and_its_clause_stays() -> None:
    result = check(read_markdown("Delete Section G8.42(viii).\n", "draft.md"), load(), assessment)
    assert [r.message for r in result.findings] == [
        "This instruction was not carried out: G8.42 has no paragraph (viii)."
    ]
    assert result.draft.accepted.find("G8.42(a)") is not None


ROMANS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]


@pytest.mark.parametrize(
    ("instruction", "gone"),
    [
        ("Delete Section G8.51(viii).", ["viii"]),
        ("Delete Sections G8.51(i) to G8.51(iii).", ["i", "ii", "iii"]),
        ("Delete paragraphs (vii) to (ix) of Section G8.51.", ["vii", "viii", "ix"]),
    ],
)
def test_paragraphs_are_deleted_and_those_beside_them_stay(instruction: str, gone: list[str]) -> None:
    items = "\n\n".join(f"({step}) record {step};" for step in ROMANS)
    provisions, failed = _after(f"G8.51 Each User shall keep:\n\n{items}\n\n{instruction}\n")
    assert provisions == ["G8.51", *(f"G8.51({step})" for step in ROMANS if step not in gone)]
    assert failed == []


def test_what_was_inserted_between_the_ends_of_a_range_is_deleted_with_them() -> None:
    items = "\n\n".join(f"({step}) record {step};" for step in ("za", "a", "aa", "b", "c", "d"))
    provisions, failed = _after(f"G8.51 Each User shall keep:\n\n{items}\n\nDelete Section G8.51(a) to (c).\n")
    assert provisions == ["G8.51", "G8.51(za)", "G8.51(d)"]
    assert failed == []


def test_words_are_changed_in_every_paragraph_of_a_range_and_in_no_other() -> None:
    items = "\n\n".join(f"({step}) each premises;" for step in ("a", "aa", "b", "c"))
    instruction = 'In paragraphs (a) to (b) of Section G8.51, for "each" substitute "every".'
    accepted = check(read_markdown(f"G8.51 It shall list:\n\n{items}\n\n{instruction}\n", "d.md"), CODE, assessment)
    assert [p.text.split()[0] for p in accepted.draft.accepted.walk()] == ["It", "every", "every", "every", "each"]


# Substitution: what is given stands in the place of all that is replaced, be it fewer, as many or more.

CODE = load()
LIST = """G8.51 Each User shall keep:

(a) a register of:

(i) premises;

(ii) meters; and

(iii) agents;

(aa) a map;

(b) a diary; and

(c) a ledger.

"""

SUBSTITUTED = [
    # Fewer, below the instruction.
    (
        "For paragraphs (a) to (c) of Section G8.51 substitute:\n\n(a) one book; and\n\n(b) one file.\n",
        "(a) one book; and | (b) one file.",
    ),
    # Fewer, in quotation marks in the instruction: what was inserted on the way goes as well.
    (
        'In Section G8.51, for paragraphs (a) to (b) substitute "(a) one book; and".\n',
        "(a) one book; and | (c) a ledger.",
    ),
    # Two paragraphs in one pair of quotation marks.
    (
        "In Section G8.51, for paragraphs (a) to (c) substitute \u201c(a) one book; and (b) one file.\u201d.\n",
        "(a) one book; and | (b) one file.",
    ),
    # The words of a statutory instrument, and a step after them.
    (
        "(1) Section G8.51 is amended as follows.\n\n(2) For paragraphs (a) and (aa) substitute\u2014\n\n"
        '"(a) one book;".\n\n(3) In paragraph (b), for "diary" substitute "calendar".\n',
        "(a) one book; | (b) a calendar; and | (c) a ledger.",
    ),
    # Sub-paragraphs, the rest of the paragraph standing as it is.
    (
        "For paragraph (a)(i) to (iii) of Section G8.51 substitute:\n\n(i) premises and meters; and\n\n(ii) agents;\n",
        "(a) a register of: | (a)(i) premises and meters; and | (a)(ii) agents; | (aa) a map; | (b) a diary; and "
        "| (c) a ledger.",
    ),
    # As many.
    (
        "Paragraphs (b) and (c) of Section G8.51 are replaced by the following:\n\n(b) a clock; and\n\n(c) a bell.\n",
        "(a) a register of: | (a)(i) premises; | (a)(ii) meters; and | (a)(iii) agents; | (aa) a map; | (b) a clock; "
        "and | (c) a bell.",
    ),
    # More, each in its place.
    (
        "For Section G8.51(a) to (aa) substitute:\n\n(a) one;\n\n(aa) two;\n\n(ab) three;\n\n(ac) four;\n",
        "(a) one; | (aa) two; | (ab) three; | (ac) four; | (b) a diary; and | (c) a ledger.",
    ),
    # One by two.
    (
        "Delete paragraph (a) of Section G8.51 and substitute:\n\n(za) one;\n\n(a) two;\n",
        "(za) one; | (a) two; | (aa) a map; | (b) a diary; and | (c) a ledger.",
    ),
    # What was deleted before leaves its label free.
    (
        "Delete paragraph (c) of Section G8.51.\n\nFor paragraphs (aa) and (b) of Section G8.51 substitute:\n\n"
        "(b) one; and\n\n(c) two.\n",
        "(a) a register of: | (a)(i) premises; | (a)(ii) meters; and | (a)(iii) agents; | (b) one; and | (c) two.",
    ),
]


def _below(text: str) -> tuple[str, list[str]]:
    """The paragraphs of G8.51 as they come to stand, and why what was not carried out was not."""
    draft = check(read_markdown(LIST + text, "draft.md"), CODE, assessment).draft
    clause = draft.accepted.find("G8.51")
    assert clause is not None
    below = " | ".join(f"{p.label.removeprefix('G8.51')} {p.text}" for p in clause.walk() if p is not clause)
    return below, [f.why for f in draft.failed]


UNCHANGED = (
    "(a) a register of: | (a)(i) premises; | (a)(ii) meters; and | (a)(iii) agents; | (aa) a map; | (b) a diary; and "
    "| (c) a ledger."
)


@pytest.mark.parametrize(("instruction", "below"), SUBSTITUTED)
def test_what_is_given_stands_in_the_place_of_all_that_it_replaces(instruction: str, below: str) -> None:
    assert _below(instruction) == (below, [])


NOT_SUBSTITUTED = [
    ("For paragraphs (a) to (d) of Section G8.51 substitute:\n\n(a) one book.\n", "G8.51 has no paragraph (d)"),
    (
        "For paragraphs (c) to (a) of Section G8.51 substitute:\n\n(a) one book.\n",
        "the range G8.51(c) to G8.51(a) runs",
    ),
    ("For paragraph (e) of Section G8.51 substitute:\n\n(e) one book.\n", "G8.51 has no paragraph (e)"),
    ("For paragraphs (a) and (a)(i) of Section G8.51 substitute:\n\n(a) one book.\n", "do not stand side by side"),
    (
        "For paragraphs (a) and (aa) of Section G8.51 substitute:\n\n(a) one;\n\n(b) two;\n",
        "G8.51(b) is given and stands",
    ),
    ("For paragraphs (a) and (aa) of Section G8.51 substitute:\n", "no paragraph is given"),
    ('For paragraphs (a) and (aa) of Section G8.51 substitute "a book".\n', "no paragraph is given"),
    ("For Section G8.51 substitute:\n\n(a) one book.\n", "no Section is given"),
]


@pytest.mark.parametrize(("instruction", "why"), NOT_SUBSTITUTED)
def test_where_it_is_not_settled_what_is_replaced_nothing_is_and_it_is_said(instruction: str, why: str) -> None:
    below, failed = _below(instruction)
    assert below == UNCHANGED
    assert len(failed) == 1
    assert why in failed[0]


YEARLY = "to a {} in each year after the year of its initial Full User Security Assessment."
FULL_YEARLY = f"Where a User is a Network Party, it shall be subject {YEARLY.format('Full User Security Assessment')}"


@pytest.mark.parametrize(
    ("instruction", "given", "deleted"),
    [
        ("For Sections G8.44 and G8.45 substitute:", "G8.44", ("G8.45",)),
        ("For Sections G8.44 to G8.45 substitute:", "G8.44", ("G8.45",)),
        ("Sections G8.44 and G8.45 are replaced by the following:", "G8.45", ("G8.44",)),
        ("Replace Sections G8.44 and G8.45 with:", "G8.44A", ("G8.44", "G8.45")),
    ],
)
def test_a_section_that_is_given_replaces_all_those_named(
    instruction: str, given: str, deleted: tuple[str, ...]
) -> None:
    result = check(read_markdown(f"{instruction}\n\n{given} {FULL_YEARLY}\n", "draft.md"), CODE, assessment)
    assert [p.label for p in result.draft.accepted.provisions] == [given]
    assert result.draft.deleted == deleted
    assert result.draft.failed == ()
    assert not {"PR001", "PR002"} & {r.code for r in result.findings}


def test_a_range_of_sections_whose_end_is_not_held_is_reported_and_nothing_is_deleted() -> None:
    text = f"For Sections G8.44 to G8.46 substitute:\n\nG8.44 {FULL_YEARLY}\n"
    draft = check(read_markdown(text, "draft.md"), CODE, assessment).draft
    assert [f.why for f in draft.failed] == ["G8.46 is not held, so G8.44 to G8.46 is no range"]
    assert draft.deleted == ()
    assert {s.label for s in draft.shown if s.after and s.after.blocked} == {"G8.44", "G8.45"}


def test_the_years_of_a_substituted_sequence_are_those_of_the_paragraphs_given_alone() -> None:
    text = (
        "In Section G8.47, for paragraphs (a) to (d) substitute:\n\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Full User Security "
        "Assessment; and\n\n(b) in each year thereafter, to a User Security Self-Assessment.\n"
    )
    result = check(read_markdown(text, "draft.md"), CODE, assessment)
    (shown,) = result.draft.shown
    assert shown.after is not None
    (rule,) = shown.after.rules
    assert isinstance(rule, Answers)
    assert [limb.label for limb in rule.limbs] == ["(a)", "(b)"]
    assert "PR002" not in {r.code for r in result.findings}


LONG = "G8.90 Each User shall, (if it so wishes) and where it can, keep a record."


@pytest.mark.parametrize(
    ("omits", "left"),
    [
        ("if it so wishes", "Each User shall, () and where it can, keep a record."),
        ("and where it can,", "Each User shall, (if it so wishes) keep a record."),
        (" and where it can,", "Each User shall, (if it so wishes) keep a record."),
        ("and where it can", "Each User shall, (if it so wishes), keep a record."),
        ("if it", "Each User shall, (so wishes) and where it can, keep a record."),
        ("so wishes", "Each User shall, (if it) and where it can, keep a record."),
        ("Each", "User shall, (if it so wishes) and where it can, keep a record."),
        ("keep a record.", "Each User shall, (if it so wishes) and where it can,"),
        ("a record", "Each User shall, (if it so wishes) and where it can, keep."),
        ("hes", "Each User shall, (if it so wis) and where it can, keep a record."),
    ],
)
def test_words_that_are_omitted_leave_no_blank_over(omits: str, left: str) -> None:
    draft = f'{LONG}\n\nIn Section G8.90, omit "{omits}".\n'
    clause = check(read_markdown(draft, "draft.md"), load(), assessment).draft.accepted.find("G8.90")
    assert clause is not None
    assert clause.text == left


def test_a_blank_that_the_new_words_bring_is_the_drafters() -> None:
    draft = f'{LONG}\n\nIn Section G8.90, for "keep" substitute "keep ".\n'
    assert "TY101" in {f.code for f in check(read_markdown(draft, "draft.md"), load(), assessment).findings}


CLAUSES = """G8.51 Where the number of meters exceeds 1,000, the User shall, while it exceeds 1,000, keep:

(a) a list of 1,000 meters; and

(b) a map.

G8.52 Where the number of meters exceeds 1,000, the User shall keep a diary.
"""
FIRST, FIRST_A, SECOND = "G8.51", "G8.51(a)", "G8.52"


def _carried_out(instructions: str) -> tuple[dict[str, str], list[str]]:
    """The own text of each provision of `CLAUSES` once instructions are carried out, and why some were not."""
    view = View.ACCEPTED
    clauses = lay_out(read_markdown(CLAUSES, "held.md").view(view), view)
    held = {p.label: (p, True) for p in clauses.provisions}
    layout, failed = carried_out(lay_out(read_markdown(instructions, "draft.md").view(view), view), held)
    return {p.label: p.text for p in layout.walk()}, [f.why for f in failed]


@pytest.mark.parametrize(
    ("instructions", "thousands"),
    [
        ('In the opening words of Section G8.52, for "1,000" substitute "2,000".', {SECOND: "2"}),
        ('In Section G8.51, in the first place where it occurs, for "1,000" substitute "2,000".', {FIRST: "21"}),
        ('In Section G8.51, for "1,000" in the first place where it occurs substitute "2,000".', {FIRST: "21"}),
        ('In Section G8.51, for "1,000" (in the second place it occurs) substitute "2,000".', {FIRST: "12"}),
        ('In Section G8.51, for "1,000" in the last place substitute "2,000".', {FIRST_A: "2"}),
        ('In Section G8.51, for "1,000" in the tenth place substitute "2,000".', None),
        ("In Section G8.51, for 1,000 wherever the same occurs substitute 2,000.", {FIRST: "22", FIRST_A: "2"}),
        ('Each reference to "1,000" in Section G8.51 is replaced by "2,000".', {FIRST: "22", FIRST_A: "2"}),
        ('In Section G8.52, "1,000" should read "2,000".', {SECOND: "2"}),
        ("In Section G8.52, 1,000 is replaced by 2,000.", {SECOND: "2"}),
        (
            'Section G8.52 is amended by the deletion of "1,000" and the substitution therefor of "2,000".',
            {SECOND: "2"},
        ),
        ('Section G8.52 shall have effect as if for "1,000" there were substituted "2,000".', {SECOND: "2"}),
        ('With effect from the Effective Date, in Section G8.52, for "1,000" substitute "2,000".', None),
        ('2.—(1) In Section G8.52 (Diaries), for "1,000" substitute "2,000".', {SECOND: "2"}),
        ('In Section G8.52 (Diaries only), for "1,000" substitute "2,000".', None),
        ('IT IS HEREBY AGREED that in Section G8.52, for "1,000" there shall be substituted "2,000".', {SECOND: "2"}),
        (
            'In Section G8.51(a), for "1,000" substitute "2,000"; make the same amendment in Section G8.52.',
            {FIRST_A: "2", SECOND: "2"},
        ),
        (
            'In Section G8.51(a), for "1,000" substitute "2,000".\n\nThe same amendment is made in Section G8.52.',
            {FIRST_A: "2", SECOND: "2"},
        ),
        (
            'In Section G8.51(a), for "1,000" substitute "2,000".\n\nSection G8.52 is likewise amended.',
            {FIRST_A: "2", SECOND: "2"},
        ),
        ("There shall be deleted from Section G8.52 the word 1,000 and inserted in lieu thereof 2,000.", {SECOND: "2"}),
        ('The figure "2,000" shall be substituted for "1,000" in Section G8.52.', {SECOND: "2"}),
        ('By the deletion in Section G8.52 of "1,000" and the substitution therefor of "2,000".', {SECOND: "2"}),
        (
            'In each of Sections G8.51 and G8.52 (Meters), for "1,000" in all places put "2,000".',
            {FIRST: "22", FIRST_A: "2", SECOND: "2"},
        ),
        ("Change G8.52 by deleting \u00ab1,000\u00bb and inserting \u00ab2,000\u00bb.", {SECOND: "2"}),
        ("In G8.52 please change 1,000 to 2,000.", {SECOND: "2"}),
        ('G8.52 should say "exceeds 2,000" instead of "exceeds 1,000".', {SECOND: "2"}),
        ('In G8.52: delete "1,000"; insert "2,000" in its place.', {SECOND: "2"}),
        ('In G8.52: delete "1,000"; insert "2,000".', None),
        ("G8.52: 1,000 -> 2,000", {SECOND: "2"}),
        ('In Section G8.51, for "1,000" in both places substitute "2,000".', None),
        ('In the opening words of Section G8.51, for "1,000" in both places substitute "2,000".', {FIRST: "22"}),
        (
            'For "1,000", wherever it occurs in Sections G8.51 to G8.52, substitute "2,000".',
            {FIRST: "22", FIRST_A: "2", SECOND: "2"},
        ),
        ('For "map", wherever it occurs in Sections G8.51 to G8.52, substitute "plan of 3,000".', {"G8.51(b)": "3"}),
        ('In Section G8.52, for "1,000" substitute "2,000", in Section G8.51, omit "map".', {SECOND: "2"}),
        ('For "1,000" substitute "2,000", in Section G8.52, and omit "map".', None),
        ('In the first line of Section G8.52, for "1,000" substitute "2,000".', None),
        ("In G8.52, for 1,000 substitute 2,000 for some Users.", None),
        (
            'In Section G8.51-\n\n(a) in the opening words, omit "while it exceeds 1,000,"; and\n\n'
            '(b) in paragraph (a), for "1,000" substitute "2,000".',
            {FIRST: "1", FIRST_A: "2"},
        ),
        ('In Sections G8.51(a) and G8.52-\n\n(a) for "1,000" substitute "2,000".', {FIRST_A: "2", SECOND: "2"}),
        ('In the opening words of Section G8.51-\n\n(a) for "a list" substitute "2,000 lists".', None),
        (
            "| Section | Existing words | New words |\n|---|---|---|\n| G8.52 | exceeds 1,000 | exceeds 2,000 |",
            {SECOND: "2"},
        ),
        ('| Provision | Modification |\n|---|---|\n| G8.52 | for "1,000" substitute "2,000" |', {SECOND: "2"}),
        ("| Section | Delete | Insert | Reason |\n|---|---|---|---|\n| G8.52 | 1,000 | 2,000 | For some only |", None),
        ("The same amendment is made in Section G8.52.", None),
        ("Delete Section G8.51(b).\n\nThe same amendment is made in Section G8.52.", None),
    ],
)
def test_the_words_meant_are_changed_and_no_others(instructions: str, thousands: dict[str, str] | None) -> None:
    texts, failed = _carried_out(instructions)
    if thousands is None:
        assert failed
    else:
        assert failed == []
        expected = {FIRST: "11", FIRST_A: "1", SECOND: "1"} | thousands
        found = {label: "".join(c for c in texts[label].replace(",000", "") if c.isdigit()) for label in texts}
        assert {label: found[label] for label in expected} == expected


def test_the_opening_words_end_where_the_first_paragraph_begins() -> None:
    texts, failed = _carried_out('In the opening words of Section G8.51, for "a list" substitute "a book".')
    assert failed == ["the words 'a list' do not appear in the opening words of G8.51"]
    assert texts[FIRST_A].startswith("a list")


@pytest.mark.parametrize("ends", ["is revoked", "is repealed", "ceases to have effect", "shall cease to have effect"])
def test_a_section_that_is_revoked_is_gone(ends: str) -> None:
    texts, failed = _carried_out(f'Section G8.52 {ends}.\n\nIn Section G8.51(a), for "list" substitute "book".')
    assert (SECOND in texts, failed) == (False, [])


def test_words_of_their_own_stand_in_the_place_of_all_the_paragraphs_of_a_list() -> None:
    words = "a book, and every year a map."
    lead = "For paragraphs (a) and (b) of Section G8.51 there shall be substituted the words following, namely:"
    texts, failed = _carried_out(f'{lead}\n\n"{words}"')
    assert failed == []
    assert set(texts) == {FIRST, SECOND}
    assert texts[FIRST].splitlines()[1:] == [words]
    assert texts[FIRST].startswith("Where the number of meters")


def test_what_is_numbered_on_from_an_instruction_is_no_paragraph_of_the_clause_it_turns_to() -> None:
    texts, _ = _carried_out(
        '(2) In Section G8.52, for "1,000" substitute "2,000".\n\n'
        "(3) The amendments made by this paragraph do not affect a year begun before they come into force."
    )
    assert [label for label in texts if label.startswith(SECOND)] == [SECOND]


ALIKE = """Section G8.51 is amended as follows:

(a) in the opening words, for "shall, while" substitute "must, while"; and

(b) in paragraph (a), for "1,000" substitute "2,000".

"""


@pytest.mark.parametrize(("again", "carried_out"), [("amendment is", False), ("amendments are", True)])
def test_one_amendment_is_not_several(again: str, carried_out: bool) -> None:
    clause = (
        "G8.53 While it exceeds 1,000 the User shall, while it does, keep:\n\n(a) 1,000 lists; and\n\n(b) a map.\n\n"
    )
    texts, failed = _carried_out(f"{clause}{ALIKE}The same {again} made in Section G8.53.")
    assert (failed == []) is carried_out
    assert (texts["G8.53(a)"] == "2,000 lists; and") is carried_out


RENUMBERED = "In Section G8.51, renumber paragraphs (a) and (b) as (b) and (c)."


@pytest.mark.parametrize(
    ("instructions", "becomes", "why"),
    [
        (RENUMBERED, {"G8.51(b)": "a list of 1,000 meters; and", "G8.51(c)": "a map."}, None),
        (
            f'{RENUMBERED}\n\nIn paragraph (b) (as renumbered) of Section G8.51, for "list" substitute "book".',
            {"G8.51(b)": "a book of 1,000 meters; and", "G8.51(c)": "a map."},
            None,
        ),
        (
            f'{RENUMBERED}\n\nIn Section G8.51(b), for "list" substitute "book".',
            {},
            "G8.51(b) may mean what had that number before or what has it now; write 'G8.51(b) (as renumbered)'",
        ),
        ("In Section G8.51, renumber paragraph (a) as (b).", {}, "G8.51(b) is there already"),
        ("Renumber Section G8.52 as Section G8.50.", {"G8.50": None}, None),
        ("In Section G8.51, transpose paragraphs (a) and (b).", {"G8.51(a)": "a map.", "G8.51(b)": None}, None),
        (
            'In Section G8.51, transpose "a list" and "a map".',
            {"G8.51(a)": "a map of 1,000 meters; and", "G8.51(b)": "a list."},
            None,
        ),
        ('In Section G8.51, transpose "a list" and "1,000".', {}, "the words '1,000' appear 3 times in G8.51"),
    ],
)
def test_provisions_change_numbers_and_places(
    instructions: str, becomes: dict[str, str | None], why: str | None
) -> None:
    texts, failed = _carried_out(instructions)
    assert failed == ([why] if why else [])
    assert set(becomes) <= set(texts)
    assert {label: texts[label] for label, text in becomes.items() if text} == {k: v for k, v in becomes.items() if v}


THRESHOLD = '"Assessment Threshold" means 300,000.'
USED = 'In Sections G8.41 and G8.42, for "250,000" substitute "the Assessment Threshold".'


@pytest.mark.parametrize(
    "definition",
    [
        THRESHOLD,
        f"## Definitions\n\n{THRESHOLD}",
        "| Term | Meaning |\n|---|---|\n| Assessment Threshold | means 300,000. |",
        f'After the definition of "Supplier Party" insert:\n\n{THRESHOLD}',
        f"Insert the following definition in the appropriate place:\n\n{THRESHOLD}",
        f"Insert the following definition in the appropriate place: {THRESHOLD}",
        f"1. In Section A1, insert the following definition in the appropriate alphabetical position:\n\n{THRESHOLD}",
        f"In Section G8, insert the following definition:\n\n{THRESHOLD}",
        f"(1) Insert in Section A1 (Definitions) the following new definition in alphabetical order:\n\n{THRESHOLD}",
    ],
)
def test_a_definition_without_a_label_gives_its_threshold(definition: str) -> None:
    result = check(read_markdown(f"{definition}\n\n{USED}", "draft.md"), load(), assessment)
    changed = {s.label for s in result.draft.shown if s.status == "changed"}
    assert (result.draft.open, changed) == ((), {"G8.41", "G8.42"})
    assert all("300,000" in f.message for f in result.findings if f.code == "PR005")
    assert any(f.code == "PR005" for f in result.findings)


def test_a_definition_that_is_not_read_leaves_open_what_uses_it() -> None:
    text = f'"Assessment Threshold" means 300,000 or a figure of like size.\n\n{USED}'
    assert check(read_markdown(text, "draft.md"), load(), assessment).draft.open


@pytest.mark.parametrize(
    "instruction",
    [
        "In Section A1, insert the following definition except in the case of small suppliers:",
        "In Section A1, until 2030 only, insert the following definition:",
        "In Section A1 (save for Network Parties), insert the following definition:",
        "In Section A1, insert the following definition for the second year:",
    ],
)
def test_a_definition_put_in_under_a_condition_is_open(instruction: str) -> None:
    assert check(read_markdown(f"{instruction}\n\n{THRESHOLD}\n\n{USED}", "draft.md"), load(), assessment).draft.open


@pytest.mark.parametrize(
    "words",
    [
        "save for small Users",
        "Suppliers in Scotland",
        "excluding new Users",
        "as it applies to large Users",
        "for gas suppliers",
        "in its application to Scotland",
        "during winter",
        "first year",
    ],
)
def test_words_in_brackets_that_may_limit_an_instruction_are_open(words: str) -> None:
    text = f'In Section G8.41 ({words}) and G8.42, for "250,000" substitute "300,000".'
    result = check(read_markdown(text, "draft.md"), load(), assessment)
    assert [place.text for place in result.draft.open] == [words]
    assert result.state == "not-all-read"


@pytest.mark.parametrize("words", ["Supplier Parties", "User Security Assessments", "as so amended"])
def test_words_in_brackets_that_only_name_a_provision_are_read(words: str) -> None:
    text = f'In Section G8.41 ({words}) and G8.42, for "250,000" substitute "300,000".'
    assert check(read_markdown(text, "draft.md"), load(), assessment).draft.open == ()


_END = "the year of its initial Full User Security Assessment"


@pytest.mark.parametrize(
    ("instruction", "label", "begins", "ends"),
    [
        (
            'In paragraph G8.42, omit "the sum of", "and five times the number of Non-Domestic Premises," and "in each '
            'case".',
            "G8.42",
            "Where a User is a Supplier Party and the number of Domestic Premises supplied",
            "of paragraphs (a) to (c).",
        ),
        (
            'In Section G8.42, for the words before "it shall be subject:" substitute "Each Supplier Party, where".',
            "G8.42",
            "Each Supplier Party, where it shall be subject:",
            "of paragraphs (a) to (c).",
        ),
        (
            'In Section G8.47, for the words after "Network Party," substitute "it shall wait.".',
            "G8.47",
            "Where a User is neither a Supplier Party nor a Network Party, it",
            "Network Party, it shall wait.",
        ),
        (
            'In Section G8.42, for the words from "it shall be subject" to the end substitute "it shall wait.".',
            "G8.42",
            "Where a User is a Supplier Party and the sum",
            "250,000, it shall wait.",
        ),
        (
            'In Clause G8.41 and likewise in Clause G8.42 the figure "250,000" shall be struck out and in lieu thereof '
            'there shall be inserted "9,000", and that save as hereby varied the Principal Agreement shall remain in '
            "full force and effect.",
            "G8.42",
            "Where a User",
            "of paragraphs (a) to (c).",
        ),
        ('Delete the whole of Section G8.45 and insert in its place "Not used".', "G8.45", "Not used", "Not used"),
    ],
)
def test_an_instruction_changes_what_its_words_say(instruction: str, label: str, begins: str, ends: str) -> None:
    result = check(read_markdown(instruction + "\n", "draft.md"), load(), assessment)
    assert result.draft.failed == ()
    clause = result.draft.accepted.find(label)
    assert clause is not None
    assert clause.whole.startswith(begins)
    assert clause.whole.endswith(ends)


def test_steps_in_capitals_hold_from_the_day_of_their_lead_in() -> None:
    text = (
        "IT IS HEREBY AGREED that as from the first day of January Two thousand and thirty:\n\n"
        '(A) in Clause G8.44 for "exceeds 250,000" there shall be read "exceeds 9,000"; and\n\n'
        '(B) in Clause G8.45 for "250,000" there shall be read "9,000".\n'
    )
    draft = check(read_markdown(text, "draft.md"), load(), assessment).draft
    assert [(s.label, "9,000" in s.after.provision.text) for s in draft.shown if s.after] == [
        ("G8.44", True),
        ("G8.45", True),
    ]
    assert draft.on.isoformat() == "2030-01-01"


@pytest.mark.parametrize(
    "instruction",
    [
        # "To the end" of the Section goes over paragraphs that follow the one in which the words stand.
        'In Section G8.42, for the words from "immediately following" to the end substitute "last year".',
        'In Section G8.42, for the words before "next following" substitute "in the".',
    ],
)
def test_words_that_go_over_several_paragraphs_are_not_replaced(instruction: str) -> None:
    draft = check(read_markdown(instruction + "\n", "draft.md"), load(), assessment).draft
    assert [failed.why for failed in draft.failed] != []


@pytest.mark.parametrize(
    ("lines", "label", "words"),
    [
        (
            "(1) Section G8.41 is amended in accordance with paragraphs (2) and (3).\n\n"
            '(2) For "five times" substitute "three times".\n\n(3) After "exceeds" insert "or equals".',
            "G8.41",
            "exceeds or equals 250,000",
        ),
        (
            '(1) In Section G8.42(b), omit "immediately".\n\n'
            '(2) In paragraph (c) of that Section, for "next" substitute "last".',
            "G8.42",
            "in the last following year",
        ),
        (
            '(1) In Section G8.44, for "250,000" substitute "9,000".\n\n'
            "(2) Section G8.45 is not amended by these Regulations.",
            "G8.44",
            "exceeds 9,000",
        ),
        (
            '(1) In Section G8.44, for "250,000" substitute "9,000".\n\n'
            '(2) After that Section insert\u2014\n\n"G8.44A Each Network Party shall wait.".',
            "G8.44A",
            "shall wait",
        ),
    ],
)
def test_a_step_goes_on_with_the_section_of_the_step_before(lines: str, label: str, words: str) -> None:
    result = check(read_markdown(lines + "\n", "draft.md"), load(), assessment)
    assert result.draft.failed == ()
    clause = result.draft.accepted.find(label)
    assert clause is not None
    assert words in clause.whole


@pytest.mark.parametrize(
    "instruction",
    [
        'Delete Section G8.47 (including paragraphs (a) to (d)) and substitute:\n\n"G8.47 Not used."',
        'Section G8.47 (including its paragraphs (a) to (d)) is deleted and replaced with "[Not used]".',
        'Delete Section G8.47, together with paragraphs (a) to (d), and insert in its place "Reserved".',
        'Replace Section G8.47 (and paragraphs (a), (b), (c) and (d) of it) with "Not used".',
        'Omit Section G8.47 and its paragraphs, and insert "G8.47 Not used".',
        'In Section G8.47, for the existing text substitute "Not used".',
        "Section G8.47 (including all of its paragraphs) is deleted.",
    ],
)
def test_a_clause_that_goes_with_its_paragraphs_leaves_the_gap_that_is_told(instruction: str) -> None:
    result = check(read_markdown(instruction + "\n", "draft.md"), CODE, assessment)
    assert result.draft.failed == ()
    assert result.draft.accepted.find("G8.47(a)") is None
    assert result.state == "fault"
    assert any("neither a Supplier Party nor a Network Party" in f.message for f in result.findings)


@pytest.mark.parametrize(
    ("instruction", "why"),
    [
        ("Delete Section G8.47 (including paragraphs (a) to (c)).", "G8.47(d) stands there too"),
        ("Delete Section G8.47 (including paragraphs (a) to (e)).", "G8.47 has no paragraph (e)"),
        ("Delete Section G8.47, including paragraph (a) of Section G8.42.", "is not understood"),
        ('In Section G8.47 (including paragraphs (a) to (d)), for "neither" substitute "not".', "is not understood"),
        ('In Sections G8.44 and G8.45, for the existing text substitute "Not used".', "is not understood"),
        ('In Section G8.42, for "Not used" substitute "A User shall wait.".', "G8.42 does not say 'Not used' alone"),
    ],
)
def test_a_clause_that_is_not_as_its_instruction_says_stays(instruction: str, why: str) -> None:
    draft = check(read_markdown(instruction + "\n", "draft.md"), CODE, assessment).draft
    assert why in draft.failed[0].why
    assert not draft.deleted


@pytest.mark.parametrize(
    "instruction",
    [
        f'Section G8.46 - for "Not used" substitute "{FULL_YEARLY}"',
        f'In place of "Not used" in Section G8.46 insert "G8.46 {FULL_YEARLY}"',
        f'In Section G8.46, for "[Not used]" there shall be substituted:\n\n"{FULL_YEARLY}"',
        f'In Section G8.46, for "Not used" substitute:\n\n"G8.46 {FULL_YEARLY}"',
    ],
)
def test_words_in_the_place_of_not_used_are_those_of_a_new_clause(instruction: str) -> None:
    result = check(read_markdown(instruction + "\n", "draft.md"), CODE, assessment)
    assert result.draft.failed == ()
    clause = result.draft.accepted.find("G8.46")
    assert clause is not None
    assert clause.whole == FULL_YEARLY
    assert result.state == "fault"


STEPS = (
    "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification User "
    "Security Assessment; and\n\n(b) in each year thereafter, to a Full User Security Assessment."
)
FILLED = f"G8.46 {FULL_YEARLY}"
TWO_STEPS = f"G8.45 Where a User is a Network Party, it shall be subject:\n\n{STEPS}"
# Instructions, and the clauses below them that then stand in the place of those held.
BELOW = (
    (f'Section G8.46 - for "Not used" substitute\n\n{FILLED}', ["G8.46"]),
    (f"Section G8.46 \u2013 for \u201cNot used\u201d substitute the following:\n\n{FILLED}", ["G8.46"]),
    (f'For "Not used" in Section G8.46 substitute:\n\n{FILLED}', ["G8.46"]),
    (f'In Section G8.46, substitute the following for "Not used":\n\n{FILLED}', ["G8.46"]),
    (f'In Section G8.46 replace "Not used" with:\n\n{FILLED}', ["G8.46"]),
    (f'G8.46 is inserted in place of "Not used".\n\n{FILLED}', ["G8.46"]),
    (f"Section G8.46 is brought back into use.\n\n{FILLED}", ["G8.46"]),
    (f'Section G8.46 (now "Not used") is brought back into use:\n\n{FILLED}', ["G8.46"]),
    (
        f"Section G8.45 is replaced, and Section G8.46 is brought back into use.\n\n{TWO_STEPS}\n\n{FILLED}",
        ["G8.45", "G8.46"],
    ),
    (
        f'G8.45 is amended and G8.46 is inserted in place of "Not used". Section G8.44 is untouched.\n\n{FILLED}',
        ["G8.46"],
    ),
    (f"Replace Section G8.45 with the following.\n\n### Small networks\n\n{TWO_STEPS}", ["G8.45"]),
    (
        f"Replace Sections G8.45 and G8.46 with the following.\n\n### One\n\n{TWO_STEPS}\n\n### Two\n\n{FILLED}",
        ["G8.45", "G8.46"],
    ),
    (f"After Section G8.50 insert the Section below.\n\nG8.51 {FULL_YEARLY}", ["G8.51"]),
    (f"Insert as new Section G8.45A:\n\nG8.45A {FULL_YEARLY}", ["G8.45A"]),
    (f'Insert as G8.45A:\n\n"G8.45A {FULL_YEARLY}"', ["G8.45A"]),
    (f"Delete Section G8.45. Insert:\n\nG8.45 {FULL_YEARLY}", ["G8.45"]),
    (f"Section G8.45 being repealed, there shall be enacted in its place:\n\nG8.45 {FULL_YEARLY}", ["G8.45"]),
    (
        "For Section G8.45 let there be substituted the following, all other Sections standing as they now are:\n\n"
        f"G8.45 {FULL_YEARLY}",
        ["G8.45"],
    ),
    (f'For G8.44 and G8.45 substitute the single Section:\n\n"G8.44 {FULL_YEARLY}"', ["G8.44"]),
)


@pytest.mark.parametrize(("draft", "stand"), BELOW, ids=map(str, range(len(BELOW))))
def test_what_stands_below_an_instruction_is_what_it_gives(draft: str, stand: list[str]) -> None:
    result = check(read_markdown(draft + "\n", "draft.md"), CODE, assessment)
    assert result.draft.failed == ()
    assert not result.draft.open
    for label in stand:
        clause = result.draft.accepted.find(label)
        assert clause is not None
        assert clause.whole.startswith("Where a User is a Network Party")
        assert " ".join(clause.whole.split()) in " ".join(draft.split())
    assert ("G8.45" in result.draft.deleted) == ("single Section" in draft)


NOT_BELOW = (
    (f'Section G8.45 - for "Not used" substitute\n\nG8.45 {FULL_YEARLY}', "does not say 'Not used' alone"),
    (f"Section G8.45 is brought back into use.\n\nG8.45 {FULL_YEARLY}", "does not say 'Not used' alone"),
    (f'G8.45 is inserted in place of "Not used".\n\nG8.45 {FULL_YEARLY}', "does not say 'Not used' alone"),
    ('Section G8.46 - for "Not used" substitute', "no Section is given"),
    (f'Section G8.46 - for "Not used" substitute, where the Panel so directs,\n\n{FILLED}', "is not understood"),
    ("Section G8.45(a) is brought back into use.", "is not understood"),
    (f"Section G8.46 is not brought back into use.\n\n{FILLED}", "is not understood"),
    (f"Section G8.46 may be brought back into use.\n\n{FILLED}", "is not understood"),
    (f"Section G8.45 is replaced. Section G8.45 is untouched.\n\nG8.45 {FULL_YEARLY}", "stays as it is, and the draft"),
    (
        f'In Section G8.45, for "250,000" substitute "9". Section G8.44 is untouched.\n\nG8.44 {FULL_YEARLY}',
        "it says that G8.44 stays as it is, and the draft changes it",
    ),
    (
        'In Section G8.44, for "250,000" substitute "200,000". Section G8.44 is unchanged.',
        "stays as it is, and the draft",
    ),
    (
        'In Section G8.44, for "250,000" substitute "200,000". Section G8.45 is unaffected in Scotland.',
        "not understood",
    ),
)


@pytest.mark.parametrize(("draft", "why"), NOT_BELOW, ids=map(str, range(len(NOT_BELOW))))
def test_an_instruction_that_the_draft_does_not_bear_out_is_not_carried_out(draft: str, why: str) -> None:
    result = check(read_markdown(draft + "\n", "draft.md"), CODE, assessment)
    assert result.state != "proved"
    assert any(why in each.why for each in (*result.draft.failed, *result.draft.open))


HIDDEN = "A Supplier Party shall be subject to no assessment in 2020."


@pytest.mark.parametrize(
    "draft",
    [
        # A step of the instrument's own list, and not a paragraph of what is revoked above it.
        f"26.\u2014(1) Section G8.45 is revoked.\n\n(2) {HIDDEN}",
        f"Delete Section G8.47(b).\n\n(b) {HIDDEN}",
        f"Sections G8.44 and G8.45 are deleted.\n\nThere is inserted in their place:\n\nG8.44 {HIDDEN}",
        f"Section G8.47 ceases to have effect.\n\nG8.47 {HIDDEN}",
        # It is not the text held that stands above what deletes it.
        f"G8.47 {HIDDEN}\n\nDelete Section G8.47.",
        f"For Sections G8.41 and G8.42 substitute:\n\nG8.41 Not used.\n\nG8.42 {HIDDEN}\n\nDelete Section G8.42.",
        f'Delete Section G8.42.\n\nAfter Section G8.41 insert "G8.42 {HIDDEN}".',
        # What goes to the end of a clause goes to the end of what is held, and not of what stands below.
        f'In Section G8.44, for the words from "it shall be subject" to the end substitute "nothing".\n\n(2) {HIDDEN}',
        # A range takes in what it does not name.
        f"G8.46Z {HIDDEN}\n\nSections G8.41 to G8.47 are deleted.",
        f'G8.46Z {HIDDEN}\n\nFor Sections G8.41 to G8.47 substitute "G8.41 Not used.".',
        f"In Section G8.42:\n\n(b) {HIDDEN}\n\nIn Section G8.42:\n\n(b) in the next year, to a Full assessment;",
    ],
)
def test_no_instruction_takes_out_words_that_the_draft_itself_gives(draft: str) -> None:
    result = check(read_markdown(draft + "\n", "draft.md"), load(), assessment)
    assert any(HIDDEN.rstrip(".") in place.text or "the draft gives" in place.why for place in result.draft.open)
    assert result.state != "proved"


def test_a_clause_that_is_deleted_and_given_anew_below_is_the_one_given() -> None:
    full = "it shall be subject to a Full User Security Assessment in each year after its initial Full User Security"
    given = f"G8.47 Where a User is neither a Supplier Party nor a Network Party, {full} Assessment."
    result = check(read_markdown(f"Section G8.47 is deleted.\n\n{given}\n", "draft.md"), load(), assessment)
    clause = result.draft.accepted.find("G8.47")
    assert clause is not None
    assert clause.whole == given.removeprefix("G8.47 ")
    assert not result.draft.failed


@pytest.mark.parametrize("given", ["{}", '"{}"'])
def test_words_given_above_the_paragraphs_stand_between_those_of_the_clause_and_them(given: str) -> None:
    new = given.format("in each year:\n\n(a) one book; and\n\n(b) one file.")
    text = f"{LIST}For paragraphs (a) to (c) of Section G8.51 substitute:\n\n{new}\n"
    draft = check(read_markdown(text, "draft.md"), CODE, assessment).draft
    clause = draft.accepted.find("G8.51")
    assert clause is not None
    assert not draft.failed
    assert clause.whole == "Each User shall keep:\nin each year:\n(a) one book; and\n(b) one file."


@pytest.mark.parametrize(("heading", "is_open"), [("Register", False), ("Register of Users from 2020", True)])
def test_the_mark_that_opens_new_text_is_no_part_of_its_first_heading(heading: str, is_open: bool) -> None:
    given = f'After Section G8.50 insert the Sections below.\n\n"**{heading}**\n\nG8.51 Not used.\n\n**Other**\n\n'
    result = check(read_markdown(f'{given}G8.52 Not used."\n', "draft.md"), CODE, assessment)
    assert bool(result.draft.open) == is_open
