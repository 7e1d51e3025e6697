"""Which checks run on a draft, and which of their findings are passed over where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from attrs import field, frozen

from sec_rules.drafting.grammar.settlements import Settlement
from sec_rules.drafting.grammar.taught import Taught
from sec_rules.errors import UsageError
from sec_rules.lang.citations import stands_in
from sec_rules.review.checks import all_checks
from sec_rules.review.findings import Check, Finding
from sec_rules.review.findings.conventions import Conventions

# Codes that went, with those that find the same.
_GONE: Final = {"PR007": "PR001 and PR002"}


@frozen(kw_only=True)
class Selection:
    """Checks by code or the beginning of one ("XR", "XR4", "ALL"), as people know it from other linters.

    `select` takes the place of those that are on by default, `extend` adds to them, `ignore` takes away; where a code
    is in several, the longer beginning counts, and `ignore` where they are alike. `per_provision` maps a label or the
    beginning of one ("G8.47", "G8.47(d)", "G8") to the codes passed over there. `settle` is as what open places are
    taken, `taught` the phrases whose meaning somebody says. `accept_by_comment` and `settle_by_comment` are whether
    comments in a draft accept its findings, and settle its open places, `drafting_only` whether nothing is proved,
    compared or claimed.
    """

    select: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_provision: Mapping[str, tuple[str, ...]] = field(factory=dict)
    fail_on: str = "error"
    accept_by_comment: bool = False
    drafting_only: bool = False
    conventions: Conventions = field(factory=Conventions)
    settle: tuple[Settlement, ...] = ()
    settle_by_comment: bool = False
    taught: tuple[Taught, ...] = ()

    def __attrs_post_init__(self) -> None:
        for code in (*self.select, *self.extend, *self.ignore, *(c for cs in self.per_provision.values() for c in cs)):
            known(code)

    def checks(self) -> tuple[Check, ...]:
        """The checks that run, in the order of their codes."""
        return tuple(c for c in all_checks() if self.runs(c))

    def runs(self, check: Check) -> bool:
        """Whether a check runs."""
        off = not check.on or check.code in self.conventions.profile.off
        wanted = max(_length(check.code, self.select), _length(check.code, self.extend))
        chosen = wanted >= 0 or (not self.select and not off)
        return chosen and not _ignored(check.code, self.ignore, wanted)

    def off(self) -> tuple[str, ...]:
        """The codes of the checks that do not run."""
        return tuple(c.code for c in all_checks() if not self.runs(c))

    def passes_over(self, finding: Finding) -> bool:
        """Whether a finding is passed over in its provision."""
        return any(
            _length(finding.code, codes) >= 0 and stands_in(finding.clause, label)
            for label, codes in self.per_provision.items()
        )


def _ignored(code: str, ignore: Iterable[str], wanted: int) -> bool:
    length = _length(code, ignore)
    return length >= 0 and length >= wanted


def _length(code: str, beginnings: Iterable[str]) -> int:
    """The length of the longest of the beginnings that a code has; 0 for "ALL", -1 for none."""
    fitting = (
        0 if b.upper() == "ALL" else len(b) for b in beginnings if b.upper() == "ALL" or code.startswith(b.upper())
    )
    return max(fitting, default=-1)


def known(code: str) -> str:
    """A code or the beginning of one; `UsageError` where no check has it."""
    if code.upper() in _GONE:
        raise UsageError(f"There is no check '{code}' any more; {_GONE[code.upper()]} find the same.")
    if code.upper() != "ALL" and not any(c.code.startswith(code.upper()) for c in all_checks()):
        groups = ", ".join(dict.fromkeys(c.code[:2] for c in all_checks()))
        near = get_close_matches(code.upper(), [c.code for c in all_checks()], n=1)
        then = f"did you mean {near[0]}?" if near else f"the groups are {groups}."
        raise UsageError(f"'{code}' is no code of a check, nor the beginning of one; {then}")
    return code
