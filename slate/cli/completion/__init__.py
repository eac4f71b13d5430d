"""Shell completion: what TAB offers for the word that is typed, and how each shell quotes it."""
