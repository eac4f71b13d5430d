"""The SQLite file: where it is, how it is opened, its schema and its migrations."""
