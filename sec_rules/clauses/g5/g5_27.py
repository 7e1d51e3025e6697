"""G5.27: a live User on a Shared Resource Provider reports its Smart Metering Systems every six months."""

from datetime import date

from sec_rules.lang import ALWAYS, Answers, Clause, Doubt, Evidence, Limb, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import live_user, on_shared_resource, return_day, six_months_on
from sec_rules.rulebook.outcomes import NO_RETURN, RETURN_IN_TIME, RETURN_LATE
from sec_rules.rulebook.questions import shared_resource_return
from sec_rules.rulebook.sources import RECOLLECTION, SHARED_RESOURCE_USER

CLAUSE = Clause(
    label="G5.27",
    title="The six-monthly return",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "02fa27915c9de98373e9fafb0c44e85a559da0a43d8b9726c7ce70feaa071a22"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(
                    SHARED_RESOURCE_USER, "every six months, how many Smart Metering Systems it has", Mark.PUBLISHED
                ),
            ),
            rules=(
                Answers(
                    question=shared_resource_return,
                    applies=ALWAYS,
                    limbs=(
                        Limb("", ~(live_user & on_shared_resource), NO_RETURN),
                        Limb("", live_user & on_shared_resource & return_day.is_at_most(six_months_on), RETURN_IN_TIME),
                        Limb("", live_user & on_shared_resource & return_day.exceeds(six_months_on), RETURN_LATE),
                    ),
                ),
            ),
            doubts=(
                Doubt(
                    unsure="From which day the return has been due is not known; it is held from this day by "
                    "convention.",
                    when=live_user & on_shared_resource,
                    evidence=(Evidence(RECOLLECTION, "when it began", Mark.RECOLLECTED),),
                ),
            ),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
    ),
)
