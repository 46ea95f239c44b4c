"""What tests say over the wire again and again."""

import itertools
from typing import Any

from tests.support.wire import Json, Wire

_numbers = itertools.count(1)


async def opened(wire: Wire, kind: str, id: str) -> Json:
    """The conversation about a product, an order or a support topic."""
    data = await wire.ok("conversation:open", {"context": {"type": kind, "id": id}})
    return data["conversation"]


async def about(wire: Wire, id: str, kind: str = "product") -> str:
    """The id of the conversation about it."""
    return str((await opened(wire, kind, id))["id"])


def draft(conversation: str, text: str = "Hello", **more: Json) -> dict[str, Any]:
    """What `message:send` takes, under a fresh client id unless one is given."""
    client_id = more.pop("client_id", f"n-{next(_numbers)}")
    return {"conversation_id": conversation, "client_id": client_id, "text": text, **more}


async def say(wire: Wire, conversation: str, text: str = "Hello", **more: Json) -> Json:
    """Send a message; as it is acked."""
    return (await wire.ok("message:send", draft(conversation, text, **more)))["message"]


async def say_all(wire: Wire, conversation: str, *texts: str) -> list[Json]:
    """Send messages one after the other."""
    return [await say(wire, conversation, text) for text in texts]


async def history(wire: Wire, conversation: str, **bounds: int) -> list[Json]:
    """One page of what this side sees."""
    data = await wire.ok("conversation:history", {"conversation_id": conversation, **bounds})
    return list(data["messages"])


async def texts(wire: Wire, conversation: str) -> list[str]:
    """What this side reads in a thread."""
    return [message["text"] for message in await history(wire, conversation)]


async def inbox(wire: Wire, **request: Json) -> list[Json]:
    """One page of the conversations in this person's inbox."""
    return list((await wire.ok("conversation:list", request))["conversations"])


async def seen(wire: Wire, conversation: str) -> Json:
    """A conversation as this side's inbox shows it now."""
    found = [one for one in await inbox(wire, limit=200) if one["id"] == conversation]
    assert found, "it is not in the inbox"
    return found[0]


async def mark(wire: Wire, conversation: str, seq: int, how: str = "read") -> Json:
    """Say that messages up to `seq` were read, or `how="delivered"`."""
    return await wire.ok(f"message:{how}", {"conversation_id": conversation, "seq": seq})


async def hide(wire: Wire, conversation: str, *seqs: int) -> Json:
    """Delete these messages for one's own side, or without any the whole conversation."""
    at = {"conversation_id": conversation}
    if not seqs:
        return await wire.ok("conversation:hide", at)
    return await wire.ok("message:hide", at | {"seqs": list(seqs)})


async def catch_up(wire: Wire, conversation: str, seq: int = 0, change: int = 0) -> Json:
    """What was missed after a seq and a change number."""
    at = {"conversation_id": conversation, "after_seq": seq, "after_change": change}
    return await wire.ok("conversation:catch_up", at)


async def search(wire: Wire, query: str, **more: Json) -> Json:
    return await wire.ok("conversation:search", {"query": query, **more})
