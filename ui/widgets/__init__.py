"""Small widgets: a value goes in, a signal comes out; none knows session, panel or window."""
