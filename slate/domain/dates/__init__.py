"""Release dates as coarse as they were stated, windows of time, distances between dates."""
