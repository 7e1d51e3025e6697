"""G8.42: a Supplier Party at or below the threshold goes through the sequence of three years."""

from datetime import date

from sec_rules.lang import Answers, Clause, Doubt, Evidence, Limb, Mark, Repeats, Standing, Transition, Version, Words
from sec_rules.rulebook.facts import (
    domestic_premises,
    first_year,
    fourth_year_on,
    non_domestic_premises,
    second_year,
    shared_supplier_premises,
    supplier_party,
    third_year,
)
from sec_rules.rulebook.modifications import SECMP0059
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment
from sec_rules.rulebook.sources import CONSULTATION, RECOLLECTION, SECMP0059_PAGE, SECURITY_ASSESSMENTS

CLAUSE = Clause(
    label="G8.42",
    title="Supplier Parties at or below the threshold",
    versions=(
        Version(
            in_force=date(2019, 2, 28),
            brought_in_by=SECMP0059,
            words=Words("2019-02-28", "b25a7d676dbcf5881039c2e2b0b33ba835c0b70e81a31dc5774438199479834a"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(
                    SECURITY_ASSESSMENTS, "the assessment of each year, and that equality is small", Mark.PUBLISHED
                ),
                Evidence(CONSULTATION, "Non-Domestic Premises times five, added to Domestic Premises", Mark.INFERRED),
                Evidence(
                    RECOLLECTION,
                    "the number of the clause; which numbers the supplier tests have after SECMP0059 is unconfirmed",
                    Mark.RECOLLECTED,
                ),
            ),
            rules=(
                Answers(
                    question=assessment,
                    applies=supplier_party & (domestic_premises + 5 * non_domestic_premises).is_at_most(250_000),
                    limbs=(
                        Limb("(a)", first_year, VERIFICATION),
                        Limb("(b)", second_year, SELF),
                        Limb("(c)", third_year, FULL),
                        Limb("(d)", fourth_year_on, Repeats("(a)", "(c)")),
                    ),
                ),
            ),
            transition=Transition(
                says="Whether a User in mid-cycle on 28 February 2019 goes by the new text at once or by the old one "
                "to the end of its cycle is not settled.",
                governs=None,
                evidence=(Evidence(RECOLLECTION, "no transitional provision is known", Mark.RECOLLECTED),),
            ),
        ),
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "e8c52be7b3f4a9ed9dc225521857ff576c91a72ca1ea3bb6d68535b7d6b041a5"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(
                    SECURITY_ASSESSMENTS, "the assessment of each year, and that equality is small", Mark.PUBLISHED
                ),
                Evidence(RECOLLECTION, "the number of the clause", Mark.RECOLLECTED),
            ),
            rules=(
                Answers(
                    question=assessment,
                    applies=supplier_party & domestic_premises.is_at_most(250_000),
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
                    unsure="Before SECMP0059 the words, taken literally, put a supplier with no Domestic Premises at "
                    "or below the threshold; that this was not clear is why the modification was raised.",
                    when=domestic_premises.is_exactly(0),
                    evidence=(Evidence(SECMP0059_PAGE, "why the modification was raised", Mark.PUBLISHED),),
                ),
                Doubt(
                    unsure="The day on which SECMP0044 took premises on Shared Resources out of the count is "
                    "unverified; had it not yet been in force, a supplier with so many of them that all its premises "
                    "exceed 250,000 would be above the threshold.",
                    when=domestic_premises.is_at_most(250_000)
                    & (domestic_premises + shared_supplier_premises).exceeds(250_000),
                    evidence=(
                        Evidence(CONSULTATION, "SECMP0044 had been approved by late 2018", Mark.INFERRED),
                        Evidence(RECOLLECTION, "the November 2018 or the February 2019 release", Mark.RECOLLECTED),
                    ),
                    first_day=date(2018, 11, 29),
                    last_day=date(2019, 2, 27),
                ),
            ),
        ),
    ),
)
