"""The same rules, current and proposed, as other engines would have them: written for each as its users write them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from sec_rules.analysis.atlas import build
from sec_rules.answers.export.dmn import inputs, unary_test
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment

BEFORE, AFTER = date(2019, 2, 27), date(2019, 2, 28)
OUTCOMES = ("SELF", "VERIFICATION", "FULL")
Facts = dict[str, Any]
Arrays = dict[str, np.ndarray]


def plain_numpy(of: Arrays, on: date) -> np.ndarray:
    """The outcomes, as places in `OUTCOMES`, by `numpy.select` over conditions as one writes them by hand."""
    supplier, network, year = of["supplier_party"], of["network_party"], of["years_since_initial"]
    domestic, non_domestic = of["domestic_premises"].astype(np.int64), of["non_domestic_premises"].astype(np.int64)
    large = (domestic + 5 * non_domestic if on >= AFTER else domestic) > 250_000
    large_network = of["network_premises"] > 250_000
    turn = (year - 1) % 3
    first = 1 if on >= AFTER else 0
    cycle = np.select([turn == 0, turn == 1], [1, 0], 2)
    return np.select(
        [supplier & large, supplier, network & large_network, network],
        [2, cycle, np.select([turn == 0, turn == 1], [1, 1], 2), cycle],
        np.select([turn == 0, turn == 1], [first, 0], 2),
    ).astype(np.int8)


def case(on: date) -> str:
    """The outcome as a CASE of SQL, as one writes it by hand."""
    weighted = "domestic_premises + 5 * non_domestic_premises" if on >= AFTER else "domestic_premises"
    turn, first = "(years_since_initial - 1) % 3", "VERIFICATION" if on >= AFTER else "SELF"

    def cycle(*outcomes: str) -> str:
        return f"CASE {turn} WHEN 0 THEN '{outcomes[0]}' WHEN 1 THEN '{outcomes[1]}' ELSE '{outcomes[2]}' END"

    small = cycle("VERIFICATION", "SELF", "FULL")
    return (
        f"CASE WHEN supplier_party THEN CASE WHEN {weighted} > 250000 THEN 'FULL' ELSE {small} END "
        f"WHEN network_party THEN CASE WHEN network_premises > 250000 "
        f"THEN {cycle('VERIFICATION', 'VERIFICATION', 'FULL')} ELSE {small} END "
        f"ELSE {cycle(first, 'SELF', 'FULL')} END"
    )


def cross_tab(table: str) -> str:
    """Who goes from which outcome to which, as SQL."""
    return f"SELECT {case(BEFORE)} AS was, {case(AFTER)} AS becomes, count(*) FROM {table} GROUP BY ALL"


def openfisca() -> Callable[[Arrays, date], np.ndarray]:
    """The outcomes by openfisca-core: one entity, a variable for each fact, a formula for each side of SECMP0059."""
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulation_builder import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    user = build_entity("user", "users", "A User", is_person=True)
    kinds = {"supplier_party": bool, "network_party": bool}
    counts = ("domestic_premises", "non_domestic_premises", "network_premises", "years_since_initial")

    def fact(name: str) -> type:
        value = {"value_type": kinds.get(name, int), "entity": user, "definition_period": DateUnit.YEAR, "label": name}
        return type(name, (Variable,), value)

    def decide(users: Any, period: Any, parameters: Any) -> np.ndarray:
        return plain_numpy({name: users(name, period) for name in (*kinds, *counts)}, AFTER)

    def decide_before(users: Any, period: Any, parameters: Any) -> np.ndarray:
        return plain_numpy({name: users(name, period) for name in (*kinds, *counts)}, BEFORE)

    answer = {"value_type": int, "entity": user, "definition_period": DateUnit.YEAR, "label": "the assessment"}
    system = TaxBenefitSystem([user])
    for name in (*kinds, *counts):
        system.add_variable(fact(name))
    system.add_variable(type("now", (Variable,), answer | {"formula_2017": decide}))
    system.add_variable(type("was", (Variable,), answer | {"formula_2017": decide_before}))

    def run(of: Arrays, on: date) -> np.ndarray:
        simulation = SimulationBuilder().build_default_simulation(system, len(of["supplier_party"]))
        for name in (*kinds, *counts):
            simulation.set_input(name, "2020", of[name])
        return np.asarray(simulation.calculate("now" if on >= AFTER else "was", "2020"))

    return run


def zen() -> Callable[[Facts], str]:
    """The outcome by zen-engine: a decision table, one row a cell, first hit."""
    import zen as engine

    cells = build(load().ruleset(assessment, AFTER)).cells
    columns = tuple(inputs(cell.literals for cell in cells))
    expressions = [
        c.expression.replace("modulo(years_since_initial - 1, 3)", "(years_since_initial - 1) % 3") for c in columns
    ]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": f"i{n}", "name": e, "type": "expression", "field": e} for n, e in enumerate(expressions)],
        "outputs": [
            {"id": "o", "name": "outcome", "type": "expression", "field": "outcome"},
            {"id": "b", "name": "because", "type": "expression", "field": "because"},
        ],
        "rules": [
            {"_id": f"r{number}", "o": f'"{cell.outcome}"', "b": json.dumps(", ".join(cell.because))}
            | {f"i{n}": _zen_test(unary_test(c.digit, cell.literals)) for n, c in enumerate(columns)}
            for number, cell in enumerate(cells)
        ],
    }
    nodes = [
        {"id": "in", "type": "inputNode", "name": "request"},
        {"id": "table", "type": "decisionTableNode", "name": "table", "content": table},
        {"id": "out", "type": "outputNode", "name": "response"},
    ]
    edges = [
        {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in (("in", "table"), ("table", "out"))
    ]
    graph = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
    decision = engine.ZenEngine().create_decision(json.dumps(graph))
    return lambda facts: str(decision.evaluate(facts)["result"]["outcome"])


def _zen_test(test: str) -> str:
    return "" if test == "-" else test


def spiff() -> Callable[[Facts], str]:
    """The outcome by SpiffWorkflow, of our DMN."""
    from lxml import etree
    from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
    from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
    from SpiffWorkflow.dmn.parser.DMNParser import DMNParser

    from sec_rules.answers.export.dmn import MODEL, to_dmn

    class Task:
        def __init__(self) -> None:
            self.script_engine = PythonScriptEngine(TaskDataEnvironment({"modulo": lambda a, b: a % b}))
            self.workflow = self
            self.data: Facts = {}

    document = etree.fromstring(to_dmn(build(load().ruleset(assessment, AFTER))))
    parser = DMNParser(None, document, {"dmn": MODEL})
    parser.parse()
    engine, task = DMNEngine(parser.decision.decisionTables[0]), Task()

    def decide(facts: Facts) -> str:
        task.data = facts | {"true": True, "false": False, "null": None}
        return str(engine.result(task)["outcome"])

    return decide
