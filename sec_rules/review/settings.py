"""The settings of a project: `sec-rules.toml`, or `[tool.sec-rules]` in `pyproject.toml`.

select = ["XR", "QT"]              # in place of the checks that are on by default
extend-select = ["TY104"]          # beside them
ignore = ["LI602"]
fail-on = "warning"
profile = "sec"                   # default: found from the text
strict = true                     # also what a check is not sure of, in a text that is not held
drafting-only = true              # nothing is proved, compared or claimed
words = ["Assurance Portal"]       # terms in capitals that need no definition
[per-provision-ignores]
"G8.47" = ["QT707"]
[vocabulary]                      # a phrase, and the one that is read for which it stands
"Security Health Check" = { means = "User Security Self-Assessment", because = "the paper says so" }
[adopted-invariants]               # policy invariants that the group holds itself to, each with its source
"never-two-self-assessments-running" = "Security Sub-Committee, 12 May 2027"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from sec_rules import _files
from sec_rules.analysis.invariants.library import INVARIANTS
from sec_rules.drafting.grammar.settlements import settlement
from sec_rules.drafting.grammar.taught import Taught
from sec_rules.errors import UsageError
from sec_rules.review.findings import Severity
from sec_rules.review.findings.conventions import Conventions, profile
from sec_rules.review.selection import Selection

NAME: Final = "sec-rules.toml"
_SWITCHES: Final = ("accept-by-comment", "settle-by-comment", "drafting-only", "strict")
_LISTS: Final = ("select", "extend-select", "ignore", "words", "settle")


def find(start: Path) -> Path | None:
    """The file of settings nearest to a folder, in it or above it; None where there is none.

    A `pyproject.toml` counts where it has a table `[tool.sec-rules]`.
    """
    for folder in (start, *start.parents):
        own = folder / NAME
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and _table(project) is not None:
            return project
    return None


def read(path: Path) -> Selection:
    """The settings in a file. `UsageError` in one sentence for what is not understood."""
    table = _table(path)
    if table is None:
        raise UsageError(f"{path.name} has no table [tool.sec-rules].")
    allowed = (*_LISTS, *_SWITCHES, "fail-on", "profile", "per-provision-ignores", "vocabulary", "adopted-invariants")
    for key in table:
        if key not in allowed:
            raise UsageError(f"{path.name}: '{key}' is no setting; known are {', '.join(allowed)}.")
    switched = {name: _yes_or_no(path, name, table.get(name, False)) for name in _SWITCHES}
    lists = {name: _strings(path, name, table.get(name, [])) for name in _LISTS}
    try:
        return Selection(
            select=lists["select"],
            extend=lists["extend-select"],
            ignore=lists["ignore"],
            per_provision=_ignores(path, table.get("per-provision-ignores", {})),
            fail_on=_fail_on(path, table.get("fail-on", "error")),
            accept_by_comment=switched["accept-by-comment"],
            settle_by_comment=switched["settle-by-comment"],
            drafting_only=switched["drafting-only"],
            conventions=Conventions(
                profile(str(table.get("profile", "auto"))),
                frozenset(lists["words"]),
                switched["strict"],
                _adopted(path, table.get("adopted-invariants", {})),
            ),
            settle=tuple(settlement(text, path.name) for text in lists["settle"]),
            taught=tuple(_taught(path, table.get("vocabulary", {}))),
        )
    except UsageError as error:
        raise UsageError(f"{path.name}: {error}") from None


def _table(path: Path) -> Mapping[str, object] | None:
    try:
        data = tomllib.loads(_files.read(path).decode())
    except OSError as error:
        raise UsageError(f"{path.name} cannot be read: {error.strerror or error}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} is not TOML: {error}.") from None
    if path.name != "pyproject.toml":
        return data
    tool = data.get("tool")
    table = tool.get("sec-rules") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _strings(path: Path, name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise UsageError(f"{path.name}: '{name}' should be a list of texts, got {value!r}.")
    return tuple(value)


def _ignores(path: Path, value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise UsageError(f"{path.name}: 'per-provision-ignores' should be a table, got {value!r}.")
    return {str(label): _strings(path, f"per-provision-ignores.{label}", codes) for label, codes in value.items()}


def _taught(path: Path, value: object) -> Iterator[Taught]:
    if not isinstance(value, dict):
        raise UsageError(f"'vocabulary' should be a table, got {value!r}.")
    for phrase, given in value.items():
        texts = given if isinstance(given, dict) else {}
        if texts.keys() != {"means", "because"} or not all(isinstance(text, str) for text in texts.values()):
            raise UsageError(
                f"'vocabulary' should say of '{phrase}' what it means and why, as "
                '{ means = "exceeds", because = "the paper says so" }.'
            )
        yield Taught(str(phrase), texts["means"], texts["because"], path.name)


def _adopted(path: Path, value: object) -> dict[str, str]:
    """The policy invariants that somebody adopted, each with its source. `UsageError` for a name there is not."""
    if not isinstance(value, dict) or not all(isinstance(v, str) and v.strip() for v in value.values()):
        raise UsageError(f"{path.name}: 'adopted-invariants' should be a table of names, each with its source.")
    policy = sorted({each.name for each in INVARIANTS if each.kind == "policy"})
    for name in value:
        if name not in policy:
            raise UsageError(f"{path.name}: '{name}' is no policy invariant; known are {', '.join(policy)}.")
    return {str(name): str(source) for name, source in value.items()}


def _yes_or_no(path: Path, name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"{path.name}: '{name}' should be true or false, got {value!r}.")
    return value


def _fail_on(path: Path, value: object) -> str:
    allowed = [s.value for s in Severity]
    if value not in allowed:
        raise UsageError(f"{path.name}: 'fail-on' should be one of {', '.join(allowed)}, got {value!r}.")
    return str(value)
