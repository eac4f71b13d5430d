"""iCalendar: components, events, and the titles in the summaries of events."""
