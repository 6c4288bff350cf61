"""The commands that draw: pictures of charts and of the window, and the bench. Never a window."""
