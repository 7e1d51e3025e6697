"""What is run when the page is built, or starts anew: the standard library made whole again."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

TRIED = """import sys
sys.path.insert(0, {library!r})
import half
from pathlib import Path
from sec_rules.page.imaging import complete
complete(Path({library!r}), Path({rest!r}))
from half import other
print(half.x, other.y)
"""


def test_modules_of_a_package_that_is_loaded_are_found_in_what_was_put_to_it(tmp_path: Path) -> None:
    library, rest = tmp_path / "library.zip", tmp_path / "rest.zip"
    for path, name, text in ((library, "half/__init__.py", "x = 1\n"), (rest, "half/other.py", "y = 2\n")):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, text)
    script = TRIED.format(library=str(library), rest=str(rest))
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ran.stderr, ran.stdout) == ("", "1 2\n")
