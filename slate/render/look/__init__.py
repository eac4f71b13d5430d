"""What all screens share: colors, signs, dates, aligned rows, bars and links."""
