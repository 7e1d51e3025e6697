"""By which words what falls due begins again, and what they may repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sec_rules.drafting.grammar.parser import Node
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.errors import LanguageError
from sec_rules.lang import Limb, Repeats

_CYCLE: Final = re.compile(r"\b(?:cycle|rotation|repeating|recurring|rolling|continuous)\b", re.IGNORECASE)


def row_again(effects: Node) -> Iterator[Phrase]:
    """The words below a table or list by which each row begins again: "and thereafter to one that repeats that"."""
    for part in effects.nodes("again_row"):
        (phrase,) = outcomes_of(part)
        if phrase.kind != "REPEAT_ALL" or any(p.kind not in ("THEREAFTER", "TO") for p in part.phrases()):
            raise LanguageError(f"'{phrase.text}' stands below a list, and does not begin its sequence again")
        yield phrase


def cycle_again(cycles: Sequence[Phrase], given: Sequence[Limb]) -> tuple[Phrase, ...]:
    """The words by which paragraphs are the years of a cycle, where none of them says that it begins again."""
    for phrase in cycles:
        if "cycle_of" not in phrase.parts:
            raise LanguageError(f"'{phrase.text}' does not say how the paragraphs below it follow each other")
        if any(isinstance(limb.outcome, Repeats) for limb in given):
            return ()
        if not _CYCLE.search(phrase.text):
            raise LanguageError(f"'{phrase.text}' does not say what falls due after the last of them")
    return tuple(cycles)


def again_said(rounds: Sequence[Node]) -> tuple[Phrase, ...]:
    """The words by which a sequence begins again."""
    return tuple(phrase for node in rounds for phrase in node.phrases("ROUND")[:1])


def refuse_other_years(rounds: Sequence[Node]) -> None:
    """Refuses that a sequence begins again in years that may be others than all those behind it."""
    for phrase in (p for node in rounds for p in node.phrases() if p.kind not in ("ROUND", "THEREAFTER")):
        raise LanguageError(f"'{phrase.text}' may be other years than those after the sequence that begins again")


def outcomes_of(node: Node) -> tuple[Phrase, ...]:
    """The assessments that stand in a part of a sentence, in order."""
    return tuple(phrase for outcome in node.nodes("outcome") for phrase in outcome.phrases())


def refuse_gaps(named: Sequence[str], before: Sequence[str]) -> None:
    """Refuses paragraphs named one by one that leave out one between them."""
    if named[0] in before and named[-1] in before:
        between = before[before.index(named[0]) : before.index(named[-1]) + 1]
        if list(dict.fromkeys(between)) != list(named):
            raise LanguageError(f"it repeats {', '.join(named)}, which do not follow each other")
