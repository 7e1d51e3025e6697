"""What the page runs on: the parts of other projects, pinned by version and hash, fetched once into a cache.

They come by the ordinary clients, npm and pip, from wherever these are set up to fetch.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from attrs import frozen

from sec_rules import _files
from sec_rules.errors import ExtraError

# The version of Python that the runtime brings, and the platform for which wheels are made of it.
PYTHON: Final = "3.14"
PLATFORM: Final = "pyemscripten_2026_0_wasm32"
# A wheel that runs from its sources where its compiled part is for another platform; that part is left out.
_ANY_PLATFORM: Final = "manylinux2014_x86_64"
_PATIENCE: Final = 600


@frozen
class Part:
    """A part of another project: its name and version, the client that fetches it, its hash, and under which licence.

    `source` is where its sources are to be had.
    """

    name: str
    version: str
    client: Literal["npm", "pip"]
    file: str
    sha256: str
    licence: str
    source: str
    platform: str = ""


PYODIDE: Final = Part(
    "pyodide",
    "314.0.7",
    "npm",
    "pyodide-314.0.7.tgz",
    "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0",
    "MPL-2.0; with CPython 3.14 (PSF-2.0) in it",
    "https://github.com/pyodide/pyodide",
)
UNPACKER: Final = Part(
    "xz-decompress",
    "0.2.3",
    "npm",
    "xz-decompress-0.2.3.tgz",
    "b590b7ea774bd82e812d74c572d6c9fcd4abef4da752c974e8d335439f63e69c",
    "MIT; with xz-embedded (public domain) in it",
    "https://github.com/httptoolkit/xz-decompress",
)
WHEELS: Final = (
    Part(
        "z3-solver",
        "5.3.3.0",
        "pip",
        f"z3_solver-5.3.3.0-py3-none-{PLATFORM}.whl",
        "9381d9516345f53b21a8f4df243c5d608e9625aac658c3fb3975457bad260f60",
        "MIT",
        "https://github.com/Z3Prover/z3",
        PLATFORM,
    ),
    Part(
        "attrs",
        "26.1.0",
        "pip",
        "attrs-26.1.0-py3-none-any.whl",
        "c647aa4a12dfbad9333ca4e71fe62ddc36f4e63b2d260a37a8b83d2f043ac309",
        "MIT",
        "https://github.com/python-attrs/attrs",
    ),
    Part(
        "jinja2",
        "3.1.6",
        "pip",
        "jinja2-3.1.6-py3-none-any.whl",
        "85ece4451f492d0c13c5dd7c13a64681a86afae63a5f347908daf103ce6d2f67",
        "BSD-3-Clause",
        "https://github.com/pallets/jinja",
    ),
    Part(
        "markupsafe",
        "3.0.4",
        "pip",
        "markupsafe-3.0.4-cp314-cp314-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl",
        "a8e9f292fcda89b324f2f5c91d13f1424a153e40fc2756f38ee23b15835ff300",
        "BSD-3-Clause",
        "https://github.com/pallets/markupsafe",
        _ANY_PLATFORM,
    ),
    Part(
        "pypdf",
        "7.1.1",
        "pip",
        "pypdf-7.1.1-py3-none-any.whl",
        "04c5680d4b4cfa04ab505b09393fc949860c34a4dad6565284d11a2f5c3ce8b1",
        "BSD-3-Clause",
        "https://github.com/py-pdf/pypdf",
    ),
)
PARTS: Final = (PYODIDE, UNPACKER, *WHEELS)


def usual_cache() -> Path:
    """Where the parts are kept: a folder of the user's caches, as the system names it."""
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "sec-rules" / "page"


def fetched(part: Part, cache: Path) -> bytes:
    """The bytes of a part, from the cache or fetched into it.

    Raises `ExtraError` where its client is not there, cannot fetch it, or brings something else than was pinned.
    """
    path = cache / part.file
    if not path.is_file():
        _files.make_folder(cache)
        _fetch(part, cache)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != part.sha256:
        raise ExtraError(f"'{path}' is not the {part.name} {part.version} that is pinned; remove it and try again.")
    return data


def _fetch(part: Part, folder: Path) -> None:
    if part.client == "npm":
        command = ["npm", "pack", "--silent", f"{part.name}@{part.version}", "--pack-destination", str(folder)]
    else:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        command += ["--dest", str(folder), "--python-version", PYTHON, f"{part.name}=={part.version}"]
        command += ["--platform", part.platform] if part.platform else []
    run(command, f"{part.name} {part.version} cannot be fetched", needs=part.client)
    if not (folder / part.file).is_file():
        raise ExtraError(f"{part.client} fetched {part.name} {part.version} under another name than {part.file}.")


def run(command: Sequence[str], failed: str, *, needs: str) -> None:
    """Runs a program to its end. `ExtraError` where it is not there or fails; `failed` begins the sentence."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    except FileNotFoundError:
        raise ExtraError(f"{failed}: {needs} is not installed.") from None
    except subprocess.TimeoutExpired:
        raise ExtraError(f"{failed}: {needs} did not end within {_PATIENCE} seconds.") from None
    if done.returncode:
        said = [line for line in f"{done.stdout}\n{done.stderr}".splitlines() if line.strip()]
        raise ExtraError(f"{failed}: {needs} says: {said[-1][:300] if said else 'nothing'}")
