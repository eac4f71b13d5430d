"""What pipes and files get: the content of a screen as plain text, one line per row."""
