"""What texts of other makers have, and is no fault: found in texts never used before, and left alone now."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

HEAD = "# Rules\n\n1. The club keeps a list of its members.\n\n2. The list is open to each member.\n\n"


def codes(text: str, form: str = "md") -> set[str]:
    return {f.code for f in check(read_markdown(text, f"draft.{form}", form=form), load(), assessment).findings}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3. The Society  \u00b7  founded in the year 1900 by its members.", "TY101"),
        ("3. Organization. . . . . . . . . . . . 2 is where the officers are named.", "TY101"),
        ("3. MEMBERSHIP\nMembership of the club is open to each student.", "TY102"),
        ("3. This deed was executed on this DAY day of the month.", "TY102"),
        ("3. A change may be asked for:\n\n(a) by the Vice President Jr., or\n\n(b) by the Council.", "TY105"),
        ("3. This Act was printed [Certified on 15th of August, 2025] and laid before the members.", "PH202"),
        ("3. The levy of the referendum [October 2001] is kept by the Treasurer.", "PH202"),
        ("3. The result of 3) and/or 4), as counted, is told to the members.", "TY103"),
        ("3. It also holds that tasks 1] and 2] are those of the chair, and tasks 3]b and 4] of the clerk.", "TY103"),
        ("- 12a) Turns:\n    - 12a1) To the left.\n    - 12a1b+++) To the right.", "TY103"),
        ("3. The register has three kinds: a) members b) guests and c) friends of the club.", "TY103"),
        ("3. The club acts as a \u201c[sub]processor\u201d of its members.", "PH202"),
        ("3. The clerk updates an [Audit Case][case] at once.\n\n[case]: https://example.org/cases", "PH202"),
        ("3. The tree is:\n\n```\nclub\n|   members\n|   guests\n```", "TY101"),
        ("3. Letters go to the clerk at Columbia, TN  38401 and nowhere else.", "TY101"),
        ("3. The chair is elected for a period of one year.", "QT707"),
        ("3. A suspension that does not end in a dismissal within three months, ends then.", "QT707"),
        ("3. When too few members are present, another meeting shall be held within six weeks.", "QT707"),
        ("3. The club elects:\n\n(a) a chair, who presides\n\n(b) a clerk\n\n(c) a treasurer.", "LI601"),
        ("3. The classes are:\n\na. members.\n\nb Guests that pay.\n\nc. friends.", "NU301"),
        (
            "### 4.2.1 \u2013 4.2.8 Reads\n\nEach read is dated.\n\n### 4.2.9 Tests\n\nReads are tested "
            "under Sections 4.2.2\u20134.2.4.",
            "XR402",
        ),
        ("## 3. Names\n\n1. Names.\n\n2. Marks.\n\n## 4. Fees\n\nFees are paid.", "NU305"),
    ],
)
def test_what_is_no_fault_is_left_alone(text: str, code: str) -> None:
    assert code not in codes(HEAD + text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3. The club  keeps its list in the library.", "TY101"),
        ("3. The club shall shall keep its list.", "TY102"),
        ("3. The club keeps [250] books in the library.", "PH202"),
        ("3. The club (and its members keeps books.", "TY103"),
        ("3. The club has six 6) days to answer.", "TY103"),
        ("3. The club acts as a [sub-processor] of its members.", "PH202"),
        ("3. The clerk updates an [Audit Case][case] at once.", "PH202"),
        ("3. The tree is:\n\n```\nclub\n```\n\nIt is kept  by the clerk.", "TY101"),
        ("3. The chair shall sign within three months.", "QT707"),
        ("3. The club elects:\n\n(a) a chair;\n\n(b) a clerk;\n\n(c) a treasurer.", "LI601"),
        ("3. The classes are:\n\na. members.\n\nc. friends.\n\nd. guests.", "NU301"),
        ("### 4.2.1 Reads\n\nEach read is dated.\n\n### 4.2.9 Tests\n\nSee Sections 4.2.2\u20134.2.4.", "XR402"),
    ],
)
def test_a_fault_of_the_same_kind_is_still_told(text: str, code: str) -> None:
    assert code in codes(HEAD + text)


def test_notes_on_another_text_may_cite_its_sections_by_its_numbers() -> None:
    notes = "".join(f"{n}. Section {n}({n + 4}) of it sets out what the court may do.\n\n" for n in range(1, 9))
    assert "XR401" not in codes("# Explanatory notes\n\n" + notes.replace(" of it ", " "))


def test_one_reference_to_nothing_among_many_is_told() -> None:
    clauses = "".join(
        f"{n}. The buyer pays as clause {n % 6 + 1}(a) says:\n\n(a) at once; or\n\n(b) later.\n\n" for n in range(1, 9)
    )
    assert "XR401" in codes("# Terms\n\n" + clauses + "9. The seller gives notice under clause 3(e).\n")


def test_a_line_of_a_word_and_a_number_heads_what_follows() -> None:
    text = "1. The importer complies with Clause 4(a).\nClause 5\nObligations of the importer\nThe importer agrees."
    read = read_markdown(text, "draft.pdf", form="pdf")
    places = ["".join(piece.text for piece in p.pieces) for p in read.paragraphs]
    assert "Clause 5" in places
