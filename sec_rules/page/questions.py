"""The three questions that a person settles before anything is handed on, each with a guess.

Which text the draft is marked against, with both side by side where they differ; when it commences; what it is meant
to do. What is not confirmed is named in every file that is given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from attrs import asdict

from sec_rules.drafting import sides
from sec_rules.drafting.base_text import held_words
from sec_rules.drafting.draft import Draft, ShownClause
from sec_rules.lang.lists import joined
from sec_rules.page.checked import Checked
from sec_rules.review.days import names_no_day
from sec_rules.review.effect.conformance import Conformance, conformance_of_text
from sec_rules.review.effect.statement import NONE, SUFFIX, tables_in
from sec_rules.review.effect.writing import Row, rows_of, written
from sec_rules.review.effect.years import from_value
from sec_rules.review.review import Review

Json = dict[str, object]
# The questions by name, as they are named where one is not confirmed.
QUESTIONS: Final = {
    "text": "which text it is marked against",
    "day": "when it commences",
    "effect": "what it is meant to do",
}


def unconfirmed(names: Collection[str]) -> str:
    """What is said on a file of questions that nobody confirmed; "" where all are."""
    left = [said for name, said in QUESTIONS.items() if name in names]
    return f"Unconfirmed: {joined(left)}." if left else ""


def questions(given: Checked, which: int) -> Json:
    """The three questions about a draft, with what is known of each."""
    draft = given.results[which].draft
    return {
        "text": {"says": draft.base_because, "beside": list(_beside(draft)), "against": draft.document.base or ""},
        "day": {"on": draft.on.isoformat(), "base": draft.base_on.isoformat(), "stated": not names_no_day(draft)},
        "effect": _effect(given, which),
    }


def _beside(draft: Draft) -> Iterator[Json]:
    """The words of the file and those of the Code it stands on, side by side, of each clause in which they differ."""
    held = {clause.label: version for clause, version in draft.base.standing(draft.base_on)}
    for shown in draft.shown:
        for words in shown.unmarked:
            yield {"clause": shown.label, "file": words.file, "code": words.code, "why": ""}
        if shown.mismatch and not shown.unmarked:
            words_held = held_words(draft.base, shown.label, {shown.label: shown.held} if shown.held else held)
            code = words_held[0].whole if words_held else ""
            yield {"clause": shown.label, "file": _old(shown), "code": code, "why": shown.mismatch}


def _old(shown: ShownClause) -> str:
    return shown.before.provision.whole if shown.before is not None else ""


def _effect(given: Checked, which: int) -> Json:
    result, text = given.results[which], given.statements[which]
    outcomes = [{"name": o.name, "title": o.title} for o in result.question.outcomes]
    common: Json = {"outcomes": [*outcomes, {"name": NONE, "title": "none, or more than one"}]}
    if text is not None:
        return {**common, **_stated(text, given.conformances[which])}
    rows = guess(result)
    found = [asdict(row) for row in rows or ()]
    return {**common, "stated": False, "guessed": rows is not None, "rows": found, "says": _of_a_guess(rows, result)}


def _of_a_guess(rows: Sequence[Row] | None, result: Review) -> str:
    if rows is None:
        return "No guess can be made; say who is to get which answer."
    says = (
        "Assumed: that it is meant to make each of the changes below and no others."
        if rows
        else "Assumed: that it is meant to change nobody\u2019s answer."
    )
    if any(change.becomes is None and change.was is not None for change in result.merged):
        says += " But some Users would be left with no answer, or with more than one, which nobody can mean."
    return says


def _stated(text: str, found: Conformance | None) -> Json:
    tables = tables_in(text, "the statement").get("change", [])
    rows = [
        asdict(Row(t["who"], from_value(t.get("years")).as_text, t["was"], t["becomes"], tuple(t.get("by", ()))))
        for t in (tables if isinstance(tables, list) else [])
    ]
    strays = [stray.message for stray in found.strays] if found else []
    exact = found.exact if found else None
    says = "The draft does exactly this: proved." if exact else "The draft does not do exactly this."
    because = says if exact is not None else found.because if found else ""
    return {"stated": True, "rows": rows, "says": because, "exact": exact, "strays": strays}


def guess(result: Review) -> tuple[Row, ...] | None:
    """The effect that a draft has, gaps apart, as one would state it; None where the words of the Code do not say it.

    A guess is read again, and is none where the draft would then do something else besides.
    """
    draft = result.draft
    if draft.proposed.rulebook.words:
        # What regions say is said in the words of the Smart Energy Code.
        return None
    if result.because or result.changes is None or not draft.scheme.of_the_code or result.state == "nothing-read":
        return None
    facts = sides.facts(draft, result.question)
    rulebook = draft.proposed.rulebook
    rows = rows_of(result.merged, facts.values(), rulebook.assumptions, rulebook.user[0])
    if rows is None:
        return None
    found = conformance_of_text(written(rows), f"guess{SUFFIX}", draft, result.question)
    fits = found.exact or all(stray.kind == "not intended" and stray.becomes is None for stray in found.strays)
    return rows if fits and found.exact is not None else None
