"""A title as a text in TOML, in which people edit it: writing, reading, marking what is wrong."""
