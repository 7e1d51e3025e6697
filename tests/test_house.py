"""The house: who may know whom, one clause in three rooms, modules short and described, a plain top level.

Imports are read from the source, so one inside a function or for type checkers counts like any other.
"""

from __future__ import annotations

import ast
import gc
import inspect
import io
import re
import shutil
import subprocess
import tokenize
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import pytest

from sec_rules.engine.code import Code
from sec_rules.engine.legal_text import file_of, module_of
from sec_rules.lang import Clause, Question
from sec_rules.rulebook import facts, questions

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "sec_rules"
Node = TypeVar("Node", bound=ast.AST)
LONGEST = 500  # lines, blank ones apart


def _name(path: Path) -> str:
    """The dotted name of a module below the package: "lang", "clauses.g8.g8_41", and "" for the package itself."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").removesuffix(".")


MODULES = {_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
CLAUSES = [name for name in MODULES if re.fullmatch(r"clauses\.\w+\.\w+", name)]


@cache
def _trees() -> dict[str, ast.Module]:
    # Half a million nodes that all stay: to look again and again for those that can go takes longer than to parse them.
    gc.disable()
    try:
        return {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
    finally:
        gc.freeze()
        gc.enable()


def _tree(name: str) -> ast.Module:
    return _trees()[name]


@cache
def _by_kind(tree: ast.Module) -> dict[type[ast.AST], list[Any]]:
    kinds: dict[type[ast.AST], list[Any]] = defaultdict(list)
    for node in ast.walk(tree):
        kinds[type(node)].append(node)
    return kinds


def _nodes(tree: ast.Module, *kinds: type[Node]) -> Iterator[Node]:
    """The nodes of those kinds, kind by kind. A tree is gone through once, however many ask."""
    return (node for kind in kinds for node in _by_kind(tree).get(kind, ()))


@cache
def imports(name: str) -> frozenset[str]:
    """What a module imports: "sec_rules.lang" for a module of ours, the first part of the name for another's."""
    return frozenset(_imports(_tree(name)))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in _nodes(tree, ast.Import, ast.ImportFrom):
        if isinstance(node, ast.Import):
            yield from (alias.name if _ours(alias.name) else alias.name.split(".")[0] for alias in node.names)
        else:
            assert not node.level, "imports are absolute here"
            module = node.module or ""
            if not _ours(module):
                yield module.split(".")[0]
                continue
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield inner if inner.removeprefix("sec_rules.") in MODULES else module


def _ours(module: str) -> bool:
    return module.split(".")[0] == "sec_rules"


def ours(name: str) -> frozenset[str]:
    """The modules of ours that a module imports."""
    return frozenset(i.removeprefix("sec_rules").removeprefix(".") for i in imports(name) if _ours(i))


def found(names: Iterable[str], look: Callable[[str], Iterable[object]]) -> dict[str, list[object]]:
    """What a rule finds against each module, where it finds anything: one test a rule, not one a module and rule."""
    return {name: against for name in names if (against := list(look(name)))}


def _in(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


SOURCE = """
import datetime
from sec_rules import __version__, loading
from sec_rules.lang import Clause
from sec_rules.drafting.grammar import numbers
import sec_rules.rulebook.facts
from lxml.etree import XMLParser
if TYPE_CHECKING:
    from sec_rules.engine.code import Code
def answer():
    from sec_rules.engine.missing_facts import settle
"""


def test_every_import_is_found_wherever_it_stands():
    inner = ("loading", "lang", "drafting.grammar.numbers", "rulebook.facts", "engine.code", "engine.missing_facts")
    assert set(_imports(ast.parse(SOURCE))) == {"datetime", "lxml", "sec_rules", *(f"sec_rules.{n}" for n in inner)}
    assert {"lang", "rulebook.facts", "rulebook.sources"} <= ours("clauses.g8.g8_41")


# The rooms, lowest first; each imports only itself and the rooms above it in this list.

ROOMS = (
    # The notation and the documents, which do not know each other, both have spans of text.
    ("errors", "_version", "_files", "_forks", "_patterns", "_shown", "span"),
    ("lang",),
    ("rulebook", "clauses"),
    ("engine",),
    ("analysis",),
    ("documents",),
    ("drafting",),
    ("review",),
    ("answers",),
    ("report",),
    ("loading", "notation", "testing", "api"),
    ("page",),
    ("commands", "cli", "__main__"),
)
FLOOR = {name: floor for floor, names in enumerate(ROOMS) for name in names}


def _room(name: str) -> str:
    return name.partition(".")[0]


def test_every_module_stands_in_a_room_and_few_at_the_root():
    assert {_room(name) for name in MODULES} - {""} == set(FLOOR)
    assert sum(path.parent == PACKAGE for path in MODULES.values()) <= 13


def test_a_module_imports_only_its_own_room_and_those_below():
    def above(name: str) -> list[str]:
        return [known for known in ours(name) - {""} if FLOOR[_room(known)] > FLOOR[_room(name)]]

    assert found(set(MODULES) - {""}, above) == {}


def test_documents_know_no_rule():
    known = {_room(known) for name in MODULES if _in(name, "documents") for known in ours(name)}
    assert known <= {"documents", "errors", "_version", "_files", "_patterns", "span"}


@pytest.mark.parametrize("name", CLAUSES)
def test_a_clause_knows_the_notation_and_the_rulebook_and_no_other_clause(name):
    declared = {f"rulebook.{room}" for room in ("facts", "outcomes", "questions", "sources", "modifications")}
    assert ours(name) <= {"lang"} | declared
    assert imports(name) - {f"sec_rules.{module}" for module in ours(name)} <= {"datetime"}


# Files outside the rulebook and its clauses that know the Smart Energy Code by name: that import its facts, questions,
# outcomes, assumptions, sources and duties, its clauses or the rulebook itself; or that name a fact, or the day from
# which its years are counted, as a value, a keyword, an attribute, a key, a flag or within a text. A label or a term in
# the example of a check, a word list and the list of its terms are none of these, nor is the example of a docstring.
# They are its invariants; the types of what is given and printed, in which type checkers need the names; and the
# promised call that takes that day by its name. The figure falls; it never rises.
MOST_THAT_NAME_THE_CODE = 4
# A word of English, which names the fact only where it stands alone, for a key; what a respondent is called in an
# answer to a consultation is another thing.
ENGLISH = {"category"}
RESPONDENTS = {"answers.consultations", "report.consultation"}
FACTS_OF_THE_CODE = {*facts.EVERY_FACT, facts.INITIAL_ASSESSMENT.given}


def _imports_the_code(name: str) -> bool:
    data = ("facts", "questions", "outcomes", "assumptions", "sources", "duties", "smart_energy_code")
    code = ("clauses.g", *(f"rulebook.{name}" for name in data))
    return any(known.startswith(code) for known in ours(name))


def _names_facts(tree: ast.Module) -> set[str]:
    """The facts that a module names, examples of docstrings apart."""
    telling = FACTS_OF_THE_CODE - ENGLISH
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {id(n.body[0].value) for n in _nodes(tree, *documented) if _has_docstring(n)}
    naming = (ast.Constant, ast.Attribute, ast.Name, ast.arg, ast.keyword, ast.alias, ast.MatchClass)
    found: set[str] = set()
    for node in _nodes(tree, *naming):
        match node:
            case ast.Constant(value=str(said)) if id(node) not in docstrings:
                found |= telling & _words(said) | ENGLISH & {said}
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
                found |= telling & {name}
            case ast.alias(name=name, asname=other):
                found |= telling & {name, other}
            case ast.MatchClass(kwd_attrs=names):
                found |= telling & set(names)
    return found


def _has_docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    first = node.body[0] if node.body else None
    return isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)


def _words(text: str) -> set[str]:
    """The words of a text by which a fact may be named, flags as the facts for which they stand."""
    return {
        word.replace("-", "_") for word in re.findall(r"(?<![\w-])(?:--|fact-)?([a-z]+(?:[_-][a-z]+)+)(?![\w-])", text)
    }


def _templates_that_name_facts() -> Iterator[str]:
    """The other files of the package in which a fact stands: what a page, a template or a table is made of."""
    ends, rooms = {".js", ".html", ".css", ".toml", ".json", ".txt", ".pyi"}, ("rulebook", "clauses")
    others = (path for path in PACKAGE.rglob("*") if path.suffix in ends and _room(_name(path)) not in rooms)
    for path in sorted(others):
        if (FACTS_OF_THE_CODE - ENGLISH) & _words(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(PACKAGE))


NAMING = """
'''An example: domestic_premises=3.'''
import sec_rules
YEARS = "years_since_initial"
told = f"give --initial-assessment or {YEARS}; or 'network_premises=3'"
def answer(facts, live_user=None):
    '''Such as `user_roles`.'''
    return facts.triage_facility, dict(return_day=3), facts["category"], "a category of User", domestic_premises
"""


def test_a_fact_is_found_however_it_is_named():
    assert _names_facts(ast.parse(NAMING)) == {
        *("years_since_initial", "initial_assessment", "network_premises", "live_user", "triage_facility"),
        *("return_day", "category", "domestic_premises"),
    }
    assert _words("#fact-initial_assessment, --domestic-premises") == {"initial_assessment", "domestic_premises"}


def test_few_files_know_the_code_by_name():
    elsewhere = {name for name in MODULES if _room(name) not in ("rulebook", "clauses")}
    importing = {name for name in elsewhere if _imports_the_code(name)}
    naming = {name for name in elsewhere - RESPONDENTS if _names_facts(_tree(name))}
    named = {*importing, *naming, *_templates_that_name_facts()}
    assert len(named) <= MOST_THAT_NAME_THE_CODE, sorted(named)


HEAVY = {"z3": {"engine.solver"}}


@pytest.mark.parametrize("library", HEAVY)
def test_what_is_heavy_is_known_in_one_place(library):
    assert {name for name in MODULES if library in imports(name)} == HEAVY[library]


def _private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _private_names(tree: ast.Module) -> Iterator[str]:
    """What a module takes of another's private names, by import or through the module; a module's own name is none."""
    modules: set[str] = set()
    for node in _nodes(tree, ast.ImportFrom):
        for alias in node.names if _ours(node.module or "") else ():
            if f"{node.module}.{alias.name}".removeprefix("sec_rules.") in MODULES:
                modules.add(alias.asname or alias.name)
            elif _private(alias.name):
                yield f"{node.module}.{alias.name}"
    for node in _nodes(tree, ast.Import):
        modules.update(alias.asname or alias.name for alias in node.names if _ours(alias.name))
    for node in _nodes(tree, ast.Attribute):
        if _private(node.attr):
            of = ast.unparse(node.value)
            if of in modules and f"{of}.{node.attr}".removeprefix("sec_rules.") not in MODULES:
                yield f"{of}.{node.attr}"


PRIVATE = """
import sec_rules._version
import sec_rules.lang.rules
from sec_rules import _version
from sec_rules._version import __version__
from sec_rules.lang.formulas import _all, atoms as _atoms
from sec_rules.engine import linking as linked
from lxml import etree
said = sec_rules._version.__version__, _version.__version__, etree._Element
def answer():
    from sec_rules.engine.code import _bears
    return linked._put_in, sec_rules.lang.rules._limb, linked.link
"""


def test_a_private_name_is_found_wherever_it_is_taken():
    found = set(_private_names(ast.parse(PRIVATE)))
    assert found == {
        "sec_rules.lang.formulas._all",
        "sec_rules.engine.code._bears",
        "linked._put_in",
        "sec_rules.lang.rules._limb",
    }


def test_a_module_takes_no_private_name_of_another():
    assert found(MODULES, lambda name: _private_names(_tree(name))) == {}


Graph = Mapping[str, Collection[str]]


def _circle(graph: Graph) -> tuple[str, ...]:
    """The names on one way that leads back to where it began; () where no way does."""
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if name in path:
            return (*path[path.index(name) :], name)
        if name in done:
            return ()
        done.add(name)
        return next(filter(None, (visit(other, (*path, name)) for other in sorted(graph.get(name, ())))), ())

    return next(filter(None, (visit(name, ()) for name in sorted(graph))), ())


def _folder(name: str) -> str:
    """The folder in which a module stands; a module at the root stands for itself."""
    folder = ".".join(MODULES[name].relative_to(PACKAGE).parent.parts)
    return folder or name


def _folders(modules: Graph) -> Graph:
    """Which folders know which others, by what the modules directly in them import."""
    known: dict[str, set[str]] = {}
    for name, others in modules.items():
        known.setdefault(_folder(name), set()).update(set(map(_folder, others)) - {_folder(name)})
    return known


def _modules() -> Graph:
    """The modules that each module imports; the package itself and what it re-exports are left out."""
    return {name: (ours(name) & set(MODULES)) - {"", name} for name in MODULES if name}


def test_a_circle_is_found_however_long_it_is():
    assert _circle({"a": ["b", "c"], "b": ["c"], "c": []}) == ()
    assert _circle({"a": ["b"], "b": ["c"], "c": ["d"], "d": ["b"]}) == ("b", "c", "d", "b")


def test_folders_go_round_in_a_circle_where_their_modules_do_not():
    modules = {
        "analysis.programmes": ["analysis.plane.plane"],
        "analysis.plane.plane": ["analysis.atlas"],
        "analysis.atlas": ["errors"],
    }
    assert _circle(modules) == ()
    assert _circle(_folders(modules)) == ("analysis", "analysis.plane", "analysis")


def test_no_import_goes_round_in_a_circle():
    assert " -> ".join(_circle(_modules())) == ""


def test_no_folders_import_each_other_in_a_circle():
    assert " -> ".join(_circle(_folders(_modules()))) == ""


# What argparse gives is made into a record by a function called `parse`, and goes no further.


def _namespaces_beyond_parse(tree: ast.AST) -> Iterator[int]:
    """The lines that name argparse's Namespace elsewhere, or that hand it on other than to another `parse`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef) and node.name == "parse":
            yield from _handed_on(node)
        elif (
            (isinstance(node, ast.Name) and node.id == "Namespace")
            or (isinstance(node, ast.Attribute) and node.attr == "Namespace")
            or (isinstance(node, ast.alias) and node.name == "Namespace" and node.asname)
        ):
            yield node.lineno
        else:
            yield from _namespaces_beyond_parse(node)


def _handed_on(parse: ast.FunctionDef) -> Iterator[int]:
    kept = {id(n.value) for n in ast.walk(parse) if isinstance(n, ast.Attribute)}
    for call in (n for n in ast.walk(parse) if isinstance(n, ast.Call)):
        if (isinstance(call.func, ast.Attribute) and call.func.attr == "parse") or (
            isinstance(call.func, ast.Name) and call.func.id == "getattr"
        ):
            kept.update(id(argument) for argument in call.args)
    given = {a.arg for a in parse.args.args if isinstance(a.annotation, ast.Name) and a.annotation.id == "Namespace"}
    for node in ast.walk(parse):
        if isinstance(node, ast.Name) and node.id in given and id(node) not in kept:
            yield node.lineno


PARSED = """
from argparse import Namespace
from argparse import Namespace as Given
class Options:
    @classmethod
    def parse(cls, arguments: Namespace):
        return cls(arguments.on, Output.parse(arguments), getattr(arguments, "draft"), vars(arguments))
def run(options: Options, arguments: argparse.Namespace):
    held: Namespace = arguments
"""


def test_a_namespace_that_goes_further_is_found():
    assert list(_namespaces_beyond_parse(ast.parse(PARSED))) == [3, 7, 8, 9]


def test_what_argparse_gives_is_parsed_once_and_goes_no_further():
    parsing = [name for name in MODULES if "argparse" in imports(name)]
    assert len(parsing) > 15
    assert found(parsing, lambda name: _namespaces_beyond_parse(_tree(name))) == {}


# Files are written in one place.

_WRITING = {
    "write_text",
    "write_bytes",
    "touch",
    "mkdir",
    "makedirs",
    "rename",
    "symlink_to",
    "hardlink_to",
    "write_to",
}
_OF_OS = {"replace", "link", "symlink", "open", "truncate", "mkfifo"}
# `sink_csv` and its like write under the name that `_files.whole` gives.
SINKS = {"answers.portfolio.files"}
# Runs inside the runtime of the page alone, whose files are its memory.
IN_MEMORY = {"page.imaging"}


def _writes(tree: ast.Module) -> Iterator[int]:
    """The lines that write a file, or import what is for writing files."""
    for node in _nodes(tree, ast.Call):
        if _writes_a_file(node):
            yield node.lineno
    for node in _nodes(tree, ast.Import, ast.ImportFrom):
        known = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module]
        if {"shutil", "tempfile"} & set(known):
            yield node.lineno


def _writes_a_file(call: ast.Call) -> bool:
    match call.func:
        case ast.Name("open"):
            return not _is_devnull(call.args[0]) and _opens_to_write(call)
        case ast.Attribute(ast.Name("os"), attr) if attr in _OF_OS:
            return True
        case ast.Attribute(_, "open"):
            return _opens_to_write(call)
        case ast.Attribute(_, attr):
            frames = re.fullmatch(r"(write|to)_(csv|parquet|ipc|ndjson|excel|avro|delta)", attr)
            return attr in _WRITING or attr.startswith("sink_") or bool(frames)
    return False


def _is_devnull(given: ast.expr) -> bool:
    return isinstance(given, ast.Attribute) and given.attr == "devnull"


def _opens_to_write(call: ast.Call) -> bool:
    given = (*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "mode"))
    modes = [n.value for n in given if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return any(re.fullmatch(r"(?=.*[wax+])[rwaxbt+]{1,3}", mode) for mode in modes)


WRITING = """
import shutil
from tempfile import NamedTemporaryFile
open(path, "w")
open(path, mode="ab")
path.open("x")
path.open("rb+")
os.replace(partial, path)
path.write_text(page)
frame.sink_csv(path)
frame.write_parquet(path)
open(path)
open(os.devnull, "w")
path.open("rb")
archive.open(part)
text.replace("a", "b")
sys.stdout.write(text)
"""


def test_whatever_writes_a_file_is_found():
    assert sorted(_writes(ast.parse(WRITING))) == list(range(2, 12))


def test_no_module_writes_files_but_the_one_for_that():
    def written(name: str) -> list[str]:
        lines = MODULES[name].read_text(encoding="utf-8").splitlines()
        writing = [lines[number - 1].strip() for number in _writes(_tree(name))]
        return [line for line in writing if not (name in SINKS and ".sink_" in line)]

    assert found(set(MODULES) - {"_files"} - IN_MEMORY, written) == {}


# A label is read in one place. What knows no rule has to tell paragraphs apart by its own lights.

READS_LABELS = {"lang.citations", "lang.heads", "lang.steps"}
PATTERN_OF_A_LABEL = re.compile(r"\[A-Z\]\??\\d|\\\((?:\(\?:|\()?\[(?:a-z|ivx|0-9)|\[ivxl?c?\]|\\d\{+1,2\}+\\s?\??\\\.")
TAKES_APART = {"partition", "rpartition", "count", "index", "rindex", "find", "rfind", "split", "rsplit"}


def _own_patterns(name: str) -> Iterator[str]:
    for node in _nodes(_tree(name), ast.Constant, ast.Call):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and PATTERN_OF_A_LABEL.search(node.value):
            yield node.value
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in TAKES_APART:
            yield from ("(" for given in node.args if isinstance(given, ast.Constant) and given.value == "(")


def test_labels_are_read_by_their_own_modules_and_by_no_other():
    assert all(any(_own_patterns(name)) for name in READS_LABELS)
    elsewhere = (name for name in MODULES if name not in READS_LABELS and not _in(name, "documents"))
    assert found(elsewhere, _own_patterns) == {}
    forms = (line for path in sorted(PACKAGE.rglob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    assert [line for line in forms if PATTERN_OF_A_LABEL.search(line)] == []


# Each function is given its question.


def _defaults(tree: ast.Module) -> Iterator[ast.expr]:
    """What stands as a default: of an argument, and of a field of a class."""
    for node in _nodes(tree, ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda):
        yield from (default for default in (*node.args.defaults, *node.args.kw_defaults) if default is not None)
    for node in _nodes(tree, ast.ClassDef):
        yield from (one.value for one in node.body if isinstance(one, ast.AnnAssign) and one.value is not None)


def _questions(tree: ast.Module) -> frozenset[str]:
    """The names by which a module knows questions."""
    known = {name for name, value in vars(questions).items() if isinstance(value, Question)}
    aliases = (alias for node in _nodes(tree, ast.ImportFrom) for alias in node.names)
    return frozenset(known | {alias.asname for alias in aliases if alias.asname and alias.name in known})


def _taken_for_granted(tree: ast.Module) -> list[str]:
    """The defaults that are a question."""
    known = _questions(tree)
    return [
        ast.unparse(default)
        for default in _defaults(tree)
        if {n.id for n in ast.walk(default) if isinstance(n, ast.Name)} & known
        or {n.attr for n in ast.walk(default) if isinstance(n, ast.Attribute)} & known
    ]


QUESTIONS_TAKEN_FOR_GRANTED = """
from sec_rules.rulebook.questions import assessment, triage as apart
from sec_rules.rulebook import questions
def ask(code, question=assessment): ...
def check(code, *, question=apart): ...
def explain(code, *, about=questions.latest_date, on=None): ...
class Case:
    question: Question = field(default=assessment)
    on: date = TODAY
def answer(code, question, on=None): ...
"""


def test_a_question_taken_for_granted_is_found_wherever_it_stands():
    found = _taken_for_granted(ast.parse(QUESTIONS_TAKEN_FOR_GRANTED))
    assert sorted(found) == ["apart", "assessment", "field(default=assessment)", "questions.latest_date"]


def test_no_default_is_a_question():
    assert found(MODULES, lambda name: _taken_for_granted(_tree(name))) == {}


# One clause, one name, three rooms.


def test_there_are_clauses():
    assert {"clauses.g8.g8_41", "clauses.g8.g8_44c", "clauses.g8.g8_47"} <= set(CLAUSES)


@pytest.mark.parametrize("name", CLAUSES)
def test_a_clause_bears_the_name_of_its_module_and_has_words_and_a_test(name):
    clause = import_module(f"sec_rules.{name}").CLAUSE
    assert isinstance(clause, Clause)
    assert ROOT / module_of(clause.label) == MODULES[name]
    assert (ROOT / file_of(clause.label)).is_file()
    _, section, own = name.split(".")
    assert (ROOT / "tests" / "clauses" / section / f"test_{own}.py").is_file()


def test_words_and_tests_of_clauses_belong_to_a_module_that_is_there():
    rooms = {name.removeprefix("clauses.").replace(".", "/") for name in CLAUSES}
    words = {str(p.relative_to(ROOT / "legal_text").with_suffix("")) for p in (ROOT / "legal_text").glob("g*/*.md")}
    tests = {
        f"{p.parent.name}/{p.stem.removeprefix('test_')}" for p in (ROOT / "tests" / "clauses").glob("*/test_*.py")
    }
    assert words == rooms
    assert tests == rooms


def test_a_clause_module_exports_its_clause_and_nothing_else():
    for name in CLAUSES:
        made = [
            target.id
            for node in _tree(name).body
            if isinstance(node, (ast.Assign, ast.AnnAssign))
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        ]
        assert made == ["CLAUSE"], name
        assert not any(isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in _tree(name).body), name


# The report computes nothing: what it takes from other rooms are values, words for them, and the writer of Word files
# (lists and labels are spelt in the notation's room).
WORDS_AND_WRITERS = (
    "sec_rules.engine.english.",
    "sec_rules.lang.lists",
    "sec_rules.lang.citations",
    "sec_rules.documents.word.annotation",
    "sec_rules.documents.word.new_file",
)


@pytest.mark.parametrize("name", [name for name in MODULES if _in(name, "report")])
def test_a_report_takes_values_and_calls_nothing_that_computes(name: str):
    taken = [
        f"{node.module}.{alias.name}"
        for node in _nodes(_tree(name), ast.ImportFrom)
        if _ours(node.module or "") and not _in(node.module or "", "sec_rules.report")
        for alias in node.names
        if inspect.isfunction(getattr(import_module(node.module or ""), alias.name, None))
    ]
    assert [known for known in taken if not known.startswith(WORDS_AND_WRITERS)] == []


@pytest.mark.parametrize("name", [name for name in MODULES if _in(name, "report")])
def test_a_report_asks_the_code_nothing(name: str):
    asks = {method for method, held in vars(Code).items() if inspect.isfunction(held)} - {"clause", "on"}
    called = {n.func.attr for n in _nodes(_tree(name), ast.Call) if isinstance(n.func, ast.Attribute)}
    assert not called & {method for method in asks if not method.startswith("_")}


@pytest.mark.parametrize("name", [name for name in MODULES if _in(name, "report")])
def test_a_report_knows_nothing_of_the_code_by_name(name: str):
    assert [known for known in ours(name) if _in(known, "rulebook") or _in(known, "clauses")] == []


# What is done in one place.


def test_text_is_wrapped_in_one_place():
    assert {name for name in MODULES if "textwrap" in imports(name)} == {"report.layout"}


LIST_BY_HAND = re.compile(r"\{(', '|\w+)\.join\([^{}]*\)\}( and | or | ?\{\w+\} ?)\{\w+\}")


def _joins_a_list(tree: ast.Module) -> bool:
    """Whether words are put together as "a, b and c": what is joined with commas, "and" or a name for it, the last."""
    return any(LIST_BY_HAND.search(ast.unparse(node)) for node in _nodes(tree, ast.JoinedStr))


@pytest.mark.parametrize(
    "written", ["f\"{', '.join(said)} and {last}\"", "f\"{', '.join(said)} {word} {last}\"", 'f"{comma.join(a)}{b}{c}"']
)
def test_a_list_joined_by_hand_is_noticed(written: str):
    assert _joins_a_list(ast.parse(written))


def test_lists_in_a_sentence_are_joined_in_one_place():
    by_hand = {name for name in MODULES if _joins_a_list(_tree(name))}
    assert by_hand == {"lang.lists"}


# Modules that can be read.


def test_a_module_says_in_its_first_line_what_it_is():
    said = {name: ast.get_docstring(_tree(name)) or "" for name in MODULES}
    assert [name for name, text in said.items() if len(text.split("\n\n")[0].split()) <= 2] == []
    assert [name for name, text in said.items() if text.strip() != text] == []


def test_a_module_is_short_enough_to_read():
    lines = {name: path.read_text(encoding="utf-8").splitlines() for name, path in MODULES.items()}
    assert [name for name, given in lines.items() if sum(1 for line in given if line.strip()) > LONGEST] == []


def test_what_is_public_says_what_it_gives():
    def silent(name: str) -> list[str]:
        return [node.name for node in _public(_tree(name)) if not ast.get_docstring(node)]

    assert found(MODULES, silent) == {}


def _public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_") and not _stub(node):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    inner
                    for inner in node.body
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_")
                )


def _stub(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Whether it is one of the signatures of a function, which is described once, where it is defined."""
    return any(isinstance(how, ast.Name) and how.id == "overload" for how in node.decorator_list)


def test_no_module_has_a_name_that_says_nothing():
    said = {part for name in MODULES for part in re.split(r"[._]", name)}
    assert not said & {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


# The top level.


def test_the_top_level_stays_as_it_is():
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git repository, or no git")
    listed = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.split("/")[0] for line in listed.splitlines()}
    assert {entry for entry in top if not entry.startswith(".")} == {
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "sec_rules",
        "legal_text",
        "tests",
    }


# Names and phrases that gave way to the words of the field. JSON keys and anchors of pages still have some of them.
OLD_NAMES = frozenset(
    (
        "Kinds",
        "HeldTo",
        "hold_to",
        "hold_draft_to",
        "held_to",
        "Kept",
        "KeptClause",
        "Told",
        "Area",
        "Present",
        "Intended",
    )
)
OLD_PHRASES = re.compile(r"so\s+much\s+or\s+more|asked\s+of\b")


def _old_words(source: str) -> Iterator[str]:
    if not OLD_NAMES.isdisjoint(re.findall(r"\w+", source)):
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        yield from (token.string for token in tokens if token.type == tokenize.NAME and token.string in OLD_NAMES)
    yield from OLD_PHRASES.findall(source)


def test_old_words_do_not_come_back():
    assert found(MODULES, lambda name: _old_words(MODULES[name].read_text(encoding="utf-8"))) == {}


@pytest.mark.parametrize("source", ["class Told: ...", "held = hold_to(a, b)", '"""A bound, so much or more."""'])
def test_an_old_word_is_noticed(source: str):
    assert len(list(_old_words(source))) == 1


def test_no_check_imports_another() -> None:
    checks = [name for name in MODULES if re.fullmatch(r"review\.checks\.\w+", name)]
    assert len(checks) > 50
    assert found(checks, lambda name: [known for known in ours(name) if known.startswith("review.checks.")]) == {}
