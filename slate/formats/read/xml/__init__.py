"""XML: parsing a document into the fields of the elements in its root."""
