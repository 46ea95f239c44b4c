"""The demo marketplace: shops, people and orders to try the hub with, and sign-in by persona."""
