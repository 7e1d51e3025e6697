"""The effect that a draft is meant to have, as a file beside it: who, was, becomes. Read, with every mistake.

    [[change]]
    who = "a User is neither a Supplier Party nor a Network Party"
    years = { turn = 1, of = 3 }
    was = "SELF"
    becomes = "VERIFICATION"
    by = ["G8.47"]

Above the changes `entered_by` may name who wrote them; `change = []` states that nothing changes for anybody. `who` is
in the words of the Code, after "Where". `years` are those after the year of the initial assessment: a list,
`{ turn, of }` for each so many, `{ from, to }` for a stretch; every year where it is left out. `was` and `becomes` are
outcomes, or "none" where no single provision settles one. `by`, where given, are the clauses that answer afterwards.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from sec_rules import _files
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.grammar.text_reader import read_text
from sec_rules.drafting.rulebooks import read_in_own_words
from sec_rules.engine.english.numerals import with_article
from sec_rules.errors import CodeError, EffectError
from sec_rules.lang import NEVER, Answers, Condition, Outcome, Question, years_among
from sec_rules.lang.citations import order
from sec_rules.lang.formulas import All, Formula, formula
from sec_rules.lang.rulebooks import Rulebook
from sec_rules.review.effect.years import EVERY, Years, from_value

NONE: Final = "none"
SUFFIX: Final = ".effect.toml"
_KEYS: Final = ("who", "years", "was", "becomes", "by")
_NEEDED: Final = ("who", "was", "becomes")
_DUTY: Final = (
    "it shall be subject to a Full User Security Assessment in each year after the year of its initial Full User "
    "Security Assessment."
)


@frozen
class Claim:
    """One change that is meant: its number in the file, to whom, from what to what, and by which clauses.

    `who` is as the file has it, `years` in words, "" for every year; `when` is both.
    `was` and `becomes` are None where no single outcome is settled; `by` is empty where the file leaves it open.
    """

    number: int
    who: str
    when: Formula
    was: Outcome | None
    becomes: Outcome | None
    by: tuple[str, ...]
    years: str = ""


@frozen
class EffectStatement:
    """All that a draft is meant to change, by the name of the file that says so; `entered_by` is who wrote it."""

    name: str
    question: Question
    claims: tuple[Claim, ...]
    entered_by: str = ""


def beside(draft: Path) -> Path | None:
    """The statement of effect that lies beside a draft: its name with `.effect.toml` for the ending."""
    found = draft.parent / (draft.stem + SUFFIX)
    return found if found.is_file() else None


def read_statement(path: Path, held: Collection[str], of: Rulebook) -> EffectStatement:
    """The statement in a file, in the words of a rulebook; `held` are the clauses that answer afterwards.

    Raises `EffectError` with every problem in it.
    """
    try:
        text = _files.read(path).decode()
    except OSError as error:
        raise EffectError((f"'{path}' cannot be read: {error.strerror or error}.",)) from None
    except UnicodeDecodeError as error:
        raise EffectError((f"'{path.name}' should be text in UTF-8; byte {error.start} is not.",)) from None
    return statement_in(text, path.name, held, of)


def statement_in(text: str, name: str, held: Collection[str], of: Rulebook) -> EffectStatement:
    """The statement in the text of a file of that name, in the words of a rulebook.

    Raises `EffectError` with every problem in it.
    """
    data = tables_in(text, name)
    problems: list[str] = []
    question, who = _question(data, of, problems), data.get("entered_by", "")
    if not isinstance(who, str):
        problems.append("'entered_by' should be a name.")
    changes = data.get("change")
    if not isinstance(changes, list):
        problems.append(
            "It states no change; each one is a table [[change]] with who, was and becomes, and 'change = []' states "
            "that nothing changes for anybody."
        )
        changes = []
    claims = [_claim(n, change, question, held, of, problems) for n, change in enumerate(changes, 1)]
    if problems:
        raise EffectError(tuple(f"{name}: {problem}" for problem in problems))
    return EffectStatement(name, question, tuple(claim for claim in claims if claim is not None), str(who))


def tables_in(text: str, name: str) -> dict[str, object]:
    """What a file says, as tables. `EffectError` where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise EffectError((f"'{name}' is no TOML: {error}.",)) from None


def quoted(text: str) -> str:
    """Text as a string of TOML, which escapes as JSON does; half a character is none."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def _question(data: Mapping[str, object], of: Rulebook, problems: list[str]) -> Question:
    for key in data.keys() - {"question", "entered_by", "change"}:
        problems.append(f"'{key}' is not known at the top; known are question, entered_by and change.")
    questions = {question.name: question for question in of.questions}
    name = data.get("question", of.question.name)
    if not isinstance(name, str) or name not in questions:
        problems.append(f"{name!r} is no question; known are {', '.join(questions)}.")
        return of.question
    return questions[name]


def _claim(
    number: int, given: object, question: Question, held: Collection[str], of: Rulebook, problems: list[str]
) -> Claim | None:
    if not isinstance(given, dict):
        problems.append(f"Change {number} should be a table.")
        return None
    found = list(_problems(given, question, held))
    outcomes = {o.name: o for o in question.outcomes}
    years = _years(given.get("years"), found)
    when = _when(given, years, question, of, found)
    problems.extend(f"Change {number}: {problem}" for problem in found)
    if found or when is None:
        return None
    was, becomes = (outcomes.get(given[key]) for key in ("was", "becomes"))
    return Claim(number, given["who"], when, was, becomes, tuple(given.get("by", ())), years.in_words)


def _problems(given: Mapping[str, object], question: Question, held: Collection[str]) -> Iterator[str]:
    for key in given.keys() - set(_KEYS):
        yield f"'{key}' is not known; known are {', '.join(_KEYS)}."
    for key in _NEEDED:
        if not isinstance(given.get(key), str):
            yield f"'{key}' should be given, in quotation marks."
    known = (*(o.name for o in question.outcomes), NONE)
    for key in ("was", "becomes"):
        if isinstance(given.get(key), str) and given[key] not in known:
            yield f"'{given[key]}' is no outcome of {question.name}; known are {', '.join(known)}."
    if given.get("was") == given.get("becomes") and "was" in given:
        yield f"it changes nothing: {given['was']} stays {given['becomes']}."
    yield from _by(given.get("by", []), held)


def _by(given: object, held: Collection[str]) -> Iterator[str]:
    if not isinstance(given, list) or not all(isinstance(label, str) for label in given):
        yield "'by' should be a list of clauses."
        return
    for label in given:
        if label not in held:
            yield f"{label} is no clause that answers afterwards; those are {', '.join(sorted(held, key=order))}."


def _when(
    given: Mapping[str, object], years: Years, question: Question, of: Rulebook, problems: list[str]
) -> Formula | None:
    who, counted = given.get("who"), years_among(question.facts)
    if counted is None and given.get("years") is not None:
        problems.append(f"'years' are given, and {of.called} counts none.")
    if not isinstance(who, str):
        return None
    condition = _who(who, of, problems)
    try:
        if condition is None:
            return None
        in_years = () if counted is None else (formula(years.condition(counted)),)
        return All((formula(condition), *in_years))
    except CodeError as error:
        problems.append(f"'who' cannot be worked out: {error}")
        return None


def _read(given: str, of: Rulebook) -> tuple[ReadClause, ...]:
    """The words after "Where" read as those of a clause, in the words of a rulebook."""
    if not of.words:
        return read_text(f"G8.41 Where {given}, {_DUTY}")
    said = next(said for said in of.words if isinstance(said.of, Outcome))
    duty = of.duties[0] if of.duties else "is"
    sentence = f"1. Where {given}, the {of.user[0]} {duty} {with_article(said.phrases[0])}."
    return read_in_own_words(sentence, of)


def _who(words: str, of: Rulebook, problems: list[str]) -> Condition | None:
    """The words after "Where", read as those of a clause would be."""
    given = words.strip().rstrip(",;.")
    (read, *others) = _read(given, of) or (None,)
    rules = read.rules if read else ()
    if read is None or others or read.sentences or read.words or len(rules) != 1 or not isinstance(rules[0], Answers):
        why = read.sentences[0].why if read and read.sentences else "it is not one condition on the facts of a User"
        if read and read.words:
            why = "the words " + ", ".join(f"'{phrase.text}'" for phrase in read.words) + " are not used"
        problems.append(f"'who' cannot be read: {why}.")
        return None
    rule = rules[0]
    return rule.applies if rule.unless == NEVER else rule.applies & ~rule.unless


def _years(given: object, problems: list[str]) -> Years:
    try:
        return from_value(given)
    except ValueError:
        problems.append(
            "'years' should be a list such as [1, 2], or { turn = 1, of = 3 }, or { from = 4, to = 6 }; "
            "years count from 1."
        )
        return EVERY
