"""The slate on disk: the only floor that speaks SQL."""
