"""G8.40: each User is assessed every year; by when, for what the assessor carries out."""

from datetime import date

from sec_rules.lang import Answers, Clause, Doubt, Evidence, Limb, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import (
    assessment_day,
    last_day_of_year,
    third_of_three,
    twelve_months_on,
    verification_or_full_due,
)
from sec_rules.rulebook.outcomes import IN_TIME, LATE
from sec_rules.rulebook.questions import latest_date
from sec_rules.rulebook.sources import CONTROLS_FRAMEWORK, RECOLLECTION, SECURITY_ASSESSMENTS

CLAUSE = Clause(
    label="G8.40",
    title="The annual duty",
    versions=(
        Version(
            in_force=date(2019, 8, 1),
            brought_in_by="practice announced for this day",
            words=Words("2019-08-01", "f9c7d46b161f1bb91cac07c03a1a7318e0650f812b7f3d470d733c087e12bc60"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(SECURITY_ASSESSMENTS, "an assessment every year after entry", Mark.PUBLISHED),
                Evidence(
                    CONTROLS_FRAMEWORK,
                    "from 1 August 2019 the third-year assessment falls within 12 months of the end of "
                    "second-year fieldwork",
                    Mark.PUBLISHED,
                ),
                Evidence(RECOLLECTION, "the number of the clause", Mark.RECOLLECTED),
            ),
            rules=(
                Answers(
                    question=latest_date,
                    applies=verification_or_full_due,
                    limbs=(
                        Limb("(a)", ~third_of_three & assessment_day.is_at_most(last_day_of_year), IN_TIME),
                        Limb("(a)", ~third_of_three & assessment_day.exceeds(last_day_of_year), LATE),
                        Limb("(b)", third_of_three & assessment_day.is_at_most(twelve_months_on), IN_TIME),
                        Limb("(b)", third_of_three & assessment_day.exceeds(twelve_months_on), LATE),
                    ),
                ),
            ),
            doubts=(
                Doubt(
                    unsure="Whether the year in which an assessment is due is a calendar year or a rolling "
                    "one is not settled.",
                    when=~third_of_three,
                    evidence=(Evidence(SECURITY_ASSESSMENTS, "each year, without more", Mark.PUBLISHED),),
                ),
                Doubt(
                    unsure="Within twelve months of the fieldwork but after the end of the year: whether the "
                    "year still bounds the third-year assessment is not settled, and the twelve months"
                    " are practice.",
                    when=third_of_three & assessment_day.exceeds(last_day_of_year),
                    evidence=(Evidence(CONTROLS_FRAMEWORK, "the twelve months, as practice", Mark.PUBLISHED),),
                ),
            ),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "cfcd18fbcc76bfa19e259c35f5ab2758617df8cf78322a808837550daf0075cf"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(SECURITY_ASSESSMENTS, "an assessment every year after entry", Mark.PUBLISHED),
                Evidence(RECOLLECTION, "the number of the clause", Mark.RECOLLECTED),
            ),
            rules=(
                Answers(
                    question=latest_date,
                    applies=verification_or_full_due,
                    limbs=(
                        Limb("", assessment_day.is_at_most(last_day_of_year), IN_TIME),
                        Limb("", assessment_day.exceeds(last_day_of_year), LATE),
                    ),
                ),
            ),
            doubts=(
                Doubt(
                    unsure="Whether the year in which an assessment is due is a calendar year or a rolling "
                    "one is not settled.",
                    evidence=(Evidence(SECURITY_ASSESSMENTS, "each year, without more", Mark.PUBLISHED),),
                ),
            ),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
    ),
)
