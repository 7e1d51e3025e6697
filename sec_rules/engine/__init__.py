"""The Code on a day, answering one User."""
