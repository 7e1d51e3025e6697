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
    if jobs <= 1:
        return tuple(_of_clauses(wanted, rows, done))
    jobs = min(jobs, len(wanted))
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as processes:
        found: dict[str, Mutated] = {}
        for run in processes.map(_of_clauses, shared_out(wanted, jobs), [rows] * jobs):
            for of_clause in run:
                found[of_clause.label] = of_clause
                done(of_clause.label)
    return tuple(found[label] for label in wanted)


def shared_out(labels: Sequence[str], among: int) -> tuple[tuple[str, ...], ...]:
    """The labels in so many groups whose clauses have about equally many mutants; none is empty where enough are."""
    sizes = {label: len(mutants_of(load().clause(label))) for label in labels}
    groups: list[list[str]] = [[] for _ in range(among)]
    for label in sorted(labels, key=lambda label: -sizes[label]):
        min(groups, key=lambda group: sum(sizes[other] for other in group)).append(label)
    return tuple(tuple(label for label in labels if label in group) for group in groups)


def _of_clauses(labels: Sequence[str], rows: bool, done: Callable[[str], object] = lambda label: None) -> list[Mutated]:
    code = load()
    mutants = {label: mutants_of(code.clause(label)) for label in labels}
    # One session of tests for all of them: to begin one takes longer than to run it on a mutant.
    failing = failing_rows([m for each in mutants.values() for m in each]) if rows else {}
    found: list[Mutated] = []
    for label, each in mutants.items():
        deaths = tuple(evolve(noticed(m, code), rows=failing.get(m, "")) for m in each)
        found.append(Mutated(label, deaths, word_mutants(code.clause(label)), rows))
        done(label)
    return found
