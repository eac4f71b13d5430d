"""From reports to titles: the fold, patches, and which titles are the same work."""
