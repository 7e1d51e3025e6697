"""What polars and the system say of files, in a sentence of ours."""

import errno
from pathlib import Path

import pytest

from sec_rules.answers.portfolio.read_errors import unreadable


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError("parquet: underlying IO error: No space left on device (os error 28)"), "there is no space left"),
        (OSError(errno.EACCES, "Permission denied"), "or the answers not written: Permission denied."),
        (ValueError(""), "or the answers not written: ValueError."),
        (ValueError("parquet: The file must end with PAR1 or PARE"), "cannot be read as CSV: it does not end as such"),
    ],
)
def test_an_error_is_reported_in_one_sentence(error, says):
    message = str(unreadable("p.csv", "CSV", (), error))
    assert says in message
    assert message.count(".") == 2


def test_the_row_that_is_too_long_is_named_and_a_comma_in_quotes_is_none(tmp_path: Path):
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text('a,b\n1,"2,3"\n')
    second.write_text("a,b\n1,2\n1,2,3\n")
    message = str(unreadable("x", "CSV", (first, second), ValueError("found more fields than defined in 'Schema'")))
    assert "row 2 of b.csv has 3 fields, but there are 2 columns" in message
