"""`make bench-images`: pictures from upload to ready, and what they cost those who send."""
