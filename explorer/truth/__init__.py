"""Measured cases: read, turned into scenarios, predicted and compared."""
