"""Every modification that clauses and invariants rest on, named once.

No day of decision is known of any of them. A title is in our own words where the official one is not to hand.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from sec_rules.lang import Mark, Modification

# In force with the release of November 2018 or that of February 2019; the earlier is taken.
SECMP0044: Final = Modification(
    reference="SECMP0044",
    title="each supplier on a Shared Resource counts only its own premises",
    implemented=date(2018, 11, 29),
    mark=Mark.RECOLLECTED,
)
SECMP0059: Final = Modification(
    reference="SECMP0059",
    title="Amendments to SEC Security Assessments for Non-Domestic Suppliers and Other Users",
    implemented=date(2019, 2, 28),
)
MP091: Final = Modification(
    reference="MP091", title="the assurance statuses are renamed", implemented=date(2020, 2, 27)
)
MP203: Final = Modification(
    reference="MP203", title="triage facilities are assessed apart", implemented=date(2022, 11, 3)
)
