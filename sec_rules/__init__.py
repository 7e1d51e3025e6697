"""The security-assurance clauses of the Smart Energy Code as rules to read, run and prove.

    import sec_rules
    code = sec_rules.load()
    code.ask(sec_rules.assessment, {"supplier_party": True, "domestic_premises": 300_000}, on=date(2020, 1, 1))

A restatement, not the Code, and not advice. Names are loaded when first used, so that importing is light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from sec_rules import _forks
from sec_rules._version import __version__ as __version__

if TYPE_CHECKING:
    from sec_rules.answers.portfolio.frames import assess_frame as assess_frame
    from sec_rules.answers.watch.state import Entry as Entry
    from sec_rules.answers.watch.watching import Events as Events
    from sec_rules.answers.watch.watching import watch as watch
    from sec_rules.engine.answer import Answer as Answer
    from sec_rules.engine.code import Code as Code
    from sec_rules.engine.ranges import Range as Range
    from sec_rules.errors import AssumptionError as AssumptionError
    from sec_rules.errors import CitationError as CitationError
    from sec_rules.errors import CodeError as CodeError
    from sec_rules.errors import DayError as DayError
    from sec_rules.errors import DocumentError as DocumentError
    from sec_rules.errors import EffectError as EffectError
    from sec_rules.errors import EngineError as EngineError
    from sec_rules.errors import EventError as EventError
    from sec_rules.errors import ExtraError as ExtraError
    from sec_rules.errors import FactError as FactError
    from sec_rules.errors import InvariantError as InvariantError
    from sec_rules.errors import LanguageError as LanguageError
    from sec_rules.errors import PortfolioError as PortfolioError
    from sec_rules.errors import SecRulesError as SecRulesError
    from sec_rules.errors import UsageError as UsageError
    from sec_rules.loading import load as load
    from sec_rules.rulebook.questions import FULL as FULL
    from sec_rules.rulebook.questions import QUESTIONS as QUESTIONS
    from sec_rules.rulebook.questions import SELF as SELF
    from sec_rules.rulebook.questions import VERIFICATION as VERIFICATION
    from sec_rules.rulebook.questions import assessment as assessment
    from sec_rules.rulebook.questions import assessment_content as assessment_content
    from sec_rules.rulebook.questions import latest_date as latest_date
    from sec_rules.rulebook.questions import notify_second_system as notify_second_system
    from sec_rules.rulebook.questions import several_roles as several_roles
    from sec_rules.rulebook.questions import shared_resource_return as shared_resource_return
    from sec_rules.rulebook.questions import status_effect as status_effect
    from sec_rules.rulebook.questions import triage as triage
    from sec_rules.rulebook.questions import when_counted as when_counted

_forks.register()

_ERRORS = [
    "AssumptionError",
    "CitationError",
    "CodeError",
    "DayError",
    "DocumentError",
    "EffectError",
    "EngineError",
    "EventError",
    "ExtraError",
    "FactError",
    "LanguageError",
    "InvariantError",
    "PortfolioError",
    "SecRulesError",
    "UsageError",
]
_FROM = {
    "engine.code": ["Code"],
    "loading": ["load"],
    "answers.portfolio.frames": ["assess_frame"],
    "answers.watch.watching": ["watch"],
    "errors": _ERRORS,
    "engine.answer": ["Answer"],
    "rulebook.questions": [
        "FULL",
        "QUESTIONS",
        "SELF",
        "VERIFICATION",
        "assessment",
        "assessment_content",
        "latest_date",
        "notify_second_system",
        "several_roles",
        "shared_resource_return",
        "status_effect",
        "triage",
        "when_counted",
    ],
    "engine.ranges": ["Range"],
}
_WHERE = {name: module for module, names in _FROM.items() for name in names}

__all__ = sorted([*_WHERE, "__version__"])


# Names of version 1 that went away: they name the new ones for one release, so that none changes its meaning silently.
_RENAMED = {"Finding": "Answer", "LawError": "InvariantError"}


def __getattr__(name: str) -> object:
    if name in _RENAMED:
        raise AttributeError(f"'sec_rules.{name}' is called 'sec_rules.{_RENAMED[name]}' since version 2 of the JSON.")
    if name not in _WHERE:
        raise AttributeError(f"module 'sec_rules' has no attribute '{name}'")
    value: object = getattr(import_module(f"sec_rules.{_WHERE[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
