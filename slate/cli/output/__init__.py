"""Output of commands to standard output, to standard error or to a file."""
