"""Tables of any kind: delimiters, headers, and columns that people name themselves."""
