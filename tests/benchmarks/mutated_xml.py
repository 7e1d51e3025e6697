"""Parts of Word files mutated, each text by its number alone, and what the XML reader of the package makes of them.

Run by the command's Python and, as the same module, by that of the page.
"""

from __future__ import annotations

import hashlib
import random
import zipfile
from collections.abc import Iterator

from sec_rules.documents.xml import XmlError, tree

_SIGNS = (b"<", b">", b"&", b'"', b"'", b"/", b":", b"=", b" ", b"x", b"]]>", b"<!--", b"-->", b"<?", b"\x00", b"\xff",
          b"&#x41;", b"&#0;", b"\xc3", b"w:", b"xmlns", b"--", b"\xef\xbb\xbf", b"<w:p>", b"</w:p>")  # fmt: skip


def texts(archive: str, number: int) -> Iterator[bytes]:
    """So many mutated texts of the parts in an archive."""
    with zipfile.ZipFile(archive) as packed:
        parts = [packed.read(name) for name in sorted(packed.namelist())]
    for each in range(number):
        chance = random.Random(each)
        data = bytearray(parts[each % len(parts)])
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 8)] = chance.choice(_SIGNS)
        yield bytes(data)


def sums(archive: str, number: int) -> Iterator[str]:
    """A sum of what is read of each text: every tag, attribute and text; or the reason for which it is refused."""
    for data in texts(archive, number):
        try:
            said = repr([(e.tag, sorted(e.attrib.items()), e.text, e.tail) for e in tree(data).iter()])
        except XmlError as error:
            said = f"{type(error).__name__}: {error}"
        kind = "read" if said.startswith("[") else "refused"
        yield f"{kind} {hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()}"
