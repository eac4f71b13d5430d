"""What changed between two states of a title, and what follows from it: histories and slips."""
