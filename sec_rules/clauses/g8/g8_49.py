"""G8.49: the DCC helps with the count; it decides nothing that is asked here."""

from datetime import date

from sec_rules.lang import Clause, Evidence, Informs, Mark, Standing, Version, Words
from sec_rules.rulebook.sources import RECOLLECTION

CLAUSE = Clause(
    label="G8.49",
    title="Help with the count",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="the text held from this day by convention",
            words=Words("2017-01-01", "2bdc5ae26c7c89fdf133bf9d7ee42cc482e61879ec184b5acb0a5a7df41ff7eb"),
            standing=Standing.RECONSTRUCTED,
            evidence=(Evidence(RECOLLECTION, "the content and the number of the clause", Mark.RECOLLECTED),),
            rules=(Informs("The DCC helps with finding the number of premises; no question asked here turns on it."),),
            by_hand="its words are not of the annual table, which alone the grammar reads",
        ),
    ),
)
