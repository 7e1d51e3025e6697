"""Word, Markdown, text and PDF files as paragraphs and revisions; no rule is known here.

Private: what is promised hangs off `sec_rules` itself.
"""
