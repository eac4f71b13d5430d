"""iCalendar: components, events, and the titles in their summaries."""
