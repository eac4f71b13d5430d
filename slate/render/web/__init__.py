"""What a browser shows: a slate as one file, with the same words and colors as the screens."""
