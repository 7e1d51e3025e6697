"""What a draft is said to do, and whether it does."""
