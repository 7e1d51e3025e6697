"""G8.18: what a User Security Self-Assessment is."""

from datetime import date

from sec_rules.lang import ALWAYS, Answers, Clause, Evidence, Limb, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import is_self
from sec_rules.rulebook.outcomes import BY_THE_USER
from sec_rules.rulebook.questions import assessment_content
from sec_rules.rulebook.sources import GLOSSARY_SELF, RECOLLECTION

CLAUSE = Clause(
    label="G8.18",
    title="User Security Self-Assessment",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "64d97aa0ba6d50dd60e0ec5c16ed7d487786121b7a875b1f25ee435fbe4460c0"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(GLOSSARY_SELF, "done by the User, and reviewed", Mark.PUBLISHED),
                Evidence(RECOLLECTION, "the number of the clause", Mark.RECOLLECTED),
            ),
            rules=(Answers(question=assessment_content, applies=is_self, limbs=(Limb("", ALWAYS, BY_THE_USER),)),),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
    ),
)
