"""G8.46: premises on Shared Resources count for G8.44 and G8.45, until SECMP0044.

P is the number of premises of the User's own network, S that of other Users with which it shares Shared Resources.
That there was such a clause is recollected with low confidence, so every answer that turns on it is in doubt.
"""

from datetime import date

import pytest

from sec_rules.clauses.g8.g8_46 import CLAUSE
from sec_rules.errors import DayError
from sec_rules.lang import Deems, Mark
from sec_rules.loading import load
from sec_rules.rulebook.outcomes import SELF, VERIFICATION

FIRST_DAY, LAST_DAY, CEASED = date(2017, 1, 1), date(2018, 11, 28), date(2018, 11, 29)
SMALL, LARGE = ("G8.45(a)",), ("G8.44(a)",)
LOW_CONFIDENCE = (
    "G8.46",
    "That premises of other Network Parties on Shared Resources were counted is recollected with low confidence, and "
    "here they decide.",
)


def networks(ask, on, p, s, **more):
    return ask(on, network_party=True, network_premises=p, shared_network_premises=s, **more)


INCLUDED = "that number shall be deemed to include the number of Domestic Premises supplied"
COUNTED = [
    # The 250,000 of G8.44 and G8.45: below, at, above, with one premises shared and with all of them shared.
    (249_998, 1, SMALL, ()),
    (249_999, 1, SMALL, ()),
    (250_000, 1, LARGE, (LOW_CONFIDENCE,)),
    (0, 249_999, SMALL, ()),
    (0, 250_000, SMALL, ()),
    (0, 250_001, LARGE, (LOW_CONFIDENCE,)),
    # Above the threshold without them, they decide nothing.
    (250_001, 1, LARGE, ()),
]


@pytest.mark.parametrize("on", [FIRST_DAY, LAST_DAY], ids=str)
@pytest.mark.parametrize(("p", "s", "because", "doubts"), COUNTED)
def test_shared_premises_are_counted_while_the_clause_stands(ask, quoted, on, p, s, because, doubts):
    assert quoted("G8.46", on, INCLUDED)
    found = networks(ask, on, p, s)
    assert (found.because, found.outcome, found.doubts) == (because, VERIFICATION, doubts)


@pytest.mark.parametrize(("p", "s"), [(250_000, 1), (0, 250_001), (0, 1_000_000_000)])
def test_they_are_not_from_the_day_on_which_it_ceased(ask, p, s):
    found = networks(ask, CEASED, p, s)
    assert found.because == SMALL
    assert LOW_CONFIDENCE not in found.doubts


@pytest.mark.parametrize(("p", "s", "because"), [(200_000, 50_001, ("G8.44(b)",)), (200_000, 50_000, ("G8.45(b)",))])
def test_it_reaches_both_clauses_that_it_names(ask, quoted, p, s, because):
    assert quoted("G8.46", LAST_DAY, "for the purposes of Sections G8.44 and G8.45")
    assert networks(ask, LAST_DAY, p, s, years_since_initial=2).because == because


def test_it_reaches_no_supplier_party(ask, quoted):
    assert not quoted("G8.46", LAST_DAY, "G8.41")
    found = ask(LAST_DAY, supplier_party=True, domestic_premises=250_000, shared_network_premises=1_000_000_000)
    assert (found.because, found.doubts) == (("G8.42(a)",), ())


def test_domestic_premises_that_suppliers_share_do_not_count_for_a_network_party(ask, quoted):
    assert quoted("G8.46", LAST_DAY, "is the Electricity Distributor and/or the Gas Transporter.")
    found = networks(ask, LAST_DAY, 250_000, 0, shared_supplier_premises=1_000_000_000)
    assert (found.because, found.doubts) == (SMALL, ())


def test_a_network_party_that_shares_is_assessed_lighter_from_the_day_it_ceased(ask):
    assert networks(ask, LAST_DAY, 200_000, 50_001, years_since_initial=2).outcome == VERIFICATION
    assert networks(ask, CEASED, 200_000, 50_001, years_since_initial=2).outcome == SELF


def test_it_stands_from_the_first_day_of_2017_to_the_day_before_secmp0044(ask):
    assert [CLAUSE.on(day) is not None for day in (FIRST_DAY, LAST_DAY, CEASED)] == [True, True, False]
    assert "G8.46" in {clause.label for clause, _ in load().standing(LAST_DAY)}
    assert "G8.46" not in {clause.label for clause, _ in load().standing(CEASED)}
    with pytest.raises(DayError):
        networks(ask, date(2016, 12, 31), 1, 1)


def test_it_answers_nothing_by_itself(ask):
    assert [type(rule) for rule in CLAUSE.versions[0].rules] == [Deems]
    assert not any("G8.46" in c for c in networks(ask, LAST_DAY, 0, 250_001).because)


def test_nothing_of_it_rests_on_more_than_recollection():
    version = CLAUSE.versions[0]
    assert {e.mark for e in version.evidence} == {Mark.RECOLLECTED}
    assert {e.mark for doubt in version.doubts for e in doubt.evidence} == {Mark.RECOLLECTED}
    assert str(CLAUSE.ceased_by) == "SECMP0044 (the day is unverified)"
