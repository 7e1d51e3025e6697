"""What the settings of a project, and comments where they let them, settle of the open places of a draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.acceptance import accept
from sec_rules.review.review import Review, check
from sec_rules.review.selection import Selection
from sec_rules.rulebook.questions import assessment

CODE = load()
DRAFT = (
    "G8.41 Where a User is a dormant Supplier Party and the sum of the number of Domestic Premises and five times the "
    "number of Non-Domestic Premises exceeds 250,000, it shall be subject to a Full User Security Assessment in each "
    "year after the year of its initial Full User Security Assessment."
)
DORMANT = "e2a752a5"
COMMENT = f"{{>>sec-rules: settle {DORMANT} as no-effect because it only describes<<}}"


def checked(words: str, *, comments: bool) -> Review:
    chosen = Selection(settle_by_comment=comments)
    return accept(check(read_markdown(words, "draft.md"), CODE, assessment, selection=chosen))


def test_a_comment_settles_where_the_settings_let_it() -> None:
    result = checked(DRAFT + COMMENT, comments=True)
    assert (result.state, result.draft.open) == ("proved", ())
    (said,) = result.draft.assumed
    assert (
        said == "'a dormant' in G8.41 is taken not to affect who answers, because it only describes (a comment at "
        "line 1)."
    )


@pytest.mark.parametrize(
    ("comment", "comments", "code", "says"),
    [
        (COMMENT, False, "IG902", "the settings do not let a comment do (settle-by-comment = true does)"),
        (
            COMMENT.replace(" because it only describes", ""),
            True,
            "IG901",
            "does not say why, so that it settles nothing",
        ),
        (COMMENT.replace(DORMANT, "deadbeef"), True, "IG902", "no open place of that name can be settled so"),
    ],
)
def test_a_comment_that_settles_nothing_is_a_finding(comment: str, comments: bool, code: str, says: str) -> None:
    result = checked(DRAFT + comment, comments=comments)
    assert [place.id for place in result.draft.open] == [DORMANT]
    (found,) = (f for f in result.findings if f.code == code)
    assert says in found.message


def test_what_a_comment_and_the_settings_say_of_a_place_has_to_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text(DRAFT + COMMENT, encoding="utf-8")
    settings = f'settle-by-comment = true\nsettle = ["{DORMANT}=condition: a register"]\n'
    Path("sec-rules.toml").write_text(settings, encoding="utf-8")
    assert main(["check", "draft.md"]) == 2
    said = capsys.readouterr().err
    assert "settled twice and otherwise: condition (sec-rules.toml) and no-effect (a comment at line 1)" in said


@pytest.mark.parametrize(
    "asked",
    [
        ["prove", "--draft", "draft.md"],
        ["compare", "2019-02-28", "draft.md"],
        ["assess", "--draft", "draft.md", "--supplier-party", "--no-network-party", "--years-since-initial", "1",
         "--domestic-premises", "300000", "--non-domestic-premises", "0"],
    ],
)  # fmt: skip
def test_the_settings_and_comments_settle_for_every_command_that_reads_a_draft(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text(DRAFT + COMMENT, encoding="utf-8")
    statuses, outputs = [], []
    for settings in ("", "settle-by-comment = true", f'settle = ["{DORMANT}=no-effect: it only describes"]'):
        Path("sec-rules.toml").write_text(settings, encoding="utf-8")
        statuses.append(main(asked))
        outputs.append(" ".join(capsys.readouterr().out.split()))
    assert "only describes" not in outputs[0]
    assert statuses[1:] == [0, 0]
    assert all("because it only describes" in output for output in outputs[1:])
