"""JSON and NDJSON: parsing documents and lines, and reading values from their objects."""
