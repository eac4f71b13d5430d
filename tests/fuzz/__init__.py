"""Fuzzing: files that nobody wrote on purpose, made by changing samples of those that people do."""
