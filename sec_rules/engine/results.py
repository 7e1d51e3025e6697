"""What can come of a question with facts missing, and how that is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from attrs import frozen

from sec_rules.engine.linking import Branch, left_open
from sec_rules.lang import Outcome, Undetermined
from sec_rules.lang.lists import joined

Answered = tuple[Branch, ...]
# The branches that may answer, why there is no answer, and what it needs.
Settled = tuple[Answered, str | None, tuple[str, ...]]


@frozen
class _Several:
    """No outcome: nobody answers, or several do at once."""

    says: str


_NOBODY: Final = _Several("no answer")
_TOO_MANY: Final = _Several("several answers at once")
Result = Outcome | Undetermined | _Several


def result_of(answers: Answered) -> Result:
    """What comes of it where those branches answer; a gap and an overlap count as results of their own."""
    if why := left_open(answers):
        return Undetermined(why)
    if len(answers) == 1:
        return answers[0].outcome
    return _TOO_MANY if answers else _NOBODY


def reason(
    results: Collection[Result], answers: Iterable[Branch], needs: tuple[str, ...] = (), within: Collection[str] = ()
) -> str | None:
    """Why there is no answer where these results can come about; None where there is one."""
    if not results:
        return "These facts cannot be together under the declared assumptions."
    if len(results) > 1:
        return _why(results, needs, within)
    if _NOBODY in results:
        return "No clause answers for these facts, whatever the missing ones are."
    if _TOO_MANY in results:
        named = joined(" with ".join(branch.cites) for branch in answers)
        return f"Several provisions answer at once, whatever the missing facts are: {named}."
    return None


def _why(results: Iterable[Result], needs: tuple[str, ...], within: Collection[str]) -> str:
    said = sorted(_said(result) for result in results)
    exactly = " exactly" if any(name in within for name in needs) else ""
    could = joined(dict.fromkeys(words for _, words in said), " or ")
    return f"It could be {could}: that depends on {joined(needs)}, which {_is(needs)} not given{exactly}."


def _said(result: Result) -> tuple[int, str]:
    match result:
        case Outcome(name, _, weight):
            return weight, name
        case Undetermined():
            return 1_000, "an outcome that is not settled"
        case _Several(says):
            return 1_001, says


def _is(names: tuple[str, ...]) -> str:
    return "is" if len(names) == 1 else "are"
