"""What turns one sentence in a language into one in another: one port, many engines behind it."""
