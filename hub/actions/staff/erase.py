"""Staff take a message's content from all sides, without an incident about it."""

from dataclasses import dataclass

from hub.actions.erase import EraseMessage
from hub.actions.staff.ledger import Ledger
from hub.domain.identity import Identity


@dataclass(frozen=True, slots=True)
class EraseForStaff:
    """Audited first: what is gone afterwards cannot tell who took it."""

    erase: EraseMessage
    ledger: Ledger

    async def __call__(self, who: Identity, conversation_id: str, seq: int, reason: str) -> None:
        """Raises NotFound, Invalid, Overloaded."""
        detail = {"seq": seq, "reason": reason}
        await self.ledger.record(who, "message.erased", conversation_id, detail)
        await self.erase(conversation_id, seq)
