"""The first screen: what it says of a draft of which not all was read, and of invariants that nobody adopted."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from sec_rules.documents.document import Document, Unseen, View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import laid_out
from sec_rules.drafting.layout.provisions import Layout
from sec_rules.drafting.layout.schemes import Scheme
from sec_rules.engine.legal_text import words_of
from sec_rules.errors import UsageError
from sec_rules.loading import load
from sec_rules.review import settings
from sec_rules.review.cards import Card
from sec_rules.review.findings import Finding, Severity
from sec_rules.review.review import check
from sec_rules.review.selection import Selection
from sec_rules.review.summary import Summary, summarised
from sec_rules.review.text import redline
from sec_rules.rulebook.questions import assessment

FEBRUARY = date(2019, 2, 28)
SUPPLIER = (
    "G8.41 Where a User is a Supplier Party{} and the sum of the number of Domestic Premises and five times the number "
    "of Non-Domestic Premises, in each case supplied with electricity and/or gas through one or more Smart Metering "
    "Systems for which it is the Responsible Supplier, exceeds 250,000, it shall be subject to a Full User Security "
    "Assessment in each year after the year of its initial Full User Security Assessment.\n"
)
NEITHER = (
    "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject to a {} in each year "
    "after the year of its initial Full User Security Assessment.\n"
)


def words_held(label: str) -> str:
    code = load()
    words = next(words_of(clause, version) for clause, version in code.standing(FEBRUARY) if clause.label == label)
    return words if words.startswith(label) else f"{label} {words}"


def told(text: str, selection: Selection | None = None) -> Summary:
    return summarised(check(read_markdown(text, "d.md"), load(), assessment, selection=selection))


@pytest.mark.parametrize("open_", [" in Scotland", " of good standing"])
def test_what_depends_on_unread_words_is_not_said_to_change_nothing(open_: str) -> None:
    given = told(SUPPLIER.format(open_))
    assert given.result.state == "not-all-read"
    (said,) = (
        line for line in given.does if line.startswith("Depending on the words quoted below, some or all Supplie")
    )
    assert said.endswith("exceed 250,000 may have no assessment stated for them.")
    # What describes a party further takes in nobody else.
    assert not any("other Users too" in line for line in given.does)
    meant = "For Supplier Parties, Domestic Premises and Non-Domestic Premises are those supplied with "
    assert given.does[-2].startswith(meant)
    assert given.does[-1] == "The years are those after the initial assessment."
    assert not any("assessment would change" in said for said in given.does)
    assert open_.strip() in given.unread[0]
    # It is told once, under what was not read, and nothing else is wrong.
    assert given.wrong == ()
    assert given.found_nothing.startswith("No fault was found in the part that was understood.")


def test_words_put_in_that_were_not_understood_are_said_to_be_put_in_and_whom_they_may_concern() -> None:
    given = told(
        words_held("G8.41").replace("a Supplier Party", "a Supplier Party{++ holding a gas supply licence++}", 1)
    )
    assert (
        given.does[0]
        == "G8.41: \u201cholding a gas supply licence\u201d is inserted after \u201ca Supplier Party\u201d."
    )
    whom = "Supplier Parties whose Domestic Premises plus five times Non-Domestic Premises exceed 250,000"
    may = "may have no assessment stated for them."
    assert given.does[2] == f"Depending on the words quoted below, some or all {whom} {may}"
    # A participle right behind the party takes in nobody else.
    assert not any("other Users too" in said for said in given.does)
    # Those to whom the words do not apply may have no assessment, so it is no comfort that none is lighter.
    assert "more premises" not in given.result.verdict


def test_words_put_in_are_quoted_whole_to_their_verb_and_behind_it() -> None:
    put_in = (
        ", save in any year for which the Panel, having regard to the security risk which it considers the User to "
        "present, determines that the User shall be subject to a Full User Security Assessment"
    )
    given = told(SUPPLIER.format("").replace("it shall be subject", f"it shall be subject{{++{put_in}++}}", 1))
    assert any(put_in in said for said in (*given.does, *given.unread))
    assert not given.compared_with.startswith("Compared with") or given.result.changes is not None


def test_words_put_in_are_named_as_what_was_not_understood_and_not_those_at_which_reading_stopped() -> None:
    limbs = words_held("G8.47").replace(
        "User Security Self-Assessment", "{--User Security Self-Assessment--}{++Verifcation User Security Assessment++}"
    )
    assert told(limbs).unread == ("G8.47(b): \u201cVerifcation User Security Assessment\u201d",)
    short = told(words_held("G8.44").replace("250,000", "{--250,000--}{++250,00++}"))
    around = "... Electricity Distributor and/or the Gas Transporter exceeds 250,00, it shall be subject: ..."
    assert short.unread == (f"G8.44: \u201c250,00\u201d, in \u201c{around}\u201d",)
    assert "G8.44: \u201c250,00\u201d is not a properly written number; it may be a misprint." in short.wrong
    many = (
        'In Sections G8.41 and G8.42, for "Full User Security Assessment" substitute "Comprehensive User Security '
        'Assessment" wherever it occurs.\n'
    )
    assert told(many).unread == ("G8.41 and G8.42(a): \u201cComprehensive User Security Assessment\u201d",)


def test_where_reading_stopped_is_told_of_a_sentence_that_was_not_read_before_either() -> None:
    new = (
        'After Section G8.44 insert:\n\n"G8.44A Where a User is a Network Party, it shall be subject to a Verifcation '
        'User Security Assessment."\n'
    )
    (said,) = told(new).unread
    assert "onwards" in said


def test_a_count_described_in_other_words_is_told_once_for_each_clause() -> None:
    given = told(SUPPLIER.format("").replace("and/or", "{--and/or--}{++and++}"))
    assert "Because one passage of the draft" in given.result.verdict
    (said,) = given.unread
    assert said.endswith(
        "These words decide which premises are counted; how the count would change is not known."
        " G8.42, which turns on the same numbers, is not changed."
    )


def test_a_count_described_otherwise_is_told_by_what_is_gone() -> None:
    gone = "through one or more Smart Metering Systems "
    (said,) = told(SUPPLIER.format("").replace(gone, f"{{--{gone}--}}")).unread
    assert said.startswith(
        f"G8.41: \u201c{gone.strip()}\u201d is deleted, so that it reads \u201c... each case supplied"
    )
    assert said.endswith("G8.42, which turns on the same numbers, is not changed.")


def test_every_kind_of_fault_and_every_change_of_one_cause_has_its_line() -> None:
    # Below 43,000 Domestic Premises and above it is another answer; at the figure are two, and beyond it none.
    text = (
        "G8.41 Where a User is a Supplier Party and the number of Domestic Premises for which it is the Responsible "
        "Supplier is less than 43,000, it shall be subject to a Full User Security Assessment in each year after the "
        "year of its initial Full User Security Assessment.\n\n"
        "G8.42 Where a User is a Supplier Party and the number of Domestic Premises for which it is the Responsible "
        "Supplier is at least 42,000 and at most 50,000, it shall be subject to a User Security Self-Assessment in "
        "each year after the year of its initial Full User Security Assessment.\n"
    )
    given = told(text)
    wrong = " ".join(given.wrong)
    assert "None of the provisions read applies to Supplier Parties" in wrong
    assert "G8.41 and G8.42 both apply to Supplier Parties" in wrong
    assert "G8.41 requires a Full User Security Assessment and G8.42 requires a User Security Self-Assessment." in wrong
    (card,) = (card for card in given.cards if card.effects)
    # Seven changes of one cause: four of them and how many more there are.
    assert len(card.newly) == 7
    for would, line in zip(card.newly[:4], given.does[:4], strict=True):
        assert line.removeprefix("G8.41 and G8.42: ").startswith(f"{would} Under the existing text they have ")
    assert given.does[4] == "And 3 more below."


def test_five_changes_of_one_cause_are_all_told() -> None:
    # Domestic Premises alone count in G8.41, which leaves those with few of them and many others to none.
    text = (
        SUPPLIER.format("")
        .replace("the sum of ", "")
        .replace(" and five times the number of Non-Domestic Premises, in each case", "")
    )
    given = told(text)
    lines = [would for card in given.cards for would in card.newly]
    assert 0 < len(lines) <= 5
    assert [line for line in lines if any(line in said for said in given.does)] == lines


def test_what_a_change_is_from_is_told_of_each() -> None:
    card = Card(
        provisions=("G8.41",),
        severity=Severity.NOTE,
        from_what=(("A.", "It was X."), ("B.", "It was X."), ("C.", "It was Y."), ("D.", "")),
        leading=Finding(0, 0, "PR005", Severity.NOTE, "G8.41", View.ACCEPTED, "", ""),
    )
    assert card.effects == ("A.", "It was X.", "B.", "It was X.", "C.", "It was Y.", "D.")
    given = evolve(told(SUPPLIER.format("")), cards=(card,))
    assert given.does == (
        "G8.41: A. It was X.",
        "G8.41: B. It was X.",
        "G8.41: C. It was Y.",
        "G8.41: D.",
    )


def test_a_new_clause_and_a_deleted_one_are_said_to_be_such() -> None:
    new = SUPPLIER.format("").replace("G8.41", "G8.41A").replace("250,000", "1,000,000")
    assert told(new).does[0].startswith("G8.41A (new): ")
    assert (
        told("Delete Section G8.47(b).\n").does[0].startswith("G8.47(c) and G8.47(d), and G8.47(b), which is deleted: ")
    )


def test_words_that_the_page_hides_stand_beside_the_fault_that_they_may_mend() -> None:
    seen = read_markdown(SUPPLIER.format("").replace("exceeds 250,000", "exceeds 250,001"), "d.md")
    document = evolve(seen, unseen=(Unseen("not more than", seen.paragraphs[0].place, "white on white", 0),))
    given = summarised(check(document, load(), assessment))
    assert given.result.state == "fault"
    *_, last = given.wrong
    assert last.startswith("G8.41: The file contains “not more than”, which cannot be seen on the page")
    assert last.endswith("If those words count, the fault may not be there.")
    assert given.read_all == (
        "Words that the page does not show: \u201cnot more than\u201d. "
        "All others that could affect these results were read."
    )


def test_words_not_read_are_shown_among_those_around_them_with_the_clauses_that_lack_them() -> None:
    (said,) = told(
        SUPPLIER.format("").replace("Domestic Premises and five", "Domestic Premises in Scotland and five")
    ).unread
    assert said.startswith(
        "G8.41: \u201cin Scotland\u201d, in \u201c... of the number of Domestic Premises in Scotland and five times "
        "the number of ...\u201d; G8.42"
    )
    assert "on the same numbers" in said
    assert "no such words" in said


def test_of_a_text_that_decides_nothing_the_words_are_quoted() -> None:
    given = told("H3.4 The DCC shall, on receipt of a notice under Section H3.2, respond within 5 Working Days.\n")
    assert given.does[1].startswith("H3.4: \u201cThe DCC shall, on receipt of a notice under Section H3.2")
    assert given.compared_with == ""
    unread = told('In Section G8.99, for "exceeds 250,000" substitute "exceeds 200,000".\n')
    assert unread.does == ("What it does was not worked out: see below.",)
    assert unread.found_nothing == "Nothing could be checked, because nothing was read."
    assert "G8.99 is not in the text that is held" in unread.unread[0]


def test_an_instruction_that_amends_what_one_not_read_may_amend_is_named() -> None:
    odd = '2. For paragraph (b) substitute "(b) in the next year, to a Full User Security Assessment;".\n\n'
    read = (
        'In Section G8.47(b), for "User Security Self-Assessment" substitute "Verification User Security Assessment".\n'
    )
    (said,) = told(odd + read).wrong
    quoted = read.strip().replace(' "', " \u2018").replace('"', "\u2019")
    assert said == (
        f"Line 3 amends G8.47(b): \u201c{quoted}\u201d It may conflict with line 1, which was not read and "
        "may amend it too."
    )
    assert not any("conflict" in said for said in told(read).wrong)


def test_every_edition_compared_with_is_named() -> None:
    said = told(NEITHER.format("User Security Self-Assessment")).compared_with
    newest = "28 February 2019, the day of the last change to these provisions that we hold"
    assert said == f"Compared with our unofficial text of the Code as at {newest}."
    # Of any other day no such thing is said.
    earlier = check(read_markdown(NEITHER, "d.md"), load(), assessment, on=date(2018, 1, 1))
    assert summarised(earlier).compared_with.endswith("of the Code as at 31 December 2017.")


def test_what_nobody_adopted_is_folded_and_what_somebody_adopted_is_wrong(tmp_path: Path) -> None:
    text = NEITHER.format("User Security Self-Assessment")
    observed = told(text)
    assert observed.wrong == ()
    folded = [said for card in observed.cards for said in card.follows]
    assert any("nobody has adopted it as policy: Nobody is left to self-assessments" in said for said in folded)
    file = tmp_path / "sec-rules.toml"
    file.write_text('[adopted-invariants]\n"never-two-self-assessments-running" = "the Panel, May 2027"\n', "utf-8")
    adopted = told(text, settings.read(file))
    assert any("It was adopted: the Panel, May 2027." in said for card in adopted.cards for said in card.wrong)
    assert "Fault. An adopted invariant no longer holds." in (adopted.result.verdict)
    assert [v.invariant for v in adopted.result.verdicts if v.holds is False] == ["never-two-self-assessments-running"]
    assert adopted.result.fails("error")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"no-such" = "the Panel"\n', "'no-such' is no policy invariant; known are"),
        ('"exactly-one-answer" = "the Panel"\n', "is no policy invariant"),
        ('"more-never-lighter" = " "\n', "should be a table of names, each with its source"),
    ],
)
def test_an_adoption_of_what_is_not_there_is_refused(tmp_path: Path, text: str, expected: str) -> None:
    file = tmp_path / "sec-rules.toml"
    file.write_text(f"[adopted-invariants]\n{text}", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        settings.read(file)
    assert expected in str(caught.value)


def test_two_overlaps_of_one_cause_have_a_line_each() -> None:
    given = told(SUPPLIER.format("").replace("G8.41", "G8.41A").replace("250,000", "100,000"))
    assert [said.partition(" both apply")[0] for said in given.wrong[:2]] == [
        "G8.41A (new): G8.41A and G8.42",
        "G8.41A (new): G8.41 and G8.41A",
    ]


def test_of_a_clause_that_was_not_read_it_is_not_said_that_it_decides_nothing() -> None:
    given = told(SUPPLIER.format(" which is not in administration"))
    assert given.result.state == "nothing-read"
    assert given.result.verdict.startswith(
        "Not checked for effect. Some words of G8.41 could not be interpreted, so only"
    )
    (said,) = given.unread
    assert said.startswith("G8.41: ")
    assert not any("sets out no provision" in said for said in given.does)


def test_a_text_in_other_words_is_not_said_to_be_the_code() -> None:
    other = told(SUPPLIER.format("").replace("exceeds 250,000", "is more than 250,000"))
    assert other.does == ("No User's assessment would change; the words of G8.41 differ from those held.",)
    beside = told(f"{words_held('G8.41')}\n\nG8.49 The Panel shall publish its findings.\n")
    assert beside.does == ("No User's assessment would change; the words of G8.49 differ from those held.",)
    assert told(words_held("G8.41")).does == ("Nothing: this is already the Code of 28 February 2019.",)


def test_what_is_assumed_of_a_direction_stands_first_and_is_no_rewording() -> None:
    tail = ", unless the Panel agrees otherwise."
    held = words_held("G8.41")
    given = told(f"{held.rstrip('.')}{tail}")
    assumed = "All that follows assumes that nobody directs or agrees otherwise under G8.41."
    assert given.result.verdict.startswith(f"No gap or conflict found in what was read, on 1 assumption. {assumed} ")
    says, falls_due, apart, years = given.does
    assert says.startswith("G8.41 holds unless the Panel agrees otherwise")
    assert falls_due.startswith("Under the existing G8.41, Supplier Parties whose ")
    assert falls_due.endswith("every year. They keep it where there is no such direction.")
    assert apart == "Apart from that, no User's assessment would change."
    assert years == "The years are those after the initial assessment."
    reworded = told(f"{held.rstrip('.').replace('exceeds', 'is more than')}{tail}")
    assert reworded.does[3:-1] == ("Reworded without change of effect: G8.41.",)


def test_new_clauses_that_decide_nothing_are_told_in_their_first_words() -> None:
    swapped = NEITHER.format("{~~Verification User Security Assessment~>User Security Self-Assessment~~}")
    new = [f"G8.{n} {{++The Panel shall publish its findings.++}}\n\n" for n in (49, 60, 61, 62, 63)]
    *_, one, two, three, more = told("".join((*new, swapped))).does
    assert one.startswith("G8.49 (marked as new; the text held has a G8.49 already): \u201cThe Panel shall publish")
    assert two == "G8.60 (new): \u201cThe Panel shall publish its findings.\u201d"
    assert three.startswith("G8.61 (new): ")
    assert more == "And 2 more such clauses."


@pytest.mark.parametrize(
    ("text", "fate"),
    [("After Section G8.49 insert:\n\n\u201cG8.49A {}\u201d\n", "new"), ("G8.49A {}\n", "not in our unofficial text")],
)
def test_a_clause_of_clean_text_is_new_only_where_an_instruction_puts_it_in(text: str, fate: str) -> None:
    sentence = "The Panel shall publish its findings."
    *_, last = told(f"{NEITHER.format('User Security Self-Assessment')}\n{text.format(sentence)}").does
    assert last == f"G8.49A ({fate}): \u201c{sentence}\u201d"


def test_what_each_of_two_clauses_gives_is_told() -> None:
    given = " ".join(told(SUPPLIER.format("").replace("G8.41", "G8.41A").replace("250,000", "100,000")).does)
    full = "requires a Full User Security Assessment every year"
    turn = (
        "a Verification User Security Assessment, a User Security Self-Assessment and a Full User Security Assessment"
    )
    assert "G8.41A and G8.42 would both apply to Supplier Parties whose " in given
    assert f"250,000: G8.41A {full}; G8.42 requires {turn} in turn, year after year." in given
    assert "exceed 250,000, with the same result." in given


def test_the_same_users_with_more_in_one_year_and_less_in_another_are_said_to_be_the_same() -> None:
    one, two = "Verification User Security Assessment", "User Security Self-Assessment"
    swapped = words_held("G8.47").replace(one, "X").replace(two, one).replace("X", two)
    same = "The same Users would face a more onerous assessment in some years and a less onerous one in others."
    assert same in told(swapped).result.verdict
    others = told(f"{swapped}\n\n{words_held('G8.44').replace('Verification', 'Full')}")
    assert same not in others.result.verdict
    assert "more onerous assessment, and some a less onerous one." in others.result.verdict


def test_of_a_long_sentence_the_words_are_shown_where_reading_it_stopped() -> None:
    (said,) = told(SUPPLIER.format("").replace("exceeds", "together with those of its Affiliates, exceeds")).unread
    assert said == "G8.41: \u201ctogether with those of its Affiliates\u201d"


def test_clauses_of_which_only_changed_words_are_set_out_are_among_those_not_held() -> None:
    given = told('In Section G8.44, for "250,000" substitute "150,000".\n')
    assert "The official words of G8.41, G8.42, G8.44, G8.45 and G8.47." in " ".join(given.unchecked)
    whole = told(SUPPLIER.format(""))
    assert "The official words of G8.42, G8.44, G8.45 and G8.47." in " ".join(whole.unchecked)


DELETED = "{--and --}"
SCREENS = {
    "a word is lost": SUPPLIER.format("").replace("and the sum", f"{DELETED}the sum"),
    "a figure is lowered": SUPPLIER.format("").replace("250,000", "{~~250,000~>200,000~~}"),
    "a comparison is turned": SUPPLIER.format("").replace(
        "exceeds 250,000", "{~~exceeds 250,000~>is 250,000 or more~~}"
    ),
    "a weight is doubled": SUPPLIER.format("").replace("five", "{~~five~>ten~~}"),
    "a twin is set out alone": SUPPLIER.format("").replace("exceeds 250,000", "is more than 250,001"),
    "a condition is put in": SUPPLIER.format("{++ that is in administration++}"),
    "a count is narrowed": SUPPLIER.format("").replace("and/or gas", "{~~and/or~>and~~} gas"),
    "a joint is turned": SUPPLIER.format("").replace("and the sum", "{~~and~>or~~} the sum"),
    "a clause goes": f"{{--{NEITHER.format('User Security Self-Assessment').strip()}--}}\n",
    "an instruction fails": 'In Section G8.99, for "250,000" substitute "150,000".\n',
    "a duty becomes a power": SUPPLIER.format("").replace("it shall", "it {~~shall~>may~~}"),
    "white space runs on": SUPPLIER.format("").replace("and the sum", "{--and   the--}   sum"),
}
_QUOTED = re.compile("\u201c([^\u201c\u201d]*)\u201d")


def _quotations(given: Summary) -> list[str]:
    """What stands in quotation marks on a first screen, without the signs of what is left out."""
    lines = (given.result.verdict, *given.does, *given.wrong, *given.unread, *given.unchecked)
    found = (words for line in lines for words in _QUOTED.findall(line))
    return [words.removeprefix("... ").removesuffix(" ...").removesuffix("\u2026").strip() for words in found]


@pytest.mark.parametrize("text", SCREENS.values(), ids=SCREENS)
def test_what_stands_in_quotation_marks_are_words_of_the_draft_or_of_the_text_held(text: str) -> None:
    given = told(text)
    draft = given.result.draft
    views = (draft.original, draft.accepted)
    own = [provision.whole for view in views for provision in view.walk()]
    own += [paragraph.text for view in View for paragraph in draft.document.view(view)]
    held = [words_of(clause, version) for clause, version in load().standing(FEBRUARY)]
    sources = [" ".join(words.split()) for words in (*own, *held)]
    quotations = _quotations(given)
    assert [words for words in quotations if not any(words in source for source in sources)] == []


def test_a_deletion_that_leaves_no_sentence_is_what_is_wrong() -> None:
    given = told(SCREENS["a word is lost"])
    said, *_ = given.wrong
    assert said.startswith(
        "G8.41: \u201cand\u201d after \u201ca Supplier Party\u201d is deleted. The words left, \u201c... Where a"
    )
    assert "a Supplier Party the sum of the number" in said
    assert said.endswith("Was the deletion intended?")
    # Words that are put in may be good ones that are not known.
    assert told(SCREENS["a condition is put in"]).wrong == ()
    # Nor is it asked of a deletion from words that could not be followed before either.
    before = SUPPLIER.format(" in administration of {--some --}kind")
    assert not any("intended" in said for said in told(before).wrong)


def test_what_is_counted_is_told_once_and_whole() -> None:
    given = told(SCREENS["a figure is lowered"])
    (said,) = [line for line in given.does if "through one or more Smart Metering Systems" in line]
    assert said.startswith(
        "For Supplier Parties, Domestic Premises and Non-Domestic Premises are those supplied with electricity"
    )
    assert said.endswith("for which the User is the Responsible Supplier.")
    assert not any("Metering" in line for line in told(words_held("G8.41")).does)


def test_only_what_was_read_is_said_to_be_read() -> None:
    given = told(SCREENS["a figure is lowered"])
    assert given.unread == ()
    assert given.read_all == (
        "All of the draft was read and understood. Outside the draft, only our unofficial text of G8.42, G8.44, G8.45 "
        "and G8.47 and our list of defined terms were read."
    )
    beside = told(f"{SCREENS['a figure is lowered']}\nG8.52 The Panel shall publish its findings.\n")
    assert beside.read_all.startswith("All of the draft that could affect these results was read and understood. ")


def test_users_amid_a_cycle_are_named_as_not_checked_where_what_falls_due_in_turn_changes() -> None:
    amid = "What falls due for Users mid-cycle when the change takes effect."
    assert amid in told(SCREENS["a figure is lowered"]).unchecked
    assert amid not in told(words_held("G8.41")).unchecked


def test_a_draft_that_deletes_a_clause_and_leaves_a_gap_is_asked_for_an_exemption() -> None:
    asked = "If these Users are to be exempt, the draft should say so."
    gone = "\n\n".join(f"{{--{line}--}}" for line in words_held("G8.47").split("\n\n"))
    assert asked in told(gone).wrong
    assert asked not in told(SCREENS["a figure is lowered"]).wrong


def test_an_instruction_that_changes_what_falls_due_says_what_becomes_of_what() -> None:
    text = 'In Section G8.47(b), for "User Security Self-Assessment" substitute "Full User Security Assessment".\n'
    line, *_ = told(text).does
    assert line.startswith("G8.47(b) (a User Security Self-Assessment becomes a Full User Security Assessment): Users")
    assert "The difference is in the second year of each three-year cycle after the initial assessment." in line
    gone = "They would no longer have a User Security Self-Assessment in any year after the initial assessment."
    assert line.endswith(gone)


TWICE = "{--and/or--}{++and++}"


def test_the_same_passage_in_two_clauses_is_told_once_and_who_has_what_now_of_each() -> None:
    both = (words_held(label).replace("and/or", TWICE, 1) for label in ("G8.41", "G8.42"))
    given = told("\n\n".join(both))
    assert "G8.41 and G8.42: “and/or” becomes “and”." in given.does
    assert any(line.startswith("Under the existing G8.41, Supplier Parties whose ") for line in given.does)
    assert any(line.startswith("Under the existing G8.42, Supplier Parties whose ") for line in given.does)
    (unread,) = given.unread
    assert unread.startswith("G8.41 and G8.42: ")


def test_a_gap_that_words_not_understood_may_make_is_told_as_possible() -> None:
    given = told(SUPPLIER.format(" holding a gas supply licence"))
    may = (
        "But depending on what the words quoted below mean, there may be no assessment stated for some or all Supplier "
    )
    assert may in given.found_nothing
    assert "epending" not in told(words_held("G8.41")).found_nothing


def test_what_follows_from_one_paragraph_deleted_is_one_line() -> None:
    limb = "(c) in the next following year, to a Full User Security Assessment; and"
    held = words_held("G8.42")
    assert limb in held
    line, then = told(held.replace(limb, f"{{--{limb}--}}")).wrong
    assert then == "With G8.42(c) deleted, G8.42 may state no assessment for the years that it covered."
    assert line.startswith("G8.42(c) (deleted), and the rest is not adjusted. As amended: G8.42 has no paragraph (c); ")
    assert "The list has no (c) before (d)." in line
    assert line.endswith("There is no “and” or “or” between (b) and (d).")


def test_a_paragraph_deleted_and_the_others_renumbered_are_told_as_that() -> None:
    held = words_held("G8.44")
    limb = "(b) in the immediately following year, to a Verification User Security Assessment;"
    text = held.replace(limb, f"{{--{limb}--}}").replace("(c) in the next", "{--(c)--}{++(b)++} in the next")
    given = told(text.replace("(d) in each", "{--(d)--}{++(c)++} in each"))
    assert f"G8.44: “{limb}” is deleted; (c) and (d) become (b) and (c)." in given.does
    why = "G8.44(c) repeats paragraphs (a) to (c), and so itself."
    assert given.unread == (f"G8.44: What falls due under it is not known, because {why}",)


def test_a_last_paragraph_deleted_leaves_none_from_then_on() -> None:
    held = words_held("G8.42")
    last = held[held.index("(d) in each") :].strip()
    cut = held.replace(last, f"{{--{last}--}}").replace("Self-Assessment;", "Self-Assessment;{++ and++}")
    given = told(cut.replace("Full User Security Assessment; and", "Full User Security Assessment{--; and--}{++.++}"))
    line = next(line for line in given.does if line.startswith("G8.42(d) (deleted): "))
    assert "and a Full User Security Assessment in the first three years, then none." in line


def test_what_is_assumed_of_users_and_that_no_day_is_named_are_not_checked() -> None:
    given = told(SCREENS["a figure is lowered"])
    assert "Users that are both a Supplier Party and a Network Party." in given.unchecked
    assert "When the change would take effect: the draft does not say." in given.unchecked
    dated = told('With effect from 1 April 2020, in Sections G8.41 and G8.42 for "250,000" substitute "300,000".\n')
    assert "According to the draft, it has effect from 1 April 2020." in dated.does
    assert not any(line.startswith("When the change") for line in dated.unchecked)


def test_a_clause_on_the_same_numbers_that_is_left_is_named() -> None:
    words = "the number of Non-Domestic Premises"
    given = told(words_held("G8.41").replace(words, f"{words}{{++ and two times the number of Micro Sites++}}", 1))
    both = "it is not known whether some Users would fall under both, or under neither."
    said = f"G8.42 is not changed to match G8.41: {both}"
    assert said in given.found_nothing


def test_in_which_years_overlapping_clauses_differ_is_said() -> None:
    new = words_held("G8.41").replace("G8.41", "G8.41A").replace("exceeds 250,000", "is at most 250,000")
    (line, *_) = told(f"After Section G8.41 insert:\n\n“{new.strip()}”\n").does
    assert "The two differ in the first and second years of each three-year cycle." in line


@pytest.mark.parametrize(
    "sentence",
    [
        "Section G8.44 does not apply to a User which is also a Supplier Party.",
        "Section G8.41 does not apply to a User that is also a Network Party.",
        "Where a User is both a Supplier Party and a Network Party, Section G8.44 shall not apply to it.",
        "A User which is both a Network Party and a Supplier Party shall be treated as a Supplier Party only.",
    ],
)
def test_a_clause_on_those_whom_the_check_leaves_out_is_said_to_be_one(sentence: str) -> None:
    given = told(f'1. After Section G8.44 insert:\n\n"G8.44A {sentence}"\n')
    whom = "Users that are both a Supplier Party and a Network Party"
    assert f"G8.44A speaks of {whom}, which this check leaves out of account." in given.does
    assert f"{whom}, with whom G8.44A is concerned, were not considered." in given.unchecked


@pytest.mark.parametrize(
    "sentence",
    [
        "Section G8.44 does not apply to a User which is also a Registration Data Provider.",
        "Where a User is not both a Supplier Party and a Network Party, Section G8.44 shall not apply to it.",
        "Section G8.41 does not apply to a User which is also a Supplier Party.",
    ],
)
def test_a_clause_on_other_users_is_not(sentence: str) -> None:
    given = told(f'1. After Section G8.44 insert:\n\n"G8.44A {sentence}"\n')
    assert not any("leaves out of account" in line for line in given.does)


def test_what_a_draft_does_besides_that_from_which_something_follows_is_told() -> None:
    limits = (
        "and the number of Domestic Premises supplied with electricity and/or gas through one or more Smart "
        "Metering Systems for which it is the Electricity Distributor and/or the Gas Transporter is equal to or less "
        "than 250,000"
    )
    given = told(
        '1. In Section G8.45(b), for "User Security Self-Assessment" substitute "Verification User Security '
        f'Assessment".\n\n2. Omit Section G8.44.\n\n3. In Section G8.45, omit "{limits}".\n'
    )
    assert given.result.state == "proved"
    assert f"Also: G8.44 is deleted; in G8.45 \u201c{limits}\u201d is deleted." in given.does
    same = "would come under G8.45 in place of G8.44, with the same assessments as now."
    assert f"Network Parties whose Domestic Premises exceed 250,000 {same}" in given.does


def test_a_paragraph_gone_and_the_others_moved_up_are_one_cause_told_by_programmes() -> None:
    held = words_held("G8.44")
    gone = "(b) in the immediately following year, to a Verification User Security Assessment;"
    text = held.replace(gone, f"{{--{gone}--}}").replace(
        "(c) in the next", "{~~(c)~>(b)~~} in the {~~next~>immediately~~}"
    )
    given = told(text.replace("(d) in each", "{~~(d)~>(c)~~} in each").replace("(a) to (c)", "(a) to {~~(c)~>(b)~~}"))
    line, *_ = given.does
    assert line.startswith(
        "G8.44 ((b) deleted; (c) and (d) become (b) and (c); “next” becomes “immediately” in G8.44(b) and “(c)” "
    )
    twice = "a Verification User Security Assessment in the first and second of every three years"
    assert f"{twice} and a Full User Security Assessment in the third." in line
    both = "a Verification User Security Assessment and a Full User Security Assessment in turn,"
    assert f"would have {both} year after year" in line


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "it shall be",
            "it shall{++, unless it has told the Panel that it ceases to trade,++} be",
            "excepted from G8.41 by the words inserted may have no assessment stated for it",
        ),
        (
            "it shall be",
            "{++unless it is exempt under Section G8.60,++} it shall be",
            "excepted from G8.41 by the words inserted may have no assessment stated for it",
        ),
        (
            "in each year after",
            "{--in each year--}{++every two years++} after",
            "leave years in which no assessment is stated",
        ),
        ("it shall be", "it shall{++, as a large supplier,++} be", ""),
        ("it shall be", "it {~~shall~>should~~} be", "without “shall”, G8.41 may require no assessment"),
        (
            "a Supplier Party and",
            "a Supplier Party {++which has been a User for three years++} and",
            "a User whom the words inserted leave out of G8.41 may have no assessment stated for it: G8.42 is not "
            "changed.",
        ),
    ],
)
def test_a_clause_beside_is_named_only_where_the_words_may_say_whom_it_reaches(old: str, new: str, says: str) -> None:
    text = words_held("G8.41")
    assert old in text
    given = told(text.replace(old, new, 1))
    possible = given.found_nothing.partition(" But ")[2]
    assert says in possible if says else not possible


def test_whom_a_clause_lets_out_of_another_may_be_left_without_one() -> None:
    given = told(
        'After Section G8.46 insert:\n\n"G8.46A Where a User asks for it, Section G8.42 shall not apply to it."\n'
    )
    assert given.found_nothing.endswith("a User that G8.46A takes out of G8.42 may have no assessment stated for it.")


@pytest.mark.parametrize("head", ["From 1 April 2021, where", "With effect from 1 April 2021, where"])
def test_a_day_at_the_head_of_a_clause_brings_nobody_under_it_and_is_named_as_a_day(head: str) -> None:
    given = told(words_held("G8.41").replace("Where", f"{{--Where--}}{{++{head}++}}", 1))
    assert given.result.state == "not-all-read"
    assert not any("other Users too" in line for line in given.does)
    when = "When the change would take effect: G8.41 has a date, \u201c1 April 2021\u201d, in words that were not "
    assert any(line.startswith(when) for line in given.unchecked)


def test_a_paragraph_that_ends_with_and_before_nothing_is_said_to() -> None:
    given = told("1. In Section G8.47, omit paragraph (d).\n")
    assert "G8.47(c) ends with \u201cand\u201d, but nothing follows." in given.wrong
    assert "With G8.47(d) deleted, G8.47 may state no assessment for the years that it covered." in given.wrong


def test_a_redline_is_laid_out_once_for_all_that_is_said_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[View] = []

    def counted(document: Document, view: View, scheme: Scheme) -> Layout:
        calls.append(view)
        return laid_out(document, view, scheme)

    monkeypatch.setattr(redline, "laid_out", counted)
    given = told(f"G8.45 {words_held('G8.45').replace('250,000', '{~~250,000~>260,000~~}')}")
    assert given.does
    assert given.cards
    assert calls == [View.MARKUP]


@pytest.mark.parametrize(
    ("first", "meet"),
    [
        ('1. In Section A1, after the definition of "Domestic Premises" insert a thing.', False),
        ('1. In Section G8, after "Domestic Premises" insert a thing or two somewhere.', True),
    ],
)
def test_an_instruction_for_another_section_meets_none_for_a_clause_of_this(first: str, meet: bool) -> None:
    given = told(f'{first}\n\n2. In Section G8.41, for "250,000" substitute "200,000".\n')
    assert any("may conflict with" in line for line in given.wrong) is meet


def test_an_opening_that_says_every_user_leaves_out_those_not_considered() -> None:
    given = told(
        words_held("G8.41").replace("250,000", "200,000") + "\n\n" + words_held("G8.42").replace("250,000", "200,000")
    )
    one = "give every User considered exactly one kind of assessment in each year after the initial one, and having "
    assert one in given.result.verdict


def test_a_clause_cited_by_the_way_is_not_said_to_be_in_doubt() -> None:
    text = "Where a User has had an assessment under Section G8.41, Section G8.42 shall not apply to it for a while."
    given = told(f'After Section G8.46 insert:\n\n"G8.46A {text}"\n')
    under = [line for line in given.does if line.startswith("Under the existing ")]
    assert under
    assert all(line.startswith("Under the existing G8.42, ") for line in under)


GAP = ("equal to or less than 250,000", "less than 250,000")


@pytest.mark.parametrize(
    ("old", "new"),
    [("the sum", "the the sum"), ("the Responsible", "the The Responsible"), ("in the", "in the\u00a0the")],
)
def test_a_gap_is_as_sure_where_an_article_stands_twice(old: str, new: str) -> None:
    text = words_held("G8.42").replace(*GAP)
    once, twice = told(text), told(text.replace(old, new, 1))
    assert once.result.state == twice.result.state == "fault"
    assert once.does[0] in twice.does
    assert any("stands twice" in line for line in twice.wrong)


@pytest.mark.parametrize("twice", ["neither neither a Supplier", "not not a Supplier", "a a Supplier"])
def test_nothing_else_is_passed_over_where_it_stands_twice(twice: str) -> None:
    text = words_held("G8.47").replace("neither a Supplier", twice, 1)
    assert told(text).result.state in ("nothing-read", "not-all-read")


TWO_WAYS = words_held("G8.42").replace("250,000", "three hundred thousand (200,000)")


def test_words_that_can_be_read_in_two_ways_are_not_said_to_be_unread() -> None:
    given = told(TWO_WAYS)
    assert "one passage of the draft can be read in more than one way" in given.result.verdict
    assert "could not be interpreted" not in given.result.verdict
    (said,) = given.unread
    assert "it can be read in two ways: (1) ... five times its Non-Domestic Premises are at most 300,000; (2)" in said
    assert "Premises are at most 200,000. They differ, first for a Supplier Party with 200,001 Domestic" in said
    assert not any("(d) in every year" in line for line in given.unread)
    # Each sentence once, and of whom it depends in one.
    assert len(set(given.does)) == len(given.does)
    assert sum("may have another assessment, or none" in line for line in given.does) == 1
    assert not any("what falls due may change" in line for line in given.does)


def test_two_ways_that_a_finding_tells_are_told_once() -> None:
    words = "exceeds 250,000 or is exactly 20 and the number of Non-Domestic Premises supplied with electricity "
    words += "and/or gas through one or more Smart Metering Systems for which it is the Responsible Supplier exceeds 3"
    given = told(words_held("G8.41").replace("exceeds 250,000", words, 1))
    assert sum("(1)" in line for line in (*given.wrong, *given.unread)) == 1
    (said,) = given.unread
    assert said.endswith("can be read in more than one way, as said above.")


def test_words_of_ours_are_not_quoted_as_those_of_a_draft_that_renumbers_a_clause() -> None:
    ours = "Where the category of a security assessment depends"
    moved = told("1. Section G8.47 is deleted.\n\n2. Section G8.48 is renumbered as Section G8.47.\n")
    assert any("this would be the existing G8.48, which the draft renumbers" in line for line in moved.unread)
    undone = told("1. Section G8.41 is deleted and Sections G8.42 to G8.50 are renumbered accordingly.\n")
    assert not any(ours in line for line in (*moved.unread, *undone.unread))
    (said,) = undone.unread
    assert said.startswith("G8.41: ")
    # Words that the draft gives are quoted.
    given = told("1. In Section G8.48, for \u201cnone is found\u201d substitute \u201cthe Panel decides\u201d.\n")
    assert any(line.startswith("G8.48") and "the Panel decides" in line for line in given.unread)


def test_an_instruction_that_was_understood_is_not_said_to_be_unread() -> None:
    moved = "1. Section G8.48 is renumbered as Section G8.47.\n\n2. Section G8.49 is renumbered as Section G8.48.\n"
    given = told(f"0. Section G8.47 is deleted.\n\n{moved}")
    (said,) = (line for line in given.wrong if "It may conflict with" in line)
    assert "which was not carried out and may amend it too" in said


def test_of_a_definition_the_words_changed_are_told_and_not_its_beginning() -> None:
    text = '"Domestic Premises" means premises taking energy for a domestic purpose{++, other than empty ones++}.'
    given = told(f"{text}\n\n{words_held('G8.42').replace('250,000', '{~~250,000~>200,000~~}')}")
    (said,) = (line for line in given.unread if "definition" in line.lower())
    assert said.startswith("Definition of Domestic Premises: \u201c, other than empty ones\u201d is inserted after")
    assert all(not line.startswith("definition") for line in given.does)


def test_the_day_of_a_redline_is_not_called_the_last_where_its_old_words_still_stand() -> None:
    text = words_held("G8.47").replace("Self-Assessment", "{~~Self-Assessment~>Assessment~~}", 1)
    said = "The redline's old words of G8.47 say what the newest version held says."
    assert told(text).result.draft.base_because == said
    # Until 27 February 2019 a Self-Assessment fell due in the first year.
    earlier = text.replace("a Verification User Security Assessment", "a User Security Self-Assessment", 1)
    day = "27 February 2019 is the last day on which G8.47 stood as the redline's old words have them."
    assert told(earlier).result.draft.base_because == day


def test_what_is_ranked_is_said_as_a_thing_that_was_not_checked() -> None:
    given = told(words_held("G8.47").replace("a Verification User", "a {~~Verification~>Full~~} User", 1))
    assert "Which is more onerous: we ranked Full, Verification, Self-Assessment." in given.unchecked


def test_an_instruction_that_holds_from_another_day_is_quoted_with_why_it_is_open() -> None:
    one = "1. Section G8.47 is revoked with effect from 1 April 2031."
    for_, to = "User Security Self-Assessment", "Full User Security Assessment"
    figure = f"2. In Section G8.45(b), for \u201c{for_}\u201d substitute \u201c{to}\u201d."
    (said,) = told(f"{one}\n\n{figure}\n").unread
    assert said.startswith(f"The draft: \u201c{one}\u201d: not all changes hold from the same day: ")
    assert "not carried out" not in said
