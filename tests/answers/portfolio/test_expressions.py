"""What a code is held in: the narrowest that holds every code there is."""

from types import SimpleNamespace

import pytest

from sec_rules.answers.portfolio.expressions import Columns

pl = pytest.importorskip("polars")


@pytest.mark.parametrize(
    ("codes", "kind"), [(1, "Int16"), (2**15 - 1, "Int16"), (2**15 + 1, "Int64"), (2**31 + 1, "Int64")]
)
def test_a_code_is_held_in_the_narrowest_that_holds_every_code(codes: int, kind: str) -> None:
    held = Columns.kind.fget(SimpleNamespace(space=pl, cells=SimpleNamespace(size=codes)))
    assert held == getattr(pl, kind)
    # The largest code is one below how many there are.
    assert pl.Series([codes - 1, -2], dtype=held).to_list() == [codes - 1, -2]


@pytest.mark.parametrize(("codes", "kind"), [(2**15 + 1, "Int32"), (2**31 - 1, "Int32"), (2**31 + 1, "Int64")])
def test_a_code_that_tells_missing_facts_too_is_held_in_one_of_two(codes: int, kind: str) -> None:
    held = Columns.wide_kind.fget(SimpleNamespace(space=pl, cells=SimpleNamespace(wide_size=codes)))
    assert held == getattr(pl, kind)
    assert pl.Series([codes - 1, -2], dtype=held).to_list() == [codes - 1, -2]
