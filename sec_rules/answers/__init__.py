"""One User or a portfolio answered and explained."""
