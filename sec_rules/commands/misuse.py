"""A command line that cannot be followed, as a sentence that says what is wrong with it and what was perhaps meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from sec_rules.lang.lists import joined

# What argparse says: of a value that is not among those there are, of a value left out, and of arguments left out.
_CHOICE: Final = re.compile(r"argument (?P<of>\S+): invalid choice: '?(?P<given>.*?)'? \(choose from (?P<known>.*)\)")
_NO_VALUE: Final = re.compile(r"argument (?P<of>\S+): expected (?:one|at least one) argument")
_LEFT_OUT: Final = re.compile(r"the following arguments are required: (?P<what>.*)")
_RUN_ON: Final = re.compile(r"argument -h/--help: ignored explicit argument '(?P<rest>.*)'")
_OF: Final = re.compile(r"argument (?P<of>[^\s:]+): (?P<what>.*)", re.DOTALL)
_SHORT: Final = re.compile(r"ambiguous option: (?P<given>\S+) could match (?P<known>.*)")
_COMMAND: Final = "COMMAND"
# The dashes that a word processor puts in the place of two hyphens, and what is typed in their place elsewhere.
_DASHED: Final = re.compile(r"(?:[\u2010-\u2015\u2212]+|/(?=[a-z-]+$))-?(?P<name>\w[\w-]*)")


def said(message: str, prog: str, given: Sequence[str] = ()) -> str:
    """What argparse objects to in the command line of `prog`, in plain words; `given` are the arguments so far."""
    help_ = f"See '{prog} --help'."
    if chosen := _CHOICE.fullmatch(message):
        known = re.findall(r"[\w-]+", chosen["known"])
        if chosen["of"] == _COMMAND:
            return f"There is no command '{chosen['given']}'{_meant(chosen['given'], known, f'see {prog} --help')}"
        takes = f"{chosen['of']} takes {joined(known, ' or ')}"
        return f"{takes}, not '{chosen['given']}'{_meant(chosen['given'], known)}"
    if (missing := _LEFT_OUT.fullmatch(message)) and missing["what"] == _COMMAND:
        flags = [one for one in given if one.startswith("-")]
        return unknown(flags[0], prog, ("--help", "--version")) if flags else f"Which command? {help_}"
    if missing:
        return f"'{prog}' needs {joined(missing['what'].split(', '))} too. {help_}"
    if empty := _NO_VALUE.fullmatch(message):
        return f"{empty['of']} needs a value behind it. {help_}"
    if short := _SHORT.fullmatch(message):
        return f"'{short['given']}' may be {joined(short['known'].split(', '), ' or ')}: write it in full. {help_}"
    if run_on := _RUN_ON.fullmatch(message):
        return unknown(f"-h{run_on['rest']}", prog, ("--help",))
    if about := _OF.fullmatch(message):
        return f"{about['of']}: {about['what'].rstrip('.')}. {help_}"
    return f"{message[:1].upper()}{message[1:].rstrip('.')}. {help_}"


def unknown(given: str, prog: str, flags: Iterable[str]) -> str:
    """That a flag or another argument is not known, with the flag of the command that is nearest to it."""
    return f"'{prog}' takes no '{given}'{_meant(given.partition('=')[0], flags, f'see {prog} --help')}"


def mistyped(given: Iterable[str], prog: str) -> str:
    """What is said of a flag behind a dash or a stroke in place of two hyphens; "" where there is none."""
    for one in given:
        found = _DASHED.fullmatch(one.partition("=")[0])
        if found is not None and not Path(one).exists():
            return f"'{one}' does not begin with two hyphens, as a flag of '{prog}' does: write --{found['name']}."
    return ""


def _meant(given: str, known: Iterable[str], otherwise: str = "") -> str:
    """How a sentence ends: with the nearest of what is known, else with what to do otherwise."""
    near = get_close_matches(given.lower(), list(known), n=1)
    then = f"did you mean {near[0]}?" if near else f"{otherwise}." if otherwise else ""
    return f"; {then}" if then else "."
