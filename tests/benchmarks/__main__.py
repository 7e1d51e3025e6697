"""Every engine in one run, answers checked equal before anything is timed: `python -m tests.benchmarks`.

    python -m tests.benchmarks [--rows 10000000] [--large 100000000] [--folder DIR]
                               [--only single,missing,patterns,checks,growth,hostile,memory,holes,cluster,files,large]

A line is the best of several rounds, and the rounds of the engines take turns, so that what else the machine does falls
on all of them. `cpu` is the processor time of that round: it holds where the machine is busy, and says how much of two
cores was used. Ratios hold longer than figures. Peers that are not installed are left out and named (extra `bench`).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from attrs import evolve, frozen

import sec_rules
from sec_rules.analysis.invariants import prove
from sec_rules.answers.portfolio.codes import Cells
from sec_rules.answers.portfolio.expressions import Columns, read_facts
from sec_rules.answers.portfolio.polars import answer
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.engine.evaluation import Regime
from sec_rules.engine.linking import Ruleset
from sec_rules.errors import DocumentError
from sec_rules.lang import Count, YesNo
from sec_rules.loading import load
from sec_rules.report import as_json
from sec_rules.review.review import check
from sec_rules.review.session import Session
from sec_rules.review.summary import summarised
from sec_rules.rulebook.questions import assessment
from tests.benchmarks import peers, rule_sets, test_open_words
from tests.benchmarks.peers import AFTER, BEFORE, OUTCOMES
from tests.benchmarks.rows import files, rows
from tests.test_growth import REFUSED, TEXTS, WORD

DRAFT = "legal_text/drafts/secmp0059.docx"
PARTS = ("single", "missing", "patterns", "checks", "growth", "hostile", "memory", "holes", "cluster", "files", "large")
Run = Callable[[], Any]


@frozen
class Line:
    """One line of the table: seconds of the best round, on the wall and of the processor, and memory where measured."""

    what: str
    engine: str
    wall: float
    cpu: float
    note: str = ""


def timed(run: Run) -> tuple[float, float]:
    """Seconds on the wall and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - wall, time.process_time() - cpu


def rounds(what: str, engines: dict[str, Run], number: int, each: int = 1) -> Iterator[Line]:
    """The best of so many rounds of each engine, the engines taking turns; seconds of one of `each`."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in engines}
    for _ in range(number):
        for name, run in engines.items():
            found[name].append(timed(run))
    for name, times in found.items():
        yield Line(what, name, min(t[0] for t in times) / each, min(t[1] for t in times) / each)


def absent(name: str) -> bool:
    """Whether a peer is not installed; then it is named."""
    try:
        __import__(name)
    except ImportError:
        print(f"{name} is not installed; left out.")
        return True
    return False


def single() -> Iterator[Line]:
    """One decision, over and over, on rows of which every other stands on a figure."""
    code, regime = load(), load().regime(assessment, AFTER)
    users = rows(500).to_dicts()
    for _ in range(2):
        code.ask(assessment, users[0], on=AFTER)
    engines: dict[str, Callable[[dict[str, Any]], Any]] = {
        "sec-rules, ask (an Answer)": lambda facts: code.ask(assessment, facts, on=AFTER).outcome,
        "sec-rules, the reference": lambda facts: regime._by_reference(facts, AFTER).outcome,
    }
    if not absent("durable"):
        engines["sec-rules, durable_rules confirms"] = lambda facts: (
            code.ask(assessment, facts, on=AFTER, engine="durable").outcome
        )
    if not absent("zen"):
        engines["zen-engine"] = peers.zen()
    if not absent("openfisca_core"):
        fisca = peers.openfisca()
        engines["openfisca-core"] = lambda facts: OUTCOMES[
            int(fisca({name: np.array([value]) for name, value in facts.items()}, AFTER)[0])
        ]
    if not absent("SpiffWorkflow"):
        engines["SpiffWorkflow (our DMN)"] = peers.spiff()
    expected = [str(regime._by_reference(facts, AFTER).outcome) for facts in users]
    for name, decide in engines.items():
        assert [str(decide(facts)) for facts in users] == expected, name
    runs = {name: (lambda decide=decide: [decide(facts) for facts in users]) for name, decide in engines.items()}
    yield from rounds("one decision", runs, 7, each=len(users))


def missing() -> Iterator[Line]:
    """The same decision with every set of facts missing in turn, beside one with all of them; and what is first."""
    code = load()
    users = rows(100).to_dicts()
    names = [name for name in users[0] if name in code.facts(AFTER, assessment)]
    sets = [gone for size in range(len(names)) for gone in combinations(names, size + 1)]
    partly = {gone: [{n: v for n, v in user.items() if n not in gone} for user in users] for gone in sets}
    asked = time.process_time()
    code.ask(assessment, {}, on=AFTER)
    first_call = time.process_time() - asked
    # Whole cases are asked of a function that one of the first calls makes: no set of missing facts is to pay for it.
    made = max(timed(lambda: code.ask(assessment, users[0], on=AFTER)) for _ in range(5))
    first, seen = [], {}
    for gone, facts in partly.items():
        first.append(timed(lambda facts=facts: code.ask(assessment, facts[0], on=AFTER)))
        seen[gone] = list(rounds("", {"": lambda facts=facts: [code.ask(assessment, f, on=AFTER) for f in facts]}, 3))
    code.ask(assessment, users[0], on=AFTER)
    full = list(rounds("", {"": lambda: [code.ask(assessment, user, on=AFTER) for user in users]}, 7))
    for name, lines in (("all facts given", full), *_middle_and_worst([line for (line,) in seen.values()])):
        yield Line("one answer, facts missing", f"sec-rules, {name}", lines[0].wall / 100, lines[0].cpu / 100)
    firsts = sorted(first, key=lambda each: each[1])
    yield Line("one answer, facts missing", "sec-rules, a set not seen before, median", *firsts[len(firsts) // 2])
    yield Line("one answer, facts missing", "sec-rules, a set not seen before, worst", *firsts[-1])
    yield Line("one answer, facts missing", "sec-rules, the first call of a day", first_call, first_call)
    yield Line("one answer, facts missing", "sec-rules, the call of a day that makes a function", *made)


def _middle_and_worst(lines: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    found = sorted(lines, key=lambda line: line.wall)
    yield f"median of {len(found)} sets of missing facts", [found[len(found) // 2]]
    yield f"worst of {len(found)} sets of missing facts", [found[-1]]


def both_sides() -> Cells:
    """The cells of SECMP0059 beside the Code before it."""
    return Cells(load().regime(assessment, AFTER), load().regime(assessment, BEFORE))


def cross_tab(frame: pl.DataFrame, columns: Columns) -> dict[tuple[Any, Any], int]:
    """How many rows go from which outcome to which."""
    found: dict[tuple[Any, Any], int] = {}
    for row, number in answer(frame.lazy(), columns)[0]:
        key = (row["was"], row["outcome"])
        found[key] = found.get(key, 0) + number
    return found


def counted(was: np.ndarray, now: np.ndarray) -> dict[tuple[Any, Any], int]:
    """The same of two arrays of outcomes."""
    pairs = np.bincount(was.astype(np.int16) * 3 + now, minlength=9)
    return {(OUTCOMES[n // 3], OUTCOMES[n % 3]): int(number) for n, number in enumerate(pairs) if number}


def memory(number: int) -> Iterator[Line]:
    """Rows in memory, current and proposed rule, cross-tab."""
    frame = rows(number)
    cells, known = both_sides(), load().facts(AFTER, assessment)
    columns = read_facts(pl, frame.schema, cells, known)
    ungated = Columns(pl, cells, columns.values, pl.lit(True))
    arrays = {name: frame[name].to_numpy() for name in frame.columns}
    engines: dict[str, Run] = {
        "copying the same bytes": lambda: [array.copy() for array in arrays.values()],
        "sec-rules, columns": lambda: cross_tab(frame, columns),
        "sec-rules, without its validation": lambda: cross_tab(frame, ungated),
        "numpy.select by hand": lambda: counted(peers.plain_numpy(arrays, BEFORE), peers.plain_numpy(arrays, AFTER)),
    }
    if not absent("openfisca_core"):
        fisca = peers.openfisca()
        engines["openfisca-core"] = lambda: counted(fisca(arrays, BEFORE), fisca(arrays, AFTER))
    if not absent("duckdb"):
        engines["DuckDB, CASE by hand"] = duckdb_cross_tab(frame)
    expected = engines["sec-rules, columns"]()
    for name, run in list(engines.items())[1:]:
        assert run() == expected, name
    yield from rounds(f"{number:,} rows in memory", engines, 3)


def holes(number: int) -> Iterator[Line]:
    """A frame answered where none of its facts is missing, and where some are: so many in a hundred of each column."""
    code, frame, rng = load(), rows(number), np.random.default_rng(7)

    def with_holes(share: int) -> pl.DataFrame:
        gone = (pl.Series(rng.random(number) * 100 < share) for _ in frame.columns)
        return frame.with_columns(
            pl.when(~g).then(pl.col(name)).alias(name) for g, name in zip(gone, frame.columns, strict=True)
        )

    frames = {share: with_holes(share) for share in (0, 2, 10, 50)}
    engines: dict[str, Run] = {
        f"sec-rules, {share} % of each fact missing": lambda given=given: sec_rules.table(
            code, given, assessment, on=AFTER
        )
        for share, given in frames.items()
    }
    for share, run in zip(frames, engines.values(), strict=True):
        some = frames[share].sample(50, seed=1).to_dicts()
        expected = [str(code.ask(assessment, facts, on=AFTER).outcome) for facts in some]
        run()
        assert sec_rules.table(code, pl.DataFrame(some, frame.schema), assessment, on=AFTER)["outcome"].to_list() == [
            None if outcome == "None" else outcome for outcome in expected
        ]
    yield from rounds(f"{number:,} rows of a frame", engines, 5)


def cluster(folder: Path, number: int) -> Iterator[Line]:
    """Frames of PySpark and of Dask whose outcomes are counted, beside the same by a chain written by hand."""
    code, path = load(), files(folder / f"rows{number}", number)
    by_hand = peers.case(AFTER)
    if not absent("pyspark"):
        from pyspark.sql import SparkSession

        spark = (
            SparkSession.builder.master(f"local[{os.cpu_count()}]").config("spark.ui.enabled", "false").getOrCreate()
        )
        spark.sparkContext.setLogLevel("ERROR")
        users = spark.read.parquet(str(path))
        yield from _counted(
            f"{number:,} rows of PySpark",
            lambda: users.selectExpr(f"{by_hand} AS outcome").groupBy("outcome").count().toPandas(),
            lambda: sec_rules.table(code, users, assessment, on=AFTER).groupBy("outcome").count().toPandas(),
        )
        spark.stop()
    if not absent("dask"):
        import dask.dataframe as dd
        import pandas

        given = dd.read_parquet(str(path))

        def chain(part: Any) -> Any:
            outcomes = peers.plain_numpy({name: part[name].to_numpy() for name in part.columns}, AFTER)
            return pandas.Series(outcomes, index=part.index, name="outcome")

        def chained() -> Any:
            outcomes = given.map_partitions(
                lambda part: part.assign(outcome=chain(part)), meta={**given.dtypes, "outcome": "i8"}
            )
            return outcomes["outcome"].value_counts().compute()

        yield from _counted(
            f"{number:,} rows of Dask",
            chained,
            lambda: sec_rules.table(code, given, assessment, on=AFTER)["outcome"].value_counts().compute(),
        )


def _counted(what: str, by_hand: Run, ours: Run) -> Iterator[Line]:
    """Both once for nothing, the counts compared, and then timed; the rest of the machine runs the engine."""
    one, two = (sorted(map(int, np.asarray(run()).reshape(len(run()), -1)[:, -1])) for run in (by_hand, ours))
    assert one == two, (one, two)
    yield from rounds(what, {"a chain by hand": by_hand, "sec-rules": ours}, 5)


def patterns(number: int) -> Iterator[Line]:
    """So many cases, each with other facts missing or known as a range, and what is kept of them in memory."""
    code, choice = load(), random.Random(17)
    users = rows(1_000, seed=5).to_dicts()
    names = [name for name in users[0] if name in code.facts(AFTER, assessment)]

    def case() -> dict[str, Any]:
        facts = {name: value for name, value in choice.choice(users).items() if choice.random() < 0.6}
        for name in ("domestic_premises", "network_premises", "non_domestic_premises"):
            if name in facts and choice.random() < 0.3:
                low = choice.randrange(400_000)
                facts[name] = sec_rules.Range(low, low + choice.randrange(100_000))
        return {name: facts[name] for name in names if name in facts}

    def asked(many: int) -> None:
        for _ in range(many):
            code.ask(assessment, case(), on=AFTER)

    for done, more in ((0, number // 10), (number // 10, number - number // 10)):
        wall, cpu = timed(lambda more=more: asked(more))
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        what = f"cases {done + 1:,} to {done + more:,}, facts missing or ranges"
        yield Line("one answer", what, wall / more, cpu / more, f"{held:,.0f} MB")


def growth() -> Iterator[Line]:
    """What more clauses, open words and paragraphs cost: a proof and an answer, and a check of a draft."""
    # The assumptions are about the parties, so these are known too.
    facts = {fact.name: fact for fact in (*assessment.facts[:2], *rule_sets.FACTS)}
    user = {name: 60_000 if isinstance(fact, Count) else name.startswith("flag") for name, fact in facts.items()}
    for clauses in (10, 100, 1_000):
        ruleset = rule_sets.partition(1, clauses, 40)
        regime = Regime(ruleset, facts)
        (proof,) = rounds("exactly one answer, proved", {f"{clauses:,} clauses": lambda r=ruleset: proved(r, facts)}, 1)
        yield evolve(proof, note={True: "holds", None: "given up"}[proved(ruleset, facts)])
        for _ in range(3):
            regime.answer(user, rule_sets.ON)
        engines = {f"{clauses:,} clauses": lambda r=regime, u=user: [r.answer(u, rule_sets.ON) for _ in range(100)]}
        yield from rounds("one answer, all facts given", engines, 3, each=100)
    code = load()
    check(open_draft(DRAFT), code, assessment)
    for places in (0, 5, 20):
        document = read_markdown(test_open_words.draft(places), "draft.md")
        engines = {f"{places} open words": lambda d=document: check(d, code, assessment)}
        yield from rounds("a draft checked anew", engines, 1)
    text = Path(DRAFT).with_suffix(".md").read_text(encoding="utf-8")
    for paragraphs in (10, 100, 1_000):
        more = (PARAGRAPH.format(number=n, days=n % 27 + 3) for n in range(60, 60 + paragraphs))
        document = read_markdown("\n\n".join((text, *more)), "draft.md")
        engines = {f"{paragraphs:,} clauses of procedure more": lambda d=document: check(d, code, assessment)}
        yield from rounds("the draft with more text, checked anew", engines, 1)


def hostile() -> Iterator[Line]:
    """What ten times as much of a text, or of a Word file, costs that is made to be slow."""
    code = load()
    check(read_markdown(TEXTS["limbs"](3), "draft.md"), code, assessment, drafting_only=True)

    def read_or_refused(data: bytes) -> None:
        with suppress(DocumentError):
            read_docx(data, "draft.docx")

    for what, text in TEXTS.items():
        for many in (800, 8_000):
            document = text(many)
            wall, cpu = timed(
                lambda d=document: check(read_markdown(d, "draft.md"), code, assessment, drafting_only=True)
            )
            yield Line(f"text checked: {what}", f"{many:,}", wall, cpu)
    for what, data in {**WORD, **REFUSED}.items():
        for many in (5_000, 50_000):
            file = data(many)
            wall, cpu = timed(lambda f=file: read_or_refused(f))
            yield Line(f"Word file read or refused: {what}", f"{many:,}", wall, cpu)


PARAGRAPH = (
    "G8.{number} The Security Sub-Committee shall, within {days} Working Days after it receives a report, notify the "
    "User of the report."
)


def proved(ruleset: Ruleset, facts: dict[str, YesNo | Count]) -> bool | None:
    """Whether exactly one clause answers; None where that was given up."""
    (verdict,) = prove(ruleset, facts, ["exactly-one-answer"])
    return verdict.holds


def checks() -> Iterator[Line]:
    """The check of the draft by the command, in a process of its own; again in one process; and after each edit."""
    command = [sys.executable, "-m", "sec_rules", "check", DRAFT]
    with tempfile.TemporaryDirectory() as folder:
        # As after an installation the sources are compiled, whatever the environment says of that.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = folder
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment)
        bare = [sys.executable, "-c", "pass"]
        yield from _processes({"bare Python": bare, "sec-rules check": command}, 5, environment)
    code, document = load(), open_draft(DRAFT)
    runs = {"": lambda: as_json.checked(summarised(check(document, code, assessment)))}
    (again,) = rounds("", runs, 5)
    yield Line("the check of secmp0059.docx", "sec-rules, again in one process, with its JSON", again.wall, again.cpu)
    text = Path(DRAFT).with_suffix(".md").read_text(encoding="utf-8")
    session, times = Session(text, code, assessment), list[tuple[float, float]]()
    assert session.review.state == "proved"
    for start, end, words in edits(text, 60):
        session = Session(text, code, assessment).edited(start, end, words)
        times.append(timed(lambda session=session: session.review))
    by_cpu = sorted(times, key=lambda each: each[1])
    yield Line("the check after an edit", "sec-rules, median of 60 edits", *by_cpu[len(by_cpu) // 2])
    yield Line("the check after an edit", "sec-rules, 19 of 20 take less", *by_cpu[len(by_cpu) * 19 // 20])
    yield Line("the check after an edit", "sec-rules, worst", *by_cpu[-1])


def edits(text: str, number: int) -> Iterator[tuple[int, int, str]]:
    """Edits of one kind after the other: a letter more, a sign less, a word more, another figure."""
    choice = random.Random(17)
    figures = [match.span() for match in re.finditer(r"\d{3},\d{3}", text)]
    spaces = [at for at in range(text.index("G8.41"), len(text)) if text[at] == " "]
    for n in range(number):
        at = choice.choice(spaces)
        yield (
            (at + 1, at + 1, choice.choice("abcdefgh")),
            (at + 1, at + 2, ""),
            (at, at, " " + choice.choice(("and", "not", "Domestic", "250,000", "exceeds", "the Panel"))),
            (*choice.choice(figures), f"{choice.randrange(100, 999)},000"),
        )[n % 4]


def _processes(commands: dict[str, list[str]], number: int, environment: dict[str, str]) -> Iterator[Line]:
    """The best of some processes each, the commands taking turns."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(number):
        for name, command in commands.items():
            before, start = os.times(), time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment)
            after = os.times()
            cpu = sum(after[2:4]) - sum(before[2:4])
            found[name].append((time.perf_counter() - start, cpu))
    for name, times in found.items():
        yield Line("the check of secmp0059.docx", name, min(t[0] for t in times), min(t[1] for t in times))


def duckdb_cross_tab(frame: pl.DataFrame) -> Run:
    """DuckDB over a table of its own in memory."""
    import duckdb

    connection = duckdb.connect(config={"threads": os.cpu_count() or 1})
    connection.register("given", frame.to_arrow())
    connection.execute("CREATE TABLE users AS SELECT * FROM given")
    query = peers.cross_tab("users")
    return lambda: {(was, now): number for was, now, number in connection.execute(query).fetchall()}


# A process of its own, since what a child is said to have held takes in what its parent held when it was made.
MEASURE = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([status, time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


def process(name: str, command: list[str]) -> Line:
    """A whole process: its time from start to end, and the most memory that it held."""
    measured = subprocess.run([sys.executable, "-c", MEASURE, *command], capture_output=True, text=True, check=True)
    status, wall, cpu, kilobytes = json.loads(measured.stdout)
    assert status == 0, (command, measured.stderr)
    return Line("", name, wall, cpu, f"{kilobytes // 1024:,} MB")


def processes(what: str, commands: dict[str, list[str]], number: int = 3) -> Iterator[Line]:
    """The best of so many runs of each command, taking turns."""
    found: dict[str, list[Line]] = {name: [] for name in commands}
    for _ in range(number):
        for name, command in commands.items():
            found[name].append(process(name, command))
    for name, lines in found.items():
        best = min(lines, key=lambda line: line.wall)
        yield Line(what, name, best.wall, min(line.cpu for line in lines), best.note)


def ours(portfolio: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "sec_rules.cli", "assess", "--portfolio", str(portfolio), "--on", "2019-02-28", *more]


def script(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def duckdb_script(query: str) -> list[str]:
    return script(f"import duckdb; print(duckdb.connect().execute({query!r}).fetchall())")


def written(folder: Path, number: int) -> Iterator[Line]:
    """Files of rows in, the same rows with their answers out."""
    frame = rows(number)
    few, csv, parquet = folder / "few.csv", folder / "rows.csv", folder / "rows.parquet"
    frame.head(300).write_csv(few)
    frame.write_csv(csv)
    frame.write_parquet(parquet)
    out = str(folder / "out.parquet")
    yield from processes("300 rows of CSV, whole command", {"sec-rules": ours(few, "--out", out)}, 5)
    types = ", ".join(f"{name!r}: pl.{kind}" for name, kind in frame.schema.items())
    copy = (
        f"import polars as pl; pl.scan_csv({str(csv)!r}, schema={{{types}}})"
        f".sink_parquet({out!r}, compression='snappy')"
    )
    query = f"COPY (SELECT *, {peers.case(AFTER)} AS outcome FROM read_csv({str(csv)!r})) TO {out!r} (FORMAT parquet)"
    yield from processes(
        f"{number:,} rows, CSV to Parquet",
        {
            "polars, copying only": script(copy),
            "sec-rules": ours(csv, "--out", out),
            "DuckDB, CASE, outcome only": duckdb_script(query),
        },
    )
    copied = f"import polars as pl; pl.scan_parquet({str(parquet)!r}).sink_parquet({out!r}, compression='snappy')"
    yield from processes(
        f"{number:,} rows, Parquet to Parquet, with the draft",
        {"polars, copying only": script(copied), "sec-rules --draft": ours(parquet, "--draft", DRAFT, "--out", out)},
    )


def large(folder: Path, number: int) -> Iterator[Line]:
    """Parquet files too many for memory, cross-tab only."""
    many = files(folder / f"rows{number}", number)
    query = peers.cross_tab(f"read_parquet('{many}/*.parquet')")
    read = f"import polars as pl; pl.scan_parquet({str(many)!r}).select(pl.all().max()).collect(engine='streaming')"
    yield from processes(
        f"{number:,} rows of Parquet, cross-tab",
        {
            "polars, reading only": script(read),
            "sec-rules": ours(many, "--was-on", "2019-02-27"),
            "sec-rules --draft": ours(many, "--draft", DRAFT),
            "DuckDB, CASE by hand": duckdb_script(query),
        },
        2,
    )


def shown(seconds: float) -> str:
    return f"{seconds * 1e6:,.2f} us" if seconds < 1e-3 else f"{seconds:,.3f} s"


def table(lines: list[Line]) -> str:
    """The lines as a table in Markdown, each with how many times longer it takes than the first line of ours, or than
    the first where all are.
    """
    head = ["| what | engine | best | cpu | memory | times ours |", "|---|---|---:|---:|---:|---:|"]
    ours_first: dict[str, Line] = {}
    for line in lines:
        if line.engine.startswith("sec-rules"):
            ours_first.setdefault(line.what, line)
    for line in lines:
        ours_first.setdefault(line.what, line)
    body = []
    for line in lines:
        own = ours_first[line.what]
        times = "1" if line is own else f"{line.wall / own.wall:,.2f}"
        body.append(f"| {line.what} | {line.engine} | {shown(line.wall)} | {shown(line.cpu)} | {line.note} | {times} |")
    return "\n".join((*head, *body))


def main() -> None:
    """Runs what is asked for and prints the table, and the machine and the day under it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000, help="rows in memory and in files; default 10,000,000")
    parser.add_argument("--large", type=int, default=100_000_000, help="rows of Parquet; default 100,000,000")
    parser.add_argument("--folder", type=Path, help="where files are made and kept; default: a folder that goes again")
    parser.add_argument("--only", default=",".join(PARTS), help="which parts, with commas; default: all")
    arguments = parser.parse_args()
    wanted = arguments.only.split(",")
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        parts: dict[str, Callable[[], Iterator[Line]]] = {
            "single": single,
            "missing": missing,
            "patterns": lambda: patterns(min(arguments.rows, 1_000_000)),
            "checks": checks,
            "growth": growth,
            "hostile": hostile,
            "memory": lambda: memory(arguments.rows),
            "holes": lambda: holes(min(arguments.rows, 1_000_000)),
            "cluster": lambda: cluster(folder, min(arguments.rows, 1_000_000)),
            "files": lambda: written(folder, arguments.rows),
            "large": lambda: large(folder, arguments.large),
        }
        lines: list[Line] = []
        for name, part in parts.items():
            if name in wanted:
                print(f"{name} ...", flush=True)
                lines.extend(part())
    print(f"\n{table(lines)}\n")
    load_average = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(
        f"{time.strftime('%Y-%m-%d')}, {platform.machine()} with {os.cpu_count()} cores{load_average}, "
        f"Python {platform.python_version()}, polars {pl.__version__}."
    )


if __name__ == "__main__":
    main()
