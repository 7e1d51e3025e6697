"""A ruleset as one SQL statement over a table of Users, each condition under the citation it comes from.

The statement has a validation of its own: a row that cannot be facts of a User, by type, range or assumption, gets no
outcome, and says so. Where a fact is missing, a provision answers only if it applies whatever that fact is. Conditions
are written out and exclude each other, so no order of them decides; where the clauses do overlap, that comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from sec_rules._version import __version__
from sec_rules.analysis.atlas import Atlas
from sec_rules.answers.export.disclaimer import disclaimer
from sec_rules.answers.portfolio.columns import columns_of_branches
from sec_rules.engine.linking import Branch, Ruleset, left_open
from sec_rules.engine.reference import holds
from sec_rules.errors import EngineError, ExtraError
from sec_rules.lang import Count, Turn, YesNo
from sec_rules.lang.formulas import (
    All,
    Any,
    Atom,
    Bound,
    Formula,
    Literal,
    ahead,
    atoms,
    facts_of_atom,
    folded,
    formula,
)
from sec_rules.lang.rulebooks import Assumption

# Dialects in which the statement is written as it stands; others are made from the first of them.
WRITTEN: Final = ("duckdb", "sqlite", "spark")

_NOT_FACTS: Final = "These cannot be facts of a User."
_MISSING: Final = "A fact that may matter is missing."

_Fact = YesNo | Count


def to_sql(atlas: Atlas, dialect: str = "duckdb", table: str = "users") -> str:
    """The statement, in a dialect that sqlglot knows. `table` has one row a User and year, the fact names as columns.

    Its result has the columns of the table and `outcome`, `because`, `undetermined`, `doubts`. Raises `EngineError` for
    what the dialect cannot say, `ExtraError` where a dialect needs sqlglot, which is not installed.
    """
    statement = "\n".join(_Statement(atlas, dialect, table).lines()) + "\n"
    return statement if dialect in WRITTEN else _translated(statement, dialect)


def _translated(statement: str, dialect: str) -> str:
    try:
        import sqlglot
    except ImportError as error:
        raise ExtraError(
            f"The dialect '{dialect}' needs sqlglot, which is not installed: pip install 'sec-rules[export]'; "
            f"without it there are {', '.join(WRITTEN)}."
        ) from error
    try:
        return sqlglot.transpile(
            statement, read="duckdb", write=dialect, pretty=True, unsupported_level=sqlglot.ErrorLevel.RAISE
        )[0]
    except (ValueError, sqlglot.errors.SqlglotError) as error:
        said = str(error).splitlines()[0].rstrip(".")
        raise EngineError(f"The statement cannot be written in the dialect '{dialect}': {said}.") from error


def _facts_of(*formulas: Formula) -> Iterator[_Fact]:
    return (fact for each in formulas for atom in atoms(each) for fact in facts_of_atom(atom))


@frozen
class _Way:
    """A way of being answered: its number, when, and what it is answered."""

    number: int
    cited: str
    when: str
    branches: tuple[Branch, ...]


@frozen
class _Statement:
    atlas: Atlas
    dialect: str
    table: str

    @property
    def _ruleset(self) -> Ruleset:
        return self.atlas.ruleset

    @property
    def _conditions(self) -> tuple[Formula, ...]:
        """The conditions of the rules and of their doubts."""
        return (*(b.when for b in self._ruleset.branches), *(d.when for d in self._ruleset.doubts))

    @property
    def _assumptions(self) -> tuple[Assumption, ...]:
        """The assumptions on facts for which the question asks, or that the rules read."""
        known = {*self._ruleset.question.facts, *_facts_of(*self._conditions)}
        return tuple(a for a in self._ruleset.assumptions if known.issuperset(_facts_of(formula(a.holds))))

    @property
    def _facts(self) -> tuple[_Fact, ...]:
        assumed = (formula(a.holds) for a in self._assumptions)
        return tuple(dict.fromkeys(_facts_of(*assumed, *self._conditions)))

    def lines(self) -> Iterator[str]:
        """The statement, line by line."""
        ways = tuple(self._ways())
        yield from self._head()
        yield "WITH answered AS ("
        yield "    SELECT"
        yield f"        {self._quoted(self.table)}.*,"
        yield "        CASE"
        yield "            -- Validation: types, ranges, assumptions."
        yield from (f"            WHEN {condition} THEN -2" for condition in self._improper())
        for way in ways:
            yield f"            -- {way.cited}"
            yield f"            WHEN {way.when} THEN {way.number}"
        missing = " OR ".join(f"{self._column(fact)} IS NULL" for fact in self._facts)
        yield f"            WHEN {missing or 'FALSE'} THEN -1"
        yield "            ELSE 0"
        yield "        END AS answered_by"
        yield f"    FROM {self._quoted(self.table)}"
        yield ")"
        yield "SELECT"
        yield "    answered.*,"
        yield from self._columns(ways)
        yield "FROM answered;"

    def _head(self) -> Iterator[str]:
        ruleset = self._ruleset
        yield f"-- {ruleset.question.asks}"
        yield f"-- As on {ruleset.day}. {disclaimer(ruleset)} Made by sec-rules {__version__}."
        for rule in ruleset.rules:
            version = rule.version
            words, by = _comment(str(version.words)), _comment(str(version.brought_in_by))
            yield f"-- {rule.clause}: {words}, {version.standing.value}, by {by}."
        yield f"-- It reads these columns of {_comment(self.table)}:"
        yield from (f"--   {_comment(fact.name)}: {_comment(fact.meaning)}" for fact in self._facts)

    def _ways(self) -> Iterator[_Way]:
        """Overlaps first, cell by cell; then each provision."""
        overlaps = [cell for cell in self.atlas.cells if len(cell.answers) > 1]
        for number, cell in enumerate(overlaps, 1):
            cited = " and ".join(" with ".join(branch.cites) for branch in cell.answers)
            says = f"{cited} {'may answer' if left_open(cell.answers) else 'answer at once'}"
            yield _Way(number, says, self._condition(All(cell.literals)), cell.answers)
        answering = {branch for cell in self.atlas.cells if len(cell.answers) == 1 for branch in cell.answers}
        for number, branch in enumerate((b for b in self._ruleset.branches if b in answering), len(overlaps) + 1):
            cited = (
                f"{' with '.join(branch.cites)}: {columns_of_branches((branch,), ()).row['outcome'] or 'not settled'}"
            )
            alone = self._condition(branch.when)
            if overlaps:
                # A fact that is missing might make the clauses overlap, so then nothing is answered.
                others = (
                    o
                    for o in self._ruleset.branches
                    if o is not branch and any({o, branch} <= set(c.answers) for c in overlaps)
                )
                alone += "".join(f" AND NOT ({self._condition(o.when)})" for o in others if o is not branch)
            yield _Way(number, cited, alone, (branch,))

    def _columns(self, ways: tuple[_Way, ...]) -> Iterator[str]:
        gaps = {self._gap(cell.witness) for cell in self.atlas.cells if not cell.answers}
        none = {-2: _NOT_FACTS, -1: _MISSING, 0: " Or: ".join(sorted(gaps)) or _MISSING}
        rows = {way.number: columns_of_branches(way.branches, ()).row for way in ways}
        for name in ("outcome", "because"):
            yield f"    {self._case({n: row[name] for n, row in rows.items()})} AS {name},"
        why = none | {n: row["undetermined"] for n, row in rows.items()}
        yield f"    {self._case(why)} AS undetermined,"
        yield f"    {self._doubts(ways)} AS doubts"

    def _gap(self, witness: dict[str, bool | int]) -> str:
        applying = [rule.clause for rule in self._ruleset.rules if holds(rule.applies, witness)]
        return str(columns_of_branches((), applying).row["undetermined"])

    def _case(self, values: dict[int, str | None]) -> str:
        numbers: dict[str, list[int]] = {}
        for number, value in values.items():
            if value is not None:
                numbers.setdefault(value, []).append(number)
        if not numbers:
            return "CAST(NULL AS TEXT)" if self.dialect != "spark" else "CAST(NULL AS STRING)"
        lines = [
            f"        WHEN answered_by IN ({', '.join(map(str, those))}) THEN {self._string(value)}"
            for value, those in numbers.items()
        ]
        return "\n".join(("CASE", *lines, "    END"))

    def _doubts(self, ways: tuple[_Way, ...]) -> str:
        parts = []
        for doubt in self._ruleset.doubts:
            those = [w.number for w in ways if doubt.touches & {branch.clause for branch in w.branches}]
            if those:
                text = self._string(f"{doubt.clause}: {doubt.doubt.unsure} ")
                met = f"answered_by IN ({', '.join(map(str, those))}) AND COALESCE({self._condition(doubt.when)}, TRUE)"
                parts.append(f"CASE WHEN {met} THEN {text} ELSE '' END")
        if not parts:
            return self._case({})
        return "NULLIF(TRIM(" + "\n        || ".join(parts) + "), '')"

    def _improper(self) -> Iterator[str]:
        for fact in self._facts:
            column = self._column(fact)
            if isinstance(fact, YesNo):
                yield f"{column} NOT IN (TRUE, FALSE)"
            else:
                whole = f"{column} <> FLOOR({column})"
                # Other dialects do not all tell the type of a value; there a column of text is their own error.
                typed = f"LOWER(TYPEOF({column})) NOT LIKE '%int%'" if self.dialect in WRITTEN else whole
                yield f"{column} IS NOT NULL AND {typed}"
                yield f"{column} NOT BETWEEN {fact.at_least} AND {fact.at_most}"
        for assumption in self._assumptions:
            yield f"NOT ({self._condition(formula(assumption.holds))})"

    def _condition(self, of: Formula) -> str:
        return self._joined(folded(of))

    def _joined(self, of: Formula) -> str:
        if isinstance(of, Literal):
            return self._literal(of.atom, of.holds)
        if not of.parts:
            return "TRUE" if isinstance(of, All) else "FALSE"
        parts = (f"({self._joined(p)})" if isinstance(p, All | Any) and p.parts else self._joined(p) for p in of.parts)
        return (" AND " if isinstance(of, All) else " OR ").join(parts)

    def _literal(self, atom: Atom, holds: bool) -> str:
        match atom:
            case YesNo():
                return self._column(atom) if holds else f"NOT {self._column(atom)}"
            case Turn(count, turn, of):
                shift = ahead(count, of)
                moved = f"{self._column(count)} {'-' if shift < 0 else '+'} {abs(shift)}"
                return f"({moved}) % {of} {'=' if holds else '<>'} {turn - 1}"
            case Bound(((count, 1),), at_least):
                return f"{self._column(count)} {f'>= {at_least}' if holds else f'< {at_least}'}"
            case Bound(terms, at_least):
                total = " + ".join(self._weighted(count, weight) for count, weight in terms)
                return f"{total} {f'>= {at_least}' if holds else f'< {at_least}'}"

    def _weighted(self, count: Count, weight: int) -> str:
        # Columns of 32 bits would overflow before their sum is compared.
        wide = f"CAST({self._column(count)} AS BIGINT)"
        return wide if weight == 1 else f"{weight} * {wide}"

    def _column(self, fact: _Fact) -> str:
        return self._quoted(fact.name)

    def _quoted(self, name: str) -> str:
        if name.isascii() and name.replace("_", "a").isalnum() and not name[:1].isdigit():
            return name
        mark = "`" if self.dialect == "spark" else '"'
        if "\n" in name or not name:
            raise EngineError(f"{name!r} cannot be the name of a column.")
        return mark + name.replace(mark, mark * 2) + mark

    def _string(self, value: str) -> str:
        if "\\" in value:
            raise EngineError(f"SQL dialects read a backslash differently, and there is one in {value!r}.")
        return "'" + value.replace("'", "''") + "'"


def _comment(text: str) -> str:
    """Text as it can stand in a finding of one line."""
    return " ".join(text.split())


def dialects() -> Iterable[str]:
    """The dialects that can be asked for here."""
    try:
        from sqlglot.dialects.dialect import Dialect
    except ImportError:
        return WRITTEN
    return (*WRITTEN, *sorted(name for name in Dialect.classes if name and name not in WRITTEN))
