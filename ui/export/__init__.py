"""Write figures to files, drawn by the same painter as the screen."""
