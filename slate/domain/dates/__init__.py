"""Release dates with the precision that was stated, windows of time, distances between dates."""
