"""What people do: one module per action, each read as its story. `send` is the spine."""
