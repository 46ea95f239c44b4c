"""Peer (c): a bare python-socketio server that stores nothing.

It acks `message:send` and emits it to the rooms of both sides, so it shows what the transport
alone costs in Python.
"""

import json
import socket
from datetime import UTC, datetime
from typing import Any

import socketio
import uvloop
from aiohttp import web

server = socketio.AsyncServer(async_mode="aiohttp", transports=["websocket"])
users: dict[str, dict[str, str]] = {}
last_seq: dict[str, int] = {}


@server.event  # type: ignore[untyped-decorator]  # socketio has no annotations
async def connect(sid: str, _environ: dict[str, Any], auth: dict[str, str]) -> None:
    user = json.loads(auth["token"])
    users[sid] = user
    room = f"user:{user['sub']}" if user["role"] == "buyer" else f"shop:{user['shop']}"
    await server.enter_room(sid, room)


@server.event  # type: ignore[untyped-decorator]
async def disconnect(sid: str, _reason: str) -> None:
    del users[sid]


@server.on("conversation:open")  # type: ignore[untyped-decorator]
async def open_conversation(sid: str, payload: dict[str, Any]) -> dict[str, Any]:
    conversation_id = f"{payload['context']['id']}.{users[sid]['sub']}"
    return {"ok": True, "data": {"conversation": {"id": conversation_id}}}


@server.on("message:send")  # type: ignore[untyped-decorator]
async def send_message(sid: str, command: dict[str, Any]) -> dict[str, Any]:
    conversation_id = command["conversation_id"]
    product, _, buyer = conversation_id.partition(".")
    message = _message(users[sid], command)
    await server.emit("message:new", {"message": message}, room=f"user:{buyer}")
    await server.emit("message:new", {"message": message}, room=f"shop:{product.split('/')[0]}")
    return {"ok": True, "data": {"message": message}}


def _message(user: dict[str, str], command: dict[str, Any]) -> dict[str, Any]:
    """The same fields the other servers send, so that frames are as long."""
    conversation_id = command["conversation_id"]
    seq = last_seq[conversation_id] = last_seq.get(conversation_id, 0) + 1
    return {
        "conversation_id": conversation_id,
        "seq": seq,
        "client_id": command["client_id"],
        "kind": "text",
        "sender": {"id": user["sub"], "side": user["role"], "name": f"Name of {user['sub']}"},
        "text": command["text"],
        "lang": "en",
        "attachments": [],
        "sent_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
    }


def main() -> None:
    app = web.Application()
    server.attach(app)
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    print(f"ready http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    web.run_app(app, sock=listener, print=None, access_log=None, loop=uvloop.new_event_loop())


if __name__ == "__main__":
    main()
