"""JSON: documents and lines of it, and looking things up in them."""
