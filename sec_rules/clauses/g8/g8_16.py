"""G8.16: what a Full User Security Assessment is."""

from datetime import date

from sec_rules.lang import ALWAYS, Answers, Clause, Evidence, Limb, Mark, Standing, Version, Words
from sec_rules.rulebook.facts import is_full
from sec_rules.rulebook.outcomes import OF_EACH_ROLE
from sec_rules.rulebook.questions import assessment_content
from sec_rules.rulebook.sources import GLOSSARY_FULL

CLAUSE = Clause(
    label="G8.16",
    title="Full User Security Assessment",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "72dc653940fb0e5c085e742e3c44d284f6a14fe5d888f6c9dc0dc60ef5bd6bae"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(
                    GLOSSARY_FULL,
                    "by the independent assessor, of compliance with G3 to G6 in each of its User Roles",
                    Mark.PUBLISHED,
                ),
            ),
            rules=(Answers(question=assessment_content, applies=is_full, limbs=(Limb("", ALWAYS, OF_EACH_ROLE),)),),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
    ),
)
