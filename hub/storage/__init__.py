"""MongoDB. One module per collection; `commit` is where a message becomes durable."""
