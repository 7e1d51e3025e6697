"""A draft checked: findings, invariants, effects, fixes.

Private: what is promised hangs off `sec_rules` itself.
"""
