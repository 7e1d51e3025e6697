"""The assurance statuses, before and after MP091 renamed two of them."""

from datetime import date

from sec_rules.lang import ALWAYS, Answers, Clause, Doubt, Evidence, Limb, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import status_approved, status_approved_subject_to, status_fourth, status_third
from sec_rules.rulebook.modifications import MP091
from sec_rules.rulebook.outcomes import FULL_AGAIN, NOT_YET, NOTHING_FURTHER, STEPS_FOLLOW
from sec_rules.rulebook.questions import status_effect
from sec_rules.rulebook.sources import MP091_PAGE, SECURITY_ASSESSMENTS

CLAUSE = Clause(
    label="G8.assurance_status",
    title="Assurance statuses (the number of the clause is not known)",
    versions=(
        Version(
            in_force=date(2020, 2, 27),
            brought_in_by=MP091,
            words=Words("2020-02-27", "8502bb71d92e82e7d9d92d9c7d53ad0bf389e9d49da8c54311e51d67bc378d7b"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(
                    MP091_PAGE,
                    "approved, approved subject to, deferred (was provisionally approved), rejected (was deferred)",
                    Mark.PUBLISHED,
                ),
                Evidence(MP091_PAGE, "after a rejection a further full assessment may be required", Mark.PUBLISHED),
            ),
            rules=(
                Answers(
                    question=status_effect,
                    applies=ALWAYS,
                    limbs=(
                        Limb("(a)", status_approved, NOTHING_FURTHER),
                        Limb("(b)", status_approved_subject_to, STEPS_FOLLOW),
                        Limb("(c)", status_third, NOT_YET),
                        Limb("(d)", status_fourth, FULL_AGAIN),
                    ),
                ),
            ),
            doubts=(
                Doubt(
                    unsure="What a Party with this status may do in the meantime is said in no source held; "
                    "before entry a full assessment must be passed (H1.10).",
                    when=~status_approved,
                    evidence=(Evidence(MP091_PAGE, "the names of the statuses, and no more", Mark.PUBLISHED),),
                ),
            ),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "1a98e56e3a243971c496633036ed7d89a0bd76502d392c3f865f08564720cac1"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(MP091_PAGE, "the earlier names of what was renamed", Mark.PUBLISHED),
                Evidence(SECURITY_ASSESSMENTS, "that a status is set after an assessment", Mark.PUBLISHED),
            ),
            rules=(
                Answers(
                    question=status_effect,
                    applies=ALWAYS,
                    limbs=(
                        Limb("(a)", status_approved, NOTHING_FURTHER),
                        Limb("(b)", status_approved_subject_to, STEPS_FOLLOW),
                        Limb("(c)", status_third, NOT_YET),
                        Limb("(d)", status_fourth, FULL_AGAIN),
                    ),
                ),
            ),
            doubts=(
                Doubt(
                    unsure="What a Party with this status may do in the meantime is said in no source held; "
                    "before entry a full assessment must be passed (H1.10).",
                    when=~status_approved,
                    evidence=(Evidence(MP091_PAGE, "the names of the statuses, and no more", Mark.PUBLISHED),),
                ),
                Doubt(
                    unsure="That a further full assessment could be required under the earlier name too is "
                    "inferred from the renaming.",
                    when=status_fourth,
                    evidence=(Evidence(MP091_PAGE, "rejected was deferred", Mark.PUBLISHED),),
                ),
            ),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
    ),
)
