"""How the package describes itself where it is published: the README, whole away from the repository.

A package index shows a README alone, so links and pictures that lead to files beside it lead nowhere there. With the
address of the public repository (`repository` under `[tool.hatch.metadata.hooks.custom]`) they lead to it, and the
project's URLs are written down; without one a link becomes its text, and a picture is left out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_PICTURE = re.compile(r"!\[[^\]]*\]\((?P<target>[^)\s]+)\)\n*")
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]+)\]\((?P<target>[^)\s]+)\)")
_ELSEWHERE = re.compile(r"[a-z]+:|#")


class Description(MetadataHookInterface):
    """Writes the description and the URLs into the metadata."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Puts both into the metadata of the project."""
        repository = str(self.config.get("repository", "")).rstrip("/")
        readme = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": whole(readme, repository)}
        metadata["urls"] = urls(repository)


def urls(repository: str) -> dict[str, str]:
    """Where the project is found; nowhere where no address is given."""
    if not repository:
        return {}
    pages = f"{repository}/blob/main"
    return {
        "Repository": repository,
        "Documentation": f"{pages}/sec_rules/docs/python.md",
        "Changelog": f"{pages}/CHANGELOG.md",
        "Issues": f"{repository}/issues",
    }


def whole(readme: str, repository: str) -> str:
    """The README with links and pictures that lead somewhere wherever it is read."""

    def picture(found: re.Match[str]) -> str:
        target = found["target"]
        if _ELSEWHERE.match(target):
            return found[0]
        return found[0].replace(f"({target})", f"({repository}/raw/main/{target})") if repository else ""

    def link(found: re.Match[str]) -> str:
        target = found["target"]
        if _ELSEWHERE.match(target):
            return found[0]
        return f"[{found['text']}]({repository}/blob/main/{target})" if repository else found["text"]

    return _LINK.sub(link, _PICTURE.sub(picture, readme))
