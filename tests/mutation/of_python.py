"""Slips in the Python itself: would the tests notice one?

A mutant is a function with one node of its syntax changed. Constants of a module are not changed. What becomes of
mutants is told by `in_forks`.
"""

from __future__ import annotations

import ast
import json
import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from attrs import asdict, frozen

ROOT = Path(__file__).resolve().parents[2]
# The rooms in which the law is read and answers are made.
CORE = ("lang", "engine", "drafting", "analysis", "documents", "review/text")
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
    """One change: in which function of which module, at which line, how many after that where the function begins, and
    what it makes of what.
    """

    module: str
    function: str
    line: int
    was: str
    becomes: str
    within: int = 0

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
    """A mutant, what became of it ("killed" or "survived"), the test that killed it or why none did, and in how many
    seconds of processor time.
    """

    mutant: Mutant
    outcome: str
    by: str = ""
    seconds: float = 0.0

    @classmethod
    def read(cls, line: str) -> Tried:
        """From a line of JSON."""
        one = json.loads(line)
        return cls(**one | {"mutant": Mutant(**one["mutant"])})


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
    """A mutant that is made: in which function of which module, the tree of that, and the node that gives way."""

    module: str
    function: str
    begins: int
    tree: ast.Module
    place: ast.AST
    other: ast.AST

    @property
    def mutant(self) -> Mutant:
        """What it is told by."""
        line = getattr(self.place, "lineno", 0)
        was, becomes = (_short(ast.unparse(node)) for node in (self.place, self.other))
        return Mutant(self.module, self.function, line, was, becomes, max(0, line - self.begins))

    def whole(self) -> ast.Module:
        """The module with the mutant in it."""
        return _put(self.tree, self.place, self.other)


def mutants(module: str) -> Iterator[Made]:
    """Every mutant of a module, but of what is never run and of what runs before the function does.

    Nothing runs an annotation. A decorator and what is taken where nothing is given run as the module is loaded, so a
    slip in one is not put in with the code of the function.
    """
    tree = ast.parse(path_of(module).read_text(encoding="utf-8"))
    annotations = set(_annotations(tree))
    for function, node in functions(tree):
        outside = annotations.union(_run_before(node))
        places = (place for place in ast.walk(node) if place not in outside)
        first = begins(node)
        yield from (Made(module, function, first, tree, place, other) for place in places for other in _others(place))


def _annotations(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        for said in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if isinstance(said, ast.AST):
                yield from ast.walk(said)


def _run_before(function: ast.FunctionDef) -> Iterator[ast.AST]:
    given = function.args
    for before in (*function.decorator_list, *given.defaults, *given.kw_defaults):
        if before is not None:
            yield from ast.walk(before)


def path_of(module: str) -> Path:
    """The file of a module."""
    return ROOT.joinpath(*module.split(".")).with_suffix(".py")


def _short(text: str) -> str:
    return " ".join(text.split())[:100]


def functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions of a module and its classes; what stands inside one belongs to it."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.FunctionDef):
            yield prefix + child.name, child
        elif isinstance(child, ast.ClassDef):
            yield from functions(child, f"{prefix}{child.name}.")


def begins(function: ast.FunctionDef) -> int:
    """The line at which a function begins, with what decorates it."""
    return min([function.lineno, *(each.lineno for each in function.decorator_list)])


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


def of_functions(names: Sequence[str]) -> list[Made]:
    """Every mutant of functions, given as `module:function`."""
    modules = dict.fromkeys(name.partition(":")[0] for name in names)
    return [m for module in modules for m in mutants(module) if f"{module}:{m.function}" in names]


def keep(one: Tried, file: Path | None) -> None:
    """Adds what became of a mutant to a file, so that another run goes on after it."""
    if file is not None:
        with file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(one)) + "\n")


def kept(file: Path | None) -> list[Tried]:
    """What a file keeps of the runs before; nothing where there is none."""
    if file is None or not file.exists():
        return []
    return [Tried.read(line) for line in file.read_text(encoding="utf-8").splitlines()]


def as_text(found: Sequence[Tried]) -> str:
    """What became of mutants, the survivors one a line."""
    alive = [one for one in found if one.outcome == "survived"]
    shown = sum(one.mutant.is_equivalent for one in alive)
    lines = [f"survived  line {one.mutant.line}  {one.mutant.name}" for one in alive if not one.mutant.is_equivalent]
    counted = f"{len(found)} mutants: {len(found) - len(alive)} killed, {shown} shown to change nothing"
    return "\n".join((*lines, f"{counted}, {len(alive) - shown} survived."))
