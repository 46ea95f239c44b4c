"""Sockets and HTTP: thin shells that move bytes between clients and the actions."""
