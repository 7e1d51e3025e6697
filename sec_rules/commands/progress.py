"""What a person at a terminal sees while something takes long: how long it has taken, and how much is written."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sec_rules._files import written_so_far
from sec_rules.commands.streams import is_terminal
from sec_rules.report.layout import visible

# Nothing is shown of what takes less than this, in seconds.
PATIENCE = 1.0


@contextmanager
def waiting(says: str, writes: Path | None = None, *, quiet: bool = False) -> Iterator[None]:
    """Tells on a terminal, and nowhere else, that something is under way; `writes` is the file being written."""
    if quiet or not is_terminal(sys.stderr):
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(says, writes, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(says: str, writes: Path | None, done: threading.Event) -> None:
    begun, shown = time.monotonic(), False
    while not done.wait(PATIENCE if not shown else 0.5):
        shown = True
        size = written_so_far(writes) if writes is not None else 0
        grown = f", {size / 1e6:,.0f} MB written" if size else ""
        sys.stderr.write(f"\r\033[K{visible(says)}: {time.monotonic() - begun:.0f} s{grown}")
        sys.stderr.flush()
    if shown:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
