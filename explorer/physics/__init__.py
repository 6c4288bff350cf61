"""Time, memory and energy of one model on one kind of chip, each physical idea in its own file."""
