"""A whole mutation run: the clauses one by one, on as many processes as wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from attrs import evolve, frozen

from sec_rules.loading import load
from tests.mutation.killing import Death, noticed
from tests.mutation.phrases import WordMutant, word_mutants
from tests.mutation.rows import failing_rows
from tests.mutation.rules import mutants_of


@frozen
class Mutated:
    """What became of every mutant of a clause, of its rules and of its words. `rows_run` is whether rows were run."""

    label: str
    rules: tuple[Death, ...]
    words: tuple[WordMutant, ...]
    rows_run: bool

    @property
    def survivors(self) -> tuple[Death, ...]:
        """The mutants of the rules that nobody notices and that are not proved to be no change."""
        return tuple(death for death in self.rules if death.survives)


def mutate(
    labels: Iterable[str] | None = None,
    *,
    jobs: int = 1,
    rows: bool = True,
    done: Callable[[str], object] = lambda label: None,
) -> tuple[Mutated, ...]:
    """Every mutant of the clauses of these labels, or of all, in the order of the Code.

    `CitationError` for a label that is not held. `done` is given each clause as it is finished.
    """
    code = load()
    wanted = [clause.label for clause in code.clauses] if labels is None else [code.clause(x).label for x in labels]
    if jobs <= 1 or len(wanted) < 2:
        return tuple(_reported(done, _of_clause(label, rows)) for label in wanted)
    # The longest first, so that no process is left with it alone at the end.
    longest = sorted(wanted, key=lambda label: -len(mutants_of(code.clause(label))))
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as processes:
        found = {f.label: _reported(done, f) for f in processes.map(_of_clause, longest, [rows] * len(longest))}
    return tuple(found[label] for label in wanted)


def _reported(done: Callable[[str], object], found: Mutated) -> Mutated:
    done(found.label)
    return found


def _of_clause(label: str, rows: bool) -> Mutated:
    code = load()
    clause = code.clause(label)
    mutants = mutants_of(clause)
    failing = failing_rows(mutants) if rows else {}
    deaths: Sequence[Death] = [evolve(noticed(m, code), rows=failing.get(m, "")) for m in mutants]
    return Mutated(label, tuple(deaths), word_mutants(clause), rows)
