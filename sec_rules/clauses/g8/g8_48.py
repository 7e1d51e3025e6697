"""G8.48: the number of premises is the one at the time when the category falls to be found."""

from datetime import date

from sec_rules.lang import ALWAYS, Answers, Clause, Evidence, Limb, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import network_party, supplier_party
from sec_rules.rulebook.outcomes import AS_IT_STANDS, NO_COUNT
from sec_rules.rulebook.questions import when_counted
from sec_rules.rulebook.sources import RECOLLECTION, SECURITY_ASSESSMENTS

CLAUSE = Clause(
    label="G8.48",
    title="When premises are counted",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "b87ba65c96ebd12d306f86b200a58cc7de0fe1e5dcb3c9b91ee6b90f24710a2c"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(SECURITY_ASSESSMENTS, "each category uses the current count (practice)", Mark.PUBLISHED),
                Evidence(RECOLLECTION, "the content and the number of the clause", Mark.RECOLLECTED),
            ),
            rules=(
                Answers(
                    question=when_counted,
                    applies=ALWAYS,
                    limbs=(
                        Limb("(a)", supplier_party | network_party, AS_IT_STANDS),
                        Limb("(b)", ~supplier_party & ~network_party, NO_COUNT),
                    ),
                ),
            ),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
    ),
)
