"""The reading ledger: every sign of a document in exactly one entry, and the sum the document."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from sec_rules.documents.document import View, signs
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.drafting.ledger import KINDS, Entry, Kind, Ledger
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment
from tests.documents.word.conftest import Make
from tests.documents.word.conftest import make as make
from tests.documents.word.test_page import PICTURE, box, holding, par, run, sum_of

CODE = load()
G841 = (
    "G8.41 Where a User is a Supplier Party and the number of Domestic Premises supplied with electricity and/or gas "
    "through one or more Smart Metering Systems for which it is the Responsible Supplier exceeds 250,000, it shall be "
    "subject to a Full User Security Assessment in each year after the year of its initial Full User Security "
    "Assessment."
)


def held(words: str) -> Draft:
    return hold_against(read_markdown(words, "draft.md"), CODE)


def ledger(words: str, view: View = View.ACCEPTED) -> Ledger:
    return held(words).books.ledger(view)


def kinds(given: Ledger) -> list[tuple[Kind, str]]:
    """Entries of one kind that follow each other together, with their words."""
    found: list[tuple[Kind, str]] = []
    for entry in given.entries:
        if entry.part == "body" and found and found[-1][0] == entry.kind:
            found[-1] = (entry.kind, f"{found[-1][1]} {entry.text}")
        elif entry.part == "body":
            found.append((entry.kind, entry.text))
    return found


def closes(given: Ledger) -> bool:
    return given.counted == given.sum + given.unseen and given.sum == sum(map(given.signs, KINDS))


RULES = G841.split(" ", 1)[1]
BEFORE, AFTER = RULES.split(" supplied with electricity and/or gas through one or more Smart Metering Systems ")
READ: list[tuple[Kind, str]] = [
    ("label", "G8.41"),
    ("rule", BEFORE),
    ("qualifier", "supplied with electricity and/or gas through one or more Smart Metering Systems"),
    ("rule", AFTER),
]


def as_words(found: list[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    return [(kind, "".join(text.split())) for kind, text in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", []),
        ("## Supplier Parties", [("heading", "Supplier Parties")]),
        ("## Transitional: until 2031", [("open", "Transitional: until 2031")]),
        ("Some words of no clause.", [("open", "Some words of no clause.")]),
        ("Amend Section G8 as follows:", [("instruction", "Amend Section G8 as follows:")]),
        ("Page 3 of 12", [("furniture", "Page 3 of 12")]),
        ("[\u2026]", [("furniture", "[\u2026]")]),
    ],
)
def test_what_stands_outside_clauses_is_in_the_entry_of_its_kind(words: str, expected: list[tuple[Kind, str]]) -> None:
    found = ledger(f"The Panel shall publish it.\n\n{words}\n\n{G841}")
    assert as_words(kinds(found)) == as_words([("outside", "The Panel shall publish it."), *expected, *READ])
    assert closes(found)


@pytest.mark.parametrize(
    ("beside", "kind"),
    [
        ("Each User shall notify the Panel of a change of its number of premises.", "outside"),
        ("\u201cWorking Day\u201d means any day other than a Saturday or a Sunday.", "definition"),
        ("No User shall be so subject in its third year.", "open"),
        ("Not used.", "rule"),
    ],
)
def test_a_sentence_of_a_clause_is_in_the_entry_of_what_became_of_it(beside: str, kind: Kind) -> None:
    found = ledger(f"{G841}\n\nG8.48A {beside}")
    assert as_words(kinds(found)) == as_words([*READ, ("label", "G8.48A"), (kind, beside)])
    assert closes(found)


def test_a_rule_names_clause_limb_and_the_node_that_it_became() -> None:
    words = G841.replace("subject to a Full", "subject:\n\n(a) in the first year, to a Full").split(" in each year")[0]
    found = {(e.clause, e.limb, e.became) for e in ledger(words + ".").entries if e.kind == "rule"}
    assert ("G8.41", "G8.41", "the figure 250,000") in found
    assert ("G8.41", "G8.41", "domestic_premises") in found
    assert ("G8.41", "G8.41(a)", "FULL") in found


def test_words_that_no_rule_uses_are_open_in_the_middle_of_a_rule() -> None:
    found = ledger(G841.replace("a Supplier Party", "a dormant Supplier Party"))
    (entry,) = (e for e in found.entries if e.kind == "open")
    assert (entry.text, entry.limb, entry.place) == ("a dormant", "G8.41", "line 1")
    assert closes(found)


LOWER = 'In Section G8.44, for "250,000" substitute "400,000".'


def test_an_instruction_says_what_it_did_or_why_it_was_not_carried_out() -> None:
    found = ledger(f"{LOWER}\n\nIn Section G8.45, for \u201cX\u201d substitute \u201cY\u201d.")
    one, two = found.entries
    assert (one.kind, one.text, one.became) == ("instruction", LOWER, f"carried out: {LOWER}")
    assert (two.kind, two.became) == ("open", "the words 'X' do not appear in G8.45")
    assert closes(found)


def test_text_that_an_instruction_gives_is_what_it_became() -> None:
    given = f"After Section G8.48 insert:\n\n\u201c{G841.replace('G8.41', 'G8.48A')}\u201d"
    found = ledger(given)
    quotes = [e for e in found.entries if e.kind == "furniture"]
    assert [e.text for e in quotes] == ["\u201c", "\u201d"]
    assert {e.limb for e in found.entries if e.kind == "rule"} == {"G8.48A"}
    assert closes(found)


def test_each_view_of_a_redline_has_its_own_entries() -> None:
    draft = held(G841.replace("250,000", "{~~250,000~>300,000~~}").replace("a Supplier", "a {++dormant ++}Supplier"))
    texts = {view: "".join(e.text for e in draft.books.ledger(view).entries) for view in View}
    assert [("250,000" in text, "300,000" in text, "dormant" in text) for text in texts.values()] == [
        (True, False, False),
        (True, True, True),
        (False, True, True),
    ]
    opened = [[e.text for e in draft.books.ledger(view).entries if e.kind == "open"] for view in View]
    assert opened == [[], ["a dormant"], ["a dormant"]]
    assert all(closes(draft.books.ledger(view)) for view in View)


@pytest.mark.parametrize(
    ("text", "aside", "kept"),
    [
        ("**G8.41** Words of it.", "****", "G8.41Wordsofit."),
        ("> a \\* b *c*", ">\\**", "a*bc"),
        ("| a | {++b++} |\n|---|:--|\n| \\| |", "||||---|:--|||\\", "ab|"),
        ("a <!-- b --> c {>>d<<}", "bd", "ac"),
        ("---\ntitle: x\n---\na", "---title:x---", "a"),
    ],
)
def test_signs_of_markdown_and_comments_are_furniture(text: str, aside: str, kept: str) -> None:
    document = read_markdown(text, "draft.md")
    shown = "".join(p.text for p in document.view(View.ACCEPTED))
    left = "".join(u.words_in(View.ACCEPTED) for u in document.furniture)
    assert sorted("".join(left.split())) == sorted(aside)
    assert "".join(shown.split()) == kept
    assert document.counted[2] == signs(shown) + signs(left)


def word(make: Make, *bodies: str) -> Draft:
    return hold_against(read_docx(make("".join(bodies)), "draft.docx", formatting_is_redline=False), CODE)


@pytest.mark.parametrize(
    ("inside", "kind", "part", "count"),
    [
        (holding(box(par(run("is not a Supplier Party")))), "open", "text box", 19),
        (holding(box(par(run("The Panel shall publish a report.")))), "outside", "text box", 28),
        (sum_of("5", "\u00d7"), "open", "equation", 2),
        (holding(PICTURE), "open", "picture", 0),
        (holding("<w:object/>"), "open", "embedded object", 0),
    ],
)
def test_what_stands_beside_the_paragraphs_is_one_entry(
    inside: str, kind: Kind, part: str, count: int, make: Make
) -> None:
    found = word(make, par(run(G841), inside)).books.ledger(View.ACCEPTED)
    (entry,) = (e for e in found.entries if e.part != "body")
    assert (entry.kind, entry.part, entry.signs, entry.place) == (kind, part, count, "paragraph 1")
    assert closes(found)


def test_words_that_the_page_does_not_show_are_in_no_entry_and_counted_apart(make: Make) -> None:
    found = word(make, par(run(G841), run("or not", "<w:vanish/>"))).books.ledger(View.ACCEPTED)
    assert (found.unseen, found.missing) == (5, 0)
    assert not any("not" in e.text for e in found.entries)


def test_what_a_reader_passes_over_opens_a_place(make: Make) -> None:
    document = read_docx(make(par(run(G841))), "draft.docx")
    counted = document.counted[2]
    assert counted is not None
    draft = hold_against(evolve(document, counted=(counted, counted, counted + 3)), CODE)
    assert [(p.kind, p.text) for p in draft.open] == [("object", "3 characters")]
    assert hold_against(document, CODE).open == ()


def test_a_paragraph_that_the_layout_passes_over_opens_a_place() -> None:
    draft = held(f"{G841}\n\nSome words of no clause.")
    accepted = draft.books.accepted
    layout = evolve(accepted.layout, loose=(), headed=())
    books = evolve(draft.books, accepted=evolve(accepted, layout=evolve(layout, provisions=()), open=()))
    passed = [e for e in books.ledger(View.ACCEPTED).entries if e.kind == "open"]
    assert "".join("".join(e.text.split()) for e in passed) == "".join(f"{G841}Some words of no clause.".split())


# Documents made of what a draft may hold, in any order and with any change on it.

LINES = st.sampled_from(
    [
        G841,
        f"**{G841.replace('G8.41', 'G8.48B')}**",
        LOWER,
        "## Transitional: until 2031",
        "# Network Parties",
        "(a) in the first year; and",
        "Some words [TBC] of no clause \u2014 5 \u00d7 3.",
        '| Section | Amendment |\n|---|---|\n| G8.44 | for "250,000" substitute "400,000" |',
        "> \u201cG8.48A Not used.\u201d",
        "After Section G8.48 insert:",
        "Contents\tpage 3",
        "About this document",
        "<!-- a comment -->",
        "[...]",
    ]
)
CHANGES = st.sampled_from(["{}", "{{++{}++}}", "{{--{}--}}", "{{~~{}~>other words~~}}", "{{=={}==}}{{>>a note<<}}"])


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(LINES, CHANGES), min_size=1, max_size=7))
def test_the_sum_closes_over_documents_made_up(lines: list[tuple[str, str]]) -> None:
    draft = held("\n\n".join([*(change.format(line) for line, change in lines), G841.replace("G8.41", "G8.49")]))
    for view in View:
        assert closes(draft.books.ledger(view)), draft.books.ledger(view)
    texts = [p.text for p in draft.document.view(View.ACCEPTED)]
    entries: list[Entry] = [e for e in draft.books.ledger(View.ACCEPTED).entries if e.part == "body"]
    assert sorted("".join("".join(texts).split())) == sorted("".join("".join(e.text for e in entries).split()))


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_the_sum_closes_over_what_is_left_of_a_document_that_is_cut(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(MIXED)))
    end = data.draw(st.integers(start, len(MIXED)))
    text = MIXED[:start] + data.draw(st.sampled_from(["", " ", "\n\n", "**", "|", "\u201c", "(b) "])) + MIXED[end:]
    draft = held(f"{text}\n\n{G841.replace('G8.41', 'G8.49')}")
    assert all(closes(draft.books.ledger(view)) for view in View)


MIXED = f"# Draft\n\n{LOWER}\n\n{G841}\n\n(a) one; and\n\n(b) two.\n\n## Later\n\n> \u201cG8.48A Not used.\u201d\n"


# A style decides nothing.

STYLES = {
    "H1": "heading 1", "H3": "heading 3", "T": "Title", "C1": "toc 1", "C": "TOC Heading", "P": "caption",
    "F": "footer", "Q": "Quote", "L": "List Paragraph", "O": "heading of mine",
}  # fmt: skip
STYLED = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>' for key, name in STYLES.items()
)
SHOWN = [
    "Proposed legal text",
    "Supplier Parties",
    G841,
    "G8.47 Where a User is neither a Supplier Party nor a Network Party",
    "it shall be subject",
    "(a) in the first year, to a User Security Self-Assessment",
    "(b) in the second year, to a Full User Security Assessment; and",
    "(c) in each year thereafter, to a category of security assessment which repeats the annual sequence of "
    "paragraphs (a) to (b).",
]


def in_styles(make: Make, styles: dict[int, str]) -> Draft:
    lines = (par(run(t), properties=f'<w:pStyle w:val="{styles.get(i, "")}"/>') for i, t in enumerate(SHOWN))
    return hold_against(read_docx(make("".join(lines), styles=STYLED), "d.docx", formatting_is_redline=False), CODE)


def says(draft: Draft) -> list[tuple[str, str]]:
    return [(rule.clause, repr(rule.rule)) for rule in draft.proposed.ruleset(assessment, draft.on).rules]


def test_whatever_style_a_paragraph_has_its_words_are_read_alike(make: Make) -> None:
    plain = in_styles(make, {})
    assert plain.open == ()
    for number in range(len(SHOWN)):
        key = list(STYLES)[number % len(STYLES)]
        styled = in_styles(make, {number: key, 5: key})
        assert (says(styled), styled.open) == (says(plain), ()), (number, key)


RUN_IN = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"


@pytest.mark.parametrize(
    ("heading", "opened"),
    [
        ("Supplier Parties above the threshold.", False),
        ("Assessments of Supplier Parties", False),
        ("Until 2031.", True),
        ("Supplier Parties in Scotland.", True),
    ],
)
def test_a_heading_on_one_line_with_its_clause_is_a_heading(heading: str, opened: bool, make: Make) -> None:
    label, words = G841.split(" ", 1)
    draft = word(make, par(run(f"{label} {heading}"), properties=RUN_IN), par(run(words)))
    assert says(draft) == says(held(G841))
    assert [place.text for place in draft.open] == ([heading] if opened else [])
    entries = draft.books.ledger(View.ACCEPTED).entries
    assert [(e.kind, e.text) for e in entries][:2] == [("label", label), ("open" if opened else "heading", heading)]
