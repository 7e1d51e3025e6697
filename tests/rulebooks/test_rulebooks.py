"""The rulebooks beside this test, end to end: `prove`, `check`, `compare`, `assess --portfolio`, and the page."""

from __future__ import annotations

import csv
import importlib.util
import re
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import sec_rules
from sec_rules.analysis.invariants import prove_all
from sec_rules.cli import main

HERE = Path(__file__).parent
ON = date(2020, 1, 1)


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


BOOKS = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("test_"))


@pytest.mark.parametrize("name", BOOKS)
def test_a_rulebook_is_short_and_proved(name: str):
    assert len((HERE / f"{name}.py").read_text(encoding="utf-8").splitlines()) <= 150
    code = sec_rules.load(rulebook=HERE / f"{name}.py")
    assert [v.message for v in prove_all(code, code.rulebook.question, ON) if not v.holds] == []


def test_the_scheme_as_made_had_a_gap_and_an_overlap_and_as_corrected_has_none():
    esos = module("esos")
    (first, *_) = prove_all(sec_rules.load(rulebook=esos.AS_MADE), esos.qualification, ON)
    assert first.holds is False
    kinds = {failure.kind: failure.witness for failure in first.failures}
    assert kinds["gap"] == {"employees": 0, "turnover": 50_000_001, "balance_sheet": 43_000_001}
    assert kinds["overlap"] == {"employees": 0, "turnover": 50_000_001, "balance_sheet": 43_000_000}
    (first, *_) = prove_all(sec_rules.load(rulebook=esos.RULEBOOK), esos.qualification, ON)
    assert first.holds is True


def test_two_rules_of_connection_charges_overlapped_until_one_came_first():
    charges = module("connection_charges")
    (first, *_) = prove_all(sec_rules.load(rulebook=charges.BEFORE), charges.contribution, ON)
    assert [failure.kind for failure in first.failures] == ["overlap"]
    assert first.failures[0].clauses == ("1.15", "1.30")
    assert first.witness == {"cost": 1, "capacity": 0, "above_one_level": True}
    (first, *_) = prove_all(sec_rules.load(rulebook=charges.RULEBOOK), charges.contribution, ON)
    assert first.holds is True


@pytest.mark.parametrize(
    ("on", "least"),
    [("2019-03-31", 250_001), ("2019-04-01", 200_001), ("2020-04-01", 150_001), ("2021-04-01", 150_001)],
)
def test_the_threshold_of_the_obligation_is_that_of_the_phase(on: str, least: int):
    eco = module("eco")
    code, day = sec_rules.load(rulebook=eco.RULEBOOK), date.fromisoformat(on)
    for customers, outcome in ((least - 1, "OUTSIDE"), (least, "PARTICIPANT")):
        answer = code.ask(eco.participation, {"customers": customers, "electricity": 501, "gas": 0}, on=day)
        assert str(answer.outcome) == outcome


PACKAGING = """
from sec_rules.notation import Count, Outcome, Question, Rulebook, Says, Unit, YesNo
packaging = Count("packaging", "the packaging supplied", "tonnes", short="tonnes of packaging")
EXEMPT = Outcome("EXEMPT", "an exempt producer", 1)
LARGE = Outcome("LARGE", "a large producer", 2)
size = Question("size", "Which producer is it?", (EXEMPT, LARGE), (packaging,), facts=(packaging,), noun="a class",
    classes=True)
RULEBOOK = Rulebook(name="packaging", title="the packaging rules", questions=(size,), user=("producer",),
    units=(Unit("tonnes", "tonnes"),), words=(
        Says(packaging, ("packaging", "of packaging"), verbs=("supplied",)),
        Says(EXEMPT, ("exempt producer",)), Says(LARGE, ("large producer",))),
    written='''
1. A producer is a large producer where it supplied more than 50 tonnes of packaging.

2. A producer is an exempt producer where it supplied 50 tonnes of packaging or less.
''')
"""


def test_what_somebody_is_nobody_has_and_the_text_is_not_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    book, draft = tmp_path / "packaging.py", tmp_path / "draft.md"
    book.write_text(PACKAGING, encoding="utf-8")
    draft.write_text(
        "1. A producer is a large producer where it supplied more than 60 tonnes of packaging.\n\n", "utf-8"
    )
    assert main(["check", str(draft), "--rulebook", str(book)]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "Under the existing text they are each a large producer." in told
    assert "None of the provisions read would state a class for Users whose tonnes of packaging exceed 50" in told
    assert "(judged on the text held of the other provisions)" in told
    assert "our unofficial text" not in told
    line = ["assess", "--rulebook", str(book), "--on", "2024-01-01", "--fact", "packaging=51"]
    assert main(line) == 0
    assert "1 tonne of packaging fewer" in capsys.readouterr().out
    draft.write_text(
        "1. A producer is a large producer where it supplied more than 60 tonnes of packaging.\n\n"
        "2. A producer is an exempt producer where it supplied 60 tonnes of packaging or less.\n",
        "utf-8",
    )
    assert main(["check", str(draft), "--rulebook", str(book)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "would each be an exempt producer" in told
    assert "On the text held, the provisions read give every User exactly one class" in told


def test_what_a_rulebook_names_is_defined_in_it():
    draft = b"1. A licence-holder is a participant where its domestic customers exceed the Customer Threshold."
    review = sec_rules.check(draft, sec_rules.load(rulebook=HERE / "eco.py"), select=["DT501"])
    assert [found.message for found in review.findings] == []
    other = draft.replace(b"Customer Threshold", b"Customer Ceiling")
    (found,) = sec_rules.check(other, sec_rules.load(rulebook=HERE / "eco.py"), select=["DT501"]).findings
    assert found.message.endswith("is not defined in the draft or in its rulebook.")


def test_a_rulebook_is_told_nothing_of_the_words_of_another_code():
    code = sec_rules.load(rulebook=module("esos").RULEBOOK)
    draft = b"1. Subject to paragraph 2, an undertaking which trades abroad is a large undertaking."
    review = sec_rules.check(draft, code, everything=True)
    assert {f.code for f in review.findings} == {"EX001"}
    told = " ".join(f.message for f in review.findings)
    assert not re.search(r"Supplier|Network|Domestic|Section|assessment", told)
    assert told.endswith("Until it is read, nothing is proved of any User's size.")


DRAFT = """1. An undertaking is a large undertaking where:
(a) it employs at least 300 persons; or
(b) its annual turnover exceeds 50 million euro and its balance sheet total exceeds 43 million euro.
"""
USERS = "name,employees,turnover,balance_sheet\na,249,50000001,43000000\nb,249,50000001,43000001\nc,250,0,0\n"


def test_every_command_takes_a_rulebook(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    draft, users, out, page = (tmp_path / n for n in ("draft.md", "users.csv", "out.csv", "page.html"))
    draft.write_text(DRAFT, encoding="utf-8")
    users.write_text(USERS, encoding="utf-8")
    book = ["--rulebook", str(HERE / "esos.py")]
    assert main(["prove", *book]) == 0
    assert "A larger undertaking is never outside where a smaller one takes part." in capsys.readouterr().out
    assert main(["prove", "--throughout", *book]) == 0
    assert "proved of the text held." in " ".join(capsys.readouterr().out.split())
    assert main(["check", str(draft), *book]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "The rest of Schedule 1 of the Energy Savings Opportunity Scheme" in told
    assert not re.search(r"Smart Energy Code|\b[Tt]he Code\b", told)
    assert "Smallest case: a User with 250 employees." in told
    assert main(["check", str(draft), "--format", "html", "--out", str(page), *book]) == 1
    assert not re.search(r"Smart Energy Code|\b[Tt]he Code\b", page.read_text(encoding="utf-8"))
    capsys.readouterr()
    assert main(["list", *book]) == 0
    assert main(["export", "--to", "sql", "--on", "2020-01-01", *book]) == 0
    assert "balance_sheet" in capsys.readouterr().out
    assert main(["compare", "2020-01-01", str(draft), *book]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Smallest: a User with 250 employees." in told
    assert "the Code" not in told
    assert main(["assess", "--on", "2020-01-01", "--portfolio", str(users), "--out", str(out), *book]) == 0
    with out.open(encoding="utf-8") as file:
        assert [(row["name"], row["outcome"]) for row in csv.DictReader(file)] == [
            ("a", "OUTSIDE"),
            ("b", "LARGE"),
            ("c", "LARGE"),
        ]


def test_one_user_is_asked_about_by_a_rulebook(capsys: pytest.CaptureFixture[str]):
    book = ["--rulebook", str(HERE / "eco.py")]
    user = ["--fact", "customers=200001", "--fact", "electricity=501", "--fact", "gas=0"]
    assert main(["ask", "participation", "--on", "2019-04-01", *user, *book]) == 0
    assert capsys.readouterr().out.startswith("a participant in the phase (PARTICIPANT)")
    assert main(["explain", "1", "--on", "2018-12-03", *user, *book]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "For these facts 1 does not answer; 2 does: no participant in the phase (OUTSIDE)" in told


def test_a_draft_is_reviewed_and_decided_of_by_a_rulebook(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    draft, book = tmp_path / "draft.md", ["--rulebook", str(HERE / "esos.py")]
    draft.write_text(DRAFT, encoding="utf-8")
    assert main(["review", str(draft), *book]) == 1
    assert "leaves a gap" in capsys.readouterr().out
    assert {path.name for path in tmp_path.iterdir()} == {"draft.md", "draft.reviewed.docx", "draft.report.html"}
    decided = ["--as", "agreed", "--because", "Shown.", "--by", "A. Lawyer", "--dated", "2026-11-01"]
    assert main(["decide", str(draft), "1", *decided, *book]) == 0
    assert "1: None of the provisions read applies to Users whose employees are at least 250" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["ask", "qualifcation"], "did you mean qualification?"),
        (["ask", "qualification", "--last-return", "2019-01-01"], "--last-return is a day from which the Smart"),
        (["ask", "qualification", "--initial-assessment", "2018-05-01"], "'initial_assessment' is no fact"),
        (["ask", "qualification", "--fact", "staff=4"], "'staff' is no fact"),
        (["explain", "G8.42"], "G8.42 is not held; the nearest provisions held are 2, 1."),
        (["explain", "1", "--words"], "leave it out with --rulebook."),
        (["explain", "1", "--format", "html"], "leave --format html out."),
    ],
)
def test_what_is_not_of_the_rulebook_is_refused(line: list[str], says: str, capsys: pytest.CaptureFixture[str]):
    assert main([*line, "--on", "2020-01-01", "--rulebook", str(HERE / "esos.py")]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("https://example.org/book.py", "is an address"),
        ("no_such_module_of_mine", "There is no rulebook"),
        ("missing.py", "There is no rulebook 'missing.py'"),
        ("json", "has no RULEBOOK"),
    ],
)
def test_what_is_no_rulebook_is_refused(named: str, says: str, capsys: pytest.CaptureFixture[str]):
    assert main(["prove", "--rulebook", named]) == 2
    assert says in capsys.readouterr().err


def test_a_file_that_fails_is_told_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    book = tmp_path / "book.py"
    book.write_text("RULEBOOK = 1 / 0\n", encoding="utf-8")
    assert main(["prove", "--rulebook", str(book)]) == 2
    assert "cannot be loaded: line 1: ZeroDivisionError" in capsys.readouterr().err


ECO_USER = ["--fact", "customers=200000", "--fact", "electricity=501", "--fact", "gas=0"]


def test_the_years_ahead_are_counted_by_a_rulebook(capsys: pytest.CaptureFixture[str]):
    line = ["schedule", "--rulebook", str(HERE / "eco.py"), "--on", "2018-12-03", *ECO_USER, "--growth", "customers=5%"]
    assert main([*line, "--years", "3"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [" ".join(row.split()) for row in told if row[:4] in ("year", "2018", "2019", "2020")] == [
        "year obligation by",
        "2018 OUTSIDE 2",
        "2019 PARTICIPANT 1",
        "2020 PARTICIPANT 1",
    ]
    assert "2 gives way to 1: customers 200,000 -> 210,000; 210,000, which exceeds 200,000" in " ".join(
        " ".join(told).split()
    )
    assert main([*line, "--format", "ics"]) == 0
    told_so = capsys.readouterr().out
    assert "Smart Energy Code" not in told_so
    assert "initial assessment" not in told_so


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--growth", "custmers=5%"], "lets something grow that is no count; counts are customers, electricity, gas."),
        (["--growth", "customers"], "write growth as customers=10% or customers=5000."),
        (
            ["--initial-assessment", "2017-01-01"],
            "No years are counted in the thresholds of the Energy Company Obligation",
        ),
        (["--previous-began", "2017-01-01"], "are days from which the Smart Energy Code counts"),
    ],
)
def test_a_plan_that_a_rulebook_cannot_count_is_refused(more: list[str], says: str, capsys: pytest.CaptureFixture[str]):
    line = ["schedule", "--rulebook", str(HERE / "eco.py"), "--on", "2018-12-03", *ECO_USER]
    assert main([*line, *more]) == 2
    assert says in capsys.readouterr().err


EVENTS = """{"event": "facts", "id": "e1", "user": "A", "on": "2018-12-03", "facts": {"customers": 200001, "gas": 1101}}
{"event": "day", "on": "2019-06-01"}
{"event": "facts", "id": "e2", "user": "A", "on": "2019-06-02", "facts": {"customers": 100}}
{"event": "day", "on": "2019-07-01"}
"""


def test_what_comes_about_under_a_rulebook_is_watched(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    events, book = tmp_path / "events.jsonl", ["--rulebook", str(HERE / "eco.py")]
    events.write_text(EVENTS, encoding="utf-8")
    assert main(["watch", str(events), *book]) == 0
    phase, fewer = re.split(r"\n(?=2019)", capsys.readouterr().out)
    assert " ".join(phase.split()[4:]).startswith(
        "The text of the thresholds of the Energy Company Obligation of 2018 has changed: the "
        "answer is PARTICIPANT by 1; it would have been OUTSIDE by 2. Caused by event 'day 2019-06-01'."
    )
    assert phase.startswith("2019-04-01 A: fired")
    assert fewer.startswith("2019-06-02 A: fired")
    assert "A threshold is crossed: the answer is OUTSIDE by 2" in " ".join(fewer.split())


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (
            '{"event": "assessment", "user": "A", "on": "2019-07-02", "kind": "FULL"}',
            "should be facts, day or cancel, got",
        ),
        ('{"event": "return", "user": "A", "on": "2019-07-02"}', "should be facts, day or cancel, got 'return'"),
        ('{"event": "facts", "user": "A", "on": "2019-07-02", "facts": {"domestic_premises": 3}}', "is no fact"),
        ('{"event": "facts", "user": "A", "on": "2019-07-02", "facts": {"customers": -3}}', "should be a whole number"),
    ],
)
def test_an_event_that_a_rulebook_does_not_know_is_refused(
    event: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    events = tmp_path / "events.jsonl"
    events.write_text(event, encoding="utf-8")
    assert main(["watch", str(events), "--rulebook", str(HERE / "eco.py")]) == 2
    assert says in capsys.readouterr().err
