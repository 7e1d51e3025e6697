"""G8.50: a self-assessment is submitted within thirteen months of the beginning of the previous assessment."""

from datetime import date

from sec_rules.lang import Answers, Clause, Doubt, Evidence, Limb, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import assessment_day, last_day_of_year, self_due, thirteen_months_on
from sec_rules.rulebook.outcomes import IN_TIME, LATE
from sec_rules.rulebook.questions import latest_date
from sec_rules.rulebook.sources import RECOLLECTION

CLAUSE = Clause(
    label="G8.50",
    title="Self-assessment, and its latest date",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "ceb6501609168f7fa1ef578c51107a3630dc23674028a3739675db08d3a8af60"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(
                    RECOLLECTION,
                    "in the year, and no later than 13 months after the previous assessment began (medium confidence)",
                    Mark.RECOLLECTED,
                ),
                Evidence(RECOLLECTION, "the number of the clause", Mark.RECOLLECTED),
            ),
            rules=(
                Answers(
                    question=latest_date,
                    applies=self_due,
                    limbs=(
                        Limb("", assessment_day.is_at_most(thirteen_months_on), IN_TIME),
                        Limb("", assessment_day.exceeds(thirteen_months_on), LATE),
                    ),
                ),
            ),
            doubts=(
                Doubt(
                    unsure="The thirteen months are recollected and not confirmed.",
                    evidence=(Evidence(RECOLLECTION, "the thirteen months (medium confidence)", Mark.RECOLLECTED),),
                ),
                Doubt(
                    unsure="Submitted within the thirteen months but after the end of the year: it must have "
                    "been carried out in the year, which the day of submission does not show.",
                    when=assessment_day.exceeds(last_day_of_year) & assessment_day.is_at_most(thirteen_months_on),
                    evidence=(Evidence(RECOLLECTION, "done in the year, and submitted", Mark.RECOLLECTED),),
                ),
            ),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
    ),
)
