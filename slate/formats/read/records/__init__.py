"""Records: parsing what one row of a file states, field by field."""
