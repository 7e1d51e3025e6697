"""A session of Spark on this machine, for the tests that hold it against other engines."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import Any

import pytest


def session() -> Any:
    """A session, which the caller stops; the test is skipped where there is no PySpark or no Java that runs."""
    sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed; it is in the extra cluster")
    java = shutil.which("java")
    if java is None or subprocess.run([java, "-version"], capture_output=True, check=False).returncode:
        pytest.skip("there is no Java that runs")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    begun = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.memory", "1g")
        .getOrCreate()
    )
    begun.sparkContext.setLogLevel("ERROR")
    return begun
