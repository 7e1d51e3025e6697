"""Assessments in a row, counted by the words before or behind each ("first A, secondly B")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sec_rules.drafting.grammar.numbers import ORDINALS
from sec_rules.drafting.grammar.parser import Node
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.errors import LanguageError
from sec_rules.lang.number_words import UNITS

_OF_A_ROW: Final = frozenset(
    ("NTH_STEP", "BY_TURNS", "AFTER_INITIAL", "TO", "AND", "BUT", "LB", "RB", "L1", "END1", "PERIOD")
)


def refuse_marks_out_of_order(node: Node) -> None:
    """Refuses a row of assessments in which the words before or behind one count otherwise ("first A, thirdly B")."""
    steps = len(node.nodes("outcome"))
    for number, part in enumerate(node.parts):
        if isinstance(part, Phrase) and part.kind not in _OF_A_ROW:
            before = sum(isinstance(p, Node) and p.name == "outcome" for p in node.parts[:number])
            if part.parts.get("number") not in (str(before), *UNITS[before : before + 1]):
                raise LanguageError(f"'{part.text}' does not say in which year what stands before it falls due")
        if isinstance(part, Phrase) and part.kind == "NTH_STEP":
            before = sum(isinstance(p, Node) and p.name == "outcome" for p in node.parts[:number])
            following = [p for p in node.parts[number:] if isinstance(p, Node) or p.kind == "NTH_STEP"][1:2]
            leads = bool(following) and isinstance(following[0], Node) and following[0].name == "outcome"
            behind = number > 0 and isinstance(node.parts[number - 1], Node) and "year" in part.text.casefold()
            at = before if before and (behind or not leads) else before + 1
            refuse_out_of_order((part,), at, at == steps)


def refuse_out_of_order(marks: Sequence[Phrase], number: int, last: bool) -> None:
    """Refuses words before an assessment ("secondly") that count otherwise than it stands: it is the `number`-th."""
    for mark in marks:
        named = mark.parts.get("step") or mark.parts.get("step_in")
        said = ORDINALS[named.casefold()] if named else 1 if "one" in mark.parts else number
        if said != number or ("last" in mark.parts and not last):
            raise LanguageError(f"'{mark.text}' does not stand where it is in the row of assessments")
