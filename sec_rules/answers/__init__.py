"""One User or a portfolio answered and explained.

Private: what is promised hangs off `sec_rules` itself.
"""
