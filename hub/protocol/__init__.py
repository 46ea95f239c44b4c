"""The wire, and nothing else: event names, payload types, frames."""
