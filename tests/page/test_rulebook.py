"""The page by a rulebook of one's own: the same answers as the command's, what is refused, and what is built in."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from sec_rules.cli import main
from sec_rules.errors import CodeError, UsageError
from sec_rules.loading import code_in, source_of
from sec_rules.page.bundle import ENCODING, rendered
from sec_rules.page.signs import Carried
from tests.page.test_desk import ask
from tests.rulebooks.test_rulebooks import DRAFT, USERS

BOOK = Path(__file__).resolve().parents[1] / "rulebooks" / "esos.py"
ASKED = {"drafts": [{"name": "draft.md", "file": 0}], "rulebook": {"name": "esos.py", "file": 1}}
FACTS = {"employees": "260", "turnover": "0", "balance_sheet": "0"}


def by_rulebook(request: dict[str, Any], *more: bytes) -> tuple[dict[str, Any], list[bytes]]:
    return ask(ASKED | request, DRAFT.encode(), BOOK.read_bytes(), *more)


def test_a_draft_is_answered_as_the_command_answers_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, encoding="utf-8")
    _, (data,) = by_rulebook({"do": "give", "what": "json"})
    main(["check", str(draft), "--rulebook", str(BOOK), "--no-config", "--json"])
    assert data.decode() == capsys.readouterr().out


def test_the_form_the_answer_and_the_users_are_of_the_rulebook() -> None:
    users = {"users": {"name": "users.csv", "file": 2}}
    (report,) = by_rulebook({"do": "check"} | users, USERS.encode())[0]["reports"]
    assert [field["name"] for field in report["form"]] == ["employees", "turnover", "balance_sheet"]
    assert report["called"].startswith("Schedule 1 of the Energy Savings")
    assert report["users"]["says"] == "Of 3 rows in users.csv 1 would be left with no answer, or with more than one."
    now, then = by_rulebook({"do": "ask", "facts": FACTS})[0]["sides"]
    large = "a large undertaking, which takes part in the scheme"
    assert (now["outcome"], then["outcome"]) == (large, "No provision applies")
    assert "<svg" in by_rulebook({"do": "part", "part": "plane"})[0]["drawn"]


def test_a_draft_is_never_answered_by_the_rules_of_before() -> None:
    first = by_rulebook({"do": "check"})[0]["reports"][0]["state"]
    other = {"rulebook": {"name": "eco.py", "file": 1}}
    (report,) = ask(ASKED | other | {"do": "check"}, DRAFT.encode(), BOOK.with_name("eco.py").read_bytes())[0][
        "reports"
    ]
    (code,) = ask(ASKED | {"rulebook": None, "do": "check"}, DRAFT.encode())[0]["reports"]
    assert (first, report["state"], code["state"]) == ("fault", "nothing-read", "nothing-read")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (b"", "'mine.py' has no RULEBOOK, or it is no Rulebook of sec_rules.notation."),
        (b"RULEBOOK = 1", "'mine.py' has no RULEBOOK, or it is no Rulebook of sec_rules.notation."),
        (b"RULEBOOK = (", "The rulebook 'mine.py' cannot be loaded: line 1: SyntaxError: '(' was never closed."),
        (b"a = 1\nb = 1 / 0", "The rulebook 'mine.py' cannot be loaded: line 2: ZeroDivisionError: division by zero."),
        (
            b"import numpie",
            "The rulebook 'mine.py' cannot be loaded: line 1: ModuleNotFoundError: No module named 'numpie'.",
        ),
        (b"raise SystemExit(3)", "The rulebook 'mine.py' cannot be loaded: line 1: SystemExit: 3."),
        (b"\xff", "The rulebook 'mine.py' cannot be loaded: "),
        (b"\0", "The rulebook 'mine.py' cannot be loaded: "),
    ],
)
def test_what_is_no_rulebook_is_refused_in_a_sentence(source: bytes, says: str) -> None:
    refused, _ = ask({"do": "rulebook", "rulebook": {"name": "mine.py", "file": 0}}, source)
    assert refused["refused"].startswith(says)


def test_a_rulebook_that_contradicts_itself_is_refused() -> None:
    source = BOOK.read_text(encoding="utf-8").replace('scheme", 2)', 'scheme", 1)')
    with pytest.raises(CodeError, match=r"have one weight, 1"):
        code_in(source.encode(), "mine.py")


def test_a_page_carries_the_rulebook_with_which_it_was_built(tmp_path: Path) -> None:
    page = rendered({"a": Carried("", 0)}, "{}", source_of(str(BOOK))).decode(ENCODING)
    assert f'data-name="esos.py">{base64.b64encode(BOOK.read_bytes()).decode()}</script>' in page
    assert b'id="carries-rulebook"' not in rendered({"a": Carried("", 0)}, "{}")


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("https://example.org/a.py", "is an address"),
        ("none.py", "There is no rulebook 'none.py'"),
        ("no_such_module", "There is no rulebook 'no_such_module'"),
        ("json", "has no RULEBOOK"),
        ("tests.rulebooks.esos", "carries a rulebook as one Python file"),
    ],
)
def test_a_page_is_not_built_with_what_it_cannot_carry(
    named: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError, match=says):
        source_of(named)
    assert main(["page", "--out", str(tmp_path / "a.html"), "--rulebook", named]) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "a.html").exists()


RAISED = (
    DRAFT
    + """
2. An undertaking is a small or medium undertaking where it employs fewer than 300 persons and either:
(a) its annual turnover does not exceed 50 million euro; or
(b) its balance sheet total does not exceed 43 million euro.
"""
)


@pytest.mark.parametrize(
    ("who", "exact"),
    [
        ("it employs at least 250 persons and fewer than 300 persons", False),
        (
            "it employs at least 250 persons and fewer than 300 persons and its annual turnover is at most 50 million "
            "euro",
            False,
        ),
        (
            "it employs at least 250 persons and fewer than 300 persons, and either its annual turnover does not "
            "exceed 50 million euro or its balance sheet total does not exceed 43 million euro",
            True,
        ),
    ],
)
def test_what_a_draft_is_meant_to_do_is_said_in_the_words_of_the_rulebook(who: str, exact: bool) -> None:
    rows = [{"who": who, "years": "", "was": "LARGE", "becomes": "OUTSIDE", "by": []}]
    text = ask({"do": "state", "rows": rows})[0]["text"]
    request = ASKED | {"do": "check", "effects": [text]}
    answer = ask(request, RAISED.encode(), BOOK.read_bytes())[0]
    assert answer["reports"][0]["questions"]["effect"]["exact"] is exact


def test_a_change_by_a_rulebook_is_shown_without_a_guess_at_what_it_is_meant_to_do() -> None:
    (report,) = ask(ASKED | {"do": "check"}, RAISED.encode(), BOOK.read_bytes())[0]["reports"]
    assert report["state"] == "proved"
    assert report["questions"]["effect"]["says"].startswith("No guess can be made")


def test_a_statement_in_other_words_is_refused_with_its_change() -> None:
    rows = [{"who": "it is afloat", "years": "1", "was": "FULL", "becomes": "OUTSIDE", "by": []}]
    text = ask({"do": "state", "rows": rows})[0]["text"]
    refused = ask(ASKED | {"do": "check", "effects": [text]}, RAISED.encode(), BOOK.read_bytes())[0]["refused"]
    assert "Change 1: 'FULL' is no outcome of qualification" in refused
    assert "counts none" in refused
    assert "'who' cannot be read" in refused
