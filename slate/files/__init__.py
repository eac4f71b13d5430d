"""Writing files as a whole, which the store and the command line share."""
