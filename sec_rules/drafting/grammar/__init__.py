"""Sentences read as rules."""
