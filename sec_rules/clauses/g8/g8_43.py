"""G8.43: premises on Shared Resources count for G8.41 and G8.42, until SECMP0044."""

from datetime import date

from sec_rules.lang import Clause, Deems, Evidence, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import domestic_premises, shared_supplier_premises
from sec_rules.rulebook.modifications import SECMP0044
from sec_rules.rulebook.sources import CONSULTATION, RECOLLECTION, SHARED_RESOURCE_USER

CLAUSE = Clause(
    label="G8.43",
    title="Shared Resources of Supplier Parties",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "9819c81dbc2ef15d981accd50f0ba427395fab7f9d5a28c207a609db6f5fab99"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(CONSULTATION, "a platform's aggregate made every supplier on it large", Mark.INFERRED),
                Evidence(SHARED_RESOURCE_USER, "what a Shared Resource is", Mark.PUBLISHED),
                Evidence(RECOLLECTION, "the number of the clause", Mark.RECOLLECTED),
            ),
            rules=(Deems(on=("G8.41", "G8.42"), count=domestic_premises, includes=(shared_supplier_premises,)),),
        ),
    ),
    ceased=date(2018, 11, 29),
    ceased_by=SECMP0044,
)
