"""G8.17: what a Verification User Security Assessment is."""

from datetime import date

from sec_rules.lang import ALWAYS, Answers, Clause, Evidence, Limb, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import is_verification
from sec_rules.rulebook.outcomes import OF_RISK
from sec_rules.rulebook.questions import assessment_content
from sec_rules.rulebook.sources import RECOLLECTION, SECURITY_ASSESSMENTS

CLAUSE = Clause(
    label="G8.17",
    title="Verification User Security Assessment",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "85a2e9a04b8be8a53c8c0cbe657a560792f92d5f36df1da837be7879ebf8d166"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(
                    SECURITY_ASSESSMENTS,
                    "of a material increase in risk since the last full assessment",
                    Mark.PUBLISHED,
                ),
                Evidence(RECOLLECTION, "the number of the clause", Mark.RECOLLECTED),
            ),
            rules=(Answers(question=assessment_content, applies=is_verification, limbs=(Limb("", ALWAYS, OF_RISK),)),),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
    ),
)
