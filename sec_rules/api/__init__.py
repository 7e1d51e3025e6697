"""What the package gives to a program: the calls that `sec_rules` exports, and how values show themselves.

Private: what is promised hangs off `sec_rules` itself.
"""
