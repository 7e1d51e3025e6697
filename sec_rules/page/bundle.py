"""The page built: one HTML file with the runtime, the wheels and the package in it, and nothing that is fetched."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sec_rules import _files
from sec_rules._version import __version__
from sec_rules.engine.legal_text import folder as legal_text
from sec_rules.page.compiling import imported, leading_from, module_of
from sec_rules.page.runtime import PARTS, PYODIDE, WHEELS, fetched, run

_SOLVER: Final = "z3/lib/libz3.so"
# Where the page begins, and the folders whose modules are found by looking into them.
_BEGINS: Final = "sec_rules.page.desk"
_LOOKED_INTO: Final = ("sec_rules.clauses", "sec_rules.review.checks", "sec_rules.rulebook")
# Files that are no modules and that no request of the page reads.
_UNREAD: Final = ("docs", "page/front")
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
# Of the wheels: headers for C, a second copy of the solver, notes for installers.
_ENDINGS: Final = (".h", ".so.5.3", "RECORD", "WHEEL", "top_level.txt", "entry_points.txt", ".pyi", ".c")
_RUNTIME: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_COMPILERS: Final = {"compile.mjs": ("front", "compile.mjs"), "compiling.py": ("compiling.py",)}
_SCRIPTS: Final = ("engine.js", "drawing.js", "questions.js", "tools.js", "page.js")


def built(cache: Path) -> str:
    """The page as one HTML file; what it is made of is fetched into `cache`, or taken from there.

    Raises `ExtraError` where npm, pip or Node is not there, or something else is fetched than was pinned.
    """
    runtime = _runtime(fetched(PYODIDE, cache))
    wheels = {name: data for part in WHEELS for name, data in _of_wheel(fetched(part, cache))}
    package = dict(carried_package())
    solver = wheels.pop(_SOLVER)
    libraries = _libraries(runtime, wheels, package, cache)
    packed = {
        "runtime": _gzipped(runtime["pyodide.mjs"]),
        "machine-glue": _gzipped(runtime["pyodide.asm.mjs"]),
        "machine": _gzipped(runtime["pyodide.asm.wasm"]),
        "library": libraries["library.zip.gz"],
        "site": libraries["site.zip.gz"],
        "solver": _solver(solver, cache),
        "package": _package(runtime, package, cache),
    }
    carried = {name: base64.b64encode(data).decode("ascii") for name, data in packed.items()}
    return rendered(carried, _lock(runtime["pyodide-lock.json"]))


def rendered(carried: Mapping[str, str], lock: str = "") -> str:
    """The page with what it carries, by name, as base64 of what is compressed; served, it carries nothing."""
    front = files("sec_rules.page").joinpath("front")
    texts = {name: front.joinpath(name).read_text(encoding="utf-8") for name in (*_SCRIPTS, "worker.js", "page.css")}
    script = "\n".join(texts[name] for name in _SCRIPTS)
    report = files("sec_rules.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=PackageLoader("sec_rules.page", "front"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2").render(
        version=__version__,
        policy=_policy(script, report, texts["page.css"], alone=bool(carried)),
        styles=[Markup(report), Markup(texts["page.css"])],
        script=Markup(script),
        worker=Markup(texts["worker.js"]) if carried else "",
        carried=carried,
        lock=Markup(lock),
        parts=PARTS,
        notices=_notices(),
    )


def _policy(script: str, *styles: str, alone: bool) -> str:
    """A policy under which the page asks for nothing: of a file no request at all, served only its own origin."""
    parts = {
        "default-src": "'none'",
        "script-src": f"'{_hash(script)}' 'wasm-unsafe-eval' blob:" if alone else f"'{_hash(script)}'",
        "worker-src": "blob:" if alone else "'none'",
        "connect-src": "'none'" if alone else "'self'",
        "style-src": " ".join(f"'{_hash(style)}'" for style in styles),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}"


def _lock(data: bytes) -> str:
    """What the runtime wants to know of packages: nothing but what it is itself."""
    return json.dumps({"info": json.loads(data)["info"], "packages": {}}, sort_keys=True)


def _runtime(package: bytes) -> dict[str, bytes]:
    """The files of the runtime, by name, from the package that npm fetched."""
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as archive:
        members = ((name, archive.extractfile(f"package/{name}")) for name in _RUNTIME)
        return {name: member.read() for name, member in members if member is not None}


def _gzipped(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _archive(found: Mapping[str, bytes]) -> bytes:
    """Files as one archive; the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(found.items()):
            archive.writestr(zipfile.ZipInfo(name, _STAMP), data)
    return out.getvalue()


def _of_wheel(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            foreign = ".cpython-" in name
            if not name.endswith(_ENDINGS) and not name.endswith("/") and not foreign:
                yield name, archive.read(name)


def carried_package() -> Iterator[tuple[str, bytes]]:
    """Of this package the modules to which the page leads, and the files that they read, by their path."""
    root = Path(str(files("sec_rules")))
    modules = {module_of(path.relative_to(root.parent)): path for path in root.rglob("*.py")}
    begins = (_BEGINS, *(name for name in modules if name.startswith(_LOOKED_INTO)))
    led_to = leading_from(begins, {name: path.read_text(encoding="utf-8") for name, path in modules.items()})
    unread = {root / name for name in _UNREAD}
    for name, path in sorted(modules.items()):
        if name in led_to:
            yield path.relative_to(root.parent).as_posix(), path.read_bytes()
    for top, under in ((root, "sec_rules"), (legal_text(), "sec_rules/legal_text")):
        for path in sorted(p for p in top.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            if path.suffix != ".py" and unread.isdisjoint(path.parents):
                yield str(PurePosixPath(under, path.relative_to(top).as_posix())), path.read_bytes()


def _libraries(
    runtime: Mapping[str, bytes], wheels: Mapping[str, bytes], package: Mapping[str, bytes], cache: Path
) -> dict[str, bytes]:
    """The wheels and the standard library, compiled and packed."""
    also = sorted({name for path, data in package.items() if path.endswith(".py") for name in imported(data.decode())})
    call = f"compile_libraries(Path('/site'), Path('/library'), Path('/out'), {also!r})"
    return _compiled(runtime, wheels, call, cache, "site.zip.gz", "library.zip.gz")


def _package(runtime: Mapping[str, bytes], package: Mapping[str, bytes], cache: Path) -> bytes:
    """This package, compiled and packed."""
    made = _compiled(runtime, package, "compile_package(Path('/site'), Path('/out'))", cache, "package.zip.gz")
    return made["package.zip.gz"]


def _solver(library: bytes, cache: Path) -> bytes:
    """The solver, more tightly packed than the rest, which takes a while; kept."""
    path = cache / f"solver-{hashlib.sha256(library).hexdigest()[:16]}.xz"
    if not path.is_file():
        _files.make_folder(cache)
        _files.write(path, lzma.compress(library, preset=9), inputs=())
    return path.read_bytes()


def _compiled(
    runtime: Mapping[str, bytes], sources: Mapping[str, bytes], call: str, cache: Path, *wanted: str
) -> dict[str, bytes]:
    """What a call of `compiling` makes of modules, packed as the names say; kept until they or the call change."""
    here = files("sec_rules.page")
    scripts = {name: here.joinpath(*where).read_bytes() for name, where in _COMPILERS.items()}
    archive = _archive(sources)
    key = hashlib.sha256(b"\0".join((PYODIDE.sha256.encode(), *scripts.values(), call.encode(), archive))).hexdigest()
    folder = cache / f"compiled-{key[:16]}"
    if not all((folder / name).is_file() for name in wanted):
        _files.make_folder(folder)
        for name, data in {**runtime, **scripts, "sources.zip": archive}.items():
            _files.write(folder / name, data, inputs=())
        command = ["node", str(folder / "compile.mjs"), str(folder), "sources.zip", call]
        run(command, "the modules of the page cannot be compiled", needs="node")
        for name in wanted:
            plain = (folder / name).with_suffix("").read_bytes()
            _files.write(folder / name, _gzipped(plain), inputs=())
    return {name: (folder / name).read_bytes() for name in wanted}


def _notices() -> str:
    return files("sec_rules.page").joinpath("front", "notices.txt").read_text(encoding="utf-8")
