"""Other programs' files, and slate's own: one module a format, listed in `registry`."""
