"""G8.19: what a follow-up assessment is."""

from datetime import date

from sec_rules.lang import ALWAYS, Answers, Clause, Doubt, Evidence, Limb, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import is_follow_up
from sec_rules.rulebook.outcomes import OF_WHAT_WAS_FOUND
from sec_rules.rulebook.questions import assessment_content
from sec_rules.rulebook.sources import RECOLLECTION, SECURITY_ASSESSMENTS

CLAUSE = Clause(
    label="G8.19",
    title="Follow-up assessment",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "83070f66319743fcf88ab70caac8a324f676d140dba0d8110cf8c973033c0714"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(
                    SECURITY_ASSESSMENTS, "that there is a follow-up, which the annual table never sets", Mark.PUBLISHED
                ),
                Evidence(RECOLLECTION, "the number of the clause", Mark.RECOLLECTED),
            ),
            rules=(
                Answers(
                    question=assessment_content, applies=is_follow_up, limbs=(Limb("", ALWAYS, OF_WHAT_WAS_FOUND),)
                ),
            ),
            doubts=(
                Doubt(
                    unsure="What a follow-up looks at, and who does it, is said in no source held; no more is"
                    " taken here than its name says.",
                    evidence=(Evidence(RECOLLECTION, "the content of the clause", Mark.RECOLLECTED),),
                ),
            ),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
    ),
)
