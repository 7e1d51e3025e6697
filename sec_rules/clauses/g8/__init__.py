"""Section G8: one module a clause; a module that is here is in the Code."""
