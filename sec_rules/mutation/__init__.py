"""Tests of the tests: every single slip in a rule or in its words, and who would notice it."""
