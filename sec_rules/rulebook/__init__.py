"""What the Code says apart from its clauses, as data: facts, questions, sources, assumptions, terms.

Private: what is promised hangs off `sec_rules` itself.
"""
