"""Documents on disk: the only place of the core that reads or writes the user's files."""
