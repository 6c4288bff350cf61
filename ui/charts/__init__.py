"""Draw figures: one painter for the screen and for every file."""
