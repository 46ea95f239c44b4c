"""Measures the hub beside servers written for comparison. Run it with `python -m bench`."""
