"""The list of everything that a result rests on, to read, to search and to edit."""
