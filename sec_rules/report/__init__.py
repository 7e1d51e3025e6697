"""Renderers: what was found, as text for a person or as JSON for a script. Nothing is computed here."""
