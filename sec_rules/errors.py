"""The one tree of errors.

    SecRulesError
    ├── FactError          facts that cannot be facts of any User (all problems of one question at once)
    │   └── AssumptionError  facts that break a declared assumption
    ├── EventError       an event of a watch that cannot be taken, or a state that cannot be kept
    ├── PortfolioError   rows or columns of a portfolio that cannot be facts of Users
    ├── CitationError      a citation that leads to no provision held
    ├── DayError           a day that is no day, or lies before the Code is held
    ├── CodeError          clauses that do not fit together
    ├── DocumentError      a draft that cannot be opened or read as a document
    ├── LanguageError      a sentence that is no rule (the furthest point read, what was expected there)
    ├── EffectError        a statement of intended effect that cannot be read (all its problems at once)
    ├── InvariantError     an invariant that cannot be proved as it is stated
    ├── EngineError        an engine that refuses a rule, or answers other than the reference
    ├── ExtraError         an optional part of the package that is not installed
    ├── UsageError         a command that asks for what there is not
    │   └── UnsettledLookError  a draft whose look may or may not show changes; somebody has to say
    └── ArgumentError      an argument of the wrong kind (a TypeError too)

Every message is a sentence that says what is wrong, where, and what is known or expected.
"""

from __future__ import annotations

from typing import Final

# Of what was given so many characters are shown in a message.
_SHOWN: Final = 60


class SecRulesError(Exception):
    """Whatever this package raises on purpose; `str()` of it is a sentence for a person."""


class FactError(SecRulesError):
    """Facts that cannot be facts of any User. `problems` holds one sentence for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[FactError], tuple[object, ...]]:
        return type(self), (self.problems,)


class AssumptionError(FactError):
    """Facts that break an assumption every proof rests on; `assumption` is its name."""

    def __init__(self, problem: str, assumption: str) -> None:
        super().__init__((problem,))
        self.assumption = assumption

    def __reduce__(self) -> tuple[type[FactError], tuple[object, ...]]:
        return type(self), (*self.problems, self.assumption)


class EventError(SecRulesError):
    """An event of a watch that cannot be taken, or a file of its state that cannot be used."""


class PortfolioError(SecRulesError):
    """Rows or columns of a portfolio that cannot be facts of Users.

    `rows` are pairs of a row's number, counted from 1, and its problems; a column has none.
    """

    def __init__(self, message: str, rows: tuple[tuple[int, tuple[str, ...]], ...] = ()) -> None:
        super().__init__(message)
        self.rows = rows


class CitationError(SecRulesError):
    """A citation that leads to no provision held."""


class DayError(SecRulesError):
    """A day that is no day, or one on which the Code is not held."""


class CodeError(SecRulesError):
    """Clauses that do not fit together: two modules with one label, versions out of order."""


class DocumentError(SecRulesError):
    """A draft that cannot be opened, or is not what its name says."""


class LanguageError(SecRulesError):
    """A sentence that is no rule: how far it was read, and what was expected there."""


class EffectError(SecRulesError):
    """A statement of intended effect that cannot be read. `problems` holds one sentence for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[EffectError], tuple[object, ...]]:
        return type(self), (self.problems,)


class InvariantError(SecRulesError):
    """An invariant that cannot be proved as it is stated: not linear, or silent on an outcome there is."""


class EngineError(SecRulesError):
    """An engine that refuses what it cannot express exactly, or disagrees with the reference."""


class ExtraError(SecRulesError):
    """An optional part of the package that is not installed; the message names the extra."""


class ArgumentError(SecRulesError, TypeError):
    """An argument that is not of the kind that is taken; the message names that kind. A `TypeError` too."""


class UsageError(SecRulesError):
    """A command that asks for what there is not."""


class UnsettledLookError(UsageError):
    """A draft whose struck or underlined words may or may not be changes: whoever asks has to say which."""


def wrong_kind(name: str, expected: str, got: object) -> ArgumentError:
    """The error that says of which kind an argument should be, and what was given."""
    shown = " ".join(repr(got).split())
    if len(shown) > _SHOWN:
        shown = f"{shown[:_SHOWN]}..."
    return ArgumentError(f"'{name}' should be {expected}, got {type(got).__name__}: {shown}.")


def fault_in_words(error: Exception) -> str:
    """The sentence for an error that nobody raised on purpose."""
    return (
        f"a fault of the program, not of yours ({type(error).__name__}: {error}); run again with --debug to see where."
    )
