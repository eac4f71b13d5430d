"""Tests of the page of an export in a real browser."""
