"""What a slate is: dates, titles, reports and the fold; pure, no I/O, no clock."""
