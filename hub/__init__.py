"""Parley's hub: conversations between buyers and sellers, over Socket.IO and HTTP, kept in MongoDB.

`docs/message-path.md` follows one message through these packages.
"""
