"""Drafts by others, in the variety that drafters write, read as their writers meant them.

The corpus under `drafts/` was written, with the meaning of each draft, before anything was run and without sight of
the grammar. Each meaning is held against the rule read at facts that lie densely about the figures.
"""

from __future__ import annotations

import ast
import itertools
import random
import re
import runpy
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any, Final

import pytest

from sec_rules.analysis.invariants import answers_at
from sec_rules.documents.readers import open_draft
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.grammar.settlements import settled, settlement
from sec_rules.drafting.grammar.text_reader import read_clauses, read_text
from sec_rules.drafting.grammar.vocabulary import vocabulary
from sec_rules.engine.code import Code
from sec_rules.engine.linking import Ruleset
from sec_rules.lang import Source
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

HERE: Final = Path(__file__).with_name("drafts")
DAY: Final = date(2020, 1, 1)
NAMES: Final = {
    "supplier": "supplier_party",
    "network": "network_party",
    "d": "domestic_premises",
    "n": "non_domestic_premises",
    "net": "network_premises",
    "shared": "shared_supplier_premises",
    "shared_net": "shared_network_premises",
    "year": "years_since_initial",
}
COUNTS: Final = ("d", "n", "net", "shared", "shared_net")
YEARS: Final = (1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 13)
PARTIES: Final = ((True, False), (True, False), (False, True), (False, True), (False, False))
MANY: Final = "several clauses answer"
HELD: Final = {
    "2019-02-28": {
        "G8.41": {"FULL": "supplier and d + 5*n > 250000"},
        "G8.42": {"VERIFICATION SELF FULL": "supplier and d + 5*n <= 250000"},
        "G8.44": {"VERIFICATION VERIFICATION FULL": "network and net > 250000"},
        "G8.45": {"VERIFICATION SELF FULL": "network and net <= 250000"},
        "G8.47": {"VERIFICATION SELF FULL": "not supplier and not network"},
    },
    "2019-02-27": {
        "G8.41": {"FULL": "supplier and d > 250000"},
        "G8.42": {"VERIFICATION SELF FULL": "supplier and d <= 250000"},
        "G8.44": {"VERIFICATION VERIFICATION FULL": "network and net > 250000"},
        "G8.45": {"VERIFICATION SELF FULL": "network and net <= 250000"},
        "G8.47": {"SELF SELF FULL": "not supplier and not network"},
    },
    "2018-11-28": {
        "G8.41": {"FULL": "supplier and d + shared > 250000"},
        "G8.42": {"VERIFICATION SELF FULL": "supplier and d + shared <= 250000"},
        "G8.44": {"VERIFICATION VERIFICATION FULL": "network and net + shared_net > 250000"},
        "G8.45": {"VERIFICATION SELF FULL": "network and net + shared_net <= 250000"},
        "G8.47": {"SELF SELF FULL": "not supplier and not network"},
    },
}

Means = Mapping[str, str]
Case = dict[str, int | bool]


@cache
def compiled(when: str) -> CodeType:
    """A case as the corpus writes it, to be evaluated."""
    return compile(when, "means", "eval")


def meant(clauses: Iterable[Means], case: Case) -> str | None:
    """The outcome that the writer intended; None where no clause answers."""
    found = [
        cycle.split()[(int(case["year"]) - 1) % len(cycle.split())]
        for means in clauses
        for cycle, when in means.items()
        if eval(compiled(when), {}, dict(case))
    ]
    return None if not found else found[0] if len(found) == 1 else MANY


def said(ruleset: Ruleset, facts: Mapping[str, bool | int]) -> str | None:
    """The outcome that the rules read give."""
    answers = answers_at(ruleset, facts)
    if len(answers) > 1:
        return MANY
    return getattr(answers[0].outcome, "name", "undetermined") if answers else None


def lines_of(when: str) -> Iterator[dict[str, int]]:
    """The line each comparison of counts draws: the weight of every count, and under "" what stands without one."""
    for node in ast.walk(ast.parse(when, mode="eval")):
        if isinstance(node, ast.Compare) and not any(isinstance(op, ast.In) for op in node.ops):
            sides = [node.left, *node.comparators]
            for left, right in itertools.pairwise(sides):
                difference = compile(f"({ast.unparse(left)}) - ({ast.unparse(right)})", "line", "eval")
                nothing = dict.fromkeys((*COUNTS, "year"), 0)
                at_zero = eval(difference, {}, nothing)
                yield {"": at_zero} | {c: eval(difference, {}, nothing | {c: 1}) - at_zero for c in COUNTS}


def cases(clauses: Iterable[Means]) -> Iterator[Case]:
    """Cases just below, at and just above each line that what is meant draws, and some far from all."""
    whens = sorted({when for means in clauses for when in means.values()})
    figures = {int(x) for when in whens for x in re.findall(r"\d+", when)}
    near = sorted({0, 1, 10**9} | {max(0, f // by + step) for f in figures for by in (1, 2, 5) for step in (-1, 0, 1)})
    draw = random.Random(whens[0])

    def anybody() -> Case:
        supplier, network = draw.choice(PARTIES)
        case: Case = {"supplier": supplier, "network": network, "decided": draw.random() < 0.5}
        return case | {"year": draw.choice(YEARS)} | {count: draw.choice(near) for count in COUNTS}

    yield from (anybody() for _ in range(60))
    for line in (line for when in whens for line in lines_of(when)):
        bounded = [count for count in COUNTS if line[count]]
        for count, step in itertools.product(bounded, (-1, 0, 1)):
            for turn in range(12):
                case = anybody()
                if turn % 2:
                    case |= {other: draw.choice((0, 1, 6)) for other in COUNTS}
                rest = line[""] + sum(line[other] * case[other] for other in bounded if other != count)
                yield case | {count: max(0, -rest // line[count] + step)}


def differing(ruleset: Ruleset, known: Iterable[str], clauses: Iterable[Means]) -> list[str]:
    """The cases in which the rules say something else than what was meant, smallest first."""
    clauses = tuple(clauses)
    decisions = [name for name in known if name not in NAMES.values()]
    assert len(decisions) <= 1, decisions
    told = any("decided" in when for means in clauses for when in means.values())
    # What somebody may direct otherwise is assumed not to be: then it is as was meant where nothing is directed.
    assumed = told and not decisions and any("holds unless" in said for said in ruleset.assumed)
    assert told == bool(decisions or assumed), decisions
    found = []
    for case in (case for case in cases(clauses) if not (assumed and case["decided"])):
        facts = {fact: case[name] for name, fact in NAMES.items()} | dict.fromkeys(decisions, case["decided"])
        if (want := meant(clauses, case)) != (got := said(ruleset, facts)):
            found.append((sum(map(int, case.values())), f"meant {want}, read {got}, at {case}"))
    return [text for _, text in sorted(found)]


def corpus(name: str, kind: str) -> list[Any]:
    """The entries of one file, what is short written out."""
    held = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    for entry in held[kind]:
        for short, long in held["phrases"].items():
            entry["words"] = entry["words"].replace(short, long)
    return [pytest.param(entry, id=entry["id"]) for entry in held[kind]]


def not_read(read: Iterable[ReadClause]) -> list[str]:
    """Whatever is listed of the words: those left over, sentences unread, doubts."""
    return [
        text
        for clause in read
        for text in (
            *(phrase.text for phrase in clause.words),
            *(sentence.text for sentence in clause.sentences),
            *(doubt.unsure for doubt in clause.doubts),
        )
    ]


def as_settled(read: Sequence[ReadClause], ruleset: Ruleset) -> Iterator[Ruleset]:
    """What the clauses say as each reading of those that have several is taken for what is meant."""
    if not any(clause.several for clause in read):
        yield ruleset
        return
    open_places = [opening for clause in read for opening in clause.openings if opening.several is not None]
    numbers = [range(1, len(o.several.readings) + 1) for o in open_places if o.several is not None]
    for taken in itertools.product(*numbers):
        said = [settlement(f"{o.id}=reading {n}: so meant", "test") for o, n in zip(open_places, taken, strict=True)]
        provisions = tuple(clause.provision for clause in read)
        again = read_clauses(provisions, vocabulary(provisions, settled=settled([said])))
        source = Source("others", "drafts by others")
        yield Code(tuple(clause.clause(DAY, "draft", source) for clause in again)).ruleset(assessment, DAY)


@pytest.mark.parametrize("draft", [*corpus("clauses.toml", "clause"), *corpus("wordings.toml", "clause")])
def test_a_clause_is_read_as_its_writer_meant_it_or_said_to_be_unread(draft: dict[str, Any]) -> None:
    read = read_text(draft["words"].strip("\n"))
    assert read, "no clause is found"
    source = Source("others", "drafts by others")
    bare = Code(tuple(clause.clause(DAY, "draft", source) for clause in read))
    ruleset = bare.ruleset(assessment, DAY)
    if draft.get("nothing"):
        assert not ruleset.branches
        assert not ruleset.unread
        assert not not_read(read)
    elif "unread" in draft:
        assert ruleset.unread or not ruleset.branches, f"it should not be read: {draft['unread']}"
        assert not_read(read) or ruleset.unread
    elif "said" in draft:
        assert ruleset.unread or not_read(read), f"it should not pass unsaid: {draft['said']}"
    else:
        assert not ruleset.unread
        assert ruleset.branches
        assert any(
            not differing(each, bare.facts(DAY, assessment), [draft["means"]])[:3] for each in as_settled(read, ruleset)
        )
        assert draft.get("left") or not any(clause.words or clause.sentences for clause in read)
        if "doubt" in draft:
            assert draft["doubt"] == any(clause.doubts for clause in read)


def as_meant(draft: Draft, entry: Mapping[str, Any], path: Path) -> None:
    """Asserts that a draft stands on the base, changes the clauses, and finds the things that its writer meant."""
    base = str(entry["base"])
    assert str(draft.base_on) == base, draft.base_because
    assert len(draft.failed) == entry.get("failed", 0), draft.failed
    status = {shown.label: shown.status for shown in draft.shown}
    assert {label: status.get(label) for label in entry.get("status", {})} == entry.get("status", {})
    ruleset = draft.proposed.ruleset(assessment, draft.on)
    assert list(dict.fromkeys(label for label, _ in ruleset.left_open)) == list(entry.get("unread", ()))
    if not ruleset.left_open:
        clauses = {k: v for k, v in HELD[base].items() if k not in entry.get("gone", ())} | entry.get("means", {})
        assert not differing(ruleset, draft.proposed.facts(draft.on, assessment), clauses.values())[:3]
    if entry.get("finds"):
        assert set(entry["finds"]) <= {r.code for r in check(open_draft(str(path)), load(), assessment).findings}


@pytest.mark.parametrize("draft", [*corpus("instructions.toml", "draft"), *corpus("criticmarkup.toml", "draft")])
def test_a_draft_in_text_changes_what_its_writer_meant_to_change(draft: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(draft["words"].strip("\n"), encoding="utf-8")
    as_meant(hold_against(open_draft(str(path)), load()), draft, path)


REDLINES: Final = runpy.run_path(str(HERE / "redlines.py"))["REDLINES"]
SAVE: Final = runpy.run_path(str(HERE / "word.py"))["save"]


@pytest.mark.parametrize("redline", [pytest.param(r, id=r.name.replace(" ", "-")) for r in REDLINES])
def test_a_redline_in_word_changes_what_its_writer_meant_to_change(redline: Any, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    SAVE(path, redline.body, redline.header)
    entry = {n: getattr(redline, n) for n in ("base", "means", "gone", "status", "finds", "unread")}
    as_meant(hold_against(open_draft(str(path)), load()), entry, path)


@pytest.mark.parametrize(
    "name",
    [
        *("in_five_styles", "in_five_styles_again", "near_the_code", "near_the_code_unseen", "near_the_code_third"),
        "short_drafts",
    ],
)
def test_the_drafts_are_as_they_were_written(name: str) -> None:
    folder = HERE / name
    given = dict(reversed(line.split()) for line in (folder / "drafts.sha256").read_text(encoding="utf-8").splitlines())
    assert given == {f.name: sha256(f.read_bytes()).hexdigest() for f in folder.glob("*.toml")}
