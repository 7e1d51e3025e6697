"""Modules packed for the page: which are compiled, which are left out, and the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from importlib.machinery import SourcelessFileLoader
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from sec_rules.page.bundle import carried_package
from sec_rules.page.compiling import (
    _AT_THE_TOP,
    _LEFT_OUT,
    _imports,
    compile_libraries,
    compile_package,
    imported,
    leading_from,
    module_of,
    write_plainly,
)

LIBRARY = {
    "json/__init__.py": "from .decoder import JSONDecoder\nfrom . import scanner\n",
    "json/decoder.py": "import re\nassert True, 'kept out'\n",
    "json/scanner.py": '"""Says."""\n',
    "re.py": "def late():\n    import sre_late\n",
    "sre_late.py": "",
    "pyodide.py": "import json as j, re\n",
    "unittest/mock.py": "import json\n",
    "bdb.py": "",
    "bare.py": "x = 1\n",
}


def written(root: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def packed(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def left_out(names: Iterable[str]) -> set[str]:
    """Of some names of modules those that the page does not carry."""
    without = {name.removesuffix(".py").replace("/", ".") for name in _LEFT_OUT}
    return {name for name in names if any(name == each or name.startswith(f"{each}.") for each in without)}


def test_nothing_is_left_out_that_the_package_imports() -> None:
    own = {name: imported(data.decode()) for name, data in carried_package() if name.endswith(".py")}
    assert {name: found for name, names in own.items() if (found := left_out(names))} == {}


@pytest.mark.parametrize("library", ["attr", "attrs", "jinja2", "lark", "markupsafe", "pypdf", "z3"])
def test_nothing_is_left_out_that_a_library_imports_as_it_begins(library: str) -> None:
    spec = find_spec(library)
    assert spec is not None
    assert spec.origin is not None
    root = Path(spec.origin).parent
    found: dict[str, set[str]] = {}
    for path in root.rglob("*.py"):
        name = module_of(path.relative_to(root.parent))
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        found[name] = left_out(_imports(path.read_text(encoding="utf-8"), _AT_THE_TOP, package))
    assert found
    assert {name: names for name, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import a", {"a"}),
        ("import a.b as c, d", {"a.b", "d"}),
        ("from a import b", {"a", "a.b"}),
        ("from a.b import (c, d as e)", {"a.b", "a.b.c", "a.b.d"}),
        ("def f():\n    from a import b\n    import c", {"a", "a.b", "c"}),
        ("from a import (\n    b,\n    c as d,\n)\nimport e", {"a", "a.b", "a.c", "e"}),
        ("# import a\nx = 'import b'", set()),
    ],
)
def test_what_a_module_imports_is_found_anywhere_in_it(text: str, names: set[str]) -> None:
    assert imported(text) == names


def test_of_the_library_what_is_led_to_is_compiled_and_some_is_left_out(tmp_path: Path) -> None:
    library, site = written(tmp_path / "library", LIBRARY), written(tmp_path / "site", {"own.py": "import bare\n"})
    compile_libraries(site, library, tmp_path, also=())
    assert set(packed(tmp_path / "site.zip")) == {"own.pyc"}
    assert set(packed(tmp_path / "library.zip")) == {
        "bare.pyc", "json/__init__.pyc", "json/decoder.pyc", "json/scanner.pyc", "pyodide.pyc", "re.pyc", "sre_late.py",
    }  # fmt: skip


def test_a_name_that_is_given_besides_is_led_to(tmp_path: Path) -> None:
    library, site = written(tmp_path / "library", LIBRARY), written(tmp_path / "site", {"own.py": ""})
    compile_libraries(site, library, tmp_path, also=("sre_late",))
    names = set(packed(tmp_path / "library.zip"))
    assert "sre_late.pyc" in names
    assert "bare.py" in names


SOURCE = '''"""Of the module."""
class One:
    """Of the class."""
    def two(self):
        """Of the function."""
        return "kept"
'''


def test_modules_lose_what_is_written_for_readers_and_data_keep_their_bytes(tmp_path: Path) -> None:
    site = written(tmp_path / "site", {"own/__init__.py": SOURCE, "own/text.md": "words"})
    compile_package(site, tmp_path)
    made = packed(tmp_path / "package.zip")
    assert set(made) == {"own/__init__.pyc", "own/text.md"}
    assert made["own/text.md"] == b"words"
    code = made["own/__init__.pyc"]
    assert b"Of the" not in code
    (tmp_path / "alone.pyc").write_bytes(code)
    found: dict[str, Any] = {}
    exec(SourcelessFileLoader("alone", str(tmp_path / "alone.pyc")).get_code("alone"), found)
    assert found["One"]().two() == "kept"
    assert found["One"].__doc__ is None


def test_modules_that_are_loaded_are_written_plainly_too_and_no_others(tmp_path: Path) -> None:
    library = written(tmp_path / "library", {"json/__init__.py": SOURCE, "re.py": "x = 1\n"})
    site = written(tmp_path / "site", {"own/a.py": SOURCE, "own/b.py": "y = 2\n", "own/text.md": "words"})
    write_plainly(site, library, tmp_path, ["json/__init__.pyc", "own/a.pyc"])
    plain = {"site": packed(tmp_path / "plain_site.zip"), "library": packed(tmp_path / "plain_library.zip")}
    assert {name: set(files) for name, files in plain.items()} == {
        "site": {"own/a.py"},
        "library": {"json/__init__.py"},
    }
    found: dict[str, Any] = {}
    exec(plain["site"]["own/a.py"], found)
    assert found["One"]().two() == "kept"
    assert b"Of the" not in plain["site"]["own/a.py"] + plain["library"]["json/__init__.py"]


def test_the_same_modules_are_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for folder in ("one", "two"):
        site = written(tmp_path / folder, {"own/a.py": "x = 1\n", "own/b.py": "y = 2\n"})
        compile_package(site, tmp_path)
        made.append((tmp_path / "package.zip").read_bytes())
    assert made[0] == made[1]


def test_what_a_module_leads_to_is_found_with_the_packages_it_stands_in() -> None:
    sources = {
        "own": "", "own.first": "from own.second import (\n    third,\n)\n", "own.second": "import json\n",
        "own.second.third": "def late():\n    import own.fourth\n", "own.fourth": "import own.first\n", "own.other": "",
    }  # fmt: skip
    assert leading_from(["own.first"], sources) == frozenset(sources) - {"own.other"}


def test_a_module_is_named_by_its_file() -> None:
    assert [module_of(Path(name)) for name in ("a/b.py", "a/__init__.py")] == ["a.b", "a"]
