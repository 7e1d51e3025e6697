"""Clauses of Section G5."""
