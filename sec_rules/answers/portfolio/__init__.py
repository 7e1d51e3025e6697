"""Portfolios: files and frames of Users, answered in columns."""
