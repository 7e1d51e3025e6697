"""G8.46: premises on Shared Resources count for G8.44 and G8.45, until SECMP0044."""

from datetime import date

from sec_rules.lang import Clause, Deems, Doubt, Evidence, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import network_premises, shared_network_premises
from sec_rules.rulebook.modifications import SECMP0044
from sec_rules.rulebook.sources import RECOLLECTION

CLAUSE = Clause(
    label="G8.46",
    title="Shared Resources of Network Parties",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "7dc4f799571e8b445e75c4ff631ddb3f93f7bf7fa614e9aca73218a0353747ee"),
            standing=Standing.RECONSTRUCTED,
            evidence=(Evidence(RECOLLECTION, "that there was such a clause, and its number", Mark.RECOLLECTED),),
            rules=(Deems(on=("G8.44", "G8.45"), count=network_premises, includes=(shared_network_premises,)),),
            doubts=(
                Doubt(
                    unsure="That premises of other Network Parties on Shared Resources were counted is recollected "
                    "with low confidence, and here they decide.",
                    when=network_premises.is_at_most(250_000)
                    & (network_premises + shared_network_premises).exceeds(250_000),
                    evidence=(Evidence(RECOLLECTION, "a clause like G8.43 for Network Parties", Mark.RECOLLECTED),),
                ),
            ),
        ),
    ),
    ceased=date(2018, 11, 29),
    ceased_by=SECMP0044,
)
