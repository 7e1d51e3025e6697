"""The same tree on other engines. A backend refuses what it cannot express exactly."""
