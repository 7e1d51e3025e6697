"""G8.47: a User that is neither a Supplier Party nor a Network Party goes through a sequence of three years."""

from datetime import date

from sec_rules.lang import Answers, Clause, Evidence, Limb, Mark, Repeats, Standing, Transition, Version, Words
from sec_rules.rulebook.facts import first_year, fourth_year_on, neither_supplier_nor_network, second_year, third_year
from sec_rules.rulebook.modifications import SECMP0059
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment
from sec_rules.rulebook.sources import (
    CONTROLS_FRAMEWORK,
    RECOLLECTION,
    SECMP0059_PAGE,
    SECURITY_ASSESSMENTS,
    SLIDES_2016,
)

CLAUSE = Clause(
    label="G8.47",
    title="Users that are neither Supplier Party nor Network Party",
    versions=(
        Version(
            in_force=date(2019, 2, 28),
            brought_in_by=SECMP0059,
            words=Words("2019-02-28", "68f0143ff4ce6aea53a883cd49db47e4f6bf5fe81d734381be30bfb6f29a39b9"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(
                    SECMP0059_PAGE, "a verification in the first year, in place of a self-assessment", Mark.PUBLISHED
                ),
                Evidence(CONTROLS_FRAMEWORK, "the assessment of each year", Mark.PUBLISHED),
            ),
            rules=(
                Answers(
                    question=assessment,
                    applies=neither_supplier_nor_network,
                    limbs=(
                        Limb("(a)", first_year, VERIFICATION),
                        Limb("(b)", second_year, SELF),
                        Limb("(c)", third_year, FULL),
                        Limb("(d)", fourth_year_on, Repeats("(a)", "(c)")),
                    ),
                ),
            ),
            transition=Transition(
                says="Whether a User in mid-cycle on 28 February 2019 goes by the new text at once or by the old one "
                "to the end of its cycle is not settled.",
                governs=None,
                evidence=(Evidence(RECOLLECTION, "no transitional provision is known", Mark.RECOLLECTED),),
            ),
        ),
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "adfc2823e599b056915241cc911de4ae94a6c4008ad561c66e07aa8a51d8caf6"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(SECURITY_ASSESSMENTS, "the assessment of each year", Mark.PUBLISHED),
                Evidence(SLIDES_2016, "the cycles before 2019", Mark.PUBLISHED),
            ),
            rules=(
                Answers(
                    question=assessment,
                    applies=neither_supplier_nor_network,
                    limbs=(
                        Limb("(a)", first_year, SELF),
                        Limb("(b)", second_year, SELF),
                        Limb("(c)", third_year, FULL),
                        Limb("(d)", fourth_year_on, Repeats("(a)", "(c)")),
                    ),
                ),
            ),
        ),
    ),
)
