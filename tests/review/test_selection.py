"""Which checks run: by code, by the beginning of one, by the settings of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.engine.code import Code
from sec_rules.errors import UsageError
from sec_rules.loading import load
from sec_rules.review import settings
from sec_rules.review.checks import all_checks
from sec_rules.review.findings import Case, Check, Finding, FixKind, Scope, Severity
from sec_rules.review.review import check
from sec_rules.review.selection import Selection
from sec_rules.rulebook.questions import assessment

OFF = {"TY104", "LI602", "LG802", "LG803", "DT509", "AM904"}
WORDS = "G8.51 Each User shall forthwith tell the the Panel of its premises.\n\nG8.52 The Panel shall  answer.\n"


@pytest.fixture(scope="module")
def code() -> Code:
    return load()


def codes(selection: Selection) -> set[str]:
    return {c.code for c in selection.checks()}


EVERY = {c.code for c in all_checks()}


@pytest.mark.parametrize(
    ("selection", "run"),
    [
        (Selection(), EVERY - OFF),
        (Selection(select=("ALL",)), EVERY),
        (Selection(select=("XR4", "TY101")), {c for c in EVERY if c.startswith("XR4")} | {"TY101"}),
        (Selection(select=("xr402",)), {"XR402"}),
        (Selection(extend=("TY104",)), EVERY - OFF | {"TY104"}),
        (Selection(ignore=("TY",)), {c for c in EVERY - OFF if not c.startswith("TY")}),
        (Selection(ignore=("TY",), extend=("TY101",)), {c for c in EVERY - OFF if not c.startswith("TY")} | {"TY101"}),
        (Selection(select=("TY",), ignore=("TY10",)), set()),
        (Selection(select=("TY101",), ignore=("TY101",)), set()),
        (Selection(select=("ALL",), ignore=("ALL",)), set()),
    ],
)
def test_codes_and_their_beginnings_are_understood_as_elsewhere(selection, run):
    assert codes(selection) == run


def test_what_does_not_run_is_named():
    assert set(Selection().off()) == OFF & EVERY


def test_a_code_of_no_check_is_refused():
    with pytest.raises(UsageError, match=r"'ZZ1' is no code of a check"):
        Selection(ignore=("ZZ1",))


@pytest.mark.parametrize(("given", "meant"), [("PR0001", "PR001"), ("ty12", "TY102"), ("XR4002", "XR402")])
def test_the_code_that_is_nearest_is_asked_for(given, meant):
    with pytest.raises(UsageError, match=f"did you mean {meant}"):
        Selection(select=(given,))


def test_a_finding_is_passed_over_in_its_provision_and_counted(code):
    draft = read_markdown(WORDS, "a.md")
    here = Selection(per_provision={"G8.51": ("TY102",)})
    result = check(draft, code, assessment, selection=here)
    assert {r.code for r in result.findings} & {"TY101", "TY102"} == {"TY101"}
    assert result.hidden.passed_over == 1
    elsewhere = check(draft, code, assessment, selection=Selection(per_provision={"G8.5": ("TY102",)}))
    assert "TY102" in {r.code for r in elsewhere.findings}


def test_a_check_that_raises_is_a_fault_with_its_code_and_the_others_run(code):
    def raises(case: Case, check: Check) -> list[Finding]:
        raise RuntimeError("broken")

    broken = Check(
        code="ZZ999",
        title="t",
        severity=Severity.NOTE,
        fix=FixKind.NONE,
        scope=Scope.DRAFT,
        why="w.",
        bad="b",
        good="g",
        look=raises,
    )
    doubled = next(c for c in all_checks() if c.code == "TY102")
    result = check(read_markdown(WORDS, "a.md"), code, assessment, checks=[broken, doubled])
    assert [f.code for f in result.faults] == ["ZZ999"]
    assert "RuntimeError: broken" in result.faults[0].message
    assert [r.code for r in result.findings] == ["TY102"]


def test_the_nearest_settings_are_found_and_read(tmp_path: Path):
    (tmp_path / "pyproject.toml").write_text('[tool.sec-rules]\nignore = ["XR"]\n', encoding="utf-8")
    inner = tmp_path / "drafts" / "new"
    inner.mkdir(parents=True)
    (tmp_path / "drafts" / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert settings.find(inner) == tmp_path / "pyproject.toml"
    (tmp_path / "drafts" / "sec-rules.toml").write_text('select = ["TY"]\nfail-on = "note"\n', encoding="utf-8")
    found = settings.find(inner)
    assert found == tmp_path / "drafts" / "sec-rules.toml"
    assert settings.read(found).select == ("TY",)
    assert settings.read(found).fail_on == "note"


def test_words_of_the_project_need_no_definition(code, tmp_path: Path):
    file = tmp_path / "sec-rules.toml"
    file.write_text('words = ["Assurance Portal"]\n', encoding="utf-8")
    draft = read_markdown("G8.51 Each User shall register on the Assurance Portal.\n", "a.md")
    assert "DT501" in {r.code for r in check(draft, code, assessment).findings}
    assert "DT501" not in {r.code for r in check(draft, code, assessment, selection=settings.read(file)).findings}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("select = 3\n", r"sec-rules\.toml: 'select' should be a list of texts, got 3\."),
        ("chosen = []\n", r"sec-rules\.toml: 'chosen' is no setting; known are select"),
        ('fail-on = "never"\n', r"'fail-on' should be one of error, warning, note, got 'never'"),
        ('ignore = ["QQ"]\n', r"sec-rules\.toml: 'QQ' is no code"),
        ('profile = "moon"\n', r"'moon' is no profile"),
        ("per-provision-ignores = 1\n", r"should be a table"),
        ("vocabulary = 1\n", r"sec-rules\.toml: 'vocabulary' should be a table, got 1"),
        ('[vocabulary]\n"outstrips" = "exceeds"\n', r"should say of 'outstrips' what it means and why"),
        ('[vocabulary]\n"exceeds" = { means = "is at least", because = "x" }\n', r"'exceeds' is read already"),
        ("strict = 1\n", r"'strict' should be true or false, got 1"),
        ('drafting-only = "yes"\n', r"'drafting-only' should be true or false, got 'yes'"),
        ("select = [\n", r"sec-rules\.toml is not TOML"),
    ],
)
def test_settings_that_are_not_understood_are_refused_in_a_sentence(tmp_path: Path, words, said):
    file = tmp_path / "sec-rules.toml"
    file.write_text(words, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        settings.read(file)


def test_the_command_takes_options_before_settings(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text(WORDS, encoding="utf-8")
    Path("sec-rules.toml").write_text('select = ["TY101"]\nfail-on = "warning"\n', encoding="utf-8")
    assert main(["check", "draft.md", "--format", "github"]) == 1
    assert "TY101" in capsys.readouterr().out
    assert main(["check", "draft.md", "--fail-on", "error", "--format", "github", "--drafting-only"]) == 0
    main(["check", "draft.md", "--select", "TY102", "--format", "github"])
    printed = capsys.readouterr().out
    assert "TY102" in printed.splitlines()[-1]
    main(["check", "draft.md", "--no-config", "--select", "LG802", "--format", "github"])
    assert "LG802" in capsys.readouterr().out


def test_the_settings_want_the_drafting_alone_and_all_that_is_found(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text("1.1 The Carrier keeps records.\n\n1.2 The Carrier signs.\n", encoding="utf-8")
    Path("sec-rules.toml").write_text("drafting-only = true\nstrict = true\n", encoding="utf-8")
    assert main(["check", "draft.md"]) == 0
    printed = capsys.readouterr().out
    assert "Drafting only." in printed
    assert "DT501" in printed
    assert main(["check", "draft.md", "--no-drafting-only", "--no-strict"]) == 1
    printed = capsys.readouterr().out
    assert "nothing is proved. The text was taken for" in " ".join(printed.split())
    assert "DT501" not in printed


def test_the_last_line_names_what_did_not_run(tmp_path: Path, capsys):
    draft = tmp_path / "draft.md"
    draft.write_text(WORDS, encoding="utf-8")
    main(["check", str(draft), "--no-config", "--ignore", "DT502"])
    last = capsys.readouterr().out.rstrip().splitlines()[-1]
    assert last.startswith("Not run: ")
    assert "DT502" in last
    assert "TY104" in last
    main(["check", str(draft), "--no-config", "--select", "ALL"])
    assert capsys.readouterr().out.rstrip().splitlines()[-1] == "All checks were run."
