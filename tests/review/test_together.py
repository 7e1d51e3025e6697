"""Several drafts in one Code: what collides, what depends on the order, what they come to together."""

import json
from datetime import date

import pytest

from sec_rules.cli import main
from sec_rules.documents.readers import open_draft
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.review.together import together
from sec_rules.rulebook.questions import assessment

ON = date(2019, 3, 1)


@pytest.fixture
def drafts(tmp_path):
    def made(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        return [str(tmp_path / f"{name}.md") for name in texts]

    return made


HIGHER = 'In Section G8.41, for "exceeds 250,000" substitute "exceeds 300,000".\n'
LOWER = 'In Section G8.41, for "exceeds 250,000" substitute "exceeds 200,000".\n'
OTHERS = (
    'In Section G8.47(a), for "a Verification User Security Assessment" substitute "a Full User Security Assessment".\n'
)

LOW = (
    "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject to a User Security "
    "Self-Assessment in each year after the year of its initial Full User Security Assessment.\n"
)


def checked(paths):
    return together([check(open_draft(path), load(), assessment, on=ON) for path in paths], assessment)


def test_what_depends_on_the_order_is_told_for_whom(drafts):
    found = checked(drafts(higher=HIGHER, lower=LOWER))
    assert found.collisions == (("G8.41", ("higher.md", "lower.md")),)
    assert found.order_matters == ("G8.41",)
    ((last, otherwise),) = found.otherwise
    # In the order given the lower figure stands, and G8.42 still reaches to 250,000: from 200,001 to 250,000 both
    # answer, above it G8.41 alone. With the higher one last nobody answers from 250,001 to 300,000.
    assert last == "higher.md"
    witnesses = [c.witness["domestic_premises"] for c in otherwise.changes if c.was == "FULL"]
    assert witnesses == [250_001]
    assert min(c.witness["domestic_premises"] for c in otherwise.changes if c.was is None) == 200_001


def test_drafts_that_touch_different_clauses_come_to_both_effects(drafts):
    found = checked(drafts(others=OTHERS, lower=LOWER))
    assert (found.collisions, found.order_matters, found.otherwise) == ((), (), ())
    assert {(c.was, c.becomes) for c in found.found.changes} >= {("VERIFICATION", "FULL"), ("SELF", None)}


def test_drafts_that_say_the_same_collide_without_harm(drafts):
    found = checked(drafts(one=LOWER, two=LOWER))
    assert (found.collisions, found.order_matters, found.otherwise) == (
        (("G8.41", ("one.md", "two.md")),), (), (),
    )  # fmt: skip


def test_the_report_tells_what_the_other_order_would_come_to(drafts, capsys):
    paths = drafts(higher=HIGHER, lower=LOWER)
    assert main(["check", *paths, "--on", "2019-03-01"]) == 1
    assert "If higher.md came last:" in capsys.readouterr().out
    main(["check", *paths, "--on", "2019-03-01", "--json"])
    data = json.loads(capsys.readouterr().out)["together"]
    assert [other["last"] for other in data["otherwise"]] == ["higher.md"]
    assert data["otherwise"][0]["changes"]


def test_what_somebody_adopted_is_held_to_drafts_together_and_to_options(drafts, tmp_path, monkeypatch, capsys):
    paths = drafts(low=LOW, other="G8.49A The Panel shall publish a report.\n")
    monkeypatch.chdir(tmp_path)
    broken = "never-two-self-assessments-running"
    main(["check", *paths, "--json"])
    free = json.loads(capsys.readouterr().out)["together"]
    assert [v["invariant"] for v in free["invariants"] if v["holds"] is False] == []
    (tmp_path / "sec-rules.toml").write_text(f'[adopted-invariants]\n"{broken}" = "the Panel"\n', encoding="utf-8")
    assert main(["check", *paths, "--json"]) == 1
    together = json.loads(capsys.readouterr().out)["together"]
    assert [v["invariant"] for v in together["invariants"] if v["holds"] is False] == [broken]
    assert main(["compare", "2019-02-28", *paths, "--json"]) == 1
    options = json.loads(capsys.readouterr().out)["options"]
    failing = [[v["invariant"] for v in one["invariants"] if v["holds"] is False] for one in options]
    assert failing[0] == [broken]
