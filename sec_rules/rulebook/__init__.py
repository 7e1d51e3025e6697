"""What the Code says apart from its clauses, as data: facts, questions, sources, assumptions, terms."""
