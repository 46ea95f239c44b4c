"""A client's state, built from nothing but what the hub pushes."""

from typing import Any

from tests.support.wire import Json

Conversation = dict[str, Any]


def stub(message: Json) -> Json:
    """What is left of a message that was erased."""
    return {**message, "text": "", "attachments": [], "erased": True}


class Reducer:
    """What one device knows. `apply` takes pushes in the order in which they came."""

    def __init__(self) -> None:
        self.conversations: dict[str, Conversation] = {}
        self.threads: dict[str, dict[int, Json]] = {}
        self.unread_total = 0

    def apply(self, event: str, payload: Json) -> None:
        match event:
            case "session:ready":
                self.unread_total = payload["unread_total"]
            case "conversation:updated":
                self._updated(payload)
            case "message:new":
                self._arrived(payload)
            case "message:hidden":
                self._hidden(payload)
            case "message:erased":
                self._erased(payload)
            case "receipt:updated":
                self._receipt(payload)

    @property
    def listed(self) -> dict[str, Conversation]:
        """The conversations of the inbox."""
        return {id: one for id, one in self.conversations.items() if one["listed"]}

    def thread(self, id: str) -> list[Json]:
        """The messages of a conversation, by seq."""
        return [message for _, message in sorted(self.threads.get(id, {}).items())]

    def _updated(self, payload: Json) -> None:
        told = payload["conversation"]
        self.conversations[told["id"]] = told
        self._drop(
            told["id"], {s for s in self.threads.get(told["id"], {}) if s <= told["cleared_seq"]}
        )
        self.unread_total = payload["unread_total"]

    def _arrived(self, payload: Json) -> None:
        message = payload["message"]
        id, seq = message["conversation_id"], message["seq"]
        known = self.conversations[id]
        self.unread_total = payload["unread_total"]
        self._count(id, payload["unread"])
        if seq <= known["cleared_seq"]:
            return
        self.threads.setdefault(id, {})[seq] = message
        if seq >= known["last_seq"]:
            newest = {"last_seq": seq, "last_message": message, "updated_at": message["sent_at"]}
            self.conversations[id] = {**self.conversations[id], **newest}

    def _hidden(self, payload: Json) -> None:
        id = payload["conversation_id"]
        self.unread_total = payload["unread_total"]
        if id not in self.conversations:  # not in this inbox
            return
        self._drop(id, set(payload["seqs"]))
        thread = self.thread(id)
        change = max(self.conversations[id]["change"], payload["change"])
        last = {"last_message": thread[-1] if thread else None}
        self.conversations[id] = {**self.conversations[id], **last, "change": change}
        self._count(id, payload["unread"])

    def _erased(self, payload: Json) -> None:
        id, seq = payload["conversation_id"], payload["seq"]
        if id not in self.conversations:  # not in this inbox yet
            return
        known, thread = self.conversations[id], self.threads.get(id, {})
        if seq in thread:
            thread[seq] = stub(thread[seq])
        last = known["last_message"]
        shown = {"last_message": stub(last)} if last and last["seq"] == seq else {}
        change = max(known["change"], payload["change"])
        self.conversations[id] = {**known, **shown, "change": change}

    def _receipt(self, payload: Json) -> None:
        id, side = payload["conversation_id"], payload["side"]
        if id not in self.conversations:  # not in this inbox yet
            return
        marks = {name: payload[name] for name in ("delivered_seq", "read_seq")}
        known = self.conversations[id]
        self.conversations[id] = {**known, "receipts": {**known["receipts"], side: marks}}
        if "unread" in payload:
            self._count(id, payload["unread"])
            self.unread_total = payload["unread_total"]

    def _count(self, id: str, unread: int) -> None:
        self.conversations[id] = {**self.conversations[id], "unread": unread}

    def _drop(self, id: str, seqs: set[int]) -> None:
        kept = self.threads.get(id, {})
        self.threads[id] = {seq: message for seq, message in kept.items() if seq not in seqs}
