"""The Smart Energy Code's own rulebook: the first, and the one that is taken where none is named."""

from __future__ import annotations

from typing import Final

from sec_rules.lang.rulebooks import Rulebook
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.deadlines import COUNTED_DAYS, DEADLINES
from sec_rules.rulebook.duties import WATCHED
from sec_rules.rulebook.facts import network_party, non_domestic_metering_points, supplier_party
from sec_rules.rulebook.questions import QUESTIONS
from sec_rules.rulebook.terminals import TERMINALS

# Its phrases are those of the grammar itself, and its clauses are modules, which `sec_rules.load` finds.
SMART_ENERGY_CODE: Final = Rulebook(
    name="sec",
    title="the Smart Energy Code",
    called="the Code",
    text_called="our unofficial text",
    questions=tuple(QUESTIONS.values()),
    parties=(supplier_party, network_party),
    facts_besides=(non_domestic_metering_points,),
    numbering="sec",
    terminals=TERMINALS,
    counted_days=COUNTED_DAYS,
    deadlines=DEADLINES,
    assumptions=ASSUMPTIONS,
    watched=WATCHED,
)
