"""Charts as plain data: one builder a file, each turning an `Outcome` into a `Figure`."""
