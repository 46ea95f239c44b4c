"""A message is being written: what its translation will need may be loaded meanwhile."""

from dataclasses import dataclass

from hub.actions.ports import ReadingLanguages, Translator
from hub.domain.conversations import Conversation, Side


@dataclass(frozen=True, slots=True)
class ExpectMessage:
    """People are taken to write what they read; who does not waits a little longer."""

    translator: Translator
    reading: ReadingLanguages

    async def __call__(self, conversation: Conversation, writer: Side) -> None:
        if not self.translator.languages:
            return
        reads = await self.reading.of(conversation)
        written = reads.get(writer, frozenset())
        for source in written:
            for target in reads.get(writer.other, frozenset()) - written:
                self.translator.expect(source, target)
