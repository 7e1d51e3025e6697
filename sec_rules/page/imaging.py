"""What is run inside the runtime when the page is built, and its memory then kept: the engine and the Code loaded.

The page starts from that memory, so that nothing is imported or made ready there once more. What was imported is
carried a second time only as sources, with which a browser that cannot go on from that memory starts anew; what was not
is carried as it is.
"""

from __future__ import annotations

import gc
import importlib
import linecache
import lzma
import shutil
import sys
import zipfile
import zipimport
from collections.abc import Callable
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

SITE = Path("/site")
# The solver is packed more tightly than the rest, and unpacked when something first asks for it.
_SOLVER, _UNPACKED = Path("/solver.xz"), SITE / "z3" / "lib" / "libz3.so"


class Solver:
    """Unpacks the solver when it is first imported, and lets go of what was unpacked once it runs."""

    @classmethod
    def find_spec(cls, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The solver as it is found when it is unpacked; of other names nothing."""
        if name != "z3":
            return None
        sys.meta_path.remove(cls)
        _UNPACKED.parent.mkdir(parents=True, exist_ok=True)
        with lzma.open(_SOLVER) as packed, _UNPACKED.open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked)
        _SOLVER.unlink()
        spec = PathFinder.find_spec(name)
        assert spec is not None
        assert spec.loader is not None
        spec.loader.exec_module = _letting_go(spec.loader.exec_module)  # type: ignore[method-assign, assignment]
        return spec


def _letting_go(run: Callable[[ModuleType], None]) -> Callable[[ModuleType], None]:
    def ran(module: ModuleType) -> None:
        run(module)
        _UNPACKED.unlink()

    return ran


def ready() -> None:
    """Loads the engine and the Code."""
    sys.meta_path.insert(0, Solver)
    from sec_rules.page import desk

    desk.prepare()
    if "z3" in sys.modules:
        raise RuntimeError("the solver cannot be kept in the memory with which the page begins")


def complete(library: Path, rest: Path) -> None:
    """Puts the modules of one archive into that from which the standard library is imported."""
    with zipfile.ZipFile(rest) as found, zipfile.ZipFile(library, "a") as archive:
        for name in found.namelist():
            archive.writestr(name, found.read(name))
    importlib.invalidate_caches()


def forget() -> None:
    """Forgets what is otherwise where this memory is used, and leaves little to be packed besides."""
    linecache.clearcache()
    sys.path_importer_cache.clear()
    # Where modules lie in the archive from which these were loaded; in the page it holds fewer.
    zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]
    gc.collect()
    gc.freeze()


def loaded() -> list[str]:
    """The files of the modules that are loaded, as the archives name them from which they come."""
    files = (str(getattr(module, "__file__", None)) for module in sys.modules.values())
    return sorted(file.partition(".zip/")[2] or file.removeprefix(f"{SITE}/") for file in files)
