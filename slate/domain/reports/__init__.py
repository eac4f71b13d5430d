"""What was reported, by whom and when: reports, and the batches in which they were recorded."""
