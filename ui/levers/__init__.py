"""The lever dock: every row of the lever table as a slider with a field."""
