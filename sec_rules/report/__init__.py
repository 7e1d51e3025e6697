"""Renderers: what was found, as text for a person or as JSON for a script. Nothing is computed here.

Private: what is promised hangs off `sec_rules` itself.
"""
