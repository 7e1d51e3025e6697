"""Portfolios: a row is answered as one User is, and what cannot be is refused before any file is there."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from sec_rules.analysis.atlas import build
from sec_rules.answers.portfolio.files import assess, open_portfolio
from sec_rules.cli import main
from sec_rules.errors import DocumentError, ExtraError, PortfolioError, UsageError
from sec_rules.lang import YesNo
from sec_rules.loading import load
from sec_rules.rulebook.facts import FACTS, domestic_premises, non_domestic_premises, supplier_party
from sec_rules.rulebook.questions import assessment
from tests.beside import beside

pl = pytest.importorskip("polars")
from sec_rules.answers.portfolio import polars  # noqa: E402
from sec_rules.answers.portfolio.codes import Cells  # noqa: E402

BEFORE, AFTER = date(2019, 2, 27), date(2019, 2, 28)
REGIMES = [date(2017, 1, 1), date(2018, 11, 28), date(2018, 11, 29), BEFORE, AFTER]
DRAFT = Path(__file__).resolve().parents[3] / "legal_text" / "drafts" / "secmp0059.md"
KINDS = [".csv", ".parquet", ".arrow", ".ndjson"]
TYPES = {f.name: pl.Boolean if isinstance(f, YesNo) else pl.Int64 for f in FACTS}
USER = {
    "supplier_party": True,
    "network_party": False,
    "domestic_premises": 200_000,
    "non_domestic_premises": 10_001,
    "network_premises": 0,
    "shared_supplier_premises": 0,
    "shared_network_premises": 0,
    "years_since_initial": 1,
}


def write(frame, path):
    writers = {".csv": "write_csv", ".parquet": "write_parquet", ".arrow": "write_ipc", ".ndjson": "write_ndjson"}
    getattr(frame, writers[path.suffix])(path)
    return path


def read(path):
    readers = {".csv": pl.read_csv, ".parquet": pl.read_parquet, ".arrow": pl.read_ipc, ".ndjson": pl.read_ndjson}
    return readers[path.suffix](path)


def cells(on=AFTER, was=None):
    code = load()
    return Cells(code.regime(assessment, on), None if was is None else code.regime(assessment, was))


def run(path, out=None, on=AFTER, was=None):
    return assess(open_portfolio(str(path)), cells(on, was), load().facts(on, assessment), out)


def rows_of(path):
    return read(path).select(pl.col("outcome", "because", "undetermined", "needs", "doubts").cast(pl.String)).rows()


def asked(facts, on=AFTER):
    """The columns of one User, asked about alone."""
    found = load().ask(assessment, facts, on=on)
    return (
        found.outcome.name if found.outcome else None,
        ", ".join(found.because) or None,
        found.undetermined,
        ", ".join(found.needs) or None,
        " ".join(f"{clause}: {unsure}" for clause, unsure in found.doubts) or None,
    )


def partly(rows):
    """The rows with one fact or two missing from most of them."""
    names = list(USER)
    for number, row in enumerate(rows):
        gone = {names[number % 9]} if number % 9 < 8 else set()
        gone |= {names[number % 7]} if number % 3 == 0 else set()
        yield {name: None if name in gone else value for name, value in row.items()}


# Agreement.


@pytest.mark.parametrize("on", REGIMES)
def test_every_row_is_answered_as_one_user_is_in_every_cell_and_beside_every_figure(tmp_path, on):
    ruleset = load().ruleset(assessment, on)
    rows = [*(cell.witness for cell in build(ruleset).cells), *beside(ruleset)]
    path = write(pl.DataFrame(rows, schema=TYPES), tmp_path / "p.parquet")
    run(path, tmp_path / "o.parquet", on)
    assert rows_of(tmp_path / "o.parquet") == [asked(row, on) for row in rows]


@pytest.mark.parametrize("on", [date(2018, 11, 28), BEFORE, AFTER])
def test_a_row_with_facts_missing_is_answered_as_one_user_is(tmp_path, on):
    rows = [*partly([*beside(load().ruleset(assessment, on))][::17])]
    path = write(pl.DataFrame(rows, schema=TYPES), tmp_path / "p.parquet")
    found = run(path, tmp_path / "o.parquet", on)
    expected = [asked(row, on) for row in rows]
    assert rows_of(tmp_path / "o.parquet") == expected
    assert found.undetermined == sum(outcome is None for outcome, *_ in expected)
    assert found.doubted == sum(doubts is not None for *_, doubts in expected)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("out", KINDS)
def test_each_kind_of_file_is_read_and_written_with_its_other_columns(tmp_path, kind, out):
    rows = [USER, USER | {"domestic_premises": 7, "years_since_initial": None}, USER | {"years_since_initial": 3}]
    named = pl.DataFrame(rows, schema=TYPES).with_columns(ours=pl.Series(["a", "b,c", 'd"e']))
    run(write(named, tmp_path / f"p{kind}"), tmp_path / f"o{out}")
    assert rows_of(tmp_path / f"o{out}") == [asked(row) for row in rows]
    assert read(tmp_path / f"o{out}")["ours"].to_list() == ["a", "b,c", 'd"e']


def test_a_column_that_is_not_there_is_a_missing_fact(tmp_path):
    frame = pl.DataFrame([USER, USER | {"domestic_premises": 3}]).select("supplier_party", "domestic_premises")
    found = run(write(frame, tmp_path / "p.csv"), tmp_path / "o.csv")
    assert rows_of(tmp_path / "o.csv") == [asked(row) for row in frame.iter_rows(named=True)]
    assert found.notes == (
        "Not in the portfolio, and so missing: network_party, non_domestic_premises, network_premises, "
        "shared_supplier_premises, shared_network_premises, years_since_initial.",
    )


def test_the_day_of_the_initial_assessment_stands_for_the_years_where_nothing_else_is_missing(tmp_path):
    whole = {name: value for name, value in USER.items() if name != "years_since_initial"}
    frame = pl.DataFrame([whole | {"initial_assessment": date(AFTER.year - years, 6, 1)} for years in (1, 2, 3)])
    run(write(frame, tmp_path / "p.csv"), tmp_path / "o.csv")
    assert rows_of(tmp_path / "o.csv") == [asked(USER | {"years_since_initial": years}) for years in (1, 2, 3)]


def test_text_is_read_as_the_contract_writes_it_and_what_is_carried_through_is_not_touched(tmp_path):
    text = (
        "id,supplier_party,network_party,domestic_premises,non_domestic_premises,network_premises,years_since_initial\n"
    )
    (tmp_path / "p.csv").write_text(text + "007,true,false,250001,0,,1\n008,TRUE,,5,,,\n1e5,False,false,,,0,2\n")
    run(tmp_path / "p.csv", tmp_path / "o.csv")
    found = pl.read_csv(tmp_path / "o.csv", infer_schema=False)
    assert found["id"].to_list() == ["007", "008", "1e5"]
    assert found["because"].to_list() == ["G8.41", None, "G8.47(b)"]
    assert found["domestic_premises"].to_list() == ["250001", "5", None]


def test_many_files_are_one_portfolio_in_the_order_of_their_names(tmp_path):
    for number in (2, 1, 3):
        write(pl.DataFrame([USER | {"years_since_initial": number}], schema=TYPES), tmp_path / f"p{number}.parquet")
    for given in (tmp_path, tmp_path / "p*.parquet"):
        run(given, tmp_path.parent / "o.csv")
        assert pl.read_csv(tmp_path.parent / "o.csv")["years_since_initial"].to_list() == [1, 2, 3]


def test_a_code_of_more_cells_than_a_table_holds_is_answered_too(tmp_path, monkeypatch):
    monkeypatch.setattr(polars, "SMALL_TABLE", 5)
    rows = [*beside(load().ruleset(assessment, AFTER))][::5]
    run(write(pl.DataFrame(rows, schema=TYPES), tmp_path / "p.parquet"), tmp_path / "o.parquet")
    assert rows_of(tmp_path / "o.parquet") == [asked(row) for row in rows]


def test_a_sum_with_a_count_missing_is_answered_by_what_is_known_where_its_counts_stand_elsewhere_too(tmp_path):
    # With N given, D alone may go over 250,000 or only with 5N; which is which hangs on N itself.
    from attrs import evolve

    clause = load().clause("G8.41")
    version = clause.on(AFTER)
    weighted = (domestic_premises + 5 * non_domestic_premises).exceeds(250_000)
    rules = (evolve(version.rules[0], applies=supplier_party & weighted & domestic_premises.is_at_most(240_000)),)
    code = load().with_draft(
        [evolve(clause, versions=(evolve(version, in_force=date(2019, 3, 1), rules=rules),))], on=date(2019, 3, 1)
    )
    rows = [USER | {"domestic_premises": None, "non_domestic_premises": n} for n in (0, 1, 1_999, 2_000, 2_001, 50_001)]
    path = write(pl.DataFrame(rows, schema=TYPES), tmp_path / "p.parquet")
    regime = code.regime(assessment, date(2019, 3, 1))
    found = Cells(regime)
    assert found.exact
    assess(open_portfolio(str(path)), found, regime.known, tmp_path / "o.parquet")
    expected = [regime.answer({n: v for n, v in row.items() if v is not None}, date(2019, 3, 1)) for row in rows]
    assert read(tmp_path / "o.parquet")["undetermined"].to_list() == [answer.undetermined for answer in expected]
    assert read(tmp_path / "o.parquet")["because"].to_list() == [", ".join(a.because) or None for a in expected]


# Two sides.


def test_a_change_of_each_kind_is_reported_with_what_it_was(tmp_path):
    rows = [
        USER,
        USER | {"non_domestic_premises": 0},
        USER | {"supplier_party": False, "domestic_premises": 0, "non_domestic_premises": 0},
        USER | {"domestic_premises": 0, "non_domestic_premises": 50_001},
        {**USER, "years_since_initial": None},
    ]
    path = write(pl.DataFrame(rows, schema=TYPES), tmp_path / "p.parquet")
    found = run(path, tmp_path / "o.parquet", AFTER, BEFORE)
    written = read(tmp_path / "o.parquet").select(pl.col("was", "outcome", "direction", "was_because").cast(pl.String))
    assert written.rows() == [
        ("VERIFICATION", "FULL", "heavier", "G8.42(a)"),
        ("VERIFICATION", "VERIFICATION", None, "G8.42(a)"),
        ("SELF", "VERIFICATION", "heavier", "G8.47(a)"),
        ("VERIFICATION", "FULL", "heavier", "G8.42(a)"),
        (None, "FULL", "decided", None),
    ]
    doubts = read(tmp_path / "o.parquet")["was_doubts"].to_list()
    assert [bool(doubt) for doubt in doubts] == [False, False, False, True, False]
    assert {(t.was, t.outcome, t.direction): t.rows for t in found.tallies} == {
        ("VERIFICATION", "FULL", "heavier"): 2,
        ("SELF", "VERIFICATION", "heavier"): 1,
        (None, "FULL", "decided"): 1,
        ("VERIFICATION", "VERIFICATION", None): 1,
    }


def test_the_command_prints_the_cross_tab_of_who_changes_under_a_draft(tmp_path, capsys):
    rows = [USER, USER | {"non_domestic_premises": 0}, USER | {"supplier_party": False}]
    path = write(pl.DataFrame(rows, schema=TYPES), tmp_path / "p.parquet")
    flags = [
        "--portfolio",
        str(path),
        "--on",
        "2019-02-28",
        "--draft",
        str(DRAFT),
        "--out",
        str(tmp_path / "o.parquet"),
    ]
    assert main(["assess", *flags]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert (
        out.splitlines()[0] == "3 rows on 28 February 2019, beside the Code of 27 February 2019, without secmp0059.md."
    )
    assert [line.split() for line in out.splitlines()[3:6]] == [
        ["VERIFICATION", "FULL", "heavier", "1"],
        ["SELF", "VERIFICATION", "heavier", "1"],
        ["VERIFICATION", "VERIFICATION", "the", "same", "1"],
    ]
    assert main(["assess", *flags, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema_version"], found["rows"], found["written"]) == (2, 3, "o.parquet")
    assert found["tallies"][0] == {"was": "VERIFICATION", "becomes": "FULL", "direction": "heavier", "rows": 1}
    assert read(tmp_path / "o.parquet")["direction"].to_list() == ["heavier", None, "heavier"]


def test_without_a_draft_the_rows_of_each_outcome_are_counted_and_a_day_can_be_held_beside(tmp_path, capsys):
    path = write(pl.DataFrame([USER, USER | {"years_since_initial": 2}], schema=TYPES), tmp_path / "p.csv")
    assert main(["assess", "--portfolio", str(path), "--on", "2018-12-01"]) == 0
    printed = capsys.readouterr().out
    assert "VERIFICATION  1" in printed
    assert "SELF          1" in printed
    assert main(["assess", "--portfolio", str(path), "--on", "2019-02-28", "--was-on", "2018-12-01"]) == 0
    assert "beside the Code of 1 December 2018." in capsys.readouterr().out


# Rows that cannot be.

IMPROPER = [
    (pl.Series("domestic_premises", [-1]), "got -1"),
    (pl.Series("domestic_premises", [2**31], pl.UInt32), "got 2147483648"),
    (pl.Series("domestic_premises", [2**63], pl.UInt64), "got 9223372036854775808"),
    (pl.Series("domestic_premises", [1_000_000_001]), "got 1000000001"),
    (pl.Series("domestic_premises", [250_000.5]), "got 250000.5"),
    (pl.Series("domestic_premises", [float("inf")]), "got inf"),
    (pl.Series("domestic_premises", ["many"]), "got 'many'"),
    (pl.Series("domestic_premises", ["2e5"]), "got '2e5'"),
    (pl.Series("domestic_premises", ["250,000"]), "got '250,000'"),
    (pl.Series("domestic_premises", ["-1"]), "got '-1'"),
    (pl.Series("domestic_premises", ["1" * 30]), "got '111111111111111111111111111111'"),
    (pl.Series("domestic_premises", [True]), "got True"),
    (pl.Series("domestic_premises", [date(2020, 1, 1)]), "got datetime.date(2020, 1, 1)"),
    (pl.Series("domestic_premises", [[5]]), "got [5]"),
    (pl.Series("years_since_initial", [0]), "got 0"),
    (pl.Series("years_since_initial", [1_001]), "got 1001"),
    (pl.Series("supplier_party", ["maybe"]), "should be true or false (as text: true, yes, false, no), got 'maybe'"),
    (pl.Series("supplier_party", [1]), "should be true or false, got 1"),
]


@pytest.mark.parametrize(
    ("column", "says"), IMPROPER, ids=lambda value: value if isinstance(value, str) else value.name
)
def test_what_cannot_be_is_refused_with_its_row_and_what_it_is(tmp_path, column, says):
    frame = pl.DataFrame([USER], schema=TYPES).with_columns(column)
    with pytest.raises(PortfolioError, match=r"1 row cannot be facts of Users; nothing was written\.") as caught:
        run(write(frame, tmp_path / "p.parquet"), tmp_path / "o.parquet")
    assert caught.value.rows[0][0] == 1
    assert says in str(caught.value)
    assert [p.name for p in tmp_path.iterdir()] == ["p.parquet"]


@pytest.mark.parametrize("number", [429_496_729, 429_496_730, 858_993_460, 1_000_000_000])
def test_sums_beyond_32_bits_are_added_up_in_64(tmp_path, number):
    # 5 x 858,993,460 is 4 in 32 bits: a large supplier would be a small one.
    user = USER | {"domestic_premises": 0, "non_domestic_premises": number}
    narrow = pl.DataFrame([user], schema=TYPES).with_columns(pl.col("^.*premises$").cast(pl.Int32))
    run(write(narrow, tmp_path / "p.parquet"), tmp_path / "o.parquet")
    assert read(tmp_path / "o.parquet")["because"].to_list() == ["G8.41"]


@pytest.mark.parametrize("kind", [".csv", ".parquet"])
def test_every_bad_row_is_reported_with_all_its_problems_and_nothing_is_written(tmp_path, kind):
    rows = [USER] * 7
    rows[1] = USER | {"domestic_premises": -1, "years_since_initial": 0}
    rows[4] = USER | {"network_party": True}
    rows[6] = USER | {"network_premises": 5_000_000_000}
    (tmp_path / f"o{kind}").write_text("what was there before")
    with pytest.raises(PortfolioError) as caught:
        run(write(pl.DataFrame(rows, schema=TYPES), tmp_path / f"p{kind}"), tmp_path / f"o{kind}")
    assert [(row, len(problems)) for row, problems in caught.value.rows] == [(2, 2), (5, 1), (7, 1)]
    lines = str(caught.value).splitlines()
    assert lines[0] == "3 rows cannot be facts of Users; nothing was written."
    assert "'domestic_premises' should be a whole number" in lines[1]
    assert "'years_since_initial' should be a whole number" in lines[1]
    assert "party-categories-exclude-each-other" in lines[2]
    assert (tmp_path / f"o{kind}").read_text() == "what was there before"
    assert not list(tmp_path.glob("*.partial"))


def test_a_bad_row_of_many_files_is_reported_with_its_file(tmp_path):
    write(pl.DataFrame([USER], schema=TYPES), tmp_path / "a.csv")
    write(pl.DataFrame([USER, USER | {"domestic_premises": -1}], schema=TYPES), tmp_path / "b.csv")
    with pytest.raises(PortfolioError, match=r"b\.csv, row 2: 'domestic_premises' should be"):
        run(tmp_path)


def test_of_very_many_bad_rows_the_first_are_reported_and_the_rest_are_counted(tmp_path):
    frame = pl.DataFrame([USER | {"domestic_premises": -1}], schema=TYPES)
    with pytest.raises(PortfolioError) as caught:
        run(write(pl.concat([frame] * 1_500), tmp_path / "p.parquet"))
    assert str(caught.value).splitlines()[0].startswith("1,500 rows cannot be")
    assert str(caught.value).splitlines()[-1].strip() == "And 500 more."
    assert len(caught.value.rows) == 1_000


# Columns that cannot be.


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("a,b", "No column is a fact; facts are supplier_party,"),
        ("supplier_party,domestic_premisess", "'domestic_premisess' is no fact; did you mean 'domestic_premises'?"),
        ("supplier_party,Domestic Premises", "'Domestic Premises' is no fact; did you mean 'domestic_premises'?"),
        ("supplier_party,supplier_party", "There are two columns 'supplier_party'."),
        ("supplier_party,outcome", "There is a column 'outcome' already"),
    ],
)
def test_a_column_that_cannot_be_what_was_meant_is_refused(tmp_path, header, says):
    (tmp_path / "p.csv").write_text(f"{header}\ntrue,1\n")
    with pytest.raises(PortfolioError, match=says.replace("?", r"\?")):
        run(tmp_path / "p.csv", tmp_path / "o.csv")
    assert not (tmp_path / "o.csv").exists()


def test_a_user_that_stands_there_twice_in_a_year_is_refused_where_a_column_says_who_is_who(tmp_path):
    years = (("A", 1), ("A", 2), ("B", 1), ("A", 2))
    rows = [USER | {"user": name, "years_since_initial": year} for name, year in years]
    path = write(pl.DataFrame(rows), tmp_path / "p.csv")
    with pytest.raises(PortfolioError, match=r"there are more of A in year 2 \(2 rows\)\."):
        run(path, tmp_path / "o.csv")
    assert not (tmp_path / "o.csv").exists()
    run(write(pl.DataFrame(rows[:3]), path), tmp_path / "o.csv")
    assert (tmp_path / "o.csv").exists()


# Files that cannot be.


def test_a_file_with_no_rows_gives_a_file_with_no_rows(tmp_path):
    (tmp_path / "p.csv").write_text(",".join(USER) + "\n")
    assert run(tmp_path / "p.csv", tmp_path / "o.csv").rows == 0
    assert (tmp_path / "o.csv").read_text().startswith("supplier_party,")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("p.csv", b"", "'p.csv' is empty"),
        ("p.parquet", b"PAR1 cut off", "cannot be read as Parquet"),
        ("p.parquet", b"", "'p.parquet' is empty"),
        ("p.arrow", b"no arrow", "cannot be read as Arrow"),
        ("p.csv", b"supplier_party,domestic_premises\ntrue,1\ntrue,2,3,4\n", "cannot be read as CSV"),
        ("p.csv", b'supplier_party\n"true\n', "cannot be read as CSV"),
        ("p.xls", b"x", "'p.xls' is no portfolio that can be read; known are .csv, .parquet"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path, name, data, says):
    (tmp_path / name).write_bytes(data)
    with pytest.raises((DocumentError, PortfolioError), match=says):
        run(tmp_path / name, tmp_path / "o.csv")
    assert not (tmp_path / "o.csv").exists()


def test_a_parquet_file_that_ends_early_is_refused(tmp_path):
    whole = write(pl.DataFrame([USER] * 1_000, schema=TYPES), tmp_path / "p.parquet").read_bytes()
    (tmp_path / "p.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DocumentError, match="cannot be read as Parquet"):
        run(tmp_path / "p.parquet", tmp_path / "o.parquet")
    assert [p.name for p in tmp_path.iterdir()] == ["p.parquet"]


def test_a_file_that_is_not_there_and_a_place_that_cannot_be_written_are_refused(tmp_path):
    with pytest.raises(DocumentError, match="There is no file"):
        open_portfolio(str(tmp_path / "p.csv"))
    with pytest.raises(DocumentError, match="There is no file"):
        open_portfolio(str(tmp_path))
    path = write(pl.DataFrame([USER], schema=TYPES), tmp_path / "p.csv")
    with pytest.raises(UsageError, match="the portfolio itself"):
        run(path, path)
    with pytest.raises(UsageError, match="no file that a portfolio can be written to"):
        run(path, tmp_path / "o.xlsx")
    with pytest.raises(DocumentError, match="There is no folder"):
        run(path, tmp_path / "gone" / "o.csv")
    (tmp_path / "x.parquet").write_bytes(b"x")
    with pytest.raises(DocumentError, match="of several kinds: CSV, Parquet"):
        open_portfolio(str(tmp_path))


MISUSED = [
    (["--domestic-premises", "5", "--on", "2020-01-01"], "the facts come from its columns"),
    (["--engine", "durable", "--on", "2020-01-01"], "--engine is for one User"),
    ([], "On which day"),
    (["--draft", str(DRAFT), "--was-on", "2019-01-01"], "give either it or --was-on"),
]


@pytest.mark.parametrize(("flags", "says"), MISUSED)
def test_flags_that_do_not_go_with_a_portfolio_are_refused(tmp_path, capsys, flags, says):
    path = write(pl.DataFrame([USER], schema=TYPES), tmp_path / "p.csv")
    assert main(["assess", "--portfolio", str(path), *flags]) == 2
    assert says in capsys.readouterr().err


def test_without_polars_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    path = write(pl.DataFrame([USER], schema=TYPES), tmp_path / "p.csv")
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ExtraError, match=r"pip install 'sec-rules\[bulk\]'"):
        run(path)


# What happens in the middle.

COMMAND = [sys.executable, "-m", "sec_rules.cli", "assess", "--on", "2019-02-28"]


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A portfolio that takes a while."""
    frame = pl.DataFrame([USER, USER | {"domestic_premises": 250_001}], schema=TYPES)
    path = tmp_path_factory.mktemp("large") / "p.parquet"
    pl.concat([frame] * 16, rechunk=True).select(pl.all().repeat_by(100_000).explode()).write_parquet(path)
    return path


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are set as POSIX sets them")
def test_where_the_disk_is_full_no_file_is_left_and_a_sentence_says_so(tmp_path, large):
    import resource

    def small_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    command = [*COMMAND, "--portfolio", str(large), "--out", str(tmp_path / "o.csv")]
    ran = subprocess.run(command, capture_output=True, text=True, preexec_fn=small_files, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("sec-rules: ")
    assert "Traceback" not in ran.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="a signal is sent as POSIX sends it")
def test_an_interrupt_leaves_no_file_and_no_traceback(tmp_path, large):
    many = tmp_path / "many"
    many.mkdir()
    for number in range(6):
        os.link(large, many / f"{number}.parquet")
    command = [*COMMAND, "--portfolio", str(many), "--out", str(tmp_path / "o.csv")]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    begun = time.monotonic()
    while not list(tmp_path.glob("o.csv.*.partial")) and running.poll() is None and time.monotonic() - begun < 60:
        time.sleep(0.002)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == [many]


@pytest.mark.parametrize("kind", KINDS)
def test_rows_that_are_all_alike_are_all_counted(kind, tmp_path):
    frame = pl.DataFrame([USER] * 5, schema=TYPES).with_columns(user=pl.lit(None, pl.String))
    found = run(write(frame, tmp_path / f"p{kind}"), tmp_path / "o.csv")
    assert [(tally.outcome, tally.rows) for tally in found.tallies] == [("FULL", 5)]
    assert len(read(tmp_path / "o.csv")) == 5


def test_rows_that_are_all_bad_are_all_counted_where_a_file_would_be_written(tmp_path):
    path = tmp_path / "p.csv"
    names = [name for name in USER if not name.startswith("shared")]
    rows = [
        ",".join(str((USER | {"domestic_premises": value})[name]) for name in names) for value in ("NaN", "inf", 1.5)
    ]
    path.write_text("\n".join([",".join(names), *rows]).lower())
    with pytest.raises(PortfolioError, match=r"^3 rows cannot be facts of Users"):
        run(path, tmp_path / "o.csv")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("supplier_party,user\ntrue,A\ntrue,B,C\n", "row 2 of p.csv has 3 fields, but there are 2 columns"),
        ("domestic_premises,years_since_initial\n1,1\n250,001,1\n", "row 2 of p.csv has 3 fields"),
        ("supplier_party|user\ntrue|A\n", "parted by bars; commas, semicolons or tabs are expected"),
        ("supplier_party,user\ntrue,A\n".encode("utf-16"), "UTF-16; save it as 'CSV UTF-8"),
        ("supplier_party,user\ntrue,Caf\u00e9\n".encode("latin-1"), "it is not text in UTF-8"),
    ],
)
def test_text_of_another_form_is_reported_for_what_it_is(content, says, tmp_path):
    path = tmp_path / "p.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises((DocumentError, PortfolioError), match=says):
        run(path)


def test_a_parquet_file_that_is_cut_off_is_reported_so(tmp_path):
    path = write(pl.DataFrame([USER], schema=TYPES), tmp_path / "p.parquet")
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(DocumentError, match="it is cut off or of another kind"):
        run(path)


def test_of_a_folder_the_files_of_a_portfolio_are_read_and_no_others(tmp_path):
    for name in ("b.csv", "a.CSV", "notes.txt", "a.csv.partial", "README", ".hidden"):
        (tmp_path / name).write_text("supplier_party\ntrue\n")
    (tmp_path / "c.csv").mkdir()
    assert [file.name for file in open_portfolio(str(tmp_path)).files] == ["a.CSV", "b.csv"]
