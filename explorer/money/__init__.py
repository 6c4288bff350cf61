"""What an hour of a chip and a million tokens cost."""
