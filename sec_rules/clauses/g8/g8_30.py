"""G8.30: one assessment may cover all User Roles of a User."""

from datetime import date

from sec_rules.lang import ALWAYS, Answers, Clause, Doubt, Evidence, Limb, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import user_roles
from sec_rules.rulebook.outcomes import ONE_FOR_ALL, ONE_ROLE
from sec_rules.rulebook.questions import several_roles
from sec_rules.rulebook.sources import GLOSSARY_FULL, RECOLLECTION

CLAUSE = Clause(
    label="G8.30",
    title="One assessment for several User Roles",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "552bf5c2a3bf3ebaf4a642a269ab703796bb53cdb00b10f1987f95b9f3df65a4"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(GLOSSARY_FULL, "a full assessment is of each User Role", Mark.PUBLISHED),
                Evidence(
                    RECOLLECTION,
                    "that the assessor may do one assessment for several User Roles (high confidence)",
                    Mark.RECOLLECTED,
                ),
                Evidence(RECOLLECTION, "the number of the clause (medium confidence)", Mark.RECOLLECTED),
            ),
            rules=(
                Answers(
                    question=several_roles,
                    applies=ALWAYS,
                    limbs=(
                        Limb("(a)", user_roles.is_exactly(1), ONE_ROLE),
                        Limb("(b)", user_roles.exceeds(1), ONE_FOR_ALL),
                    ),
                ),
            ),
            doubts=(
                Doubt(
                    unsure="The assessor may do one assessment; nothing held says that it must. Privacy "
                    "assessments are another regime and stand apart.",
                    when=user_roles.exceeds(1),
                    evidence=(Evidence(RECOLLECTION, "the word may", Mark.RECOLLECTED),),
                ),
            ),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
    ),
)
