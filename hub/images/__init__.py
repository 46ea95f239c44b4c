"""Untrusted bytes to safe pictures.

`pool` is what the hub talks to; the decoders run in processes of their own, which `worker` is.
"""
