"""Titles and their releases: names, kinds, status, identity, and the record that is printed."""
