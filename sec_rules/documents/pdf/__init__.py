"""What a page of a PDF draws: characters where they stand, and the lines through and under them."""
