"""The commands that need no window: every number of the product from a shell or a script."""
