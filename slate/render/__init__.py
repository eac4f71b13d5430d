"""Output for people, as lines and Rich renderables; nothing here prints."""
