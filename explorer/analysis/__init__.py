"""Questions over many scenarios: sweeps, frontiers, sensitivities."""
