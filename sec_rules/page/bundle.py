"""The page built: one HTML file with the runtime, the wheels and the package in it, and nothing that is fetched."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import lzma
import re
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sec_rules import _files
from sec_rules._version import __version__
from sec_rules.engine.legal_text import folder as legal_text
from sec_rules.page.compiling import imported, leading_from, module_of
from sec_rules.page.runtime import PARTS, PYODIDE, UNPACKER, WHEELS, fetched, run
from sec_rules.page.signs import Carried, in_signs

ENCODING: Final = "windows-1252"
_SOLVER: Final = "z3/lib/libz3.so"
# Where the page begins, and the folders whose modules are found by looking into them.
_BEGINS: Final = ("sec_rules.page.desk", "sec_rules.page.imaging", "sec_rules.notation")
_LOOKED_INTO: Final = ("sec_rules.clauses", "sec_rules.review.checks", "sec_rules.rulebook")
# Files that are no modules and that no request of the page reads.
_UNREAD: Final = ("commands", "docs", "page/front")
_UNREAD_OF_TEXTS: Final = ("drafts", "README.md", "mutations.md")
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
# Of the wheels: headers for C, a second copy of the solver, notes for installers.
_ENDINGS: Final = (".h", ".so.5.3", "RECORD", "WHEEL", "top_level.txt", "entry_points.txt", ".pyi", ".c")
_RUNTIME: Final = (
    *("pyodide.js", "pyodide.mjs", "pyodide.asm.mjs"),
    *("pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"),
)
# A greater window than that of the sixth preset would be held in memory by whatever unpacks it. The memory of the
# machine is words of four bytes, most of them places in it.
_PLAIN: Final = {"preset": 6}
_OF_MEMORY: Final = {"preset": 6, "lc": 2, "lp": 2, "pb": 2, "nice_len": 273}
# What makes a module of the machine's script; a worker takes it as one script with the rest.
_AS_MODULE: Final = ((b"export default _createPyodideModule;", b""), (b"import.meta.url", b"self.location.href"))
_SOURCE_MAP: Final = re.compile(rb"(?m)^//# sourceMappingURL=.*")
_UNPACKER: Final = "dist/package/xz-decompress.min.js"
_MAKERS: Final = {
    "compile.mjs": ("front", "compile.mjs"),
    "image.mjs": ("front", "image.mjs"),
    "compiling.py": ("compiling.py",),
}
_SCRIPTS: Final = tuple(
    f"{name}.js"
    for name in (
        *("engine", "saying", "drawing", "screen", "files", "deciding", "changing", "questions", "tools", "rulebook"),
        "page",
    )
)


def built(cache: Path, rulebook: tuple[bytes, str] | None = None) -> bytes:
    """The page as one HTML file; what it is made of is fetched into `cache`, or taken from there.

    It checks by the Smart Energy Code, or by the `rulebook` whose Python file and its name are given. Raises
    `ExtraError` where npm, pip or Node is not there, or something else is fetched than was pinned.
    """
    runtime = _of_npm(fetched(PYODIDE, cache), _RUNTIME)
    (unpacker,) = _of_npm(fetched(UNPACKER, cache), (_UNPACKER,)).values()
    wheels = {name: data for part in WHEELS for name, data in _of_wheel(fetched(part, cache))}
    package = dict(carried_package())
    solver = wheels.pop(_SOLVER)
    lock = _lock(runtime["pyodide-lock.json"])
    modules = _compiled(runtime, wheels, package, cache)
    began = _begun(runtime, modules, lock, {**wheels, **package}, cache)
    packed = {
        "scripts": gzip.compress(_scripts(unpacker, runtime), 9, mtime=0),
        "machine": _tightly(runtime["pyodide.asm.wasm"], cache),
        "solver": _tightly(solver, cache),
        **{name: _tightly(data, cache, _OF_MEMORY if name == "image" else _PLAIN) for name, data in began.items()},
    }
    return rendered({name: Carried(in_signs(data), len(data)) for name, data in packed.items()}, lock, rulebook)


def rendered(carried: Mapping[str, Carried], lock: str = "", rulebook: tuple[bytes, str] | None = None) -> bytes:
    """The page with what it carries, by name, of what is compressed; served, it carries nothing.

    It is written in `ENCODING`, in which every sign of what it carries is one byte.
    """
    book = None if rulebook is None else {"name": rulebook[1], "data": base64.b64encode(rulebook[0]).decode("ascii")}
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
    page = environment.get_template("page.html.j2").render(
        version=__version__,
        encoding=ENCODING,
        policy=_policy(script, report, texts["page.css"], alone=bool(carried)),
        styles=[Markup(report), Markup(texts["page.css"])],
        script=Markup(script),
        worker=Markup(texts["worker.js"]) if carried else "",
        carried=carried,
        lock=Markup(lock),
        rulebook=book,
        parts=PARTS,
        notices=_notices(),
    )
    return page.encode(ENCODING, "xmlcharrefreplace")


def _policy(script: str, *styles: str, alone: bool) -> str:
    """A policy under which the page asks for nothing: of a file no request at all, served only its own origin."""
    parts = {
        "default-src": "'none'",
        "script-src": f"'{_hash(script)}' 'wasm-unsafe-eval'" if alone else f"'{_hash(script)}'",
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


def _of_npm(package: bytes, names: Iterable[str]) -> dict[str, bytes]:
    """Files of a package that npm fetched, by name."""
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as archive:
        members = ((name, archive.extractfile(f"package/{name}")) for name in names)
        return {name: member.read() for name, member in members if member is not None}


def _scripts(unpacker: bytes, runtime: Mapping[str, bytes]) -> bytes:
    """What unpacks, the runtime and the script of its machine, as one script for a worker."""
    machine = runtime["pyodide.asm.mjs"]
    for found, instead in _AS_MODULE:
        machine = machine.replace(found, instead)
    # A line that names another file would have the tools of a browser look for it.
    return b"\n".join(_SOURCE_MAP.sub(b"", part) for part in (unpacker, runtime["pyodide.js"], machine))


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
    begins = (*_BEGINS, *(name for name in modules if name.startswith(_LOOKED_INTO)))
    led_to = leading_from(begins, {name: path.read_text(encoding="utf-8") for name, path in modules.items()})
    unread = {root / name for name in _UNREAD} | {legal_text() / name for name in _UNREAD_OF_TEXTS}
    for name, path in sorted(modules.items()):
        if name in led_to:
            yield path.relative_to(root.parent).as_posix(), path.read_bytes()
    for top, under in ((root, "sec_rules"), (legal_text(), "sec_rules/legal_text")):
        for path in sorted(p for p in top.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            if path.suffix != ".py" and unread.isdisjoint((path, *path.parents)):
                yield str(PurePosixPath(under, path.relative_to(top).as_posix())), path.read_bytes()


def _compiled(
    runtime: Mapping[str, bytes], wheels: Mapping[str, bytes], package: Mapping[str, bytes], cache: Path
) -> dict[str, bytes]:
    """The wheels, the standard library and this package, compiled, as an archive each."""
    also = sorted({name for path, data in package.items() if path.endswith(".py") for name in imported(data.decode())})
    libraries = f"compile_libraries(Path('/site'), Path('/library'), Path('/out'), {also!r})"
    own = "compile_package(Path('/site'), Path('/out'))"
    steps = ((wheels, libraries, ("site.zip", "library.zip")), (package, own, ("package.zip",)))
    found: dict[str, bytes] = {}
    for sources, call, wanted in steps:
        given = {"sources.zip": _archive(sources)}
        found |= _made_of(runtime, given, ("sources.zip", call), cache, *wanted)
    return found


def _begun(
    runtime: Mapping[str, bytes], modules: Mapping[str, bytes], lock: str, sources: Mapping[str, bytes], cache: Path
) -> dict[str, bytes]:
    """The memory with which the page begins, everything loaded that a check needs; what is not loaded in it; and what
    is, plainly as sources, for a browser that cannot go on from that memory.
    """
    site = {name: data for each in ("site.zip", "package.zip") for name, data in _in_archive(modules[each])}
    given = {f"site/{name}": data for name, data in site.items()}
    given |= {"python_stdlib.zip": modules["library.zip"], "lock.json": lock.encode()}
    made = _made_of(runtime, given, (), cache, "image", "loaded.json")
    loaded = frozenset(json.loads(made["loaded.json"]))
    call = f"write_plainly(Path('/site'), Path('/library'), Path('/out'), {sorted(loaded)!r})"
    given = {"sources.zip": _archive(sources)}
    plain = _made_of(runtime, given, ("sources.zip", call), cache, "plain_site.zip", "plain_library.zip")
    library = _in_archive(modules["library.zip"])
    return {
        "image": made["image"],
        "library": _archive({name: data for name, data in library if name not in loaded}),
        # A module that is loaded stays as an empty file, so that whoever looks into its folder finds its name.
        "site": _archive({name: b"" if name in loaded else data for name, data in site.items()}),
        "plain-site": plain["plain_site.zip"],
        "plain-library": plain["plain_library.zip"],
    }


def _in_archive(archive: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for name in opened.namelist():
            yield name, opened.read(name)


def _tightly(data: bytes, cache: Path, how: Mapping[str, int] = _PLAIN) -> bytes:
    """Bytes packed as tightly as can be, which takes a while; kept by what they are and how they are packed."""
    packed = [{"id": lzma.FILTER_LZMA2, **how}]
    path = cache / f"packed-{hashlib.sha256(json.dumps(packed).encode() + data).hexdigest()[:16]}.xz"
    if not path.is_file():
        _files.make_folder(cache)
        _files.write(path, lzma.compress(data, filters=packed), inputs=())
    return path.read_bytes()


def _made_of(
    runtime: Mapping[str, bytes], given: Mapping[str, bytes], how: tuple[str, ...], cache: Path, *wanted: str
) -> dict[str, bytes]:
    """What Node makes of files with the runtime, by `compile.mjs` as it is told, or by `image.mjs`.

    It is kept until what it is made of changes.
    """
    here = files("sec_rules.page")
    scripts = {name: here.joinpath(*where).read_bytes() for name, where in _MAKERS.items()}
    parts = {**scripts, **given}
    key = hashlib.sha256("\0".join((PYODIDE.sha256, *how)).encode())
    for name, data in sorted(parts.items()):
        key.update(b"%s\0%d\0%s" % (name.encode(), len(data), data))
    folder = cache / f"made-{key.hexdigest()[:16]}"
    if not all((folder / name).is_file() for name in wanted):
        for name, data in {**runtime, **parts}.items():
            _files.make_folder((folder / name).parent)
            _files.write(folder / name, data, inputs=())
        command = ["node", str(folder / ("compile.mjs" if how else "image.mjs")), str(folder), *how]
        run(command, "the modules of the page cannot be made ready", needs="node")
    return {name: (folder / name).read_bytes() for name in wanted}


def _notices() -> str:
    return files("sec_rules.page").joinpath("front", "notices.txt").read_text(encoding="utf-8")
