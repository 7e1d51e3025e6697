"""Slips in the Python itself: would the tests notice one?

A mutant is a function with one node of its syntax changed. Its code is put into the loaded module in a process of its
own, forked from one that has everything imported, and the tests that run the function run there until the first fails,
those that run the least besides before the others. Which run it is written down by `running_tests`; where nothing is,
the mirrored tests run. Constants of a module are not changed. The tools that there are start anew for each mutant.
"""

from __future__ import annotations

import ast
import gc
import importlib
import io
import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
# The rooms in which the law is read and answers are made.
CORE = ("lang", "engine", "drafting", "analysis", "documents", "review/text")
# Processor time; the tests of most functions take a few.
SECONDS_OF_A_MUTANT = 60.0
# As long as the tests of a mutant may have taken while it was written down what they run.
SECONDS_OF_ITS_TESTS = 12.0
_STRANGE = 70
COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
WORKED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}


@frozen
class Mutant:
    """One change: in which function of which module, at which line, and what it makes of what."""

    module: str
    function: str
    line: int
    was: str
    becomes: str

    @property
    def name(self) -> str:
        """The mutant in a line, the same as long as the text of the function is."""
        return f"{self.module}:{self.function}: {self.was} -> {self.becomes}"

    @property
    def is_equivalent(self) -> bool:
        """Whether somebody has shown that it changes nothing, in the file beside this one."""
        return self.name in equivalent()


@cache
def equivalent() -> frozenset[str]:
    """The mutants shown to change nothing; a line each, and why on lines that begin with a sign for comments."""
    lines = (Path(__file__).parent / "equivalent.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@frozen
class Tried:
    """A mutant, and what became of it: "killed", "survived", or "not decided" where its tests take too long."""

    mutant: Mutant
    outcome: str
    seconds: float = 0.0


def core() -> tuple[str, ...]:
    """The modules of the core, by their dotted names."""
    found = [path for room in CORE for path in sorted((ROOT / "sec_rules" / room).rglob("*.py"))]
    return tuple(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found if path.stem != "__init__")


def mirrored(module: str) -> Path:
    """The test file that mirrors a module."""
    *rooms, name = module.split(".")[1:]
    return ROOT.joinpath("tests", *rooms, f"test_{name}.py")


@frozen(eq=False)
class Made:
    """A mutant, the syntax tree of its module, and which node of it gives way to which other."""

    mutant: Mutant
    tree: ast.Module
    place: ast.AST
    other: ast.AST


def mutants(module: str) -> Iterator[Made]:
    """Every mutant of a module."""
    tree = ast.parse(_path(module).read_text(encoding="utf-8"))
    for function, node in _functions(tree):
        places = [n for n in ast.walk(node) if n is not node]
        for place in places:
            for other in _others(place):
                was, becomes = ast.unparse(place), ast.unparse(other)
                if was != becomes:
                    line = getattr(place, "lineno", node.lineno)
                    yield Made(Mutant(module, function, line, _short(was), _short(becomes)), tree, place, other)


def _path(module: str) -> Path:
    return ROOT.joinpath(*module.split(".")).with_suffix(".py")


def _short(text: str) -> str:
    return " ".join(text.split())[:100]


def _functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions of a module and its classes; what stands inside one belongs to it."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.FunctionDef):
            yield prefix + child.name, child
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")


def _others(node: ast.AST) -> Iterator[ast.AST]:
    """What a slip may make of a node."""
    match node:
        case ast.Compare(ops=[op, *more]) if type(op) in COMPARED:
            yield _with(node, ops=[COMPARED[type(op)](), *more])
        case ast.BoolOp(op=ast.And()):
            yield _with(node, op=ast.Or())
        case ast.BoolOp(op=ast.Or()):
            yield _with(node, op=ast.And())
        case ast.BinOp(op=op) if type(op) in WORKED:
            yield _with(node, op=WORKED[type(op)]())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.If(test=test) | ast.IfExp(test=test):
            yield _with(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Call(func=ast.Name(id=name)) if name in CALLED:
            yield _with(node, func=ast.Name(CALLED[name], ast.Load()))
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()


def _with(node: ast.AST, **changed: object) -> ast.AST:
    made = type(node)(**dict(ast.iter_fields(node)) | changed)
    return ast.copy_location(made, node)


def _put(tree: ast.Module, place: ast.AST, other: ast.AST) -> ast.Module:
    """The tree with another node in the place of one."""

    class Put(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            if node is place:
                return ast.copy_location(other, place)
            fields = {name: self._of(value) for name, value in ast.iter_fields(node)}
            return ast.copy_location(type(node)(**fields), node)

        def _of(self, value: object) -> object:
            if isinstance(value, list):
                return [self._of(one) for one in value]
            return self.visit(value) if isinstance(value, ast.AST) else value

    made = Put().visit(tree)
    assert isinstance(made, ast.Module)
    return ast.fix_missing_locations(made)


def chosen(number: int, seed: int, modules: Sequence[str]) -> list[Made]:
    """Mutants taken at random, each as likely as any other; `seed` says which."""
    every = [made for module in modules for made in mutants(module)]
    return random.Random(seed).sample(every, min(number, len(every)))


Tests = Callable[[Mutant], Sequence[str]]


def mirroring(mutant: Mutant) -> Sequence[str]:
    """The test file that mirrors the module, where there is one."""
    file = mirrored(mutant.module)
    return (str(file),) if file.exists() else ()


def running(runs: Path) -> Tests:
    """The tests of each mutant, from a file in which it is written down which tests run which functions."""
    of: dict[str, list[tuple[int, float, str]]] = {}
    for line in map(json.loads, runs.read_text(encoding="utf-8").splitlines()):
        for function in line["functions"]:
            of.setdefault(function, []).append((len(line["functions"]), line["seconds"], line["test"]))

    def tests(mutant: Mutant) -> Sequence[str]:
        found, left = [], SECONDS_OF_ITS_TESTS
        for _, seconds, test in sorted(of.get(f"{mutant.module}:{mutant.function}", ())):
            left -= seconds
            if left < 0:
                break
            found.append(test)
        return found or mirroring(mutant)

    return tests


def tried(given: Iterable[Made], tests: Tests = mirroring) -> Iterator[Tried]:
    """What becomes of mutants, one after the other; one that no test runs survives.

    Raises `RuntimeError` where the tests of a module fail without a mutant too, so that they kill nothing.
    """
    for module in core():
        importlib.import_module(module)
    sound: set[str] = set()
    for made in given:
        began = time.monotonic()
        chosen = tests(made.mutant)
        outcome = _outcome(made, chosen) if chosen else "survived"
        doubtful = outcome == "killed" and not sound.issuperset(chosen)
        if doubtful and _outcome(made, chosen, changed=False) == "killed":
            raise RuntimeError(f"The tests of {made.mutant.module} fail without a mutant too.")
        if outcome != "not decided":
            sound.update(chosen)
        yield Tried(made.mutant, outcome, time.monotonic() - began)


def _outcome(made: Made, tests: Sequence[str], *, changed: bool = True) -> str:
    """What the tests say in a process forked for them, the mutant in the place of the function."""
    child = os.fork()
    if child == 0:
        status = _STRANGE
        try:
            signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_OF_A_MUTANT)
            tree = _put(made.tree, made.place, made.other) if changed else made.tree
            _replace(made.mutant, compile(tree, str(_path(made.mutant.module)), "exec"))
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                options = ["-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=no"]
                status = int(pytest.main([*options, *tests]))
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    status = os.waitstatus_to_exitcode(ended)
    if status == -signal.SIGVTALRM:
        return "not decided"
    if status not in (0, 1):
        raise RuntimeError(f"The tests of {made.mutant.name} could not be run (status {status}).")
    return "killed" if status else "survived"


def _replace(mutant: Mutant, module: CodeType) -> None:
    """Puts the code of the mutant into the loaded function, however often it is wrapped or handed on."""
    code = _code(module, mutant.function.split("."))
    name = code.co_qualname
    changed = 0
    for each in gc.get_objects():
        if not isinstance(each, FunctionType) or each.__module__ != mutant.module:
            continue
        if (each.__code__.co_qualname, each.__code__.co_firstlineno) == (name, code.co_firstlineno):
            each.__code__ = code
            changed += 1
    if not changed:
        raise LookupError(f"{mutant.module} has no function {mutant.function} that is loaded")


def _code(within: CodeType, path: Sequence[str]) -> CodeType:
    first, *more = path
    found = next(c for c in within.co_consts if isinstance(c, CodeType) and c.co_name == first)
    return _code(found, more) if more else found


def as_text(found: Sequence[Tried]) -> str:
    """What became of mutants, the survivors one a line."""
    decided = [one for one in found if one.outcome != "not decided"]
    alive = [one for one in decided if one.outcome == "survived"]
    shown = sum(one.mutant.is_equivalent for one in alive)
    lines = [f"survived  line {one.mutant.line}  {one.mutant.name}" for one in alive if not one.mutant.is_equivalent]
    counted = f"{len(found)} mutants: {len(decided) - len(alive)} killed, {shown} shown to change nothing"
    late = f", {len(found) - len(decided)} not decided" if len(found) > len(decided) else ""
    return "\n".join((*lines, f"{counted}, {len(alive) - shown} survived{late}."))
