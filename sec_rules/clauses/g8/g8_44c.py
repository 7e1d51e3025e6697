"""G8.44C: a citation on record that is no clause we hold; it leads to G8.44(c)."""

from datetime import date

from sec_rules.lang import Clause, Evidence, Mark, Reading, Redirects, Standing, Version, Words
from sec_rules.rulebook.sources import CONSULTATION, RECOLLECTION

CLAUSE = Clause(
    label="G8.44C",
    title="a citation on record",
    versions=(
        Version(
            in_force=date(2017, 1, 1),
            brought_in_by="a consultation response",
            words=Words("2017-01-01", "572cebe49059055e3bbc5d02c70e953b0cadb347f007e4c0ab76f478924000fc"),
            standing=Standing.RECONSTRUCTED,
            evidence=(
                Evidence(
                    CONSULTATION,
                    'E.ON cites "G8.44C", with a double space between "User" and "Security"',
                    Mark.INFERRED,
                ),
            ),
            rules=(
                Redirects(
                    to="G8.44(c)",
                    readings=(
                        Reading(
                            "G8.44(c)",
                            "paragraph (c) of G8.44, cited with a capital",
                            (
                                Evidence(
                                    CONSULTATION,
                                    'the words "User Security" with the double space stand in an outcome of a limb',
                                    Mark.INFERRED,
                                ),
                            ),
                        ),
                        Reading(
                            "G8.44C",
                            "a clause that the proposed text inserted after G8.44; a C implies an A and a B, perhaps "
                            "the separate test of 50,000 and the combined equation",
                            (
                                Evidence(
                                    RECOLLECTION,
                                    "a capital suffix is how the Code numbers insertions",
                                    Mark.RECOLLECTED,
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
)
