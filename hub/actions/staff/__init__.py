"""What staff do: work on incidents, change rules, read reports."""
