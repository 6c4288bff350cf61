"""Figures as data for other programs, without Qt."""
