"""What looking at a picture costs and finds."""
