"""The reader's own copies of official words, kept in a folder of the user's and never in the package.

The folder is that of SEC_RULES_DATA, else the user data folder of the system (by platformdirs, where it is installed).
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Final, Literal

from attrs import asdict, frozen

from sec_rules._files import make_folder, write
from sec_rules.errors import CodeError, ExtraError

Meaning = Literal["same", "other", "unread"]
VARIABLE: Final = "SEC_RULES_DATA"


@frozen
class AdoptedClause:
    """The official words of a clause, what they were found to mean beside our rule, and the hash of that rule.

    `moved` is the label under which we hold that meaning, where it is another.
    """

    words: str
    meaning: Meaning
    why: str
    rule: str
    moved: str = ""


@frozen
class AdoptedText:
    """A file that was adopted: its name and SHA-256, the day on which its words stand, and its clauses by label."""

    on: date
    name: str
    sha256: str
    clauses: dict[str, AdoptedClause]


def folder() -> Path | None:
    """Where copies are kept; None where neither the variable is set nor platformdirs installed."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given) / "adopted"
    try:
        from platformdirs import user_data_path
    except ImportError:
        return None
    return user_data_path("sec-rules", appauthor=False) / "adopted"


def keep(text: AdoptedText) -> Path:
    """Keeps a copy, whole or not at all, and gives its place; one of the same day is replaced.

    Raises `ExtraError` where no folder is known, `DocumentError` where it cannot be written.
    """
    where = folder()
    if where is None:
        raise ExtraError(
            f"adopt keeps its copy in a user data folder, which platformdirs finds: pip install 'sec-rules[adopt]', or "
            f"set {VARIABLE} to a folder."
        )
    target = where / f"{text.on}.json"
    data = asdict(text) | {"on": text.on.isoformat(), "schema_version": 1}
    make_folder(where)
    # A copy of the same day is what is replaced here, and nothing else is read.
    write(target, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8"), inputs=())
    return target


def forget(on: date) -> bool:
    """Removes the copy of a day; False where there was none."""
    where = folder()
    target = where / f"{on}.json" if where is not None else None
    if target is None or not target.is_file():
        return False
    target.unlink()
    return True


def copies(where: Path) -> tuple[Path, ...]:
    """The copies in a folder, oldest day first, or the one that is named; none where there is no such folder."""
    return (where,) if where.is_file() else tuple(sorted(where.glob("*.json")))


def read(path: Path) -> AdoptedText:
    """A copy. `CodeError` where it is damaged."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        clauses = {label: AdoptedClause(**clause) for label, clause in data["clauses"].items()}
        return AdoptedText(date.fromisoformat(data["on"]), str(data["name"]), str(data["sha256"]), clauses)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise CodeError(f"The adopted copy '{path.name}' is damaged; adopt the file again, or delete it.") from None
