"""Records: what one row of a file states, field by field."""
