"""A User tells the Security Sub-Committee before it uses a second User System."""

from datetime import date

from sec_rules.lang import ALWAYS, Answers, Clause, Evidence, Limb, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import second_user_system, sub_committee_told
from sec_rules.rulebook.outcomes import NO_DUTY, TELL_FIRST, TOLD
from sec_rules.rulebook.questions import notify_second_system
from sec_rules.rulebook.sources import SECOND_SYSTEM_PAGE

CLAUSE = Clause(
    label="G8.second_user_system",
    title="Before a second User System is used (the number of the clause is not known)",
    versions=(
        Version(
            in_force=date(2019, 2, 28),
            brought_in_by="the second-User-System change",
            words=Words("2019-02-28", "794486b57b8b593a802c166ba4b600f2f8b634eb67a24cdec6624dd5f4c1c984"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(
                    SECOND_SYSTEM_PAGE,
                    "from 28 February 2019 a User tells the Security Sub-Committee before it uses a second User System",
                    Mark.PUBLISHED,
                ),
            ),
            rules=(
                Answers(
                    question=notify_second_system,
                    applies=ALWAYS,
                    limbs=(
                        Limb("(a)", ~second_user_system, NO_DUTY),
                        Limb("(b)", second_user_system & sub_committee_told, TOLD),
                        Limb("(c)", second_user_system & ~sub_committee_told, TELL_FIRST),
                    ),
                ),
            ),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
    ),
)
