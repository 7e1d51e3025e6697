"""Files of other texts, which a check that is given all files of a repository leaves alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sec_rules import _files
from sec_rules.commands.draft_options import Reading, is_word
from sec_rules.errors import DocumentError

if TYPE_CHECKING:
    from sec_rules.documents.document import Document
    from sec_rules.engine.code import Code

_MARKS_OF_CHANGE: Final = re.compile(r"\{(?:\+\+|--|~~|>>|==)|(?:\+\+|--|~~|<<|==)\}")
# What a file that cannot be opened is, its beginning says.
_BEGINNING: Final = 500_000


def opened_unless_other(path: str, reading: Reading, code: Code) -> Document | None:
    """The draft in a file; None where it cannot be opened as one and is not taken for the text of the Code either.

    What is the Code's, or a Word file, or not there at all, is refused as ever.
    """
    try:
        return reading.opened(path)
    except DocumentError:
        if is_word(path) or not _is_other(Path(path), code):
            raise
        return None


def _is_other(path: Path, code: Code) -> bool:
    """Whether the text of a file, without what made it no draft, is none of the Code's."""
    from sec_rules.documents.readers.markdown import read_markdown
    from sec_rules.drafting.draft import hold_against

    try:
        begins = _files.read(path, most=_BEGINNING)
    except OSError:
        return False
    text = _MARKS_OF_CHANGE.sub("", begins.decode("utf-8", "replace")).replace("\x00", "")
    return not hold_against(read_markdown(text, path.name), code).scheme.of_the_code
