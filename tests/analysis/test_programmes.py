"""What falls due year by year, in words."""

import pytest

from sec_rules.analysis.programmes import Due, Programme
from sec_rules.rulebook.outcomes import FULL, SELF

NOTHING, CLASH = Due(None), Due(None, ("G8.41", "G8.42"))
FULLY, SELVES = Due(FULL, ("G8.41",)), Due(SELF, ("G8.42(b)",))


@pytest.mark.parametrize(
    ("programme", "said"),
    [
        (Programme((), (FULLY,)), "a Full User Security Assessment every year"),
        # That no provision answers is another thing than that two do.
        (Programme((), (NOTHING,)), "none in any year"),
        (Programme((), (CLASH,)), "no single answer in any year"),
        (Programme((), (NOTHING,), yearly=False), "none"),
        (Programme((), (CLASH,), yearly=False), "no single answer"),
        (
            Programme((CLASH,), (NOTHING,)),
            "no single answer in the first year, then none",
        ),
        (
            Programme((), (SELVES, FULLY)),
            "a User Security Self-Assessment and a Full User Security Assessment in turn, year after year",
        ),
        (
            Programme((), (FULLY, SELVES, SELVES)),
            "a Full User Security Assessment in the first of every three years and a User Security Self-Assessment in "
            "the second and third",
        ),
    ],
)
def test_a_programme_says_in_which_years_what_falls_due(programme: Programme, said: str) -> None:
    assert programme.in_a_sentence == said


def test_what_falls_due_in_a_year_is_counted_from_the_first() -> None:
    programme = Programme((CLASH, NOTHING), (FULLY, SELVES))
    assert [programme.in_year(year) for year in range(1, 7)] == [CLASH, NOTHING, FULLY, SELVES, FULLY, SELVES]
    assert programme.in_year(1).because == CLASH.because
