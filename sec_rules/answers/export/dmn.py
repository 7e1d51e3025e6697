"""A ruleset as a decision table in DMN 1.3, one rule a cell of the atlas, with citations, standing and day.

The cells exclude each other and cover whatever the assumptions allow, so the hit policy is UNIQUE, and no order of
rules decides. Where several clauses answer, or none does, the rule says so and gives no outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from attrs import frozen

from sec_rules._version import __version__
from sec_rules.analysis.atlas import Atlas, Cell
from sec_rules.answers.export.disclaimer import disclaimer
from sec_rules.answers.portfolio.codes import Digit, Flag, Place, Steps
from sec_rules.answers.portfolio.columns import columns_of_branches
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.reference import holds
from sec_rules.errors import EngineError
from sec_rules.lang import Count, Turn, YesNo
from sec_rules.lang.formulas import Bound, Literal

MODEL: Final = "https://www.omg.org/spec/DMN/20191111/MODEL/"
DIAGRAM: Final = "https://www.omg.org/spec/DMN/20191111/DMNDI/"
BOUNDS: Final = "http://www.omg.org/spec/DMN/20180521/DC/"
LINES: Final = "http://www.omg.org/spec/DMN/20180521/DI/"
OURS: Final = "urn:sec-rules:assessment"
OUTPUTS: Final = ("outcome", "because", "undetermined")


@frozen
class Column:
    """An input of the table: the expression, and what kind of digit it is."""

    digit: Digit
    expression: str


def to_dmn(atlas: Atlas) -> bytes:
    """The decision table as an XML document. `EngineError` for facts whose names FEEL cannot take."""
    ruleset = atlas.ruleset
    columns = tuple(inputs(cell.literals for cell in atlas.cells))
    named = {"id": "sec-rules", "name": f"Smart Energy Code, {ruleset.question.name}", "namespace": OURS}
    made = {"exporter": "sec-rules", "exporterVersion": __version__}
    # The prefixes are written as they stand: to those who write namespaces out, an attribute without one is a fault.
    spaces = {"xmlns": MODEL, "xmlns:dmndi": DIAGRAM, "xmlns:dc": BOUNDS, "xmlns:di": LINES}
    root = Element("definitions", spaces | named | made)
    _text(root, "description", _described(ruleset))
    facts = list(dict.fromkeys(fact for column in columns for fact in column.digit.reads))
    decision = _decision(root, ruleset, facts)
    _table(decision, columns, atlas)
    for fact in facts:
        _input(root, fact)
    _diagram(root, ruleset.question.name, facts)
    indent(root)
    return bytes(tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _described(ruleset: Ruleset) -> str:
    standings = sorted({rule.version.standing.value for rule in ruleset.rules})
    return (
        f"{ruleset.question.asks} As on {ruleset.day}, by {', '.join(rule.clause for rule in ruleset.rules)} "
        f"({' and '.join(standings)}). {disclaimer(ruleset)} Made by sec-rules {__version__}. "
        "Every fact must be given: whole numbers in their ranges, yes/no as booleans."
    )


def inputs(cells: Iterable[tuple[Literal, ...]]) -> Iterator[Column]:
    """The inputs that cells are told apart by, who before how many, how many before when."""
    figures: dict[tuple[tuple[Count, int], ...], set[int]] = {}
    found: dict[Digit, None] = {}
    for literal in (literal for literals in cells for literal in literals):
        match literal.atom:
            case YesNo():
                found[Flag(literal.atom)] = None
            case Turn(count, _, of):
                found[Place(count, of)] = None
            case Bound(terms, at_least):
                figures.setdefault(terms, set()).add(at_least)
    found |= {Steps(terms, tuple(sorted(steps))): None for terms, steps in figures.items()}
    for digit in sorted(found, key=_order):
        yield Column(digit, _expression(digit))


def _order(digit: Digit) -> int:
    years = not isinstance(digit, Flag) and all(
        count.unit == "years" for count in digit.reads if isinstance(count, Count)
    )
    return 0 if isinstance(digit, Flag) else 2 if isinstance(digit, Place) else 1 + years


def _expression(digit: Digit) -> str:
    match digit:
        case Flag(fact):
            return _name(fact)
        case Place(count, of):
            return f"modulo({_name(count)} - 1, {of})"
        case Steps(terms):
            return " + ".join(_name(count) if weight == 1 else f"{weight} * {_name(count)}" for count, weight in terms)


def _name(fact: YesNo | Count) -> str:
    if not fact.name.isidentifier() or not fact.name.isascii():
        raise EngineError(f"'{fact.name}' cannot be the name of an input in DMN.")
    return fact.name


def _decision(root: Element, ruleset: Ruleset, facts: Iterable[YesNo | Count]) -> Element:
    decision = SubElement(root, "decision", id=ruleset.question.name, name=ruleset.question.asks)
    SubElement(decision, "variable", id="answer", name=ruleset.question.name)
    for fact in facts:
        needed = SubElement(decision, "informationRequirement", id=f"needs_{_name(fact)}")
        SubElement(needed, "requiredInput", href=f"#input_{_name(fact)}")
    return decision


def _input(root: Element, fact: YesNo | Count) -> None:
    data = SubElement(root, "inputData", id=f"input_{_name(fact)}", name=_name(fact))
    _text(data, "description", fact.meaning)
    kind = "boolean" if isinstance(fact, YesNo) else "number"
    SubElement(data, "variable", id=f"given_{_name(fact)}", name=_name(fact), typeRef=kind)


def _table(decision: Element, columns: tuple[Column, ...], atlas: Atlas) -> None:
    table = SubElement(decision, "decisionTable", id="table", hitPolicy="UNIQUE")
    for number, column in enumerate(columns):
        given = SubElement(table, "input", id=f"in_{number}", label=column.expression)
        kind = "boolean" if isinstance(column.digit, Flag) else "number"
        wanted = SubElement(given, "inputExpression", id=f"in_{number}_expression", typeRef=kind)
        _text(wanted, "text", column.expression)
    for name in OUTPUTS:
        SubElement(table, "output", id=f"out_{name}", name=name, typeRef="string")
    for number, cell in enumerate(atlas.cells):
        _rule(table, number, cell, columns, atlas.ruleset)


def _rule(table: Element, number: int, cell: Cell, columns: tuple[Column, ...], ruleset: Ruleset) -> None:
    rule = SubElement(table, "rule", id=f"rule_{number}")
    # Modellers show it beside the rule; columns of annotations, which the schema has too, some engines do not read.
    _text(rule, "description", _rests_on(cell, ruleset))
    for place, column in enumerate(columns):
        entry = SubElement(rule, "inputEntry", id=f"rule_{number}_in_{place}")
        _text(entry, "text", unary_test(column.digit, cell.literals))
    applying = [r.clause for r in ruleset.rules if not cell.answers and holds(r.applies, cell.witness)]
    row = columns_of_branches(cell.answers, applying).row
    for name in OUTPUTS:
        entry = SubElement(rule, "outputEntry", id=f"rule_{number}_{name}")
        _text(entry, "text", _string(row[name]))


def _rests_on(cell: Cell, ruleset: Ruleset) -> str:
    """What a rule rests on: the versions of its clauses, and the doubts on them that some of its Users meet."""
    clauses = {branch.clause for branch in cell.answers}
    versions = ((r.clause, r.version) for r in ruleset.rules if r.clause in clauses)
    words = "; ".join(f"{c}: {v.words} ({v.standing.value}), by {v.brought_in_by}" for c, v in versions)
    doubts = " ".join(f"{d.clause}: {d.doubt.unsure}" for d in ruleset.doubts if d.touches & clauses)
    return f"{words}. For some there is a doubt. {doubts}" if doubts else f"{words}."


def _string(value: str | None) -> str:
    return "null" if value is None else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unary_test(digit: Digit, literals: Iterable[Literal]) -> str:
    """The unary test that a digit's literals come to; "-" where there are none."""
    match digit:
        case Flag(fact):
            return next((str(m.holds).lower() for m in literals if m.atom == fact), "-")
        case Place(count, of):
            met = [m for m in literals if isinstance(m.atom, Turn) and (m.atom.count, m.atom.of) == (count, of)]
            places = [p for p in range(of) if all(m.holds is (_turn(m) == p) for m in met)]
            return ", ".join(str(p) for p in places) if met else "-"
        case Steps(terms):
            bounds = [m for m in literals if isinstance(m.atom, Bound) and m.atom.terms == terms]
            return _range([_figure(m) for m in bounds if m.holds], [_figure(m) - 1 for m in bounds if not m.holds])


def _turn(literal: Literal) -> int:
    return literal.atom.turn - 1 if isinstance(literal.atom, Turn) else -1


def _figure(literal: Literal) -> int:
    return literal.atom.at_least if isinstance(literal.atom, Bound) else 0


def _range(lows: list[int], highs: list[int]) -> str:
    if lows and highs:
        return str(max(lows)) if max(lows) == min(highs) else f"[{max(lows)}..{min(highs)}]"
    return f">= {max(lows)}" if lows else f"<= {min(highs)}" if highs else "-"


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _diagram(root: Element, question: str, facts: list[YesNo | Count]) -> None:
    """Where a modeller draws the decision, its inputs in a row below it, and the lines between."""
    diagram = SubElement(SubElement(root, "dmndi:DMNDI"), "dmndi:DMNDiagram")
    middle = 160 + 110 * len(facts)
    _shape(diagram, question, middle - 140, 80, 260)
    for number, fact in enumerate(facts):
        left = 160 + 220 * number
        _shape(diagram, f"input_{_name(fact)}", left, 240, 200)
        needed = f"needs_{_name(fact)}"
        edge = SubElement(diagram, "dmndi:DMNEdge", id=f"edge_{needed}", dmnElementRef=needed)
        for x, y in ((left + 100, 240), (middle - 10, 140)):
            SubElement(edge, "di:waypoint", x=str(x), y=str(y))


def _shape(diagram: Element, reference: str, x: int, y: int, width: int) -> None:
    shape = SubElement(diagram, "dmndi:DMNShape", id=f"shape_{reference}", dmnElementRef=reference)
    SubElement(shape, "dc:Bounds", {"x": str(x), "y": str(y), "width": str(width), "height": "60"})
