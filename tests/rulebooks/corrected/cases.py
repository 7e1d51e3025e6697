"""Published provisions that were corrected: each restated as it was and as it became, one TOML file a provision.

Every sentence is our own; `numbered` says where a number of the restatement is not the one of the instrument. A file
with `[facts]` is a rulebook of its own, and its text is proved; one without is checked for its drafting alone. Of what
is `missed` the reason is given, and the test sees that it is still missed.

    python -m tests.rulebooks.corrected.cases --write     puts the table of today into the docs
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Final

from attrs import frozen

import sec_rules
from sec_rules.notation import Count, Outcome, Question, Rulebook, Says, Unit, YesNo
from sec_rules.review.findings import Finding, Severity

HERE: Final = Path(__file__).parent
PAGE: Final = Path(str(files("sec_rules").joinpath("docs"))) / "quality.md"
BEGINS: Final = "<!-- corrected: written by python -m tests.rulebooks.corrected.cases --write -->\n"
ENDS: Final = "<!-- end of corrected -->\n"
KINDS: Final = ("gap", "overlap", "reference", "number", "figure", "connective", "definition", "other")


@frozen
class Case:
    """A provision: where it stands, what was wrong and what it became, from where that is known, and its two texts.

    `found` are the codes that the first text draws, each with its place; none where it is `missed`, and why.
    """

    name: str
    provision: str
    kind: str
    wrong: str
    became: str
    source: str
    first: str
    second: str
    found: tuple[tuple[str, str], ...]
    missed: str
    rulebook: Rulebook | None

    def findings(self, text: str) -> list[Finding]:
        """What is found in a text of the provision, notes left out."""
        draft = text.encode()
        if self.rulebook is None:
            review = sec_rules.check(draft, drafting_only=True)
        else:
            review = sec_rules.check(draft, sec_rules.load(rulebook=self.rulebook))
            assert not any(f.code == "EX001" for f in review.findings), [f.message for f in review.findings]
        return [f for f in review.findings if f.severity is not Severity.NOTE or f.code in dict(self.found)]


def cases() -> list[Case]:
    """The provisions, by name."""
    return [case(path) for path in sorted(HERE.glob("*.toml"))]


def case(path: Path) -> Case:
    """The provision of one file."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    first = given["first"]
    second = given.get("second") or _replaced(first, given["for"], given["read"])
    return Case(
        path.stem,
        *(given[key] for key in ("provision", "kind", "wrong", "became", "source")),
        first,
        second,
        tuple((code, place) for code, place in given.get("found", ())),
        given.get("missed", ""),
        rulebook_of(path.stem, given) if "facts" in given else None,
    )


def _replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def rulebook_of(name: str, given: dict) -> Rulebook:
    """The rulebook that a file declares: its facts, outcomes and words."""
    facts = {key: _fact(key, fact) for key, fact in given["facts"].items()}
    outcomes = {key: Outcome(key, says[0], n) for n, (key, says) in enumerate(given["outcomes"].items(), 1)}
    amounts = tuple(facts[key] for key in given.get("grows", ()))
    question = Question(
        "question", given["asks"], tuple(outcomes.values()), amounts, facts=tuple(facts.values()), takes_amounts=True
    )
    words = [
        Says(facts[key], *_words(fact)[:1], verbs=_words(fact)[1], denied=_words(fact)[2])
        for key, fact in given["facts"].items()
    ]
    words += [Says(outcomes[key], tuple(says)) for key, says in given["outcomes"].items()]
    return Rulebook(
        name=name,
        title=given["provision"],
        questions=(question,),
        user=(given["user"],) if isinstance(given["user"], str) else tuple(given["user"]),
        parties=tuple(facts[key] for key in facts if _is_party(key, given)),
        units=tuple(_unit(unit) for unit in given.get("units", ())),
        words=tuple(words),
        duties=tuple(given["duties"]),
        qualifiers=tuple(given.get("qualifiers", ())),
        numbering=given.get("numbering", "numbered"),
    )


def _is_party(key: str, given: dict) -> bool:
    """Whether a fact is one of the parties, which are given by name or by phrase."""
    return not {key, *given["facts"][key].get("phrases", ())}.isdisjoint(given.get("parties", ()))


def _words(fact: dict) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fact.get(key, ())) for key in ("phrases", "verbs", "denied"))


def _unit(given: str | dict) -> Unit:
    return Unit(given, given, before=given == "£") if isinstance(given, str) else Unit(**given)


def _fact(name: str, given: dict) -> Count | YesNo:
    if "unit" not in given:
        return YesNo(name, given["says"])
    years = given.get("counts_years", False)
    return Count(name, given["says"], given["unit"], at_most=10**12, short=given["short"], counts_years=years)


def table() -> str:
    """The provisions as a table, and what was not found as another."""
    found = [c for c in cases() if not c.missed]
    missed = [c for c in cases() if c.missed]
    return "\n".join((*_rows(found), "", "Not found in the first text:", "", *_rows(missed), ""))


def _rows(of: list[Case]) -> Iterator[str]:
    last = "why not" if of[0].missed else "found"
    yield f"| provision | what was wrong | what it became | {last} |"
    yield "|---|---|---|---|"
    for one in of:
        told = one.missed or ", ".join(f"{code} at {place}" for code, place in one.found)
        yield f"| {one.provision} ({one.source}) | {one.kind}: {one.wrong} | {one.became} | {told} |"


def written(page: str) -> str:
    """A page with the tables of today between its marks."""
    before, rest = page.split(BEGINS)
    return f"{before}{BEGINS}{table()}{ENDS}{rest.split(ENDS)[1]}"


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    for each in cases():
        for part, words in (("first", each.first), ("second", each.second)):
            print(each.name, part, *((f.code, f.clause, f.message) for f in each.findings(words)), sep="\n    ")
