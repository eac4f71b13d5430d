"""Domain values as English text: phrases that screens, newsletters and calendars share."""
