"""Rules and regions of facts in English."""
