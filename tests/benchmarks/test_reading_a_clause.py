"""How long a clause of some sixty words takes to be read, the process warm and the clause new.

Run by hand: `python -m pytest tests/benchmarks/test_reading_a_clause.py -s`.
"""

from __future__ import annotations

from statistics import median
from time import process_time

from sec_rules.drafting.grammar.text_reader import read_text

MOST = 0.02
CLAUSE = (
    "G8.41 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the number "
    "of Non-Domestic Premises, in each case supplied with electricity and/or gas through one or more Smart Metering "
    "Systems for which it is the Responsible Supplier, exceeds {figure}, it shall be subject to a Full User Security "
    "Assessment in each year after the year of its initial Full User Security Assessment."
)


def test_a_clause_of_sixty_words_is_read_within_twenty_milliseconds() -> None:
    read_text(CLAUSE.format(figure="1,000"))
    times = []
    for figure in range(2_000, 2_050):
        start = process_time()
        (read,) = read_text(CLAUSE.format(figure=f"{figure:,}"))
        times.append(process_time() - start)
        assert read.whole
    print(f"median {1000 * median(times):.1f} ms, most {1000 * max(times):.1f} ms")
    assert median(times) < MOST
