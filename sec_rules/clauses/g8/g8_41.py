"""G8.41: a Supplier Party above the threshold is assessed in full every year."""

from datetime import date

from sec_rules.lang import ALWAYS, Answers, Clause, Doubt, Evidence, Limb, Mark, Standing, Transition, Version, Words
from sec_rules.rulebook.facts import domestic_premises, non_domestic_premises, supplier_party
from sec_rules.rulebook.modifications import SECMP0059
from sec_rules.rulebook.outcomes import FULL
from sec_rules.rulebook.questions import assessment
from sec_rules.rulebook.sources import CONSULTATION, RECOLLECTION, SECMP0059_PAGE, SECURITY_ASSESSMENTS

CLAUSE = Clause(
    label="G8.41",
    title="Supplier Parties above the threshold",
    versions=(
        Version(
            in_force=date(2019, 2, 28),
            brought_in_by=SECMP0059,
            words=Words("2019-02-28", "27a25fc70d2a4da6aac02f49c1be7ac1d1cfe63d374038d7b0a6a4759a61a4be"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(SECURITY_ASSESSMENTS, "a full assessment every year above the threshold", Mark.PUBLISHED),
                Evidence(SECMP0059_PAGE, "a threshold of 50,000 Non-Domestic Premises and an equation", Mark.PUBLISHED),
                Evidence(CONSULTATION, "Non-Domestic Premises times five, added to Domestic Premises", Mark.INFERRED),
                Evidence(CONSULTATION, "the sum is compared with 250,000, since 5 x 50,000 is that", Mark.INFERRED),
                Evidence(
                    RECOLLECTION,
                    "the number of the clause; which numbers the supplier tests have after SECMP0059 is unconfirmed",
                    Mark.RECOLLECTED,
                ),
            ),
            rules=(
                Answers(
                    question=assessment,
                    applies=supplier_party & (domestic_premises + 5 * non_domestic_premises).exceeds(250_000),
                    limbs=(Limb("", ALWAYS, FULL),),
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
            words=Words("2017-01-01", "4978c3b4a2bfc9316d1d2397abee35c22efc041d2010c45616b08e828b3eb920"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(
                    SECURITY_ASSESSMENTS, "the assessment of each year and the threshold of 250,000", Mark.PUBLISHED
                ),
                Evidence(CONSULTATION, "the number of the clause", Mark.INFERRED),
            ),
            rules=(
                Answers(
                    question=assessment,
                    applies=supplier_party & domestic_premises.exceeds(250_000),
                    limbs=(Limb("", ALWAYS, FULL),),
                ),
            ),
            doubts=(
                Doubt(
                    unsure="Before SECMP0059 the words did not clearly reach a supplier with no Domestic Premises of "
                    "its own; taken literally, Shared Resources alone can put it above the threshold.",
                    when=domestic_premises.is_exactly(0),
                    evidence=(Evidence(SECMP0059_PAGE, "why the modification was raised", Mark.PUBLISHED),),
                ),
            ),
        ),
    ),
)
