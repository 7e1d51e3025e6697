"""From a document to clauses: readers, provisions, sentences, checks."""
