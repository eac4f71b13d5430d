"""Tables of any kind: delimiters, headers, and columns with the user's own names."""
