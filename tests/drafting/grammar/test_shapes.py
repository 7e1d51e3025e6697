"""The grammar put to work: the same ways to read, and the same stops, as Lark's Earley parser finds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import pytest
from lark import Lark, Token, UnexpectedEOF, UnexpectedToken
from lark.lexer import Lexer

from sec_rules.documents.document import View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.grammar import shapes
from sec_rules.drafting.grammar.clause_reader import read_clause
from sec_rules.drafting.grammar.shapes import DEEPEST, Halt, Shape, TooDeep, grammar
from sec_rules.drafting.grammar.vocabulary import vocabulary
from sec_rules.drafting.layout.layout import lay_out

GRAMMAR = files("sec_rules.drafting.grammar").joinpath("grammar.lark").read_text(encoding="utf-8")
MOST = 64


class Given(Lexer):
    """The kinds are there already."""

    def __init__(self, conf: object) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Any]:
        return iter(lexer_state)


@cache
def lark() -> Lark:
    return Lark(GRAMMAR, parser="earley", lexer=Given, ambiguity="explicit", maybe_placeholders=False)


def by_lark(kinds: tuple[str, ...]) -> set[Shape] | Halt:
    try:
        tree = lark().parse([Token(kind, kind, start_pos=n) for n, kind in enumerate(kinds)])
    except UnexpectedToken as error:
        at = error.token.start_pos
        return Halt(len(kinds) if at is None else int(at), frozenset(error.expected))
    except UnexpectedEOF as error:
        return Halt(len(kinds), frozenset(error.expected))
    return set(every(tree))


def every(tree: Any) -> Iterator[Any]:
    if isinstance(tree, Token):
        yield tree.start_pos
    elif tree.data == "_ambig":
        for child in tree.children:
            yield from every(child)
    else:
        rows: list[tuple[Any, ...]] = [()]
        for child in tree.children:
            rows = [(*row, one) for row in rows for one in dict.fromkeys(every(child))]
        yield from (Shape(str(tree.data), row) for row in rows)


def made_up(part: Any, random: Random, depth: int = 0) -> list[str]:
    """Kinds of phrase in an order that a part of the grammar allows."""
    match part:
        case shapes._Kind(kind):
            return [kind]
        case shapes._Then(one, two):
            return made_up(one, random, depth + 1) + made_up(two, random, depth + 1)
        case shapes._Often(again):
            times = 1 if depth > 20 else random.choice((1, 1, 2))
            return [kind for _ in range(times) for kind in made_up(again, random, depth + 1)]
        case shapes._Either(parts):
            choice = parts
        case shapes._Rule(forms=forms):
            choice = tuple(form for form, _ in forms)
        case _:
            return []
    if depth > 60 or (depth > 20 and any(each.empty for each in choice)):
        return []
    return made_up(random.choice(choice), random, depth + 1)


def rows(number: int, *, longest: int) -> Iterator[tuple[str, ...]]:
    """Rows of kinds that are sentences, or were until one kind was changed, put in or left out."""
    random, start = Random(17), grammar(GRAMMAR).start
    kinds = [part.kind for part in shapes._Reader(GRAMMAR).parts if isinstance(part, shapes._Kind)]
    while number:
        row = made_up(start, random)
        if not 2 < len(row) < longest:
            continue
        if number % 3 == 0:
            at = random.randrange(len(row))
            row[at : at + random.choice((0, 1))] = random.choice(([], [random.choice(kinds)]))
        number -= 1
        yield tuple(row)


def test_every_way_that_lark_finds_is_found_and_no_other_and_each_stop_is_at_the_same_place():
    ours = grammar(GRAMMAR)
    ways: list[int] = []
    for row in rows(80, longest=20):
        found = ours.shapes(row, MOST)
        assert (found if isinstance(found, Halt) else set(found)) == by_lark(row), row
        ways.append(0 if isinstance(found, Halt) else len(found))
    assert ways.count(0) >= 10
    assert ways.count(1) > 25
    assert sum(many > 1 for many in ways) > 0


@pytest.mark.parametrize(
    ("rules", "kinds", "found"),
    [
        ("start: A B?", "A", {"start(0)"}),
        ("start: A B?", "A B", {"start(0,1)"}),
        ("start: (A | B)+ C*", "A B A C", {"start(0,1,2,3)"}),
        ("start: one\none: A\n", "A", {"start(one(0))"}),
        ("start: one\n?one: A\n    | A two\ntwo: B", "A", {"start(0)"}),
        ("start: one\n?one: A\n    | A two\ntwo: B", "A B", {"start(one(0,two(1)))"}),
        ("start: one\n?one: A -> named", "A", {"start(named(0))"}),
        ("start: _many B\n_many: A+ // as often as you like", "A A B", {"start(0,1,2)"}),
        ("start: one one\none: A B? | B? C | A", "A B C", {"start(one(0,1),one(2))", "start(one(0),one(1,2))"}),
        ("start: list\nlist: item+\nitem: A+", "A A", {"start(list(item(0,1)))", "start(list(item(0),item(1)))"}),
    ],
)
def test_the_notation_means_what_it_does_in_lark(rules: str, kinds: str, found: set[str]):
    shapes_found = grammar(rules).shapes(kinds.split(), MOST)
    assert not isinstance(shapes_found, Halt)
    assert {written(shape) for shape in shapes_found} == found
    assert len(shapes_found) == len(found)


def written(shape: Shape) -> str:
    return f"{shape.name}({','.join(str(p) if isinstance(p, int) else written(p) for p in shape.parts)})"


@pytest.mark.parametrize(
    ("kinds", "halt"),
    [
        ("B", Halt(0, frozenset("A"))),
        ("A", Halt(1, frozenset("BC"))),
        ("A C C", Halt(2, frozenset())),
        ("A B B", Halt(2, frozenset("C"))),
    ],
)
def test_a_stop_says_what_might_have_stood_there(kinds: str, halt: Halt):
    assert grammar("start: A B? C").shapes(kinds.split(), MOST) == halt


def test_of_more_ways_than_are_compared_one_more_is_given():
    many = grammar("start: one+\none: A+").shapes(["A"] * 30, MOST)
    assert not isinstance(many, Halt)
    assert len(set(many)) == len(many) == MOST + 1


def test_a_rule_that_is_named_and_not_given_is_refused():
    with pytest.raises(ValueError, match=r"does not give: other, some\."):
        grammar("start: some A | other")


def test_no_rule_of_the_grammar_begins_with_itself():
    reader = shapes._Reader(GRAMMAR)
    while sum(part.learn() for part in reader.parts):
        pass

    def first(part: Any) -> Iterator[str]:
        match part:
            case shapes._Rule(name):
                yield name
            case shapes._Then(one, two):
                yield from first(one)
                if one.empty:
                    yield from first(two)
            case shapes._Either(parts):
                yield from (name for each in parts for name in first(each))
            case shapes._Often(again):
                yield from first(again)

    reached = {name: {n for form, _ in rule.forms for n in first(form)} for name, rule in reader.rules.items()}
    for _ in reached:
        reached = {name: begins.union(*(reached[n] for n in begins)) for name, begins in reached.items()}
    assert [name for name, begins in reached.items() if name in begins] == []


def test_parts_that_stand_too_deep_within_each_other_are_not_gone_into() -> None:
    nested = grammar("start: OPEN start CLOSE | WORD\n")
    deep = [("OPEN",) * n + ("WORD",) + ("CLOSE",) * n for n in (10, 300)]
    assert len(nested.shapes(deep[0], MOST)) == 1  # type: ignore[arg-type]
    with pytest.raises(TooDeep):
        nested.shapes(deep[1], MOST)


def test_a_sentence_of_too_many_parts_within_each_other_is_not_read_and_says_so() -> None:
    text = f"Where {'either ' * 60}a User is a Supplier Party, it shall be subject to a Full User Security Assessment."
    document = read_markdown(f"G8.41 {text}", "draft.md")
    (provision,) = lay_out(document.view(View.ACCEPTED), View.ACCEPTED).provisions
    (sentence,) = read_clause(provision, vocabulary(())).sentences
    assert sentence.why == f"a sentence with more than {DEEPEST} parts within each other is not read"
