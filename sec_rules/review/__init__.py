"""A draft checked: findings, invariants, effects, fixes."""
