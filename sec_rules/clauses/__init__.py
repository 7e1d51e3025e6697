"""The clauses, one package a Section of the Code.

Private: what is promised hangs off `sec_rules` itself.
"""
