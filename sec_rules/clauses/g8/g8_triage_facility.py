"""A triage facility is assessed apart, from MP203."""

from datetime import date

from sec_rules.lang import ALWAYS, Answers, Clause, Evidence, Limb, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import triage_facility
from sec_rules.rulebook.modifications import MP203
from sec_rules.rulebook.outcomes import APART, NOT_APART
from sec_rules.rulebook.questions import triage
from sec_rules.rulebook.sources import MP203_PAGE

CLAUSE = Clause(
    label="G8.triage_facility",
    title="Triage facilities (the number of the clause is not known)",
    versions=(
        Version(
            in_force=date(2022, 11, 3),
            brought_in_by=MP203,
            words=Words("2022-11-03", "6095cc8aca08f5195b1c372ce206c5d33f078c4a909c0a237ec712bda741d188"),
            standing=Standing.RECONSTRUCTED,
            evidence=(Evidence(MP203_PAGE, "triage facilities are assessed apart", Mark.PUBLISHED),),
            rules=(
                Answers(
                    question=triage,
                    applies=ALWAYS,
                    limbs=(Limb("(a)", ~triage_facility, NOT_APART), Limb("(b)", triage_facility, APART)),
                ),
            ),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
    ),
)
