"""Live queries to other programs and services: what is requested, how fast, and what is kept."""
