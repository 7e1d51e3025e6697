"""The parts of other projects: pinned, fetched once by the ordinary clients, and refused where they are others."""

from __future__ import annotations

import hashlib
import sys
import tomllib
from pathlib import Path

import pytest

from sec_rules.errors import ExtraError
from sec_rules.page import runtime
from sec_rules.page.runtime import PARTS, Part, fetched, run, usual_cache

ROOT = Path(__file__).resolve().parents[2]
DATA = b"what is fetched"
PART = Part("thing", "1.0", "pip", "thing-1.0.whl", hashlib.sha256(DATA).hexdigest(), "MIT", "https://example.org")


def brings(monkeypatch: pytest.MonkeyPatch, data: bytes, name: str = PART.file) -> list[list[str]]:
    """Lets the clients bring those bytes; gives the commands that are run."""
    ran: list[list[str]] = []

    def client(command: list[str], failed: str, *, needs: str) -> None:
        ran.append(command)
        folder = command[command.index("--dest") + 1 if needs == "pip" else command.index("--pack-destination") + 1]
        (Path(folder) / name).write_bytes(data)

    monkeypatch.setattr(runtime, "run", client)
    return ran


def test_a_part_is_fetched_once_and_then_taken_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = brings(monkeypatch, DATA)
    assert fetched(PART, tmp_path / "cache") == DATA
    assert fetched(PART, tmp_path / "cache") == DATA
    (command,) = ran
    assert command[:4] == [sys.executable, "-m", "pip", "download"]
    assert "thing==1.0" in command


def test_what_is_not_what_was_pinned_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brings(monkeypatch, b"something else")
    with pytest.raises(ExtraError, match=r"thing-1\.0\.whl' is not the thing 1\.0 that is pinned; remove it"):
        fetched(PART, tmp_path)


def test_a_part_under_another_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brings(monkeypatch, DATA, "thing-2.0.whl")
    with pytest.raises(ExtraError, match="under another name than thing-1"):
        fetched(PART, tmp_path)


def test_npm_packs_what_is_its(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = brings(monkeypatch, DATA)
    npm = Part("thing", "1.0", "npm", PART.file, PART.sha256, "MIT", "https://example.org")
    assert fetched(npm, tmp_path) == DATA
    assert ran == [["npm", "pack", "--silent", "thing@1.0", "--pack-destination", str(tmp_path)]]


def test_a_client_that_is_not_there_or_fails_is_said() -> None:
    with pytest.raises(ExtraError, match=r"^it cannot be had: no-such-client is not installed\.$"):
        run(["no-such-client"], "it cannot be had", needs="no-such-client")
    failing = [sys.executable, "-c", "import sys; print('first'); sys.exit('the last word')"]
    with pytest.raises(ExtraError, match=r"^it cannot be had: python says: the last word$"):
        run(failing, "it cannot be had", needs="python")


def test_every_part_is_pinned_and_says_its_licence() -> None:
    for part in PARTS:
        assert len(part.sha256) == 64
        assert part.version in part.file
        assert part.licence
        assert part.source.startswith("https://")


def test_the_page_carries_the_solver_that_the_command_installs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (command,) = (asked for asked in project["dependencies"] if asked.startswith("z3-solver"))
    (page,) = (part for part in PARTS if part.name == "z3-solver")
    # The newest that is taken is what pip installs.
    assert command.partition("<=")[2] == page.version


@pytest.mark.parametrize(("name", "under"), [("LOCALAPPDATA", "local"), ("XDG_CACHE_HOME", "cache")])
def test_the_cache_lies_where_the_system_keeps_caches(
    name: str, under: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv(name, str(tmp_path / under))
    assert usual_cache() == tmp_path / under / "sec-rules" / "page"
