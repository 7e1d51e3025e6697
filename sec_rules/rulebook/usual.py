"""The rulebook that is taken where none is named."""

from __future__ import annotations

from typing import Final

from sec_rules.lang.rulebooks import Rulebook
from sec_rules.rulebook.smart_energy_code import SMART_ENERGY_CODE

USUAL: Final[Rulebook] = SMART_ENERGY_CODE
