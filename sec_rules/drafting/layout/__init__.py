"""Paragraphs laid out as provisions: labels, headings, instructions."""
