"""Texts of each kind that a profile names: what each is taken for, its labels, its quiet, and a reference to nothing.

The texts are made up in the shapes in which such texts are published.
"""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.review import Review, check
from sec_rules.rulebook.questions import assessment

BSC = "\n\n".join(
    [
        "Balancing and Settlement Code",
        "SECTION K: RECORDS",
        "1. GENERAL",
        "1.1 Introduction",
        "1.1.1 This Section K sets out:",
        "(a) who keeps records; and",
        "(b) for how long.",
        "1.1.1A References to a record in this Section K are to one of a Party.",
        "1.1.2 In paragraph 1.1.1(a), a Party includes BSCCo.",
        "2. KEEPING",
        "2.1 Each Party shall keep its records:",
        "(a) safe; and",
        "(b) in accordance with Section H4.2, except as paragraph 1.1.2 provides.",
        "Annex K-1: FORM OF RECORD",
        "1. The form has two parts.",
    ]
)
BSC_PRINT = "\n".join(
    [
        "BSC/V27.0",
        "SECTION M: CREDIT",
        "1.",
        "GENERAL",
        "1.1",
        "Introduction",
        "1.1.1",
        "This Section sets out:",
        "(a)",
        "how a debt of a Party is counted; and",
        "(b)",
        "how it is paid, for the purposes of the Balancing and Settlement Code.",
        "1.2",
        "Debt",
        "1.2.1",
        "For the purposes of the Code a debt is a sum owed.",
        "",
    ]
)
DCUSA = "\n\n".join(
    [
        "DISTRIBUTION CONNECTION AND USE OF SYSTEM AGREEMENT",
        "SECTION 1B - GOVERNANCE",
        "5. THE PANEL",
        "Constitution",
        "5.1 There shall be a Panel.",
        "5.2 The Panel has the powers given to it under Clause 5.1, and:",
        "5.2.1 may hold meetings; and",
        "5.2.2 shall keep minutes.",
        "5.3 Subject to Clause 5.2.2, the DCUSA Panel may adjourn.",
        "SCHEDULE 4",
        "1. INTRODUCTION",
        "1.1 This Schedule sets out what Parties pay under Paragraph 1.2.",
        "1.2 They pay a fee.",
    ]
)
REC = "\n\n".join(
    [
        "Retail Energy Code",
        "Schedule 9: Switching",
        "1 Introduction",
        "1.1 This REC Schedule:",
        "(a) sets out duties; and",
        "(b) applies to each Energy Supplier.",
        "2 Requests",
        "2.1 An Energy Supplier shall submit a request in accordance with Paragraph 1.1.",
        "2.2 Where Paragraph 2.1 applies, RECCo shall keep a record.",
    ]
)
UNC = "\n\n".join(
    [
        "UNIFORM NETWORK CODE \u2013 TRANSPORTATION PRINCIPAL DOCUMENT",
        "SECTION V - GENERAL",
        "1 INTRODUCTION",
        "1.1 Further Agreement",
        '1.1.1 A "Further Agreement" is one between the Transporter and a User:',
        "(a) entered into under the Code; or",
        "(b) which says that it is one for the purposes of this Section V.",
        "1.1.2 Subject to paragraph 1.1.1, it binds the User.",
        "1.2 Breach",
        "1.2.1 A breach of it is no breach of the Code (except as TPD Section G2.3.1(a) provides).",
    ]
)
CUSC = "\n\n".join(
    [
        "CONNECTION AND USE OF SYSTEM CODE",
        "SECTION 3 USE OF SYSTEM",
        "3.1 INTRODUCTION",
        "This Section deals with the use of the system by Users.",
        "3.2 RIGHTS",
        "3.2.1 Subject to Paragraph 3.2.2, each User may use the system.",
        "3.2.2 A User shall not use it:",
        "(a) before it has acceded to the CUSC; or",
        "(b) after it has left.",
    ]
)
GRID = "\n\n".join(
    [
        "THE GRID CODE",
        "CONNECTION CONDITIONS (CC)",
        "CC.1 INTRODUCTION",
        "CC.1.1 The Connection Conditions set out what a User must meet.",
        "CC.6 TECHNICAL CRITERIA",
        "CC.6.1 System Performance",
        "CC.6.1.1 The Company shall ensure that its system complies with CC.6.1.2.",
        "CC.6.1.2 The frequency shall be kept:",
        "(a) within limits; and",
        "(b) as steady as may be.",
        "CC.A.1.1 An appendix says more.",
    ]
)
DISTRIBUTION = "\n\n".join(
    [
        "THE DISTRIBUTION CODE",
        "DPC4 DESIGN",
        "DPC4.1 Introduction",
        "DPC4.1.1 Each User shall design its plant as DPC4.1.2 says.",
        "DPC4.1.2 The plant shall be:",
        "(a) safe; and",
        "(b) tested under DOC5.1.",
    ]
)
LICENCE = "\n\n".join(
    [
        "Standard conditions of electricity supply licence",
        "SECTION A: GENERAL",
        "Condition 12. Use of information",
        "1. Any information about a meter is confidential.",
        "2. The licensee must not disclose it:",
        "(a) save as paragraph 3 of this condition says; or",
        "(b) to Ofgem.",
        "3. The licensee may disclose it to the Authority under standard condition 5.",
        "Condition 12A: Metering",
        "12A.1 The licensee must read each meter.",
        "12A.2 Paragraph 12A.1 does not apply to a meter that is not used.",
    ]
)
LICENCE2 = "\n\n".join(
    [
        "Electricity suppliers Licence: Standard Conditions",
        "7A. Supply to Micro Business Consumers",
        "Application",
        "7A.1 This standard condition applies to a contract.",
        "Notices",
        "7A.2 The licensee must give notice:",
        "(a) before 30 days have passed; and",
        "(b) in writing.",
        "7B. Conduct",
        "7B.1 The licensee must act fairly under standard condition 7A.",
    ]
)
ACT = "\n\n".join(
    [
        "An Act to make provision about fees.",
        "BE IT ENACTED as follows:\u2014",
        "Part 1",
        "Fees",
        "1 Duty to pay",
        "(1) A person must pay a fee.",
        '(2) In subsection (1) "fee" means a sum that\u2014',
        "(a) is due, and",
        "(b) is not paid.",
        "2 Offences",
        "(1) A person who does not comply with section 1(1) commits an offence.",
        "3 Short title",
        "This Act may be cited as the Fees Act 2026.",
        "SCHEDULE 1",
        "Appeals",
        "1 (1) An appeal lies to a court.",
        "(2) Paragraph 2 applies to it.",
        "2 The court may dismiss it.",
    ]
)
INSTRUMENT = "\n\n".join(
    [
        "STATUTORY INSTRUMENTS",
        "2026 No. 1",
        "The Fees Regulations 2026",
        "Citation",
        "1.\u2014(1) These Regulations may be cited as the Fees Regulations 2026.",
        "(2) They come into force on 1st May 2026.",
        "Fees",
        "2.\u2014(1) A fee is payable where regulation 3 applies.",
        "(2) In paragraph (1) \u201cfee\u201d means\u2014",
        "(a) a sum; or",
        "(b) a share.",
        "3. This regulation applies to everybody.",
    ]
)
EU = "\n\n".join(
    [
        "REGULATION (EU) 2026/1 OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL",
        "Whereas:",
        "(1) Fees differ between Member States.",
        "(2) They should not.",
        "HAVE ADOPTED THIS REGULATION:",
        "CHAPTER I",
        "GENERAL",
        "Article 1",
        "Subject matter",
        "1. This Regulation lays down fees.",
        "2. Paragraph 1 applies where:",
        "(a) a fee is due; or",
        "(b) point (a) of this paragraph does not hold.",
        "Article 2",
        "Entry into force",
        "This Regulation enters into force under Article 1(2).",
    ]
)
CONTRACT = "\n\n".join(
    [
        "SUPPLY AGREEMENT",
        "This Agreement is made between:",
        '(1) Seller Limited (the "Seller"); and',
        '(2) Buyer Limited (the "Buyer").',
        "WHEREAS",
        "(A) The Seller sells goods.",
        "(B) The Buyer buys them.",
        "1. DEFINITIONS",
        '1.1 In this Agreement "Goods" means what Schedule 1 lists.',
        "2. SUPPLY",
        "2.1 The Seller shall, subject to clause 2.2, supply the Goods.",
        "2.2 The parties may end this Agreement by notice:",
        "(a) at any time; or",
        "(b) under clause 1.1.",
        "SCHEDULE 1",
        "Goods",
        "1. Coal of the Seller, as the parties agree.",
        "Signed by the Seller: ____________  Date: ________",
    ]
)
SEC_SCHEDULE = "\n\n".join(
    [
        "SEC Schedule 4",
        "1 ESTABLISHMENT",
        "1.1 SECCo is a company.",
        "1.2 Under paragraph 1.1, the Panel of the Smart Energy Code may act.",
    ]
)
# What a text is called here, what it is taken for, itself, its labels, and a reference in it with one to nothing.
KINDS: list[tuple[str, str, str, str, tuple[str, str] | None]] = [
    (
        "bsc",
        "bsc",
        BSC,
        "K1 | K1.1 | K1.1.1 | K1.1.1(a) | K1.1.1(b) | K1.1.1A | K1.1.2 | K2 | K2.1 | K2.1(a) | K2.1(b) | 1",
        ("paragraph 1.1.1(a)", "paragraph 1.1.1(d)"),
    ),
    (
        "bsc, its numbers on lines of their own",
        "bsc",
        BSC_PRINT,
        "M1 | M1.1 | M1.1.1 | M1.1.1(a) | M1.1.1(b) | M1.2 | M1.2.1",
        None,
    ),
    (
        "dcusa",
        "dcusa",
        DCUSA,
        "5 | 5.1 | 5.2 | 5.2.1 | 5.2.2 | 5.3 | 1 | 1.1 | 1.2",
        ("Clause 5.2.2,", "Clause 5.2.7,"),
    ),
    (
        "rec",
        "rec",
        REC,
        "1 | 1.1 | 1.1(a) | 1.1(b) | 2 | 2.1 | 2.2",
        ("Where Paragraph 2.1", "Where Paragraph 2.4"),
    ),
    (
        "unc",
        "unc",
        UNC,
        "V1 | V1.1 | V1.1.1 | V1.1.1(a) | V1.1.1(b) | V1.1.2 | V1.2 | V1.2.1",
        ("paragraph 1.1.1,", "paragraph 1.1.8,"),
    ),
    (
        "cusc",
        "cusc",
        CUSC,
        "3.1 | 3.2 | 3.2.1 | 3.2.2 | 3.2.2(a) | 3.2.2(b)",
        ("Paragraph 3.2.2", "Paragraph 3.2.9"),
    ),
    (
        "grid",
        "grid",
        GRID,
        "CC.1 | CC.1.1 | CC.6 | CC.6.1 | CC.6.1.1 | CC.6.1.2 | CC.6.1.2(a) | CC.6.1.2(b) | CC.A.1.1",
        ("CC.6.1.2.", "CC.6.1.9."),
    ),
    (
        "distribution",
        "distribution",
        DISTRIBUTION,
        "DPC4 | DPC4.1 | DPC4.1.1 | DPC4.1.2 | DPC4.1.2(a) | DPC4.1.2(b)",
        ("DPC4.1.2 says", "DPC4.1.7 says"),
    ),
    (
        "licence",
        "licence",
        LICENCE,
        "Condition 12 | Condition 12(1) | Condition 12(2) | Condition 12(2)(a) | Condition 12(2)(b) | "
        "Condition 12(3) | Condition 12A | 12A.1 | 12A.2",
        None,
    ),
    (
        "licence, its conditions without the word",
        "licence",
        LICENCE2,
        "7A | 7A.1 | 7A.2 | 7A.2(a) | 7A.2(b) | 7B | 7B.1",
        None,
    ),
    (
        "act",
        "act",
        ACT,
        "line 1 | 1 | 1(1) | 1(2) | 1(2)(a) | 1(2)(b) | 2 | 2(1) | 3 | Schedule 1, 1 | Schedule 1, 1(1) | "
        "Schedule 1, 1(2) | Schedule 1, 2",
        ("section 1(1)", "section 1(7)"),
    ),
    (
        "instrument",
        "instrument",
        INSTRUMENT,
        "line 3 | 1 | 1(1) | 1(2) | 2 | 2(1) | 2(2) | 2(2)(a) | 2(2)(b) | 3",
        None,
    ),
    (
        "eu",
        "eu",
        EU,
        "line 3 | line 3(1) | line 3(2) | Article 1 | Article 1(1) | Article 1(2) | Article 1(2)(a) | "
        "Article 1(2)(b) | Article 2",
        None,
    ),
    (
        "contract",
        "contract",
        CONTRACT,
        "line 3 | line 3(1) | line 3(2) | line 11 | line 11(A) | line 11(B) | 1 | 1.1 | 2 | 2.1 | 2.2 | 2.2(a) | "
        "2.2(b) | Schedule 1, 1",
        ("clause 2.2,", "clause 2.8,"),
    ),
    (
        "sec-schedule",
        "sec-schedule",
        SEC_SCHEDULE,
        "1 | 1.1 | 1.2",
        ("paragraph 1.1", "paragraph 1.8"),
    ),
]


def checked(text: str) -> Review:
    return check(read_markdown(text, "draft.md"), load(), assessment)


@pytest.mark.parametrize(("scheme", "text", "labels"), [row[1:4] for row in KINDS], ids=[row[0] for row in KINDS])
def test_a_text_of_each_kind_is_read_by_its_own_numbers(scheme: str, text: str, labels: str) -> None:
    review = checked(text)
    assert review.draft.scheme.name == scheme
    assert [p.label for p in review.draft.accepted.walk()] == labels.split(" | ")
    assert review.findings == ()


@pytest.mark.parametrize("text", [row[2] for row in KINDS], ids=[row[0] for row in KINDS])
def test_a_fault_in_a_text_of_each_kind_is_found(text: str) -> None:
    assert [f.code for f in checked(f"{text}\n\nThe the words are found.").findings] == ["TY102"]


REFERENCES = [(row[2], *row[4]) for row in KINDS if row[4]]


@pytest.mark.parametrize(("text", "right", "wrong"), REFERENCES, ids=[row[0] for row in KINDS if row[4]])
def test_a_reference_to_nothing_is_found_by_the_words_of_its_kind(text: str, right: str, wrong: str) -> None:
    assert right in text
    (found,) = checked(text.replace(right, wrong)).findings
    assert (found.code, found.severity.value) == ("XR401", "error")
