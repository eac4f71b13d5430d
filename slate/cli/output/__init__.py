"""What a command prints, to stdout, to stderr or into a file."""
