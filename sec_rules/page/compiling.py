"""What is run inside the runtime when the page is built: modules compiled for its Python, and packed.

Compiled modules are the greater part of a quick start. Modules of the standard library that nothing of the package
imports stay as sources, which are smaller, and some that no page needs are left out.
"""

from __future__ import annotations

import ast
import marshal
import re
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from importlib.util import MAGIC_NUMBER
from pathlib import Path, PurePath, PurePosixPath
from types import CodeType
from typing import Final

# `from a import b` and `import a, b`, in a function too or only as a module begins.
_IMPORT: Final = r"(?:from ([\w.]+) import (?:\(([\w,\s]*)|([\w, ]*))|import ([\w., ]+))"
_ANYWHERE: Final = re.compile(rf"^[ \t]*{_IMPORT}", re.MULTILINE)
_AT_THE_TOP: Final = re.compile(rf"^{_IMPORT}", re.MULTILINE)
# What the runtime itself begins with.
_STARTS: Final = ("pyodide", "_pyodide", "asyncio", "encodings.utf_8", "encodings.aliases", "encodings.latin_1", "site")
# What few drafts need, a reader of PDF files, is smaller as it is written.
_AS_SOURCES: Final = ("pypdf",)
_DOCUMENTED: Final = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
# The flag of byte code that holds the sum of its source, with which it is not compared.
_UNCHECKED: Final = (1).to_bytes(4, "little")
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
# Of the standard library: what serves the network, other processes, other systems, and the writing of programs.
_LEFT_OUT: Final = frozenset(
    {
        *("_pydatetime.py", "_pyio.py", "_pyrepl", "antigravity.py", "asyncio/__main__.py"),
        *("asyncio/proactor_events.py", "asyncio/tools.py", "asyncio/windows_events.py"),
        *("asyncio/windows_utils.py", "bdb.py", "cProfile.py", "cgi.py", "concurrent/interpreters"),
        *("configparser.py", "ctypes/macholib", "dbm", "doctest.py", "email/generator.py", "email/mime"),
        *("ensurepip", "ftplib.py", "http/cookiejar.py", "http/cookies.py", "http/server.py", "idlelib"),
        *("imaplib.py", "logging/config.py", "logging/handlers.py", "mailbox.py", "modulefinder.py"),
        *("multiprocessing", "optparse.py", "pdb.py", "pickletools.py", "plistlib.py", "poplib.py", "profile.py"),
        *("pstats.py", "pydoc.py", "pydoc_data", "smtplib.py", "socketserver.py", "sqlite3", "statistics.py"),
        *("tarfile.py", "this.py", "tkinter", "turtle.py", "unittest", "venv", "wsgiref", "xml/dom/pulldom.py"),
        *("xmlrpc", "zipapp.py"),
    }
)


def compile_libraries(site: Path, library: Path, out: Path, also: Iterable[str]) -> None:
    """Writes `site.zip` and `library.zip` into a folder: the modules under `site` compiled, and of the standard library
    those that they import, or `also` names, or that are imported by these as they begin.
    """
    needed = _needed(site, library, also)
    _pack(out / "site.zip", site, lambda module: not module.startswith(_AS_SOURCES))
    _pack(out / "library.zip", library, lambda module: module in needed, without=_LEFT_OUT)


def compile_package(site: Path, out: Path) -> None:
    """Writes `package.zip` into a folder: the modules under `site` compiled."""
    _pack(out / "package.zip", site, lambda _: True)


def write_plainly(site: Path, library: Path, out: Path, loaded: Iterable[str]) -> None:
    """Writes `plain_site.zip` and `plain_library.zip` into a folder: of the modules under `site` and of the standard
    library those `loaded`, named as they are compiled, as sources again without what is written for their readers.
    """
    names = frozenset(loaded)
    for root, file in ((site, "plain_site.zip"), (library, "plain_library.zip")):
        with zipfile.ZipFile(out / file, "w", zipfile.ZIP_STORED) as archive:
            for name, path in _files(root):
                if not names.isdisjoint((f"{name}c", str(name))):
                    archive.writestr(_entry(str(name)), ast.unparse(_undocumented(path.read_bytes())))


def imported(text: str) -> frozenset[str]:
    """What the source of a module imports, anywhere in it."""
    return frozenset(_imports(text, _ANYWHERE))


def leading_from(begins: Iterable[str], sources: Mapping[str, str]) -> frozenset[str]:
    """Of modules, given as their sources by name, those to which imports lead from some of them, and their packages."""
    return _reached(begins, sources, lambda name: imported(sources[name]))


def _needed(site: Path, library: Path, also: Iterable[str]) -> frozenset[str]:
    """The modules of the standard library that those under `site`, and these names, lead to."""
    names = {module_of(path.relative_to(library)): path for path in library.rglob("*.py")}
    begins = (*_STARTS, *also, *(name for path in site.rglob("*.py") for name in imported(_text(path))))

    def at_the_top(name: str) -> Iterator[str]:
        package = name if names[name].name == "__init__.py" else name.rpartition(".")[0]
        return _imports(_text(names[name]), _AT_THE_TOP, package)

    return _reached(begins, names, at_the_top)


def _reached(begins: Iterable[str], known: Container[str], imports: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Of the modules that are known those to which some lead, by what each imports and the packages it lies in."""
    found: set[str] = set()
    asked = [*begins]
    while asked:
        name = asked.pop()
        if name in known and name not in found:
            found.add(name)
            asked.extend((name.rpartition(".")[0], *imports(name)))
    return frozenset(found)


def _imports(text: str, pattern: re.Pattern[str], package: str = "") -> Iterator[str]:
    """What a module of a package imports; of `from a import b` both `a` and `a.b`, which may be a module."""
    for module, in_brackets, on_the_line, plain in pattern.findall(text):
        given = in_brackets or on_the_line
        base = f"{package}.{module.lstrip('.')}".rstrip(".") if module.startswith(".") else module
        if base:
            yield from (base, *(f"{base}.{name.split()[0]}" for name in given.split(",") if name.strip()))
        yield from (name.split()[0] for name in plain.split(",") if name.strip())


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def module_of(path: PurePath) -> str:
    """The dotted name of the module in a file."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _pack(
    out: Path,
    root: Path,
    compiles: Callable[[str], bool],
    *,
    without: Iterable[str] = (),
) -> None:
    """Packs the files under a folder, uncompressed, since the whole is compressed as one; the same bytes each time."""
    left_out = frozenset(without)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, path in _files(root):
            if left_out & {str(name), *map(str, name.parents)}:
                continue
            if name.suffix == ".py" and compiles(module_of(name)):
                archive.writestr(_entry(f"{name}c"), _compiled(path.read_bytes(), str(name)))
            else:
                archive.writestr(_entry(str(name)), path.read_bytes())


def _files(root: Path) -> Iterator[tuple[PurePosixPath, Path]]:
    """The files under a folder that are not compiled, by their path in it."""
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        yield PurePosixPath(path.relative_to(root).as_posix()), path


def _entry(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, _STAMP)


def _compiled(source: bytes, name: str) -> bytes:
    """The byte code of a module, which carries no time and is never compared with a source.

    What is written for its readers is left out, and of which lines it is made: these are a sixth of what is carried.
    """
    code = _without_lines(compile(_undocumented(source), name, "exec", dont_inherit=True))
    return MAGIC_NUMBER + _UNCHECKED + bytes(8) + marshal.dumps(code)


def _undocumented(source: bytes) -> ast.Module:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass(lineno=1, col_offset=0)]
    return tree


def _without_lines(code: CodeType) -> CodeType:
    inner = (_without_lines(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=tuple(inner))
