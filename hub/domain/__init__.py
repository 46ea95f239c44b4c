"""Decisions, pure: no await, no clock, no randomness, no I/O; everything is passed in."""
