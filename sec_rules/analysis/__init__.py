"""Every User at once: atlases, comparisons, invariants, history.

Private: what is promised hangs off `sec_rules` itself.
"""
