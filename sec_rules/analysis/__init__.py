"""Every User at once: atlases, comparisons, invariants, history."""
