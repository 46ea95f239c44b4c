"""`make bench-translation`: what translation costs, and how good it is."""
