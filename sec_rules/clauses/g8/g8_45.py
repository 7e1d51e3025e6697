"""G8.45: a Network Party at or below the threshold goes through its sequence of three years."""

from datetime import date

from sec_rules.lang import Answers, Clause, Doubt, Evidence, Limb, Mark, Repeats, Standing, Version, Words
from sec_rules.rulebook.facts import (
    first_year,
    fourth_year_on,
    network_party,
    network_premises,
    second_year,
    shared_network_premises,
    third_year,
)
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment
from sec_rules.rulebook.sources import RECOLLECTION, SECURITY_ASSESSMENTS, SLIDES_2016

CLAUSE = Clause(
    label="G8.45",
    title="Network Parties at or below the threshold",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "56df1d31f46567d1d1d967c959cd5c1e4ad19bc516b331a0e508b14313d6e617"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(
                    SECURITY_ASSESSMENTS, "the assessment of each year and the threshold of 250,000", Mark.PUBLISHED
                ),
                Evidence(SLIDES_2016, "the cycles before 2019", Mark.PUBLISHED),
                Evidence(RECOLLECTION, "the number of the clause", Mark.RECOLLECTED),
            ),
            rules=(
                Answers(
                    question=assessment,
                    applies=network_party & network_premises.is_at_most(250_000),
                    limbs=(
                        Limb("(a)", first_year, VERIFICATION),
                        Limb("(b)", second_year, SELF),
                        Limb("(c)", third_year, FULL),
                        Limb("(d)", fourth_year_on, Repeats("(a)", "(c)")),
                    ),
                ),
            ),
            doubts=(
                Doubt(
                    unsure="The day on which SECMP0044 took premises on Shared Resources out of the count is "
                    "unverified, and that they ever counted for Network Parties is recollected; had they counted, a "
                    "Network Party with so many of them that all its premises exceed 250,000 would be above the "
                    "threshold.",
                    when=network_premises.is_at_most(250_000)
                    & (network_premises + shared_network_premises).exceeds(250_000),
                    evidence=(
                        Evidence(RECOLLECTION, "a clause like G8.43 for Network Parties", Mark.RECOLLECTED),
                        Evidence(RECOLLECTION, "the November 2018 or the February 2019 release", Mark.RECOLLECTED),
                    ),
                    first_day=date(2018, 11, 29),
                    last_day=date(2019, 2, 27),
                ),
            ),
        ),
    ),
)
