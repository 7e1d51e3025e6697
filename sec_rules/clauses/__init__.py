"""The clauses, one package a Section of the Code."""
