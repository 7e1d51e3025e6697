"""G8.44: a Network Party above the threshold goes through its sequence of three years."""

from datetime import date

from sec_rules.lang import Answers, Clause, Evidence, Limb, Mark, Repeats, Standing, Version, Words
from sec_rules.rulebook.facts import (
    first_year,
    fourth_year_on,
    network_party,
    network_premises,
    second_year,
    third_year,
)
from sec_rules.rulebook.outcomes import FULL, VERIFICATION
from sec_rules.rulebook.questions import assessment
from sec_rules.rulebook.sources import RECOLLECTION, SECURITY_ASSESSMENTS, SLIDES_2016

CLAUSE = Clause(
    label="G8.44",
    title="Network Parties above the threshold",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "41b7a11b795f44e50683126e84d805d2087e701bf07bcd06c96e3aae21010f5b"),
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
                    applies=network_party & network_premises.exceeds(250_000),
                    limbs=(
                        Limb("(a)", first_year, VERIFICATION),
                        Limb("(b)", second_year, VERIFICATION),
                        Limb("(c)", third_year, FULL),
                        Limb("(d)", fourth_year_on, Repeats("(a)", "(c)")),
                    ),
                ),
            ),
        ),
    ),
)
