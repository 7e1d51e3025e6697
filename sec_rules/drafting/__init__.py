"""From a document to clauses: readers, provisions, sentences, checks.

Private: what is promised hangs off `sec_rules` itself.
"""
