"""How Hypothesis runs here: without deadlines, and in CI with the same examples every time."""

from __future__ import annotations

import os
import tempfile

from hypothesis import HealthCheck, settings

# What the person who runs the tests has adopted is none of their business.
os.environ["SEC_RULES_DATA"] = tempfile.mkdtemp(prefix="sec-rules-")

# How many examples is for each test to say. A deadline would fail where a second worker takes the processor.
settings.register_profile("here", deadline=None, print_blob=True)
settings.register_profile(
    "ci", settings.get_profile("here"), derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "here")
