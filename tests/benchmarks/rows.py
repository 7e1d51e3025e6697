"""Rows of Users made by a seeded generator: half of the suppliers stand on a figure, or one premises beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

SEED = 59
CHUNK = 10_000_000


def rows(number: int, seed: int = SEED) -> pl.DataFrame:
    """So many rows, the same for the same seed; columns of 32 bits, as files have them."""
    rng = np.random.default_rng(seed)
    party = rng.integers(0, 3, number, dtype=np.int8)
    non_domestic = rng.integers(0, 60_000, number, dtype=np.int32)
    anywhere = rng.integers(0, 500_000, number, dtype=np.int32)
    beside = 250_000 - 5 * non_domestic + rng.integers(-1, 2, number, dtype=np.int32)
    domestic = np.where((rng.random(number) < 0.5) & (beside >= 0), beside, anywhere)
    return pl.DataFrame(
        {
            "supplier_party": party == 0,
            "network_party": party == 1,
            "domestic_premises": domestic.astype(np.int32),
            "non_domestic_premises": non_domestic,
            "network_premises": rng.integers(0, 500_000, number, dtype=np.int32),
            "shared_supplier_premises": rng.integers(0, 1_000, number, dtype=np.int32),
            "shared_network_premises": rng.integers(0, 1_000, number, dtype=np.int32),
            "years_since_initial": rng.integers(1, 13, number, dtype=np.int32),
        }
    )


def files(folder: Path, number: int) -> Path:
    """A folder of Parquet files with so many rows in all, made where they are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for part, start in enumerate(range(0, number, CHUNK)):
        path = folder / f"part{part:03}.parquet"
        if not path.exists():
            rows(min(CHUNK, number - start), SEED + part).write_parquet(path)
    return folder
