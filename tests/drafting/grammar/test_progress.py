"""How far the check of a draft has come is told to whoever asks, and to nobody else."""

from __future__ import annotations

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.grammar.progress import come, told
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

DRAFT = "\n\n".join(f"G8.{n} The Panel shall publish report {n}." for n in range(60, 70))


def test_each_clause_and_each_check_is_told() -> None:
    steps: list[tuple[str, int, int]] = []
    with told(lambda *step: steps.append(step)):
        check(read_markdown(DRAFT, "draft.md"), load(), assessment)
    assert [step for step in steps if step[:1] == ("clause",)][-10:] == [("clause", n, 10) for n in range(1, 11)]
    checks = [step for step in steps if step[0] == "check"]
    assert [done for _, done, _ in checks] == list(range(1, len(checks) + 1))
    assert {of for _, _, of in checks} == {len(checks)}


def test_nobody_is_told_who_does_not_ask() -> None:
    steps: list[tuple[str, int, int]] = []
    with told(lambda *step: steps.append(step)):
        pass
    come("clause", 1, 2)
    assert steps == []
