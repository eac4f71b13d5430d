"""Benchmarks. Nothing is asserted, because machines differ: compare versions side by side."""
