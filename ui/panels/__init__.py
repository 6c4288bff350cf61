"""Panels of the window; each shows one thing and knows no other panel."""
