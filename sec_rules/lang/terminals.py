"""What the phrases of the shared grammar stand for in the rulebook whose text speaks in them."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from sec_rules.lang.expressions import Count, YesNo
from sec_rules.lang.rules import Outcome


@frozen(kw_only=True)
class Terminals:
    """The facts and outcomes for which phrases of the grammar stand, by the names that the grammar has for those.

    `outcomes` are by the terminal of their phrase. `parties` are by the role that a phrase names, and `counts` by the
    terminal of their noun, by the role of those whose they are, and by whether they are those of others with whom
    something is shared. `duty_in` is the provision by which something falls due at all, where others say what: who is
    exempt from it is exempt altogether. A rulebook with phrases of its own has none of them.
    """

    outcomes: Mapping[str, Outcome] = field(factory=dict, eq=False)
    parties: Mapping[str, YesNo] = field(factory=dict, eq=False)
    counts: Mapping[tuple[str, str, bool], Count] = field(factory=dict, eq=False)
    duty_in: str = ""
