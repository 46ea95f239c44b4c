"""The servers that the hub is measured against, written for this comparison alone."""
