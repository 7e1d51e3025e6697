"""The ruleset as a decision table in DMN: valid by the schema of the OMG, and answered alike by other engines of
DMN.
"""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from lxml import etree

from sec_rules.analysis.atlas import build
from sec_rules.answers.export.dmn import MODEL, to_dmn
from sec_rules.errors import EngineError
from sec_rules.lang import YesNo
from sec_rules.loading import load
from sec_rules.rulebook.facts import domestic_premises, non_domestic_premises, supplier_party
from sec_rules.rulebook.questions import assessment
from tests.beside import beside

AFTER, DRAFTED = date(2019, 2, 28), date(2019, 3, 1)
REGIMES = [date(2017, 1, 1), date(2018, 11, 29), AFTER]
NAMES = {"d": MODEL}


def atlas(on=AFTER, code=None):
    code = code or load()
    return build(code.ruleset(assessment, on), code.facts(on, assessment))


def drafted(**changes):
    clause = load().clause("G8.41")
    version = clause.on(AFTER)
    rules = tuple(evolve(rule, **changes) for rule in version.rules)
    changed = evolve(clause, versions=(evolve(version, in_force=DRAFTED, rules=rules),))
    return load().with_draft([changed], on=DRAFTED)


def overlapping():
    return drafted(applies=supplier_party & (domestic_premises + 5 * non_domestic_premises).is_at_least(250_000))


def answer(code, facts, on):
    found = code.ask(assessment, facts, on=on)
    return (found.outcome.name if found.outcome else None, ", ".join(found.because) or None, found.undetermined)


@pytest.mark.parametrize("on", REGIMES)
def test_the_document_is_valid_by_the_schema_of_the_omg(on):
    spiff = pytest.importorskip("SpiffWorkflow", reason="SpiffWorkflow, which brings the schema, is not installed")
    schema = Path(spiff.__file__).parent / "dmn" / "parser" / "schema" / "DMN13.xsd"
    found = etree.XMLSchema(etree.parse(schema))
    found.assertValid(etree.fromstring(to_dmn(atlas(on))))
    if on == AFTER:
        found.assertValid(etree.fromstring(to_dmn(atlas(DRAFTED, overlapping()))))


class Spiff:
    """SpiffWorkflow's decision tables. Its expressions are Python's, so FEEL's yes, no and modulo are given to it."""

    def __init__(self, document):
        from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
        from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
        from SpiffWorkflow.dmn.parser.DMNParser import DMNParser

        class Feel(PythonScriptEngine):
            def __init__(self):
                super().__init__(environment=TaskDataEnvironment({"modulo": lambda a, b: a % b}))

            def validate(self, expression):
                compile(expression, "<entry>", "eval")

        parser = DMNParser(None, etree.fromstring(document), {"dmn": MODEL})
        parser.parse()
        self.engine = DMNEngine(parser.decision.decisionTables[0])
        self.script_engine = Feel()
        self.workflow = self

    def decide(self, facts):
        self.data = dict(facts) | {"true": True, "false": False, "null": None}
        found = self.engine.result(self)
        return tuple(found.get(name) for name in ("outcome", "because", "undetermined"))


@pytest.mark.parametrize("on", REGIMES)
def test_spiffworkflow_answers_alike_in_every_cell_and_beside_the_figures(on):
    pytest.importorskip("SpiffWorkflow")
    spiff = Spiff(to_dmn(atlas(on)))
    for row in (*(cell.witness for cell in atlas(on).cells), *[*beside(load().ruleset(assessment, on))][::9]):
        assert spiff.decide(row) == answer(load(), row, on)


def test_where_clauses_overlap_no_outcome_is_given_and_the_rule_says_why():
    pytest.importorskip("SpiffWorkflow")
    code = overlapping()
    spiff = Spiff(to_dmn(atlas(DRAFTED, code)))
    found = [cell for cell in atlas(DRAFTED, code).cells if len(cell.answers) > 1]
    assert found
    for cell in found:
        assert spiff.decide(cell.witness) == answer(code, cell.witness, DRAFTED)


def test_a_table_of_feel_answers_alike(tmp_path):
    node = shutil.which("node")
    if node is None or subprocess.run([node, "-e", "import('feelin')"], cwd=ROOT, capture_output=True).returncode:
        pytest.skip("there is no Node with the FEEL engine feelin (npm install feelin)")
    table = etree.fromstring(to_dmn(atlas())).find(".//d:decisionTable", NAMES)
    inputs = [text.text for text in table.findall("d:input/d:inputExpression/d:text", NAMES)]
    rules = [
        [[e.text for e in rule.findall(f"d:{kind}/d:text", NAMES)] for kind in ("inputEntry", "outputEntry")]
        for rule in table.findall("d:rule", NAMES)
    ]
    rows = [*(cell.witness for cell in atlas().cells), *[*beside(load().ruleset(assessment, AFTER))][::9]]
    (tmp_path / "case.json").write_text(json.dumps({"inputs": inputs, "rules": rules, "rows": rows}))
    ran = subprocess.run(
        [node, "-e", FEEL, tmp_path / "case.json"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for row, hits in zip(rows, json.loads(ran.stdout), strict=True):
        assert [tuple(hit) for hit in hits] == [answer(load(), row, AFTER)]


ROOT = Path(__file__).resolve().parents[3]
# Every rule that is met; of a table that is UNIQUE that is one. A test that is a value is met by that value, which
# feelin leaves to its caller where the value is a boolean.
FEEL = """
(async () => {
  const feelin = await import('feelin');
  const value = (result) => (result && typeof result === 'object' && 'value' in result ? result.value : result);
  const {inputs, rules, rows} = JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8'));
  const found = rows.map((row) => {
    const given = inputs.map((input) => value(feelin.evaluate(input, row)));
    const met = rules.filter(([tests]) => tests.every((test, n) => (
      test === '-' || (typeof given[n] === 'boolean' ? value(feelin.evaluate(test, row)) === given[n]
        : value(feelin.unaryTest(test, {...row, '?': given[n]})) === true))));
    return met.map(([, outputs]) => outputs.map((output) => value(feelin.evaluate(output, row))));
  });
  console.log(JSON.stringify(found));
})();
"""


@pytest.mark.parametrize("on", REGIMES)
def test_the_library_that_camunda_modeler_reads_with_warns_of_nothing_and_draws_everything(on, tmp_path):
    node = shutil.which("node")
    if node is None or subprocess.run([node, "-e", "import('dmn-moddle')"], cwd=ROOT, capture_output=True).returncode:
        pytest.skip("there is no Node with dmn-moddle (npm install dmn-moddle)")
    (tmp_path / "our.dmn").write_bytes(to_dmn(atlas(on)))
    ran = subprocess.run([node, "-e", MODDLE, tmp_path / "our.dmn"], cwd=ROOT, capture_output=True, check=True)
    read = json.loads(ran.stdout)
    assert read["warnings"] == []
    assert read["rules"] == len(atlas(on).cells)
    assert read["drawn"] == sorted(read["elements"])
    etree.fromstring(read["written"].encode())


MODDLE = """
(async () => {
  const {DmnModdle} = await import('dmn-moddle');
  const moddle = new DmnModdle();
  const xml = require('fs').readFileSync(process.argv[1], 'utf8');
  const {rootElement, warnings} = await moddle.fromXML(xml, 'dmn:Definitions');
  const decision = rootElement.drgElement.find((element) => element.$type === 'dmn:Decision');
  const {xml: written} = await moddle.toXML(rootElement, {format: true});
  console.log(JSON.stringify({
    warnings: warnings.map((warning) => warning.message),
    rules: decision.decisionLogic.rule.length,
    elements: [...rootElement.drgElement, ...decision.informationRequirement].map((element) => element.id),
    drawn: rootElement.dmnDI.diagrams[0].diagramElements.map((element) => element.dmnElementRef.id).sort(),
    written,
  }));
})();
"""


def test_the_table_carries_its_day_its_citations_and_its_standing():
    document = etree.fromstring(to_dmn(atlas()))
    assert "As on 2019-02-28, by G8.41, G8.42" in document.findtext("d:description", namespaces=NAMES)
    assert document.find(".//d:decisionTable", NAMES).get("hitPolicy") == "UNIQUE"
    notes = [text.text for text in document.findall(".//d:rule/d:description", NAMES)]
    assert "G8.41: 2019-02-28 (reconstructed), by SECMP0059." in notes
    before = etree.fromstring(to_dmn(atlas(date(2019, 2, 27))))
    doubted = [text.text for text in before.findall(".//d:rule/d:description", NAMES)]
    assert any("G8.42: Before SECMP0059 the words" in note for note in doubted)


def test_the_same_ruleset_gives_the_same_bytes():
    assert to_dmn(atlas()) == to_dmn(atlas())


def test_a_decision_whose_name_feel_cannot_take_is_refused():
    with pytest.raises(EngineError, match="'the Panel directs' cannot be the name of an input in DMN"):
        to_dmn(atlas(DRAFTED, drafted(unless=YesNo("the Panel directs", "somebody decides"))))
