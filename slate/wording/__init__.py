"""Domain values as English: phrases that screens, newsletters and calendars share."""
