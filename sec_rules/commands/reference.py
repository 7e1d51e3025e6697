"""What the pages say of the commands and of the names that are exported, written from these themselves."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from argparse import Action, ArgumentParser
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any, Final

import attrs

import sec_rules
from sec_rules import notation
from sec_rules.answers.markdown_table import markdown_table
from sec_rules.commands import Command, all_commands
from sec_rules.commands.options import fact_flags
from sec_rules.lang import Outcome, Question

_FACTS: Final = "facts"
# Rooms whose values hang on others for the program's own use: how words were read, drawn or searched.
_OF_THE_PROGRAM: Final = tuple(
    f"sec_rules.{room}"
    for room in (
        "analysis.plane",
        "analysis.atlas_table",
        "analysis.boundary_examples",
        "documents.word",
        "drafting.grammar",
        "drafting.layout",
        "drafting.ledger",
        "engine.solver",
        "engine.evaluation",
        "review.selection",
        "review.findings.conventions",
    )
)
# What stands for something and has no docstring of its own.
_NOT_A_CLASS: Final[Mapping[str, str]] = {
    "ALWAYS": "A condition that everybody meets.",
    "NEVER": "A condition that nobody meets.",
    "DAY": "The unit of a count that is a day, given as a `date`.",
}


def written() -> dict[str, str]:
    """What stands between the marks of each name: a synopsis by command, the flags of facts, and the API."""
    synopses = {command.name: synopsis(command) for command in all_commands()}
    return {**synopses, "facts": facts(), "api": api(), "notation": own()}


def synopsis(command: Command[Any]) -> str:
    """How a command is called, and its options in a table; the flags of facts stand in a table of their own."""
    parser = ArgumentParser(add_help=False)
    command.arguments(parser)
    groups = {str(group.title): list(group._group_actions) for group in parser._action_groups}
    said = [action for title, group in groups.items() if title != _FACTS for action in group]
    takes = " ".join(_usage(action) for action in said if not action.option_strings)
    flags = " [FACTS]" if groups.get(_FACTS) else ""
    usage = " ".join(filter(None, ("sec-rules", command.name, takes, "[OPTIONS]"))) + flags
    return f"```text\n{usage}\n```\n\n{markdown_table(('option', 'what it does'), map(_row, said))}"


def facts() -> str:
    """The flags by which a command is given the facts of a User."""
    parser = ArgumentParser(add_help=False)
    fact_flags(parser, every=True)
    (group,) = (group for group in parser._action_groups if group.title == _FACTS)
    return markdown_table(("flag", "what it says"), map(_row, group._group_actions))


def _usage(action: Action) -> str:
    name = str(action.metavar or action.dest)
    return {"?": f"[{name}]", "+": f"{name} [{name} ...]", "*": f"[{name} ...]"}.get(str(action.nargs), name)


def _row(action: Action) -> tuple[str, str]:
    if not action.option_strings:
        return f"`{action.metavar or action.dest}`", _says(action)
    value = "" if action.nargs == 0 else f" {_value(action)}"
    return ", ".join(f"`{flag}{value}`" for flag in action.option_strings), _says(action)


def _value(action: Action) -> str:
    if action.metavar:
        return str(action.metavar)
    return "{" + ",".join(map(str, action.choices)) + "}" if action.choices else action.dest.upper()


def _says(action: Action) -> str:
    return (action.help or "") % vars(action)


def api() -> str:
    """Each name that `sec_rules` exports, with its signature and what its docstring says."""
    names = {name: getattr(sec_rules, name) for name in dir(sec_rules)}
    errors = {n: v for n, v in names.items() if isinstance(v, type) and issubclass(v, Exception)}
    classes = {n: v for n, v in names.items() if isinstance(v, type) and n not in errors}
    parts = [
        *(_function(name, value) for name, value in names.items() if inspect.isfunction(value)),
        *(_class(name, value) for name, value in classes.items()),
        "### What hangs on these\n",
        markdown_table(("class", "what it is", "its fields"), map(_held, held_by(classes.values()))),
        "### Questions, outcomes, and the modules that hold them and the facts\n",
        markdown_table(("name", "what it is"), ((f"`{n}`", _constant(v)) for n, v in names.items() if _constant(v))),
        "### Errors\n",
        markdown_table(("name", "what it means"), ((f"`{n}`", _first(v)) for n, v in errors.items())),
    ]
    return "\n".join(parts)


def own() -> str:
    """Each name of `sec_rules.notation`, with what its docstring says, or what it stands for, and its fields."""
    names = {name: getattr(notation, name) for name in notation.__all__}
    said = {n: _first(v) if isinstance(v, type) or inspect.isfunction(v) else _NOT_A_CLASS[n] for n, v in names.items()}
    rows = ((f"`{name}`", says, _listed(names[name])) for name, says in said.items())
    return markdown_table(("name", "what it is", "its fields"), rows)


def held_by(classes: Iterable[type]) -> tuple[type, ...]:
    """The values, by name, that stand in fields, properties and results of those classes, and in those in turn.

    Left out are those classes themselves, what `sec_rules.notation` has, and what only serves the program.
    """
    known = {*classes, *(getattr(notation, name) for name in notation.__all__ if name not in _NOT_A_CLASS)}
    found: dict[type, None] = {}
    left = sorted((c for c in known if attrs.has(c)), key=lambda c: c.__name__)
    while left:
        for value in _values_of(left.pop()):
            if value not in known and value not in found:
                found[value] = None
                left.append(value)
    return tuple(sorted(found, key=lambda c: (c.__name__, c.__module__)))


def _values_of(of: type) -> Iterator[type]:
    members = (member.fget if isinstance(member, property) else member for member in vars(of).values())
    results = (m.__annotations__.get("return", "") for m in members if inspect.isfunction(m) and m.__name__[0] != "_")
    said = " ".join((*(_type(field) for field in _fields(of)), *map(str, results)))
    near = _in_reach(of.__module__)
    for name in dict.fromkeys(re.findall(r"\w+", said)):
        value = near.get(name)
        if isinstance(value, type) and attrs.has(value) and not value.__module__.startswith(_OF_THE_PROGRAM):
            yield value


def _in_reach(module: str) -> dict[str, object]:
    """What a module means by each name, those too that it imports for types alone."""
    here = importlib.import_module(module)
    found = dict(vars(here))
    for node in ast.walk(ast.parse(inspect.getsource(here))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(sec_rules.__name__):
            there = importlib.import_module(str(node.module))
            found |= {a.asname or a.name: getattr(there, a.name) for a in node.names if hasattr(there, a.name)}
    return found


def _held(value: type) -> tuple[str, str, str]:
    return f"`{value.__name__}`", _first(value), _listed(value)


def _listed(value: object) -> str:
    """The fields of a class and what it says besides, each with its type, in one cell of a table."""
    if not isinstance(value, type):
        return ""
    said = [f"{name}: {m.fget.__annotations__['return']}" for name, m in _properties(vars(value)) if name[0] != "_"]
    return ", ".join(f"`{one}`" for one in (*(f"{f.name}: {_type(f)}" for f in _fields(value)), *said))


def _function(name: str, value: object) -> str:
    return f"### {name}\n\n```text\n{_signature(name, value)}\n```\n\n{_doc(value)}\n"


def _class(name: str, value: type) -> str:
    own = {name: member for name, member in vars(value).items() if not name.startswith("_")}
    methods = [
        *(f"- `{name}: {m.fget.__annotations__['return']}`: {_first(m)}" for name, m in _properties(own)),
        *(f"- `{_signature(name, m)}`: {_first(m)}" for name, m in own.items() if inspect.isfunction(m)),
    ]
    fields = ", ".join(f"`{field.name}: {_type(field)}`" for field in _fields(value))
    said = (*((f"- {fields}",) * bool(fields)), *methods)
    return "\n".join((f"### {name}", "", _doc(value), "", *(*said, "") * bool(said)))


def _fields(value: type) -> Iterator[attrs.Attribute[Any]]:
    if attrs.has(value):
        yield from (field for field in attrs.fields(value) if not field.name.startswith("_"))


def _type(field: attrs.Attribute[Any]) -> str:
    return field.type if isinstance(field.type, str) else getattr(field.type, "__name__", str(field.type))


def _properties(members: Mapping[str, object]) -> Iterator[tuple[str, Any]]:
    yield from ((name, member) for name, member in members.items() if isinstance(member, property))


def _signature(name: str, value: object) -> str:
    assert callable(value)
    signature = inspect.signature(value)
    given = list(_parameters(signature))
    returns = signature.return_annotation
    return f"{name}({', '.join(given)}) -> {returns}"


def _parameters(signature: inspect.Signature) -> Iterator[str]:
    starred = False
    for parameter in signature.parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        default = "" if parameter.default is parameter.empty else f" = {_named(parameter.default)}"
        yield f"{parameter.name}: {parameter.annotation}{default}"


def _named(value: object) -> str:
    """A default as it is written: a question by its name."""
    return value.name if isinstance(value, Question) else repr(value)


def _doc(value: object) -> str:
    return inspect.getdoc(value) or ""


def _first(value: object) -> str:
    return " ".join(_doc(value).split("\n\n")[0].split())


def _constant(value: object) -> str:
    match value:
        case Question():
            return value.asks
        case Outcome():
            return f"an outcome of `assessment`: {value.title}"
        case ModuleType():
            return _first(value)
        case dict():
            return "every question, by its name"
        case str():
            return "the version of the package"
        case _ if value is sec_rules.Events:
            return "what a watch takes: a path of JSON lines, an open file of them, or events as mappings"
    return ""
