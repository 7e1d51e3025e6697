"""Word documents: what a package holds, its text in three views, its numbers, and comments and fixes put back."""
