"""What changed between two states of a title, and what is derived from it: histories, slips."""
