"""The formats of other programs and of scripts: one file a format."""
