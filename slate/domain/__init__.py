"""The core model: dates, titles, reports and the fold. Pure code: no I/O, no clock."""
