"""What can be specified: chip, model, workload, deployment, engine, economics; all frozen."""
