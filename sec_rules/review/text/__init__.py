"""What several checks read off the text, worked out once for a case."""
