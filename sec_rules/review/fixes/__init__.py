"""Fixes put into a draft, and comments into its Word file."""
