"""A note or a title that says what the draft does is shown to; one that says anything else, or more, is not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import hold_against
from sec_rules.drafting.grammar.text_reader import read_text
from sec_rules.drafting.restating.changes import Changes, changes
from sec_rules.drafting.restating.notes import why_it_is_no_note
from sec_rules.engine.legal_text import words_of
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment

CODE = load()
ON = CODE.newest_day(assessment)
WORDS = {
    c.label: words_of(c, v) for c, v in CODE.standing(ON) if c.label in ("G8.41", "G8.42", "G8.44", "G8.45", "G8.47")
}
FULL, VERIFICATION, SELF = (
    "Full User Security Assessment",
    "Verification User Security Assessment",
    "User Security Self-Assessment",
)
MIDDLE = (
    WORDS["G8.44"]
    .replace("G8.44", "G8.41A")
    .replace("exceeds 250,000", "exceeds 250,000 but is equal to or less than 500,000")
)
MIDDLE = MIDDLE.replace(
    MIDDLE[: MIDDLE.index("exceeds")], WORDS["G8.41"].replace("G8.41", "G8.41A")[: WORDS["G8.41"].index("exceeds") + 1]
)

# Each draft by what it does: the clauses as they will be.
DRAFTS = {
    "the supplier figure is raised to 300,000": {
        label: WORDS[label].replace("250,000", "300,000") for label in ("G8.41", "G8.42")
    },
    "small networks are verified in the second year": {"G8.45": WORDS["G8.45"].replace(SELF, VERIFICATION)},
    "a business weighs ten": {label: WORDS[label].replace("five times", "ten times") for label in ("G8.41", "G8.42")},
    "suppliers have a middle band": {"G8.41": WORDS["G8.41"].replace("250,000", "500,000"), "G8.41A": MIDDLE},
    "others begin with a Full assessment": {"G8.47": WORDS["G8.47"].replace(VERIFICATION, FULL)},
}


@cache
def change(draft: str) -> Changes:
    before = {c.label: v.rules for c, v in CODE.standing(ON)}
    read = {clause.label: clause.rules for words in DRAFTS[draft].values() for clause in read_text(words)}
    assert set(read) == set(DRAFTS[draft])
    made = changes(before, before | read, assessment, CODE.clauses)
    assert made is not None
    return made


AGREE = {
    "the supplier figure is raised to 300,000": (
        "The proposer considers 250,000 too low and asks for 300,000.",
        "Two amendments, one figure: 250,000 becomes 300,000.",
        "Raising the supplier line to 300,000",
        "The two figures are kept alike.",
        "A three year one for small networks",
        "A single number changes, from 250,000 to 300,000.",
        "Supplier threshold: 250,000 to 300,000",
        "SECMP0999: supplier threshold, 300,000",
        "This paper sets out the legal text for a higher supplier threshold.",
        "Fewer suppliers will have a Full assessment every year.",
        "We have not touched the network clauses.",
        "The sequence of assessments is unchanged.",
        "Network Parties are not affected by this proposal.",
        "In short: 300,000 in place of 250,000, twice.",
        "The change is the same in both clauses.",
        "Clauses G8.41 and G8.42 must stay in step, so both are changed.",
        "The draft was prepared by the Code Administrator at the request of the Change Board.",
        "For discussion at the Working Group on Thursday",
        "Draft for comment; not legal advice.",
        "Please send comments to the Code Administrator.",
        "Explanatory note (not part of the modification): the supplier threshold is raised by 50,000.",
        "Increase in supplier threshold (Sections G8.41, G8.42)",
        "The supplier figure has not moved since 2017.",
        "This draft raises the figure to 300,000 in both places where it appears.",
        "The supplier threshold goes up from 250,000 to 300,000; networks are not affected.",
        "300,000 replaces 250,000 in Sections G8.41 and G8.42.",
        "Purpose: to lift the supplier figure to 300,000. Nothing else is changed.",
        "Suppliers above 300,000 have a Full assessment every year.",
        "Only the supplier figures move. New text is shown as inserted, old text as struck out.",
        "Proposal to raise the supplier threshold to three hundred thousand",
        "Respondents have told us that the existing figure of 250,000 is too burdensome.",
    ),
    "small networks are verified in the second year": (
        "Small networks will be verified in year two instead of assessing themselves.",
        "The second year of the cycle for smaller Network Parties moves from self-assessment to verification.",
        "One word changes: the second-year assessment becomes a Verification.",
        "Smaller Network Parties no longer assess themselves in the second year.",
        "The cycle for small Network Parties is now Verification, Verification, Full.",
        "The aim is to bring small networks into line with large ones.",
        "The sequence for small networks is made the same as that for large networks.",
        "Upgrade of the second-year assessment of small Network Parties",
        "Large networks: no change.",
        "All Network Parties would then go through the same three-year sequence.",
        "The threshold of 250,000 is not touched.",
        "Self-assessment in the second year is replaced by verification.",
        "Verification replaces self-assessment in the second year for small networks.",
        "All Network Parties follow one pattern in their second year.",
        "Small networks are to be verified twice in each cycle.",
        "The second-year outcome in G8.45 is upgraded, and the third stays as it is.",
        "The figures are unchanged. Suppliers and other Users stay as they are.",
        "Small networks: a stricter cycle",
    ),
    "a business weighs ten": (
        "Each Non-Domestic Premises is to count as ten Domestic Premises, not five.",
        "The multiplier goes from five to ten.",
        "Business premises to count double what they do now",
        "Non-Domestic Premises count for more.",
        "The weighting doubles, from 5 to 10.",
        "The threshold itself stays at 250,000.",
        "Doubling the weight of Non-Domestic Premises",
        "A business site is to weigh ten homes rather than five.",
        "The weight of Non-Domestic Premises is raised from five to ten.",
        "Business weighting increased to ten; the figure of 250,000 is not changed",
    ),
    "suppliers have a middle band": (
        "Above 500,000 nothing changes: Full every year.",
        "At or below 250,000 nothing changes.",
        "A new Section G8.41A is inserted for suppliers above 250,000 and up to 500,000.",
        "There are now three classes of supplier.",
        "A lighter regime for mid-sized suppliers",
        "A middle band is added for suppliers.",
        "The middle band runs from above 250,000 to 500,000 inclusive.",
        "Suppliers above 500,000 keep a Full assessment every year.",
        "The middle band has verification in the first and second years.",
        "G8.42 is not altered.",
    ),
    "others begin with a Full assessment": (
        "Users that are neither suppliers nor networks start with a Full assessment.",
        "The first assessment after the initial one is to be Full rather than Verification.",
        "Full, Self, Full: the new sequence for other Users",
        "Harder first year for other Users",
        "The first year for Users outside the supplier and network roles becomes a Full assessment.",
        "In G8.47(a), a Full assessment takes the place of verification.",
        "Other Users: Full assessment in the first year, as recommended by the sub-committee",
        "Suppliers and networks are unaffected.",
    ),
}
SAYS_MORE = tuple(
    line
    for line in (Path(__file__).parent / "says_more.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)


@pytest.mark.parametrize(("draft", "note"), [(draft, note) for draft, notes in AGREE.items() for note in notes])
def test_a_note_says_what_the_draft_does(draft: str, note: str) -> None:
    assert why_it_is_no_note(note, change(draft)) == ""


@pytest.mark.parametrize("draft", DRAFTS)
def test_no_note_that_says_more_is_taken_for_one_that_does_not(draft: str) -> None:
    assert [note for note in SAYS_MORE if why_it_is_no_note(note, change(draft)) == ""] == []


@pytest.mark.parametrize(
    ("draft", "note"),
    [
        ("small networks are verified in the second year", "The threshold is changed."),
        ("small networks are verified in the second year", "There are two classes of supplier, and one of network."),
    ],
)
def test_a_note_on_what_the_draft_leaves_alone_is_open(draft: str, note: str) -> None:
    assert why_it_is_no_note(note, change(draft)) != ""


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ("The figure becomes 300,000 in Scotland.", "'scotland' may say more than the draft does"),
        (
            "The supplier figure becomes 310,000.",
            "'the supplier figure becomes 310,000' is not shown to be what the draft does",
        ),
        ("The figure is 300,000 for suppliers asked.", "it tells of what somebody asked or said"),
        ("The figure that respondents asked for is 300,000.", "it tells of what somebody asked or said"),
        ("The figure becomes 300,000. " * 60, "it is too long for a note"),
        ("", "it holds no words"),
    ],
)
def test_it_is_said_why_a_note_is_open(note: str, why: str) -> None:
    assert why_it_is_no_note(note, change("the supplier figure is raised to 300,000")) == why


def test_a_clause_that_says_more_than_a_profile_holds_leaves_every_note_open() -> None:
    before = {c.label: v.rules for c, v in CODE.standing(ON)}
    words = WORDS["G8.41"].replace(", it shall", ", unless it is a Network Party, it shall")
    read = {clause.label: clause.rules for clause in read_text(words)}
    assert changes(before, before | read, assessment) is None


DRAFT = """
# The supplier figure goes up to {}

In Section G8.41, for "250,000" substitute "300,000".

In Section G8.42, for "250,000" substitute "300,000".
"""


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        ("300,000", []),
        ("310,000", ["'the supplier figure goes up to 310,000' is not shown to be what the draft does"]),
        ("300,000 in Wales", ["a heading may limit what follows, to some Users or from some day"]),
    ],
)
def test_a_title_is_held_against_the_instructions_below_it(figure: str, why: list[str]) -> None:
    draft = hold_against(read_markdown(DRAFT.format(figure), "draft.md"), CODE)
    assert [place.why for place in draft.open] == why
