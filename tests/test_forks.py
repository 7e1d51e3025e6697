"""A fork waits for the end of an import that another thread is in the middle of, and of no other."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")

# A thread is held in the middle of the import of a module that the child needs too.
FORKING = """
import os, signal, sys, threading, time
import sec_rules

class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == SLOW:
            begun.set()
            time.sleep(0.3)

begun = threading.Event()
sys.meta_path.insert(0, Slow())
def use():
    __import__(SLOW)
threading.Thread(target=use, daemon=True).start()
begun.wait()
child = os.fork()
if child == 0:
    signal.alarm(15)
    use()
    os._exit(0)
print(os.waitpid(child, 0)[1])
"""


@FORKS
@pytest.mark.parametrize("name", ["sec_rules.loading", "sec_rules.engine.missing_facts", "tomllib"])
def test_a_child_that_is_forked_in_the_middle_of_a_first_use_does_not_wait_for_ever(name):
    program = textwrap.dedent(FORKING).replace("SLOW", repr(name))
    assert subprocess.run([sys.executable, "-c", program], stdout=-1, check=True).stdout == b"0\n"


@FORKS
def test_a_fork_in_the_middle_of_ones_own_import_waits_for_nothing(tmp_path):
    (tmp_path / "forking.py").write_text(
        "import os, sec_rules, sec_rules.loading\nchild = os.fork()\nif not child: os._exit(0)\nos.waitpid(child, 0)\n"
    )
    told = os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path), *sys.path))}
    subprocess.run([sys.executable, "-c", "import forking"], check=True, timeout=8, env=told)
